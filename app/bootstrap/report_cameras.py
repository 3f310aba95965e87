"""The report on all cameras: what serves and what is blind, uptime, days of footage, districts, gaps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.bootstrap.camera_records import CameraRecords, read_cameras
from app.bootstrap.report_parts import ReportParts
from app.domain.plain_text import shown
from app.domain.reporting.tables import Column, Table, TableReport, Unit
from app.domain.video.health import Condition
from app.domain.video.health_rows import CameraHealth, District, districts, tally
from video.desk.health_words import condition_count, district_name, state_words
from widgets.formats import NONE
from widgets.reports.table_files import FileFormat, write_tables

MOST_GAPS = 2_000


def make_cameras(parts: ReportParts, out: Path, zones: Sequence[str] | None = None) -> None:
    """Of these districts alone, or of all. Raises SettingsInvalid, StoreUnavailable, OSError."""
    edition, tell = parts.edition, parts.on_progress
    found = read_cameras(
        parts.data,
        parts.settings,
        parts.reader,
        zone=edition.zone,
        on_progress=lambda share: tell(0.6 * share),
    )
    if zones is not None:
        found = replace(found, rows=tuple(row for row in found.rows if row.zone in zones))
    tell(0.6)
    title = QCoreApplication.translate("CameraReport", "Camera health and retention")
    report = TableReport(title, edition.moment(edition.made_at), camera_tables(found, zones))
    format_ = FileFormat(out.suffix.lower().removeprefix("."))
    write_tables(out, report, edition, format_, lambda share: tell(0.6 + 0.4 * share))


def camera_tables(found: CameraRecords, zones: Sequence[str] | None = None) -> tuple[Table, ...]:
    return (
        _summary(found, zones),
        _districts(districts(found.rows), found.asked.days),
        _cameras(found.rows),
        _rates(found.rows),
        _gaps(found.rows),
    )


def _summary(found: CameraRecords, zones: Sequence[str] | None) -> Table:
    counted = tally(found.rows)
    rows = [(condition_count(each), counted.counts[each]) for each in Condition if counted.counts.get(each)]
    if found.now is not None:
        clocks = QCoreApplication.translate("CameraReport", "Clock not known")
        rows.append((clocks, counted.clock_unknown))
    rows += [
        (QCoreApplication.translate("CameraReport", "Cameras with a stream, switched on"), counted.known),
        (QCoreApplication.translate("CameraReport", "Keep too few days"), counted.short),
        (QCoreApplication.translate("CameraReport", "Days that the law asks for"), found.asked.days),
    ]
    if zones is not None:
        rows.append((QCoreApplication.translate("CameraReport", "Districts in this report"), len(zones)))
    notes = []
    if found.now is None:
        notes.append(
            QCoreApplication.translate(
                "CameraReport", "No engine ran when this was made: how cameras were then is not known."
            )
        )
    if zones is not None:
        where = QCoreApplication.translate("CameraReport", "Only cameras of these districts: {0}.")
        notes.append(where.format(", ".join(shown(zone) for zone in zones) or NONE))
    return Table(
        QCoreApplication.translate("CameraReport", "Summary"),
        (
            Column(QCoreApplication.translate("CameraReport", "What")),
            Column(QCoreApplication.translate("CameraReport", "How many"), Unit.COUNT),
        ),
        tuple(rows),
        " ".join(notes),
    )


def _districts(found: Sequence[District], asked: int) -> Table:
    note = QCoreApplication.translate(
        "CameraReport", "Days kept are those that nine of ten cameras have; the law asks for {0}."
    ).format(asked)
    return Table(
        QCoreApplication.translate("CameraReport", "Districts"),
        (
            Column(QCoreApplication.translate("CameraReport", "District")),
            Column(QCoreApplication.translate("CameraReport", "Cameras"), Unit.COUNT),
            Column(QCoreApplication.translate("CameraReport", "With a fault"), Unit.COUNT),
            Column(QCoreApplication.translate("CameraReport", "Recording"), Unit.COUNT),
            Column(QCoreApplication.translate("CameraReport", "Days kept"), Unit.COUNT),
            Column(QCoreApplication.translate("CameraReport", "Worst camera"), Unit.COUNT),
            Column(QCoreApplication.translate("CameraReport", "Days missing"), Unit.COUNT),
            Column(QCoreApplication.translate("CameraReport", "Keep too few"), Unit.COUNT),
        ),
        tuple(
            (
                shown(district_name(each)),
                each.cameras,
                each.faulty,
                each.recording,
                each.days if each.recording else None,
                each.worst if each.recording else None,
                each.missing if each.recording else None,
                each.short,
            )
            for each in found
        ),
        note,
    )


def _cameras(rows: Sequence[CameraHealth]) -> Table:
    return Table(
        QCoreApplication.translate("CameraReport", "Cameras"),
        (
            Column(QCoreApplication.translate("CameraReport", "Camera")),
            Column(QCoreApplication.translate("CameraReport", "Name")),
            Column(QCoreApplication.translate("CameraReport", "District")),
            Column(QCoreApplication.translate("CameraReport", "State")),
            Column(QCoreApplication.translate("CameraReport", "Last frame"), Unit.MOMENT),
            Column(QCoreApplication.translate("CameraReport", "Up, 30 days"), Unit.SHARE),
            Column(QCoreApplication.translate("CameraReport", "Days kept"), Unit.COUNT),
            Column(QCoreApplication.translate("CameraReport", "Days missing"), Unit.COUNT),
            Column(QCoreApplication.translate("CameraReport", "Gone from the disk"), Unit.COUNT),
        ),
        tuple(
            (
                shown(row.id),
                shown(row.name),
                shown(district_name(row.zone)),
                state_words(row),
                row.last_frame or None,
                row.uptime.up,
                row.kept.days if row.kept.asked else None,
                row.kept.missing if row.kept.asked else None,
                row.kept.gone if row.kept.asked else None,
            )
            for row in rows
        ),
        QCoreApplication.translate(
            "CameraReport", "Uptime is of the time that somebody watched. New cameras miss days too."
        ),
    )


def _rates(rows: Sequence[CameraHealth]) -> Table:
    return Table(
        QCoreApplication.translate("CameraReport", "What the cameras send"),
        (
            Column(QCoreApplication.translate("CameraReport", "Camera")),
            Column(QCoreApplication.translate("CameraReport", "Frames a second"), Unit.AMOUNT),
            Column(QCoreApplication.translate("CameraReport", "Usually"), Unit.AMOUNT),
            Column(QCoreApplication.translate("CameraReport", "Mbit/s"), Unit.AMOUNT),
            Column(QCoreApplication.translate("CameraReport", "Usually"), Unit.AMOUNT),
            Column(QCoreApplication.translate("CameraReport", "Watched, 30 days"), Unit.SHARE),
            Column(QCoreApplication.translate("CameraReport", "Blind of it"), Unit.SHARE),
        ),
        tuple(
            (
                shown(row.id),
                row.fps if row.last_frame else None,
                row.usual.fps or None,
                row.kbit_s / 1000 if row.last_frame else None,
                row.usual.kbit_s / 1000 or None,
                row.uptime.watched,
                row.uptime.blind if row.uptime.up is not None else None,
            )
            for row in rows
            if row.condition is not Condition.TELEMETRY
        ),
    )


def _gaps(rows: Sequence[CameraHealth]) -> Table:
    found = [(shown(row.id), gap.first, gap.last, gap.days) for row in rows for gap in row.kept.gaps]
    return Table(
        QCoreApplication.translate("CameraReport", "Gaps in the recordings"),
        (
            Column(QCoreApplication.translate("CameraReport", "Camera")),
            Column(QCoreApplication.translate("CameraReport", "First day")),
            Column(QCoreApplication.translate("CameraReport", "Last day")),
            Column(QCoreApplication.translate("CameraReport", "Days"), Unit.COUNT),
        ),
        tuple(found[:MOST_GAPS]),
        QCoreApplication.translate(
            "CameraReport", "A day counts as recorded from 95 % of what its camera is to record."
        ),
    )
