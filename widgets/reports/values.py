"""A value of a report's table as a person reads it, and the way a spreadsheet is to show it."""

from __future__ import annotations

from app.domain.plain_text import shown
from app.domain.reporting.tables import Cell, Unit
from widgets import formats
from widgets.reports.edition import Edition

RIGHT = frozenset({Unit.COUNT, Unit.AMOUNT, Unit.SHARE, Unit.SECONDS})


def written(value: Cell, unit: Unit, edition: Edition) -> str:
    """With thin spaces and a decimal point; a dash for what is not known."""
    if value is None:
        return formats.NONE
    if isinstance(value, str):
        return shown(value)
    match unit:
        case Unit.COUNT:
            return formats.number(value)
        case Unit.AMOUNT:
            return formats.number(value, 1)
        case Unit.SHARE:
            return formats.measure(100.0 * value, "%", 0)
        case Unit.SECONDS:
            return formats.duration(value)
        case Unit.MOMENT:
            return edition.moment(int(value))
        case Unit.TEXT:
            return str(value)
