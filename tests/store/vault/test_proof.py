"""Files that are proved: whole ones, copies, what is no vault, and noise in the midst of one."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.audit import Draft
from app.store.faults import StoreUnavailable
from app.store.vault.opening import vault_path
from app.store.vault.signing import SignedHead
from app.store.vault.verification import Proof, verify
from tests.store.vault.proofs import TRAIL
from tests.store.vault.trails import Editor, draft, drafts, make
from tests.support.stores import vault_in


def test_a_trail_that_nobody_touched_is_whole(original: tuple[Path, list[SignedHead]]) -> None:
    path, heads = original
    for kept in ([], heads, heads[:1]):
        proof = verify(path, kept)
        assert (proof.first, proof.entries, proof.broken_at, proof.problem) == (1, TRAIL + 1, 0, None)
        assert (proof.signed_until, proof.signed_at) == (heads[1].seq, heads[1].at)
        assert proof.pinned == bool(kept)
        assert proof.keys == (heads[0].key,)
        assert "are whole" in proof.sentence


def test_a_vault_is_proved_while_the_engine_writes_it(tmp_path: Path) -> None:
    vault = vault_in(tmp_path)
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


@given(st.lists(drafts(), max_size=12), st.sets(st.integers(1, 12)))
@settings(max_examples=12)
def test_every_untouched_trail_is_whole(tmp_path_factory, entries: list[Draft], signed: set[int]) -> None:
    folder = tmp_path_factory.mktemp("whole")
    heads = make(folder, entries, signed_at=signed)
    proof = verify(vault_path(folder), heads)
    assert proof.problem is None
    assert proof.signed_until == (heads[-1].seq if heads else 0)
