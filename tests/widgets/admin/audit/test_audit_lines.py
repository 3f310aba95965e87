"""How entries read: before and after, words for every act, and nothing that a stranger wrote can harm."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.acts import Refusal
from app.domain.audit import Came, Deed, Draft, Entry
from app.domain.rights import Right
from widgets.admin.act_words import KNOWN_ACTS, act_words, operator_words, outcome_words, refusal_word
from widgets.admin.audit_lines import Column, detail_lines, fields_of, row_cells, why
from widgets.admin.right_words import right_words
from widgets.clipping import block, one_line

HUGE = "A" * 10_000_000
NASTY = "<b>x</b>\u202egnp.exe\u202c\x00\x1b[31m\n\r\t"


def entry(**fields) -> Entry:
    return Entry(
        7, b"\x01" * 32, Draft(**{"at": 0, "operator": "admin", "act": "a", "outcome": "b", **fields})
    )


def test_before_and_after_read_as_changes():
    details = json.dumps(
        {
            "before": {"name": "L. Campos", "roles": ["operator"], "zones": [], "limits": {"high": 4.5}},
            "after": {
                "name": "L. Campos",
                "roles": ["dispatcher"],
                "zones": ["San Telmo"],
                "limits": {"high": 5},
            },
            "file": "x.toml",
        }
    )
    assert detail_lines(details).split("\n") == [
        "roles: operator → dispatcher",
        "zones: – → San Telmo",
        "limits.high: 4.5 → 5",
        "file: x.toml",
    ]


@pytest.mark.parametrize(
    ("details", "shown"),
    [
        ("", ""),
        ('{"minutes": 30, "quiet": true}', "minutes: 30\nquiet: true"),
        (
            '{"given": [{"right": "shelve", "zones": ["A", "B"]}], "title": {"before": "", "after": "X"}}',
            "given 1: right: shelve; zones: A, B\ntitle: – → X",
        ),
        ("format=csv text=bomba", "format=csv text=bomba"),
        ('{"before": 1, "after": 2}', "1 → 2"),
        ('{"before": null, "after": {"a": [{"b": 1}]}}', "a 1: – → b: 1"),
        ("[" * 3000, "[" * 3000),
    ],
)
def test_details_of_any_shape_read_somehow(details, shown):
    assert detail_lines(details) == shown


LEAVES = st.none() | st.booleans() | st.floats() | st.text(max_size=9)


def nested(inner):
    return st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4)


@given(st.recursive(LEAVES, nested))
def test_no_details_make_a_line_fail(value):
    assert isinstance(detail_lines(json.dumps({"before": value, "after": value, "x": value})), str)
    assert isinstance(detail_lines(json.dumps(value)), str)


def test_ten_million_letters_are_cut_before_any_layout():
    row = row_cells(entry(subject=HUGE, reason=HUGE, details=HUGE, console=HUGE, operator=HUGE, act=HUGE))
    assert max(len(cell.text) for cell in row) < 600
    assert max(len(text) for _, text in fields_of(entry(subject=HUGE, reason=HUGE, request=HUGE))) < 6100
    assert len(detail_lines(HUGE)) < 6100


def test_signs_that_cannot_be_seen_become_points():
    assert one_line(NASTY) == "<b>x</b>·gnp.exe···[31m · "
    assert not {"\u202e", "\u202c", "\x00", "\x1b", "\n", "\r"} & set(one_line(NASTY))
    assert "\n" in block(NASTY)
    assert "\u202e" not in block(NASTY)


@given(st.text(st.characters(), max_size=400))
def test_a_line_is_short_and_printable_whatever_was_written(text):
    assert one_line(text).isprintable()
    assert len(one_line(text)) <= 241


@pytest.mark.parametrize("act", KNOWN_ACTS)
def test_every_act_has_words(act):
    assert act_words(act) != act
    assert "_" not in act_words(act)


def test_every_deed_outcome_refusal_and_right_has_words():
    assert {str(deed) for deed in Deed} <= set(KNOWN_ACTS)
    assert all(outcome_words(came) != came for came in Came)
    assert all(refusal_word(word) not in {word, word.replace("_", " ")} for word in Refusal)
    assert len({right_words(right) for right in Right}) == len(Right)
    assert not [right for right in Right if right_words(right) == right]


def test_what_is_not_known_reads_as_it_is():
    assert act_words("warp_drive") == "warp drive"
    assert outcome_words("pending") == "pending"
    assert refusal_word("solar_flare") == "solar flare"


def test_nobody_and_the_command_line_are_named():
    assert operator_words("") == "Nobody"
    assert operator_words("os:root") == "root, command line"
    assert operator_words("r.quispe") == "r.quispe"


def test_a_refusal_and_the_reason_stand_together():
    assert why(entry(refusal="wrong_password", reason="x")) == "Wrong password · x"
    assert row_cells(entry(at=2**62))[Column.TIME].text == "–"
