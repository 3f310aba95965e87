"""Ids as RFC 9562 wants them, in the order in which they were made."""

from __future__ import annotations

from uuid import RFC_4122, UUID

from hypothesis import given
from hypothesis import strategies as st

from app.control.ids import CommandIds
from app.domain.instant import Instant


@given(st.lists(st.integers(0, 2**44), min_size=1, max_size=40))
def test_ids_grow_whatever_the_wall_clock_does(walls: list[int]) -> None:
    make = CommandIds()
    ids = [make(Instant(0.0, wall)) for wall in walls for _ in range(3)]
    assert ids == sorted(ids)
    assert len(set(ids)) == len(ids)
    for text in ids:
        made = UUID(text)
        assert (made.version, made.variant, str(made)) == (7, RFC_4122, text)


def test_an_id_begins_with_the_time_and_goes_on_when_the_random_bits_are_used_up() -> None:
    full = CommandIds(lambda bits: (1 << bits) - 1)
    first, second = (UUID(full(Instant(0.0, 1_700_000_000_000))) for _ in range(2))
    assert first.int >> 80 == 1_700_000_000_000
    assert second.int >> 80 == 1_700_000_000_001
