"""Cameras that hang the library again and again: each is left alone for a while, so that the others of its
worker go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

TIMES, WITHIN_S = 2, 600.0
"""So often within so long, a camera has ended its worker before it is paused."""
PAUSE_S = 600.0
MOST_AT_ONCE = 2
"""Where more cameras of a worker hang at the same time, it is not they: the machine is."""


class Pausing:
    """The supervisor's thread; times are monotonic seconds."""

    def __init__(self) -> None:
        self._stuck: dict[str, list[float]] = {}
        self._until: dict[str, float] = {}

    def stuck(self, cameras: Sequence[str], now: float) -> list[str]:
        """A worker is ended because of these. Returns those that are paused now."""
        if len(cameras) > MOST_AT_ONCE:
            return []
        paused = []
        for camera in cameras:
            times = [at for at in self._stuck.get(camera, []) if now - at < WITHIN_S] + [now]
            self._stuck[camera] = times
            if len(times) >= TIMES:
                self._until[camera] = now + PAUSE_S
                del self._stuck[camera]
                paused.append(camera)
        return paused

    def left_s(self, camera: str, now: float) -> float:
        """For how long it is still left alone; 0 where it is not."""
        return max(0.0, self._until.get(camera, now) - now)

    def over(self, now: float) -> list[str]:
        """Those that are to be tried again; told once."""
        found = [camera for camera, until in self._until.items() if until <= now]
        self.forget(found)
        return found

    def forget(self, cameras: Iterable[str]) -> None:
        """Another stream is another matter."""
        for camera in cameras:
            self._until.pop(camera, None)
            self._stuck.pop(camera, None)
