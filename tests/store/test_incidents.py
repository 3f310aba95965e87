"""Incidents and what belongs to them, as the store keeps them."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.alarms import Priority
from app.domain.catalogue import Label
from app.domain.changes import Change, EventNoted
from app.domain.devices import Event
from app.domain.incidents.events import Acknowledged, OwnerSet, ProcedureSet, Reopened
from app.domain.incidents.procedures import Procedure, ProcedureChanged, Step
from app.domain.shifts import Shift, ShiftChanged, ShiftNote
from app.domain.work_plan import Activity, WorkPlan, WorkPlanChanged
from app.store.connection import history_path
from app.store.incident_reading import IncidentCount, RestoredIncidents
from app.store.reader import Reader
from app.store.records import Retention
from app.store.statements import write_changes
from app.wire.incidents import event_of, record_of
from tests.store.incident_stories import (
    SOLVED,
    START,
    changed,
    ids,
    joined,
    kept,
    noted,
    opened,
    record,
    story,
    told,
)
from tests.store.storage import NOON, Storage

LEAK = told(1, opened(), joined("PRE-1", "PRE-2"), noted("Llama una vecina"), OwnerSet("ana"))
DAY = 86_400_000
DOOR = Event("T-1", "door", active=True, ts=1, received=0.0)


def procedure(version: int) -> Procedure:
    return Procedure("fuga", version, Label("Fuga", "Leak"), (Step("cerrar", Label("Cerrar", "Close")),))


SHIFT = Shift("t-1", "ana", "consola-1", START, 1, notes=(ShiftNote(START, "Sin novedad"),))
PLAN = WorkPlan(2026, 1, (Activity("a", "Rondas", "Acta", "Rondas", "n", (1.0,) * 12),))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def reader(folder: Path) -> Iterator[Reader]:
    made = Reader(folder)
    yield made
    made.close()


def test_all_of_it_comes_back(folder: Path) -> None:
    found = kept(
        folder,
        [LEAK, ProcedureChanged(procedure(1))],
        [told(2, opened(), SOLVED), ShiftChanged(SHIFT), WorkPlanChanged(PLAN)],
    )
    assert found == RestoredIncidents((record(LEAK),), 3, (procedure(1),), (SHIFT,), (PLAN,))


def test_numbers_are_counted_on_for_ever(folder: Path) -> None:
    assert kept(folder).next_number == 1
    assert kept(folder, [told(41, opened(), SOLVED)]).next_number == 42


def test_an_event_that_is_there_is_never_overwritten(folder: Path, reader: Reader) -> None:
    other = story(1, opened("Otra cosa"), noted("x"), noted("y"), noted("z"), noted("nueva"))
    kept(folder, [LEAK], [changed(other)])
    events = reader.incident_events(["INC-0001"])
    assert [event_of(each) for each in events] == [*LEAK.events, other[4]]


def test_an_incident_is_replaced_by_a_newer_state_alone(folder: Path, reader: Reader) -> None:
    first = story(1, opened(), noted("eins"))
    then = [*first, *story(1, opened(), noted("x"), noted("zwei"))[2:]]
    kept(folder, [changed(first)], [changed(then, of=2)], [changed(first)])
    assert reader.incident("INC-0001") == changed(then).incident
    assert ids(reader.incidents(text="zwei eins")) == ["INC-0001"]
    assert reader.incident("INC-0002") is None


def test_changes_of_one_incident_in_one_commit_are_stored_whole(folder: Path, reader: Reader) -> None:
    events = story(1, opened(), noted("eins"), noted("zwei"))
    kept(folder, [changed(events[:1]), changed(events[:2], of=1), changed(events, of=2)])
    assert [each.seq for each in reader.incident_events(["INC-0001"])] == [1, 2, 3]
    assert reader.incident("INC-0001") == changed(events).incident


def test_events_are_told_by_number_and_place(folder: Path, reader: Reader) -> None:
    first, second = told(9999, opened(), noted("a")), told(10_000, opened())
    kept(folder, [second], [first])
    found = reader.incident_events(["INC-10000", "INC-9999", "INC-7"])
    assert found == [record_of(each) for each in (*first.events, *second.events)]


def test_what_cannot_be_read_keeps_no_engine_from_starting(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept(folder, [LEAK, told(2, opened()), told(3, opened()), ProcedureChanged(procedure(1))])
    with sqlite3.connect(history_path(folder)) as database:
        database.execute("UPDATE incident_event SET body = ? WHERE incident = 1 AND seq = 3", (b"[",))
        database.execute("UPDATE incident_event SET kind = 'Eaten' WHERE incident = 2")
        database.execute("UPDATE procedure SET body = ?", (b"{}",))
    database.close()
    found = kept(folder)
    assert [each.incident.id for each in found.records] == ["INC-0001", "INC-0003"]
    assert [each.seq for each in found.records[0].events] == [1, 2, 4]
    assert found.procedures == ()
    assert "passed over" in caplog.text


@pytest.mark.expects_errors
def test_what_cannot_be_stored_does_not_hold_up_the_rest(folder: Path, reader: Reader) -> None:
    kept(folder, [told(1, opened("\ud800")), told(2, opened())])
    assert ids(reader.incidents()) == ["INC-0002"]
    assert [each.incident for each in reader.incident_events(["INC-0001", "INC-0002"])] == ["INC-0002"]


def test_of_procedures_those_that_are_needed_come_back_and_all_can_be_read(
    folder: Path, reader: Reader
) -> None:
    goes_by_two = told(1, opened(), ProcedureSet("fuga", 2))
    versions: list[Change] = [ProcedureChanged(procedure(number)) for number in (1, 2, 3, 4)]
    again = ProcedureChanged(dataclasses.replace(procedure(1), label=Label("Otra", "Other")))
    found = kept(folder, [goes_by_two, *versions], [again])
    assert [each.version for each in found.procedures] == [2, 4]
    assert reader.procedures("fuga") == [procedure(number) for number in (1, 2, 3, 4)]
    assert reader.procedures("otra") == []
    assert len(reader.procedures()) == 4


def test_shifts_come_back_when_they_are_recent_or_have_not_ended(folder: Path, reader: Reader) -> None:
    over = [
        dataclasses.replace(SHIFT, id=f"t-{number}", operator="eva", began=number, ended=number + 1)
        for number in range(30)
    ]
    long_ago = dataclasses.replace(SHIFT, id="old", began=5)
    changes: list[Change] = [ShiftChanged(each) for each in (*over, long_ago)]
    found = kept(folder, changes)
    assert [each.id for each in found.shifts] == ["old", *(f"t-{number}" for number in range(10, 30))]
    assert [each.began for each in reader.shifts(limit=2)] == [29, 28]
    assert reader.shifts(operator="ana") == [long_ago]
    assert [each.began for each in reader.shifts(since_ms=3, until_ms=5, operator="eva")] == [4, 3]


def test_of_shifts_and_plans_the_newest_version_stays(folder: Path, reader: Reader) -> None:
    ended = dataclasses.replace(SHIFT, ended=START + 9, version=2)
    fuller = dataclasses.replace(PLAN, version=2, activities=())
    kept(folder, [ShiftChanged(ended), WorkPlanChanged(fuller)], [ShiftChanged(SHIFT), WorkPlanChanged(PLAN)])
    assert reader.shifts() == [ended]
    assert reader.work_plans() == [fuller]


def test_counts_are_of_what_was_opened_and_what_closed_in_the_time(folder: Path, reader: Reader) -> None:
    late = dataclasses.replace(opened(), resolve_s=1.5)
    changes: list[Change] = [
        told(1, opened(), SOLVED),
        told(2, late, noted("x"), SOLVED),
        told(3, late, SOLVED, at=START - DAY),
        told(4, opened(kind="fire", zone=""), at=START + 5000),
        told(5, opened(), SOLVED, Reopened("otra vez")),
        told(6, opened(), at=START + DAY),
    ]
    kept(folder, changes)
    water = ("water_leak", "San Telmo", Priority.HIGH)
    assert reader.incident_counts(START, START + DAY) == [
        IncidentCount("fire", "", Priority.HIGH, opened=1),
        IncidentCount(*water, opened=3),
        IncidentCount(*water, "solved", closed=2, late=1),
    ]
    assert reader.incident_counts(START - DAY, START) == [
        IncidentCount(*water, opened=1),
        IncidentCount(*water, "solved", closed=1),
    ]


def test_what_nobody_reached_before_the_end_is_not_late_for_it(folder: Path, reader: Reader) -> None:
    needs_crew = dataclasses.replace(opened(), acknowledge_s=60.0, arrive_s=1.5)
    kept(folder, [told(1, needs_crew, SOLVED), told(2, needs_crew, Acknowledged(), SOLVED)])
    (_, closed) = reader.incident_counts(START, START + DAY)
    assert (closed.closed, closed.late) == (2, 1)


def test_upkeep_takes_no_incident_however_old_it_is(tmp_path: Path) -> None:
    storage = Storage(tmp_path, Retention(raw_days=1, minute_days=1, quarter_days=1, log_days=1))
    with storage.connection.begin():
        long_ago = NOON - 9000 * DAY
        old: list[Change] = [told(1, opened(), SOLVED, at=long_ago), EventNoted(DOOR, long_ago)]
        write_changes(storage.connection, old, NOON)
    storage.append([(1, NOON, 1.0)])
    storage.seal()
    storage.settle()
    storage.settle()
    storage.close()
    reader = Reader(tmp_path)
    assert reader.events() == [], "upkeep has been there"
    assert ids(reader.incidents()) == ["INC-0001"]
    assert len(reader.incident_events(["INC-0001"])) == 2
    reader.close()
