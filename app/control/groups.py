"""Orders for many devices: in waves with a limit per second, followed to the end, stopped at any moment."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from app.control.group_course import GroupCourse
from app.control.plan_runner import NOWHERE
from app.control.ports import CommandStore
from app.domain.changes import Change
from app.domain.command_groups import CommandGroup, GroupChanged, GroupState, Skipped
from app.domain.commands import Command, CommandChanged, EndReason, Measured, Wanted
from app.domain.devices import Device
from app.domain.instant import Instant
from app.domain.interlocks import Interlock
from app.domain.orders import Order, Target

LONGEST_TURN_S = 0.25
"""What was not sent in an earlier turn is not made up beyond this."""
TOLD_S = 0.2
"""Between two news of the same group."""
SHARE = 0.5
"""Of the engine's time that waves may take: what devices answer has to be heard as well."""
LEAST_AT_ONCE = 20
"""However long a wave takes; most of that is the database's then."""
UNANSWERED_S = 5.0
"""How many seconds' worth of commands may wait for an answer before no more is sent."""
CHECKED_AT_ONCE = 500
"""Devices of a turn that are looked at, sent to or not."""
ONE_BY_ONE = frozenset({"valve", "pump"})
"""Kinds whose devices are weighed by what their neighbours are told: one goes out before the next is looked
at, so that no two are each let go because of the other."""
KEPT = 20
"""Groups that are over, and can still be tried again."""


