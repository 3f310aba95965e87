"""An engine's control desk to test with: real vault, accounts, sessions, gate, city, dispatcher and groups.

Soft are the ends alone: the link to the broker, the database of commands, the devices' clocks and the plan.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from app.control.dispatcher import Dispatcher, DispatcherParts
from app.control.groups import GroupParts, GroupRunner
from app.control.ids import CommandIds
from app.control.targets import resolve
from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Draft
from app.domain.commands import Command
from app.domain.devices import Device
from app.domain.instant import Instant
from app.domain.interlocks import Interlock
from app.domain.lighting.checking import validate
from app.domain.orders import Action, Order, Scope, Target
from app.domain.selections import SelectionChanged, SelectionState
from app.engine.access.front_desk import FrontDesk, FrontDeskParts
from app.engine.access.gate import Gate
from app.engine.city_acts import CityActs
from app.engine.control.desk import ControlDesk
from app.engine.control.facts import FactsParts
from app.engine.control.parts import ControlDeskParts
from app.engine.control.starts import PumpStarts
from app.settings.actions import load_actions
from app.settings.catalogue import load_catalogue
from app.wire import administration as admin
from app.wire import control as wire
from app.wire.frames import Ask
from tests.engine.access.scene import PASSWORDS, SoftLink
from tests.engine.control.devices import DEVICES, READINGS
from tests.engine.control.people import with_people
from tests.engine.control.soft_ends import Settings, SoftOutbox, SoftPlans, SoftStore
from tests.engine.workshop import Workshop

ACTIONS = load_actions(load_catalogue())
CLOSE = Order(Action.SET_POSITION, 0.0, over_s=120.0)
OPEN = Order(Action.SET_POSITION, 50.0, over_s=120.0)
DIM = Order(Action.SET_LEVEL, 45.0, over_s=30.0)


class ControlScene:
    """`ana` administers, `beto` supervises, `carla` is an engineer: she may operate valves, he may also sign
    and override."""

    def __init__(self, folder: Path) -> None:
        self.access = with_people(folder / "vault")
        self.shop = Workshop(folder / "columns")
        self.settings, self.outbox, self.store = Settings(), SoftOutbox(), SoftStore()
        self.plans = SoftPlans()
        self.offsets: dict[str, float | None] = {}
        self.foreign: set[str] = set()
        self.told: list[Any] = []
        self.marked: list[str] = []
        self._ids = itertools.count(1)
        self.starts = PumpStarts(self.shop.city.parts)
        new_id = CommandIds()
        self.dispatcher = Dispatcher(
            DispatcherParts(
                ACTIONS,
                self.outbox,
                self.store,
                clock=lambda: self.now,
                offset_s=self._offset,
                interval_s=lambda _device: 60.0,
                new_id=new_id,
                check=self._check,
            )
        )
        self.groups = GroupRunner(
            GroupParts(
                self.dispatcher,
                self.store,
                new_id,
                per_s=lambda: 1000.0,
                device=self.device,
                check=lambda device, order, now: self.desk.check(device, order, now),
                monotonic=lambda: self.now.monotonic,
            )
        )
        self.desk = ControlDesk(self._desk_parts(new_id))
        self.front = FrontDesk(self._front_parts())
        for device in DEVICES:
            self.introduce(device)
            self.report(device)

    def _desk_parts(self, new_id: CommandIds) -> ControlDeskParts:
        access, book = self.access, self.access.book
        return ControlDeskParts(
            actions=ACTIONS,
            rules=lambda: self.settings,
            trail=access.vault,
            errands=access.worker,
            store=self.store,
            dispatcher=self.dispatcher,
            groups=self.groups,
            plans=self.plans,
            plan_faults=validate,
            facts=self.facts_parts(),
            device=self.device,
            resolve=lambda target, saved: resolve(
                target, [device for _, device in self.shop.city.parts.devices.placed()], saved
            ),
            accounts=access.accounts,
            factor_for=lambda: access.rules.second_factor_for,
            session_of=book.session_of,
            elsewhere=book.elsewhere,
            revision=book.revision,
            answer=access.parts.answer,
            tell=self.told.extend,
            marked=self._mark,
            new_id=new_id,
            now=lambda: self.now,
        )

    def facts_parts(self) -> FactsParts:
        return FactsParts(
            city=self.shop.city.parts,
            network=lambda: self.settings,
            late_after=lambda: 2.0,
            offset_s=self._offset,
            offsets=self._offsets_of,
            foreign=lambda device: device in self.foreign,
            link_up=lambda: self.outbox.up,
            store_ok=lambda: self.store.healthy,
            is_busy=self.dispatcher.is_busy,
            control_of=self.dispatcher.control_of,
            starts=self.starts.count,
        )

    def _front_parts(self) -> FrontDeskParts:
        access = self.access
        return FrontDeskParts(
            gate=Gate(self.device, access.accounts.roles, lambda: access.rules.second_factor_for),
            trail=access.vault,
            doing=CityActs(self.shop.city, None, None, None),  # type: ignore[arg-type]  # no alarm is touched here
            session_of=access.book.session_of,
            answer=access.parts.answer,
            open=access.reception.handlers(),
            guarded={**access.administration.handlers(), **self.desk.handlers()},
            joined=access.book.joined,
            left=self._left,
            each_second=(),
            stop=lambda _reason: None,
            now=lambda: self.now,
        )

    def _left(self, link: SoftLink) -> None:
        self.access.reception.left(link)
        self.desk.left(link)

    def _offset(self, device: str) -> float | None:
        return self.offsets.get(device, 0.2)

    def _offsets_of(self, rows: NDArray[np.intp]) -> NDArray[np.float64]:
        devices = (self.shop.city.parts.devices.at(row) if row >= 0 else None for row in rows)
        found = [None if device is None else self._offset(device.id) for device in devices]
        return np.array(found, dtype=np.float64)

    def _check(self, device: str, order: Order, now: Instant) -> str:
        known = self.device(device)
        assert known is not None
        return self.desk.check(known, order, now)

    def _mark(self, devices: Iterable[str]) -> None:
        """As the assembly does."""
        named = list(devices)
        self.marked += named
        tagged = self.desk.tagged & set(named)
        self.dispatcher.hold_back(tagged, Interlock.NOT_TAGGED, self.now)

    # -- time ----------------------------------------------------------------------------------------

    @property
    def now(self) -> Instant:
        return self.access.now

    def pass_time(self, seconds: float, *, heard: bool = True) -> None:
        """In steps of a tick's length where it matters; the devices go on reporting."""
        self.access.at += seconds
        self.shop.at = self.access.at
        if heard:
            for device in DEVICES:
                self.report(device)
        self.tick()

    def tick(self) -> None:
        self.groups.tick(self.now)
        self.dispatcher.tick(self.now)
        self.desk.each_tick(self.now)
        self.follow()

    def follow(self) -> None:
        """As the facade does."""
        news = self.dispatcher.take_news()
        self.groups.follow(news.changes, self.now)
        commands = [change.command for change in news.changes if hasattr(change, "command")]
        groups = [item.group for item in self.groups.take_news()]
        self.desk.ended([one for one in commands if one.ended], groups, self.now)

    # -- devices -------------------------------------------------------------------------------------

    def device(self, device: str) -> Device | None:
        return self.shop.city.parts.devices.get(device)

    def introduce(self, device: str) -> None:
        kind, zone, model = DEVICES[device]
        body = f'{{"name":"{device}","lat":-12.09,"lon":-77.08,"zone":"{zone}","model":"{model}"}}'
        self._take(f"{kind}/{device}/config", body)

    def report(self, device: str, readings: str = "") -> None:
        kind = DEVICES[device][0]
        body = f'{{"ts":{self.now.wall},{readings or READINGS[kind]}}}'
        self._take(f"{kind}/{device}/telemetry", body)

    def retire(self, device: str) -> None:
        self._take(f"{DEVICES[device][0]}/{device}/config", "")

    def _take(self, topic: str, body: str) -> None:
        self.shop.city.take([self.shop.arrival(topic, body)], self.now)

    def say(self, command: Command, state: str) -> None:
        self.dispatcher.reply(command.device, command.id, state, self.now.wall, "", self.now)
        self.follow()

    def show(self, device: str, **values: float | bool) -> None:
        """A live reading as it comes to the dispatcher."""
        now = self.now
        self.dispatcher.reading(device, now.wall - 200, values, now.monotonic, now)
        self.follow()

    # -- people --------------------------------------------------------------------------------------

    def staff(self) -> tuple[SoftLink, SoftLink, SoftLink]:
        """The consoles of the administrator, the engineer and the supervisor."""
        desks = self.access.desk("sala-1/1"), self.access.desk("sala-1/2"), self.access.desk("sala-1/3")
        for link, who in zip(desks, ("ana", "carla", "beto"), strict=True):
            assert self.access.sign_in(link, who).session is not None
        return desks

    def narrow(self, link: SoftLink, who: str, **changes: object) -> None:
        """The administrator changes an account."""
        known = self.access.accounts.operator(who)
        assert known is not None
        answer = self.ask(link, admin.ChangeOperator(replace(known, **changes)))
        assert answer.verdict.outcome is Outcome.APPLIED, answer

    def start(self, link: SoftLink, body: object) -> int:
        """Through the front door; a password in it is not proved yet."""
        id_ = 1_000_000 + next(self._ids)
        session = self.access.book.session_of(link)
        self.front.asked(link, Ask(id_, "" if session is None else session.operator, body))
        self.follow()
        return id_

    def ask(self, link: SoftLink, body: object) -> Any:
        id_ = self.start(link, body)
        self.access.worker.drain()
        return link.answers[id_]

    # -- acts ----------------------------------------------------------------------------------------

    def select(
        self, link: SoftLink, device: str = "VLV-1", order: Order = CLOSE, reason: str = "burst main"
    ) -> wire.Selected:
        target = Target(Scope.DEVICE, DEVICES[device][0], (device,))
        return self.ask(link, acts.Select(target, order, reason, "INC-0417"))

    def review(self, link: SoftLink, held: wire.Selected) -> wire.Selected:
        assert held.selection is not None
        return self.ask(link, acts.Review(held.selection.id, held.selection.version))

    def sign(self, link: SoftLink, held: wire.Selected, *overrides: str, reason: str = "") -> wire.Selected:
        assert held.selection is not None
        act = acts.Sign(held.selection.id, held.selection.version, overrides, reason)
        return self.ask(link, act)

    def sign_here(
        self, link: SoftLink, held: wire.Selected, approver: str = "beto", password: str = ""
    ) -> acts.SignHere:
        assert held.selection is not None
        given = password or PASSWORDS[approver]
        return acts.SignHere(held.selection.id, held.selection.version, approver, given)

    def operate(self, link: SoftLink, held: wire.Selected, *overrides: str, reason: str = "") -> wire.Issued:
        assert held.selection is not None
        return self.ask(link, acts.Operate(held.selection.id, held.selection.version, overrides, reason))

    def command(self, link: SoftLink, target: Target, order: Order = DIM) -> wire.Issued:
        return self.ask(link, acts.Command(target, order))

    # -- what can be seen ----------------------------------------------------------------------------

    def trail(self, act: str = "") -> list[Draft]:
        return self.access.trail(act)

    @property
    def selections(self) -> list[str]:
        """The states of selections as consoles were told them."""
        return [str(one.selection.state) for one in self.told if isinstance(one, SelectionChanged)]

    def close(self) -> None:
        self.access.close()
        self.shop.close()


def lamps(*numbers: int) -> Target:
    return Target(Scope.DEVICES, "luminaire", tuple(f"LUM-{number}" for number in numbers))


def refusal(answer: Any) -> Refusal | None:
    verdict: Verdict = answer.verdict
    return verdict.refusal


def signed(
    scene: ControlScene, engineer: SoftLink, supervisor: SoftLink, *overrides: str, reason: str = ""
) -> wire.Selected:
    """VLV-1 selected to be closed, reviewed by the one and signed by the other."""
    waiting = scene.review(engineer, scene.select(engineer))
    assert waiting.selection is not None
    assert waiting.selection.state is SelectionState.WAITING, waiting
    done = scene.sign(supervisor, waiting, *overrides, reason=reason)
    assert done.verdict.outcome is Outcome.APPLIED, done
    return done
