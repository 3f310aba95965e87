"""Writes the curves of a trend as CSV that a spreadsheet can open without running anything."""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from app.bridge.views import Series
from widgets.trend.curves import CurveId

_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
"""A cell that begins with one of these is a formula to a spreadsheet (OWASP, CSV injection)."""

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
        head = [safe(exported.curve.device), safe(exported.name), safe(exported.curve.quantity)]
        series = exported.series
        for time, mean, low, high in zip(series.times, series.mean, series.low, series.high, strict=True):
            if start <= time <= end and math.isfinite(mean):
                moment = datetime.fromtimestamp(float(time), UTC).isoformat(timespec="milliseconds")
                values = (f"{float(value):.10g}" for value in (mean, low, high))
                writer.writerow([moment.replace("+00:00", "Z"), *head, safe(exported.unit), *values])
    return out.getvalue()


def safe(text: str) -> str:
    """`text` as a cell that stays text."""
    return f"'{text}" if text.startswith(_STARTS) else text
