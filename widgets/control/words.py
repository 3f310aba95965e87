"""The words of remote control: orders, states and ends of commands, interlocks, skips, refusals."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.commands import Command, CommandState, EndReason
from app.domain.interlocks import Interlock
from app.domain.orders import Action, Order
from app.domain.plain_text import shown
from widgets import formats


def per_cent(value: float | None) -> str:
    """`43 %`; a dash where there is none."""
    return formats.measure(value, "%", 0)


def order(what: Order, kind: str = "") -> str:
    """What is asked, verb first and small, to stand after a name: `close`, `throttle to 43 %`."""
    if what.action in (Action.START, Action.STOP) and kind == "cabinet":
        return _feeding(what.action)
    match what.action:
        case Action.SET_POSITION if what.deed == "throttle":
            return QCoreApplication.translate("ControlWords", "throttle to {0}").format(per_cent(what.value))
        case Action.START:
            return _start(what)
        case Action.SET_SPEED:
            return QCoreApplication.translate("ControlWords", "set speed to {0}").format(per_cent(what.value))
        case Action.SOUND:
            return _sound(what)
        case Action.SET_LEVEL:
            return _level(what)
        case Action.ATTEND:
            return _attend(what)
    plain = {
        "close": QCoreApplication.translate("ControlWords", "close"),
        "open": QCoreApplication.translate("ControlWords", "open"),
        "hold": QCoreApplication.translate("ControlWords", "hold where it is"),
        "stop": QCoreApplication.translate("ControlWords", "stop"),
        "silence": QCoreApplication.translate("ControlWords", "silence"),
        "resume_programme": QCoreApplication.translate("ControlWords", "back to the programme"),
        "set_programme": QCoreApplication.translate("ControlWords", "hand down the programme"),
        "stand_down": QCoreApplication.translate("ControlWords", "stand down"),
    }
    return plain.get(what.deed, what.deed)


def _feeding(action: Action) -> str:
    if action is Action.START:
        return QCoreApplication.translate("ControlWords", "feed the circuit")
    return QCoreApplication.translate("ControlWords", "cut the circuit")


def _start(what: Order) -> str:
    if what.value is None:
        return QCoreApplication.translate("ControlWords", "start")
    return QCoreApplication.translate("ControlWords", "start at {0}").format(per_cent(what.value))


def _sound(what: Order) -> str:
    words = QCoreApplication.translate("ControlWords", "sound {0} for {1}").format(
        tone(what.tone), formats.duration(round(what.duration_s) or 0)
    )
    if not what.test:
        return words
    test = QCoreApplication.translate("ControlWords", "test")
    return f"{words} · {test}"


def _level(what: Order) -> str:
    if what.value == 0.0:
        return QCoreApplication.translate("ControlWords", "switch off")
    return QCoreApplication.translate("ControlWords", "set to {0}").format(per_cent(what.value))


def _attend(what: Order) -> str:
    if what.errand is None:
        return QCoreApplication.translate("ControlWords", "go to the incident")
    incident = shown(what.errand.incident, 40)
    return QCoreApplication.translate("ControlWords", "go to {0}").format(incident)


def tone(name: str) -> str:
    tones = {
        "evacuation": QCoreApplication.translate("ControlWords", "evacuation"),
        "alert": QCoreApplication.translate("ControlWords", "alert"),
        "flood": QCoreApplication.translate("ControlWords", "flood"),
        "tsunami": QCoreApplication.translate("ControlWords", "tsunami"),
        "fire": QCoreApplication.translate("ControlWords", "fire"),
        "all_clear": QCoreApplication.translate("ControlWords", "all clear"),
        "test": QCoreApplication.translate("ControlWords", "test tone"),
    }
    return tones.get(name) or shown(name.replace("_", " "), 40)


def state(command: Command) -> str:
    """How the command stands, in a phrase: `Waits for the answer`, `Closed`, `Did not finish`."""
    match command.state:
        case CommandState.CONFIRMED:
            return reached(command.order, command.kind)
        case CommandState.REJECTED:
            return QCoreApplication.translate("ControlWords", "Refused by the device")
        case CommandState.EXPIRED:
            return (
                end(command.end)
                if command.end
                else QCoreApplication.translate("ControlWords", "Expired before the device took it")
            )
        case CommandState.TIMED_OUT | CommandState.CANCELLED:
            return end(command.end)
        case CommandState.EXECUTING if command.done_at:
            return QCoreApplication.translate("ControlWords", "Done, says the device; measurement awaited")
    return _under_way(command.state)


def _under_way(now: CommandState) -> str:
    words = {
        CommandState.DRAFTED: QCoreApplication.translate("ControlWords", "Waits its turn"),
        CommandState.APPROVED: QCoreApplication.translate("ControlWords", "Signed, waits its turn"),
        CommandState.SENT: QCoreApplication.translate("ControlWords", "Sent, waits for the answer"),
        CommandState.ACCEPTED: QCoreApplication.translate("ControlWords", "Received by the device"),
        CommandState.EXECUTING: QCoreApplication.translate("ControlWords", "In progress"),
    }
    return words.get(now, str(now))


def reached(what: Order, kind: str = "") -> str:
    """What a reading shows once the order was carried out."""
    if kind == "cabinet" and what.action is Action.START:
        return QCoreApplication.translate("ControlWords", "Circuit fed")
    if kind == "cabinet" and what.action is Action.STOP:
        return QCoreApplication.translate("ControlWords", "Circuit cut")
    plain: dict[str, str] = {
        "close": QCoreApplication.translate("ControlWords", "Closed"),
        "open": QCoreApplication.translate("ControlWords", "Open"),
        Action.HOLD: QCoreApplication.translate("ControlWords", "Held"),
        Action.START: QCoreApplication.translate("ControlWords", "Running"),
        Action.STOP: QCoreApplication.translate("ControlWords", "Stopped"),
        Action.SOUND: QCoreApplication.translate("ControlWords", "Sounding"),
        Action.SILENCE: QCoreApplication.translate("ControlWords", "Silent"),
        Action.RESUME_PROGRAMME: QCoreApplication.translate("ControlWords", "Follows the programme"),
        Action.SET_PROGRAMME: QCoreApplication.translate("ControlWords", "Keeps the programme"),
        Action.ATTEND: QCoreApplication.translate("ControlWords", "On site"),
        Action.STAND_DOWN: QCoreApplication.translate("ControlWords", "Stood down"),
    }
    if what.deed in plain:
        return plain[what.deed]
    return QCoreApplication.translate("ControlWords", "At {0}").format(per_cent(what.value))


def end(reason: EndReason) -> str:
    """Why it did not end as asked; empty for no reason."""
    words = {
        EndReason.NONE: "",
        EndReason.NO_ANSWER: QCoreApplication.translate("ControlWords", "The device did not answer"),
        EndReason.LINK_LOST: QCoreApplication.translate(
            "ControlWords", "Link lost: it may or may not have been done"
        ),
        EndReason.NOT_FINISHED: QCoreApplication.translate("ControlWords", "Did not finish"),
        EndReason.NOT_MEASURED: QCoreApplication.translate("ControlWords", "Not confirmed: no reading came"),
        EndReason.MISMATCH: QCoreApplication.translate(
            "ControlWords", "Not confirmed: readings say otherwise"
        ),
        EndReason.SUPERSEDED: QCoreApplication.translate("ControlWords", "Replaced by a newer one"),
        EndReason.OVERTAKEN: QCoreApplication.translate("ControlWords", "Undone by a newer order"),
        EndReason.STOPPED: QCoreApplication.translate("ControlWords", "Stopped before it was sent"),
        EndReason.WITHDRAWN: QCoreApplication.translate("ControlWords", "Taken back before it was sent"),
        EndReason.NOT_SENT: QCoreApplication.translate(
            "ControlWords", "Not sent: no link, or waited too long"
        ),
        EndReason.INTERLOCKED: QCoreApplication.translate("ControlWords", "Not sent: a condition failed"),
        EndReason.CALLED_OFF: QCoreApplication.translate("ControlWords", "Called off"),
    }
    return words.get(reason, str(reason))


def said(text: str) -> str:
    """What a device gave as its reason, in words where it is one of the contract's."""
    reasons = {
        "expired": QCoreApplication.translate("ControlWords", "it came too late"),
        "local": QCoreApplication.translate("ControlWords", "its switch is on local"),
        "busy": QCoreApplication.translate("ControlWords", "it is busy with another order"),
        "unknown_action": QCoreApplication.translate("ControlWords", "it does not know this order"),
        "fault": QCoreApplication.translate("ControlWords", "it has a fault"),
        "stuck": QCoreApplication.translate("ControlWords", "it is stuck"),
        "interrupted": QCoreApplication.translate("ControlWords", "it gave way to a newer order"),
    }
    return reasons.get(text) or shown(text, 80)


