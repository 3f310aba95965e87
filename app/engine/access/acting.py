"""What goes on the audit trail of a request of an operator."""

from __future__ import annotations

import json
import re
from dataclasses import fields
from typing import Any

from app.domain.acts import Comment, Seen, Verdict
from app.domain.audit import Came, Draft
from app.domain.instant import Instant
from app.engine.access.gate import INCIDENTS
from app.wire.frames import Ask

_WORD = re.compile(r"(?<!^)(?=[A-Z])")
_TOLD_ELSEWHERE = frozenset({"alarm", "alarms", "reason", "text", "filter"})
_PLAIN = (int, float, bool, str)


def act_word(body: object) -> str:
    """`TakeOutOfService` is `take_out_of_service` on record."""
    return _WORD.sub("_", type(body).__name__).lower()


def draft_of(ask: Ask, console: str, verdict: Verdict, now: Instant) -> Draft:
    """The entry of a request: who asked what of which alarms or incident, and what became of it."""
    body = ask.body
    return Draft(
        at=now.wall,
        operator=ask.operator,
        act=act_word(body),
        outcome=str(Came(str(verdict.outcome))),
        console=console,
        subject=_subject(body),
        refusal=str(verdict.refusal or ""),
        reason=body.text if isinstance(body, Comment) else getattr(body, "reason", ""),
        details=_details(body),
        request=str(ask.id),
    )


def _subject(body: Any) -> str:
    if type(body) in INCIDENTS:
        return str(getattr(body, "incident", ""))
    return " ".join(seen.alarm for seen in _seen(body))


def _seen(body: Any) -> tuple[Seen, ...]:
    one = getattr(body, "alarm", None)
    many = getattr(body, "alarms", ())
    return (one,) if isinstance(one, Seen) else tuple(many)


def _details(body: Any) -> str:
    """The plain particulars of the request, such as the minutes of shelving; nothing that is a secret."""
    told = {each.name: getattr(body, each.name) for each in fields(body) if each.repr}
    told = {
        name: value
        for name, value in told.items()
        if name not in _TOLD_ELSEWHERE and isinstance(value, _PLAIN)
    }
    return json.dumps(told, ensure_ascii=False, sort_keys=True) if told else ""
