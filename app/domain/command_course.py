"""How a command goes from being sent to its end, and what that means for its device and its alarms."""

from __future__ import annotations

from app.domain.actions import Actions
from app.domain.command_control import Controls
from app.domain.command_entry import Entry, moved, noted_late
from app.domain.command_faults import CommandFaults, is_alarm
from app.domain.command_flight import Flight
from app.domain.command_restoring import deadline
from app.domain.commands import OUT, Command, CommandState, DeviceControl, EndReason, Source, Stimulus, Wanted
from app.domain.instant import Instant
from app.domain.orders import Action, Order
from app.domain.timers import Timers

EXPIRED = "expired"
"""The word of a device that refuses because the order came too late."""

Owed = tuple[float, Wanted]
"""What this program itself has to ask of a device, and until when it makes sense (monotonic seconds)."""

_HOLDS = frozenset({Stimulus.EXECUTING, Stimulus.DONE})
"""The device says that the order is in force."""


class Course:
    """Moves the entries of the book, which says when. Owned by the engine's thread."""

    def __init__(self, actions: Actions) -> None:
        self.controls = Controls()
        self.faults = CommandFaults()
        self.flight = Flight()
        self.timers: Timers[str] = Timers()
        self.owed: list[Owed] = []
        self._actions = actions

    def supersede(self, entry: Entry, now: Instant) -> None:
        """What waits of the same action, or of one that the new order undoes, is not sent any more."""
        for key in (entry.key, *entry.undone):
            older = self.flight.waiting.get(key)
            if older is not None and older is not entry:
                self.end(older, Stimulus.CANCEL, now, EndReason.SUPERSEDED)

    def go_out(self, entry: Entry, control: DeviceControl, now: Instant) -> None:
        """It is stored as sent; `control` holds for its device now."""
        for key in (entry.key, *entry.undone):
            fault = self.faults.standing(key)
            if fault is not None:
                self.flight.unwatch(fault)
        for key in entry.undone:
            self._leave_behind(entry, self.flight.out.get(key), now)
        self.flight.put_out(entry)
        entry.before = self.controls.sent(entry.command, control, now)

    def _leave_behind(self, entry: Entry, rival: Entry | None, now: Instant) -> None:
        if rival is None:
            return
        if rival.unsent:
            self.end(rival, Stimulus.EXPIRE, now, EndReason.SUPERSEDED)
        else:
            rival.retries = 0
            entry.rivals = (*entry.rivals, rival)

    def answered(self, entry: Entry, stimulus: Stimulus, text: str, now: Instant) -> bool:
        """False when the answer moves nothing."""
        command = entry.command
        if stimulus is Stimulus.REJECTED:
            late = text == EXPIRED and command.state is CommandState.SENT
            self.end(entry, Stimulus.EXPIRE if late else stimulus, now, text=text)
            return True
        if stimulus is Stimulus.DONE and command.done_at:
            return False
        after = moved(command, stimulus, now, _times(command, stimulus, now), said=str(stimulus), text=text)
        if after is None:
            return False
        self.put(entry, after)
        if command.state is CommandState.SENT:
            self._is_taken(entry, now)
        if stimulus is Stimulus.DONE:
            entry.evidence.done = now.monotonic
        if stimulus in _HOLDS:
            self.controls.in_force(after, now)
        self.timers.set(command.id, deadline(entry))
        if entry.evidence.shown:
            self.end(entry, Stimulus.MEASURED, now)
        return True

    def _is_taken(self, entry: Entry, now: Instant) -> None:
        entry.finish_by = now.monotonic + entry.spec.finish_s + entry.command.order.over_s
        for rival in entry.rivals:
            if not rival.command.ended:
                self.end(rival, Stimulus.GIVE_UP, now, EndReason.OVERTAKEN)

    def judge(self, entry: Entry, now: Instant) -> None:
        """A qualifying reading has come."""
        state = entry.command.state
        if state in (CommandState.ACCEPTED, CommandState.EXECUTING):
            if entry.evidence.shown:
                self.end(entry, Stimulus.MEASURED, now)
            elif entry.evidence.denied(entry.settled_by):
                self.end(entry, Stimulus.GIVE_UP, now, EndReason.MISMATCH)
        elif entry.evidence.shown and self.faults.standing(entry.key) is entry:
            self.faults.ended(entry.key, now)
            self.flight.unwatch(entry)
            self.controls.agreed(entry.command, now)

    def run_out(self, entry: Entry, now: Instant) -> None:
        """The device took it, and its time is over."""
        if entry.evidence.done is None:
            end = EndReason.NOT_FINISHED
        else:
            end = EndReason.MISMATCH if entry.evidence.denied(entry.over) else EndReason.NOT_MEASURED
        self.end(entry, Stimulus.GIVE_UP, now, end)

    def end(
        self,
        entry: Entry,
        stimulus: Stimulus,
        now: Instant,
        end: EndReason = EndReason.NONE,
        text: str = "",
    ) -> None:
        measured = tuple(entry.evidence.measured.values())
        after = moved(entry.command, stimulus, now, {"measured": measured}, end=end, text=text)
        if after is None:
            return
        was_out = entry.command.state in OUT
        entry.command = after
        self.flight.remove(entry)
        self.flight.remember(after)
        self.flight.tell(after)
        self.timers.cancel(after.id)
        if was_out:
            self._follow(entry, now)

    def _follow(self, entry: Entry, now: Instant) -> None:
        """What the end of a command that was out means for its device."""
        command = entry.command
        if command.state is CommandState.CONFIRMED:
            self.controls.in_force(command, now)
            self.faults.confirmed(entry, now)
            return
        if command.end is EndReason.CALLED_OFF:
            return
        self.controls.failed(command, entry.before, now)
        if is_alarm(command):
            self.faults.raised(entry, now)
            self.flight.watch(entry)
        hold = self._actions.get((command.kind, Action.HOLD))
        if command.end is EndReason.NOT_FINISHED and entry.spec.hold_when_stuck and hold is not None:
            self.owed.append((now.monotonic + hold.expires_s, _hold(command)))

    def done_late(self, id_: str, stimulus: Stimulus, now: Instant) -> None:
        """For an alarm that stands: what is reported from now on may show it after all."""
        command = self.flight.get(id_)
        if command is None or stimulus is not Stimulus.DONE or not command.ended:
            return
        fault = self.faults.standing((command.device, command.order.action))
        if fault is not None and fault.command.id == id_ and fault.evidence.done is None:
            fault.evidence.done = now.monotonic

    def note(self, command: Command, state: str, text: str, now: Instant) -> None:
        after = noted_late(command, state, text, now)
        if after is None:
            return
        entry = self.flight.entries.get(command.id)
        if entry is None:
            self.flight.remember(after)
            self.flight.tell(after)
        else:
            self.put(entry, after)

    def put(self, entry: Entry, command: Command) -> None:
        entry.command = command
        self.flight.tell(command)


def _times(command: Command, stimulus: Stimulus, now: Instant) -> dict[str, int]:
    """When it came to each step; an answer may leave some out."""
    times = {"accepted_at": command.accepted_at or now.wall}
    if stimulus is not Stimulus.ACCEPTED:
        times["executing_at"] = command.executing_at or now.wall
    if stimulus is Stimulus.DONE:
        times["done_at"] = now.wall
    return times


def _hold(command: Command) -> Wanted:
    """Stop where it is: nobody has asked for this one, so nobody's name is on it."""
    return Wanted(
        device=command.device,
        kind=command.kind,
        order=Order(Action.HOLD),
        operator="",
        source=Source.AUTOMATIC,
        group="",
        incident=command.incident,
        cause=command.id,
        before=command.measured or command.before,
    )
