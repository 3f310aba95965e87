"""The sentences of the alarm views: states and priorities."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

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
