"""How an operator reads as a row of a table."""

from __future__ import annotations

import enum
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.rights import Role
from app.wire.access import Desk
from app.wire.administration import OperatorRow
from widgets.access.role_words import role_names
from widgets.clipping import one_line
from widgets.formats import moment
from widgets.row_paint import Cell, Style


class Column(enum.IntEnum):
    NAME = 0
    ID = 1
    ROLES = 2
    ZONES = 3
    FACTOR = 4
    LAST = 5
    STATE = 6
    DESK = 7


@dataclass(frozen=True, slots=True)
class Seen:
    """What the texts depend on besides the operator. `now` is wall time, epoch ms."""

    roles: tuple[Role, ...]
    desks: tuple[Desk, ...]
    now: int


def row_cells(row: OperatorRow, seen: Seen) -> tuple[Cell, ...]:
    """The cells of one row, by `Column`."""
    one = row.operator
    plain = Style.PLAIN if one.enabled else Style.FAINT
    zones = ", ".join(one_line(zone, 60) for zone in one.zones)
    factor = QCoreApplication.translate("OperatorLines", "Yes") if one.second_factor else "–"
    never = QCoreApplication.translate("OperatorLines", "Never")
    return (
        Cell(one_line(one.name), Style.BOLD if one.enabled else Style.FAINT),
        Cell(one_line(one.id), plain),
        Cell(one_line(role_names(one.roles, seen.roles)) or "–", plain),
        Cell(zones or QCoreApplication.translate("OperatorLines", "All districts"), plain),
        Cell(factor, plain),
        Cell(moment(row.last_sign_in, seen.now) if row.last_sign_in else never, Style.SUPPORT),
        Cell(state_words(row, seen.now), plain),
        Cell(desk_words(desks_of(one.id, seen.desks)), plain),
    )


def state_words(row: OperatorRow, now: int) -> str:
    """Whether the operator can sign in, and with what."""
    one = row.operator
    if not one.enabled:
        return QCoreApplication.translate("OperatorLines", "Disabled")
    if row.locked_until is not None and row.locked_until > now:
        words = QCoreApplication.translate("OperatorLines", "Locked out until {0}")
        return words.format(moment(row.locked_until, now))
    if row.code_until is not None:
        if row.code_until <= now:
            return QCoreApplication.translate("OperatorLines", "One-time code expired")
        words = QCoreApplication.translate("OperatorLines", "One-time code until {0}")
        return words.format(moment(row.code_until, now))
    if one.must_change:
        return QCoreApplication.translate("OperatorLines", "Must choose a password")
    return QCoreApplication.translate("OperatorLines", "Enabled")


def desks_of(operator: str, desks: Sequence[Desk]) -> list[Desk]:
    return [desk for desk in desks if desk.operator == operator]


def desk_words(desks: Sequence[Desk]) -> str:
    """The consoles where somebody is signed in now."""
    return ", ".join(one_desk(desk) for desk in desks)


def one_desk(desk: Desk) -> str:
    console = one_line(desk.console, 60)
    locked = QCoreApplication.translate("OperatorLines", "{0} (locked)")
    return locked.format(console) if desk.locked else console
