"""Entries changed, removed, put in or moved: each shows in the proof, at its place."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.domain.audit import GENESIS, Draft, link
from app.store.vault.signing import SignedHead
from app.store.vault.verification import Problem, verify
from tests.store.vault.proofs import TRAIL, broken
from tests.store.vault.trails import Editor, draft, drafts

COLUMNS = ("seq", *Draft.__slots__, "hash")


def put_in(editor: Editor, seq: int, before: object, one: Draft) -> None:
    assert isinstance(before, bytes)
    values = [getattr(one, name) for name in Draft.__slots__]
    marks = ", ".join("?" * len(COLUMNS))
    editor.run(f"INSERT INTO audit VALUES ({marks})", seq, *values, link(before, seq, one))


@given(st.data())
@settings(max_examples=80)
def test_any_changed_byte_of_any_field_is_found(tmp_path_factory, original, data: st.DataObject) -> None:
    """Also one that makes the text no UTF-8, or the number no number."""
    path = Path(shutil.copy(original[0], tmp_path_factory.mktemp("changed")))
    seq = data.draw(st.integers(1, TRAIL + 1))
    column = data.draw(st.sampled_from(COLUMNS[1:]))
    with Editor(path) as editor:
        now = editor.one(f"SELECT CAST({column} AS BLOB) FROM audit WHERE seq=?", seq)
        place = data.draw(st.integers(0, len(now)))
        byte = bytes([data.draw(st.integers(0, 255))])
        changed = data.draw(
            st.sampled_from([now[:place] + byte + now[place:], now[:place] + byte + now[place + 1 :]])
        )
        assume(changed != now)
        kind = {"at": "INTEGER", "hash": "BLOB"}.get(column, "TEXT")
        before = editor.one("SELECT at FROM audit WHERE seq=?", seq)
        editor.run(f"UPDATE audit SET {column}=CAST(? AS {kind}) WHERE seq=?", changed, seq)
        assume(column != "at" or editor.one("SELECT at FROM audit WHERE seq=?", seq) != before)
    assert broken(path) == (seq, Problem.CHANGED)


@pytest.mark.parametrize("value", [None, 5.5, b"\xff\xfe", "x" * 2_000_000])
@pytest.mark.parametrize("column", ["at", "operator", "hash"])
def test_values_that_no_entry_holds_are_found(copy: Path, column: str, value: object) -> None:
    with Editor(copy) as editor:
        editor.run("PRAGMA writable_schema=ON")
        editor.run("UPDATE sqlite_master SET sql=replace(sql, 'NOT NULL', '') WHERE name='audit'")
        editor.connection.close()
        editor.connection = sqlite3.connect(copy, isolation_level=None)
        editor.run(f"UPDATE audit SET {column}=? WHERE seq=4", value)
    assert broken(copy) == (4, Problem.CHANGED)


def rewritten_in_utf_16(path: Path) -> Path:
    """A file in which SQLite's own JSON is not the form that is hashed."""
    other = path.with_suffix(".utf16")
    old = sqlite3.connect(path)
    new = sqlite3.connect(other, isolation_level=None)
    new.execute("PRAGMA encoding='UTF-16'")
    for (statement,) in old.execute("SELECT sql FROM sqlite_master WHERE type='table'").fetchall():
        new.execute(statement)
    for table in ("meta", "audit", "signed_head"):
        for row in old.execute(f"SELECT * FROM {table}").fetchall():
            new.execute(f"INSERT INTO {table} VALUES ({', '.join('?' * len(row))})", row)
    old.close()
    new.close()
    return other


def test_both_ways_to_read_a_trail_agree(copy: Path, heads: list[SignedHead]) -> None:
    other = rewritten_in_utf_16(copy)
    proof = verify(other, heads)
    assert (proof.entries, proof.problem, proof.signed_until) == (TRAIL + 1, None, heads[-1].seq)
    for path in (copy, other):
        with Editor(path) as editor:
            editor.run("UPDATE audit SET reason='other' WHERE seq=7")
        assert broken(path) == (7, Problem.CHANGED)


@pytest.mark.parametrize("in_utf_16", [False, True])
def test_an_entry_without_a_form_and_without_a_hash_is_no_entry(copy: Path, in_utf_16: bool) -> None:
    with Editor(copy) as editor:
        editor.run("PRAGMA writable_schema=ON")
        editor.run("UPDATE sqlite_master SET sql=replace(sql, 'NOT NULL', '') WHERE name='audit'")
    path = rewritten_in_utf_16(copy) if in_utf_16 else copy
    with Editor(path) as editor:
        editor.run("UPDATE audit SET at=NULL, hash=NULL WHERE seq=4")
    assert broken(path) == (4, Problem.MISPLACED)


@given(seq=st.integers(1, TRAIL + 1))
def test_a_removed_entry_is_found(tmp_path_factory, original, seq: int) -> None:
    path = Path(shutil.copy(original[0], tmp_path_factory.mktemp("removed")))
    with Editor(path) as editor:
        editor.run("DELETE FROM audit WHERE seq=?", seq)
    expected = (seq, Problem.MISSING) if seq <= TRAIL else (0, None)
    assert broken(path) == expected, "the last one, which nobody signed, is missed by nobody"


@given(seq=st.integers(1, TRAIL))
def test_a_removed_entry_with_the_others_moved_up_is_found(tmp_path_factory, original, seq: int) -> None:
    path = Path(shutil.copy(original[0], tmp_path_factory.mktemp("moved")))
    with Editor(path) as editor:
        editor.run("DELETE FROM audit WHERE seq=?", seq)
        for later in range(seq + 1, TRAIL + 2):
            editor.run("UPDATE audit SET seq=? WHERE seq=?", later - 1, later)
    assert broken(path)[0] == seq


@given(seq=st.integers(1, TRAIL + 1), one=drafts())
def test_an_entry_that_was_put_in_is_found(tmp_path_factory, original, seq: int, one: Draft) -> None:
    """With a hash that is right for its place; those after it had to be moved."""
    path = Path(shutil.copy(original[0], tmp_path_factory.mktemp("put-in")))
    with Editor(path) as editor:
        before = GENESIS if seq == 1 else editor.one("SELECT hash FROM audit WHERE seq=?", seq - 1)
        for later in range(TRAIL + 1, seq - 1, -1):
            editor.run("UPDATE audit SET seq=? WHERE seq=?", later + 1, later)
        put_in(editor, seq, before, one)
    signed = [0, *(head.seq for head in original[1])]
    if seq in signed:
        expected = (signed[signed.index(seq) - 1] + 1, Problem.REWRITTEN)
    else:
        expected = (seq + 1, Problem.MISPLACED if seq <= TRAIL else Problem.CHANGED)
    assert broken(path) == expected


@pytest.mark.parametrize("seq", [0, -5])
def test_an_entry_before_the_first_is_found(copy: Path, seq: int) -> None:
    with Editor(copy) as editor:
        put_in(editor, seq, GENESIS, draft())
    assert broken(copy) == (1, Problem.MISPLACED)


@given(first=st.integers(1, TRAIL + 1), second=st.integers(1, TRAIL + 1))
def test_entries_that_changed_places_are_found(tmp_path_factory, original, first: int, second: int) -> None:
    assume(first < second)
    path = Path(shutil.copy(original[0], tmp_path_factory.mktemp("swapped")))
    with Editor(path) as editor:
        for old, new in ((first, 99), (second, first), (99, second)):
            editor.run("UPDATE audit SET seq=? WHERE seq=?", new, old)
    assert broken(path)[0] == first
