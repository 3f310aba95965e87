"""The sentence for a refusal that was answered at this console: with the names of those present who may."""

from __future__ import annotations

from app.bridge.access import Access
from app.domain.acts import Verdict
from widgets.access.refusal_words import refusal


def refusal_here(verdict: Verdict, access: Access) -> str:
    """Why the engine did not do what was asked; empty when it did all of it. Of what was not permitted it
    names those at a console now with a role of `verdict.who`. GUI thread."""
    rules = access.rules
    if rules is None:
        return refusal(verdict)
    present = sorted({desk.name for desk in rules.desks if set(desk.roles) & set(verdict.who)})
    return refusal(verdict, rules.roles, present)
