"""Cameras that change their worker: the new one gets them once the old one has let go of slot and segment."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from app.wire.video_service import KeepFootage

LET_GO_S = 6.0
"""A worker leaves a camera within 2 s, and one that says nothing for 5 s is ended."""


@dataclass(slots=True)
class _Move:
    old: int
    until: float
    kept: list[KeepFootage] = field(default_factory=list)


class Moving:
    """The supervisor's thread; times are monotonic seconds, workers are numbers."""

    def __init__(self) -> None:
        self._moves: dict[str, _Move] = {}
        self._expected: dict[int, int] = {}
        """By workers that are to let go: how many cameras they have when they did."""

    def begin(
        self, before: Mapping[str, int], after: Mapping[str, int], lives: Callable[[int], bool], now: float
    ) -> None:
        """The cameras are shared out anew; only a worker that `lives` has anything to let go of."""
        for camera, worker in after.items():
            old = before.get(camera, worker)
            if camera not in self._moves and old != worker and lives(old):
                self._moves[camera] = _Move(old, now + LET_GO_S)
        gone = [one for one, move in self._moves.items() if after.get(one, move.old) == move.old]
        for camera in gone:
            del self._moves[camera]
        self._expected.clear()

    def holds(self, camera: str) -> bool:
        """Whether its new worker must wait for it."""
        return camera in self._moves

    @property
    def leaving(self) -> set[int]:
        """The workers that are to let go."""
        return {move.old for move in self._moves.values()}

    def expect(self, worker: int, has: int, is_to_have: int) -> None:
        """That it has let go shows in the number of its cameras, where that becomes smaller."""
        if has > is_to_have:
            self._expected[worker] = is_to_have

    def counted(self, worker: int, cameras: int) -> list[str]:
        """How many cameras a worker says it has. Returns those that are free now."""
        return self.free(worker) if self._expected.get(worker) == cameras else []

    def free(self, worker: int) -> list[str]:
        """It has let go, or is no more."""
        self._expected.pop(worker, None)
        return [camera for camera, move in self._moves.items() if move.old == worker]

    def overdue(self, now: float) -> list[str]:
        return [camera for camera, move in self._moves.items() if now >= move.until]

    def keep(self, kept: KeepFootage) -> None:
        """For the worker that has the camera next."""
        self._moves[kept.camera].kept.append(kept)

    def end(self, camera: str) -> list[KeepFootage]:
        """Its new worker has it. Returns what it is to keep."""
        return self._moves.pop(camera).kept
