"""What goes on record comes back as it was, in order, chained, and refuses to be changed."""

from __future__ import annotations

import sqlite3
import stat
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from app.domain.audit import GENESIS, LONGEST_TEXT, AuditFilter, Came, Draft, Entry, Head, link
from app.domain.rights import STANDARD_ROLES
from app.store.connection import reader_engine
from app.store.faults import Fault, StoreUnavailable, StoreUnusable
from app.store.vault import schema
from app.store.vault.opening import role_values, vault_path
from app.store.vault.rows import link_row
from app.store.vault.trail import storable
from app.store.vault.vault import Vault
from app.store.vault.verification import verify
from tests.store.vault.trails import ANY_TEXTS, NOW, draft, drafts, entries_in, make
from tests.support.stores import vault_in


@pytest.fixture
def vault(tmp_path: Path):
    vault = vault_in(tmp_path)
    vault.open()
    yield vault
    vault.close()


def on_record(vault: Vault, filter_: AuditFilter | None = None) -> list[Entry]:
    """Oldest first."""
    return list(reversed(vault.entries(filter_ or AuditFilter(), limit=1000).entries))


def test_what_is_recorded_is_there_at_once_and_chained(vault: Vault) -> None:
    assert vault.head() == Head(0, GENESIS)
    vault.record(draft(1))
    vault.record(draft(2, reason="Válvula"))
    first, second = on_record(vault)
    assert (first.seq, first.draft) == (1, draft(1))
    assert first.hash == link(GENESIS, 1, draft(1))
    assert second == Entry(2, link(first.hash, 2, draft(2, reason="Válvula")), draft(2, reason="Válvula"))
    assert vault.head() == Head(2, second.hash)


def test_notes_come_in_order_before_what_is_recorded_after_them(vault: Vault) -> None:
    for number in range(500):
        vault.note(draft(number))
    vault.record(draft(500))
    assert [entry.draft.at - NOW for entry in on_record(vault)] == list(range(501))


