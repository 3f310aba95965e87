"""The figures of a period as lines to show: value, target, and whether the target is met."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.alarm_quality import TARGET_MIX, AlarmQuality
from app.domain.alarms import Priority
from widgets import formats

PER_HOUR, PER_TEN_MINUTES = 6.0, 1.0
"""Very likely acceptable for one operator position (ISA-18.2 table 7)."""
FLOOD_SHARE = 0.01
"""At most so much of the time in flood."""
MIX_TOLERANCE = 0.05


@dataclass(frozen=True, slots=True)
class Figure:
    """`met` is None where there is nothing to judge."""

    name: str
    value: str
    target: str
    met: bool | None


def figures(quality: AlarmQuality) -> tuple[Figure, ...]:
    """In the order in which they are shown. GUI thread."""
    return (*_rates(quality), *_mix(quality))


def _rates(quality: AlarmQuality) -> tuple[Figure, ...]:
    rates = (
        (QCoreApplication.translate("AlarmQuality", "Alarms an hour"), quality.per_hour, PER_HOUR),
        (
            QCoreApplication.translate("AlarmQuality", "Alarms in 10 minutes"),
            quality.per_ten_minutes,
            PER_TEN_MINUTES,
        ),
    )
    busiest, most = quality.busiest / quality.positions, quality.limits.begins_above
    return (
        *(
            Figure(name, formats.number(value, 1), _at_most(formats.number(limit)), value <= limit)
            for name, value, limit in rates
        ),
        Figure(
            QCoreApplication.translate("AlarmQuality", "Busiest 10 minutes"),
            formats.number(busiest, 1),
            _at_most(formats.number(most)),
            busiest <= most,
        ),
        Figure(
            QCoreApplication.translate("AlarmQuality", "Time in flood"),
            formats.measure(quality.flood_share * 100, "%", 1),
            _at_most(formats.measure(FLOOD_SHARE * 100, "%", 0)),
            quality.flood_share <= FLOOD_SHARE,
        ),
    )


def _mix(quality: AlarmQuality) -> tuple[Figure, ...]:
    names = {
        Priority.LOW: QCoreApplication.translate("AlarmQuality", "Low"),
        Priority.MEDIUM: QCoreApplication.translate("AlarmQuality", "Medium"),
        Priority.HIGH: QCoreApplication.translate("AlarmQuality", "High and critical"),
    }
    mix = quality.mix()
    found = []
    for priority, target in TARGET_MIX.items():
        share = mix.get(priority)
        met = None if share is None else _fits(priority, share, target)
        shown = formats.NONE if share is None else formats.measure(share * 100, "%", 0)
        about = QCoreApplication.translate("AlarmQuality", "about {0}").format(
            formats.measure(target * 100, "%", 0)
        )
        found.append(Figure(names[priority], shown, about, met))
    return tuple(found)


def _fits(priority: Priority, share: float, target: float) -> bool:
    """Fewer of the graver ones are no fault, and more of the low ones neither."""
    if priority is Priority.LOW:
        return share >= target - MIX_TOLERANCE
    return share <= target + MIX_TOLERANCE


def _at_most(limit: str) -> str:
    return QCoreApplication.translate("AlarmQuality", "at most {0}").format(limit)
