"""The tables of the aggregates: minutes by UTC day, quarters of an hour by UTC month, hours by year."""

from __future__ import annotations

import datetime as dt
import enum
from dataclasses import dataclass

from sqlalchemy import Connection

from app.store.segments import DAY_MS, DROPPING, LIVE

_EPOCH = dt.date(1970, 1, 1)


class Resolution(enum.StrEnum):
    """The value is the beginning of the tables' names."""

    MINUTE = "minute"
    QUARTER = "quarter"
    HOUR = "hour"

    @property
    def slot_ms(self) -> int:
        return _SLOT_MS[self]


_SLOT_MS = {Resolution.MINUTE: 60_000, Resolution.QUARTER: 900_000, Resolution.HOUR: 3_600_000}


@dataclass(frozen=True, slots=True)
class Rollup:
    """One table of aggregates. `period` is a day since 1970 for minutes, year × 100 + month for quarters,
    a year for hours."""

    resolution: Resolution
    period: int
    state: str

    @property
    def table(self) -> str:
        return f"{self.resolution.value}_{self.period}"

    @property
    def first_ms(self) -> int:
        return self.first_day * DAY_MS

    @property
    def end_ms(self) -> int:
        return self.end_day * DAY_MS

    @property
    def first_day(self) -> int:
        return _first_day(self.resolution, self.period)

    @property
    def end_day(self) -> int:
        following = self.period + 1
        if self.resolution is Resolution.QUARTER and self.period % 100 == 12:
            following = self.period + 89
        return _first_day(self.resolution, following)


def _first_day(resolution: Resolution, period: int) -> int:
    match resolution:
        case Resolution.MINUTE:
            return period
        case Resolution.QUARTER:
            return (dt.date(period // 100, period % 100, 1) - _EPOCH).days
        case Resolution.HOUR:
            return (dt.date(period, 1, 1) - _EPOCH).days


def period_of(resolution: Resolution, day: int) -> int:
    """The period whose table holds a UTC day."""
    date = _EPOCH + dt.timedelta(days=day)
    match resolution:
        case Resolution.MINUTE:
            return day
        case Resolution.QUARTER:
            return date.year * 100 + date.month
        case Resolution.HOUR:
            return date.year


def load_rollups(connection: Connection) -> list[Rollup]:
    rows = connection.exec_driver_sql(
        "SELECT resolution, period, state FROM rollup ORDER BY resolution, period"
    )
    return [Rollup(Resolution(row[0]), row[1], row[2]) for row in rows]


def ensure_rollup(connection: Connection, resolution: Resolution, day: int) -> Rollup | None:
    """The table for a day, made when it is missing; None while an older one is on its way out."""
    period = period_of(resolution, day)
    state = connection.exec_driver_sql(
        "SELECT state FROM rollup WHERE resolution=? AND period=?", (resolution.value, period)
    ).scalar()
    found = Rollup(resolution, period, state or LIVE)
    if state == DROPPING:
        return None
    if state is None:
        connection.exec_driver_sql(
            "INSERT INTO rollup (resolution, period, state) VALUES (?,?,?)", (resolution.value, period, LIVE)
        )
        connection.exec_driver_sql(
            f"CREATE TABLE {found.table} (point INTEGER NOT NULL, slot INTEGER NOT NULL, "
            "count INTEGER NOT NULL, mean REAL NOT NULL, low REAL NOT NULL, high REAL NOT NULL, "
            "last REAL NOT NULL, last_at INTEGER NOT NULL, PRIMARY KEY (point, slot)) WITHOUT ROWID"
        )
    return found