def interlock(which: Interlock | str) -> str:
    """What must hold, in a few words."""
    words: dict[str, str] = {
        Interlock.DEVICE_LIVE: QCoreApplication.translate("ControlWords", "The device reports"),
        Interlock.CLOCK_PROVEN: QCoreApplication.translate("ControlWords", "Its clock is right"),
        Interlock.NOT_TAGGED: QCoreApplication.translate("ControlWords", "Not under maintenance"),
        Interlock.REMOTE: QCoreApplication.translate("ControlWords", "Its switch is on remote"),
        Interlock.LINK_UP: QCoreApplication.translate("ControlWords", "The link for commands is there"),
        Interlock.STORE_OK: QCoreApplication.translate("ControlWords", "It can be put on record"),
        Interlock.NOT_RESERVED: QCoreApplication.translate("ControlWords", "Nobody else has it selected"),
        Interlock.NOT_BUSY: QCoreApplication.translate("ControlWords", "No other order is under way"),
        Interlock.RIGHT_STATE: QCoreApplication.translate("ControlWords", "Its state allows it"),
        Interlock.PRESSURE_BELOW: QCoreApplication.translate(
            "ControlWords", "Pressure upstream is low enough"
        ),
        Interlock.SLOW_ENOUGH: QCoreApplication.translate("ControlWords", "It moves slowly enough"),
        Interlock.SUPPLY_KEPT: QCoreApplication.translate("ControlWords", "Nobody essential is cut off"),
        Interlock.PUMP_HAS_WAY: QCoreApplication.translate(
            "ControlWords", "No pump runs against closed valves"
        ),
        Interlock.STARTS_LEFT: QCoreApplication.translate("ControlWords", "Starts are left within the hour"),
        Interlock.OTHERS_IN_PLACE: QCoreApplication.translate(
            "ControlWords", "The other valves are in place"
        ),
        Interlock.CAPABLE: QCoreApplication.translate("ControlWords", "It takes orders"),
    }
    return words.get(which, str(which).replace("_", " "))


