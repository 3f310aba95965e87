"""Bench `schedule`: a year of calendars for 50,000 lamps, and what a tick of the engine costs for them."""

from __future__ import annotations

import datetime as dt
import random
import time
import zoneinfo
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from app.bootstrap.bench import say
from app.control.plan_members import Lamp, Members
from app.control.plan_parts import PlanParts
from app.control.plan_runner import PlanRunner
from app.control.sun import SunTable
from app.demo.lighting_plan import CALENDARS, PROGRAMMES, lighting_plan
from app.domain.commands import Command, DeviceControl, Wanted
from app.domain.devices import Device
from app.domain.instant import Instant
from app.domain.lighting.nights import night
from app.domain.lighting.plan import Assignment, Calendar, LightingPlan
from app.domain.lighting.timeline import Timeline
from app.domain.orders import Action, Level, Scope, Target

LAMPS, QUICK_LAMPS = 50_000, 5_000
LAMPS_A_CIRCUIT = 50
PLAIN_LAMPS = 0.15
"""Share of the lamps that depend on this PC."""
ZONE = zoneinfo.ZoneInfo("America/Lima")
LAT, LON = -12.09, -77.08
FIRST = dt.date(2026, 1, 1)
DAYS = 365
SAMPLES = 300
RATE = 200.0
"""Orders a second."""
WARM_UP_S = 320
"""By then every lamp has what it needs."""
TICKS = 120

Levels = tuple[Level, ...] | None


