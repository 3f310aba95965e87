"""What the video desk needs from the outside: where footage is indexed, the cameras file, and the store of
passwords."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from app.domain.video.cameras import Camera, CameraStream
from app.domain.video.recordings import CameraDay, Segment
from app.domain.video.scenes import SceneEvent


class FootageStore(Protocol):
    """The index of recordings. Engine's thread; nothing here waits for the disk, and nothing raises."""

    def put_segments(self, rows: Sequence[Segment], settled: Callable[[bool], None]) -> None:
        """Insert or replace by file; `settled(committed)` follows, on any thread."""

    def drop_segments(self, files: Sequence[str]) -> None: ...

    def put_days(self, days: Sequence[CameraDay]) -> None:
        """By camera and day; later ones replace them."""

    def put_events(self, events: Sequence[SceneEvent]) -> None:
        """By id; later ones replace them."""

    def newest_events(self, limit: int) -> Sequence[SceneEvent]:
        """Newest first, at the engine's start; may take as long as reading so many rows."""


class CameraRows(Protocol):
    """The cameras of the installation as their file has them. A worker's thread, one at a time."""

    def read(self) -> tuple[tuple[Camera, ...], tuple[CameraStream, ...]]:
        """With passwords; raises SettingsInvalid."""

    def write(
        self,
        cameras: Sequence[Camera],
        streams: Sequence[CameraStream],
        ready: Callable[[], None],
    ) -> None:
        """All of them, whole or not at all; `ready` is called once all was found valid and the disk took it,
        and what it raises stops it. Raises SettingsInvalid, SettingsSuperseded or SettingsUnwritable."""

    def put_password(self, camera: str, password: str) -> None:
        """Raises SecretsFault or ValueError."""


class NoFootage:
    """An installation that keeps no index yet: what is put is gone."""

    def put_segments(self, rows: Sequence[Segment], settled: Callable[[bool], None]) -> None:  # noqa: ARG002
        settled(True)

    def drop_segments(self, files: Sequence[str]) -> None:
        """Nothing is kept."""

    def put_days(self, days: Sequence[CameraDay]) -> None:
        """Nothing is kept."""

    def put_events(self, events: Sequence[SceneEvent]) -> None:
        """Nothing is kept."""

    def newest_events(self, limit: int) -> Sequence[SceneEvent]:  # noqa: ARG002
        return ()
