"""Whatever is done to the file of a trail shows, at its place."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.domain.audit import GENESIS, Draft, link
from app.store.faults import StoreUnavailable
from app.store.vault.opening import vault_path
from app.store.vault.signing import SignedHead, SigningKey
from app.store.vault.vault import Vault
from app.store.vault.verification import Problem, Proof, verify
from tests.store.vault.trails import NOW, Editor, draft, drafts, make

COLUMNS = ("seq", *Draft.__slots__, "hash")
TRAIL = 12


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[SignedHead]]:
    """Twelve entries of all kinds, signed after the fifth and the tenth; thirteen with that of the key."""
    folder = tmp_path_factory.mktemp("original")
    texts = ["", "a", "Válvula", "{}", "0", "1", '"', "␀", "�", "?", "\\", "x" * 4000]
    entries = [Draft(NOW + n, f"o{n % 3}", t, t[::-1], t, f"s{n} {t}", "", t, t) for n, t in enumerate(texts)]
    return vault_path(folder), make(folder, entries, signed_at=(5, 10))


@pytest.fixture
def copy(original: tuple[Path, list[SignedHead]], tmp_path: Path) -> Path:
    return Path(shutil.copy(original[0], tmp_path / "copy.db"))


@pytest.fixture
def heads(original: tuple[Path, list[SignedHead]]) -> list[SignedHead]:
    return original[1]


def broken(path: Path, heads: Sequence[SignedHead] = ()) -> tuple[int, Problem | None]:
    proof = verify(path, heads)
    if proof.problem not in (None, Problem.OTHER_INSTALLATION):
        assert f" {proof.broken_at}" in proof.sentence
    return proof.broken_at, proof.problem


def test_a_trail_that_nobody_touched_is_whole(original: tuple[Path, list[SignedHead]]) -> None:
    path, heads = original
    for kept in ([], heads, heads[:1]):
        proof = verify(path, kept)
        assert (proof.first, proof.entries, proof.broken_at, proof.problem) == (1, TRAIL + 1, 0, None)
        assert (proof.signed_until, proof.signed_at) == (heads[1].seq, heads[1].at)
        assert proof.pinned == bool(kept)
        assert proof.keys == (heads[0].key,)
        assert "are whole" in proof.sentence


# -- one change --------------------------------------------------------------------------------------


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


def put_in(editor: Editor, seq: int, before: object, one: Draft) -> None:
    assert isinstance(before, bytes)
    values = [getattr(one, name) for name in Draft.__slots__]
    marks = ", ".join("?" * len(COLUMNS))
    editor.run(f"INSERT INTO audit VALUES ({marks})", seq, *values, link(before, seq, one))


# -- a trail that fits itself ------------------------------------------------------------------------


def cut(path: Path, last: int, *, heads_too: bool) -> None:
    with Editor(path) as editor:
        editor.run("DELETE FROM audit WHERE seq > ?", last)
        if heads_too:
            editor.run("DELETE FROM signed_head WHERE seq > ?", last)


def rewrite(path: Path, first: int, key: SigningKey | None = None) -> None:
    """From this entry on with right hashes, and signed again with the attacker's key."""
    with Editor(path) as editor:
        installation = str(editor.one("SELECT value FROM meta WHERE key='installation'"))
        before = GENESIS if first == 1 else editor.one("SELECT hash FROM audit WHERE seq=?", first - 1)
        for seq in range(first, TRAIL + 2):
            row = editor.connection.execute("SELECT * FROM audit WHERE seq=?", (seq,)).fetchone()
            one = Draft(*row[1:-1])
            one = replace(one, operator="somebody") if seq == first else one
            before = link(before, seq, one)
            editor.run("UPDATE audit SET operator=?, hash=? WHERE seq=?", one.operator, before, seq)
            if key is not None and editor.one("SELECT count(*) FROM signed_head WHERE seq=?", seq):
                signed = key.sign(installation, seq, NOW, before)
                editor.run(
                    "UPDATE signed_head SET at=?, hash=?, key=?, signature=? WHERE seq=?",
                    *(NOW, before, signed.key, signed.signature, seq),
                )


@pytest.mark.parametrize("last", range(TRAIL))
def test_a_shortened_copy_is_found_by_the_heads_kept_elsewhere(
    copy: Path, heads: list[SignedHead], last: int
) -> None:
    cut(copy, last, heads_too=True)
    fits = last >= heads[-1].seq
    assert broken(copy) == (0, None), "it fits itself"
    assert broken(copy, heads) == ((0, None) if fits else (last + 1, Problem.SHORTENED))


def test_a_copy_shortened_below_its_own_heads_is_found_without_others(copy: Path) -> None:
    cut(copy, 7, heads_too=False)
    assert broken(copy) == (8, Problem.SHORTENED)


@pytest.mark.parametrize("first", [1, 3, 6, 7, 11])
def test_a_trail_written_anew_with_right_hashes_is_found(
    copy: Path, heads: list[SignedHead], first: int
) -> None:
    rewrite(copy, first)
    agreed = max((head.seq for head in heads if head.seq < first), default=0)
    assert broken(copy) == (agreed + 1, Problem.REWRITTEN)


