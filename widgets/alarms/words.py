"""The sentences of the alarm views: states, priorities, and why a request was not done."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.alarms import Alarm, Priority
from app.domain.plain_text import shown


def priority_name(priority: Priority) -> str:
    names = {
        Priority.CRITICAL: QCoreApplication.translate("AlarmWords", "Critical"),
        Priority.HIGH: QCoreApplication.translate("AlarmWords", "High"),
        Priority.MEDIUM: QCoreApplication.translate("AlarmWords", "Medium"),
        Priority.LOW: QCoreApplication.translate("AlarmWords", "Low"),
    }
    return names[priority]


def state(alarm: Alarm) -> str:
    """The state as one phrase; the way to be quiet comes before the two memories."""
    if alarm.out_of_service:
        return QCoreApplication.translate("AlarmWords", "Out of service")
    if alarm.shelved_until is not None:
        return QCoreApplication.translate("AlarmWords", "Shelved until {0}").format(
            _hour(alarm.shelved_until)
        )
    if alarm.suppressed_by:
        cause = shown(alarm.suppressed_by.partition(":")[0])
        return QCoreApplication.translate("AlarmWords", "Suppressed by {0}").format(cause)
    if alarm.active:
        return _active(alarm)
    if alarm.latched:
        return _latched(alarm)
    if alarm.unacknowledged:
        return QCoreApplication.translate("AlarmWords", "Returned to normal, unacknowledged")
    return QCoreApplication.translate("AlarmWords", "Normal")


def _hour(ms: int) -> str:
    return datetime.fromtimestamp(ms / 1000).strftime("%H:%M")


def _active(alarm: Alarm) -> str:
    if alarm.unacknowledged:
        return QCoreApplication.translate("AlarmWords", "Active, unacknowledged")
    return QCoreApplication.translate("AlarmWords", "Active, acknowledged")


def _latched(alarm: Alarm) -> str:
    if alarm.unacknowledged:
        return QCoreApplication.translate("AlarmWords", "Held, unacknowledged")
    return QCoreApplication.translate("AlarmWords", "Held, waits for reset")


def refusal(verdict: Verdict) -> str:
    """Why the engine did not do what was asked; empty when it did all of it."""
    if verdict.outcome is Outcome.SUPERSEDED:
        if verdict.superseded_by:
            return QCoreApplication.translate("AlarmWords", "{0} was first").format(
                shown(verdict.superseded_by)
            )
        return QCoreApplication.translate("AlarmWords", "It changed before the press. Look again.")
    if verdict.outcome is Outcome.APPLIED or verdict.refusal is None:
        return ""
    return _reasons().get(verdict.refusal, str(verdict.refusal))


def _reasons() -> dict[Refusal, str]:
    return {
        Refusal.UNKNOWN_ALARM: QCoreApplication.translate("AlarmWords", "The alarm is no longer there."),
        Refusal.NOT_UNACKNOWLEDGED: QCoreApplication.translate("AlarmWords", "It was acknowledged already."),
        Refusal.CAUSE_PRESENT: QCoreApplication.translate("AlarmWords", "The cause is still present."),
        Refusal.NOT_LATCHED: QCoreApplication.translate("AlarmWords", "It is not held; nothing to reset."),
        Refusal.TOO_LONG: QCoreApplication.translate("AlarmWords", "Too long a time. Choose a shorter one."),
        Refusal.TOO_OFTEN: QCoreApplication.translate(
            "AlarmWords", "Shelved too many times. Solve the cause."
        ),
        Refusal.REASON_MISSING: QCoreApplication.translate("AlarmWords", "Write the reason."),
        Refusal.NOT_SHELVED: QCoreApplication.translate("AlarmWords", "It is not shelved."),
        Refusal.NOT_OUT_OF_SERVICE: QCoreApplication.translate("AlarmWords", "It is in service already."),
        Refusal.ALREADY: QCoreApplication.translate("AlarmWords", "It was done already."),
        Refusal.NOT_RECORDED: QCoreApplication.translate(
            "AlarmWords", "The database did not take it. Nothing was done."
        ),
        Refusal.TOO_MANY: QCoreApplication.translate("AlarmWords", "Too many at once. Choose fewer."),
        Refusal.NOT_SIGNED_IN: QCoreApplication.translate(
            "AlarmWords", "Nobody is signed in at this console."
        ),
    }
