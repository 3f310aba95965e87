"""The trail as a file: what was written is proved, what was changed is found, and nothing in it runs."""

from __future__ import annotations

import csv
import json
import stat
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.store.vault.exporting import ExportUnreadable, export, verify_export
from app.store.vault.opening import vault_path
from app.store.vault.signing import SignedHead
from app.store.vault.verification import Problem
from tests.store.disk import fill
from tests.store.vault.trails import NOW, Editor, draft, make

HOSTILE = ["=1+1", "@SUM(A1)", '"x",y', "a\nb", "\x1b[31m", "\u202egnirts", "ñ", "<b>"]


@pytest.fixture(scope="module")
def trail(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[SignedHead]]:
    folder = tmp_path_factory.mktemp("trail")
    entries = [draft(n, reason=text, subject=text) for n, text in enumerate(HOSTILE)]
    return vault_path(folder), make(folder, entries, signed_at=(3, 8))


@pytest.fixture
def file(trail: tuple[Path, list[SignedHead]], tmp_path: Path) -> Path:
    path = tmp_path / "audit.jsonl"
    assert export(trail[0], path) == 9
    return path


def problem(file: Path, heads: list[SignedHead] | None = None) -> tuple[int, Problem | None]:
    proof = verify_export(file, heads or [])
    return proof.broken_at, proof.problem


def test_an_export_is_proved_as_the_vault_is(file: Path, trail: tuple[Path, list[SignedHead]]) -> None:
    proof = verify_export(file, trail[1])
    assert (proof.first, proof.entries, proof.problem) == (1, 9, None)
    assert proof.signed_until == trail[1][-1].seq
    assert file.read_text(encoding="utf-8").isascii(), "no sign that turns or hides"
    lines = [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()[1:]]
    told = [line["reason"] for line in lines if line["act"] == "acknowledge"]
    assert told == HOSTILE
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [one.name for one in file.parent.iterdir()] == ["audit.jsonl"]


@pytest.mark.parametrize(
    ("since", "until", "first", "count"), [(3, 0, 4, 6), (0, 4, 1, 5), (3, 5, 4, 3), (50, 0, 1, 0)]
)
def test_a_part_is_proved_from_its_first_entry(
    trail: tuple[Path, list[SignedHead]], tmp_path: Path, since: int, until: int, first: int, count: int
) -> None:
    """The entry of the key stands between those of 3 and 4, at the time of 3; the first is of 0."""
    path = tmp_path / "part.jsonl"
    times = {"since": since and NOW + since, "until": until and NOW + until}
    assert export(trail[0], path, **times) == count
    proof = verify_export(path, trail[1])
    assert (proof.first, proof.entries, proof.problem) == (first, count, None)


@given(st.data())
def test_any_changed_byte_of_an_entry_is_found(tmp_path_factory, trail, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("changed") / "audit.jsonl"
    export(trail[0], path)
    lines = path.read_bytes().splitlines(keepends=True)
    seq = data.draw(st.integers(1, 9))
    place = data.draw(st.integers(0, len(lines[seq]) - 2))
    byte = data.draw(st.integers(32, 255))
    raw = bytearray(lines[seq])
    raw[place] = byte
    assume(_read(bytes(raw)) != _read(lines[seq]))
    path.write_bytes(b"".join([*lines[:seq], bytes(raw), *lines[seq + 1 :]]))
    assert problem(path)[0] == seq


def _read(line: bytes) -> object:
    """What a line says; the same in another spelling, as a hash in capitals, is no change."""
    try:
        told = json.loads(line, object_pairs_hook=list)
        return [*told[:-1], (told[-1][0], bytes.fromhex(told[-1][1]))]
    except (ValueError, TypeError):
        return line


@pytest.mark.parametrize("seq", range(1, 10))
def test_a_line_taken_out_or_doubled_is_found(file: Path, seq: int) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:seq] + lines[seq + 1 :]))
    assert problem(file) == ((seq, Problem.MISSING) if seq < 9 else (9, Problem.SHORTENED))
    file.write_bytes(b"".join(lines[: seq + 1] + lines[seq:]))
    assert problem(file)[1] is not None


def test_a_shortened_export_is_found(file: Path) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join(lines[:6]))
    assert problem(file) == (6, Problem.SHORTENED)


@pytest.mark.parametrize(
    "line",
    [
        b"{}",
        b"[]",
        b"null",
        b"\xff",
        b"[" * 100_000,
        b'{"seq": 4}',
        b'{"note": "also here", "seq": 4}',
        b"x" * 2_000_000,
    ],
)
def test_a_line_that_is_no_entry_is_found(file: Path, line: bytes) -> None:
    lines = file.read_bytes().splitlines(keepends=True)
    file.write_bytes(b"".join([*lines[:4], line + b"\n", *lines[5:]]))
    assert problem(file) == (4, Problem.CHANGED)


def test_a_name_that_stands_twice_is_found(file: Path) -> None:
    """Programs differ in which of the two they show."""
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    lines[4] = '{"operator": "other", ' + lines[4][1:]
    file.write_text("".join(lines), encoding="utf-8")
    assert problem(file) == (4, Problem.CHANGED)


@pytest.mark.parametrize("content", [b"", b"{}", b'{"atalaya_audit": 2}', b"\xff\xfe", b"seq,at\n1,2"])
def test_what_is_no_export_is_said_to_be_none(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other"
    path.write_bytes(content)
    with pytest.raises(ExportUnreadable, match="no export of an audit trail"):
        verify_export(path, [])


def test_a_table_runs_nothing(trail: tuple[Path, list[SignedHead]], tmp_path: Path) -> None:
    path = tmp_path / "audit.CSV"
    assert export(trail[0], path) == 9
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    reasons = [row["reason"] for row in rows if row["act"] == "acknowledge"]
    assert reasons[:4] == ["'=1+1", "'@SUM(A1)", '"x",y', "a\nb"]
    assert "\x1b" not in "".join(reasons)
    assert rows[0]["at"].startswith("2026-")
    assert len(bytes.fromhex(rows[0]["hash"])) == 32


def test_a_file_that_cannot_be_completed_leaves_the_old_one(
    small_disk: Path, trail: tuple[Path, list[SignedHead]]
) -> None:
    path = small_disk / "audit.jsonl"
    path.write_text("the old one", encoding="utf-8")
    fill(small_disk)
    with pytest.raises(OSError, match="No space left"):
        export(trail[0], path)
    assert path.read_text(encoding="utf-8") == "the old one"
    assert sorted(file.name for file in small_disk.iterdir()) == ["audit.jsonl", "filler"]


def test_an_edited_vault_is_exported_as_it_is_and_shows(tmp_path: Path) -> None:
    make(tmp_path, [draft(number) for number in range(5)])
    with Editor(vault_path(tmp_path)) as editor:
        editor.run("UPDATE audit SET at=zeroblob(3) WHERE seq=2")
        editor.run("UPDATE audit SET hash='text' WHERE seq=4")
    for name in ("audit.jsonl", "audit.csv"):
        assert export(vault_path(tmp_path), tmp_path / name) == 5
    assert problem(tmp_path / "audit.jsonl") == (2, Problem.CHANGED)
