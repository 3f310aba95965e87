"""Which incidents are asked for, newest first: found by the index that leaves the least to look at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Any

from sqlalchemy import Connection

from app.domain.alarms import Priority
from app.domain.incidents.states import IncidentState

OPEN = "open"
CLOSED = "closed"
MOST_WORDS = 12
MOST_WAYS = 60
_EVER = 2**62
_CLOSED = f"incident.state = '{IncidentState.CLOSED}'"
_OPEN = f"incident.state <> '{IncidentState.CLOSED}'"

Clause = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Wanted:
    """`state` is OPEN, CLOSED or empty for both; what is empty, None or 0 does not choose. The times are wall
    time, epoch ms: opened since the one, and before the other."""

    state: str = ""
    kinds: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()
    owner: str = ""
    priority: Priority | None = None
    since_ms: int = 0
    until_ms: int = 0
    text: str = ""
    limit: int = 200
    offset: int = 0


def numbers_of(connection: Connection, wanted: Wanted) -> list[int]:
    """The numbers of the incidents, the one that was opened last first; with `text` the greatest first."""
    if wanted.text.strip():
        return _found(connection, wanted)
    return _listed(connection, wanted)


# -- by their columns --------------------------------------------------------------------------------


def _listed(connection: Connection, wanted: Wanted) -> list[int]:
    """Each kind, zone or pair of them has a way of its own through an index, in order; SQLite merges the ways
    and goes no further along them than it needs."""
    index, columns, ways = _ways(wanted)
    where, given = _joined(_clauses(wanted))
    fixed = "".join(f" AND incident.{column} = ?" for column in columns)
    way = f"SELECT number, opened_at FROM incident INDEXED BY {index} WHERE {where}{fixed}"
    rows = connection.exec_driver_sql(
        " UNION ALL ".join([way] * len(ways)) + " ORDER BY opened_at DESC, number DESC LIMIT ? OFFSET ?",
        (*(value for each in ways for value in (*given, *each)), wanted.limit, wanted.offset),
    )
    return [row[0] for row in rows]


def _ways(wanted: Wanted) -> tuple[str, tuple[str, ...], list[tuple[str, ...]]]:
    """An index, the columns it is entered by, and with which values; open ones are always few."""
    kinds, zones = dict.fromkeys(wanted.kinds), dict.fromkeys(wanted.zones)
    if wanted.state != OPEN:
        if kinds and zones and len(kinds) * len(zones) <= MOST_WAYS:
            return "incident_by_kind_zone", ("kind", "zone"), list(product(kinds, zones))
        if wanted.owner:
            return "incident_by_owner", ("owner",), [(wanted.owner,)]
        for column, values in (("zone", zones), ("kind", kinds)):
            if 0 < len(values) <= MOST_WAYS:
                return f"incident_by_{column}", (column,), [(value,) for value in values]
    return "incident_open" if wanted.state == OPEN else "incident_by_opening", (), [()]


def _clauses(wanted: Wanted) -> list[Clause]:
    found: list[Clause] = [
        ("incident.opened_at >= ?", (wanted.since_ms,)),
        ("incident.opened_at < ?", (wanted.until_ms or _EVER,)),
    ]
    if wanted.state:
        found.append((_OPEN if wanted.state == OPEN else _CLOSED, ()))
    for column, values in (("kind", wanted.kinds), ("zone", wanted.zones)):
        if values:
            found.append((f"incident.{column} IN ({','.join('?' * len(values))})", tuple(values)))
    if wanted.owner:
        found.append(("incident.owner = ?", (wanted.owner,)))
    if wanted.priority is not None:
        found.append(("incident.priority = ?", (int(wanted.priority),)))
    return found


def _joined(clauses: Sequence[Clause]) -> Clause:
    return " AND ".join(text for text, _ in clauses), tuple(value for _, given in clauses for value in given)


# -- by their words ----------------------------------------------------------------------------------


def _found(connection: Connection, wanted: Wanted) -> list[int]:
    """The index of words goes from the newest to the oldest, and leaves out other kinds and zones itself."""
    asked = match_of(wanted.text, wanted.kinds, wanted.zones)
    span = _span(connection, wanted)
    if not asked or span is None:
        return []
    where, given = _joined(_clauses(wanted))
    few = ""
    if wanted.state == OPEN:
        few = f" AND +t.rowid IN (SELECT number FROM incident INDEXED BY incident_open WHERE {_OPEN})"
    rows = connection.exec_driver_sql(
        "SELECT t.rowid FROM incident_text AS t CROSS JOIN incident ON number = t.rowid"
        f" WHERE incident_text MATCH ? AND t.rowid BETWEEN ? AND ?{few} AND {where}"
        " ORDER BY t.rowid DESC LIMIT ? OFFSET ?",
        (asked, *span, *given, wanted.limit, wanted.offset),
    )
    return [row[0] for row in rows]


def _span(connection: Connection, wanted: Wanted) -> tuple[int, int] | None:
    """The numbers of those that were opened in the time, when there is one."""
    if not wanted.since_ms and not wanted.until_ms:
        return 0, _EVER
    least, most = connection.exec_driver_sql(
        "SELECT min(number), max(number) FROM incident INDEXED BY incident_by_opening"
        " WHERE opened_at >= ? AND opened_at < ?",
        (wanted.since_ms, wanted.until_ms or _EVER),
    ).one()
    return None if least is None else (least, most)


def match_of(text: str, kinds: Sequence[str] = (), zones: Sequence[str] = ()) -> str:
    """What a person typed as a question to FTS5: each word, or beginning of one, stands somewhere; empty
    where it has none. Nothing in it is an operator."""
    words = [_quoted(word) for word in text.split() if _has_word(word)][:MOST_WORDS]
    if not words:
        return ""
    asked = "{words zone} : (" + " AND ".join(f"{word}*" for word in words) + ")"
    for column, values in (("kind", kinds), ("zone", zones)):
        if values and all(_has_word(value) for value in values):
            asked += f" AND {column} : ({' OR '.join(map(_quoted, values))})"
    return asked


def _quoted(word: str) -> str:
    sound = word.encode("utf-8", "ignore").decode().replace("\0", "")
    return '"' + sound.replace('"', '""') + '"'


def _has_word(text: str) -> bool:
    return re.search(r"[^\W_]", text) is not None
