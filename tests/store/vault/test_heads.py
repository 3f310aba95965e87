"""Signed heads: made once a day, kept elsewhere in a file that is only added to."""

from __future__ import annotations

import json
import stat
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.audit import AuditFilter, Deed, Head
from app.store.faults import StoreUnavailable
from app.store.vault.heads import last_signed, load_heads
from app.store.vault.heads_file import HeadsUnreadable, append_head, append_heads, read_heads
from app.store.vault.signing import DAY_MS, SignedHead, SigningKey, due
from tests.store.vault.trails import NOW, draft, make
from tests.support.stores import vault_in

KEY = SigningKey.generate()


def head(seq: int, *, key: SigningKey = KEY, installation: str = "here") -> SignedHead:
    return key.sign(installation, seq, NOW, bytes([seq]) * 32)


def test_a_key_comes_back_from_its_text_and_never_shows_it() -> None:
    again = SigningKey.from_text(f" {KEY.text}\n")
    assert again.public == KEY.public
    assert KEY.text not in repr(KEY)
    assert SigningKey.generate().text != KEY.text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no key",
        "AAAA",
        pytest.param(KEY.text[:-4], id="cut"),
        pytest.param(KEY.text + "AAAA", id="prolonged"),
        "ñ",
    ],
)
def test_other_text_is_no_key(text: str) -> None:
    with pytest.raises(ValueError, match="not a signing key") as caught:
        SigningKey.from_text(text)
    assert KEY.text[:10] not in str(caught.value)


@pytest.mark.parametrize(
    "forged",
    [
        replace(head(5), seq=6),
        replace(head(5), at=NOW + 1),
        replace(head(5), hash=bytes(32)),
        replace(head(5), installation="elsewhere"),
        replace(head(5), key=SigningKey.generate().public),
        replace(head(5), key=b"short"),
        replace(head(5), signature=bytes(64)),
        replace(head(5), signature=b""),
    ],
)
def test_a_signature_covers_everything(forged: SignedHead) -> None:
    assert head(5).is_genuine()
    assert not forged.is_genuine()


def test_a_head_is_signed_once_and_the_key_goes_on_record_first(tmp_path: Path) -> None:
    vault = vault_in(tmp_path)
    vault.open()
    vault.record(draft(1))
    first = vault.sign(KEY, NOW)
    assert (first.seq, first.at, first.is_genuine()) == (2, NOW, True)
    assert Head(first.seq, first.hash) == vault.head()
    introduced = vault.entries(AuditFilter(act=Deed.SIGN_HEAD)).entries[0].draft
    assert json.loads(introduced.details) == {"key": KEY.public.hex()}
    assert vault.sign(KEY, NOW + 5) == first, "nothing new"
    vault.record(draft(2))
    second = vault.sign(KEY, NOW + 6)
    assert (second.seq, second.installation) == (3, first.installation)
    assert vault.read(load_heads) == [second, first]
    assert vault.read(last_signed) == second
    other = vault.sign(SigningKey.generate(), NOW + 7)
    assert (other.seq, len(vault.entries(AuditFilter(act=Deed.SIGN_HEAD)).entries)) == (4, 2)
    vault.close()
    with pytest.raises(StoreUnavailable):
        vault.sign(KEY, NOW + 8)


@pytest.mark.parametrize(
    ("since", "is_due"), [(0, False), (DAY_MS - 1, False), (DAY_MS, True), (400 * DAY_MS, True), (-1, True)]
)
def test_a_signature_is_due_once_a_day_and_after_the_clock_went_back(since: int, is_due: bool) -> None:
    assert due(NOW, NOW + since) is is_due


def test_heads_come_back_from_their_file(tmp_path: Path) -> None:
    path = tmp_path / "elsewhere" / "audit-heads.jsonl"
    assert append_head(path, head(3))
    assert append_heads(path, [head(9), head(5)]) == 2
    assert read_heads(path) == [head(3), head(5), head(9)]
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text(encoding="utf-8") == "".join(f"{head(seq).line()}\n" for seq in (3, 5, 9))


def test_what_the_file_has_is_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "heads"
    append_heads(path, [head(3), head(7)])
    before = path.read_bytes()
    assert append_heads(path, [head(1), head(7, key=SigningKey.generate())]) == 0
    assert path.read_bytes() == before
    assert append_head(path, head(2, installation="another"))
    assert path.read_bytes().startswith(before)


def test_a_line_torn_by_a_power_cut_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "heads"
    append_heads(path, [head(3), head(7)])
    path.write_bytes(path.read_bytes()[:-30])
    assert append_head(path, head(8))
    assert read_heads(path) == [head(3), head(8)]


@given(st.lists(st.binary(max_size=50) | st.just(head(4).line().encode()), max_size=5))
def test_whatever_stands_in_a_file_only_genuine_heads_are_taken(tmp_path_factory, lines: list[bytes]) -> None:
    path = tmp_path_factory.mktemp("heads") / "heads"
    path.write_bytes(b"\n".join([*lines, b"[]", b"7", b'{"seq": 1}', b"[" * 3000]))
    genuine = [line for line in lines if line == head(4).line().encode()]
    if genuine:
        assert read_heads(path) == [head(4)] * len(genuine)
    else:
        with pytest.raises(HeadsUnreadable, match="holds no signed heads"):
            read_heads(path)


def test_a_file_that_is_not_there_is_said_to_be(tmp_path: Path) -> None:
    with pytest.raises(HeadsUnreadable, match="cannot be read"):
        read_heads(tmp_path / "none")


def test_heads_of_a_vault_are_in_the_order_of_their_signing(tmp_path: Path) -> None:
    heads = make(tmp_path, [draft(number) for number in range(9)], signed_at=(2, 4, 9))
    vault = vault_in(tmp_path)
    vault.open()
    assert vault.read(load_heads) == heads[::-1]
    vault.close()
