"""Trails that fit themselves and are found by signed heads: cut short, written anew, or of another house."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.audit import GENESIS, Draft, link
from app.store.vault.opening import vault_path
from app.store.vault.signing import SignedHead, SigningKey
from app.store.vault.verification import Problem, verify
from tests.store.vault.proofs import TRAIL, broken
from tests.store.vault.trails import NOW, Editor, draft, make


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
