"""One row a camera with all that is known of how it does, and what that comes to in a district."""

from __future__ import annotations

import datetime as dt
import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.alarms import Priority
from app.domain.devices import Device, Liveness
from app.domain.video.cameras import Camera, CameraFault, CameraState, Picture, RecordingMode, Records
from app.domain.video.health import (
    FAULTY,
    SERVING,
    UPTIME_DAYS,
    Condition,
    Kept,
    LocalDay,
    Uptime,
    Usual,
    condition_of,
    condition_since,
    is_unusual,
    kept_days,
    today_of,
    uptime,
    usual,
    whole_days,
)
from app.domain.video.recordings import CameraDay, FootageClass

NINE_OF_TEN = 0.9
"""A district has as many days as this share of its cameras has."""
BEYOND = 2
"""Days are counted up to so many times what the law asks."""
GREAT_SHORTAGE, SOME_SHORTAGE = 0.5, 0.15
"""Shares of the asked days that are missing, from which that is critical, and high."""


@dataclass(frozen=True, slots=True)
class CameraPast:
    """What the days on record say of one camera; another one each day, not each second."""

    usual: Usual = field(default_factory=Usual)
    uptime: Uptime = field(default_factory=Uptime)
    kept: Kept = field(default_factory=Kept)


NO_PAST = CameraPast()


@dataclass(frozen=True, slots=True)
class Asked:
    """How many days the law asks for, and when and where that is asked: `now` in epoch ms."""

    days: int
    now: int
    zone: dt.tzinfo

    def calendar(self) -> tuple[LocalDay, ...]:
        return whole_days(today_of(self.now, self.zone), self.zone, max(UPTIME_DAYS, BEYOND * self.days))


def first_day(asked: Asked) -> str:
    """The oldest day that is looked at."""
    return asked.calendar()[-1].name


Days = Mapping[str, CameraDay]
"""Of one camera, by name."""


def days_by_camera(days: Iterable[CameraDay]) -> dict[str, dict[str, CameraDay]]:
    found: dict[str, dict[str, CameraDay]] = {}
    for day in days:
        found.setdefault(day.camera, {})[day.day] = day
    return found


def pasts(
    cameras: Iterable[Camera],
    days: Mapping[str, Days],
    oldest: Mapping[str, Mapping[FootageClass, int]],
    asked: Asked,
) -> dict[str, CameraPast]:
    """By camera. `oldest`: when the oldest footage of each class begins that is still there. Takes most of a
    millisecond a camera: a view does a few at a time."""
    calendar = asked.calendar()
    return {
        camera.id: _past(camera, days.get(camera.id, {}), oldest.get(camera.id, {}), asked, calendar)
        for camera in cameras
    }


def _past(
    camera: Camera,
    days: Days,
    oldest: Mapping[FootageClass, int],
    asked: Asked,
    calendar: Sequence[LocalDay],
) -> CameraPast:
    """Of a camera that records all the time, footage of events outlives the rest and says nothing of it."""
    classes = [FootageClass.CONTINUOUS] if camera.recording is RecordingMode.CONTINUOUS else [*FootageClass]
    begins = [oldest[footage] for footage in classes if footage in oldest]
    kept = kept_days(
        camera,
        days,
        min(begins, default=None),
        asked=asked.days,
        calendar=calendar,
        zone=asked.zone,
    )
    return CameraPast(usual(days, calendar), uptime(days, calendar), kept)


@dataclass(frozen=True, slots=True)
class CameraHealth:
    """`since` and `last_frame` are epoch ms, 0 for not known; rates are received now. `liveness` is that of
    the device, None where no device of this id is known."""

    id: str
    name: str
    zone: str
    condition: Condition
    since: int
    last_frame: int
    reason: str
    faults: tuple[CameraFault, ...]
    fps: float
    kbit_s: float
    usual: Usual
    uptime: Uptime
    kept: Kept
    liveness: Liveness | None = None
    clock_told: bool = False
    """Whether its clock is right is known."""

    unrecorded: bool = False
    """What is to be recorded of it does not come, although something is shown."""

    @property
    def faulty(self) -> bool:
        return self.condition in FAULTY

    @property
    def slow(self) -> bool:
        """It shows something, and far less than usual."""
        return self.condition is Condition.GOOD and (
            is_unusual(self.fps, self.usual.fps) or is_unusual(self.kbit_s, self.usual.kbit_s)
        )


