"""Who is on shift, and what may be done about it: a shift begins, is noted in, handed over and ends."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.plain_text import plain
from app.domain.shifts import (
    BeginShift,
    EndShift,
    NoteShift,
    OfferShift,
    Shift,
    ShiftChanged,
    ShiftNote,
    TakeOverShift,
)

LONGEST_NOTE = 2000
MOST_NOTES = 500
ENDED_KEPT = 20

Decision = Verdict | tuple[Shift, ...]
"""The shifts as they would be, or why not."""


class ShiftBook:
    """The shifts that are open, and the last that have ended. `new_id` makes the id of one that begins.
    Deciding changes nothing; `take` makes it so. Engine's thread; moments are wall time, epoch ms."""

    def __init__(self, new_id: Callable[[], str]) -> None:
        self._new_id = new_id
        self._open: dict[str, Shift] = {}
        self._ended: dict[str, Shift] = {}

    @property
    def all(self) -> tuple[Shift, ...]:
        """Those that have ended first, then those that are open."""
        return (*self._ended.values(), *self._open.values())

    def restore(self, shifts: Iterable[Shift]) -> None:
        self.take([ShiftChanged(shift) for shift in sorted(shifts, key=lambda shift: shift.began)])

    def take(self, changes: Sequence[ShiftChanged]) -> None:
        for change in changes:
            shift = change.shift
            if not shift.ended:
                self._open[shift.id] = shift
                continue
            self._open.pop(shift.id, None)
            self._ended[shift.id] = shift
            while len(self._ended) > ENDED_KEPT:
                del self._ended[next(iter(self._ended))]

    def of(self, operator: str) -> Shift | None:
        """The operator's shift that is open."""
        return next((shift for shift in self._open.values() if shift.operator == operator), None)

    def get(self, shift: str) -> Shift | None:
        return self._open.get(shift) or self._ended.get(shift)

    # -- what is asked -------------------------------------------------------------------------------

    def begin(self, _act: BeginShift, operator: str, console: str, at: int) -> Decision:
        if self.of(operator) is not None:
            return _refused(Refusal.ALREADY)
        return (Shift(self._new_id(), operator, console, at, 1),)

    def note(self, act: NoteShift, operator: str, at: int) -> Decision:
        mine, text = self.of(operator), plain(act.text.strip(), LONGEST_NOTE)
        if mine is None:
            return _refused(Refusal.UNKNOWN_SHIFT)
        if not text:
            return _refused(Refusal.TEXT_MISSING)
        if len(mine.notes) >= MOST_NOTES:
            return _refused(Refusal.TOO_MANY)
        return (_moved(mine, notes=(*mine.notes, ShiftNote(at, text))),)

    def offer(self, act: OfferShift, operator: str, owned: Mapping[str, str]) -> Decision:
        """`owned` names the owner of each incident that is open: only one's own can be handed over."""
        mine, note = self.of(operator), plain(act.note.strip(), LONGEST_NOTE)
        if mine is None:
            return _refused(Refusal.UNKNOWN_SHIFT)
        if not note:
            return _refused(Refusal.TEXT_MISSING)
        if any(owned.get(incident) != operator for incident in act.incidents):
            return _refused(Refusal.UNKNOWN_INCIDENT)
        items = tuple(dict.fromkeys(act.incidents))
        return (_moved(mine, offered=True, hand_over_note=note, open_items=items),)

    def take_over(
        self, act: TakeOverShift, operator: str, console: str, owned: Mapping[str, str], at: int
    ) -> Decision:
        """By somebody else than its operator, who has proved who they are. What of it was closed
        meanwhile, or has another owner, does not go along. Their own shift begins with it, unless it has."""
        shift = self._open.get(act.shift)
        if shift is None:
            return _refused(Refusal.UNKNOWN_SHIFT)
        if shift.operator == operator:
            return _refused(Refusal.SAME_PERSON)
        if not shift.offered:
            return _refused(Refusal.WRONG_STATE)
        if shift.version != act.version:
            return Verdict(Outcome.SUPERSEDED, superseded_by=shift.operator)
        items = tuple(one for one in shift.open_items if owned.get(one) == shift.operator)
        ended = _moved(shift, ended=at, offered=False, handed_to=operator, open_items=items, signed_at=at)
        mine = self.of(operator)
        if mine is None:
            return ended, Shift(self._new_id(), operator, console, at, 1, taken_from=shift.id)
        return ended, _moved(mine, taken_from=mine.taken_from or shift.id)

    def end(self, act: EndShift, operator: str, owned: Mapping[str, str], at: int) -> Decision:
        """Without a successor: with incidents of one's own a reason says why."""
        mine, reason = self.of(operator), plain(act.reason.strip(), LONGEST_NOTE)
        if mine is None:
            return _refused(Refusal.UNKNOWN_SHIFT)
        items = tuple(incident for incident, owner in owned.items() if owner == operator)
        if items and not reason:
            return _refused(Refusal.REASON_MISSING)
        return (_moved(mine, ended=at, offered=False, hand_over_note=reason, open_items=items),)


def _moved(shift: Shift, **changes: object) -> Shift:
    return replace(shift, version=shift.version + 1, **changes)  # type: ignore[arg-type]


def _refused(refusal: Refusal) -> Verdict:
    return Verdict(Outcome.REFUSED, refusal=refusal)
