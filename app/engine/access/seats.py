"""The state of one console's session, and the steps that lead from one state to another."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.engine.server import ConsoleLink
from app.wire.access import Session


class State(enum.StrEnum):
    NONE = "none"
    """Nobody is signed in."""
    SIGNED_IN = "signed_in"
    LOCKED = "locked"
    MUST_CHANGE = "must_change"
    """Signed in, and a password of their own is to be chosen before anything else."""


class Step(enum.StrEnum):
    ENTER = "enter"
    LOCK = "lock"
    UNLOCK = "unlock"
    REQUIRE = "require"
    """A new password is asked for."""
    CHOOSE = "choose"
    """A new password was chosen."""
    END = "end"


STEPS: Mapping[tuple[State, Step], State] = {
    (State.NONE, Step.ENTER): State.SIGNED_IN,
    (State.SIGNED_IN, Step.LOCK): State.LOCKED,
    (State.SIGNED_IN, Step.UNLOCK): State.SIGNED_IN,
    (State.SIGNED_IN, Step.REQUIRE): State.MUST_CHANGE,
    (State.SIGNED_IN, Step.CHOOSE): State.SIGNED_IN,
    (State.SIGNED_IN, Step.END): State.NONE,
    (State.MUST_CHANGE, Step.LOCK): State.LOCKED,
    (State.MUST_CHANGE, Step.UNLOCK): State.MUST_CHANGE,
    (State.MUST_CHANGE, Step.REQUIRE): State.MUST_CHANGE,
    (State.MUST_CHANGE, Step.CHOOSE): State.SIGNED_IN,
    (State.MUST_CHANGE, Step.END): State.NONE,
    (State.LOCKED, Step.LOCK): State.LOCKED,
    (State.LOCKED, Step.UNLOCK): State.SIGNED_IN,
    # A lock outlasts what happens to the password; only the password itself opens it.
    (State.LOCKED, Step.REQUIRE): State.LOCKED,
    (State.LOCKED, Step.CHOOSE): State.LOCKED,
    (State.LOCKED, Step.END): State.NONE,
}
"""What is not listed cannot happen; a step that is not is a bug."""


@dataclass(slots=True, eq=False)
class Seat:
    """One session, at a console or on its way back to one. Engine's thread only.

    `since` wall time in epoch ms; `began` and `lost_at` on the monotonic clock; `link` None while the
    console is away; `token` empty when it was taken over from an engine before and has not come back.
    """

    operator: str
    console: str
    digest: bytes = field(repr=False)
    since: int
    began: float
    token: str = field(default="", repr=False)
    state: State = State.NONE
    link: ConsoleLink | None = None
    lost_at: float = 0.0
    shown: Session | None = None
    """What its console was last told."""

    def step(self, step: Step) -> None:
        """Take a step of `STEPS`; raises KeyError for one that does not exist."""
        self.state = STEPS[self.state, step]
