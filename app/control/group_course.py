"""What becomes of the devices of one group: each is counted once, however its news come."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import replace

from app.domain.command_groups import CommandGroup, GroupState, Skipped
from app.domain.commands import Command, CommandState, EndReason
from app.domain.instant import Instant

HELD_S = 120.0
"""So long the queue waits for the link, or the database, before it is left out."""
NAMED = 50
"""Devices that are named of those left out for one reason."""


class GroupCourse:
    """Always total = sent + skipped + queued + waiting, and sent = confirmed + failed + open."""

    def __init__(self, group: CommandGroup, devices: Iterable[str]) -> None:
        """`group` as it begins, with those that were skipped before."""
        self.group = group
        """As it was told last."""
        self.queue = deque(devices)
        """Devices whose turn has not come."""
        self.waiting: set[str] = set()
        """Commands that are stored and were not published yet."""
        self.failed: list[str] = []
        """Devices that did not do it; taken over by the group that tries them again."""
        self._open: set[str] = set()
        """Commands that are out, and not at their end."""
        self._unanswered: set[str] = set()
        """Those of them to which the device has said nothing."""
        self.held_since: float | None = None
        """Monotonic seconds; since then nothing of it could go out, to whichever device."""
        self._skips = {skip.reason: (skip.count, list(skip.devices)) for skip in group.skips}
        self._sent = self._confirmed = self._failed = 0
        self._stopped_by: str | None = None
        """Who stopped it; empty when a restart did."""
        self.changed = False
        self.told_at = float("-inf")
        """Monotonic seconds."""
        self.served = 0
        """Which of all waves was its last."""

    @property
    def sending(self) -> bool:
        """Whether something of it is still to be sent, here or by the dispatcher."""
        return bool(self.queue or self.waiting)

    @property
    def over(self) -> bool:
        return not (self.sending or self._open)

    @property
    def unanswered(self) -> int:
        return len(self._unanswered)

    def skip(self, device: str, reason: str) -> None:
        count, named = self._skips.get(reason, (0, []))
        if len(named) < NAMED:
            named.append(device)
        self._skips[reason] = count + 1, named
        self.changed = True

    def add(self, command: Command) -> None:
        """One of its commands is stored."""
        self.waiting.add(command.id)
        self.take(command)

    def take(self, command: Command) -> None:
        """One of its commands has moved; one that has counted to its end counts no more."""
        if command.id in self.waiting and command.tries:
            self.waiting.remove(command.id)
            self._open.add(command.id)
            self._unanswered.add(command.id)
            self._sent += 1
            self.changed = True
        if command.state is not CommandState.SENT:
            self._unanswered.discard(command.id)
        if not command.ended:
            return
        if command.id in self.waiting:
            self.waiting.remove(command.id)
            self.skip(command.device, str(command.end or EndReason.NOT_SENT))
        elif command.id in self._open:
            self._open.remove(command.id)
            self._end(command)

    def stop(self, by: str) -> None:
        """What is in the queue is left out; the caller takes back what waits elsewhere."""
        self._stopped_by = by
        self.leave_out(EndReason.STOPPED)

    def leave_out(self, reason: str) -> None:
        """All that is in the queue."""
        while self.queue:
            self.skip(self.queue.popleft(), str(reason))

    def put_back(self, devices: Sequence[str], reason: str, now: Instant) -> None:
        """Their turn comes again: `reason` is no fault of theirs, but one that lasts too long ends it all."""
        self.queue.extendleft(reversed(devices))
        if self.held_since is None:
            self.held_since = now.monotonic
        elif now.monotonic - self.held_since >= HELD_S:
            self.leave_out(reason)

    def recall(self, commands: Iterable[Command]) -> None:
        """Begin again after a restart from its commands in the store, whatever was told of them: what has
        neither a command nor a reason why not never will be sent."""
        for command in commands:
            if command.tries or not command.ended:
                self.add(command)
        lost = self.group.total - self._sent - len(self.waiting) - self._skipped
        if self.group.state is GroupState.STOPPED or lost > 0 or self.waiting:
            self._stopped_by = self.group.stopped_by
        if lost > 0:
            count, named = self._skips.get(str(EndReason.NOT_SENT), (0, []))
            self._skips[str(EndReason.NOT_SENT)] = count + lost, named
        self.changed = False

    def tell(self, now: Instant) -> CommandGroup:
        """As it stands, as a new version; what is over has its end."""
        self.changed, self.told_at = False, now.monotonic
        self.group = replace(
            self.group,
            state=self._state(),
            sent=self._sent,
            confirmed=self._confirmed,
            failed=self._failed,
            skipped=self._skipped,
            skips=tuple(
                Skipped(reason, count, tuple(named)) for reason, (count, named) in self._skips.items()
            ),
            ended=self.group.ended or (now.wall if self.over else 0),
            stopped_by=self._stopped_by or "",
            version=self.group.version + 1,
        )
        return self.group

    @property
    def _skipped(self) -> int:
        return sum(count for count, _ in self._skips.values())

    def _state(self) -> GroupState:
        if self._stopped_by is not None:
            return GroupState.STOPPED
        if self.sending:
            return GroupState.RUNNING
        return GroupState.FOLLOWING if self._open else GroupState.DONE

    def _end(self, command: Command) -> None:
        if command.state is CommandState.CONFIRMED:
            self._confirmed += 1
        else:
            self.failed.append(command.device)
            self._failed += 1
        self.changed = True
