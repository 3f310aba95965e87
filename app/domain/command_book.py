"""All commands that are not at their end: when each is sent, sent again, answered, shown, and given up.

Pure: the caller stores what is drafted before it hands the draft over, publishes what the book says, and
tells what came of it. Deadlines count on the monotonic clock.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from app.domain.command_course import Course, Owed
from app.domain.command_drafts import FOR_ALL, BookParts, Draft, draft_new, draft_ready
from app.domain.command_entry import Entry, changed
from app.domain.command_restoring import deadline, restore
from app.domain.commands import (
    WAITING,
    Command,
    CommandChanged,
    CommandState,
    ControlChanged,
    DeviceControl,
    EndReason,
    Stimulus,
    Value,
    Wanted,
)
from app.domain.devices import Event
from app.domain.instant import Instant
from app.domain.orders import TASKS, Action

CLOCK_DOUBT_S = 2.0
"""A reading from further in the future than this was not measured when it says."""
WRONG_DEVICE = "wrong_device"

_SAID: Mapping[str, Stimulus] = {
    "accepted": Stimulus.ACCEPTED,
    "executing": Stimulus.EXECUTING,
    "done": Stimulus.DONE,
    "rejected": Stimulus.REJECTED,
}


class CommandBook:
    """Owned by the engine's thread."""

    def __init__(self, parts: BookParts) -> None:
        self._parts = parts
        self._course = Course(parts.actions)
        self._flight = self._course.flight
        self._timers = self._course.timers
        self.controls = self._course.controls

    @property
    def watched(self) -> AbstractSet[str]:
        """The devices whose readings matter now."""
        return self._flight.watched.keys()

    def get(self, id_: str) -> Command | None:
        return self._flight.get(id_)

    def is_busy(self, device: str, action: Action) -> bool:
        return self._flight.is_busy((device, action))

    def restore(self, commands: Iterable[Command], controls: Iterable[DeviceControl], now: Instant) -> None:
        """Goes on after a restart: with the commands that are not at their end, and of the others those whose
        alarm still stands. What never went out is over; what did is followed, and never sent again."""
        self.controls.restore(controls, now)
        for entry in restore(commands, self._parts, self._flight, self.controls, self._course.faults, now):
            self._timers.set(entry.command.id, deadline(entry))

    # -- sending -------------------------------------------------------------------------------------

    def draft(self, wanted: Sequence[Wanted], now: Instant, *, up: bool) -> Draft:
        """What would become of these; nothing holds before `take`."""
        return draft_new(wanted, self._parts, self.controls, now, up=up, whose=self._flight.whose)

    def draft_ready(self, now: Instant) -> Draft:
        """Those that waited, and whose turn it is. Whose time is over, is over, and so is what something has
        come in the way of since it was decided."""
        going = []
        for entry in self._flight.ready():
            if not entry.is_due(now):
                self._course.end(entry, Stimulus.EXPIRE, now, EndReason.NOT_SENT)
                continue
            why = self._parts.check(entry.command.device, entry.command.order, now)
            if not why:
                going.append(entry)
            elif why not in FOR_ALL:
                self._course.end(entry, Stimulus.CANCEL, now, EndReason.INTERLOCKED, why)
        return draft_ready(going, self.controls, now)

    def take(self, draft: Draft, now: Instant) -> None:
        """The draft is stored: its commands are."""
        for move in draft.moves:
            entry, command = move.entry, move.command
            entry.command = command
            self._flight.tell(command)
            if command.ended:
                self._flight.remember(command)
                continue
            self._course.supersede(entry, now)
            if move.control is None:
                self._flight.put_waiting(entry)
                self._timers.set(command.id, entry.expires)
            else:
                self._course.go_out(entry, move.control, now)

    def still_due(self, commands: Iterable[Command], now: Instant) -> list[Command]:
        """Those that may be published at this moment. One that the link never had is over otherwise."""
        due = []
        for command in commands:
            entry = self._flight.entries.get(command.id)
            if entry is None:
                continue
            if entry.is_due(now):
                due.append(command)
            elif entry.unsent:
                self._course.end(entry, Stimulus.EXPIRE, now, EndReason.NOT_SENT)
            else:
                self._timers.set(command.id, entry.answer_by)
        return due

    def published(self, commands: Sequence[Command], taken: int, now: Instant) -> None:
        """The first `taken` of these are on their way; for the others the link had no room."""
        for place, command in enumerate(commands):
            entry = self._flight.entries[command.id]
            tries = entry.command.tries
            if not entry.unsent and place < taken:
                entry.retries -= 1
                self._course.put(entry, changed(entry.command, {"tries": tries + 1}))
            elif entry.unsent:
                self._first_try(entry, now, taken=place < taken)
                if tries != (place < taken):
                    self._course.put(entry, changed(entry.command, {"tries": int(place < taken)}))
            self._timers.set(command.id, _next_try(entry, now))

    def due(
        self,
        now: Instant,
        *,
        held: Callable[[str], bool] = lambda _command: False,
        recall: Callable[[str], bool] = lambda _command: False,
    ) -> list[Command]:
        """Ends what has run out of time; gives those that have to be published again. Which are `held`, the
        link has taken and not begun to send; `recall` keeps one of these from being sent, if it still can."""
        self.controls.tick(now)
        again = []
        for id_ in list(self._timers.expired(now.monotonic)):
            entry = self._flight.entries.get(id_)
            if entry is None:
                continue
            if entry.command.state in WAITING:
                self._course.end(entry, Stimulus.EXPIRE, now, EndReason.NOT_SENT)
            elif entry.command.state is not CommandState.SENT:
                self._course.run_out(entry, now)
            elif now.monotonic < entry.answer_by and held(id_):
                self._timers.set(id_, _next_try(entry, now))
            elif now.monotonic < entry.answer_by and (entry.unsent or entry.retries > 0):
                again.append(entry.command)
            elif now.monotonic < entry.answer_by:
                self._timers.set(id_, entry.answer_by)
            elif _never_left(entry, recall):
                self._course.end(entry, Stimulus.EXPIRE, now, EndReason.NOT_SENT)
            else:
                self._course.end(entry, Stimulus.GIVE_UP, now, EndReason.NO_ANSWER)
        return again

    def link_lost(self, now: Instant) -> None:
        """What had no answer may or may not arrive; what waits is not sent later."""
        self._course.owed.clear()
        for entry in list(self._flight.entries.values()):
            if entry.command.state in WAITING:
                self._course.end(entry, Stimulus.CANCEL, now, EndReason.NOT_SENT)
            elif entry.command.state is CommandState.SENT and entry.unsent:
                self._course.end(entry, Stimulus.EXPIRE, now, EndReason.NOT_SENT)
            elif entry.command.state is CommandState.SENT:
                self._course.end(entry, Stimulus.GIVE_UP, now, EndReason.LINK_LOST)

    def cancel(self, id_: str, end: EndReason, now: Instant) -> bool:
        """Take a command back; False when it does not wait."""
        entry = self._flight.entries.get(id_)
        if entry is None or entry.command.state not in WAITING:
            return False
        self._course.end(entry, Stimulus.CANCEL, now, end)
        return True

    def call_off(self, id_: str, now: Instant) -> None:
        """Nobody waits for it any more, whether it went out or not; its device may be asked anew."""
        entry = self._flight.entries.get(id_)
        if entry is None:
            return
        if entry.command.state in WAITING:
            self._course.end(entry, Stimulus.CANCEL, now, EndReason.CALLED_OFF)
        else:
            stimulus = Stimulus.EXPIRE if entry.unsent else Stimulus.GIVE_UP
            self._course.end(entry, stimulus, now, EndReason.CALLED_OFF)

    def hold_back(
        self,
        devices: AbstractSet[str],
        why: str,
        now: Instant,
        *,
        recall: Callable[[str], bool] = lambda _command: False,
    ) -> None:
        """Nothing more goes out to these: what never did is over, what did is not tried again."""
        for entry in [one for one in self._flight.entries.values() if one.command.device in devices]:
            if entry.command.state in WAITING:
                self._course.end(entry, Stimulus.CANCEL, now, EndReason.INTERLOCKED, why)
            elif _never_left(entry, recall):
                self._course.end(entry, Stimulus.EXPIRE, now, EndReason.INTERLOCKED, why)
            else:
                entry.retries = 0

    # -- hearing -------------------------------------------------------------------------------------

    def reply(self, device: str, id_: str, state: str, text: str, now: Instant) -> bool:
        """What a device says to a command; False when nobody knows the command, or the word."""
        stimulus, command = _SAID.get(state), self.get(id_)
        if stimulus is None or command is None:
            return False
        entry = self._flight.entries.get(id_)
        if command.device != device:
            self._course.note(command, state, f"{WRONG_DEVICE} {device}", now)
        elif entry is None or entry.unsent or not self._course.answered(entry, stimulus, text, now):
            self._course.note(command, state, text, now)
            self._course.done_late(id_, stimulus, now)
        return True

    def reading(
        self, device: str, ts: int, values: Mapping[str, Value], received: float, now: Instant
    ) -> None:
        """A live reading of a watched device, by its own time (epoch ms), received at monotonic seconds. For
        a task it counts when it came, whatever the clock of a telephone says."""
        entries = self._flight.watched.get(device)
        if entries is None:
            return
        measured = self._measured_at(device, ts, received, now)
        for entry in tuple(entries):
            at = received if entry.command.order.action in TASKS else measured
            if at is not None and at > entry.sent and not entry.unsent:
                entry.evidence.take(ts, values, at, of_meter=device == entry.meter)
                self._course.judge(entry, now)

    # -- what came of it -----------------------------------------------------------------------------

    def take_owed(self, now: Instant) -> list[Owed]:
        """What this program itself asks for; it stays owed while nothing at all can go out."""
        owed = [each for each in self._course.owed if now.monotonic < each[0]]
        check = self._parts.check
        self._course.owed = [each for each in owed if check(each[1].device, each[1].order, now) in FOR_ALL]
        return [each for each in owed if each not in self._course.owed]

    def owe_again(self, owed: Iterable[Owed]) -> None:
        """They could not be stored: at the next tick."""
        self._course.owed.extend(owed)

    def take_news(self) -> tuple[list[CommandChanged], list[ControlChanged], list[Event]]:
        """What is new since the last time: commands and controls each as they stand."""
        return self._flight.take_news(), self.controls.take_news(), self._course.faults.take_events()

    def _first_try(self, entry: Entry, now: Instant, *, taken: bool) -> None:
        entry.answer_by = entry.answer_by or now.monotonic + entry.spec.answer_s
        if taken:
            entry.unsent, entry.sent = False, now.monotonic
            entry.answer_by = now.monotonic + entry.spec.answer_s
            entry.over_by = now.monotonic + entry.command.order.over_s

    def _measured_at(self, device: str, ts: int, received: float, now: Instant) -> float | None:
        """When it was measured, in monotonic seconds, so that a wall clock that is set proves nothing; None
        where the device's clock does not say."""
        offset_s = self._parts.offset_s(device)
        if offset_s is None:
            return None
        age_s = now.wall / 1000.0 - (now.monotonic - received) - (ts / 1000.0 + offset_s)
        return None if age_s < -CLOCK_DOUBT_S else received - max(age_s, 0.0)


def _never_left(entry: Entry, recall: Callable[[str], bool]) -> bool:
    """Whether it is sure that nothing of it went out, and will not any more."""
    return entry.unsent or (recall(entry.command.id) and entry.command.tries == 1)


def _next_try(entry: Entry, now: Instant) -> float:
    if entry.unsent:
        return now.monotonic
    again = now.monotonic + entry.spec.retry_after_s
    return min(again, entry.answer_by) if entry.retries > 0 else entry.answer_by
