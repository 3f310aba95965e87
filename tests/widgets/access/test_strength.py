"""What is said of a new password while it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from widgets.access import sign_in_words
from widgets.access.strength import LONGEST, Fault, judge


@pytest.mark.parametrize(
    ("password", "fault"),
    [
        ("", Fault.SHORT),
        ("farola", Fault.SHORT),
        ("r.quispe-r.quispe", Fault.LIKE_NAME),
        ("epsiuqr epsiuqr!", Fault.LIKE_NAME),
        ("aaaaaaaaaaaaaaaa", Fault.ONE_SIGN),
        ("x" * (LONGEST + 1), Fault.LONG),
        ("farola-niebla-42", Fault.NONE),
    ],
)
def test_faults_are_named_before_strength(password, fault):
    assert judge(password, least=12, names=("r.quispe",)).fault is fault


def test_it_counts_what_is_missing():
    assert judge("farola", least=12).missing == 6
    assert sign_in_words.judged(judge("farola", least=12)) == "6 characters more"


def test_variety_counts_for_more_than_length():
    run = judge("abcdefghijklmnop", least=12)
    words = judge("farola-Niebla-42-muelle", least=12)
    assert run.level < words.level == 4


@given(st.text(max_size=300), st.integers(1, 64))
def test_no_text_is_too_odd_and_a_fault_has_no_level(password, least):
    said = judge(password, least=least, names=("ana", password[:5]))
    assert (said.level == 0) == (said.fault is not Fault.NONE)
    assert sign_in_words.judged(said)


@given(st.text(alphabet="abcXYZ019-_ ", min_size=12, max_size=40))
def test_the_level_never_falls_while_signs_that_differ_are_added(password):
    longer = judge(password + "#Q7", least=12)
    assert longer.fault is not Fault.NONE or longer.level >= judge(password, least=12).level
