"""Asked, in force and measured of one device, as texts with by whom, since when, and how old."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.bridge.views import LiveReading, Quality
from app.domain.catalogue import Catalogue
from app.domain.commands import Command, CommandState, Source
from app.domain.devices import Liveness
from app.domain.orders import Action, Order
from widgets import formats, wording
from widgets.control import words
from widgets.control.card.names import Names
from widgets.control.card.situation import Situation
from widgets.control.value_box import Shown

MEASURED = {
    "valve": ("open_percentage",),
    "pump": ("speed_percentage", "power_state"),
    "siren": ("sounding",),
    "cabinet": ("power_state", "voltage"),
}
"""What shows that an order was carried out; the first that the device reports."""
BESIDES = {
    "valve": ("flow", "pressure"),
    "pump": ("flow", "active_power"),
    "cabinet": ("voltage", "intensity"),
}
"""Said in the line below."""


def in_kind(kind: str, value: float | None) -> str:
    """A control value in per cent as the kind says it: `Sounding`, `Cut`, `43 %`."""
    if value is None:
        return formats.NONE
    if kind == "siren":
        return words.reached(Order(Action.SOUND if value > 0 else Action.SILENCE))
    if kind == "cabinet":
        return _state(kind, on=value > 0)
    return _state(kind, on=False) if kind == "pump" and value <= 0 else words.per_cent(value)


def _state(kind: str, *, on: bool) -> str:
    if kind == "cabinet":
        return (
            QCoreApplication.translate("ControlWords", "Fed")
            if on
            else QCoreApplication.translate("ControlWords", "Cut")
        )
    return words.reached(Order(Action.START if on else Action.STOP), kind)


def target(order: Order) -> float | None:
    """The value that an order asks for, in per cent; None for one that has none, such as `hold`."""
    match order.action:
        case Action.START:
            return 100.0 if order.value is None else order.value
        case Action.SOUND:
            return 100.0
        case Action.STOP | Action.SILENCE:
            return 0.0
    return order.value


def asked(now: Situation, names: Names) -> Shown:
    kind = now.device.kind
    if now.selection is not None:
        wanted = in_kind(kind, target(now.selection.order))
        return Shown(wanted, QCoreApplication.translate("ControlCard", "not sent yet"))
    newest = _setting(now)
    if newest is None:
        return Shown(in_kind(kind, now.asked))
    by = _by(newest, names)
    value = target(newest.order) if now.asked is None else now.asked
    return Shown(in_kind(kind, value), f"{by} · {formats.moment(newest.issued, now.now)}")


def _setting(now: Situation) -> Command | None:
    """The newest order that went out and asked for a value."""
    return next((one for one in now.commands if one.sent_at and target(one.order) is not None), None)


def _by(command: Command, names: Names) -> str:
    if command.source is Source.OPERATOR:
        return names.of(command.operator)
    if command.source is Source.PROGRAMME:
        return QCoreApplication.translate("ControlCard", "the programme")
    return QCoreApplication.translate("ControlCard", "automatic")


def in_force(now: Situation) -> Shown:
    value = in_kind(now.device.kind, now.in_force)
    if now.in_force is None:
        return Shown(value, QCoreApplication.translate("ControlCard", "not known"))
    for one in now.commands:
        if one.done_at or one.state is CommandState.CONFIRMED:
            when = formats.moment(one.done_at or one.ended_at, now.now)
            return Shown(value, QCoreApplication.translate("ControlCard", "order of {0}").format(when))
    return Shown(value, QCoreApplication.translate("ControlCard", "as the device says"))


def measured(now: Situation, catalogue: Catalogue) -> Shown:
    """With the age of the reading, and what else shows it."""
    reading = next((now.readings[q] for q in MEASURED.get(now.device.kind, ()) if q in now.readings), None)
    if reading is None:
        return Shown(detail=QCoreApplication.translate("ControlCard", "no reading yet"))
    old = reading.quality is not Quality.GOOD or now.liveness is not Liveness.FRESH
    besides = [
        _text(now.readings[q], catalogue) for q in BESIDES.get(now.device.kind, ()) if q in now.readings
    ]
    value = _reading_words(now.device.kind, reading, catalogue)
    return Shown(value, " · ".join((formats.age(reading.age_s), *besides)), old=old)


def _reading_words(kind: str, reading: LiveReading, catalogue: Catalogue) -> str:
    if reading.quantity == "power_state":
        return _state(kind, on=bool(reading.value))
    if reading.quantity == "sounding":
        return in_kind(kind, 100.0 if reading.value else 0.0)
    if reading.quantity in ("open_percentage", "speed_percentage") and isinstance(reading.value, int | float):
        return in_kind(kind, float(reading.value))
    return _text(reading, catalogue)


def _text(reading: LiveReading, catalogue: Catalogue) -> str:
    return wording.value(catalogue.quantities.get(reading.quantity), reading.value)
