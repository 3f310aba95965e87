"""Trails for tests: drafts, a vault that holds some of them, and an editor's hand in the file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Self

from hypothesis import strategies as st

from app.domain.audit import AuditFilter, Draft, Entry
from app.store.vault.signing import SignedHead, SigningKey
from tests.support.stores import lay_vault, vault_in

DAY_MS = 86_400_000
NOW = 1_790_000_000_000

TEXTS = st.text(st.characters(codec="utf-8"), max_size=12)
ANY_TEXTS = st.text(max_size=40)
TIMES = st.integers(0, 2**45)


def drafts(texts: st.SearchStrategy[str] = TEXTS) -> st.SearchStrategy[Draft]:
    return st.builds(
        Draft, at=TIMES, **dict.fromkeys((name for name in Draft.__slots__ if name != "at"), texts)
    )


def draft(number: int = 1, **more: str) -> Draft:
    told = {"operator": "ana", "act": "acknowledge", "outcome": "applied", **more}
    return Draft(NOW + number, **told)


def make(folder: Path, entries: Iterable[Draft], *, signed_at: Iterable[int] = ()) -> list[SignedHead]:
    """A vault with these entries; signed after the entries of these numbers, by one key that is known
    before the first."""
    key, heads = SigningKey.generate(), []
    lay_vault(folder)
    vault = vault_in(folder)
    vault.open()
    for number, one in enumerate(entries, 1):
        vault.record(one)
        if number in signed_at:
            heads.append(vault.sign(key, NOW + number))
    vault.close()
    return heads


def entries_in(folder: Path) -> list[Entry]:
    """Oldest first."""
    vault = vault_in(folder)
    vault.open()
    found = vault.entries(AuditFilter(), limit=1000).entries
    vault.close()
    return list(reversed(found))


class Editor:
    """Somebody with the file and a tool for databases; the triggers are no hindrance."""

    def __init__(self, path: Path) -> None:
        self.connection = sqlite3.connect(path, isolation_level=None)
        for table in ("audit", "signed_head"):
            for deed in ("update", "delete"):
                self.connection.execute(f"DROP TRIGGER IF EXISTS {table}_no_{deed}")

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def run(self, statement: str, *values: object) -> None:
        self.connection.execute(statement, values)

    def one(self, statement: str, *values: object) -> object:
        return self.connection.execute(statement, values).fetchone()[0]
