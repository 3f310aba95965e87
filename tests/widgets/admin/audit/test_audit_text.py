"""Entries as lines of a file: the chain can be checked from them, and a spreadsheet runs nothing."""

import csv
import io
import json

from hypothesis import given
from hypothesis import strategies as st

from app.domain.audit import Draft, Entry, canonical, link
from widgets.admin.audit_text import COLUMNS, Format, body, heading, json_line

TEXT = st.text(st.characters(), max_size=60)


def drafts():
    return st.builds(
        Draft,
        at=st.integers(-(2**50), 2**50),
        operator=TEXT,
        act=TEXT,
        outcome=TEXT,
        console=TEXT,
        subject=TEXT,
        refusal=TEXT,
        reason=TEXT,
        details=TEXT,
        request=TEXT,
    )


@given(st.integers(1, 10**12), drafts(), st.binary(min_size=32, max_size=32))
def test_the_canonical_form_can_be_made_again_from_a_json_line(seq, draft, before):
    written = body(Format.JSON_LINES, [Entry(seq, link(before, seq, draft), draft)])
    lines = written.decode("utf-8").split("\n")
    assert len(lines) == 2
    read = json.loads(lines[0])
    hash_, number = bytes.fromhex(read.pop("hash")), read.pop("seq")
    again = Draft(**read)
    assert canonical(number, again) == canonical(seq, draft)
    assert link(before, number, again) == hash_


@given(drafts())
def test_csv_keeps_its_columns_and_has_no_formula(draft):
    written = heading(Format.CSV) + body(Format.CSV, [Entry(7, b"\x01" * 32, draft)])
    rows = list(csv.reader(io.StringIO(written.decode("utf-8-sig"), newline="")))
    assert rows[0] == list(COLUMNS)
    assert len(rows) == 2
    assert len(rows[1]) == len(COLUMNS)
    assert not [cell for cell in rows[1] if cell[:1] in set("=+@\t\r\n")]


def test_a_formula_in_a_reason_is_neutralised():
    draft = Draft(0, "admin", "comment", "applied", reason='=HYPERLINK("http://x","y")')
    row = next(csv.reader(io.StringIO(body(Format.CSV, [Entry(1, b"", draft)]).decode())))
    assert row[COLUMNS.index("reason")].startswith("'=")
    assert row[COLUMNS.index("at")] == "1970-01-01T00:00:00.000Z"


def test_the_fields_stand_in_the_order_of_the_draft():
    read = json.loads(json_line(Entry(3, b"\xab" * 32, Draft(5, "a", "b", "c"))))
    assert list(read) == [
        "seq", "at", "operator", "act", "outcome", "console", "subject", "refusal", "reason", "details",
        "request", "hash",
    ]  # fmt: skip
    assert read["hash"] == "ab" * 32
