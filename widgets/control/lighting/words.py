"""The words of the lighting page: values of a group, ends of overrides, faults and what a plan lacks."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.lighting.faults import LampCause, LampFault
from app.domain.orders import Scope, Target
from app.domain.plain_text import shown
from widgets import formats
from widgets.control.lighting.ends import End
from widgets.control.lighting.figures import Spread


def levels(found: Spread) -> str:
    """`60 %`, `40–80 %`, or a dash."""
    if not found.known:
        return formats.NONE
    if found.is_one:
        return formats.measure(found.mean, "%", 0)
    return f"{formats.number(found.low)}–{formats.measure(found.high, '%', 0)}"


def luminaires(count: int) -> str:
    if count == 1:
        return QCoreApplication.translate("Lighting", "1 luminaire")
    return QCoreApplication.translate("Lighting", "{0} luminaires").format(formats.number(count))


def end(which: End, until: str) -> str:
    """As it is offered: `2 h`, `Until 23:00`, `Until given up`; `until` is the time of day in the city."""
    match which:
        case End.HOUR:
            return formats.duration(3600)
        case End.TWO_HOURS:
            return formats.duration(7200)
        case End.DAWN:
            return QCoreApplication.translate("Lighting", "Until dawn, {0}").format(until)
        case End.LATE:
            return QCoreApplication.translate("Lighting", "Until {0}").format(until)
    return QCoreApplication.translate("Lighting", "Until given up")


def until(hour: str) -> str:
    """The end of an override that holds, `until 23:00`; an empty one has none."""
    if not hour:
        return QCoreApplication.translate("Lighting", "until given up")
    return QCoreApplication.translate("Lighting", "until {0}").format(hour)


def plan_problem(word: str) -> str:
    """Why the plan cannot be followed; empty where it can."""
    sentences = {
        "": "",
        "no_position": QCoreApplication.translate(
            "Lighting", "The settings do not say where the city is: steps at the sun do not happen."
        ),
    }
    return sentences.get(word, word.replace("_", " "))


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


def cause(which: str) -> str:
    """The likely cause of a fault; the word itself for one that is not known."""
    sentences = {
        LampCause.NONE: "",
        LampCause.RELAY_STUCK: QCoreApplication.translate("LampFaults", "relay stuck"),
        LampCause.COMMANDED_ON: QCoreApplication.translate("LampFaults", "told to be on"),
        LampCause.CONTACTOR_STUCK: QCoreApplication.translate("LampFaults", "contactor of the circuit stuck"),
        LampCause.NO_SUPPLY: QCoreApplication.translate("LampFaults", "no voltage at the lamp"),
        LampCause.CIRCUIT_DEAD: QCoreApplication.translate("LampFaults", "circuit without voltage"),
        LampCause.LAMP_OR_DRIVER: QCoreApplication.translate("LampFaults", "lamp or driver"),
        LampCause.COMMANDED_OFF: QCoreApplication.translate("LampFaults", "told to be off"),
        LampCause.END_OF_LIFE: QCoreApplication.translate("LampFaults", "end of life"),
        LampCause.LOOSE_CONTACT: QCoreApplication.translate("LampFaults", "loose contact"),
        LampCause.CAPACITOR: QCoreApplication.translate("LampFaults", "capacitor"),
        LampCause.DRIVER_HOT: QCoreApplication.translate("LampFaults", "driver too hot"),
        LampCause.DIMMER: QCoreApplication.translate("LampFaults", "dimmer does not act"),
        LampCause.SILENT: QCoreApplication.translate("LampFaults", "controller or radio"),
    }
    found = {str(key): words for key, words in sentences.items()}
    return found.get(which) or shown(which.replace("_", " "))
