"""What is said of a camera's health, in the language of the console."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import Priority
from app.domain.devices import Liveness
from app.domain.video.health import Condition
from app.domain.video.health_rows import CameraHealth, District
from app.domain.video.stages import Stage, StageKind
from video.analytics.options import value_of
from video.wall.reason_words import reason_words
from widgets.formats import NONE, age, number
from widgets.video_values import picture_fault

CLOCK_S = value_of(Stage("", StageKind.TAMPER), "clock_s")
"""From which a clock is off where a camera has no limit of its own."""
MARKS: dict[Condition, Priority | None] = {
    Condition.BLIND: Priority.MEDIUM,
    Condition.FROZEN: Priority.MEDIUM,
    Condition.CLOCK_DRIFT: Priority.LOW,
}
"""The shape of a condition; that of no signal is a hatch."""


def condition_name(condition: Condition) -> str:
    """For one camera."""
    return {
        Condition.NO_SIGNAL: QCoreApplication.translate("CameraHealth", "No signal"),
        Condition.BLIND: QCoreApplication.translate("CameraHealth", "Blind"),
        Condition.FROZEN: QCoreApplication.translate("CameraHealth", "Frozen"),
        Condition.CLOCK_DRIFT: QCoreApplication.translate("CameraHealth", "Clock off"),
        Condition.UNKNOWN: QCoreApplication.translate("CameraHealth", "Not known"),
        Condition.GOOD: QCoreApplication.translate("CameraHealth", "Serves"),
        Condition.OFF: QCoreApplication.translate("CameraHealth", "Switched off"),
        Condition.TELEMETRY: QCoreApplication.translate("CameraHealth", "Only telemetry"),
    }[condition]


def condition_count(condition: Condition) -> str:
    """For so many of them."""
    return {
        Condition.NO_SIGNAL: QCoreApplication.translate("CameraHealth", "No signal"),
        Condition.BLIND: QCoreApplication.translate("CameraHealth", "Covered, moved, blurred, dark"),
        Condition.FROZEN: QCoreApplication.translate("CameraHealth", "Frozen picture"),
        Condition.CLOCK_DRIFT: QCoreApplication.translate(
            "CameraHealth", "Clock off by more than {0} s"
        ).format(number(CLOCK_S)),
        Condition.UNKNOWN: QCoreApplication.translate("CameraHealth", "Not known"),
        Condition.GOOD: QCoreApplication.translate("CameraHealth", "Live or still"),
        Condition.OFF: QCoreApplication.translate("CameraHealth", "Switched off"),
        Condition.TELEMETRY: QCoreApplication.translate("CameraHealth", "Only telemetry"),
    }[condition]


def clock_count(unknown: int) -> str:
    """Of how many the clock is off, and beside it of how many nobody knows."""
    said = condition_count(Condition.CLOCK_DRIFT)
    if not unknown:
        return said
    return QCoreApplication.translate("CameraHealth", "{0} ({1} not known)").format(said, number(unknown))


def condition_brief(condition: Condition) -> str:
    """The same where there is little room."""
    if condition is Condition.BLIND:
        return QCoreApplication.translate("CameraHealth", "Bad picture")
    if condition is Condition.CLOCK_DRIFT:
        return condition_name(condition)
    return condition_count(condition)


def state_words(row: CameraHealth) -> str:
    """The condition with its cause: `No signal: does not answer`; and that it is not recorded."""
    words = _condition_words(row)
    if row.unrecorded:
        told = QCoreApplication.translate("CameraHealth", "{0}; not recorded, its main stream does not come")
        return told.format(words)
    return words


def _condition_words(row: CameraHealth) -> str:
    name = condition_name(row.condition)
    if row.condition is Condition.NO_SIGNAL and (why := reason_words(row.reason)):
        return f"{name}: {why}"
    if row.condition is Condition.BLIND:
        return f"{name}: {', '.join(map(picture_fault, row.faults))}"
    if row.condition is Condition.TELEMETRY and row.liveness is not None:
        return f"{name}: {_alive(row.liveness)}"
    if row.slow:
        return QCoreApplication.translate("CameraHealth", "Serves, far slower than usual")
    return name


def _alive(liveness: Liveness) -> str:
    return {
        Liveness.FRESH: QCoreApplication.translate("CameraHealth", "reports"),
        Liveness.LATE: QCoreApplication.translate("CameraHealth", "late"),
        Liveness.LOST: QCoreApplication.translate("CameraHealth", "silent"),
        Liveness.UNKNOWN: QCoreApplication.translate("CameraHealth", "never heard"),
    }[liveness]


def since_words(row: CameraHealth, now: int) -> str:
    return age((now - row.since) / 1000) if row.faulty and row.since else ""


def share_words(share: float | None) -> str:
    """`94.7 %`, never 100 % for what is less."""
    if share is None:
        return NONE
    return f"{number(100.0 if share >= 1 else min(99.9, 100 * share), 1)} %"


def rate_words(row: CameraHealth, now: float, usually: float) -> str:
    """`15.0 / 15.0`: now, and what it usually sends; dashes for what is not known."""
    told = row.condition not in (Condition.UNKNOWN, Condition.OFF, Condition.TELEMETRY)
    if not told and not usually:
        return ""
    return f"{number(now, 1) if told else NONE} / {number(usually, 1) if usually else NONE}"


def missing_words(missing: int, lost: int) -> str:
    """Empty when nothing is missing; `lost` are those on which the camera was there."""
    if missing <= 0:
        return ""
    if not lost:
        return QCoreApplication.translate("CameraHealth", "new: {0} days to go").format(missing)
    if lost == 1:
        return QCoreApplication.translate("CameraHealth", "1 day missing")
    return QCoreApplication.translate("CameraHealth", "{0} days missing").format(lost)


def gone_words(days: int) -> str:
    """Empty where nothing has gone from the disk by itself."""
    if days <= 0:
        return ""
    if days == 1:
        return QCoreApplication.translate("CameraHealth", "1 day is missing on the disk")
    return QCoreApplication.translate("CameraHealth", "{0} days are missing on the disk").format(days)


def district_name(district: District | str) -> str:
    zone = district if isinstance(district, str) else district.zone
    return zone or QCoreApplication.translate("CameraHealth", "No district")
