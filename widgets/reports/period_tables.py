"""The figures of a period as tables: what came, how it went against the targets, crews, alarms."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import Priority
from app.domain.incidents.states import IncidentState, Resolution
from app.domain.plain_text import shown
from app.domain.reporting.period import GroupFigures, Grouping, PeriodFigures
from app.domain.reporting.steps import Step
from app.domain.reporting.tables import Cell, Column, Table, Unit
from widgets.alarms.words import priority_name
from widgets.incidents import words
from widgets.reports.incident_words import step_name
from widgets.reports.paper_city import PaperCity

MEASURED = (Step.ACKNOWLEDGE, Step.ARRIVE, Step.RESOLVE)
"""The steps that have targets."""


def period_tables(figures: PeriodFigures, city: PaperCity) -> list[Table]:
    return [
        _summary(figures),
        _times(figures),
        *(_group(grouping, figures, city) for grouping in Grouping if grouping is not Grouping.ALL),
        _counted(
            QCoreApplication.translate("PeriodReport", "How they ended"),
            figures.resolutions,
            {str(each): words.resolution_name(each) for each in Resolution},
        ),
        _counted(
            QCoreApplication.translate("PeriodReport", "How they stand now"),
            figures.states,
            {str(each): words.state_name(each) for each in IncidentState},
        ),
        _crews(figures, city),
    ]


def _summary(figures: PeriodFigures) -> Table:
    whole = figures.whole
    rows = (
        (QCoreApplication.translate("PeriodReport", "Open at the begin"), figures.standing_before),
        (QCoreApplication.translate("PeriodReport", "Opened"), whole.opened),
        (QCoreApplication.translate("PeriodReport", "Closed"), whole.closed),
        (
            QCoreApplication.translate("PeriodReport", "Open at the end"),
            figures.standing_before + whole.opened - whole.closed,
        ),
    )
    return Table(
        QCoreApplication.translate("PeriodReport", "Incidents"),
        (
            Column(QCoreApplication.translate("PeriodReport", "What")),
            Column(QCoreApplication.translate("PeriodReport", "Incidents"), Unit.COUNT),
        ),
        rows,
    )


def _times(figures: PeriodFigures) -> Table:
    rows = tuple(
        (
            step_name(step),
            each.count,
            each.median_s,
            each.p90_s,
            each.due,
            each.on_time,
            each.share,
        )
        for step, each in figures.whole.steps.items()
    )
    return Table(
        QCoreApplication.translate("PeriodReport", "Times from the opening"),
        (
            Column(QCoreApplication.translate("PeriodReport", "Step")),
            Column(QCoreApplication.translate("PeriodReport", "Incidents"), Unit.COUNT),
            Column(QCoreApplication.translate("PeriodReport", "Median"), Unit.SECONDS),
            Column(QCoreApplication.translate("PeriodReport", "Nine of ten within"), Unit.SECONDS),
            Column(QCoreApplication.translate("PeriodReport", "With a target"), Unit.COUNT),
            Column(QCoreApplication.translate("PeriodReport", "On time"), Unit.COUNT),
            Column(QCoreApplication.translate("PeriodReport", "Share"), Unit.SHARE),
        ),
        rows,
        QCoreApplication.translate(
            "PeriodReport",
            "Of incidents opened in this time, without duplicates and merged ones. What was not needed any "
            "more before its target was over counts as on time.",
        ),
    )


def _group(grouping: Grouping, figures: PeriodFigures, city: PaperCity) -> Table:
    titles = {
        Grouping.KIND: QCoreApplication.translate("PeriodReport", "By kind"),
        Grouping.ZONE: QCoreApplication.translate("PeriodReport", "By zone"),
        Grouping.PRIORITY: QCoreApplication.translate("PeriodReport", "By priority"),
        Grouping.SOURCE: QCoreApplication.translate("PeriodReport", "By origin"),
    }
    head = (
        Column(titles[grouping]),
        Column(QCoreApplication.translate("PeriodReport", "Opened"), Unit.COUNT),
        Column(QCoreApplication.translate("PeriodReport", "Closed"), Unit.COUNT),
        Column(QCoreApplication.translate("PeriodReport", "Still open"), Unit.COUNT),
    )
    steps: list[Column] = []
    for step in MEASURED:
        median = QCoreApplication.translate("PeriodReport", "{0}, median").format(step_name(step))
        share = QCoreApplication.translate("PeriodReport", "{0}, on time").format(step_name(step))
        steps += [Column(median, Unit.SECONDS), Column(share, Unit.SHARE)]
    rows = tuple(_figures(_key(grouping, each.key, city), each) for each in figures.groups[grouping])
    return Table(titles[grouping], (*head, *steps), rows)


def _figures(name: str, group: GroupFigures) -> tuple[Cell, ...]:
    measured: list[Cell] = []
    for step in MEASURED:
        measured += [group.steps[step].median_s, group.steps[step].share]
    return name, group.opened, group.closed, group.standing, *measured


def _key(grouping: Grouping, key: str, city: PaperCity) -> str:
    if grouping is Grouping.KIND:
        return city.names().kind(key)
    if grouping is Grouping.PRIORITY:
        return priority_name(Priority(int(key)))
    if grouping is Grouping.SOURCE:
        return words.source_name(key)
    return shown(key) or QCoreApplication.translate("PeriodReport", "No zone")


def _counted(title: str, counts: Mapping[str, int], names: Mapping[str, str]) -> Table:
    total = sum(counts.values())
    ordered = [key for key in names if key in counts] + [key for key in counts if key not in names]
    return Table(
        title,
        (
            Column(title),
            Column(QCoreApplication.translate("PeriodReport", "Incidents"), Unit.COUNT),
            Column(QCoreApplication.translate("PeriodReport", "Share"), Unit.SHARE),
        ),
        tuple((names.get(key, shown(key)), counts[key], counts[key] / total) for key in ordered),
    )


def _crews(figures: PeriodFigures, city: PaperCity) -> Table:
    names = city.names()
    return Table(
        QCoreApplication.translate("PeriodReport", "Crews"),
        (
            Column(QCoreApplication.translate("PeriodReport", "Crew")),
            Column(QCoreApplication.translate("PeriodReport", "Tasks"), Unit.COUNT),
            Column(QCoreApplication.translate("PeriodReport", "Arrived"), Unit.COUNT),
            Column(QCoreApplication.translate("PeriodReport", "Not taken"), Unit.COUNT),
            Column(QCoreApplication.translate("PeriodReport", "To the answer, median"), Unit.SECONDS),
            Column(QCoreApplication.translate("PeriodReport", "To the arrival, median"), Unit.SECONDS),
            Column(QCoreApplication.translate("PeriodReport", "On site, median"), Unit.SECONDS),
        ),
        tuple(
            (
                city.with_id(names, each.crew),
                each.tasks,
                each.arrived,
                each.refused,
                each.answer_s,
                each.arrive_s,
                each.on_site_s,
            )
            for each in figures.crews
        ),
    )
