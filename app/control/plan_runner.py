"""Carries the lighting plan out: tells lamps what they need to be told, no more, and a few at a time.

Runs on the engine's thread. Lamps whose aim changed are looked at first, then those that want their week of
levels; besides, all lamps are looked at once a minute, which finds what went wrong, came back or ended.
"""

from __future__ import annotations

import itertools
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from app.control.plan_courses import PlanCourses
from app.control.plan_lamps import Aim, Need, near, need_of, order_of, overridden
from app.control.plan_members import KEEPS, LUMINAIRE, Lamp, Members
from app.control.plan_parts import PlanParts
from app.domain.changes import Change, DeviceIntroduced, DeviceRetired
from app.domain.commands import ControlChanged, DeviceControl, Source, Wanted
from app.domain.devices import Device
from app.domain.instant import Instant
from app.domain.interlocks import Interlock
from app.domain.lighting.plan import LightingPlan, PlanInForce
from app.domain.orders import Action, Order, SavedGroupChanged

ROUND_S = 60.0
"""In this time every lamp is looked at."""
LOOKS = 1500
"""Lamps looked at in one tick at most."""
SORTED_AT_ONCE = 2000
"""Devices sorted into the plan in one tick."""
BATCH = 500
"""Orders in one transaction."""
REBUILD_S = 20.0
"""Devices that introduce themselves one by one are sorted into the plan together."""
TRY_AGAIN_S, LONGEST_WAIT_S = 120.0, 1800.0
KEEP_TRIES = 2
STUBBORN_S = 3600.0
"""A lamp that does not take its programme depends on this PC for so long."""
NOWHERE = frozenset({Interlock.LINK_UP, Interlock.STORE_OK})
"""Reasons that hold for every lamp."""


@dataclass(slots=True)
class _Tries:
    """How often a lamp was told the same in vain; `not_before` monotonic seconds."""

    what: tuple[Need, object]
    count: int
    not_before: float


@dataclass(slots=True)
class _Sorting:
    """Devices on their way into `members`; `moved` are the lamps that are other than `before`."""

    members: Members
    rest: Iterator[Device]
    before: Mapping[str, Lamp]
    moved: list[str] = field(default_factory=list)


