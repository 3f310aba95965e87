"""The form in which an entry is hashed never changes, and no two entries share it."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.acts import Outcome
from app.domain.audit import GENESIS, Came, Deed, Draft, canonical, link

FIRST = Draft(
    at=1_790_000_000_000,
    operator="ana.pérez",
    act="acknowledge",
    outcome="applied",
    console="consola-1",
    subject="PRE-1:low T-3:high",
    refusal="",
    reason='Válvula "7"\n',
    details='{"before": 1}',
    request="12",
)
TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)
DRAFTS = st.builds(
    Draft, at=st.integers(), **dict.fromkeys((one.name for one in fields(Draft) if one.name != "at"), TEXTS)
)


def test_the_form_is_this_one_for_ever() -> None:
    """Trails that were signed years ago must still be proved."""
    assert canonical(1, FIRST).decode() == (
        '[1,1790000000000,"ana.pérez","acknowledge","applied","consola-1","PRE-1:low T-3:high","",'
        '"Válvula \\"7\\"\\n","{\\"before\\": 1}","12"]'
    )
    first = link(GENESIS, 1, FIRST)
    second = link(first, 2, replace(FIRST, at=FIRST.at + 1))
    assert first.hex() == "d1db9bd7154f9f116570aee70bc98a92cc5edc7454893c2d0697038993aea4ed"
    assert second.hex() == "0de1a916ab556f1d5ed1167dbcb6608df23b12b474b5c11995f7b7395e74b60e"


@given(st.integers(1), DRAFTS, st.integers(1), DRAFTS)
def test_no_two_entries_have_one_form(seq: int, one: Draft, other_seq: int, other: Draft) -> None:
    assume((seq, one) != (other_seq, other))
    assert canonical(seq, one) != canonical(other_seq, other)


@given(DRAFTS, st.sampled_from([one.name for one in fields(Draft)]), st.data())
def test_every_field_is_under_the_hash(one: Draft, name: str, data: st.DataObject) -> None:
    value = data.draw(st.integers() if name == "at" else TEXTS)
    assume(value != getattr(one, name))
    assert link(GENESIS, 1, replace(one, **{name: value})) != link(GENESIS, 1, one)


@given(DRAFTS, st.binary(min_size=32, max_size=32))
def test_the_entry_before_and_the_place_are_under_the_hash(one: Draft, before: bytes) -> None:
    assume(before != GENESIS)
    assert len({link(GENESIS, 1, one), link(before, 1, one), link(GENESIS, 2, one)}) == 3


@given(st.text(st.characters(categories=["Cs"]), min_size=1, max_size=3))
def test_half_a_surrogate_is_hashed_as_a_question_mark(text: str) -> None:
    assert link(GENESIS, 1, Draft(0, text, "", "")) == link(GENESIS, 1, Draft(0, "?" * len(text), "", ""))


@pytest.mark.parametrize("outcome", list(Outcome))
def test_acts_and_other_deeds_share_the_words_of_what_came_of_them(outcome: Outcome) -> None:
    assert outcome.value in {came.value for came in Came}


def test_words_go_into_the_trail_as_they_are() -> None:
    assert canonical(1, Draft(0, "", Deed.SIGN_IN, Came.REFUSED)) == canonical(
        1, Draft(0, "", "sign_in", "refused")
    )
