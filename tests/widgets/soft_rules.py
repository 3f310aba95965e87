"""A few rules for a hub without an engine."""

from __future__ import annotations

from app.domain.alarms import Priority, RuleText

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


def soft_rules() -> dict[str, RuleText]:
    """A rule for most of what goes wrong in the soft city."""
    return {
        id_: RuleText(id_, kind, es, en, guide_es, guide_en, priority, quantity)
        for id_, kind, es, en, priority, quantity, guide_es, guide_en in _BUILT
    }
