"""How Puerto Sereno lights its streets: programmes, calendars and who follows them, for the city at hand."""

from __future__ import annotations

from collections.abc import Iterable

from app.demo.city.names import COAST_AVENUE
from app.domain.devices import Device
from app.domain.lighting.plan import (
    Adaptive,
    Anchor,
    Assignment,
    Beyond,
    Calendar,
    CalendarRule,
    LightingPlan,
    Programme,
    SensorRule,
    Step,
)
from app.domain.orders import Scope, Target

AVENUE, STREET = "avenue", "street"
FLOORS = ((AVENUE, 60.0), ("collector", 45.0), (STREET, 30.0))
HOLIDAYS = (
    "01-01", "05-01", "06-29", "07-28", "07-29", "08-30", "10-08", "11-01", "12-08", "12-25",
    "2026-04-02", "2026-04-03", "2027-03-25", "2027-03-26",
)  # fmt: skip
"""Those of Peru; Holy Thursday and Good Friday move."""
CENTRE = ("Puerto Viejo", "El Malecón", "La Ribera")
"""Districts with a market on Wednesdays."""
_MOSTLY = 0.6
"""A circuit with this share of its lamps on avenues is lit as one."""

RAIN = SensorRule("rain", "Lluvia", "rain_gauge", "rainfall_rate", Beyond.ABOVE, 1.0, 80.0, device="PLU-01")
"""Wet asphalt swallows the light: at least 80 % while it rains."""


def _clock(text: str, level: float) -> Step:
    hours, minutes = text.split(":")
    return Step(Anchor.CLOCK, int(hours) * 60 + int(minutes), level, ramp_s=60.0)


def _night(name: str, title: str, evening: float, *steps: tuple[str, float], **fields: Adaptive) -> Programme:
    """From ten minutes before sunset to ten after sunrise, dimmed between as the clock says."""
    dusk = Step(Anchor.SUNSET, -10, evening, ramp_s=60.0)
    dawn = Step(Anchor.SUNRISE, 10, 0.0, ramp_s=60.0)
    between = (_clock(text, level) for text, level in steps)
    return Programme(name, title, (dusk, *between, dawn), (RAIN,), fields.get("adaptive"))


PROGRAMMES = (
    _night("weekday", "Laboral", 80.0, ("23:00", 50.0), ("05:00", 80.0)),
    _night("long_night", "Noche larga", 80.0, ("01:30", 50.0), ("05:30", 70.0)),
    _night("sunday", "Domingo", 80.0, ("22:30", 50.0), ("05:30", 70.0)),
    _night("market", "Feria", 100.0, ("23:30", 60.0), ("04:00", 100.0)),
    _night(
        "avenue",
        "Avenida adaptativa",
        100.0,
        ("23:00", 85.0),
        ("05:00", 100.0),
        adaptive=Adaptive(low_flow=120.0, high_flow=900.0),
    ),
)

_FEAST = CalendarRule("holiday", "Feriado", "sunday", holidays=True)
_WEEKEND = CalendarRule("weekend", "Viernes y sábado", "long_night", weekdays=(4, 5))
_SUNDAY = CalendarRule("sunday", "Domingo", "sunday", weekdays=(6,))
_MARKET = CalendarRule("market", "Feria de los miércoles", "market", weekdays=(2,))
_YEAR_END = CalendarRule("year_end", "Fin de año", "long_night", first="12-20", last="01-06")

CALENDARS = (
    Calendar("centre", "Centro", "weekday", (_YEAR_END, _FEAST, _MARKET, _WEEKEND, _SUNDAY)),
    Calendar("districts", "Barrios", "weekday", (_FEAST, _WEEKEND, _SUNDAY)),
    Calendar("avenues", "Avenidas", "avenue"),
)


def lighting_plan(devices: Iterable[Device]) -> LightingPlan:
    """The plan for these devices: the circuits of the avenues district by district, so that each follows its
    own traffic, then the districts, then whatever lamp is left."""
    lamps = [device for device in devices if device.kind == "luminaire"]
    avenues = _avenues(lamps)
    zones = sorted({device.zone for device in lamps if device.zone})
    along = (
        Assignment(Target(Scope.CIRCUIT, ids=circuits), "avenues", AVENUE)
        for _, circuits in sorted(avenues.items())
    )
    inside = (
        Assignment(Target(Scope.ZONE, zone=zone), "centre" if zone in CENTRE else "districts", STREET)
        for zone in zones
    )
    rest = Assignment(Target(Scope.ALL), "districts", STREET)
    return LightingPlan(PROGRAMMES, CALENDARS, (*along, *inside, rest), HOLIDAYS, FLOORS)


def _avenues(lamps: Iterable[Device]) -> dict[str, tuple[str, ...]]:
    """The circuits that are mostly on avenues, by district."""
    circuits: dict[tuple[str, str], list[bool]] = {}
    for lamp in lamps:
        on_avenue = lamp.name.startswith(("Av.", COAST_AVENUE))
        circuits.setdefault((lamp.zone, lamp.parent), []).append(on_avenue)
    found: dict[str, tuple[str, ...]] = {}
    for (zone, cabinet), lit in sorted(circuits.items()):
        if cabinet and sum(lit) >= _MOSTLY * len(lit):
            found[zone] = (*found.get(zone, ()), cabinet)
    return found
