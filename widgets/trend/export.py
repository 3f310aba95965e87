"""Writes the curves of a trend as CSV that a spreadsheet can open without running anything."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from app.bridge.views import Series
from app.domain.spreadsheet import cell, row
from widgets.trend.curves import CurveId

COLUMNS = ("time", "device", "name", "quantity", "unit", "value", "lowest", "highest")


@dataclass(frozen=True, slots=True)
class ExportedCurve:
    curve: CurveId
    name: str
    unit: str
    series: Series


def csv_text(curves: Iterable[ExportedCurve], start: float, end: float) -> str:
    """One row for each sample between two times; times are RFC 3339 in UTC, a gap has no row."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for exported in curves:
        head = row((exported.curve.device, exported.name, exported.curve.quantity, exported.unit))
        series = exported.series
        for time, mean, low, high in zip(series.times, series.mean, series.low, series.high, strict=True):
            if start <= time <= end and math.isfinite(mean):
                writer.writerow([_moment(float(time)), *head, cell(mean), cell(low), cell(high)])
    return out.getvalue()


def count_rows(text: str) -> int:
    """How many samples a CSV of `csv_text` has."""
    return sum(1 for _ in csv.reader(io.StringIO(text, newline=""))) - 1


def described(form: str, curves: Iterable[CurveId], start: float, end: float) -> str:
    """What was taken out, for the audit trail: `format=csv from=… to=… curves=PRE-0001/pressure,…`."""
    named = ",".join(f"{curve.device}/{curve.quantity}" for curve in curves)
    return f"format={form} from={_moment(start)} to={_moment(end)} curves={named}"


def _moment(time: float) -> str:
    """RFC 3339 in UTC, to the millisecond."""
    return datetime.fromtimestamp(time, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
