"""The one heap of timers against a plain list of them."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from app.domain.timers import Timers

STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("set"), st.integers(0, 5), st.integers(0, 20)),
        st.tuples(st.just("cancel"), st.integers(0, 5), st.just(0)),
        st.tuples(st.just("expire"), st.just(0), st.integers(0, 20)),
    ),
    max_size=60,
)


@given(STEPS)
def test_timers_expire_in_the_order_they_are_due_and_were_set(steps: list[tuple[str, int, int]]) -> None:
    timers: Timers[int] = Timers()
    plain: dict[int, tuple[float, int]] = {}
    for order, (what, key, due) in enumerate(steps):
        if what == "set":
            timers.set(key, due)
            plain[key] = (due, order)
        elif what == "cancel":
            timers.cancel(key)
            plain.pop(key, None)
        else:
            gone = sorted((when, key) for key, when in plain.items() if when[0] <= due)
            assert list(timers.expired(due)) == [key for _, key in gone]
            for _, expired in gone:
                del plain[expired]
        assert len(timers) == len(plain)
        assert timers.next_due() == min((when for when, _ in plain.values()), default=None)
        assert timers.earliest == (math.inf if timers.next_due() is None else timers.next_due())


def test_a_timer_set_again_and_again_takes_no_more_room() -> None:
    timers: Timers[str] = Timers()
    for due in range(10_000):
        timers.set("delay", due)
    assert len(timers._heap) < 100
    assert list(timers.expired(20_000)) == ["delay"]


def test_a_timer_set_while_others_expire_has_its_turn() -> None:
    timers: Timers[str] = Timers()
    timers.set("first", 1.0)
    told = []
    for key in timers.expired(5.0):
        told.append(key)
        if key == "first":
            timers.set("second", 4.0)
            timers.set("third", 6.0)
    assert told == ["first", "second"]
