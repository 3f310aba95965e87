"""How good the alarms of a period were, as tables."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app.domain.alarm_quality import TARGET_MIX, AlarmQuality, Offender
from app.domain.alarms import Priority
from app.domain.plain_text import shown
from app.domain.reporting.tables import Column, Table, Unit
from widgets.alarms.words import priority_name
from widgets.reports.paper_city import PaperCity

MOST_ROWS = 200


def alarm_tables(quality: AlarmQuality, city: PaperCity) -> list[Table]:
    return [
        alarm_rates(quality),
        _mix(quality),
        _floods(quality),
        _offenders(
            QCoreApplication.translate("AlarmReport", "Most frequent"), quality.worst, city, share=True
        ),
        _offenders(
            QCoreApplication.translate("AlarmReport", "Chattering: three times in 60 s"),
            quality.chattering,
            city,
        ),
        _offenders(
            QCoreApplication.translate("AlarmReport", "Fleeting: gone within 30 s"), quality.fleeting, city
        ),
        _stale(quality, city),
        _shelved(quality, city),
    ]


def alarm_rates(quality: AlarmQuality) -> Table:
    rows = (
        (QCoreApplication.translate("AlarmReport", "Alarms announced"), float(quality.announced)),
        (QCoreApplication.translate("AlarmReport", "Operator positions, on average"), quality.positions),
        (QCoreApplication.translate("AlarmReport", "An hour and position"), quality.per_hour),
        (QCoreApplication.translate("AlarmReport", "In ten minutes and position"), quality.per_ten_minutes),
        (QCoreApplication.translate("AlarmReport", "Most in ten minutes"), float(quality.busiest)),
        (QCoreApplication.translate("AlarmReport", "Time in flood, per cent"), 100.0 * quality.flood_share),
        (QCoreApplication.translate("AlarmReport", "Floods"), float(len(quality.floods))),
    )
    return Table(
        QCoreApplication.translate("AlarmReport", "Alarms"),
        (
            Column(QCoreApplication.translate("AlarmReport", "What")),
            Column(QCoreApplication.translate("AlarmReport", "Value"), Unit.AMOUNT),
        ),
        rows,
    )


def _mix(quality: AlarmQuality) -> Table:
    mix = quality.mix()
    return Table(
        QCoreApplication.translate("AlarmReport", "Priorities"),
        (
            Column(QCoreApplication.translate("AlarmReport", "Priority")),
            Column(QCoreApplication.translate("AlarmReport", "Share"), Unit.SHARE),
            Column(QCoreApplication.translate("AlarmReport", "Target"), Unit.SHARE),
        ),
        tuple((priority_name(Priority(each)), mix.get(each), TARGET_MIX[each]) for each in TARGET_MIX),
        QCoreApplication.translate("AlarmReport", "Critical alarms count with the high ones."),
    )


def _floods(quality: AlarmQuality) -> Table:
    return Table(
        QCoreApplication.translate("AlarmReport", "Floods"),
        (
            Column(QCoreApplication.translate("AlarmReport", "Since"), Unit.MOMENT),
            Column(QCoreApplication.translate("AlarmReport", "Until"), Unit.MOMENT),
            Column(QCoreApplication.translate("AlarmReport", "Alarms"), Unit.COUNT),
            Column(QCoreApplication.translate("AlarmReport", "Most in ten minutes"), Unit.COUNT),
        ),
        tuple(
            (each.since, each.until or None, each.alarms, each.peak) for each in quality.floods[:MOST_ROWS]
        ),
    )


def _offenders(title: str, found: Iterable[Offender], city: PaperCity, *, share: bool = False) -> Table:
    names = city.names()
    columns = [
        Column(QCoreApplication.translate("AlarmReport", "Alarm")),
        Column(QCoreApplication.translate("AlarmReport", "How often"), Unit.COUNT),
    ]
    if share:
        columns.append(Column(QCoreApplication.translate("AlarmReport", "Share"), Unit.SHARE))
    rows = tuple((names.alarm(each.alarm), each.count, *((each.share,) if share else ())) for each in found)
    return Table(title, tuple(columns), rows)


def _stale(quality: AlarmQuality, city: PaperCity) -> Table:
    names = city.names()
    return Table(
        QCoreApplication.translate("AlarmReport", "Active for more than a day"),
        (
            Column(QCoreApplication.translate("AlarmReport", "Alarm")),
            Column(QCoreApplication.translate("AlarmReport", "Since"), Unit.MOMENT),
        ),
        tuple((names.alarm(each.alarm), each.since) for each in quality.stale[:MOST_ROWS]),
    )


def _shelved(quality: AlarmQuality, city: PaperCity) -> Table:
    names = city.names()
    return Table(
        QCoreApplication.translate("AlarmReport", "Shelved"),
        (
            Column(QCoreApplication.translate("AlarmReport", "Alarm")),
            Column(QCoreApplication.translate("AlarmReport", "Times"), Unit.COUNT),
            Column(QCoreApplication.translate("AlarmReport", "By whom")),
            Column(QCoreApplication.translate("AlarmReport", "For how long"), Unit.SECONDS),
        ),
        tuple(
            (names.alarm(each.alarm), each.times, ", ".join(map(shown, each.by)), each.lasted_ms / 1000)
            for each in quality.shelved[:MOST_ROWS]
        ),
    )
