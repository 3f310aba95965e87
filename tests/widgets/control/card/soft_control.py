"""A hub without an engine that has a control desk: selections, signatures, orders, all in memory."""

from __future__ import annotations

import itertools
from dataclasses import fields, replace
from types import SimpleNamespace
from typing import Any

import numpy as np

from app.bridge.control import ControlBook
from app.bridge.views import EngineAway, LiveReading, Quality, Series
from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.commands import (
    Command,
    CommandChanged,
    CommandState,
    EndReason,
    Measured,
    Said,
    Source,
    Tag,
    TagChanged,
)
from app.domain.devices import Device, Liveness
from app.domain.interlocks import Condition, Interlock
from app.domain.lighting.plan import LightingPlan, PlanInForce
from app.domain.orders import Action, Order, Scope, Target
from app.domain.selections import Selection, SelectionChanged, SelectionState
from app.settings.actions import load_actions
from app.wire import control as wire
from app.wire.messages import Done
from tests.widgets.soft_access import PASSWORD
from tests.widgets.soft_hub import SoftColumns, SoftHub

VALVE, OTHER, PUMP, SIREN, CABINET, LAMP = "VAL-0338", "VAL-0351", "BOM-02", "SIR-07", "TAB-17", "LUM-9"
DEVICES = (
    Device(VALVE, "valve", "Av. Almirante Ruiz", -12.06, -77.12, "San Telmo", model="Mariposa DN 400"),
    Device(OTHER, "valve", "Jr. Olmos", -12.06, -77.12, "San Telmo", model="Mariposa DN 300"),
    Device(PUMP, "pump", "Estación La Ribera", -12.06, -77.12, "La Ribera", model="75 kW"),
    Device(SIREN, "siren", "Malecón", -12.06, -77.12, "El Malecón"),
    Device(CABINET, "cabinet", "Tablero Malecón", -12.06, -77.12, "El Malecón"),
    Device(LAMP, "luminaire", "Luminaria Malecón", -12.06, -77.12, "El Malecón"),
    Device("PRE-1", "pressure", "San Telmo", -12.06, -77.12, "San Telmo"),
)
CLOSE = Order(Action.SET_POSITION, 0.0, over_s=120.0)
DONE = Verdict(Outcome.APPLIED, 1)


def rules(**changes: Any) -> wire.ControlRules:
    usual = wire.ControlRules(
        30.0, 120.0, 0.3, ("valve.close",), 20, 0.0, "", 0.0, "America/Lima", -12.06, -77.12, False
    )
    return replace(usual, **changes)


def conditions(*unmet: Condition) -> tuple[Condition, ...]:
    """Those of closing a valve, all met but the ones that are given."""
    usual = (
        Condition(Interlock.DEVICE_LIVE, True, 2.0, 90.0, "s"),
        Condition(Interlock.CLOCK_PROVEN, True, 0.3, 2.0, "s"),
        Condition(Interlock.NOT_TAGGED, True),
        Condition(Interlock.REMOTE, True, "remote"),
        Condition(Interlock.NOT_RESERVED, True),
        Condition(Interlock.RIGHT_STATE, True, 100.0, 0.0, "%", may_override=True),
        Condition(Interlock.PRESSURE_BELOW, True, 4.1, 6.0, "bar", may_override=True),
        Condition(Interlock.SLOW_ENOUGH, True, 120.0, 90.0, "s", may_override=True),
        Condition(Interlock.OTHERS_IN_PLACE, True, 0.0, 2.0, "%", OTHER, may_override=True),
    )
    by_name = {one.interlock: one for one in unmet}
    return tuple(by_name.get(one.interlock, one) for one in usual)


NOT_CLOSED = Condition(Interlock.OTHERS_IN_PLACE, False, 43.0, 2.0, "%", OTHER, may_override=True)


