"""How a shift is said: who, from when until when, and what becomes of it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.shifts import Shift
from widgets import formats
from widgets.control.card.names import Names


def state_of(shift: Shift) -> str:
    """In a few words."""
    if shift.handed_to:
        return QCoreApplication.translate("ShiftWords", "Handed over")
    if shift.ended:
        return QCoreApplication.translate("ShiftWords", "Ended")
    if shift.offered:
        return QCoreApplication.translate("ShiftWords", "Waits for a signature")
    return QCoreApplication.translate("ShiftWords", "Open")


def facts(shift: Shift, names: Names, now: int, before: Shift | None) -> list[tuple[str, str]]:
    """Pairs of what and its value, of what there is; `before` is the shift it took over from."""
    pairs = [
        (QCoreApplication.translate("ShiftWords", "Began"), stamp(shift.began, now)),
        (QCoreApplication.translate("ShiftWords", "Console"), shift.console),
        (QCoreApplication.translate("ShiftWords", "Took over from"), _taken(before, names)),
        (QCoreApplication.translate("ShiftWords", "Ended"), stamp(shift.ended, now) if shift.ended else ""),
        (QCoreApplication.translate("ShiftWords", "Taken over by"), _signed(shift, names, now)),
    ]
    return [(what, value) for what, value in pairs if value]


def stamp(at: int, now: int) -> str:
    """The time of day today, otherwise with its day."""
    return formats.moment(at, now)


def _taken(before: Shift | None, names: Names) -> str:
    return "" if before is None else names.of(before.operator)


def _signed(shift: Shift, names: Names, now: int) -> str:
    if not shift.handed_to:
        return ""
    signed = QCoreApplication.translate("ShiftWords", "{0}, signed {1}")
    return signed.format(names.of(shift.handed_to), stamp(shift.signed_at, now))
