"""The trail on a disk that fills, in a process that is killed, in a file that somebody edits meanwhile."""

from __future__ import annotations

import contextlib
import json
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.audit import AuditFilter, Came, Deed, Draft, Entry, link
from app.store.faults import Fault, StoreUnavailable
from app.store.vault.opening import vault_path
from app.store.vault.vault import Vault
from app.store.vault.verification import Problem, verify
from tests.store.disk import fill, unfill
from tests.store.vault.trails import Editor, draft, make
from tests.support.stores import vault_in
from tests.support.waiting import PATIENCE_S, wait_until

ROOT = Path(__file__).parents[3]


def on_record(vault: Vault) -> list[Entry]:
    return list(reversed(vault.entries(AuditFilter(), limit=1000).entries))


def opened(folder: Path, told: list[str] | None = None, *, most_noted: int = 100_000) -> Vault:
    faults = told if told is not None else []
    vault = vault_in(folder, faults.append, most_noted=most_noted)
    vault.open()
    return vault


def refused_by_a_full_disk(vault: Vault, told: list[str]) -> int:
    """Record until the disk is full; how many went."""
    for number in range(100_000):
        try:
            vault.record(draft(number, details="x" * 3900))
        except StoreUnavailable as refused:
            fault = refused.fault
            break
    assert fault is Fault.FULL
    wait_until(lambda: told, what="the fault")
    return number


@contextlib.contextmanager
def held_up(vault: Vault) -> Iterator[None]:
    """Its writer takes nothing meanwhile."""
    entered, leave = threading.Event(), threading.Event()

    def dawdle(_connection: object) -> None:
        entered.set()
        leave.wait(PATIENCE_S)

    slow = threading.Thread(target=lambda: goes(lambda: vault.write(dawdle)))
    slow.start()
    assert entered.wait(PATIENCE_S)
    yield
    leave.set()
    slow.join(PATIENCE_S)


def test_what_a_full_disk_refuses_is_not_on_record_also_not_later(small_disk: Path) -> None:
    told: list[str] = []
    vault = opened(small_disk, told)
    fill(small_disk)
    went = refused_by_a_full_disk(vault, told)
    for number in range(5):
        with pytest.raises(StoreUnavailable):
            vault.record(draft(number, subject="refused", details="y" * 3900))
    unfill(small_disk)
    vault.record(draft(1, subject="again"))
    subjects = [entry.draft.subject for entry in on_record(vault)]
    assert len(subjects) == went + 1
    assert subjects[-1] == "again"
    assert "refused" not in subjects
    assert len(told) == 1
    assert "full" in told[0]
    vault.close()
    assert verify(vault_path(small_disk)).problem is None


def test_notes_wait_for_the_disk_and_what_was_too_much_is_put_on_record(small_disk: Path) -> None:
    told: list[str] = []
    vault = opened(small_disk, told, most_noted=50)
    fill(small_disk)
    went = refused_by_a_full_disk(vault, told)
    with held_up(vault):
        for number in range(80):
            vault.note(draft(number, act="noted", details="z" * 100))
    unfill(small_disk)
    wait_until(lambda: any(entry.draft.act == Deed.HISTORY_GAP for entry in on_record(vault)))
    vault.record(draft(1, act="after"))
    entries = on_record(vault)[went:]
    noted = [entry.draft.at for entry in entries if entry.draft.act == "noted"]
    assert noted == [draft(number).at for number in range(len(noted))], "the first ones, in order"
    (gap,) = [entry.draft for entry in entries if entry.draft.act == Deed.HISTORY_GAP]
    lost = json.loads(gap.details)
    assert (gap.subject, gap.outcome) == ("audit", Came.FAILED)
    assert lost["entries"] + len(noted) == 80
    assert lost["entries"] == 30, "fifty waited"
    assert (lost["from"], lost["until"]) == (draft(len(noted)).at, draft(79).at)
    vault.close()