@pytest.mark.parametrize("first", [1, 6, 7, 11])
def test_a_trail_written_anew_and_signed_anew_is_found_by_the_heads_kept_elsewhere(
    copy: Path, heads: list[SignedHead], first: int
) -> None:
    rewrite(copy, first, SigningKey.generate())
    assert broken(copy)[1] is None, "it fits itself and its own heads"
    agreed = max((head.seq for head in heads if head.seq < first), default=0)
    assert broken(copy, heads) == (agreed + 1, Problem.REWRITTEN)


def test_heads_by_another_key_do_not_count_beside_those_kept_elsewhere(
    copy: Path, heads: list[SignedHead]
) -> None:
    with Editor(copy) as editor:
        installation = str(editor.one("SELECT value FROM meta WHERE key='installation'"))
        last = editor.one("SELECT hash FROM audit WHERE seq=?", TRAIL + 1)
        assert isinstance(last, bytes)
        other = SigningKey.generate().sign(installation, TRAIL + 1, NOW, last)
        editor.run(
            "INSERT INTO signed_head VALUES (?, ?, ?, ?, ?)",
            *(other.seq, other.at, other.hash, other.key, other.signature),
        )
    assert verify(copy).signed_until == TRAIL + 1
    assert verify(copy, heads).signed_until == heads[-1].seq


@pytest.mark.parametrize("column", ["at", "hash", "key", "signature"])
@pytest.mark.parametrize("value", ["text", b"", bytes(32), 7])
def test_a_changed_head_is_found(copy: Path, column: str, value: object) -> None:
    with Editor(copy) as editor:
        editor.run(f"UPDATE signed_head SET {column}=? WHERE seq=6", value)
    assert broken(copy) == (6, Problem.FORGED_HEAD)


def test_the_vault_of_another_installation_does_not_pass_for_this_one(
    tmp_path: Path, heads: list[SignedHead]
) -> None:
    make(tmp_path, [draft(number) for number in range(20)], signed_at=(18,))
    assert broken(vault_path(tmp_path)) == (0, None)
    assert broken(vault_path(tmp_path), heads) == (1, Problem.OTHER_INSTALLATION)


def test_a_vault_renamed_to_another_installation_is_found(copy: Path, heads: list[SignedHead]) -> None:
    with Editor(copy) as editor:
        editor.run("UPDATE meta SET value='another' WHERE key='installation'")
    assert broken(copy) == (6, Problem.FORGED_HEAD), "the name is under every signature"
    assert broken(copy, heads) == (1, Problem.OTHER_INSTALLATION)


# -- files ------------------------------------------------------------------------------------------


def test_a_vault_is_proved_while_the_engine_writes_it(tmp_path: Path) -> None:
    vault = Vault(tmp_path)
    vault.open()
    seen = 0
    for number in range(30):
        for more in range(20):
            vault.note(draft(number * 20 + more))
        proof = verify(vault.path)
        assert proof.problem is None
        assert proof.entries >= seen
        seen = proof.entries
    vault.close()
    assert verify(vault.path).entries == 600


def test_a_copy_on_a_medium_that_cannot_be_written_is_proved(
    small_disk: Path, original: tuple[Path, list[SignedHead]]
) -> None:
    path = Path(shutil.copy(original[0], small_disk / "vault.db"))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert verify(path).entries == TRAIL + 1


@pytest.mark.parametrize("content", [None, b"", b"no database", b"SQLite format 3\x00" + bytes(4000)])
def test_what_is_no_vault_is_said_to_be_none(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "vault.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(StoreUnavailable):
        verify(path)


@pytest.mark.parametrize("kind", ["TABLE", "VIEW"])
def test_a_trail_in_a_table_that_is_not_ours_is_no_trail(copy: Path, kind: str) -> None:
    """Entries with odd numbers could stand in it that a reader shows and a proof does not count."""
    with Editor(copy) as editor:
        editor.run("ALTER TABLE audit RENAME TO hidden")
        editor.run(f"CREATE {kind} audit AS SELECT * FROM hidden")
    with pytest.raises(StoreUnavailable):
        verify(copy)


@given(st.data())
@settings(max_examples=60)
def test_noise_in_the_file_never_passes_as_a_longer_or_other_trail(
    tmp_path_factory, original, data: st.DataObject
) -> None:
    """Whatever stands in the file: either it cannot be read, or it breaks, or every entry is as it was."""
    path = Path(shutil.copy(original[0], tmp_path_factory.mktemp("noise")))
    raw = bytearray(path.read_bytes())
    place = data.draw(st.integers(0, len(raw) - 65))
    raw[place : place + 64] = data.draw(st.binary(min_size=64, max_size=64))
    path.write_bytes(raw)
    try:
        proof: Proof = verify(path, original[1])
    except StoreUnavailable:
        return
    if proof.problem is None:
        assert original[1][-1].seq <= proof.entries <= TRAIL + 1


# -- an untouched one ------------------------------------------------------------------------------


@given(st.lists(drafts(), max_size=12), st.sets(st.integers(1, 12)))
@settings(max_examples=12)
def test_every_untouched_trail_is_whole(tmp_path_factory, entries: list[Draft], signed: set[int]) -> None:
    folder = tmp_path_factory.mktemp("whole")
    heads = make(folder, entries, signed_at=signed)
    proof = verify(vault_path(folder), heads)
    assert proof.problem is None
    assert proof.signed_until == (heads[-1].seq if heads else 0)
