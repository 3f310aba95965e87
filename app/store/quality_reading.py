"""The alarm log in order of time, page by page, as the measures of its quality need it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from app.domain.alarm_quality import Logged
from app.domain.alarms import Priority, Transition

PAGE = 5000
LOOK_BACK_MS = 7 * 86_400_000
"""How long before a period its first state is looked for: what is on the shelf, what chatters."""

_PAGE = (
    "SELECT id, at, alarm, rule, transition, priority, active, suppressed_by, by_whom FROM alarm_log"
    " WHERE at >= ? AND at < ? AND (at > ? OR (at = ? AND id > ?)) ORDER BY at, id LIMIT ?"
)
_OLD = "SELECT raised_at, id, rule, priority FROM alarm WHERE active AND raised_at < ? ORDER BY raised_at"


def standing_before(connection: Connection, at: int) -> list[Logged]:
    """What has been active without a break since before `at`, as it was raised."""
    rows = connection.exec_driver_sql(_OLD, (at,))
    return [
        Logged(raised, alarm, rule, Transition.RAISED, Priority(priority), active=True)
        for raised, alarm, rule, priority in rows
    ]


def log_page(
    connection: Connection, since: int, until: int, after: tuple[int, int], limit: int = PAGE
) -> tuple[list[Logged], tuple[int, int]]:
    """Transitions of `since` up to, not including, `until` after the place `after` (time and id; (0, 0) at
    the begin), and the place of the last of them."""
    at, last = after
    rows = connection.exec_driver_sql(_PAGE, (since, until, at, at, last, limit)).all()
    return list(_logged(rows)), (rows[-1][1], rows[-1][0]) if rows else after


def _logged(rows: Iterable[Any]) -> Iterator[Logged]:
    for _id, at, alarm, rule, transition, priority, active, suppressed_by, by in rows:
        yield Logged(
            at,
            alarm,
            rule,
            Transition(transition),
            Priority(priority),
            bool(active),
            bool(suppressed_by),
            by,
        )