def test_several_callers_at_once_all_get_their_entry(vault: Vault) -> None:
    def record(caller: int) -> None:
        for number in range(20):
            vault.record(draft(number, operator=f"o{caller}"))

    callers = [threading.Thread(target=record, args=(caller,)) for caller in range(8)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()
    entries = on_record(vault)
    assert len(entries) == 160
    for caller in range(8):
        own = [entry.draft.at - NOW for entry in entries if entry.draft.operator == f"o{caller}"]
        assert own == list(range(20))
    assert verify(vault.path).problem is None


@given(st.lists(drafts(ANY_TEXTS | st.text(st.characters(categories=["Cs", "Cc"]))), min_size=1, max_size=20))
@settings(max_examples=15)
def test_whatever_is_recorded_reads_back_as_it_was_hashed(tmp_path_factory, written: list[Draft]) -> None:
    folder = tmp_path_factory.mktemp("vault")
    make(folder, written)
    before = GENESIS
    for entry, one in zip(entries_in(folder), written, strict=True):
        assert entry.draft == Draft(*storable(one))
        assert entry.hash == link(before, entry.seq, entry.draft)
        before = entry.hash
    assert verify(vault_path(folder)).problem is None


def test_what_no_text_column_holds_is_marked(vault: Vault) -> None:
    vault.record(draft(1, reason="a\0b\ud800c"))
    assert on_record(vault)[0].draft.reason == "a␀b?c"


@pytest.mark.parametrize("odd", [None, 5, b"x", float("nan"), Came.FAILED])
def test_a_mistake_in_one_entry_holds_up_no_other(vault: Vault, odd: object) -> None:
    vault.note(Draft(odd, odd, "odd", "applied"))
    vault.record(draft(1))
    first, second = on_record(vault)
    assert (first.draft.act, second.draft) == ("odd", draft(1))
    assert first.draft.operator == str(odd)
    assert verify(vault.path).problem is None


@pytest.mark.parametrize("length", [LONGEST_TEXT + 1, 10_000_000])
def test_long_text_is_cut_and_says_so(vault: Vault, length: int) -> None:
    vault.record(draft(1, reason="ñ" * LONGEST_TEXT, details="x" * length))
    kept = on_record(vault)[0].draft
    assert kept.reason == "ñ" * LONGEST_TEXT
    assert len(kept.details) <= LONGEST_TEXT
    shown = len(kept.details) - len(kept.details.lstrip("x"))
    assert kept.details.endswith(f"…[cut: {length - shown} characters]")


@given(st.binary(min_size=32, max_size=32), st.integers(1, 2**62), drafts(ANY_TEXTS))
def test_a_row_hashes_as_its_draft(before: bytes, seq: int, one: Draft) -> None:
    row = (seq, *storable(one))
    assert link_row(before, row) == link_row(before, (*row, b"hash")) == link(before, seq, Draft(*row[1:]))


@pytest.mark.parametrize("odd", [None, 1.0, b"x", "\ud800"])
def test_a_row_with_what_no_entry_holds_has_no_hash(odd: object) -> None:
    assert link_row(GENESIS, (1, 1, odd, "", "", "", "", "", "", "", "", b"")) is None
    assert link_row(GENESIS, (1, None, "", "", "", "", "", "", "", "", "", b"")) is None


def add_role(connection: Connection) -> str:
    connection.execute(insert(schema.role), role_values(STANDARD_ROLES[0]) | {"id": "new"})
    return "done"


def role_ids(vault: Vault) -> set[str]:
    return set(vault.read(lambda connection: connection.execute(select(schema.role.c.id)).scalars().all()))


def test_work_and_its_entry_are_stored_together(vault: Vault) -> None:
    assert vault.write(add_role, draft(1)) == "done"
    assert "new" in role_ids(vault)
    assert len(on_record(vault)) == 1


def test_work_that_fails_leaves_neither_itself_nor_its_entry(vault: Vault) -> None:
    def fail(connection: Connection) -> None:
        add_role(connection)
        raise LookupError("no such operator")

    with pytest.raises(LookupError, match="no such operator"):
        vault.write(fail, draft(1))
    with pytest.raises(IntegrityError):
        vault.write(lambda connection: (add_role(connection), add_role(connection)), draft(1))
    assert "new" not in role_ids(vault)
    assert on_record(vault) == []
    vault.record(draft(2))
    assert len(on_record(vault)) == 1


@pytest.mark.parametrize("statement", ["UPDATE audit SET at=1", "DELETE FROM audit WHERE seq=1"])
def test_the_database_itself_refuses_changes_of_the_trail(vault: Vault, statement: str) -> None:
    vault.record(draft(1))
    with pytest.raises(IntegrityError, match="append-only"):
        vault.write(lambda connection: connection.exec_driver_sql(statement))
    assert on_record(vault)[0].draft == draft(1)


def test_a_reading_connection_cannot_write(vault: Vault) -> None:
    with pytest.raises(StoreUnavailable):
        vault.read(lambda connection: connection.exec_driver_sql("DELETE FROM role"))


def test_the_standard_roles_are_there_once(tmp_path: Path) -> None:
    for _ in range(2):
        vault = vault_in(tmp_path)
        vault.open()
        known = role_ids(vault)
        vault.write(lambda connection: connection.exec_driver_sql("DELETE FROM role WHERE id='auditor'"))
        vault.close()
    assert known == {role.id for role in STANDARD_ROLES} - {"auditor"}


def test_only_the_owner_can_read_the_files(vault: Vault) -> None:
    vault.record(draft(1))
    for file in vault.path.parent.iterdir():
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_a_file_that_was_left_open_to_others_is_closed(tmp_path: Path) -> None:
    make(tmp_path, [draft(1)])
    vault_path(tmp_path).chmod(0o644)
    make(tmp_path, [draft(2)])
    assert stat.S_IMODE(vault_path(tmp_path).stat().st_mode) == 0o600


def test_nothing_but_the_file_is_left_after_the_end(tmp_path: Path) -> None:
    make(tmp_path, [draft(1)])
    entries_in(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["vault.db"]


def test_a_closed_vault_takes_nothing_and_says_so(tmp_path: Path) -> None:
    vault = vault_in(tmp_path)
    with pytest.raises(StoreUnavailable):
        vault.record(draft(1))
    vault.open()
    vault.close()
    vault.note(draft(2))
    with pytest.raises(StoreUnavailable) as caught:
        vault.record(draft(1))
    assert caught.value.fault is Fault.CLOSED


def test_notes_are_written_before_the_end(tmp_path: Path) -> None:
    vault = vault_in(tmp_path)
    vault.open()
    for number in range(7000):
        vault.note(draft(number))
    vault.close()
    again = vault_in(tmp_path)
    again.open()
    assert again.head().seq == 7000
    again.close()


def test_a_damaged_vault_is_named_and_left_alone(tmp_path: Path) -> None:
    vault_path(tmp_path).write_bytes(b"no database")
    with pytest.raises(StoreUnusable, match="no operators and an empty audit trail") as caught:
        vault_in(tmp_path).open()
    assert caught.value.fault is Fault.DAMAGED
    assert vault_path(tmp_path).read_bytes() == b"no database"


def test_the_migrations_end_at_the_tables_of_the_schema(tmp_path: Path) -> None:
    make(tmp_path, [])
    engine = reader_engine(vault_path(tmp_path))
    with engine.connect() as connection:
        migrated = MigrationContext.configure(connection)
        assert compare_metadata(migrated, schema.metadata) == []
        assert migrated.get_current_revision() == schema.HEAD
    engine.dispose()


def test_the_columns_stand_in_the_order_of_the_fields() -> None:
    assert [column.name for column in schema.audit.columns] == ["seq", *Draft.__slots__, "hash"]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (AuditFilter(), [1, 2, 3]),
        (AuditFilter(text="VÁLVULA"), [2]),
        (AuditFilter(text="t-3"), [1]),
        (AuditFilter(text="100%"), [3]),
        (AuditFilter(text="_"), []),
        (AuditFilter(operator="ana"), [1, 3]),
        (AuditFilter(act="shelve"), [3]),
        (AuditFilter(outcome="refused"), [2]),
        (AuditFilter(since=NOW + 2), [2, 3]),
        (AuditFilter(until=NOW + 2), [1]),
        (AuditFilter(since=NOW + 2, until=NOW + 3, operator="luis"), [2]),
    ],
)
def test_entries_are_found_by_what_they_say(vault: Vault, wanted: AuditFilter, found: list[int]) -> None:
    vault.record(draft(1, subject="T-3:high"))
    vault.record(draft(2, operator="luis", outcome="refused", reason="la válvula no cierra"))
    vault.record(draft(3, act="shelve", details='{"note": "100% seguro"}'))
    assert [entry.seq for entry in on_record(vault, wanted)] == found


def test_pages_go_back_to_the_beginning(vault: Vault) -> None:
    for number in range(25):
        vault.note(draft(number))
    vault.record(draft(25))
    seen: list[int] = []
    before, more = 0, True
    while more:
        page = vault.entries(AuditFilter(), before=before, limit=10)
        assert page.total == 26
        seen += [entry.seq for entry in page.entries]
        before, more = page.entries[-1].seq, page.more
    assert seen == list(range(26, 0, -1))


def test_another_program_that_holds_the_vault_does_not_hold_a_caller_for_ever(vault: Vault) -> None:
    other = sqlite3.connect(vault.path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StoreUnavailable):
        vault.record(draft(1))
    vault.note(draft(2))
    other.execute("ROLLBACK")
    other.close()
    vault.record(draft(3))
    assert [entry.draft for entry in on_record(vault)] == [draft(2), draft(3)]
