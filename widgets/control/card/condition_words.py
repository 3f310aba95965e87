"""A condition as a line of the list: what must hold with its limit, and how it stands."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.interlocks import Condition, Interlock
from app.domain.plain_text import shown
from widgets import formats
from widgets.control import words
from widgets.control.card.names import Names


def title(condition: Condition) -> str:
    """What must hold; with the limit where there is one."""
    text, limit = _with_limit(condition.interlock), condition.limit
    if condition.about and condition.interlock in _ABOUT:
        return _about(condition.interlock).format(shown(condition.about, 80))
    if text and limit is not None:
        return text.format(_number(limit, condition.unit))
    return words.interlock(condition.interlock)


def standing(condition: Condition, names: Names) -> str:
    """How it stands: the value, who has it, or a word."""
    if not condition.known:
        return QCoreApplication.translate("ControlConditions", "not known")
    match condition.interlock:
        case Interlock.NOT_RESERVED | Interlock.NOT_TAGGED if condition.about:
            return names.of(condition.about)
        case Interlock.NOT_RESERVED:
            return QCoreApplication.translate("ControlConditions", "free")
        case Interlock.DEVICE_LIVE if isinstance(condition.value, float):
            return formats.age(condition.value)
        case Interlock.CLOCK_PROVEN if isinstance(condition.value, float):
            return formats.duration(abs(condition.value))
        case Interlock.REMOTE if isinstance(condition.value, str):
            return _mode(condition.value)
        case Interlock.RIGHT_STATE:
            return _state(condition)
        case Interlock.SUPPLY_KEPT if not condition.met:
            return QCoreApplication.translate("ControlConditions", "would be cut off")
        case Interlock.OTHERS_IN_PLACE if isinstance(condition.value, float):
            return QCoreApplication.translate("ControlConditions", "at {0}").format(
                _number(condition.value, condition.unit)
            )
    return _plain(condition)


def _plain(condition: Condition) -> str:
    if isinstance(condition.value, str):
        return shown(condition.value, 40)
    if condition.value is not None:
        return _number(condition.value, condition.unit)
    if condition.met:
        return QCoreApplication.translate("ControlConditions", "yes")
    return QCoreApplication.translate("ControlConditions", "no")


def _state(condition: Condition) -> str:
    if isinstance(condition.value, str):
        if condition.value == "true":
            return QCoreApplication.translate("ControlConditions", "is on")
        return QCoreApplication.translate("ControlConditions", "is off")
    if condition.value is None:
        return _plain(condition)
    if condition.met:
        return _number(condition.value, condition.unit)
    return QCoreApplication.translate("ControlConditions", "already at {0}").format(
        _number(condition.value, condition.unit)
    )


def _mode(mode: str) -> str:
    modes = {
        "remote": QCoreApplication.translate("ControlConditions", "remote"),
        "local": QCoreApplication.translate("ControlConditions", "local"),
    }
    return modes.get(mode) or shown(mode, 40)


def _number(value: float, unit: str) -> str:
    if unit == "s":
        return formats.span(value)
    decimals = 1 if unit == "bar" else 0
    return formats.measure(float(value), unit, decimals)


_ABOUT = frozenset({Interlock.SUPPLY_KEPT, Interlock.PUMP_HAS_WAY, Interlock.OTHERS_IN_PLACE})


def _about(interlock: Interlock) -> str:
    if interlock is Interlock.SUPPLY_KEPT:
        return QCoreApplication.translate("ControlConditions", "{0} keeps its supply")
    if interlock is Interlock.PUMP_HAS_WAY:
        return QCoreApplication.translate("ControlConditions", "{0} has an open way out")
    return QCoreApplication.translate("ControlConditions", "{0} must be closed")


def _with_limit(interlock: Interlock) -> str:
    texts = {
        Interlock.DEVICE_LIVE: QCoreApplication.translate(
            "ControlConditions", "The device reported within {0}"
        ),
        Interlock.CLOCK_PROVEN: QCoreApplication.translate(
            "ControlConditions", "Its clock is right to within {0}"
        ),
        Interlock.PRESSURE_BELOW: QCoreApplication.translate(
            "ControlConditions", "Pressure upstream below {0}"
        ),
        Interlock.SLOW_ENOUGH: QCoreApplication.translate(
            "ControlConditions", "Moves in {0} or more, against water hammer"
        ),
        Interlock.STARTS_LEFT: QCoreApplication.translate(
            "ControlConditions", "Fewer than {0} starts within the hour"
        ),
    }
    return texts.get(interlock, "")