class PlanRunner:
    def __init__(self, parts: PlanParts) -> None:
        self._parts = parts
        self._plan = LightingPlan()
        self._courses = PlanCourses(self._plan, parts)
        self._members = Members(self._plan, (), {})
        self._stale = True
        """The devices have changed since they were sorted into the plan."""
        self._sorted_at: float | None = None
        self._sorting: _Sorting | None = None
        self._due: OrderedDict[str, None] = OrderedDict()
        self._to_hand: OrderedDict[str, None] = OrderedDict()
        """Lamps that want their programme, in the order they were found."""
        self._round: Iterable[str] = iter(())
        self._tries: dict[str, _Tries] = {}
        self._stubborn: dict[str, float] = {}
        self._lost: set[str] = set()
        self._allowance = 0.0
        self._ticked: float | None = None
        self._news = False

    # -- asking --------------------------------------------------------------------------------------

    def put(self, plan: LightingPlan, now: Instant) -> None:
        """Follow this plan from now on; after a restart as well: lamps are told what holds at present, never
        what was missed. Of tens of thousands of lamps the last are reached in half a minute."""
        self._plan = plan
        self._courses = PlanCourses(plan, self._parts)
        self._due.clear()
        self._to_hand.clear()
        self._tries.clear()
        self._stubborn.clear()
        self._members = Members(plan, (), self._parts.saved())
        self._round = iter(())
        self._begin_to_sort(self._members, {}, now)
        self._sort_on()
        self._look_at_courses(now)
        self._news = True

    def in_force(self) -> PlanInForce:
        return self._courses.in_force()

    def take_news(self) -> list[PlanInForce]:
        """What is in force, when it is another than when this was last asked."""
        news, self._news = self._news, False
        return [self.in_force()] if news else []

    def resume(self, devices: Sequence[Device], *, operator: str, reason: str, now: Instant) -> list[Wanted]:
        """What gives up the override of these lamps: those that keep their programme go back to it, the
        others are sent its present level. Lamps that the plan wants nothing of are left out."""
        self._look_at_courses(now)
        wanted = []
        for device in devices:
            order = self._order_to_resume(device)
            if order is not None:
                own = order.action is Action.RESUME_PROGRAMME
                source = Source.OPERATOR if own else Source.PROGRAMME
                wanted.append(Wanted(device.id, device.kind, order, operator, reason, source))
        return wanted

    def _order_to_resume(self, device: Device) -> Order | None:
        if KEEPS in device.capabilities:
            return Order(Action.RESUME_PROGRAMME)
        lamp = self._members.lamps.get(device.id)
        aim = None if lamp is None else self._courses.aim(lamp.assignment)
        return None if aim is None else order_of(Need.LEVEL, aim, 0)

    # -- hearing -------------------------------------------------------------------------------------

    def follow(self, changes: Iterable[Change]) -> None:
        """What changed in the city, of all sorts: devices, saved groups, overrides that ended."""
        for change in changes:
            if isinstance(change, ControlChanged):
                control = change.control
                if not control.manual and control.asked is None and control.device in self._members.lamps:
                    self._due[control.device] = None
            elif isinstance(change, DeviceIntroduced | DeviceRetired | SavedGroupChanged):
                self._stale = True

    def tick(self, now: Instant) -> None:
        """Once a second."""
        lately = 0.0 <= now.monotonic - self._last_sorted() < REBUILD_S
        if self._stale and self._sorting is None and not lately:
            members = Members(self._plan, (), self._parts.saved())
            self._begin_to_sort(members, self._members.lamps, now)
        self._sort_on()
        self._look_at_courses(now)
        elapsed = 1.0 if self._ticked is None else max(0.0, now.monotonic - self._ticked)
        self._ticked = now.monotonic
        self._next_of_the_round(elapsed)
        rate = self._parts.per_s()
        self._allowance = min(max(rate, 1.0), self._allowance + rate * elapsed)
        self._send(self._to_send(now), now)

    def _last_sorted(self) -> float:
        return -REBUILD_S if self._sorted_at is None else self._sorted_at

    # -- who follows what ----------------------------------------------------------------------------

    def _begin_to_sort(self, members: Members, before: Mapping[str, Lamp], now: Instant) -> None:
        self._stale, self._sorted_at = False, now.monotonic
        self._sorting = _Sorting(members, iter(self._parts.devices()), before)

    def _sort_on(self) -> None:
        """A part at a time. Lamps that followed this plan before go on as they did until all are sorted."""
        sorting = self._sorting
        if sorting is None:
            return
        part = list(itertools.islice(sorting.rest, SORTED_AT_ONCE))
        lamps, before = sorting.members.add(part), sorting.before
        sorting.moved += [lamp.device.id for lamp in lamps if before.get(lamp.device.id) != lamp]
        if len(part) < SORTED_AT_ONCE:
            self._sorting = None
            self._take(sorting.members)
        if self._members is sorting.members:
            self._due.update(dict.fromkeys(sorting.moved))
            sorting.moved.clear()

    def _take(self, members: Members) -> None:
        """All are sorted."""
        self._members, lamps = members, members.lamps
        for kept in (self._due, self._to_hand, self._tries, self._stubborn):
            for name in [name for name in kept if name not in lamps]:
                del kept[name]
        self._lost &= lamps.keys()
        self._round = iter(())
        self._courses.forget_counts()

    def _look_at_courses(self, now: Instant) -> None:
        moved, news = self._courses.look(self._members, now)
        for assignment in moved:
            self._due.update(dict.fromkeys(self._members.by_assignment[assignment]))
        self._news = self._news or news

    def _next_of_the_round(self, elapsed: float) -> None:
        count = min(LOOKS, round(len(self._members.lamps) * min(elapsed, ROUND_S) / ROUND_S) + 1)
        names = list(itertools.islice(self._round, count))
        if not names:
            self._round = iter(tuple(self._members.lamps))
            names = list(itertools.islice(self._round, count))
        self._due.update(dict.fromkeys(names))

    # -- telling the lamps ---------------------------------------------------------------------------

    def _to_send(self, now: Instant) -> list[Wanted]:
        """As many orders as may go out now; levels before programmes."""
        wanted: list[Wanted] = []
        looks = LOOKS
        for queue, handing in ((self._due, False), (self._to_hand, True)):
            while queue and looks and len(wanted) < int(self._allowance):
                looks -= 1
                name, _ = queue.popitem(last=False)
                order = self._look(name, now, handing=handing)
                if order is None:
                    continue
                lamp = self._members.lamps[name]
                refusal = self._parts.check(lamp.device, order, now)
                if refusal in NOWHERE:
                    queue[name] = None
                    return wanted
                if not refusal:
                    wanted.append(self._wanted(lamp, order))
        return wanted

    def _wanted(self, lamp: Lamp, order: Order) -> Wanted:
        aim = self._courses.aim(lamp.assignment)
        cause = aim.cause if aim else ""
        return Wanted(lamp.device.id, LUMINAIRE, order, "", source=Source.PROGRAMME, cause=cause)

    def _look(self, name: str, now: Instant, *, handing: bool) -> Order | None:
        """What the lamp is to be told now, if anything."""
        lamp = self._lamp(name, now)
        aim = self._courses.aim(lamp.assignment)
        if aim is None:
            return None
        control = self._parts.dispatcher.control_of(name)
        lost = self._parts.lost(name)
        anew = name in self._lost and not lost
        if lost:
            self._lost.add(name)
        need = need_of(lamp, control, aim, now.wall, anew=anew, resumed=self._resumed(name, control))
        if need is Need.SHOW:
            self._show(lamp, control, aim, lost=lost)
        if lost or need in (Need.REST, Need.SHOW):
            return None
        if need is Need.KEEP and not handing:
            self._to_hand[name] = None
            return None
        return order_of(need, aim, now.wall) if self._may_try(name, need, aim, now) else None

    def _lamp(self, name: str, now: Instant) -> Lamp:
        """One that did not take its programme of late counts as one that cannot keep it."""
        lamp = self._members.lamps[name]
        until = self._stubborn.get(name)
        if until is None:
            return lamp
        if now.monotonic >= until:
            del self._stubborn[name]
            return lamp
        return replace(lamp, keeps=False)

    def _resumed(self, name: str, control: DeviceControl) -> bool:
        tries = self._tries.get(name)
        return tries is not None and tries.what[0] is Need.RESUME and not control.failed

    def _may_try(self, name: str, need: Need, aim: Aim, now: Instant) -> bool:
        """The first time at once; what did not help is tried again, ever more seldom. What is out already is
        left to its end unless it asks for something else."""
        tries, what = self._tries.get(name), _what(need, aim)
        known = tries is None or tries.what == what
        if known and self._parts.dispatcher.is_busy(name, order_of(need, aim, now.wall).action):
            return False
        if tries is None or tries.what != what:
            return True
        if now.monotonic < tries.not_before:
            return False
        if need is Need.KEEP and tries.count >= KEEP_TRIES:
            self._stubborn[name] = now.monotonic + STUBBORN_S
            self._due[name] = None
            return False
        return True

    def _show(self, lamp: Lamp, control: DeviceControl, aim: Aim, *, lost: bool) -> None:
        """A lamp that keeps its programme changes its level untold."""
        self._tries.pop(lamp.device.id, None)
        level = aim.own if lamp.keeps and not lamp.ends else aim.level
        leased = control.until is not None
        in_force = level if lamp.keeps and not lost and not leased else control.in_force
        if not (near(control.asked, level) and near(control.in_force, in_force)):
            self._parts.dispatcher.set_control(replace(control, asked=level, in_force=in_force))

    def _send(self, wanted: Sequence[Wanted], now: Instant) -> None:
        for first in range(0, len(wanted), BATCH):
            batch = wanted[first : first + BATCH]
            if self._parts.dispatcher.issue(batch, now) is None:
                self._due.update((each.device, None) for each in wanted[first:])
                return
            self._allowance -= len(batch)
            for each in batch:
                self._note(each, now)

    def _note(self, sent: Wanted, now: Instant) -> None:
        name, order = sent.device, sent.order
        lamp = self._members.lamps[name]
        aim = self._courses.aim(lamp.assignment)
        assert aim is not None, "it was told what its aim asks for"
        need = _need_behind(order)
        tries = self._tries.get(name)
        what = _what(need, aim)
        count = tries.count + 1 if tries is not None and tries.what == what else 1
        wait = min(TRY_AGAIN_S * 2.0 ** (count - 1), LONGEST_WAIT_S)
        self._tries[name] = _Tries(what, count, now.monotonic + wait)
        if need in (Need.KEEP, Need.LEVEL):
            self._lost.discard(name)
        if need is Need.LEASE:
            control = self._parts.dispatcher.control_of(name)
            if not overridden(control, now.wall):
                self._parts.dispatcher.set_control(replace(control, until=order.until))


def _need_behind(order: Order) -> Need:
    if order.action is Action.SET_PROGRAMME:
        return Need.KEEP
    if order.action is Action.RESUME_PROGRAMME:
        return Need.RESUME
    return Need.LEVEL if order.until is None else Need.LEASE


def _what(need: Need, aim: Aim) -> tuple[Need, object]:
    """What tells one try from another: a new level or a new week is worth a try at once."""
    if need is Need.KEEP:
        return need, (aim.programme, aim.keep[-1].at)
    return need, None if need is Need.RESUME else aim.level
