"""The two databases to test with: whoever acts waits for the disk as long as a busy machine may take."""

import tempfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

from app.store.health import GIVE_UP_AFTER_S
from app.store.journal import LONGEST_WAIT_S, MOST_QUEUED_ROWS, Journal
from app.store.opening import HISTORY, Database, open_for_writing
from app.store.records import Gap, Retention, StoreState
from app.store.vault.opening import VAULT
from app.store.vault.queue import MOST_NOTED
from app.store.vault.vault import Vault
from tests.support.waiting import PATIENCE_S


def journal_in(
    folder: Path,
    on_fault: Callable[[StoreState], None] = lambda _state: None,
    on_gap: Callable[[Gap], None] = lambda _gap: None,
    *,
    raw_days: int = 3650,
    longest_wait_s: float = LONGEST_WAIT_S,
    give_up_after_s: float = GIVE_UP_AFTER_S,
    most_queued: int = MOST_QUEUED_ROWS,
) -> Journal:
    """Of history.db, not yet open."""
    return Journal(
        folder,
        retention=Retention(raw_days=raw_days),
        on_fault=on_fault,
        on_gap=on_gap,
        longest_wait_s=longest_wait_s,
        give_up_after_s=give_up_after_s,
        most_queued=most_queued,
        act_wait_s=PATIENCE_S,
    )


def vault_in(
    folder: Path,
    on_fault: Callable[[str], None] = lambda _sentence: None,
    *,
    most_noted: int = MOST_NOTED,
) -> Vault:
    """Of vault.db, not yet open."""
    return Vault(folder, on_fault=on_fault, most_noted=most_noted, wait_s=lambda: PATIENCE_S)


def lay_history(folder: Path) -> None:
    """An empty history.db where there is none, for tests that are not about how one is made."""
    _lay(folder, HISTORY)


def lay_vault(folder: Path) -> None:
    """A vault.db not yet seeded where there is none, for tests that are not about how one is made."""
    _lay(folder, VAULT)


def _lay(folder: Path, database: Database) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / database.file_name
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(_empty(database.file_name))


@cache
def _empty(file_name: str) -> bytes:
    """The file as the store itself makes it, once for each process: running all migrations takes long."""
    (database,) = (one for one in (HISTORY, VAULT) if one.file_name == file_name)
    with tempfile.TemporaryDirectory() as folder:
        open_for_writing(Path(folder), database).dispose()
        return (Path(folder) / file_name).read_bytes()
