"""The shift log: when an operator's shift began and ended, their notes, and to whom they handed over."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ShiftNote:
    at: int
    text: str


@dataclass(frozen=True, slots=True)
class Shift:
    """All moments are wall time in epoch ms, 0 for not yet. `open_items` are the incidents that were open and
    handed over, in the words of the moment (`INC-0417`); `signed_at` when the one who took over signed."""

    id: str
    operator: str
    console: str
    began: int
    version: int
    ended: int = 0
    notes: tuple[ShiftNote, ...] = ()
    taken_from: str = ""
    """The shift before, of which it took over what was open."""
    handed_to: str = ""
    """The operator who took over."""
    offered: bool = False
    """Handed over by its operator, and waits for the signature of another one."""
    hand_over_note: str = ""
    open_items: tuple[str, ...] = ()
    signed_at: int = 0


@dataclass(frozen=True, slots=True)
class ShiftChanged:
    shift: Shift


@dataclass(frozen=True, slots=True)
class BeginShift:
    """The operator's own; refused (ALREADY) while one of theirs is open."""


@dataclass(frozen=True, slots=True)
class NoteShift:
    """A note for the record of one's own shift."""

    text: str


@dataclass(frozen=True, slots=True)
class OfferShift:
    """Hand over: a note, and which of one's open incidents go along. It may be said again, with other words,
    until somebody signs."""

    note: str
    incidents: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TakeOverShift:
    """Sign for what is handed over. `operator` is who takes over: at their own console the one who asks, at
    that of the one who goes somebody else, and `password` is theirs either way."""

    shift: str
    version: int
    operator: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class EndShift:
    """Without a successor; `reason` says why where incidents stay open."""

    reason: str = ""
