"""What goes on the audit trail about incidents: what was asked of which, with what particulars."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from app.domain.acts import LONGEST_REMARK
from app.domain.audit import Deed
from app.domain.plain_text import plain
from app.engine.access.acting import act_word
from app.engine.access.entries import Asked
from app.engine.access.recording import Doing

LONGEST_ID = 64
MOST_NAMED = 50
"""Alarms, fields and others of one act that are named; how many there were is said."""
_TOLD_ELSEWHERE = frozenset({"incident", "reason"})
_PLAIN = (int, float, bool, str)


def doing_of(asked: Asked) -> Doing:
    """An act on an incident, as it goes on record; the number of one that is new is not known yet."""
    act = asked.ask.body
    return Doing(
        asked,
        Deed(act_word(act)),
        subject=plain(getattr(act, "incident", ""), LONGEST_ID),
        reason=plain(getattr(act, "reason", "").strip(), LONGEST_REMARK),
        details={
            each.name: _written(getattr(act, each.name))
            for each in fields(act)
            if each.repr and each.name not in _TOLD_ELSEWHERE
        },
    )


def _written(value: Any) -> object:
    """A particular as JSON has it."""
    if isinstance(value, str):
        return plain(value, LONGEST_REMARK)
    if value is None or isinstance(value, _PLAIN):
        return value
    if isinstance(value, tuple):
        named = [_written(each) for each in value[:MOST_NAMED]]
        return named if len(value) <= MOST_NAMED else [*named, f"{len(value)} in all"]
    return {each.name: _written(getattr(value, each.name)) for each in fields(value)}
