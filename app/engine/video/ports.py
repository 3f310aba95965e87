"""What the video desk needs from the outside: where footage is indexed, and the cameras with their file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from app.domain.video.cameras import Camera, CameraStream
from app.domain.video.recordings import CameraDay, Segment
from app.domain.video.scenes import SceneEvent
from app.settings.cameras import Cameras


class FootageStore(Protocol):
    """The index of recordings. Engine's thread; nothing here waits for the disk, and nothing raises."""

    def put_segments(self, rows: Sequence[Segment], settled: Callable[[bool], None]) -> None:
        """Insert or replace by file; `settled(committed)` follows, on any thread."""

    def drop_segments(self, files: Sequence[str]) -> None:
        """They were thrown away."""

    def miss_segments(self, files: Sequence[str], settled: Callable[[bool], None]) -> None:
        """They are not on the disk any more although nobody threw them away; `settled` as above."""

    def put_days(self, days: Sequence[CameraDay]) -> None:
        """By camera and day; later ones replace them."""

    def put_events(self, events: Sequence[SceneEvent]) -> None:
        """By id; later ones replace them."""

    def recorded(self) -> Sequence[str]:
        """Cameras of which there is footage, at the engine's start; may take a while."""

    def newest_events(self, limit: int) -> Sequence[SceneEvent]:
        """Newest first, at the engine's start; may take as long as reading so many rows."""


@dataclass(frozen=True, slots=True)
class CameraEdit:
    """A camera put in the place of `seen`, or taken out where `camera` is None. The stream of before stays
    where there is no other."""

    id: str
    camera: Camera | None
    stream: CameraStream | None = None
    seen: Camera | None = None


@dataclass(frozen=True, slots=True)
class Difference:
    """What one edit changes, each field from and to; never a password."""

    fields: Mapping[str, tuple[object, object]] = field(default_factory=dict)


class CameraKeeper(Protocol):
    """The cameras of the installation, their file and passwords. A worker's thread, but for `past`."""

    @property
    def past(self) -> tuple[Camera, ...]:
        """Those that were on the list and are not when it was read or written last, as they were."""

    def read(self) -> Cameras:
        """As the file has them now, with passwords. Raises SettingsInvalid."""

    def edit(self, edit: CameraEdit, accepted: Callable[[Difference], None]) -> Cameras:
        """Checked as a whole, then `accepted`, then written; what `accepted` raises stops it.

        Raises EditRefused, SettingsSuperseded, SettingsUnwritable or SecretsFault; then nothing is changed.
        """

    def changed(self) -> bool:
        """Whether the file is another one than that which was read or written last."""


class EditRefused(Exception):
    """`sentences` say what is wrong with the camera."""

    def __init__(self, sentences: tuple[str, ...]) -> None:
        self.sentences = sentences
        super().__init__(" ".join(sentences))
