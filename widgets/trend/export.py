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
                moment = datetime.fromtimestamp(float(time), UTC).isoformat(timespec="milliseconds")
                writer.writerow([moment.replace("+00:00", "Z"), *head, cell(mean), cell(low), cell(high)])
    return out.getvalue()
