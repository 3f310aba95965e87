"""The index of recordings and all that belongs to it, on its way into history.db."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from app.domain.changes import Change
from app.domain.video.footage import (
    CameraDaysPut,
    ExportPut,
    FootageExport,
    ScenesPut,
    SegmentsGone,
    SegmentsPut,
    SegmentsVanished,
)
from app.domain.video.recordings import CameraDay, Segment
from app.domain.video.scenes import SceneEvent
from app.store.faults import StoreUnavailable
from app.store.footage_reading import ScenesWanted, list_recorded, list_scenes, next_export
from app.store.journal import Journal
from app.store.reader import Reader

T = TypeVar("T")

_log = logging.getLogger(__name__)


class FootageIndex:
    """Of an open journal; `folder` is where its database lies. `put_…` and `drop_…` never wait nor raise."""

    def __init__(self, journal: Journal, folder: Path) -> None:
        self._journal = journal
        self._folder = folder

    def put_segments(self, rows: Sequence[Segment], settled: Callable[[bool], None]) -> None:
        """Insert or replace by file; `settled(committed)` follows on the writer's thread."""
        self._append(SegmentsPut(tuple(rows)), settled)

    def drop_segments(self, files: Sequence[str]) -> None:
        """They were thrown away."""
        self._append(SegmentsGone(tuple(files)))

    def miss_segments(self, files: Sequence[str], settled: Callable[[bool], None]) -> None:
        """They are not there although nobody threw them away; `settled(committed)` follows on the writer's
        thread."""
        self._append(SegmentsVanished(tuple(files)), settled)

    def put_days(self, days: Sequence[CameraDay]) -> None:
        """By camera and day; later ones replace them."""
        self._append(CameraDaysPut(tuple(days)))

    def put_events(self, events: Sequence[SceneEvent]) -> None:
        """By id. What somebody reviewed stays so until it is reviewed again; nothing ends earlier than it
        was said to."""
        self._append(ScenesPut(tuple(events)))

    def put_export(self, export: FootageExport) -> None:
        """Waits for the disk, about 2 s at most. Raises StoreUnavailable; then it is not on record."""
        self._journal.commit([ExportPut(export)])

    def newest_events(self, limit: int) -> Sequence[SceneEvent]:
        """Newest first; none where they cannot be read: cameras are shown without them."""
        try:
            return self._ask(partial(list_scenes, wanted=ScenesWanted(limit=limit)))
        except StoreUnavailable as problem:
            _log.warning("what cameras saw cannot be read: %s", problem)
            return ()

    def recorded(self) -> Sequence[str]:
        """Cameras of which there is footage; none where that cannot be read."""
        try:
            return self._ask(list_recorded)
        except StoreUnavailable as problem:
            _log.warning("of which cameras there is footage cannot be read: %s", problem)
            return ()

    def next_export(self) -> int:
        """A number that no export has had. Raises StoreUnavailable."""
        return self._ask(next_export)

    def _ask(self, query: Callable[[Connection], T]) -> T:
        reader = Reader(self._folder)
        try:
            return reader.ask(query)
        finally:
            reader.close()

    def _append(self, change: Change, settled: Callable[[bool], None] | None = None) -> None:
        self._journal.append([], [change], settled)
