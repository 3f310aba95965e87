"""Decides what of the history has had its time, by age and by the disk it may use."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from app.store.records import Retention
from app.store.rollups import Resolution, Rollup, load_rollups
from app.store.segments import DAY_MS, DROPPING, LIVE, Segment, load_segments, set_state


@dataclass(frozen=True, slots=True)
class Aged:
    """A table of which rows go one by one when they are old enough."""

    table: str
    key: str
    time: str


LOGS = (Aged("alarm_log", "id", "at"), Aged("event_log", "id", "at"))
SCENES = Aged("scene_event", "id", "began")
CAMERA_DAYS = Aged("camera_day", "day, camera", "day")


@dataclass(frozen=True, slots=True)
class Usage:
    """Bytes that hold data and bytes of free pages in the file."""

    used: int
    free: int
    page_size: int


def usage(connection: Connection) -> Usage:
    page, pages, free = (
        connection.exec_driver_sql(f"PRAGMA {name}").scalar() or 0
        for name in ("page_size", "page_count", "freelist_count")
    )
    return Usage((pages - free) * page, free * page, page)


def oldest_kept_day(retention: Retention, now_ms: int) -> int:
    """The first UTC day of which anything at all is kept."""
    return now_ms // DAY_MS - max(retention.raw_days, retention.minute_days, retention.quarter_days)


def oldest_kept(retention: Retention, now_ms: int) -> Iterator[tuple[Aged, int | str]]:
    """The tables of which single rows go, and the first time of each that stays."""
    for log in LOGS:
        yield log, now_ms - retention.log_days * DAY_MS
    yield SCENES, now_ms - retention.scene_days * DAY_MS
    oldest = max(now_ms - retention.camera_days * DAY_MS, 0)
    yield CAMERA_DAYS, datetime.fromtimestamp(oldest / 1000, UTC).date().isoformat()


def kept_resolutions(retention: Retention, day: int, now_ms: int) -> list[Resolution]:
    """The aggregates that a reading of this day still goes into."""
    today = now_ms // DAY_MS
    kept = []
    if day >= today - retention.minute_days:
        kept.append(Resolution.MINUTE)
    if day >= today - retention.quarter_days:
        kept += [Resolution.QUARTER, Resolution.HOUR]
    return kept


def expire(connection: Connection, retention: Retention, now_ms: int) -> int:
    """Mark what is too old; returns how many. Readings go no sooner than they are in the aggregates."""
    today = now_ms // DAY_MS
    old_runs = [
        run
        for run in _live_runs(connection)
        if run.folded and run.day is not None and run.day < today - retention.raw_days
    ]
    days = {
        Resolution.MINUTE: retention.minute_days,
        Resolution.QUARTER: retention.quarter_days,
        Resolution.HOUR: retention.quarter_days,
    }
    old_rollups = [
        rollup for rollup in _live_rollups(connection) if rollup.end_day <= today - days[rollup.resolution]
    ]
    return _mark(connection, old_runs, old_rollups)


def make_room(connection: Connection, retention: Retention, now_ms: int) -> int:
    """Mark one day's readings, or else one day's minutes, when the budget is spent; returns how many tables.

    Today stays, and so do the quarters and every log.
    """
    if usage(connection).used <= retention.disk_budget_bytes:
        return 0
    today = now_ms // DAY_MS
    runs = [run for run in _live_runs(connection) if run.folded and run.day is not None and run.day < today]
    if runs:
        oldest = min(run.day for run in runs if run.day is not None)
        return _mark(connection, [run for run in runs if run.day == oldest], [])
    minutes = [
        rollup
        for rollup in _live_rollups(connection)
        if rollup.resolution is Resolution.MINUTE and rollup.end_day <= today
    ]
    return _mark(connection, [], minutes[:1])


def _live_runs(connection: Connection) -> list[Segment]:
    return [one for one in load_segments(connection) if one.state == LIVE and one.day is not None]


def _live_rollups(connection: Connection) -> list[Rollup]:
    return sorted(
        (one for one in load_rollups(connection) if one.state == LIVE), key=lambda one: one.first_day
    )


def _mark(connection: Connection, runs: Sequence[Segment], rollups: Sequence[Rollup]) -> int:
    for run in runs:
        set_state(connection, run, DROPPING)
    for rollup in rollups:
        connection.exec_driver_sql(
            "UPDATE rollup SET state=? WHERE resolution=? AND period=?",
            (DROPPING, rollup.resolution.value, rollup.period),
        )
    return len(runs) + len(rollups)
