"""What the card beside the pointer says of a device under remote control."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from app.bridge.hub import Hub
from app.wire.columns import CONTROL_FAILED, CONTROL_MANUAL, CONTROL_PENDING, CONTROL_TAGGED
from widgets.control import words


def control_line(hub: Hub, row: int) -> str:
    """What is asked and in force, and what is out of the ordinary; empty where nothing is."""
    columns = hub.columns.devices()
    if row >= columns.control.size:
        return ""
    bits, asked, in_force = int(columns.control[row]), float(columns.asked[row]), float(columns.in_force[row])
    said = [_asked(asked, in_force), *(word for bit, word in _words() if bits & bit)]
    text = " · ".join(filter(None, said))
    return text[:1].upper() + text[1:]


def _asked(asked: float, in_force: float) -> str:
    if math.isnan(asked) and math.isnan(in_force):
        return ""
    text = QCoreApplication.translate("MapControl", "asked {0}, in force {1}")
    return text.format(*(words.per_cent(None if math.isnan(one) else one) for one in (asked, in_force)))


def _words() -> tuple[tuple[int, str], ...]:
    return (
        (CONTROL_MANUAL, QCoreApplication.translate("MapControl", "under manual control")),
        (CONTROL_PENDING, QCoreApplication.translate("MapControl", "order under way")),
        (CONTROL_FAILED, QCoreApplication.translate("MapControl", "last order did not end as asked")),
        (CONTROL_TAGGED, QCoreApplication.translate("MapControl", "under maintenance")),
    )
