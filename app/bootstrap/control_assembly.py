"""Puts control together once the city stands and somebody can be signed in: desk, groups, plan and lamps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.bootstrap.city_clock import city_days, city_zone, daylight, position
from app.bootstrap.control_parts import (
    LateCity,
    StoreGlance,
    WayOut,
    commands_of,
    control_rules,
    latest_reading,
)
from app.bootstrap.guarded import Guarded
from app.bootstrap.installation_settings import InstallationSettings
from app.control.groups import GroupParts, GroupRunner
from app.control.plan_parts import PlanParts
from app.control.plan_runner import PlanRunner
from app.control.targets import resolve
from app.domain.commands import Command, CommandState, Measured
from app.domain.devices import Device, Event, Liveness
from app.domain.instant import Instant
from app.domain.interlocks import Interlock
from app.domain.lighting.checking import validate
from app.domain.orders import Action, Order, SavedGroupChanged
from app.engine.access.errands import Errands
from app.engine.access.sessions import SessionBook
from app.engine.city import City
from app.engine.consoles import Consoles
from app.engine.control.control import Control, ControlParts
from app.engine.control.desk import ControlDesk
from app.engine.control.facts import FactsParts
from app.engine.control.marks import ControlMarks
from app.engine.control.parts import ControlDeskParts
from app.engine.control.starts import PumpStarts
from app.engine.lighting.lamps import Lamps
from app.feed.messages import Reject
from app.store.control_reading import RestoredControl
from app.store.journal import Journal


@dataclass(frozen=True, slots=True)
class AssemblyPlan:
    """What control is joined from. In `store` the commands of groups of before this start are read."""

    way: WayOut
    late: LateCity
    city: City
    settings: InstallationSettings
    guards: Guarded
    journal: Journal
    consoles: Consoles
    restored: RestoredControl
    store: Path
    now: Callable[[], Instant]


class ControlAssembly:
    """`desk` first, then `control`. Engine's thread."""

    def __init__(self, plan: AssemblyPlan) -> None:
        self._plan = plan
        parts = plan.city.parts
        self._marks = ControlMarks(parts.devices)
        self._starts = PumpStarts(parts)
        self._groups = self._make_groups()
        self._plans = self._make_plans()
        self._desk: ControlDesk | None = None

    def desk(self, book: SessionBook, proving: Errands) -> ControlDesk:
        """The desk, restored; `book` tells who sits where, `proving` is the lane for passwords."""
        plan = self._plan
        self._desk = ControlDesk(
            ControlDeskParts(
                actions=plan.way.actions,
                rules=lambda: plan.settings.now.control,
                trail=plan.guards.vault,
                errands=proving,
                store=plan.way.store,
                dispatcher=plan.way.dispatcher,
                groups=self._groups,
                plans=self._plans,
                plan_faults=validate,
                facts=self._facts(),
                device=plan.city.parts.devices.get,
                resolve=lambda target, saved: resolve(target, self._devices_of(target.kind), saved),
                accounts=plan.guards.accounts,
                factor_for=lambda: plan.settings.now.security.second_factor_for,
                session_of=book.session_of,
                elsewhere=book.elsewhere,
                revision=book.revision,
                answer=plan.consoles.answer,
                tell=self._tell,
                marked=self._mark,
                new_id=plan.way.new_id,
                now=plan.now,
            )
        )
        plan.late.weigh = self._desk.check
        self._restore(self._desk)
        return self._desk

    def control(
        self,
        judge: Callable[[list[Event]], None],
        refuse: Callable[[list[Reject]], None],
        follow: Callable[[Sequence[object]], None],
    ) -> Control:
        """All of it, at work from the first tick on. `follow` hears what consoles are told of commands."""
        plan, desk = self._plan, self._desk
        assert desk is not None
        settings = plan.settings.now
        lamps = Lamps(
            plan.city.parts,
            daylight=daylight(settings),
            day_of=city_days(settings),
            append=plan.way.store.append,
        )
        lamps.restore(plan.restored.lamp_days)

        def tell(news: Sequence[object]) -> None:
            plan.consoles.tell(news)
            follow(news)

        return Control(
            ControlParts(
                dispatcher=plan.way.dispatcher,
                groups=self._groups,
                plans=self._plans,
                desk=desk,
                lamps=lamps,
                marks=self._marks,
                starts=self._starts,
                rules=lambda: control_rules(plan.settings.now, version5=plan.way.outbox.version5),
                tell=tell,
                judge=judge,
                refuse=refuse,
                now=plan.now,
            ),
            (*plan.restored.recent, *plan.restored.out),
        )

    def _restore(self, desk: ControlDesk) -> None:
        """What the store remembers; nothing of it is sent again."""
        plan, restored, now = self._plan, self._plan.restored, self._plan.now()
        plan.way.dispatcher.restore((*restored.failed, *restored.out), restored.controls, now)
        desk.restore(restored.tags, restored.saved, restored.plan)
        self._plans.put(restored.plan, now)
        self._starts.restore(_starts_in(restored.recent, now), now)
        self._groups.restore(restored.groups, lambda group: commands_of(plan.store, group), now)
        for control in restored.controls:
            self._marks.note_control(control)
        for command in restored.out:
            self._marks.note_command(command)
        self._mark([tag.device for tag in restored.tags])

    def _tell(self, news: Sequence[object]) -> None:
        """Saved groups are a part of what the plan is for."""
        self._plans.follow([each for each in news if isinstance(each, SavedGroupChanged)])
        self._plan.consoles.tell(news)

    def _mark(self, devices: Iterable[str]) -> None:
        """Of these the tag or the reservation is another; a tag holds for what waits already, too."""
        assert self._desk is not None
        named = list(devices)
        tagged = self._desk.tagged & set(named)
        if tagged:
            self._plan.way.dispatcher.hold_back(tagged, Interlock.NOT_TAGGED, self._plan.now())
        self._marks.note_held(named, self._desk.tagged, self._desk.selected)

    def _check(self, device: Device, order: Order, now: Instant) -> str:
        assert self._desk is not None
        return self._desk.check(device, order, now)

    def _devices_of(self, kind: str) -> list[Device]:
        return [device for _, device in self._plan.city.parts.devices.placed_of(kind)]

    def _facts(self) -> FactsParts:
        plan = self._plan
        return FactsParts(
            city=plan.city.parts,
            network=lambda: plan.settings.now.control,
            late_after=lambda: plan.settings.now.liveness.late_after,
            offset_s=plan.late.offset_s,
            offsets=plan.city.parts.clocks.offsets,
            foreign=lambda device: device in plan.city.parts.foreign,
            link_up=lambda: plan.way.outbox.up,
            store_ok=StoreGlance(plan.journal, plan.now),
            is_busy=plan.way.dispatcher.is_busy,
            control_of=plan.way.dispatcher.control_of,
            starts=self._starts.count,
        )

    def _make_groups(self) -> GroupRunner:
        plan = self._plan
        return GroupRunner(
            GroupParts(
                dispatcher=plan.way.dispatcher,
                store=plan.way.store,
                new_id=plan.way.new_id,
                per_s=lambda: plan.settings.now.control.wave_per_second,
                device=plan.city.parts.devices.get,
                check=self._check,
                measured=self._measured,
            )
        )

    def _measured(self, device: str) -> tuple[Measured, ...]:
        assert self._desk is not None
        return self._desk.measured(device)

    def _make_plans(self) -> PlanRunner:
        plan, parts = self._plan, self._plan.city.parts
        settings = plan.settings.now
        return PlanRunner(
            PlanParts(
                zone=city_zone(settings),
                position=position(settings),
                devices=lambda: [device for _, device in parts.devices.placed()],
                saved=lambda: self._desk.saved_by_id if self._desk is not None else {},
                latest=lambda device, quantity: latest_reading(parts, device, quantity),
                interval_s=plan.late.interval_s,
                lost=self._is_lost,
                dispatcher=plan.way.dispatcher,
                check=self._check,
                per_s=lambda: plan.settings.now.control.wave_per_second,
            )
        )

    def _is_lost(self, device: str) -> bool:
        """Heard in this run, and then fallen silent."""
        parts = self._plan.city.parts
        row = parts.devices.row(device)
        if row is None:
            return False
        staging = parts.devices.table.staging
        heard = float(staging["heard"][row])
        return heard == heard and int(staging["liveness"][row]) == Liveness.LOST  # noqa: PLR0124


def _starts_in(commands: Iterable[Command], now: Instant) -> Iterator[tuple[str, float]]:
    """Starts of pumps that were confirmed before this run: pump and age in seconds."""
    for one in commands:
        if one.kind == "pump" and one.order.action is Action.START and one.state is CommandState.CONFIRMED:
            yield one.device, (now.wall - one.sent_at) / 1000.0
