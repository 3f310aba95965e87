"""What is acknowledged of an incident is there whole after a kill, a full disk, and an update."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.changes import DeviceIntroduced
from app.domain.devices import Device
from app.domain.incidents.folding import fold
from app.store import schema
from app.store.connection import history_path
from app.store.faults import StoreUnavailable
from app.store.held_changes import losable, newest_states
from app.store.reader import Reader
from app.wire.incidents import event_of
from tests.store.disk import fill, unfill
from tests.store.incident_stories import changed, ids, noted, opened, story, told
from tests.support.stores import journal_in

ROOT = Path(__file__).parents[2]


@pytest.fixture(name="reader")
def _reader(tmp_path: Path) -> Iterator[Reader]:
    made = Reader(tmp_path)
    yield made
    made.close()


def test_after_a_kill_every_change_is_there_whole_or_not_at_all(tmp_path: Path, reader: Reader) -> None:
    writer = subprocess.Popen(
        [sys.executable, "-m", "tests.store.killed_teller", str(tmp_path)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert writer.stdout is not None
    lines = [writer.stdout.readline() for _ in range(40)]
    writer.kill()
    lines += writer.stdout.readlines()
    writer.wait()
    writer.stdout.close()
    acknowledged = max(int(line) for line in lines if line.endswith("\n"))
    journal = journal_in(tmp_path)
    restored = journal.open().incidents
    journal.close()
    assert acknowledged >= 80
    assert len(restored.records) >= acknowledged
    for record in restored.records:
        assert [event.seq for event in record.events] == [1, 2, 3, 4], "as they were told together"
        assert reader.incident(record.incident.id) == record.incident
        assert ids(reader.incidents(text=f"INC-{record.incident.number:04d} cuatro")) == [record.incident.id]


def test_a_commit_that_fails_stores_nothing(small_disk: Path) -> None:
    journal = journal_in(small_disk)
    journal.open()
    events = story(1, opened(), noted("antes"), noted("x" * 500_000), noted("después"))
    journal.commit([changed(events[:2])])
    fill(small_disk)
    with pytest.raises(StoreUnavailable):
        journal.commit([changed(events[:3], of=2)])
    unfill(small_disk)
    reader = Reader(small_disk)
    assert [each.seq for each in reader.incident_events(["INC-0001"])] == [1, 2]
    assert reader.incident("INC-0001") == changed(events[:2]).incident
    assert reader.incidents(text="xxx") == []
    reader.close()
    journal.close()


def test_what_is_read_while_it_is_written_belongs_together(tmp_path: Path, reader: Reader) -> None:
    journal = journal_in(tmp_path)
    journal.open()
    journal.commit([told(1, opened())])
    events = story(1, opened(), *(noted(f"nota{number}") for number in range(60)))
    done = threading.Event()

    def write() -> None:
        for place in range(1, len(events), 2):
            journal.commit([changed(events[: place + 2], of=place)])
        done.set()

    thread = threading.Thread(target=write)
    thread.start()
    looks = 0
    while not done.is_set():
        told_so_far = [event_of(each) for each in reader.incident_events(["INC-0001"])]
        assert len(told_so_far) % 2 == 1
        incident = fold(told_so_far).incident
        now = reader.incident("INC-0001")
        assert now is not None
        assert now.version >= incident.version
        assert ids(reader.incidents(text="fuga")) == ["INC-0001"]
        looks += 1
    thread.join()
    journal.close()
    assert looks > 3
    assert reader.incident("INC-0001") == changed(events).incident


def test_a_database_of_before_is_brought_up_with_what_is_in_it(tmp_path: Path, reader: Reader) -> None:
    tank = Device("T-1", "tank", "Tanque")
    journal = journal_in(tmp_path)
    journal.open()
    journal.append([], [DeviceIntroduced(tank)])
    journal.close()
    with sqlite3.connect(history_path(tmp_path)) as old:
        later = (table.name for table in schema.footage)
        its_own = ("incident", "incident_event", "incident_text", "procedure", "shift", "work_plan")
        for table in (*its_own, *later):
            old.execute(f"DROP TABLE {table}")
        old.execute("UPDATE alembic_version SET version_num='0003'")
    old.close()
    again = journal_in(tmp_path)
    restored = again.open()
    assert (restored.devices, restored.incidents.next_number) == ([tank], 1)
    again.commit([told(1, opened())])
    again.close()
    assert ids(reader.incidents(text="fuga")) == ["INC-0001"]


def test_while_nothing_can_be_written_no_event_is_given_up() -> None:
    events = story(1, opened(), noted("eins"), noted("zwei"))
    tank = DeviceIntroduced(Device("T-1", "tank", "Tanque"))
    held = newest_states([changed(events[:1]), changed(events[:2], of=1), tank, changed(events, of=2)])
    assert held == [tank, changed(events)]


def test_changes_of_an_incident_that_are_joined_are_not_counted_as_lost() -> None:
    events = story(1, opened(), noted("eins"), noted("zwei"))
    tank = DeviceIntroduced(Device("T-1", "tank", "Tanque"))
    waiting = [changed(events[:1]), tank, changed(events[:2], of=1), tank, changed(events, of=2)]
    assert losable(waiting) - losable(newest_states(waiting)) == 1