class GroupWanted(Protocol):
    """An order for many, decided by somebody who may."""

    @property
    def target(self) -> Target: ...
    @property
    def order(self) -> Order: ...
    @property
    def operator(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def approver(self) -> str: ...
    @property
    def incident(self) -> str: ...


class Dispatching(Protocol):
    """What a group needs of the dispatcher."""

    def issue(self, wanted: Sequence[Wanted], now: Instant) -> list[Command] | None: ...

    def cancel(self, command: str, end: EndReason, now: Instant) -> bool: ...


@dataclass(frozen=True, slots=True)
class GroupParts:
    """`per_s`: how many commands of all groups together may go out in a second; `device`: as it is known
    now, None when it is gone; `check`: why a device is left out, asked again when its turn comes, or empty;
    `measured`: what is measured of a device now; `monotonic`: by which the waves' own work is timed."""

    dispatcher: Dispatching
    store: CommandStore
    new_id: Callable[[Instant], str]
    per_s: Callable[[], float]
    device: Callable[[str], Device | None]
    check: Callable[[Device, Order, Instant], str]
    measured: Callable[[str], tuple[Measured, ...]] = lambda _device: ()
    monotonic: Callable[[], float] = time.monotonic


class GroupRunner:
    """Engine's thread. `tick` comes 4 to 20 times a second, `follow` with all news of the dispatcher."""

    def __init__(self, parts: GroupParts) -> None:
        self._parts = parts
        self._courses: dict[str, GroupCourse] = {}
        self._allowance = 0.0
        self._ticked: float | None = None
        self._cost_s = 0.0005
        """What one command of a wave took of late."""
        self._waved: float | None = None
        self._took_s = 0.0
        """When waves went out last, by the ticks' clock, and what they took together."""
        self._served = 0
        """Waves so far: who has waited longest comes first."""
        self._news: list[GroupChanged] = []
        self._commands_of: Callable[[str], Iterable[Command]] = lambda _group: ()
        self._unread: set[str] = set()
        """Groups that were over before a restart: their commands are read when they are tried again."""

    def get(self, group: str) -> CommandGroup | None:
        course = self._courses.get(group)
        return None if course is None else course.group

    def all(self) -> tuple[CommandGroup, ...]:
        """Those that are not over, and the last others; oldest first."""
        return tuple(course.group for course in self._courses.values())

    # -- asking --------------------------------------------------------------------------------------

    def start(
        self, wanted: GroupWanted, devices: Sequence[Device], skips: Sequence[Skipped], now: Instant
    ) -> CommandGroup | None:
        """`skips` are left out from the beginning, besides `devices`. None: it could not be stored, and
        nothing is sent."""
        skipped = sum(skip.count for skip in skips)
        group = CommandGroup(
            id=self._parts.new_id(now),
            target=wanted.target,
            order=wanted.order,
            operator=wanted.operator,
            reason=wanted.reason,
            state=GroupState.RUNNING,
            started=now.wall,
            total=len(devices) + skipped,
            skipped=skipped,
            skips=tuple(skips),
            approver=wanted.approver,
            incident=wanted.incident,
            per_s=self._parts.per_s(),
            version=0,
        )
        return self._begin(group, [device.id for device in devices], now)

    def stop(self, group: str, by: str, now: Instant) -> bool:
        """Nothing more of it is sent; False when nothing waited any more."""
        course = self._courses.get(group)
        if course is None or not course.sending:
            return False
        course.stop(by)
        for command in tuple(course.waiting):
            self._parts.dispatcher.cancel(command, EndReason.STOPPED, now)
        self._tell_due(now)
        return True

    def failed(self, group: str) -> tuple[str, ...]:
        """Its devices that failed so far and were not tried again; none while it is not read."""
        course = self._courses.get(group)
        return () if course is None else tuple(course.failed)

    def reader(self, group: str) -> Callable[[], GroupCourse] | None:
        """What reads the commands of a group of before a restart, on another thread; `recall` takes what it
        read. None where all is known. The work raises what the store raises."""
        course = self._courses.get(group)
        if course is None or group not in self._unread:
            return None
        known, commands_of = course.group, self._commands_of

        def read() -> GroupCourse:
            course = GroupCourse(known, ())
            course.recall(commands_of(known.id))
            return course

        return read

    def recall(self, read: GroupCourse) -> None:
        """What became of the devices of a group of before a restart."""
        if read.group.id in self._unread:
            self._unread.remove(read.group.id)
            self._courses[read.group.id] = read

    def retry(self, group: str, operator: str, now: Instant) -> CommandGroup | None:
        """Those that failed so far, once; None when there are none, the order's own end is over, or it could
        not be stored."""
        course = self._courses.get(group)
        if course is None or not course.failed:
            return None
        before = course.group
        if before.order.until is not None and before.order.until <= now.wall:
            return None
        again = CommandGroup(
            id=self._parts.new_id(now),
            target=before.target,
            order=before.order,
            operator=operator,
            reason=before.reason,
            state=GroupState.RUNNING,
            started=now.wall,
            total=len(course.failed),
            retry_of=before.id,
            incident=before.incident,
            per_s=self._parts.per_s(),
            version=0,
        )
        begun = self._begin(again, course.failed, now)
        if begun is not None:
            course.failed = []
        return begun

    def _begin(self, group: CommandGroup, devices: Sequence[str], now: Instant) -> CommandGroup | None:
        course = GroupCourse(group, devices)
        told = GroupChanged(course.tell(now))
        if not self._parts.store.commit([told]):
            return None
        self._courses[group.id] = course
        self._news.append(told)
        self._forget_oldest()
        return told.group

    # -- sending -------------------------------------------------------------------------------------

    def tick(self, now: Instant) -> None:
        """Send the next waves, and tell how the groups stand."""
        room, before = self._allow(now), self._served
        began = self._parts.monotonic()
        running = [course for course in self._courses.values() if course.queue]
        running.sort(key=lambda course: course.served)
        for place, course in enumerate(running):
            if min(self._allowance, room) < 1.0:
                break
            share = max(1, int(min(self._allowance, room) / (len(running) - place)))
            sent = self._wave(course, share, now)
            self._allowance -= sent
            room -= sent
            self._served += 1
            course.served = self._served
        if self._served != before:
            self._waved, self._took_s = now.monotonic, self._parts.monotonic() - began
        self._tell_due(now)

    def _allow(self, now: Instant) -> float:
        """Let the allowance grow with time; returns how many more there is room for in this turn, whatever
        the allowance: of the engine's time, and of answers that are awaited."""
        elapsed = LONGEST_TURN_S if self._ticked is None else max(0.0, now.monotonic - self._ticked)
        self._ticked = now.monotonic
        per_s = self._parts.per_s()
        most = per_s * LONGEST_TURN_S + 1.0  # what is left of a whole one is not lost
        self._allowance = min(most, self._allowance + per_s * elapsed)
        if self._waved is not None and SHARE * (now.monotonic - self._waved) < self._took_s:
            return 0.0
        # Not by the time since: where a wave costs as much however large it is, waves must be able to grow.
        in_time = max(LEAST_AT_ONCE, SHARE * LONGEST_TURN_S / self._cost_s)
        unanswered = sum(course.unanswered for course in self._courses.values())
        return min(in_time, max(LEAST_AT_ONCE, UNANSWERED_S * per_s) - unanswered)

    def _wave(self, course: GroupCourse, most: int, now: Instant) -> int:
        """So many at most, in one transaction; returns how many."""
        began = self._parts.monotonic()
        wanted = self._next(course, 1 if course.group.target.kind in ONE_BY_ONE else most, now)
        if not wanted:
            return 0
        commands = self._parts.dispatcher.issue(wanted, now)
        if commands is None:
            course.put_back([each.device for each in wanted], Interlock.STORE_OK, now)
            return 0
        course.held_since = None
        for command in commands:
            course.add(command)
        took = self._parts.monotonic() - began
        self._cost_s = max(1e-6, (self._cost_s + took / len(wanted)) / 2)
        return len(commands)

    def _next(self, course: GroupCourse, most: int, now: Instant) -> list[Wanted]:
        parts, group = self._parts, course.group
        wanted: list[Wanted] = []
        if group.order.until is not None and group.order.until <= now.wall:
            course.leave_out(EndReason.NOT_SENT)
        for _ in range(min(len(course.queue), CHECKED_AT_ONCE)):
            if len(wanted) == most:
                break
            device_id = course.queue.popleft()
            device = parts.device(device_id)
            reason = str(Interlock.DEVICE_LIVE) if device is None else parts.check(device, group.order, now)
            if reason in NOWHERE:
                course.put_back([device_id], reason, now)
                break
            if device is None or reason:
                course.skip(device_id, reason)
                continue
            wanted.append(
                Wanted(
                    device=device_id,
                    kind=device.kind,
                    order=group.order,
                    operator=group.operator,
                    reason=group.reason,
                    approver=group.approver,
                    group=group.id,
                    incident=group.incident,
                    before=parts.measured(device_id),
                )
            )
        return wanted

    # -- following -----------------------------------------------------------------------------------

    def follow(self, changes: Iterable[Change], now: Instant) -> None:
        """What the dispatcher has to tell, of commands of groups and others."""
        for change in changes:
            if isinstance(change, CommandChanged) and change.command.group:
                course = self._courses.get(change.command.group)
                if course is not None:
                    course.take(change.command)
        self._tell_due(now)

    def restore(
        self, groups: Iterable[CommandGroup], commands_of: Callable[[str], Iterable[Command]], now: Instant
    ) -> None:
        """After a restart, before the dispatcher's first news: `groups` as they were told last, oldest first;
        `commands_of` gives all commands of one as the store has them. Nothing more of them is sent."""
        self._commands_of = commands_of
        for group in groups:
            course = self._courses[group.id] = GroupCourse(group, ())
            if group.ended:
                self._unread.add(group.id)
            else:
                course.recall(commands_of(group.id))
                course.changed = True
        self._forget_oldest()
        self._tell_due(now)

    def take_news(self) -> list[GroupChanged]:
        """Handed to the store already; of each group at most five a second."""
        news, self._news = self._news, []
        return news

    def _tell_due(self, now: Instant) -> None:
        due = [
            course
            for course in self._courses.values()
            if course.changed and now.monotonic - course.told_at >= TOLD_S
        ]
        news = [GroupChanged(course.tell(now)) for course in due]
        if news:
            self._news += news
            self._parts.store.append(news)

    def _forget_oldest(self) -> None:
        over = [id_ for id_, course in self._courses.items() if course.over and not course.changed]
        for id_ in over[:-KEPT]:
            del self._courses[id_]
            self._unread.discard(id_)
