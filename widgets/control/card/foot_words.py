"""What follows when an order does not go as asked, and how to undo it, with the times of its kind."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.actions import ActionSpec
from app.domain.orders import Action, Order
from widgets import formats


@dataclass(frozen=True, slots=True)
class Note:
    title: str
    text: str


def notes(order: Order, spec: ActionSpec) -> tuple[Note, ...]:
    """In the order in which they would come up."""
    return (_no_answer(spec), _not_finished(order, spec), _not_shown(order, spec), _undo(order, spec.kind))


def _no_answer(spec: ActionSpec) -> Note:
    title = QCoreApplication.translate("ControlFoot", "No answer in {0}").format(
        formats.duration(spec.answer_s)
    )
    if spec.retries:
        text = QCoreApplication.translate(
            "ControlFoot", "It was sent {0} times under one id. Raises an alarm. Check the link."
        ).format(spec.retries + 1)
    else:
        text = QCoreApplication.translate(
            "ControlFoot", "It is not sent again. Raises an alarm. Check the link."
        )
    return Note(title, text)


def _not_finished(order: Order, spec: ActionSpec) -> Note:
    title = QCoreApplication.translate("ControlFoot", "Not at its end in {0}").format(
        formats.duration(spec.finish_s + order.over_s)
    )
    if spec.hold_when_stuck:
        text = QCoreApplication.translate("ControlFoot", "It is told to hold where it is. Raises an alarm.")
    else:
        text = QCoreApplication.translate("ControlFoot", "Raises an alarm. Send somebody to look.")
    return Note(title, text)


def _not_shown(order: Order, spec: ActionSpec) -> Note:
    falls = any(check.quantity == "flow" for check in spec.checks_of(order)) and order.deed == "close"
    title = (
        QCoreApplication.translate("ControlFoot", "Flow does not fall in {0}")
        if falls
        else QCoreApplication.translate("ControlFoot", "Readings deny it for {0}")
    ).format(formats.duration(spec.settle_s))
    return Note(
        title,
        QCoreApplication.translate("ControlFoot", "Marked not confirmed. Raises an alarm. Look on site."),
    )


def _undo(order: Order, kind: str) -> Note:
    title = QCoreApplication.translate("ControlFoot", "To undo")
    words = {
        "close": QCoreApplication.translate("ControlFoot", "Throttle to 10 %, wait 60 s, then open further."),
        "open": QCoreApplication.translate("ControlFoot", "Close or throttle with the same steps."),
        "throttle": QCoreApplication.translate("ControlFoot", "Ask for the opening it had before."),
        Action.STOP: QCoreApplication.translate("ControlFoot", "Start it; mind the starts left in the hour."),
        Action.START: QCoreApplication.translate("ControlFoot", "Stop it."),
        Action.SET_SPEED: QCoreApplication.translate("ControlFoot", "Ask for the speed it had before."),
        Action.SOUND: QCoreApplication.translate("ControlFoot", "Silence it; it also ends by itself."),
        Action.SILENCE: QCoreApplication.translate("ControlFoot", "Sound it again with the same steps."),
    }
    cabinet = {
        Action.STOP: QCoreApplication.translate("ControlFoot", "Feed the circuit again."),
        Action.START: QCoreApplication.translate("ControlFoot", "Cut the circuit."),
    }
    text = cabinet.get(order.action, "") if kind == "cabinet" else words.get(order.deed, "")
    return Note(title, text)