class ControlColumns(SoftColumns):
    """`given` are readings by device, as (quantity, value, age in seconds)."""

    def __init__(self, hub: SoftControlHub) -> None:
        super().__init__(hub)
        self.given: dict[str, tuple[tuple[str, float | bool | str, float], ...]] = {
            VALVE: (("open_percentage", 100.0, 2.0), ("flow", 186.0, 2.0), ("pressure", 4.1, 2.0)),
            PUMP: (("power_state", True, 4.0), ("speed_percentage", 80.0, 4.0), ("flow", 212.0, 4.0)),
            SIREN: (("sounding", False, 41.0), ("battery_level", 88.0, 41.0)),
            CABINET: (("power_state", True, 8.0), ("voltage", 221.0, 8.0), ("intensity", 34.0, 8.0)),
        }
        self.asked: dict[str, float] = {VALVE: 100.0, PUMP: 80.0}
        self.in_force: dict[str, float] = {VALVE: 100.0, PUMP: 80.0}
        self.lost: set[str] = set()

    def devices(self) -> Any:
        shown = super().devices()
        ids = self._hub.devices.ids
        arrays = {each.name: getattr(shown, each.name) for each in fields(shown)}
        arrays["asked"] = np.array([self.asked.get(one, np.nan) for one in ids])
        arrays["in_force"] = np.array([self.in_force.get(one, np.nan) for one in ids])
        arrays["liveness"] = np.array([Liveness.LOST if one in self.lost else Liveness.FRESH for one in ids])
        return SimpleNamespace(**arrays)

    def readings(self, device_id: str) -> tuple[LiveReading, ...]:
        now = self._hub.now()
        old = device_id in self.lost
        return tuple(
            LiveReading(
                name,
                value,
                now - int(age * 1000),
                age + 840.0 * old,
                Quality.STALE if old else Quality.GOOD,
            )
            for name, value, age in self.given.get(device_id, ())
        )


class RunHistory:
    """A pump that runs the first half of every hour."""

    async def series(self, device: str, quantity: str, *, start_ms: int, end_ms: int, pixels: int) -> Series:
        times = np.arange(start_ms / 1000, end_ms / 1000, 60.0)
        mean = ((times - start_ms / 1000) % 3600 < 1800).astype(float)
        return Series(times, mean, mean, mean, 60.0, raw=False)


class SoftControlHub(SoftHub):
    """`told` are the acts that the desk was asked, without the reading of conditions; `verdict` overrides its
    next answers; `away` makes it silent."""

    def __init__(self, *, language: str = "en", operator: str = "r.quispe") -> None:
        super().__init__(devices=0, alarms=0, language=language)
        self._place(list(DEVICES))
        self.actions = load_actions(self.catalogue)
        self.columns = ControlColumns(self)
        self.history = RunHistory()
        self.control = ControlBook(self._ask_control)
        self._say = self.control.handlers()
        self._ids = itertools.count(1)
        self.told: list[Any] = []
        self.read: list[acts.ReadConditions] = []
        self.standing = conditions()
        self.needs_approval = True
        self.verdict: Verdict | None = None
        self.away = False
        self.accounts.sign_in(operator)
        self.load()

    def load(self, **changes: Any) -> None:
        self._say[wire.ControlRules](rules(**changes))
        self._say[wire.ControlSnapshot](
            wire.ControlSnapshot((), (), (), (), (), LightingPlan(), PlanInForce(()))
        )

    # What the engine says by itself

    def put_selection(self, selection: Selection) -> Selection:
        self._say[SelectionChanged](SelectionChanged(selection))
        return selection

    def change_selection(self, **changes: Any) -> Selection:
        """The one that there is."""
        (old,) = self.control.selections.values()
        return self.put_selection(replace(old, **{"version": old.version + 1, **changes}))

    def put_command(self, command: Command) -> Command:
        self._say[CommandChanged](CommandChanged(command, self.now()))
        return command

    def put_tag(self, device: str, tag: Tag | None) -> None:
        self._say[TagChanged](TagChanged(device, tag))

    def selection(self, **changes: Any) -> Selection:
        now = self.now()
        usual = Selection(
            f"s{next(self._ids)}",
            Target(Scope.DEVICE, "valve", (VALVE,)),
            CLOSE,
            self.operator,
            "sala-1",
            SelectionState.SELECTED,
            now - 6000,
            now + 24_000,
            (VALVE,),
            "rotura en Av. Libertad",
            needs_approval=self.needs_approval,
        )
        return replace(usual, **changes)

    def command(self, **changes: Any) -> Command:
        now = self.now()
        usual = Command(
            f"c{next(self._ids)}", VALVE, "valve", CLOSE, "r.quispe", "rotura", now - 90_000, now - 70_000
        )
        return replace(usual, **changes)

    # What it answers

    async def _ask_control(self, act: Any, limit_s: float = 10.0) -> Any:
        if self.away:
            raise EngineAway("The engine is not there.")
        if isinstance(act, acts.ReadConditions):
            self.read.append(act)
            spec = self.actions[act.target.kind, act.order.action]
            return wire.Conditions(self.standing, 1, (), spec.select, spec.select and self.needs_approval)
        self.told.append(act)
        if self.verdict is not None:
            return Done(self.verdict)
        return self._answer(act)

    def _answer(self, act: Any) -> object:
        match act:
            case acts.Select():
                made = self.selection(
                    target=act.target, order=act.order, devices=act.target.ids, reason=act.reason
                )
                return wire.Selected(DONE, self.put_selection(made), self.standing)
            case acts.Review():
                state = SelectionState.WAITING if self.needs_approval else SelectionState.SELECTED
                made = self.change_selection(
                    state=state,
                    reviewed_at=self.now(),
                    until=self.now() + 120_000,
                    needs_approval=self.needs_approval,
                )
                return wire.Selected(DONE, made, self.standing)
            case acts.SignHere() if act.password != PASSWORD:
                return Done(Verdict(Outcome.REFUSED, 0, Refusal.WRONG_PASSWORD))
            case acts.Sign() | acts.SignHere():
                who = act.approver if isinstance(act, acts.SignHere) else self.operator
                made = self.change_selection(
                    state=SelectionState.SIGNED, approver=who, signed_at=self.now(), overrides=act.overrides
                )
                return wire.Selected(DONE, made)
            case acts.Release():
                self.change_selection(state=SelectionState.RELEASED)
                return Done(DONE)
            case acts.Operate():
                made = self.change_selection(state=SelectionState.OPERATED)
                sent = self._send(made.devices[0], made.order, made.approver)
                return wire.Issued(DONE, sent.id)
            case acts.Command():
                return wire.Issued(DONE, self._send(act.target.ids[0], act.order, "").id)
        return Done(DONE)

    def _send(self, device: str, order: Order, approver: str) -> Command:
        kind = self.devices.get(device).kind
        return self.put_command(
            self.command(
                device=device,
                kind=kind,
                order=order,
                operator=self.operator,
                approver=approver,
                state=CommandState.SENT,
                issued=self.now(),
                sent_at=self.now(),
                tries=1,
            )
        )