def health_rows(
    cameras: Mapping[str, Camera],
    states: Mapping[str, CameraState],
    devices: Mapping[str, Device],
    liveness: Mapping[str, Liveness],
    past: Mapping[str, CameraPast],
) -> tuple[CameraHealth, ...]:
    """One for each camera and each device of the kind, by id; all is given by id, `devices` those of kind
    camera."""
    return tuple(
        _row(name, cameras.get(name), states.get(name), devices.get(name), liveness.get(name), past)
        for name in sorted(cameras.keys() | devices.keys())
    )


def _row(
    name: str,
    camera: Camera | None,
    state: CameraState | None,
    device: Device | None,
    liveness: Liveness | None,
    past: Mapping[str, CameraPast],
) -> CameraHealth:
    state = state or CameraState(name, Picture.CONNECTING, 0)
    called = device or camera  # the settings say it until the city has heard of it
    condition, before = condition_of(camera, state), past.get(name, NO_PAST)
    return CameraHealth(
        name,
        (called.name if called is not None else "") or name,
        called.zone if called is not None else "",
        condition,
        condition_since(condition, state),
        state.last_frame,
        state.reason,
        state.faults,
        state.fps,
        state.kbit_s,
        before.usual,
        before.uptime,
        before.kept,
        liveness,
        state.clock_told,
        unrecorded=state.records is Records.LOST and state.picture is not Picture.NO_SIGNAL,
    )


# -- together ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Tally:
    """How many are how. `known`: with a stream and switched on; `serving` of them show something."""

    counts: Mapping[Condition, int]
    known: int
    serving: int
    short: int
    """Have not the days that the law asks for, and not because they are new."""
    clock_unknown: int = 0
    """Show something, and nobody knows whether their clock is right."""

    @property
    def share(self) -> float | None:
        """None where nothing is known of any."""
        told = self.known - self.counts.get(Condition.UNKNOWN, 0)
        return self.serving / self.known if told else None


def tally(rows: Iterable[CameraHealth]) -> Tally:
    counts: Counter[Condition] = Counter()
    short = clock_unknown = 0
    for row in rows:
        counts[row.condition] += 1
        short += row.kept.lost > 0
        clock_unknown += row.condition in SERVING and not row.clock_told
    apart = counts[Condition.OFF] + counts[Condition.TELEMETRY]
    serving = sum(counts[condition] for condition in SERVING)
    return Tally(counts, counts.total() - apart, serving, short, clock_unknown)


@dataclass(frozen=True, slots=True)
class District:
    """`days`: what nine of ten of its recording cameras have; `missing` against the asked ones. `recording`:
    how many should record; `short`: how many of them have too little."""

    zone: str
    cameras: int
    faulty: int
    recording: int
    short: int
    days: int
    worst: int
    asked: int
    missing: int
    lost: int
    """Those of the missing ones that were not before its cameras were there."""
    gone: int = 0
    """Those of the lost ones whose footage has vanished from the disk."""

    @property
    def priority(self) -> Priority | None:
        return shortage(self.lost, self.asked)


def shortage(lost: int, asked: int) -> Priority | None:
    """How bad it is that so many days were lost; None for none."""
    if lost <= 0 or asked <= 0:
        return None
    share = lost / asked
    if share >= GREAT_SHORTAGE:
        return Priority.CRITICAL
    return Priority.HIGH if share >= SOME_SHORTAGE else Priority.MEDIUM


def districts(rows: Iterable[CameraHealth]) -> tuple[District, ...]:
    """By name; cameras without a district come last, together."""
    by_zone: dict[str, list[CameraHealth]] = {}
    for row in rows:
        if row.condition is not Condition.TELEMETRY:
            by_zone.setdefault(row.zone, []).append(row)
    return tuple(
        _district(zone, by_zone[zone]) for zone in sorted(by_zone, key=lambda zone: (not zone, zone))
    )


def _district(zone: str, rows: Sequence[CameraHealth]) -> District:
    recording = sorted((row for row in rows if row.kept.asked), key=lambda row: -row.kept.days)
    asked = recording[0].kept.asked if recording else 0
    there = recording[math.ceil(NINE_OF_TEN * len(recording)) - 1] if recording else None
    days = there.kept.days if there is not None else 0
    return District(
        zone,
        len(rows),
        sum(row.faulty for row in rows),
        len(recording),
        sum(row.kept.lost > 0 for row in recording),
        days,
        recording[-1].kept.days if recording else 0,
        asked,
        max(0, asked - days),
        there.kept.lost if there is not None else 0,
        there.kept.gone if there is not None else 0,
    )
