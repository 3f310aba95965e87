"""A hub without an engine whose city is lit: lamps, cabinets, a plan, and the answers of a control desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from app.bridge.control import ControlBook
from app.bridge.views import DeviceColumns, LiveReading, Quality, Series
from app.domain import control_acts as acts
from app.domain.acts import Outcome, Verdict
from app.domain.command_groups import CommandGroup, GroupChanged, GroupState, Skipped
from app.domain.devices import Device, Liveness
from app.domain.lighting.faults import LampCause
from app.domain.lighting.lamp_days import LampDay
from app.domain.lighting.nights import night_at
from app.domain.lighting.plan import (
    Ahead,
    Anchor,
    Assignment,
    Calendar,
    CalendarRule,
    InForce,
    LightingPlan,
    PlanChanged,
    PlanInForce,
    Programme,
    Step,
)
from app.domain.orders import Action, Order, SavedGroup, SavedGroupChanged, Scope, Target
from app.domain.selections import Selection, SelectionChanged, SelectionState
from app.wire import control as wire
from app.wire.columns import CONTROL_MANUAL, CONTROL_PENDING
from app.wire.messages import Done
from tests.widgets.soft_hub import SoftHub

HOUR_MS = 3_600_000
ZONE = ZoneInfo("America/Lima")
ZONES = (
    ("Malecón", 148),
    ("Av. Libertad", 186),
    ("Costanera norte", 164),
    ("Parque Central", 96),
    ("Puerto Viejo", 318),
    ("San Telmo", 402),
    ("Zona Franca", 241),
    ("Cerro Azul", 133),
)
DONE = Verdict(Outcome.APPLIED, 1)


class LitColumns:
    """Arrays that a test may write to; `touch` makes the next look see it."""

    def __init__(self, hub: LitHub) -> None:
        self._hub = hub
        found = [hub.devices.device_at(row) for row in range(len(hub.devices.ids))]
        size, codes = len(found), hub.catalogue.kind_codes()
        random_ = np.random.default_rng(3)
        self.heard = hub.now() - random_.integers(2_000, 9_000, size)
        self.columns = DeviceColumns(
            lon=np.array([one.lon for one in found]),
            lat=np.array([one.lat for one in found]),
            kind=np.array([codes[one.kind] for one in found], np.uint8),
            liveness=np.full(size, Liveness.FRESH, np.uint8),
            priority=np.zeros(size, np.uint8),
            unacknowledged=np.zeros(size, bool),
            quiet=np.zeros(size, np.uint8),
            heard=self.heard,
            primary=np.clip(80 + random_.normal(0, 1.2, size), 0, 100),
            asked=np.full(size, 80.0),
            in_force=np.full(size, 80.0),
            control=np.zeros(size, np.uint8),
            fault=np.zeros(size, np.uint8),
            cause=np.zeros(size, np.uint8),
        )
        self.voltage = 223.0

    def touch(self) -> None:
        """The tables have changed: a new object, as the real ones give."""
        self.columns = replace(self.columns)

    def devices(self) -> DeviceColumns:
        return self.columns

    def readings(self, device_id: str) -> tuple[LiveReading, ...]:
        now = self._hub.now()
        values = {
            "voltage": self.voltage, "intensity": 58.2, "active_power": 12_640.0, "power_factor": 0.94,
            "door_open": False, "energy_consumed": 48_212.4,
        }  # fmt: skip
        device = self._hub.devices.get(device_id)
        if device is None or device.kind != "cabinet":
            return ()
        return tuple(
            LiveReading(name, value, now - 4_000, 4.0, Quality.GOOD) for name, value in values.items()
        )

    def values(self, _quantity: str) -> np.ndarray:
        return np.full(self.columns.heard.size, np.nan)


class LitHistory:
    """Every lamp burnt at 80 % from half past eighteen to six in the morning."""

    def __init__(self, hub: LitHub) -> None:
        self._hub = hub
        self.read: list[tuple[str, int, int]] = []
        self.days_read: list[int] = []
        self.days: Callable[[int], list[LampDay]] = lambda _day: []

    async def series(self, device: str, quantity: str, *, start_ms: int, end_ms: int, pixels: int) -> Series:
        self.read.append((device, start_ms, end_ms))
        times = np.arange(start_ms / 1000, end_ms / 1000, 300.0)
        hours = (times / 3600 - 5) % 24
        mean = np.where((hours >= 18.5) | (hours < 6), 80.0 - (len(device) + ord(device[-1])) % 3, 0.0)
        return Series(times, mean, mean, mean, 0.0, raw=True)

    async def lamp_days(self, first_day: int, last_day: int, devices: Any = None) -> list[LampDay]:
        self.days_read.append(first_day)
        return [one for day in range(first_day, last_day + 1) for one in self.days(day)]

    def usual_days(self, day: int) -> list[LampDay]:
        lamps = [one for one in self._hub.devices if one.kind == "luminaire"]
        return [
            LampDay(
                one.id,
                day,
                86_400.0,
                43_000.0,
                (11.5 + place % 20 / 10) * 3600,
                700.0 + 20 * (day % 7),
                2 + place % 2,
            )
            for place, one in enumerate(lamps)
        ]


class LitHub(SoftHub):
    """`told` are the acts the desk was asked, in order; `verdict` overrides its next answers."""

    def __init__(self, *, zones: tuple[tuple[str, int], ...] = ZONES, language: str = "en") -> None:
        self._zones = zones
        super().__init__(devices=0, alarms=0, language=language)
        self.told: list[Any] = []
        self.verdict: Verdict | None = None
        self.skips: tuple[Skipped, ...] = ()
        self.needs_approval = False
        self.control = ControlBook(self._ask_control)
        self.columns = LitColumns(self)
        self.history = LitHistory(self)
        self.control._take_rules(rules())
        self.control.plan = plan()
        self.control.in_force = PlanInForce(tuple(in_force(self.now(), place) for place in range(2)))

    def _city(self, _count: int) -> list[Device]:
        made, number = [], 4400
        for place, (zone, count) in enumerate(self._zones):
            lat, lon = -12.06 - 0.005 * place, -77.12 + 0.006 * place
            cabinet = f"TAB-{10 + place}"
            made.append(Device(cabinet, "cabinet", f"Tablero {zone}", lat, lon, zone, simulated=True))
            for each in range(count):
                number += 1
                own = ("programme", "until") if each % 2 else ()
                made.append(
                    Device(
                        f"LUM-{number}",
                        "luminaire",
                        f"Luminaria {zone} {each}",
                        lat + each * 1e-5,
                        lon + each * 1e-5,
                        zone,
                        cabinet,
                        "LED 92 W",
                        own,
                        simulated=True,
                    )
                )
        return made

    def lamps(self, zone: str) -> list[int]:
        """Rows of the lamps of a district."""
        return [
            row
            for row, name in enumerate(self.devices.ids)
            if (one := self.devices.get(name)) is not None and one.kind == "luminaire" and one.zone == zone
        ]

    # What has happened

    def silence(self, rows: list[int], age_s: float = 840.0) -> None:
        self.columns.columns.liveness[rows] = Liveness.LOST
        self.columns.heard[rows] = self.now() - int(age_s * 1000)
        self.columns.touch()

    def set_manual(self, rows: list[int], level: float, measured: float) -> None:
        columns = self.columns.columns
        columns.control[rows] |= CONTROL_MANUAL
        columns.asked[rows], columns.in_force[rows] = level, level
        columns.primary[rows] = measured
        self.columns.touch()

    def set_pending(self, rows: list[int]) -> None:
        self.columns.columns.control[rows] |= CONTROL_PENDING
        self.columns.touch()

    def set_fault(self, row: int, fault: int, priority: int = 0, cause: LampCause = LampCause.NONE) -> None:
        self.columns.columns.cause[row] = tuple(LampCause).index(cause)
        self.columns.columns.fault[row], self.columns.columns.priority[row] = fault, priority
        self.columns.touch()

    def put_group(self, group: CommandGroup) -> None:
        self.control._take_group(GroupChanged(group))

    def put_saved(self, group: SavedGroup) -> None:
        self.control._take_saved(SavedGroupChanged(group.id, group))

    def put_plan(self, new: LightingPlan) -> None:
        self.control._take_plan(PlanChanged(new))

    def put_selection(self, selection: Selection) -> None:
        self.control._take_selection(SelectionChanged(selection))

    # The desk

    async def _ask_control(self, body: Any, limit_s: float = 10.0) -> Any:
        self.told.append(body)
        if self.verdict is not None:
            return Done(self.verdict)
        answer: dict[type, Callable[[Any], Any]] = {
            acts.Select: self._select,
            acts.Review: self._review,
            acts.Release: self._release,
            acts.Operate: self._operate,
            acts.ReadConditions: self._conditions,
            acts.Command: lambda _: wire.Issued(DONE, group="g1"),
            acts.LightUp: lambda _: wire.Issued(DONE, group="g1"),
            acts.RetryGroup: lambda _: wire.Issued(DONE, group="g2"),
        }
        return answer.get(type(body), lambda _: Done(DONE))(body)

    def _conditions(self, body: acts.ReadConditions) -> wire.Conditions:
        count = self._count(body.target)
        limit = self.control.rules.group_limit
        return wire.Conditions((), count, self.skips, count > limit, self.needs_approval)

    def _count(self, target: Target) -> int:
        lamps = [one for one in self.devices if one.kind == "luminaire"]
        match target.scope:
            case Scope.ZONE:
                return sum(one.zone == target.zone for one in lamps)
            case Scope.CIRCUIT:
                return sum(one.parent in target.ids for one in lamps)
            case Scope.ALL:
                return len(lamps)
        return len(target.ids)

    def _select(self, body: acts.Select) -> wire.Selected:
        devices = tuple(f"LUM-{n}" for n in range(self._count(body.target)))
        made = Selection(
            "s1", body.target, body.order, self.operator, "sala-1", SelectionState.SELECTED, self.now(),
            self.now() + 30_000, devices, body.reason, needs_approval=self.needs_approval,
        )  # fmt: skip
        self.put_selection(made)
        return wire.Selected(DONE, made)

    def _review(self, body: acts.Review) -> wire.Selected:
        before = self.control.selections[body.selection]
        state = SelectionState.WAITING if self.needs_approval else SelectionState.SELECTED
        now = replace(before, state=state, reviewed_at=self.now(), version=before.version + 1)
        self.put_selection(now)
        return wire.Selected(DONE, now)

    def _release(self, body: acts.Release) -> Done:
        gone = self.control.selections.get(body.selection)
        if gone is not None:
            self.put_selection(replace(gone, state=SelectionState.RELEASED))
        return Done(DONE)

    def _operate(self, body: acts.Operate) -> wire.Issued:
        gone = self.control.selections[body.selection]
        self.put_selection(replace(gone, state=SelectionState.OPERATED))
        return wire.Issued(DONE, group="g1")


def rules() -> wire.ControlRules:
    return wire.ControlRules(30, 120, 0.3, ("valve.close",), 150, 0.12, "S/", 0.21, "America/Lima", -12.07,
                             -77.1, on_3_1_1=False)  # fmt: skip


def plan() -> LightingPlan:
    long_night = Programme(
        "long", "Noche larga",
        (
            Step(Anchor.SUNSET, 5, 80.0), Step(Anchor.CLOCK, 23 * 60, 50.0),
            Step(Anchor.CLOCK, 4 * 60 + 30, 80.0), Step(Anchor.SUNRISE, 0, 0.0),
        ),
    )  # fmt: skip
    plain = Programme("work", "Laboral", (Step(Anchor.SUNSET, 0, 100.0), Step(Anchor.SUNRISE, 0, 0.0)))
    weekend = CalendarRule("r1", "Viernes y sábado", "long", weekdays=(4, 5))
    calendars = (Calendar("c1", "Ciudad", "work", (weekend,)), Calendar("c2", "Puerto", "work"))
    assignments = (
        Assignment(Target(Scope.ZONE, zone="Puerto Viejo"), "c2", "local"),
        Assignment(Target(Scope.ALL), "c1", "avenue"),
    )
    floors = (("avenue", 40.0), ("local", 20.0))
    return LightingPlan((long_night, plain), calendars, assignments, ("07-28",), floors, 3, "m.rojas", 0)


def in_force(now: int, place: int = 1) -> InForce:
    tonight = night_at(now, ZONE).date
    nights = (("long", "r1"),) * 2 + (("work", ""),) * 5
    ahead = tuple(
        Ahead((tonight + timedelta(n)).isoformat(), programme, rule)
        for n, (programme, rule) in enumerate(nights)
    )
    return InForce(
        place, "c1", "r1", "long", tonight.isoformat(), 80.0, now - HOUR_MS, next_at=now + 3 * HOUR_MS,
        next_level=50.0, sunset=now - 90 * 60_000, sunrise=now + 10 * HOUR_MS, lamps=1_600, on_this_pc=800,
        ahead=ahead,
    )  # fmt: skip


def command_group(now: int, **changes: Any) -> CommandGroup:
    made = CommandGroup(
        "g1", Target(Scope.ZONE, zone="Malecón"), Order(Action.SET_LEVEL, 60.0, 30.0, now + 3 * HOUR_MS),
        "r.quispe", "Evento", GroupState.RUNNING, now - 5_000, 148, sent=90, confirmed=60, failed=4,
        skipped=41, skips=(Skipped("device_live", 41, ("LUM-4405", "LUM-4410")),), per_s=50.0,
    )  # fmt: skip
    return replace(made, **changes)
