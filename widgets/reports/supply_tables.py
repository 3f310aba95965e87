"""Energy of the lighting, and what electricity and water meters counted, as tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.plain_text import shown
from app.domain.reporting.tables import Column, Table, Unit
from widgets.reports.paper_city import PaperCity


@dataclass(frozen=True, slots=True)
class LampMonth:
    """`month` is year × 12 + month from 0; `lamps` the most on one day."""

    month: int
    lamps: int
    kwh: float
    lit_hours: float


@dataclass(frozen=True, slots=True)
class Metered:
    """What the meters of one kind and zone counted of one quantity, in its unit."""

    quantity: str
    kind: str
    zone: str
    meters: int
    amount: float


def supply_tables(
    lamps: Sequence[LampMonth], metered: Sequence[Metered], kinds: Mapping[str, str], city: PaperCity
) -> list[Table]:
    """Nothing where nothing is metered. `kinds` are the names of kinds of devices."""
    tables = [_lamps(lamps)] if lamps else []
    if metered:
        tables.append(_metered(metered, kinds, city))
    return tables


def _lamps(months: Sequence[LampMonth]) -> Table:
    rows = [
        (f"{each.month // 12}-{each.month % 12 + 1:02d}", each.lamps, each.kwh, each.lit_hours)
        for each in months
    ]
    total = QCoreApplication.translate("SupplyReport", "Together")
    rows.append(
        (
            total,
            max(each.lamps for each in months),
            sum(each.kwh for each in months),
            sum(each.lit_hours for each in months),
        )
    )
    return Table(
        QCoreApplication.translate("SupplyReport", "Energy of the lighting"),
        (
            Column(QCoreApplication.translate("SupplyReport", "Month")),
            Column(QCoreApplication.translate("SupplyReport", "Lamps"), Unit.COUNT),
            Column(QCoreApplication.translate("SupplyReport", "Energy, kWh"), Unit.AMOUNT),
            Column(QCoreApplication.translate("SupplyReport", "Lit, lamp hours"), Unit.AMOUNT),
        ),
        tuple(rows),
        QCoreApplication.translate("SupplyReport", "As the lamps metered it themselves."),
    )


def _metered(metered: Sequence[Metered], kinds: Mapping[str, str], city: PaperCity) -> Table:
    return Table(
        QCoreApplication.translate("SupplyReport", "Meters"),
        (
            Column(QCoreApplication.translate("SupplyReport", "Quantity")),
            Column(QCoreApplication.translate("SupplyReport", "Kind of device")),
            Column(QCoreApplication.translate("SupplyReport", "Zone")),
            Column(QCoreApplication.translate("SupplyReport", "Meters"), Unit.COUNT),
            Column(QCoreApplication.translate("SupplyReport", "Counted"), Unit.AMOUNT),
            Column(QCoreApplication.translate("SupplyReport", "Unit")),
        ),
        tuple(
            (
                city.quantity(each.quantity),
                kinds.get(each.kind, shown(each.kind)),
                shown(each.zone),
                each.meters,
                each.amount,
                city.quantities[each.quantity].unit if each.quantity in city.quantities else "",
            )
            for each in metered
        ),
    )
