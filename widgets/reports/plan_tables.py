"""Activities and goals of the yearly work plan, for the months of a quarter."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.plain_text import shown
from app.domain.reporting.plan_figures import ActivityFigures
from app.domain.reporting.tables import Cell, Column, Table, Unit


def plan_tables(figures: Sequence[ActivityFigures], months: Sequence[int], language: str) -> list[Table]:
    """`months` count from 0."""
    return [_goals(figures, months, language), _activities(figures)]


def _goals(figures: Sequence[ActivityFigures], months: Sequence[int], language: str) -> Table:
    goal = QCoreApplication.translate("PlanReport", "{0}, goal")
    done = QCoreApplication.translate("PlanReport", "{0}, done")
    columns = [
        Column(QCoreApplication.translate("PlanReport", "Activity")),
        Column(QCoreApplication.translate("PlanReport", "Unit")),
    ]
    for name in (*(_month(month, language) for month in months), _quarter()):
        columns += [Column(goal.format(name), Unit.AMOUNT), Column(done.format(name), Unit.AMOUNT)]
    columns.append(Column(QCoreApplication.translate("PlanReport", "Of the goal"), Unit.SHARE))
    rows = []
    for each in figures:
        cells: list[Cell] = [shown(each.activity.name), shown(each.activity.unit)]
        for progress in (*each.months, each.total):
            cells += [progress.goal, progress.done]
        rows.append((*cells, each.total.share))
    return Table(
        QCoreApplication.translate("PlanReport", "Activities and goals"), tuple(columns), tuple(rows)
    )


def _activities(figures: Sequence[ActivityFigures]) -> Table:
    return Table(
        QCoreApplication.translate("PlanReport", "What was to be delivered"),
        (
            Column(QCoreApplication.translate("PlanReport", "Activity")),
            Column(QCoreApplication.translate("PlanReport", "Deliverable")),
            Column(QCoreApplication.translate("PlanReport", "Indicator")),
            Column(QCoreApplication.translate("PlanReport", "Responsible")),
            Column(QCoreApplication.translate("PlanReport", "Counted")),
        ),
        tuple(
            (
                shown(each.activity.name),
                shown(each.activity.deliverable),
                shown(each.activity.indicator),
                shown(each.activity.responsible),
                QCoreApplication.translate("PlanReport", "by the program")
                if each.activity.counts
                else QCoreApplication.translate("PlanReport", "by hand"),
            )
            for each in figures
        ),
    )


def _month(month: int, language: str) -> str:
    name = QLocale(language).standaloneMonthName(month + 1, QLocale.FormatType.ShortFormat)
    return name.rstrip(".").capitalize()


def _quarter() -> str:
    return QCoreApplication.translate("PlanReport", "Quarter")
