"""Makes the reports that are tables: a period, a quarter against the work plan, the alarms' quality."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.bootstrap.report_figures import read_lamps, read_meters, read_period, read_quality
from app.bootstrap.report_parts import OnProgress, ReportParts
from app.bootstrap.report_spans import ReportSpan, days_between, quarter_of
from app.domain.reporting.period import PeriodFigures
from app.domain.reporting.plan_figures import plan_figures
from app.domain.reporting.tables import Table, TableReport
from app.domain.work_plan import WorkPlan
from widgets.reports.alarm_tables import alarm_rates, alarm_tables
from widgets.reports.period_tables import period_tables
from widgets.reports.plan_tables import plan_tables
from widgets.reports.supply_tables import supply_tables
from widgets.reports.table_files import FileFormat, write_tables


def make_period(parts: ReportParts, first: str, last: str, out: Path) -> None:
    """Raises Unable."""
    span = days_between(first, last, parts.edition.zone)
    _, tables = _figures(parts, span)
    title = QCoreApplication.translate("PeriodReport", "Incidents of a period")
    _write(parts, TableReport(title, _days(parts, span), tuple(tables)), out)


def make_quarter(parts: ReportParts, quarter: str, out: Path) -> None:
    """Raises Unable."""
    year, months, span = quarter_of(quarter, parts.edition.zone)
    plans = {plan.year: plan for plan in parts.reader.work_plans()}
    figures, tables = _figures(parts, span)
    goals = plan_figures(plans.get(year, WorkPlan(year)), months, figures.months)
    title = QCoreApplication.translate("PlanReport", "Quarterly report {0}").format(quarter)
    tables = plan_tables(goals, months, parts.edition.language) + tables
    _write(parts, TableReport(title, _days(parts, span), tuple(tables)), out)


def make_alarms(parts: ReportParts, first: str, last: str, out: Path) -> None:
    """Raises Unable."""
    span = days_between(first, last, parts.edition.zone)
    quality = read_quality(
        parts.reader, span, parts.settings.incidents.flood, _part(parts.on_progress, 0.0, 0.8)
    )
    title = QCoreApplication.translate("AlarmReport", "Quality of the alarms")
    tables = tuple(alarm_tables(quality, parts.city))
    _write(parts, TableReport(title, _days(parts, span), tables), out)


def _figures(parts: ReportParts, span: ReportSpan) -> tuple[PeriodFigures, list[Table]]:
    """What incidents, alarms, lamps and meters did in the time."""
    reader, tell = parts.reader, parts.on_progress
    figures = read_period(reader, span, _part(tell, 0.0, 0.6))
    quality = read_quality(reader, span, parts.settings.incidents.flood, _part(tell, 0.6, 0.75))
    tell(0.75)
    lamps = read_lamps(reader, span)
    metered = read_meters(reader, span, _part(tell, 0.75, 0.85))
    tell(0.85)
    kinds = {
        name: kind.label.in_language(parts.edition.language) for name, kind in parts.catalogue.kinds.items()
    }
    tables = period_tables(figures, parts.city)
    tables.append(alarm_rates(quality))
    return figures, tables + supply_tables(lamps, metered, kinds, parts.city)


def _write(parts: ReportParts, report: TableReport, out: Path) -> None:
    format_ = FileFormat(out.suffix.lower().removeprefix("."))
    write_tables(out, report, parts.edition, format_, _part(parts.on_progress, 0.85, 1.0))


def _days(parts: ReportParts, span: ReportSpan) -> str:
    days = QCoreApplication.translate("PeriodReport", "{0} to {1}")
    return days.format(parts.edition.day(span.since), parts.edition.day(span.until - 1))


def _part(tell: OnProgress, begin: float, end: float) -> Callable[[float], None]:
    """A stretch of the whole way."""
    return lambda share: tell(begin + (end - begin) * share)
