"""The catalogue and a few rules, read straight from the shipped files, for a hub without an engine."""

from __future__ import annotations

import tomllib
from typing import Any

from app.domain.alarms import Priority, RuleText
from app.domain.catalogue import Catalogue, Kind, Label, Layer, NormalBand, Quantity, ValueType
from app.settings.resources import resource

_BUILT = (
    ("cabinet_power", "cabinet", "Tablero sin tensión", "Cabinet without voltage", Priority.HIGH, "voltage",
     "Confirmar corte y enviar Eléctrica", "Confirm the outage and send Electrical"),
    ("pressure_lolo", "pressure", "Presión muy baja", "Pressure very low", Priority.CRITICAL, "pressure",
     "Aislar el tramo y avisar al hospital", "Isolate the section and warn the hospital"),
    ("panic", "panic_button", "Botón de pánico activado", "Panic button pressed", Priority.CRITICAL, "",
     "Abrir cámara cercana y llamar a la patrulla", "Open the nearest camera and call the patrol"),
    ("filling_high", "waste_container", "Contenedor lleno", "Container full", Priority.LOW, "filling_level",
     "Programar recojo", "Plan its collection"),
    ("river_high", "river", "Nivel sobre aviso", "River above warning", Priority.MEDIUM, "level",
     "Mirar pronóstico y preparar sirenas", "Check the forecast, prepare the sirens"),
    ("stale", "luminaire", "Luminaria sin datos", "Luminaire without data", Priority.LOW, "",
     "Revisar enlace", "Check the link"),
    ("pm25_high", "air_quality", "PM2.5 sobre norma", "PM2.5 above the limit", Priority.MEDIUM, "pm25",
     "Se revisa al terminar la obra", "Check again when the works end"),
)  # fmt: skip


def _label(row: dict[str, Any]) -> Label:
    return Label(row["es"], row["en"])


def _rows(name: str) -> dict[str, dict[str, Any]]:
    return tomllib.loads(resource("catalogue", f"{name}.toml").read_text(encoding="utf-8"))


def soft_catalogue() -> Catalogue:
    """The shipped catalogue."""
    kinds = {
        id_: Kind(
            id=id_,
            label=_label(row),
            plural=Label(row["plural_es"], row["plural_en"]),
            glyph=row["glyph"],
            layer=row["layer"],
            expected_interval_s=row["expected_interval_s"],
            quantities=tuple(row["quantities"]),
            primary=row["primary"],
            normal={q: NormalBand(*band) for q, band in row.get("normal", {}).items()},
            mobile=row.get("mobile", False),
        )
        for id_, row in _rows("kinds").items()
    }
    quantities = {
        id_: Quantity(
            id=id_,
            label=_label(row),
            type=ValueType(row.get("type", "number")),
            unit=row.get("unit", ""),
            decimals=row.get("decimals", 1),
            low=row.get("low"),
            high=row.get("high"),
        )
        for id_, row in _rows("quantities").items()
    }
    layers = {id_: Layer(id_, _label(row)) for id_, row in _rows("layers").items()}
    return Catalogue(kinds, quantities, layers)


def soft_rules() -> dict[str, RuleText]:
    """A rule for most of what goes wrong in the soft city."""
    return {
        id_: RuleText(id_, kind, es, en, guide_es, guide_en, priority, quantity)
        for id_, kind, es, en, priority, quantity, guide_es, guide_en in _BUILT
    }
