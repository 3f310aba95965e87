"""How commands go on after a restart: followed from what was stored, and never sent again."""

from __future__ import annotations

from collections.abc import Iterable

from app.domain.actions import ActionSpec
from app.domain.command_control import Controls
from app.domain.command_drafts import BookParts, new_entry
from app.domain.command_entry import Entry, Key, moved
from app.domain.command_faults import CommandFaults, is_alarm
from app.domain.command_flight import Flight
from app.domain.commands import OUT, WAITING, Command, CommandState, EndReason, Stimulus
from app.domain.instant import Instant

GRACE_S = 15.0
"""What devices said while the engine was away comes once the link is up again: so long nothing runs out."""


def restore(
    commands: Iterable[Command],
    parts: BookParts,
    flight: Flight,
    controls: Controls,
    faults: CommandFaults,
    now: Instant,
) -> list[Entry]:
    """Puts the commands back into their places and gives those that are out, for their timers. Those at their
    end are for what is said late, and for the alarms that still stand for them."""
    failed: dict[Key, Entry] = {}
    known = {command.id: command for command in commands}
    for command in sorted(known.values(), key=lambda one: (one.sent_at, one.id)):
        spec = parts.actions.get((command.kind, command.order.action))
        if command.state not in OUT or spec is None:
            command = _ended(command, flight, now)
        if command.sent_at:
            controls.is_newest(command)
        if spec is None:
            continue
        entry = _resumed(command, spec, parts, now)
        if command.state in OUT:
            entry.rivals = tuple(rival for key in entry.undone if (rival := flight.out.get(key)) is not None)
            flight.put_out(entry)
        elif command.state is CommandState.CONFIRMED:
            for key in (entry.key, *entry.undone):
                failed.pop(key, None)
        elif is_alarm(command):
            failed[entry.key] = entry
    for key, entry in failed.items():
        faults.restore(entry)
        if key not in flight.out:
            flight.watch(entry)
    return list(flight.entries.values())


def deadline(entry: Entry) -> float:
    """When the entry runs out of time, in monotonic seconds."""
    if entry.command.state is CommandState.SENT:
        return entry.answer_by
    return entry.finish_by if entry.evidence.done is None else entry.measured_by


def _ended(command: Command, flight: Flight, now: Instant) -> Command:
    """As it is at its end; what waited never went out, and what no row of the catalogue knows any more cannot
    be followed."""
    waits = command.state in WAITING
    after = moved(
        command,
        Stimulus.CANCEL if waits else Stimulus.GIVE_UP,
        now,
        end=EndReason.NOT_SENT if waits else EndReason.NOT_MEASURED,
    )
    if after is not None:
        flight.tell(after)
    flight.remember(after or command)
    return after or command


def _resumed(command: Command, spec: ActionSpec, parts: BookParts, now: Instant) -> Entry:
    """Only what is measured from now on counts: how long ago it was sent, only the wall clock could say."""
    entry = new_entry(command, spec, parts, expires=now.monotonic)
    travel_s = command.order.over_s
    entry.unsent, entry.retries, entry.sent = False, 0, now.monotonic
    entry.answer_by = _left(command.sent_at, spec.answer_s, now)
    entry.finish_by = _left(command.accepted_at or command.sent_at, spec.finish_s + travel_s, now)
    entry.over_by = _left(command.sent_at, travel_s, now, at_least=0.0)
    if command.done_at:
        entry.evidence.done = now.monotonic
    return entry


def _left(since: int, whole_s: float, now: Instant, *, at_least: float = GRACE_S) -> float:
    """The end of a time that began at `since` (epoch ms), never more than the whole of it from now."""
    left_s = min(whole_s - (now.wall - since) / 1000.0, whole_s)
    return now.monotonic + max(left_s, at_least)