def skip(reason: str) -> str:
    """Why devices of a group were left out."""
    words = {
        Interlock.DEVICE_LIVE: QCoreApplication.translate("ControlWords", "do not report"),
        Interlock.CLOCK_PROVEN: QCoreApplication.translate("ControlWords", "clock not proven"),
        Interlock.NOT_TAGGED: QCoreApplication.translate("ControlWords", "under maintenance"),
        Interlock.REMOTE: QCoreApplication.translate("ControlWords", "on local"),
        Interlock.LINK_UP: QCoreApplication.translate("ControlWords", "no link for commands"),
        Interlock.STORE_OK: QCoreApplication.translate("ControlWords", "cannot be put on record"),
        Interlock.NOT_RESERVED: QCoreApplication.translate("ControlWords", "selected by somebody else"),
        Interlock.NOT_BUSY: QCoreApplication.translate("ControlWords", "busy with another order"),
        Interlock.RIGHT_STATE: QCoreApplication.translate("ControlWords", "already so, or state not known"),
        Interlock.CAPABLE: QCoreApplication.translate("ControlWords", "do not understand it"),
        "not_permitted": QCoreApplication.translate("ControlWords", "other roles may"),
        "no_action": QCoreApplication.translate("ControlWords", "take no orders"),
        "superseded": QCoreApplication.translate("ControlWords", "replaced by a newer order"),
        "stays_lit": QCoreApplication.translate("ControlWords", "would stay lit"),
        "stopped": QCoreApplication.translate("ControlWords", "stopped before"),
        "not_sent": QCoreApplication.translate("ControlWords", "too late to send"),
    }
    return words.get(reason) or interlock(reason)
