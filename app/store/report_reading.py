"""What reports read: incidents of a period page by page, energy and water, and what was done in a shift."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection

from app.domain.command_groups import CommandGroup
from app.domain.commands import Command
from app.domain.incidents.incident import Incident
from app.domain.shifts import Shift
from app.store.control_statements import COMMAND, GROUP, encode
from app.store.incident_statements import INCIDENT, SHIFT

PAGE = 4000
"""Incidents in one transaction, which takes some 50 ms."""
COUNTED = 50_000
"""The same where only their times are looked at."""
MOST_OF_A_SHIFT = 2000

Place = tuple[int, int]
"""Where a page ended: a time and a number; (0, 0) at the begin."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class DayOfLamps:
    """Days since 1970 in the city's time; `wh` and `on_s` of all lamps together."""

    day: int
    lamps: int
    wh: float
    on_s: float


@dataclass(frozen=True, slots=True)
class Meter:
    device: str
    kind: str
    zone: str


# -- incidents and shifts ----------------------------------------------------------------------------


def count_opened(connection: Connection, since: int, until: int) -> int:
    return _number(
        connection, "SELECT count(*) FROM incident WHERE opened_at >= ? AND opened_at < ?", (since, until)
    )


def count_still_open(connection: Connection, at: int) -> int:
    """How many that were opened before a moment are open now."""
    query = "SELECT count(*) FROM incident INDEXED BY incident_open WHERE opened_at < ? AND state <> 'closed'"
    return _number(connection, query, (at,))


def count_closed_later(connection: Connection, at: int, after: Place) -> tuple[int, int, Place]:
    """Of one page of incidents that were closed since a moment: how many were opened before it, how many it
    has, and where it ended."""
    rows = _rows(
        connection,
        "SELECT closed_at, number, opened_at < ? FROM incident INDEXED BY incident_by_closing"
        " WHERE closed_at >= ? AND (closed_at, number) > (?, ?) ORDER BY closed_at, number LIMIT ?",
        (at, max(at, after[0], 1), *after, COUNTED),
    )
    return sum(row[2] for row in rows), len(rows), (rows[-1][0], rows[-1][1]) if rows else after


def opened_page(connection: Connection, since: int, until: int, after: Place) -> tuple[list[Incident], Place]:
    """Incidents that were opened since the one time and before the other, after `after`, by their opening."""
    return _page(
        connection,
        "SELECT opened_at, number, body FROM incident INDEXED BY incident_by_opening"
        " WHERE opened_at >= ? AND opened_at < ? AND (opened_at, number) > (?, ?)"
        " ORDER BY opened_at, number LIMIT ?",
        (max(since, after[0]), until, *after, PAGE),
        after,
    )


def closed_page(connection: Connection, since: int, until: int, after: Place) -> tuple[list[Incident], Place]:
    """Those that were closed in the time and opened before it, by their closing."""
    return _page(
        connection,
        "SELECT closed_at, number, body FROM incident INDEXED BY incident_by_closing"
        " WHERE closed_at >= ? AND closed_at < ? AND opened_at < ? AND (closed_at, number) > (?, ?)"
        " ORDER BY closed_at, number LIMIT ?",
        (max(since, after[0], 1), until, since, *after, PAGE),
        after,
    )


def find_shift(connection: Connection, shift: str) -> Shift | None:
    rows = _rows(connection, "SELECT body FROM shift WHERE id = ?", (shift,))
    return next(_sound(SHIFT, (row[0] for row in rows)), None)


def touched_by(connection: Connection, operator: str, since: int, until: int) -> list[Incident]:
    """Incidents to which an operator did something in a time, the older ones first."""
    rows = _rows(
        connection,
        "SELECT body FROM incident WHERE opened_at < ? AND (state <> 'closed' OR closed_at >= ?) AND EXISTS"
        " (SELECT 1 FROM incident_event AS e WHERE e.incident = incident.number AND e.by_whom = ?"
        " AND e.at >= ? AND e.at < ?) ORDER BY number LIMIT ?",
        (until, since, operator, since, until, MOST_OF_A_SHIFT),
    )
    return list(_sound(INCIDENT, (row[0] for row in rows)))


# -- commands ----------------------------------------------------------------------------------------


def commands_of(connection: Connection, operator: str, since: int, until: int) -> list[Command]:
    """What an operator ordered in a time, older ones first; of an order to many the devices are left out."""
    rows = _rows(
        connection,
        "SELECT body FROM command WHERE issued >= ? AND issued < ? AND command_group = ''"
        " AND instr(body, ?) > 0 ORDER BY issued, id LIMIT ?",
        (since, until, b'"operator":' + encode(operator), MOST_OF_A_SHIFT),
    )
    found = _sound(COMMAND, (row[0] for row in rows))
    return [command for command in found if command.operator == operator]


def groups_of(connection: Connection, incident: str) -> list[CommandGroup]:
    """Orders to many that were given for an incident, older ones first."""
    rows = _rows(
        connection,
        "SELECT body FROM command_group WHERE instr(body, ?) > 0 ORDER BY started, id LIMIT ?",
        (b'"incident":' + encode(incident), MOST_OF_A_SHIFT),
    )
    return [group for group in _sound(GROUP, (row[0] for row in rows)) if group.incident == incident]


# -- energy and water --------------------------------------------------------------------------------


def lamp_days(connection: Connection, first_day: int, last_day: int) -> list[DayOfLamps]:
    """Both days included; days without lamps are not there."""
    rows = _rows(
        connection,
        "SELECT day, count(*), sum(wh), sum(on_s) FROM lamp_day WHERE day BETWEEN ? AND ?"
        " GROUP BY day ORDER BY day",
        (first_day, last_day),
    )
    return [DayOfLamps(*row) for row in rows]


def meters(connection: Connection, quantity: str) -> list[Meter]:
    """The devices that report a quantity."""
    rows = _rows(
        connection,
        "SELECT point.device, coalesce(device.kind, ''), coalesce(device.zone, '') FROM point"
        " LEFT JOIN device ON device.id = point.device WHERE point.quantity = ? ORDER BY point.device",
        (quantity,),
    )
    return [Meter(*row) for row in rows]


# -- rows --------------------------------------------------------------------------------------------


def _page(
    connection: Connection, query: str, values: tuple[int, ...], after: Place
) -> tuple[list[Incident], Place]:
    rows = _rows(connection, query, values)
    return list(_sound(INCIDENT, (row[2] for row in rows))), (rows[-1][0], rows[-1][1]) if rows else after


def _sound(decoder: msgspec.json.Decoder[T], bodies: Iterable[bytes]) -> Iterator[T]:
    """Those that can be read: a report goes on without what cannot."""
    for body in bodies:
        try:
            yield decoder.decode(body)
        except msgspec.MsgspecError:
            continue


def _number(connection: Connection, query: str, values: tuple[int, ...]) -> int:
    return int(_rows(connection, query, values)[0][0])


def _rows(connection: Connection, query: str, values: tuple[Any, ...]) -> list[tuple[Any, ...]]:
    cursor = connection.exec_driver_sql(query, values).cursor
    assert cursor is not None
    return list(cursor.fetchall())
