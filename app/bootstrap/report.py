"""`report WHAT`: an incident's record, the figures of a period or quarter, a shift, alarms, cameras.

It has a process of its own: drawing pages holds the interpreter, and a console must never wait. It reads the
database and nothing else, and says `progress 0.35` as it goes.
"""

from __future__ import annotations

import argparse
import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import add_data_argument, data_folder
from app.bootstrap.progress import Progress
from app.bootstrap.report_cameras import make_cameras
from app.bootstrap.report_incident import make_incident
from app.bootstrap.report_parts import ReportParts, qt_for, report_parts
from app.bootstrap.report_period import make_alarms, make_period, make_quarter
from app.bootstrap.report_shift import make_shift
from app.bootstrap.settings_file import load_settings
from app.domain.plain_text import plain
from app.store.faults import StoreUnavailable
from app.store.reader import Reader

Make = Callable[[argparse.Namespace, ReportParts, Path], None]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="WHAT")
    incident = kinds.add_parser("incident", help="the record of an incident, as PDF")
    incident.add_argument("incident", metavar="INC-0417")
    shift = kinds.add_parser("shift", help="an operator's shift, as PDF")
    shift.add_argument("shift", metavar="ID")
    quarter = kinds.add_parser("quarter", help="activities and goals against the work plan, and figures")
    quarter.add_argument("quarter", metavar="2026-1")
    period = kinds.add_parser("period", help="the figures of some days, as PDF, XLSX or CSV")
    alarms = kinds.add_parser("alarms", help="how good the alarms of some days were")
    for each in (period, alarms):
        each.add_argument("--from", dest="first", required=True, metavar="DAY", help="such as 2026-01-01")
        each.add_argument("--to", dest="last", required=True, metavar="DAY", help="the last day in it")
    cameras = kinds.add_parser("cameras", help="what serves, what is blind, and which footage is missing")
    cameras.add_argument(
        "--zone", action="append", metavar="ZONE", help="cameras of this district alone; may be given again"
    )
    for each in (incident, shift, quarter, period, alarms, cameras):
        _add_shared(each)


def _add_shared(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("--config", type=Path, metavar="FILE", help="the settings file")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="where it is written")
    parser.add_argument("--language", choices=("es", "en"), help="instead of the site's")
    parser.add_argument("--by", default="", metavar="NAME", help="who asked for it")


def main(options: argparse.Namespace) -> int:
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    data = data_folder(options.data)
    settings = load_settings(options.config, data)
    language = options.language or settings.site.language
    make, formats = KINDS[options.kind]
    suffix = options.out.suffix.lower().removeprefix(".")
    if suffix not in formats:
        raise Unable(f"A report of this kind is written as {' or '.join(formats)}: name the file so.")
    reader = Reader(data.store)
    try:
        with qt_for(language):
            parts = report_parts(
                data,
                settings,
                language=language,
                by=plain(options.by, 80),
                reader=reader,
                on_progress=Progress(),
            )
            _write(options.out, lambda out: make(options, parts, out))
    except StoreUnavailable as problem:
        raise Unable(f"The database in {data.root} cannot be read ({problem}).") from problem
    finally:
        reader.close()
    return 0


def _write(out: Path, make: Callable[[Path], None]) -> None:
    """Beside the file, which then takes its place whole; raises Unable where that cannot be."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{out.stem[:40]}.", suffix=out.suffix, dir=out.parent)
        os.close(handle)
        part = Path(name)
        try:
            make(part)
            part.replace(out)
        finally:
            part.unlink(missing_ok=True)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        unwritten = QCoreApplication.translate("ReportFaults", "The report cannot be written to {0}: {1}.")
        raise Unable(unwritten.format(out, reason)) from problem


PDF, TABLES = ("pdf",), ("pdf", "xlsx", "csv")
KINDS: dict[str, tuple[Make, tuple[str, ...]]] = {
    "incident": (lambda asked, parts, out: make_incident(parts, asked.incident, out), PDF),
    "shift": (lambda asked, parts, out: make_shift(parts, asked.shift, out), PDF),
    "quarter": (lambda asked, parts, out: make_quarter(parts, asked.quarter, out), TABLES),
    "period": (lambda asked, parts, out: make_period(parts, asked.first, asked.last, out), TABLES),
    "alarms": (lambda asked, parts, out: make_alarms(parts, asked.first, asked.last, out), TABLES),
    "cameras": (lambda asked, parts, out: make_cameras(parts, out, asked.zone), TABLES),
}
"""How each is made, and into which formats."""