def test_closing_on_a_full_disk_ends_and_says_what_was_not_written(small_disk: Path) -> None:
    told: list[str] = []
    vault = opened(small_disk, told)
    fill(small_disk)
    refused_by_a_full_disk(vault, told)
    for number in range(20):
        vault.note(draft(number, details="z" * 3900))
    vault.close()
    assert told[-1] == "At the end 20 entries of the audit trail could not be written."


def test_who_waits_behind_notes_that_cannot_be_written_is_refused_at_once(small_disk: Path) -> None:
    vault = opened(small_disk)
    fill(small_disk)
    vault.note(draft(1))
    with pytest.raises(StoreUnavailable) as caught:
        vault.write(lambda _connection: None, draft(2))
    assert caught.value.fault is Fault.FULL, "and not that it took too long"
    unfill(small_disk)
    vault.record(draft(3))
    assert [entry.draft.at for entry in on_record(vault)] == [draft(1).at, draft(3).at]
    vault.close()


def test_somebody_who_stops_waiting_is_not_put_on_record_later(tmp_path: Path) -> None:
    vault = Vault(tmp_path, wait_s=lambda: 0.5)
    vault.open()
    entered, leave = threading.Event(), threading.Event()

    def dawdle(_connection: object) -> None:
        entered.set()
        leave.wait(PATIENCE_S)

    slow = threading.Thread(target=lambda: refuses(lambda: vault.write(dawdle, draft(1, subject="slow"))))
    slow.start()
    assert entered.wait(PATIENCE_S)
    refuses(lambda: vault.record(draft(2, subject="behind")))
    slow.join(PATIENCE_S)
    leave.set()
    wait_until(lambda: goes(lambda: vault.record(draft(3, subject="after"))))
    assert [entry.draft.subject for entry in on_record(vault)] == ["after"]
    vault.close()


def goes(work: Callable[[], object]) -> bool:
    try:
        work()
    except StoreUnavailable:
        return False
    return True


def refuses(work: Callable[[], object]) -> None:
    with pytest.raises(StoreUnavailable):
        work()


