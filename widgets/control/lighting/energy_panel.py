"""Energy of the last days against its baseline: all lamps at full power for the length of each night."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.lighting.energy import DayEnergy, Saving, together
from widgets import formats
from widgets.bars import BarChart, Bars
from widgets.control.lighting.ledger import DAYS, EPOCH
from widgets.look import Look
from widgets.plain_label import PlainLabel


class EnergyPanel(QWidget):
    """GUI thread."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self.title, self.total, self.detail = PlainLabel(), PlainLabel(), PlainLabel()
        self.title.setText(self.tr("Energy, {0} days").format(DAYS))
        self.title.setProperty("look", "caption")
        self.total.setProperty("look", "support")
        self.total.setStyleSheet("font-weight: 600;")
        self.detail.setProperty("look", "small")
        self.detail.setWordWrap(True)
        self.chart = BarChart(look)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.total)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        column.addLayout(head)
        column.addWidget(self.chart)
        column.addWidget(self.detail)
        column.addStretch(1)

    def show_days(self, days: Sequence[DayEnergy], note: str, unrated: int) -> None:
        """`unrated` lamps have no nominal power: they are left out of both sides."""
        if not days:
            self.total.clear()
            self.detail.clear()
            self.chart.show_bars(Bars(note=note))
            return
        saving = together(days)
        self.total.setText(energy(saving.wh))
        bars = Bars(
            tuple(one.wh for one in days),
            tuple(one.baseline_wh for one in days) if saving.baseline_wh > 0 else (),
            last=True,
            labels=(self._day(days[0].day), self._day(days[-1].day)),
        )
        self.chart.show_bars(bars)
        self.detail.setText(" · ".join(self._parts(days, saving, unrated)))
        self.chart.setAccessibleName(f"{self.title.text()}, {self.total.text()}, {self.detail.text()}")

    def _parts(self, days: Sequence[DayEnergy], saving: Saving, unrated: int) -> list[str]:
        parts, wh, share = [], saving.wh, saving.share
        if share is not None:
            sign = "−" if share >= 0 else "+"
            change = f"{sign}{formats.number(abs(share) * 100)} %"
            parts.append(self.tr("{0} of the baseline, {1}").format(change, energy(saving.baseline_wh)))
        rules = self._hub.control.rules
        if rules is not None and rules.tariff_per_kwh > 0:
            cost = formats.measure(wh / 1000 * rules.tariff_per_kwh, "", 2)
            parts.append(f"{rules.currency} {cost}".strip())
        if rules is not None and rules.co2_kg_per_kwh > 0:
            parts.append(f"{formats.measure(wh / 1000 * rules.co2_kg_per_kwh, 'kg', 0)} CO₂")
        switches = sum(one.switches for one in days) / max(1, *(one.lamps for one in days))
        parts.append(self.tr("switched {0} times a lamp").format(formats.number(switches)))
        seen = sum(one.seen for one in days) / len(days)
        if seen < 0.995:
            parts.append(self.tr("readings cover {0}").format(formats.measure(seen * 100, "%", 0)))
        if unrated:
            parts.append(self.tr("{0} without known power left out").format(formats.number(unrated)))
        return parts

    def _day(self, day: int) -> str:
        date = EPOCH + dt.timedelta(days=day)
        month = QLocale(self._hub.language).monthName(date.month, QLocale.FormatType.ShortFormat)
        return f"{date.day} {month.rstrip('.')}"


def energy(wh: float) -> str:
    """`298 kWh`, `1.24 MWh`."""
    if abs(wh) >= 1e7:
        return formats.measure(wh / 1e6, "MWh", 1)
    return formats.measure(wh / 1000, "kWh", 0 if abs(wh) >= 1e4 else 1)
