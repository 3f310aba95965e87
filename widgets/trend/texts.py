"""What the trend page writes of its curves: names, values at the cursor, resolution."""

from __future__ import annotations

import math

from PySide6.QtCore import QCoreApplication

from app.bridge.hub import Hub
from app.bridge.views import Series
from app.domain.catalogue import Quantity, ValueType
from app.domain.plain_text import shown
from app.wire.messages import Limit
from widgets import formats, wording
from widgets.trend.curves import CurveId, Window, extremes, sample_at
from widgets.trend.export import ExportedCurve
from widgets.trend.legend import LegendValue


class TrendTexts:
    """In the language of the hub. GUI thread."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def quantity(self, curve: CurveId) -> Quantity | None:
        return self._hub.catalogue.quantities.get(curve.quantity)

    def unit(self, curve: CurveId) -> str:
        known = self.quantity(curve)
        return "" if known is None else known.unit

    def hold(self, curve: CurveId) -> float:
        """How long a reading may stand for what followed it, in seconds: as long as history may stay silent
        about a value that does not move, with room for late ones."""
        known = self.quantity(curve)
        return 2.5 * (900.0 if known is None else known.longest_interval_s)

    def quick(self, curve: CurveId) -> float:
        """How soon after each other history keeps readings of a value that moves, in seconds."""
        known = self.quantity(curve)
        return 1.0 if known is None else max(1.0, known.shortest_interval_s)

    def label(self, curve: CurveId) -> str:
        label = wording.quantity_label(self._hub.catalogue, curve.quantity, self._hub.language)
        unit = self.unit(curve)
        return f"{label} ({unit})" if unit else label

    def where(self, curve: CurveId) -> str:
        known = self._hub.devices.get(curve.device)
        device = shown(curve.device)
        return device if known is None or not known.name else f"{device} · {shown(known.name)}"

    def limits(self, curve: CurveId, limits: tuple[Limit, ...]) -> list[tuple[Limit, str]]:
        """Those limits that are of this quantity, each as written beside its line."""
        known = self.quantity(curve)
        decimals = 1 if known is None else known.decimals
        own = (limit for limit in limits if limit.quantity == curve.quantity)
        unit = self.unit(curve)
        return [(limit, f"{formats.number(limit.value, decimals)} {unit}".rstrip()) for limit in own]

    def resolution(self, series: Series) -> str:
        if series.raw:
            return QCoreApplication.translate("TrendTexts", "every reading")
        text = QCoreApplication.translate("TrendTexts", "mean, lowest and highest of {0}")
        return text.format(formats.duration(round(series.resolution_s)))

    def value(
        self, curve: CurveId, series: Series | None, window: Window, cursor: float | None
    ) -> LegendValue:
        """The value at the cursor, or the last one in sight, and what the curve spans in sight."""
        nothing = QCoreApplication.translate("TrendTexts", "No data")
        if series is None or not len(series.times):
            return LegendValue(nothing)
        time = min(window.end, float(series.times[-1])) if cursor is None else cursor
        sample, known = sample_at(series, time, self.hold(curve)), self.quantity(curve)
        there = sample is not None and math.isfinite(sample.mean)
        value = wording.value(known, sample.mean) if sample is not None and there else nothing
        span = extremes(series, window.start, window.end)
        if span is None or (known is not None and known.type is not ValueType.NUMBER):
            return LegendValue(value)
        low, high = (formats.number(end, 1 if known is None else known.decimals) for end in span)
        in_sight = QCoreApplication.translate("TrendTexts", "{0} to {1} in sight")
        return LegendValue(value, in_sight.format(low, high))

    def exported(self, curve: CurveId, series: Series) -> ExportedCurve:
        device = self._hub.devices.get(curve.device)
        return ExportedCurve(curve, "" if device is None else device.name, self.unit(curve), series)
