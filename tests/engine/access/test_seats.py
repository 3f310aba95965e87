"""The states of a console's session: every step that exists, and that there are no others."""

import itertools

import pytest

from app.engine.access.own_account import ACCEPTED
from app.engine.access.seats import STEPS, Seat, State, Step
from app.wire import access as wire

EXPECTED = {
    ("none", "enter"): "signed_in",
    ("signed_in", "lock"): "locked",
    ("signed_in", "unlock"): "signed_in",
    ("signed_in", "require"): "must_change",
    ("signed_in", "choose"): "signed_in",
    ("signed_in", "end"): "none",
    ("must_change", "lock"): "locked",
    ("must_change", "unlock"): "must_change",
    ("must_change", "require"): "must_change",
    ("must_change", "choose"): "signed_in",
    ("must_change", "end"): "none",
    ("locked", "lock"): "locked",
    ("locked", "unlock"): "signed_in",
    ("locked", "require"): "locked",
    ("locked", "choose"): "locked",
    ("locked", "end"): "none",
}


def seat(state: State) -> Seat:
    return Seat("ana", "desk 1", b"digest", 0, 0.0, token="the token", state=state)


@pytest.mark.parametrize(("state", "step"), list(itertools.product(State, Step)))
def test_a_step_leads_where_the_table_says_or_does_not_exist(state: State, step: Step) -> None:
    one = seat(state)
    expected = EXPECTED.get((str(state), str(step)))
    if expected is None:
        with pytest.raises(KeyError):
            one.step(step)
        assert one.state is state
    else:
        one.step(step)
        assert str(one.state) == expected


def test_only_unlocking_and_ending_lead_out_of_a_lock() -> None:
    out = {step for (state, step), after in STEPS.items() if state is State.LOCKED and after is not state}
    assert out == {Step.UNLOCK, Step.END}


def test_a_lock_accepts_nothing_but_the_password() -> None:
    assert ACCEPTED[State.LOCKED] == {wire.UnlockSession}
    assert ACCEPTED[State.MUST_CHANGE] == {wire.UnlockSession, wire.ChangePassword}
    assert not ACCEPTED[State.NONE]


def test_a_token_never_shows() -> None:
    assert "the token" not in repr(seat(State.SIGNED_IN))
