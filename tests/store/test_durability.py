"""What was acknowledged is there after a kill; what could not be written is counted and told."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from app.domain.alarms import Alarm, Priority, Transition
from app.domain.catalogue import ValueType
from app.domain.changes import AlarmChanged, DeviceIntroduced
from app.domain.devices import Device
from app.store.connection import history_path
from app.store.faults import Fault, StoreUnavailable
from app.store.health import Health
from app.store.reader import Reader
from app.store.records import Gap, RejectRecord, StoreState
from tests.store.disk import fill, unfill
from tests.support.stores import journal_in
from tests.support.waiting import PATIENCE_S
from tests.support.waiting import wait_until as until

ROOT = Path(__file__).parents[2]
NOW = time.time_ns() // 1_000_000
ALARM = Alarm("T-1:low", "T-1", "low", Priority.HIGH, 1, active=True, unacknowledged=True)


def test_all_that_was_acknowledged_survives_a_kill(tmp_path: Path) -> None:
    acknowledged: list[tuple[int, int]] = []
    acts = 0
    for life in range(2):
        writer = subprocess.Popen(
            [sys.executable, "-m", "tests.store.killed_writer", str(tmp_path), str(life)],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert writer.stdout is not None
        lines = [writer.stdout.readline() for _ in range(30)]
        writer.kill()
        lines += writer.stdout.readlines()
        writer.wait()
        writer.stdout.close()
        told = [line.split() for line in lines if line.endswith("\n")]
        acknowledged += [
            (int(word[1]), int(word[2])) for word in told if word[0] == "rows" and word[3] == "True"
        ]
        acts = max([acts, *(int(word[1]) for word in told if word[0] == "act")])
    again = journal_in(tmp_path)
    restored = again.open()
    again.close()
    assert len(acknowledged) > 30
    assert restored.alarms[0].version >= acts + 1
    reader = Reader(tmp_path)
    base = 1_790_000_000_000
    for life, start in acknowledged:
        series = reader.series(f"D{life}", "x", base + start, base + start + 500, 500)
        assert list(series.mean) == [float(start + k) for k in range(500)]
    assert reader.alarm_log(limit=1)[0].at >= base + acts
    reader.close()


def test_a_full_disk_is_survived_and_told(small_disk: Path) -> None:
    states: list[StoreState] = []
    gaps: list[Gap] = []
    journal = journal_in(small_disk, states.append, gaps.append, give_up_after_s=0.5)
    journal.open()
    point = journal.register_point("T-1", "level", ValueType.NUMBER)
    answers: list[bool] = []
    fill(small_disk)
    for k in range(40):
        journal.append([(point, k * 10_000 + n, 1.5) for n in range(10_000)], [], answers.append)
    journal.append([], [AlarmChanged(ALARM, Transition.RAISED, NOW)], answers.append)
    until(lambda: False in answers)
    assert journal.state().phase == "failing"
    assert journal.state().reason == "full"
    with pytest.raises(StoreUnavailable):
        journal.commit([AlarmChanged(ALARM, Transition.SHELVED, NOW - 1, by="Ana")])
    until(lambda: len(answers) == 41)
    given_up = journal.state().given_up
    assert given_up == 10_000 * sum(not ok for ok in answers[:40])

    unfill(small_disk)
    journal.append([(point, 1, 2.5)], [], answers.append)
    until(lambda: journal.state().phase == "ok")
    journal.commit([AlarmChanged(ALARM, Transition.SHELVED, NOW, by="Ana")])
    journal.close()
    assert [state.phase for state in states] == ["failing", "ok", "closed"]

    again = journal_in(small_disk)
    restored = again.open()
    again.close()
    assert restored.alarms == [ALARM], "changes are held until they can be stored"
    assert restored.points == [(point, "T-1", "level", ValueType.NUMBER)]
    assert [(gap.readings, gap.changes, gap.reason) for gap in gaps] == [(given_up, 0, "full")]
    assert NOW <= gaps[0].since <= gaps[0].until
    reader = Reader(small_disk)
    shelved = [entry.at for entry in reader.alarm_log() if entry.transition is Transition.SHELVED]
    assert shelved == [NOW], "what was answered as not recorded is not recorded later"
    reader.close()


def test_another_program_that_locks_for_a_while_loses_nothing(tmp_path: Path) -> None:
    journal = journal_in(tmp_path, give_up_after_s=600)
    journal.open()
    point = journal.register_point("T-1", "level", ValueType.NUMBER)
    other = sqlite3.connect(history_path(tmp_path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    answers: list[bool] = []
    journal.append([(point, 1, 1.0)], [], answers.append)
    until(lambda: journal.state().phase == "failing")
    assert journal.state().reason == "locked"
    with pytest.raises(StoreUnavailable):
        journal.commit([AlarmChanged(ALARM, Transition.RAISED, NOW)])
    assert answers == [], "who waits for a commit is told long before the readings are given up"
    other.execute("ROLLBACK")
    other.close()
    until(lambda: answers == [True])
    journal.close()
    reader = Reader(tmp_path)
    assert reader.alarms() == [], "what was refused is not stored later"
    assert len(reader.series("T-1", "level", 0, 10, 10)) == 1
    reader.close()


def test_an_act_takes_the_changes_before_it_along_but_not_the_readings(tmp_path: Path) -> None:
    journal = journal_in(tmp_path, longest_wait_s=60)
    journal.open()
    point = journal.register_point("T-1", "level", ValueType.NUMBER)
    recorded = threading.Event()
    raised = AlarmChanged(ALARM, Transition.RAISED, NOW)
    journal.append([(point, 1, 1.0)], [raised], lambda ok: recorded.set())
    newer = Alarm("T-1:low", "T-1", "low", Priority.HIGH, 2, active=True, unacknowledged=False)
    journal.commit([AlarmChanged(newer, Transition.ACKNOWLEDGED, NOW, by="Ana")])
    reader = Reader(tmp_path)
    assert reader.alarms() == [newer]
    assert [entry.transition for entry in reader.alarm_log()] == [Transition.ACKNOWLEDGED, Transition.RAISED]
    assert not recorded.is_set()
    journal.hurry()
    assert recorded.wait(PATIENCE_S)
    journal.close()
    assert [entry.transition for entry in reader.alarm_log()] == [Transition.ACKNOWLEDGED, Transition.RAISED]
    assert reader.alarms() == [newer]
    reader.close()


@pytest.mark.expects_errors
def test_what_cannot_be_stored_does_not_hold_up_the_rest(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    journal.open()
    point = journal.register_point("T-1", "level", ValueType.NUMBER)
    lone = "\ud800"
    answers: list[bool] = []
    journal.append(
        [(point, 2**80, 1.0), (point, 5, float("nan")), (point, 6, 6.0)],
        [
            DeviceIntroduced(Device("bad", "tank", lone)),
            DeviceIntroduced(Device("good", "tank", "Tanque")),
            AlarmChanged(ALARM, Transition.RAISED, NOW),
        ],
        answers.append,
    )
    journal.note_rejects([RejectRecord(1, lone, b"", "x", ""), RejectRecord(2, "city", b"", "x", "")])
    until(lambda: answers == [True])
    journal.close()
    reader = Reader(tmp_path)
    assert list(reader.series("T-1", "level", 0, 10, 10).times) == [6]
    assert [device.id for device in reader.devices()] == ["good"]
    assert reader.alarms() == [ALARM]
    assert [entry.at for entry in reader.rejects()] == [2]
    reader.close()


def test_a_folder_may_be_called_anything(tmp_path: Path) -> None:
    folder = tmp_path / "Mis datos año #1 ? 100 %20 ñ&x=y"
    journal = journal_in(folder)
    journal.open()
    journal.append([], [DeviceIntroduced(Device("T-1", "tank", "Tanque"))])
    journal.close()
    assert [file.name for file in folder.iterdir()] == ["history.db"]
    reader = Reader(folder)
    assert len(reader.devices()) == 1
    reader.close()


def test_closing_on_a_full_disk_ends(small_disk: Path) -> None:
    journal = journal_in(small_disk, give_up_after_s=600)
    journal.open()
    point = journal.register_point("T-1", "level", ValueType.NUMBER)
    fill(small_disk)
    answers: list[bool] = []
    for k in range(20):
        journal.append([(point, k * 10_000 + n, 1.5) for n in range(10_000)], [], answers.append)
    journal.close()
    assert len(answers) == 20
    assert False in answers


def test_of_the_rejects_the_last_thousand_are_kept_and_all_are_counted(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    journal.open()
    for part in range(3):
        journal.note_rejects(
            RejectRecord(part * 700 + k, "city/x", b"\x00{", "not_json" if k % 2 else "nan", "")
            for k in range(700)
        )
        until(lambda: not journal._notes.waiting)
    journal.close()
    reader = Reader(tmp_path)
    kept = reader.rejects()
    assert [entry.at for entry in kept] == list(range(2099, 1099, -1))
    assert kept[0].head == b"\x00{"
    assert reader.reject_totals() == {"nan": 1050, "not_json": 1050}
    reader.close()


@pytest.mark.expects_errors
def test_a_receiver_of_gaps_that_fails_does_not_make_a_commit_look_failed() -> None:
    told: list[Gap] = []

    def fail(gap: Gap) -> None:
        told.append(gap)
        raise LookupError("nobody listens")

    states: list[StoreState] = []
    health = Health(states.append, fail)
    health.failed(Fault.FULL, "no space")
    health.gave_up(7, 2)
    health.succeeded(1, 0.0)
    assert [(gap.readings, gap.changes, gap.reason) for gap in told] == [(7, 2, "full")]
    assert [state.phase for state in states] == ["failing", "ok"]
    health.succeeded(1, 0.0)
    assert len(told) == 1, "told once"


def test_a_closed_journal_takes_nothing_and_says_so(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    journal.open()
    journal.close()
    answers: list[bool] = []
    journal.append([(1, 1, 1.0)], [], answers.append)
    assert answers == [False]
    with pytest.raises(StoreUnavailable):
        journal.commit([])
    assert journal.state().phase == "closed"


def test_where_the_disk_cannot_keep_up_memory_is_spared_and_changes_are_kept(tmp_path: Path) -> None:
    gaps: list[Gap] = []
    journal = journal_in(tmp_path, on_gap=gaps.append, give_up_after_s=60, most_queued=10_000)
    journal.open()
    other = sqlite3.connect(history_path(tmp_path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    point = journal.register_point("T-1", "level", ValueType.NUMBER)
    rows = [(point, n, 1.5) for n in range(500)]
    answers: list[bool] = []
    for _ in range(30):
        journal.append(rows, [AlarmChanged(ALARM, Transition.RAISED, NOW)], answers.append)
    assert journal.state().queued <= 10_500
    assert journal.state().given_up >= 4_000
    other.execute("ROLLBACK")
    other.close()
    until(lambda: len(answers) == 30)
    assert 8 <= answers.count(False) <= 9
    journal.close()
    reader = Reader(tmp_path)
    assert len(reader.alarm_log()) == 30
    assert [(gap.readings, gap.changes) for gap in gaps] == [(500 * answers.count(False), 0)]
    reader.close()
