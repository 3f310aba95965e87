"""Footage that is to be kept: by the worker of its camera, and where none has it, on the disk at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.domain.video.cameras import Camera
from app.domain.video.recordings import Segment
from app.wire.video_service import KeepFootage, ReleaseFootage
from video.supervisor.crew import Crew
from video.supervisor.housekeeping import Housekeeping

Raise = Callable[[KeepFootage], list[Segment]]
"""Closed files that show any of the time get its class: their rows as they are now. Raises OSError."""

Release = Callable[[ReleaseFootage], list[Segment]]
"""Closed files that are locked and lie wholly in the time are locked no more: their rows. Raises OSError."""

Recall = Callable[[list[str]], list[Segment]]
"""Rows of these cameras that a killed supervisor may not have told. Raises OSError."""


class Footage:
    """The supervisor's thread; the disk on that of the housekeeping, which calls `told` with rows."""

    def __init__(
        self,
        crew: Crew,
        housekeeping: Housekeeping,
        raise_: Raise,
        release: Release,
        recall: Recall,
        told: Callable[[list[Segment]], None],
    ) -> None:
        self._crew, self._housekeeping, self._raise, self._told = crew, housekeeping, raise_, told
        self._release = release
        self._recall: Recall | None = recall
        self._off: set[str] = set()

    def know(self, cameras: Sequence[Camera]) -> None:
        """The first time there are any, what was recorded before is looked for."""
        recall, ids = self._recall, [camera.id for camera in cameras]
        if ids and recall is not None:
            self._recall = None
            self._housekeeping.put(lambda: self._told(recall(ids)))
        self._off = {camera.id for camera in cameras if not camera.enabled}

    def keep(self, kept: KeepFootage, wall_ms: int) -> None:
        """No worker looks after a camera that is switched off, but what it has recorded is there."""
        self._crew.keep(kept, wall_ms)
        if kept.camera in self._off:
            self._housekeeping.put(lambda: self._told(self._raise(kept)))

    def release(self, released: ReleaseFootage) -> None:
        """On the disk at once: what is over no worker has in its hands."""
        self._crew.release(released)
        self._housekeeping.put(lambda: self._told(self._release(released)))