def test_the_chain_is_whole_after_every_kill_and_has_all_that_was_told(tmp_path: Path) -> None:
    told: set[str] = set()
    for life in range(4):
        recorder = subprocess.Popen(
            [sys.executable, "-m", "tests.store.vault.killed_recorder", str(tmp_path), str(life)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert recorder.stdout is not None
        lines = [recorder.stdout.readline() for _ in range(15 + 15 * life)]
        recorder.kill()
        lines += recorder.stdout.readlines()
        recorder.wait()
        recorder.stdout.close()
        told |= {line.strip() for line in lines if line.endswith("\n")}
        assert verify(vault_path(tmp_path)).problem is None
    with sqlite3.connect(vault_path(tmp_path)) as connection:
        kept = {row[0] for row in connection.execute("SELECT subject FROM audit")}
    connection.close()
    assert len(told) >= 150
    assert told <= kept


def test_a_trail_that_was_broken_before_the_start_goes_on_and_says_so_once(tmp_path: Path) -> None:
    make(tmp_path, [draft(number) for number in range(10)])
    with Editor(vault_path(tmp_path)) as editor:
        editor.run("UPDATE audit SET reason='nothing' WHERE seq=4")
    for _ in range(2):
        told: list[str] = []
        vault = opened(tmp_path, told)
        vault.record(draft(11))
        vault.close()
    assert told == [], "on record already"
    vault = opened(tmp_path)
    entries = on_record(vault)
    vault.close()
    assert [entry.draft.act for entry in entries[10:]] == [Deed.VERIFY_AUDIT, "acknowledge", "acknowledge"]
    found = entries[10].draft
    assert (found.outcome, found.subject, found.refusal) == (Came.FAILED, "4", "changed")
    assert link(entries[9].hash, 11, found) == entries[10].hash
    assert verify(vault_path(tmp_path)).broken_at == 4


@pytest.mark.parametrize(
    ("statement", "found"),
    [
        ("DELETE FROM audit WHERE seq=3", ("3", Problem.MISSING)),
        ("DELETE FROM audit WHERE seq=1", ("1", Problem.MISSING)),
        ("DELETE FROM audit WHERE seq>4", ("5", Problem.SHORTENED)),
        ("DELETE FROM audit", ("1", Problem.SHORTENED)),
        ("UPDATE audit SET hash=zeroblob(32) WHERE seq=10", ("10", Problem.CHANGED)),
        ("UPDATE audit SET hash='no bytes' WHERE seq=11", ("11", Problem.CHANGED)),
        ("UPDATE audit SET reason=CAST(x'ff' AS TEXT) WHERE seq=2", ("2", Problem.CHANGED)),
        ("UPDATE signed_head SET hash=zeroblob(32)", ("9", Problem.REWRITTEN)),
    ],
)
def test_every_break_near_the_end_is_noticed_at_the_start(
    tmp_path: Path, statement: str, found: tuple[str, Problem]
) -> None:
    make(tmp_path, [draft(number) for number in range(10)], signed_at=(8,))
    with Editor(vault_path(tmp_path)) as editor:
        editor.run(statement)
    told: list[str] = []
    vault = opened(tmp_path, told)
    vault.record(draft(11))
    noticed = on_record(vault)[-2].draft
    vault.close()
    assert (noticed.act, noticed.subject, noticed.refusal) == (Deed.VERIFY_AUDIT, *found)
    assert len(told) == 1


def test_a_trail_that_is_changed_while_the_engine_runs_is_noticed(tmp_path: Path) -> None:
    told: list[str] = []
    vault = opened(tmp_path, told)
    for number in range(6):
        vault.record(draft(number))
    with Editor(vault_path(tmp_path)) as editor:
        editor.run("DELETE FROM audit WHERE seq > 3")
    vault.record(draft(9))
    entries = on_record(vault)
    vault.close()
    assert [entry.seq for entry in entries] == [1, 2, 3, 4, 5]
    assert (entries[3].draft.act, entries[3].draft.refusal) == (Deed.VERIFY_AUDIT, Problem.SHORTENED)
    assert json.loads(entries[3].draft.details)["known"] == 6
    assert told == ["The audit trail was changed by somebody else: it ended at 6, now 3."]


def test_two_programs_of_ours_share_one_chain(tmp_path: Path) -> None:
    """As when the command line puts an export on record beside the engine."""
    told: list[str] = []
    one, other = opened(tmp_path, told), opened(tmp_path, told)
    for number in range(10):
        (one, other)[number % 2].record(draft(number))
    one.close()
    other.close()
    proof = verify(vault_path(tmp_path))
    assert (proof.entries, proof.problem, told) == (10, None, [])


def test_a_commit_that_came_to_the_disk_after_all_is_taken_back_on_record(tmp_path: Path) -> None:
    """The disk said no, and yet has it, as where only its last flush failed."""
    vault = opened(tmp_path)
    vault.record(draft(1))
    head = vault.head()
    writer = vault._writer
    assert writer is not None
    late = draft(2, subject="refused")
    with Editor(vault_path(tmp_path)) as editor:
        values = [getattr(late, name) for name in Draft.__slots__]
        marks = ", ".join("?" * (len(values) + 2))
        editor.run(f"INSERT INTO audit VALUES ({marks})", 2, *values, link(head.hash, 2, late))
    writer._in_doubt = True
    vault.record(draft(3))
    entries = on_record(vault)
    vault.close()
    assert [entry.draft.act for entry in entries][1:] == ["acknowledge", Deed.HISTORY_GAP, "acknowledge"]
    taken_back = entries[2].draft
    assert (taken_back.subject, taken_back.outcome) == ("2", Came.FAILED)
    assert taken_back.reason == "answered as not recorded"
