"""History as plots need it: read on a thread of its own, with gaps that show as gaps."""

import asyncio
import threading

import numpy as np
import pytest

from app.bridge.history import GAP_FACTOR, History
from app.domain.catalogue import Label, ValueType
from app.domain.incidents.procedures import Procedure, ProcedureChanged
from app.domain.shifts import Shift, ShiftChanged
from app.domain.work_plan import WorkPlan, WorkPlanChanged
from app.settings.catalogue import load_catalogue
from app.store.faults import StoreUnavailable
from app.store.records import RejectRecord
from app.wire.incidents import event_of
from tests.store.incident_stories import SOLVED, kept, opened, told
from tests.support.stores import journal_in
from tests.support.waiting import PATIENCE_S

START = 1_773_400_000_000


@pytest.fixture(name="store")
def _store(tmp_path):
    longest_ms = int(load_catalogue().quantities["pressure"].longest_interval_s * 1000)
    journal = journal_in(tmp_path)
    journal.open()
    point = journal.register_point("P-1", "pressure", ValueType.NUMBER)
    times = [0, longest_ms, 2 * longest_ms, 12 * longest_ms, 13 * longest_ms]
    recorded = threading.Event()
    journal.note_rejects([RejectRecord(START, "t", b"{", "not_json", "the payload is not JSON")])
    journal.append([(point, START + at, at / longest_ms) for at in times], [], lambda _: recorded.set())
    assert recorded.wait(PATIENCE_S)
    journal.close()
    return tmp_path, longest_ms


@pytest.fixture(name="history")
def _history(store):
    made = History(store[0], load_catalogue())
    yield made
    made.close()


def test_a_silence_longer_than_usual_is_a_gap(history, store):
    longest_ms = store[1]
    asked = history.series("P-1", "pressure", start_ms=START, end_ms=START + 20 * longest_ms, pixels=500)
    series = asyncio.run(asked)
    assert series.raw
    assert series.times.size == 6, "five readings and one break"
    assert np.flatnonzero(np.isnan(series.mean)).tolist() == [3]
    assert all(np.isnan(column[3]) for column in (series.low, series.high))
    assert np.all(np.diff(series.times) > 0)
    assert series.times[3] - series.times[2] <= GAP_FACTOR * longest_ms / 1000
    assert series.mean[[0, 1, 2, 4, 5]].tolist() == [0.0, 1.0, 2.0, 12.0, 13.0]


def test_what_was_never_recorded_is_empty(history):
    series = asyncio.run(history.series("P-9", "pressure", start_ms=START, end_ms=START + 1000, pixels=10))
    assert series.times.size == series.mean.size == 0


def test_many_queries_at_once_are_answered_one_after_another(history, store):
    async def ask() -> list[int]:
        asked = [
            history.series("P-1", "pressure", start_ms=START, end_ms=START + n, pixels=100) for n in (1, 2, 3)
        ]
        return [series.times.size for series in await asyncio.gather(*asked)]

    assert asyncio.run(ask()) == [1, 1, 1]


def test_rejects_as_the_diagnostics_page_shows_them(history):
    (reject,) = asyncio.run(history.rejects())
    assert (reject.topic, reject.reason, reject.head) == ("t", "not_json", b"{")


def test_incidents_with_what_belongs_to_them(tmp_path):
    leak, shift = told(417, opened(), SOLVED), Shift("t-1", "ana", "consola-1", START, 1)
    plan = WorkPlan(2026, 1)
    procedure = Procedure("fuga", 1, Label("Fuga", "Leak"), ())
    changes = [leak, ShiftChanged(shift), WorkPlanChanged(plan), ProcedureChanged(procedure)]
    kept(tmp_path, changes)
    history = History(tmp_path, load_catalogue())

    async def ask():
        assert await history.incidents(state="closed", text="fuga", kinds=["water_leak"]) == [leak.incident]
        assert await history.incident("INC-0417") == leak.incident
        assert [event_of(each) for each in await history.incident_events(["INC-0417"])] == [*leak.events]
        assert [count.closed for count in await history.incident_counts(0, 0)] == [0, 1]
        assert await history.shifts(operator="ana") == [shift]
        assert await history.work_plans() == [plan]
        assert await history.procedures() == [procedure]

    try:
        asyncio.run(ask())
    finally:
        history.close()


def test_without_a_database_the_query_fails_and_a_later_one_can_succeed(tmp_path):
    history = History(tmp_path, load_catalogue())
    with pytest.raises(StoreUnavailable):
        asyncio.run(history.rejects())
    journal = journal_in(tmp_path)
    journal.open()
    assert asyncio.run(history.rejects()) == []
    journal.close()
    history.close()
