"""How cameras do: what is wrong now, uptime, what they usually send, days of footage that are there, gaps.

Arithmetic alone. Days are those of the site's time zone, so that one has 23, 24 or 25 hours.
"""

from __future__ import annotations

import datetime as dt
import enum
import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from app.domain.video.cameras import Camera, CameraFault, CameraState, Picture, RecordingMode
from app.domain.video.recordings import CameraDay
from app.domain.video.schedules import DAY_MIN, minutes_of

UPTIME_DAYS = 30
RECORDED_SHARE = 0.95
"""A day counts as recorded from this share of what the recording mode asks."""
LEAST_UP_S = 600.0
"""Days with less of a picture say nothing about what a camera usually sends."""
UNUSUAL = 0.5
"""Below this share of the usual rate a camera is told of."""


class Condition(enum.StrEnum):
    """What a camera is good for now; the worst first."""

    NO_SIGNAL = "no_signal"
    BLIND = "blind"
    """Covered, moved, blurred or dark."""
    FROZEN = "frozen"
    CLOCK_DRIFT = "clock_drift"
    UNKNOWN = "unknown"
    """Nobody has said anything of it: connecting, or no supervisor."""
    GOOD = "good"
    OFF = "off"
    """Switched off by the settings: nothing is wrong with it."""
    TELEMETRY = "telemetry"
    """A device that tells of itself; no stream of it is known here."""


FAULTY = frozenset({Condition.NO_SIGNAL, Condition.BLIND, Condition.FROZEN, Condition.CLOCK_DRIFT})
SERVING = frozenset({Condition.GOOD, Condition.CLOCK_DRIFT})
"""Those that show something; a picture with a wrong time still does."""
_FAULTS: tuple[tuple[frozenset[CameraFault], Condition], ...] = (
    (
        frozenset({CameraFault.COVERED, CameraFault.MOVED, CameraFault.BLURRED, CameraFault.DARK}),
        Condition.BLIND,
    ),
    (frozenset({CameraFault.FROZEN}), Condition.FROZEN),
    (frozenset({CameraFault.CLOCK_DRIFT}), Condition.CLOCK_DRIFT),
)


def condition_of(camera: Camera | None, state: CameraState) -> Condition:
    """The worst that holds; `camera` is None for a device that only tells of itself."""
    if camera is None:
        return Condition.TELEMETRY
    if not camera.enabled:
        return Condition.OFF
    if state.picture is Picture.NO_SIGNAL:
        return Condition.NO_SIGNAL
    found = next((condition for faults, condition in _FAULTS if faults.intersection(state.faults)), None)
    if found is not None:
        return found
    return Condition.UNKNOWN if state.picture in (Picture.CONNECTING, Picture.OFF) else Condition.GOOD


def condition_since(condition: Condition, state: CameraState) -> int:
    """Epoch ms; 0 for not known."""
    if condition in FAULTY and condition is not Condition.NO_SIGNAL:
        return state.fault_since or state.since
    return state.since


# -- days --------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class LocalDay:
    """`began` and `ended` in epoch ms."""

    name: str
    date: dt.date
    began: int
    ended: int

    @property
    def seconds(self) -> float:
        return (self.ended - self.began) / 1000


def local_day(date: dt.date, zone: dt.tzinfo) -> LocalDay:
    return LocalDay(
        date.isoformat(), date, _midnight(date, zone), _midnight(date + dt.timedelta(days=1), zone)
    )


def _midnight(date: dt.date, zone: dt.tzinfo) -> int:
    return int(dt.datetime.combine(date, dt.time(), zone).timestamp() * 1000)


@functools.lru_cache(maxsize=16)
def whole_days(today: dt.date, zone: dt.tzinfo, count: int) -> tuple[LocalDay, ...]:
    """The days before `today`, newest first: today is not over and counts for nothing yet."""
    return tuple(local_day(today - dt.timedelta(days=back), zone) for back in range(1, count + 1))


def today_of(now_ms: int, zone: dt.tzinfo) -> dt.date:
    return dt.datetime.fromtimestamp(now_ms / 1000, dt.UTC).astimezone(zone).date()


@functools.lru_cache(maxsize=4096)
def scheduled_s(schedule: str, date: dt.date, zone: dt.tzinfo) -> float:
    """Seconds of that day on which the schedule (`22:00-06:00, 12:00-13:00`) holds; all of it where the
    schedule is empty or says nothing that is understood."""
    day = local_day(date, zone)
    minutes = minutes_of(schedule)
    if not minutes:
        return day.seconds
    if day.seconds == DAY_MIN * 60:
        return 60.0 * len(minutes)
    # A day with a change of the clock is walked minute by minute of real time.
    moments = (dt.datetime.fromtimestamp(at / 1000, zone) for at in range(day.began, day.ended, 60_000))
    return 60.0 * sum(moment.hour * 60 + moment.minute in minutes for moment in moments)


# -- uptime and what is usual ------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Uptime:
    """Shares from 0 to 1. `up` is of the time that somebody watched, None where nobody did; `watched` of the
    days that the camera is known for; `blind` of the time with a picture."""

    up: float | None = None
    watched: float = 0.0
    blind: float = 0.0
    days: int = 0


