"""The words of the lighting page: values of a group, ends of overrides, faults and what a plan lacks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.lighting.faults import LampFault
from app.domain.orders import Scope, Target
from app.domain.plain_text import shown
from widgets import formats
from widgets.control.lighting.ends import End
from widgets.control.lighting.figures import Spread


def levels(found: Spread) -> str:
    """`60 %`, `40 … 80 %`, or a dash."""
    if not found.known:
        return formats.NONE
    if found.is_one:
        return formats.measure(found.mean, "%", 0)
    return f"{formats.number(found.low)} … {formats.measure(found.high, '%', 0)}"


def luminaires(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("Lighting", "1 luminaire")
    return QCoreApplication.translate("Lighting", "{0} luminaires").format(formats.number(count))


def end(which: End, until_ms: int | None) -> str:
    """As it is offered: `2 h`, `Until 23:00`, `Until given up`."""
    match which:
        case End.HOUR:
            return formats.duration(3600)
        case End.TWO_HOURS:
            return formats.duration(7200)
        case End.DAWN:
            return QCoreApplication.translate("Lighting", "Until dawn, {0}").format(formats.hour(until_ms))
        case End.LATE:
            return QCoreApplication.translate("Lighting", "Until {0}").format(formats.hour(until_ms))
    return QCoreApplication.translate("Lighting", "Until given up")


def until(until_ms: int | None) -> str:
    """The end of an override that holds: `until 23:00`."""
    if until_ms is None:
        return QCoreApplication.translate("Lighting", "until given up")
    return QCoreApplication.translate("Lighting", "until {0}").format(formats.hour(until_ms))


def target(what: Target, saved: str = "") -> str:
    """The name of what is meant; `saved` that of a saved group."""
    match what.scope:
        case Scope.ALL:
            return QCoreApplication.translate("LightingGroups", "All luminaires")
        case Scope.ZONE:
            return shown(what.zone)
        case Scope.GROUP:
            return shown(saved or ", ".join(what.ids))
        case Scope.AREA:
            return QCoreApplication.translate("Lighting", "Drawn area")
        case Scope.PLACE:
            words = QCoreApplication.translate("Lighting", "Place, {0} around")
            return words.format(formats.measure(what.radius_m, "m", 0))
    if len(what.ids) == 1:
        return shown(what.ids[0])
    return luminaires(len(what.ids))


def fault(which: int) -> str:
    names = {
        LampFault.DAY_BURNER: QCoreApplication.translate("LampFaults", "On by day"),
        LampFault.DARK_AT_NIGHT: QCoreApplication.translate("LampFaults", "Dark at night"),
        LampFault.CYCLING: QCoreApplication.translate("LampFaults", "Goes on and off"),
        LampFault.LOW_POWER_FACTOR: QCoreApplication.translate("LampFaults", "Low power factor"),
        LampFault.OVER_TEMPERATURE: QCoreApplication.translate("LampFaults", "Too hot"),
        LampFault.NOT_DIMMING: QCoreApplication.translate("LampFaults", "Does not dim"),
        LampFault.LOST: QCoreApplication.translate("LampFaults", "Communication lost"),
    }
    try:
        return names.get(LampFault(which), "")
    except ValueError:
        return ""