def run(*, quick: bool) -> dict[str, Any]:
    lamps = _lamps(QUICK_LAMPS if quick else LAMPS)
    cases = {"plan_of_the_demo": lighting_plan(lamps), "a_calendar_for_each_circuit": _by_circuit(lamps)}
    return {
        "needed": {"resolve_s": 5.0},
        "lamps": len(lamps),
        "nights": DAYS,
        **{name: _resolve(name, plan, lamps) for name, plan in cases.items()},
        "engine": _ticks(cases["plan_of_the_demo"], lamps, TICKS // 4 if quick else TICKS),
    }


# A year


def _resolve(name: str, plan: LightingPlan, lamps: Sequence[Device]) -> dict[str, Any]:
    """From the devices and the plan to the levels of every lamp in every night, nothing known before."""
    say(f"{name}: {len(lamps):,} lamps, {len(plan.assignments)} assignments …")
    began, worked = time.perf_counter(), time.process_time()
    members = Members(plan, lamps, {})
    sorted_s = time.perf_counter() - began
    timeline = Timeline(plan, ZONE, SunTable(LAT, LON, ZONE))
    year: list[dict[str, Levels]] = []
    changes = 0
    sizes = [len(each) for each in members.by_assignment]
    for day in range(DAYS):
        date = FIRST + dt.timedelta(days=day)
        tonight = {one.id: timeline.night_of(one.id, date).levels for one in plan.calendars}
        year.append(tonight)
        changes += sum(
            size * len(tonight[each.calendar] or ())
            for size, each in zip(sizes, plan.assignments, strict=True)
        )
    taken, work = time.perf_counter() - began, time.process_time() - worked
    return {
        "assignments": len(plan.assignments),
        "calendars": len(plan.calendars),
        "resolve_s": round(taken, 3),
        "of_it_processor_s": round(work, 3),
        "of_it_sorting_lamps_s": round(sorted_s, 3),
        "lamp_nights": len(members.lamps) * DAYS,
        "level_changes": changes,
        "checked_lamp_nights": _check(plan, members, year),
    }


def _check(plan: LightingPlan, members: Members, year: list[dict[str, Levels]]) -> int:
    """Some lamps on some nights, each resolved by itself from the start: they must agree."""
    chance = random.Random(7)
    sun = SunTable(LAT, LON, ZONE)
    names = sorted(members.lamps)
    for _ in range(SAMPLES):
        lamp: Lamp = members.lamps[chance.choice(names)]
        day = chance.randrange(DAYS)
        calendar = plan.assignments[lamp.assignment].calendar
        alone = Timeline(plan, ZONE, sun).night_of(calendar, FIRST + dt.timedelta(days=day)).levels
        if alone != year[day][calendar]:
            raise RuntimeError(f"{lamp.device.id} on day {day} is not as resolved by itself")
    return SAMPLES


def _lamps(count: int) -> list[Device]:
    """A city of circuits in twenty districts."""
    chance = random.Random(3)
    made = []
    for number in range(count):
        circuit = number // LAMPS_A_CIRCUIT
        street = "Av. Libertad" if circuit % 6 == 0 else "Jr. Ancla"
        plain = chance.random() < PLAIN_LAMPS
        made.append(
            Device(
                f"LUM-{number:05d}",
                "luminaire",
                f"{street} {number}",
                lat=LAT + circuit / 1e4,
                lon=LON,
                zone=f"Distrito {circuit % 20:02d}",
                parent=f"TAB-{circuit:04d}",
                model="LED 92 W",
                capabilities=("dim",) if plain else ("dim", "programme", "until"),
            )
        )
    return made


def _by_circuit(lamps: Sequence[Device]) -> LightingPlan:
    """The worst that a plan can be: each circuit has a calendar to itself."""
    cabinets = sorted({lamp.parent for lamp in lamps})
    calendars = tuple(replace(CALENDARS[0], id=cabinet) for cabinet in cabinets)
    assignments = tuple(
        Assignment(Target(Scope.CIRCUIT, ids=(cabinet,)), cabinet, "street") for cabinet in cabinets
    )
    holidays = lighting_plan(()).holidays
    return LightingPlan(PROGRAMMES, _named(calendars), assignments, holidays)


def _named(calendars: Sequence[Calendar]) -> tuple[Calendar, ...]:
    return tuple(replace(one, name=one.id) for one in calendars)


# The engine's share


@dataclass(slots=True)
class _Desk:
    """Takes every order and says that it is in force, so that only the runner's own work is measured."""

    controls: dict[str, DeviceControl] = field(default_factory=dict)
    orders: int = 0

    def issue(self, wanted: Sequence[Wanted], _now: Instant) -> list[Command] | None:
        for each in wanted:
            known, order = self.control_of(each.device), each.order
            if order.action is Action.SET_PROGRAMME:
                known = replace(known, programme=order.programme, programme_until=order.levels[-1].at)
            else:
                known = replace(known, asked=order.value, in_force=order.value)
            self.set_control(known)
        self.orders += len(wanted)
        return []

    def is_busy(self, _device: str, _action: Action) -> bool:
        return False

    def control_of(self, device: str) -> DeviceControl:
        return self.controls.get(device) or DeviceControl(device)

    def set_control(self, control: DeviceControl) -> None:
        self.controls[control.device] = control


def _ticks(plan: LightingPlan, lamps: Sequence[Device], ticks: int) -> dict[str, Any]:
    """A tick a second from a minute before a step of every district on, with nothing else to do."""
    say(f"{ticks} ticks of the engine …")
    desk = _Desk()
    parts = PlanParts(
        zone=ZONE,
        position=(LAT, LON),
        devices=lambda: lamps,
        saved=dict,
        latest=lambda _device, _quantity: None,
        interval_s=lambda _device: 300.0,
        lost=lambda _device: False,
        dispatcher=desk,
        check=lambda _device, _order, _now: "",
        per_s=lambda: RATE,
    )
    runner = PlanRunner(parts)
    step = night(dt.date(2026, 3, 16), ZONE).start + 11 * 3_600_000
    wall = step - (WARM_UP_S + ticks // 2) * 1000
    began = time.perf_counter()
    runner.put(plan, Instant(0.0, wall))
    put_s = time.perf_counter() - began
    took = [
        _tick(runner, Instant(float(second), wall + second * 1000)) for second in range(WARM_UP_S + ticks)
    ]
    return {
        "orders_a_second": RATE,
        "orders": desk.orders,
        "put_in_force_s": round(put_s, 3),
        "handing_down": _spread(took[:WARM_UP_S]),
        "about_the_step": _spread(took[WARM_UP_S:]),
    }


def _tick(runner: PlanRunner, now: Instant) -> float:
    """Processor time, ms."""
    began = time.process_time()
    runner.tick(now)
    return (time.process_time() - began) * 1000.0


def _spread(took: list[float]) -> dict[str, float]:
    ordered = sorted(took)
    shares = {"median_ms": 0.5, "p95_ms": 0.95, "worst_ms": 1.0}
    return {
        name: round(ordered[min(len(ordered) - 1, int(len(ordered) * share))], 2)
        for name, share in shares.items()
    }
