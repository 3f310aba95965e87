"""How an order that was given for an incident stands, in words, from the little that its event keeps."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.command_groups import GroupState
from app.domain.commands import Command, CommandState, EndReason
from app.domain.incidents.events import CommandTold
from app.domain.orders import Action, Order
from app.domain.plain_text import shown
from widgets.control import words


def deed_name(deed: str, kind: str = "") -> str:
    """What was asked, verb first; of orders with a value only which sort, for the event does not keep it."""
    valued = {
        "throttle": QCoreApplication.translate("IncidentDeeds", "throttle"),
        Action.SET_LEVEL: QCoreApplication.translate("IncidentDeeds", "set the light"),
        Action.SET_SPEED: QCoreApplication.translate("IncidentDeeds", "set the speed"),
        Action.SOUND: QCoreApplication.translate("IncidentDeeds", "sound"),
    }
    known: dict[str, str] = {str(name): text for name, text in valued.items()}
    order = _order(deed)
    return known.get(deed) or (shown(deed, 40) if order is None else words.order(order, kind))


def told_state(told: CommandTold, kind: str = "") -> str:
    """How far it is, or how it ended; `kind` is that of its device."""
    groups: dict[str, str] = {
        GroupState.RUNNING: QCoreApplication.translate("IncidentDeeds", "Going out"),
        GroupState.FOLLOWING: QCoreApplication.translate("IncidentDeeds", "All sent, answers awaited"),
        GroupState.STOPPED: QCoreApplication.translate("IncidentDeeds", "Stopped"),
        GroupState.DONE: QCoreApplication.translate("IncidentDeeds", "Over"),
    }
    if told.state in groups:
        return groups[told.state]
    order = _order(told.deed)
    try:
        state, end = CommandState(told.state), EndReason(told.end)
    except ValueError:
        return shown(told.state, 40)
    if state is CommandState.CONFIRMED and (order is None or _has_value(told.deed)):
        return QCoreApplication.translate("IncidentDeeds", "Confirmed")
    asked = order or Order(Action.STOP)
    return words.state(
        Command(told.command, told.device, kind, asked, told.operator, told.reason, 0, 0, state, end)
    )


def _has_value(deed: str) -> bool:
    return deed in ("throttle", Action.SET_LEVEL, Action.SET_SPEED)


def _order(deed: str) -> Order | None:
    positions = {"close": 0.0, "throttle": 50.0, "open": 100.0}
    if deed in positions:
        return Order(Action.SET_POSITION, positions[deed])
    return Order(Action(deed)) if deed in set(Action) else None
