"""Footage for the views: queries run one after another on a worker thread of their own, and are awaited."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from app.bridge.history import Lane
from app.domain.video.footage import FootageExport
from app.domain.video.recordings import CameraDay, FootageClass, Segment
from app.domain.video.scenes import SceneEvent
from app.store import footage_reading as reading
from app.store.footage_reading import FootageGap, ScenesWanted


class Footage:
    """Reads history.db, which the engine writes; raises StoreUnavailable where it cannot be read. Times are
    epoch ms. A lane of its own: a timeline does not wait behind curves."""

    def __init__(self, folder: Path) -> None:
        self._lane = Lane(folder, "footage")

    async def segments(self, cameras: Sequence[str], since_ms: int, until_ms: int) -> list[Segment]:
        """Those that show any of the time, by camera as asked and then by time."""
        query = partial(reading.list_segments, cameras=tuple(cameras), since_ms=since_ms, until_ms=until_ms)
        return await self._lane.run(lambda reader: reader.ask(query))

    async def gaps(self, camera: str, since_ms: int, until_ms: int) -> list[FootageGap]:
        """Where nothing is recorded, oldest first; footage of every class counts."""
        query = partial(reading.list_gaps, camera=camera, since_ms=since_ms, until_ms=until_ms)
        return await self._lane.run(lambda reader: reader.ask(query))

    async def events(self, wanted: ScenesWanted) -> list[SceneEvent]:
        """Newest first."""
        query = partial(reading.list_scenes, wanted=wanted)
        return await self._lane.run(lambda reader: reader.ask(query))

    async def days(self, first_day: str, last_day: str, cameras: Sequence[str] = ()) -> list[CameraDay]:
        """From the first day to the last (`2026-03-13`), both included; of these cameras, or of all."""
        query = partial(
            reading.list_camera_days, first_day=first_day, last_day=last_day, cameras=tuple(cameras)
        )
        return await self._lane.run(lambda reader: reader.ask(query))

    async def oldest(self) -> dict[str, dict[FootageClass, int]]:
        """When the oldest footage of each camera and class begins that is still there."""
        return await self._lane.run(lambda reader: reader.ask(reading.oldest_footage))

    async def exports(self, *, since_ms: int = 0, limit: int = 200) -> list[FootageExport]:
        """Newest first."""
        query = partial(reading.list_exports, since_ms=since_ms, limit=limit)
        return await self._lane.run(lambda reader: reader.ask(query))

    def close(self) -> None:
        """Drop what waits; the query that runs ends by itself."""
        self._lane.close()