def story(hub: SoftControlHub) -> None:
    """The orders of the design's picture: one confirmed, one stuck at 43 %, held by itself."""
    now = hub.now()
    at = now - 700_000
    hub.put_command(
        hub.command(
            id="c-a",
            issued=at,
            sent_at=at,
            accepted_at=at + 400,
            executing_at=at + 2100,
            done_at=at + 85_000,
            ended_at=at + 89_000,
            state=CommandState.CONFIRMED,
            approver="m.rojas",
            tries=1,
            measured=(Measured("open_percentage", 0.0, at + 88_000), Measured("flow", 0.0, at + 89_000)),
            life=(Said("sent", at), Said("accepted", at + 400), Said("confirmed", at + 89_000)),
        )
    )
    at = now - 400_000
    hub.put_command(
        hub.command(
            id="c-b",
            issued=at,
            sent_at=at,
            accepted_at=at + 500,
            executing_at=at + 2400,
            ended_at=at + 120_000,
            state=CommandState.TIMED_OUT,
            end=EndReason.NOT_FINISHED,
            approver="m.rojas",
            tries=1,
            measured=(Measured("open_percentage", 43.0, at + 119_000),),
        )
    )
    at = now - 270_000
    hub.put_command(
        hub.command(
            id="c-c",
            order=Order(Action.HOLD),
            source=Source.AUTOMATIC,
            cause="c-b",
            operator="",
            issued=at,
            sent_at=at,
            accepted_at=at + 300,
            done_at=at + 1200,
            ended_at=at + 3000,
            tries=1,
            state=CommandState.CONFIRMED,
            measured=(Measured("open_percentage", 43.0, at + 2900),),
        )
    )
    hub.put_command(
        hub.command(
            id="c-d",
            order=Order(Action.SET_POSITION, 100.0, 120.0),
            issued=now - 200_000,
            sent_at=now - 200_000,
            ended_at=now - 199_000,
            state=CommandState.REJECTED,
            tries=1,
            life=(Said("rejected", now - 199_000, "local"),),
        )
    )
