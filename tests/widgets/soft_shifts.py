"""Shifts without an engine: each act on one gives the shift as it is then."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from app.domain.shifts import BeginShift, EndShift, NoteShift, OfferShift, Shift, ShiftNote, TakeOverShift


class SoftShifts:
    """Nothing is refused; the password of whoever takes over is not looked at."""

    def __init__(self, operator: Callable[[], str], now: Callable[[], int]) -> None:
        self._operator, self._now = operator, now
        self.shifts: dict[str, Shift] = {}

    def answer(self, act: object) -> Shift | None:
        """The shift that an act made or changed; None where it is not about shifts."""
        now = self._now()
        match act:
            case BeginShift():
                return self._put(
                    Shift(f"shift-{len(self.shifts) + 1}", self._operator(), "sala-1/4021", now, 1)
                )
            case NoteShift(text=text):
                own = self._own()
                return self._put(replace(own, notes=(*own.notes, ShiftNote(now, text))))
            case OfferShift(note=note, incidents=incidents):
                return self._put(
                    replace(self._own(), offered=True, hand_over_note=note, open_items=incidents)
                )
            case TakeOverShift(shift=shift, operator=operator):
                return self._put(replace(self.shifts[shift], handed_to=operator, signed_at=now, ended=now))
            case EndShift():
                return self._put(replace(self._own(), ended=now))
        return None

    def _own(self) -> Shift:
        mine = self._operator()
        return next(one for one in self.shifts.values() if one.operator == mine and not one.ended)

    def _put(self, shift: Shift) -> Shift:
        known = self.shifts.get(shift.id)
        self.shifts[shift.id] = kept = replace(shift, version=known.version + 1 if known else 1)
        return kept
