"""What the proof of somebody's password came to, where it is asked for without a session of theirs."""

from __future__ import annotations

from collections.abc import Collection

from app.domain.acts import Refusal
from app.domain.operators import Operator
from app.store.vault.checked import Checked
from app.wire.access import SignInRefusal

UNDER_THE_NAME = ""
"""Wrong passwords count under the name, as they do for signing in."""
LONGEST_TYPED = 64
"""Characters of a name that are looked at; an id has 32 at most."""


def not_proved(checked: Checked) -> Refusal | None:
    """Why it was no proof; None where it was one."""
    if checked.operator is not None:
        return None
    waits = checked.refusal is SignInRefusal.WAIT
    return Refusal.TOO_MANY_TRIES if waits else Refusal.WRONG_PASSWORD


def unfit(operator: Operator, factor_for: Collection[str]) -> Refusal | None:
    """Why an account could do nothing if it were signed in; `factor_for` are the roles that must have a
    second factor."""
    if operator.must_change:
        return Refusal.MUST_CHANGE
    if not operator.second_factor and not set(factor_for).isdisjoint(operator.roles):
        return Refusal.SECOND_FACTOR
    return None
