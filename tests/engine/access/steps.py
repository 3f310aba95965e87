"""What may happen at a few consoles, one step at a time, in any order."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

ACTS = {
    "sign_in": 6,
    "begin_to_sign_in": 2,
    "sign_in_with_another_password": 1,
    "redeem": 1,
    "lock": 2,
    "unlock": 2,
    "lock_while_unlocking": 1,
    "change_password": 2,
    "sign_out": 1,
    "resume": 3,
    "leave": 2,
    "reset": 1,
    "enable": 2,
    "end_session": 1,
    "prove": 2,
    "deliver": 2,
    "pass_time": 3,
    "restart": 1,
}
"""What may happen, and how often in proportion."""


@dataclass(frozen=True)
class Step:
    """One thing that happens; an act takes those of the rest that it has a use for."""

    act: str
    desk: int
    other: int
    operator: str
    right: bool
    done: bool
    enabled: bool
    which: int
    seconds: float


STEPS = st.lists(
    st.builds(
        Step,
        act=st.sampled_from([act for act, often in ACTS.items() for _ in range(often)]),
        desk=st.integers(0, 2),
        other=st.integers(0, 2),
        operator=st.sampled_from(("ana", "beto")),
        right=st.sampled_from((True, True, True, False)),
        done=st.booleans(),
        enabled=st.sampled_from((True, True, False)),
        which=st.integers(0, 20),
        seconds=st.sampled_from((1.0, 1.0, 60.0, 60.0, 60.0, 700.0, 13 * 3600.0)),
    ),
    min_size=20,
    max_size=40,
)
