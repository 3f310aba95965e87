"""Each camera's day in the site's time: how long it was up, down or blind, and what it gave."""

from __future__ import annotations

import datetime as dt
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from app.domain.video.cameras import CameraFault, CameraState, Picture
from app.domain.video.recordings import CameraDay
from app.settings.whole_file import write_whole

log = logging.getLogger(__name__)

UP = frozenset({Picture.LIVE, Picture.STILL, Picture.KEY_FRAMES})
BLINDING = frozenset(CameraFault) - {CameraFault.CLOCK_DRIFT}
LONGEST_STEP_S = 5.0
"""A PC that slept has not watched meanwhile."""
DAYS_KEPT = 2


@dataclass(slots=True)
class _Day:
    up_s: float = 0.0
    down_s: float = 0.0
    blind_s: float = 0.0
    frames: int = 0
    bytes: int = 0
    armed_s: float = 0.0
    reasons: Counter[str] = field(default_factory=Counter)


class DayBook:
    """One thread. `recorded_s` tells of a camera's day how much of it was recorded."""

    def __init__(self, zone: dt.tzinfo, file: Path, recorded_s: Callable[[str, str], float]) -> None:
        self._zone, self._file, self._recorded_s = zone, file, recorded_s
        self._days: dict[tuple[str, str], _Day] = {}
        self._counted: float | None = None
        self._recorded_before: dict[tuple[str, str], float] = {}
        self._restore()

    def count(self, now: float, wall_ms: int, states: Mapping[str, CameraState]) -> None:
        """Add the time since the last call; `now` in monotonic seconds. Cameras that are off do not count."""
        passed = 0.0 if self._counted is None else min(LONGEST_STEP_S, max(0.0, now - self._counted))
        self._counted = now
        day = self._day_of(wall_ms)
        for camera, state in states.items():
            if state.picture is Picture.OFF:
                continue
            kept = self._days.setdefault((camera, day), _Day())
            if state.picture in UP:
                kept.up_s += passed
                kept.blind_s += passed if BLINDING & set(state.faults) else 0.0
            else:
                kept.down_s += passed
                if state.reason:
                    kept.reasons[state.reason] += 1

    def received(self, camera: str, wall_ms: int, frames: int, bytes_: int, armed_s: float) -> None:
        """Since it was told last; `armed_s` as in `CameraDay`."""
        kept = self._days.setdefault((camera, self._day_of(wall_ms)), _Day())
        kept.frames += frames
        kept.bytes += bytes_
        kept.armed_s += armed_s

    def days(self, wall_ms: int) -> tuple[CameraDay, ...]:
        """Today and yesterday as they stand; older ones are forgotten."""
        first = self._day_of(wall_ms - (DAYS_KEPT - 1) * 86_400_000)
        self._days = {key: kept for key, kept in self._days.items() if key[1] >= first}
        return tuple(self._told(camera, day, kept) for (camera, day), kept in sorted(self._days.items()))

    def keep(self, wall_ms: int) -> None:
        """On the disk, so that a supervisor that starts again goes on from there."""
        days = self.days(wall_ms)
        try:
            write_whole(self._file, msgspec.json.encode(days))
        except OSError as problem:
            log.warning("The days of cameras could not be kept: %s", problem)

    def _told(self, camera: str, day: str, kept: _Day) -> CameraDay:
        recorded = self._recorded_s(camera, day) + self._recorded_before.get((camera, day), 0.0)
        (reason,) = [word for word, _ in kept.reasons.most_common(1)] or [""]
        return CameraDay(
            camera,
            day,
            kept.up_s,
            kept.down_s,
            kept.blind_s,
            recorded,
            kept.frames,
            kept.bytes,
            reason,
            kept.armed_s,
        )

    def _day_of(self, wall_ms: int) -> str:
        return dt.datetime.fromtimestamp(wall_ms / 1000, self._zone).strftime("%Y-%m-%d")

    def _restore(self) -> None:
        try:
            days: Iterable[CameraDay] = msgspec.json.decode(self._file.read_bytes(), type=list[CameraDay])
        except (OSError, msgspec.MsgspecError):
            return
        for one in days:
            reasons = Counter({one.reason: int(one.down_s)} if one.reason else {})
            key = (one.camera, one.day)
            self._days[key] = _Day(
                one.up_s, one.down_s, one.blind_s, one.frames, one.bytes, one.armed_s, reasons
            )
            self._recorded_before[key] = one.recorded_s
