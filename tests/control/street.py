"""A street of lamps that obey, a control room that commands them, and the runner of a lighting plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

from app.control.plan_lamps import overridden
from app.control.plan_parts import PlanParts
from app.control.plan_runner import PlanRunner
from app.domain.changes import DeviceIntroduced
from app.domain.commands import Command, CommandChanged, Source
from app.domain.devices import Device, Reading
from app.domain.instant import Instant
from app.domain.lighting.plan import Beyond, InForce, LightingPlan, SensorRule
from app.domain.orders import Action, Level, Order
from tests.control.control_room import ControlRoom
from tests.domain.lighting.plans import LIMA, by_clock, plan_of

PUERTO_SERENO = (-12.09, -77.08)
EVENING = by_clock(("18:00", 100.0), ("23:00", 60.0), ("06:00", 0.0))
PLAN = plan_of(EVENING)
RAIN = SensorRule("rain", "Lluvia", "rain_gauge", "rainfall_rate", Beyond.ABOVE, 2.0, 90.0, device="PLU-01")


class Lamp:
    """What hangs on the pole: follows its programme where it keeps one, else holds the last level."""

    def __init__(self, device: Device) -> None:
        self.keeps = "programme" in device.capabilities
        self.ends = "until" in device.capabilities
        self.programme: tuple[Level, ...] = ()
        self.override: tuple[float, int | None] | None = None
        self.silent = False
        self.refuses: set[Action] = set()
        self.heard: list[Command] = []

    def level(self, wall: int) -> float:
        if self.override is not None:
            level, until = self.override
            if until is None or wall < until or not self.ends:
                return level
        passed = [each.level for each in self.programme if each.at <= wall]
        return passed[-1] if passed else 0.0

    def obey(self, order: Order) -> None:
        if order.action is Action.SET_LEVEL:
            assert order.value is not None
            self.override = (order.value, order.until)
        elif order.action is Action.RESUME_PROGRAMME:
            self.override = None
        else:
            self.programme = order.levels


class Street(ControlRoom):
    """`begins` is the local time in Lima at which it all starts."""

    def __init__(self, *devices: Device, begins: str = "2026-03-13T17:00", per_s: float = 50.0) -> None:
        self.devices = {device.id: device for device in devices}
        self.lamps = {name: Lamp(device) for name, device in self.devices.items()}
        self.readings: dict[tuple[str, str], tuple[float, float]] = {}
        self.refusals: dict[str, str] = {}
        """By device; under the empty name for all."""
        self.checked = 0
        self.overruled: list[str] = []
        """What the plan was about to tell lamps that an operator's override holds."""
        self.lost: set[str] = set()
        self.per_s = per_s
        self.position: tuple[float, float] | None = PUERTO_SERENO
        self.runner: PlanRunner | None = None
        super().__init__()
        self.interval_s = 300.0
        self.set_time(begins)
        self.link.on_publish = self._arrives
        self._arrived: list[Command] = []
        self.runner = self._make_runner()

    def _make_runner(self) -> PlanRunner:
        return PlanRunner(
            PlanParts(
                LIMA,
                self.position,
                self.devices.values,
                dict,
                self._latest,
                lambda _device: self.interval_s,
                self.lost.__contains__,
                self.desk,
                self._check,
                lambda: self.per_s,
            )
        )

    def _check(self, device: Device, order: Order, now: Instant) -> str:
        self.checked += 1
        if overridden(self.control(device.id), now.wall):
            self.overruled.append(f"{order.action} for {device.id}")
        return self.refusals.get(device.id, self.refusals.get("", ""))

    def _latest(self, device: str, quantity: str) -> Reading | None:
        found = self.readings.get((device, quantity))
        return Reading(device, quantity, found[0], self.now.wall, found[1]) if found else None

    def set_time(self, local: str) -> None:
        wall = round(dt.datetime.fromisoformat(local).replace(tzinfo=LIMA).timestamp() * 1000)
        self.wall_ahead_ms = wall - round(self.clock * 1000)

    # -- time --------------------------------------------------------------------------------------

    def put(self, plan: LightingPlan) -> None:
        assert self.runner is not None
        self.runner.put(plan, self.now)
        self.settle()

    def pass_time(self, seconds: float, step: float = 1.0) -> None:
        """Everything ticks every `step` seconds; lamps answer and report at the next."""
        end = self.clock + seconds
        while self.clock < end:
            self.clock = min(self.clock + step, end)
            self._report()
            self._answers()
            self.desk.tick(self.now)
            assert self.runner is not None
            self.runner.tick(self.now)
            self.settle()

    def until(self, local: str, step: float = 20.0) -> None:
        wall = round(dt.datetime.fromisoformat(local).replace(tzinfo=LIMA).timestamp() * 1000)
        assert wall > self.now.wall
        self.pass_time((wall - self.now.wall) / 1000.0, step)

    def restarted(self, *, away_s: float = 0.0) -> None:
        """The engine was killed, and starts again on what was stored."""
        self.restart(away_s=away_s)
        self.runner = self._make_runner()

    def settle(self) -> None:
        news = self.desk.take_news()
        self.events.extend(news.events)
        self.told.extend(change.command for change in news.changes if isinstance(change, CommandChanged))
        if self.runner is not None:
            self.runner.follow(news.changes)

    # -- lamps -------------------------------------------------------------------------------------

    def introduce(self, device: Device) -> None:
        self.devices[device.id] = device
        self.lamps[device.id] = Lamp(device)
        assert self.runner is not None
        self.runner.follow([DeviceIntroduced(device)])

    def _arrives(self, command: Command) -> None:
        lamp = self.lamps[command.device]
        if not lamp.silent:
            lamp.heard.append(command)
            self._arrived.append(command)

    def _answers(self) -> None:
        arrived, self._arrived = self._arrived, []
        for command in arrived:
            lamp = self.lamps[command.device]
            if command.order.action in lamp.refuses:
                self.say(command, "rejected")
                continue
            lamp.obey(command.order)
            self.say(command, "accepted", "done")

    def _report(self) -> None:
        """Every lamp whose readings matter now and that is there."""
        for name in sorted(self.desk.watched):
            if not self.lamps[name].silent:
                level = self.lamps[name].level(self.now.wall)
                self.read(name, illuminance_level=level, power_state=level > 0.0)

    def sense(self, device: str, quantity: str, value: float) -> None:
        self.readings[device, quantity] = (value, self.clock)

    def override(self, device: str, level: float, until: int | None = None) -> None:
        """An operator sets a lamp by hand."""
        self.order(Action.SET_LEVEL, device, "luminaire", value=level, until=until)
        self.pass_time(3)

    def level(self, device: str) -> float:
        return self.lamps[device].level(self.now.wall)

    def told_to(self, device: str) -> list[tuple[str, float | None]]:
        """What the plan told the lamp, as it arrived: action and value, each order once."""
        orders = {command.id: command for command in self.lamps[device].heard}.values()
        return [
            (str(command.order.action), command.order.value)
            for command in orders
            if command.source is Source.PROGRAMME
        ]

    def forget(self) -> None:
        for lamp in self.lamps.values():
            lamp.heard.clear()

    def entry(self, assignment: int = 0) -> InForce:
        assert self.runner is not None
        return self.runner.in_force().entries[assignment]


def lamp(name: str, *capabilities: str, **fields: Any) -> Device:
    return Device(name, "luminaire", name, capabilities=capabilities, **fields)


def keeper(name: str, **fields: Any) -> Device:
    """A lamp that keeps its programme and ends overrides by itself."""
    return lamp(name, "programme", "until", **fields)


def street(*devices: Device, **fields: Any) -> Street:
    """Where the plan is in force for a while; one lamp depends on this PC and one keeps its programme."""
    found = Street(*(devices or (lamp("L1"), keeper("K1"))), **fields)
    found.put(PLAN)
    found.pass_time(90)
    return found
