"""What became of an attempt to prove who one is."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.operators import Operator
from app.wire.access import SignInRefusal


@dataclass(frozen=True, slots=True)
class Checked:
    """`operator` when everything was right; otherwise a refusal."""

    operator: Operator | None
    refusal: SignInRefusal | None = None
    """WRONG, CODE_NEEDED, WAIT, WEAK_PASSWORD, EXPIRED, NOT_FIRST or NAME_INVALID."""
    wait_s: float = 0.0
    problem: str = ""
    """What is wrong with a new password: a word of `passwords.problem_of`."""
    used_recovery: bool = False
    audit_refusal: str = ""
    """For the trail only, never for who asked: `unknown_name`, `wrong_password`, `disabled`, `wrong_code`,
    `code_replayed`, `locked_out`, `too_soon`, `too_many_tries`, or the refusal's own word."""


def right(operator: Operator, *, used_recovery: bool = False) -> Checked:
    return Checked(operator, used_recovery=used_recovery)


def wrong(audit_refusal: str) -> Checked:
    return Checked(None, SignInRefusal.WRONG, audit_refusal=audit_refusal)


def refused(refusal: SignInRefusal, problem: str = "") -> Checked:
    return Checked(None, refusal, problem=problem, audit_refusal=refusal.value)