def uptime(days: Mapping[str, CameraDay], calendar: Sequence[LocalDay]) -> Uptime:
    """Over the first `UPTIME_DAYS` of the calendar, which is newest first."""
    window = calendar[:UPTIME_DAYS]
    known = [day for day in window if day.name in days]
    if not known:
        return Uptime()
    rows = [days[day.name] for day in known]
    up, down = sum(row.up_s for row in rows), sum(row.down_s for row in rows)
    whole = sum(day.seconds for day in window if day.date >= known[-1].date)
    return Uptime(
        up / (up + down) if up + down > 0 else None,
        min(1.0, (up + down) / whole),
        min(1.0, sum(row.blind_s for row in rows) / up) if up > 0 else 0.0,
        len(known),
    )


@dataclass(frozen=True, slots=True)
class Usual:
    """What was received, medians of the days with a picture; 0 for not known."""

    fps: float = 0.0
    kbit_s: float = 0.0


def usual(days: Mapping[str, CameraDay], calendar: Sequence[LocalDay]) -> Usual:
    rows = [days[day.name] for day in calendar[:UPTIME_DAYS] if day.name in days]
    rows = [row for row in rows if row.up_s >= LEAST_UP_S]
    return Usual(
        _median([row.frames / row.up_s for row in rows if row.frames]),
        _median([row.bytes * 8 / 1000 / row.up_s for row in rows if row.bytes]),
    )


def _median(values: list[float]) -> float:
    return sorted(values)[len(values) // 2] if values else 0.0


def is_unusual(now: float, usually: float) -> bool:
    return usually > 0 and now < UNUSUAL * usually


# -- days of footage ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Gap:
    """Days without footage that belong together, first and last included."""

    first: str
    last: str
    days: int


@dataclass(frozen=True, slots=True)
class Kept:
    """`days`: how many of the days that the law asks for are there, or more when none of them is missing.
    `lost`: those of the missing ones on which the camera was there; `gone`: those of them whose footage was
    recorded and has vanished from the disk. `shares`: what is there of each asked day, newest first; None
    before the camera was there. `asked` is 0 for a camera that records nothing."""

    days: int = 0
    asked: int = 0
    missing: int = 0
    lost: int = 0
    gone: int = 0
    gaps: tuple[Gap, ...] = ()
    shares: tuple[float | None, ...] = field(default=(), repr=False)

    @property
    def young(self) -> bool:
        """All that is missing lies before the camera was there."""
        return self.missing > 0 and not self.lost


def kept_days(
    camera: Camera,
    days: Mapping[str, CameraDay],
    oldest: int | None,
    *,
    asked: int,
    calendar: Sequence[LocalDay],
    zone: dt.tzinfo,
) -> Kept:
    """`oldest` is when the oldest footage begins that is still there (epoch ms), None for no footage. The
    calendar is newest first and at least `asked` days long."""
    if camera.recording is RecordingMode.NEVER or not camera.enabled:
        return Kept()
    window = calendar[:asked]
    known = [day.name for day in calendar if day.name in days]
    first = known[-1] if known else None
    shares = [
        None if first is None or day.name < first else _share(camera, days.get(day.name), day, oldest, zone)
        for day in window
    ]
    good = [share is not None and share >= RECORDED_SHARE for share in shares]
    count = sum(good)
    if count == len(window):
        for day in calendar[asked:]:
            if _share(camera, days.get(day.name), day, oldest, zone) < RECORDED_SHARE:
                break
            count += 1
    missing = len(window) - sum(good)
    lost = [not is_good and share is not None for is_good, share in zip(good, shares, strict=True)]
    gone = sum(is_lost and _vanished(days.get(day.name)) for day, is_lost in zip(window, lost, strict=True))
    return Kept(count, asked, missing, sum(lost), gone, _gaps(window, lost), tuple(shares))


def _share(
    camera: Camera, row: CameraDay | None, day: LocalDay, oldest: int | None, zone: dt.tzinfo
) -> float:
    """How much of what the recording mode asks is there of one day. A camera that records events has done it
    all while its ring was fed and the disk took what came; what it recorded must still be there."""
    if row is None or (row.recorded_s > 0 and (oldest is None or day.ended <= oldest)):
        return 0.0
    there = 1.0 - min(1.0, row.gone_s / row.recorded_s) if row.recorded_s > 0 else 1.0
    if camera.recording is RecordingMode.EVENTS:
        return min(1.0, row.armed_s / day.seconds) * there
    asked = scheduled_s(camera.recording_schedule, day.date, zone)
    if asked <= 0:
        return 1.0
    left = 1.0 if oldest is None else min(1.0, (day.ended - oldest) / (day.ended - day.began))
    return min(1.0, row.recorded_s / asked) * min(left, there)


def _vanished(row: CameraDay | None) -> bool:
    return row is not None and row.gone_s > (1.0 - RECORDED_SHARE) * row.recorded_s


def _gaps(window: Sequence[LocalDay], lost: Sequence[bool]) -> tuple[Gap, ...]:
    """Newest first."""
    found: list[Gap] = []
    for place, day in enumerate(window):
        if not lost[place]:
            continue
        if place and lost[place - 1]:
            found[-1] = Gap(day.name, found[-1].last, found[-1].days + 1)
        else:
            found.append(Gap(day.name, day.name, 1))
    return tuple(found)
