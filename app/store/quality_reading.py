"""The alarm log in order of time, page by page, as the measures of its quality need it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from sqlalchemy import Connection

from app.domain.alarm_quality import Logged
from app.domain.alarms import Priority, Transition

PAGE = 5000
LOOK_BACK_MS = 3_600_000
"""How long before a period its log is read, so that what chatters at its begin is known."""

_PAGE = (
    "SELECT id, at, alarm, rule, transition, priority, active, suppressed_by, by_whom FROM alarm_log"
    " WHERE at >= ? AND at < ? AND (at > ? OR (at = ? AND id > ?)) ORDER BY at, id LIMIT ?"
)
_NEWEST = (
    "(SELECT l.id FROM alarm_log l WHERE l.device = a.device AND l.alarm = a.id AND l.at < ?{0}"
    " ORDER BY l.at DESC, l.id DESC LIMIT 1)"
)
_KINDS = (
    "",
    " AND l.transition = 'raised'",
    " AND l.transition IN ('shelved', 'unshelved')",
    " AND l.transition IN ('out_of_service', 'in_service')",
)
_BEFORE = (
    "SELECT id, at, alarm, rule, transition, priority, active, suppressed_by, by_whom FROM alarm_log"
    " WHERE id IN (SELECT value FROM (SELECT "
    + " AS value FROM alarm a UNION ALL SELECT ".join(_NEWEST.format(kind) for kind in _KINDS)
    + " AS value FROM alarm a) WHERE value IS NOT NULL) ORDER BY at, id"
)


def state_before(connection: Connection, at: int) -> list[Logged]:
    """Of every alarm what tells how it stood at a moment, in order of time: its newest transition before it,
    its newest raise, and the newest that put it on or off the shelf, and out of or into service."""
    return list(_logged(connection.exec_driver_sql(_BEFORE, (at,) * len(_KINDS))))


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
