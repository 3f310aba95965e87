"""What a line has counted by quarter, by local day and as a flow, over restarts."""

import datetime as dt
import zoneinfo

from hypothesis import given
from hypothesis import strategies as st

from app.domain.video.stages import TrackClass
from video.analytics.tally import MINUTE_MS, QUARTER_MS, LineBook

LIMA = zoneinfo.ZoneInfo("America/Lima")
MIDNIGHT = int(dt.datetime(2026, 3, 14, tzinfo=LIMA).timestamp() * 1000)
CAR, PERSON = TrackClass.VEHICLE, TrackClass.PERSON


def counts(tallies):
    return {each.kind: (each.forward, each.backward) for each in tallies if each.forward or each.backward}


def test_the_day_begins_anew_at_local_midnight():
    book = LineBook("L1", LIMA)
    book.add(CAR, MIDNIGHT - 1_000, forward=True)
    assert book.both() == (1, 0)
    assert book.tally().day == "2026-03-13"
    book.add(PERSON, MIDNIGHT, forward=False)
    assert book.both() == (0, 1)
    assert book.tally().day == "2026-03-14"


def test_a_quarter_is_complete_when_it_was_watched_from_its_beginning():
    book = LineBook("L1", LIMA)
    book.add(CAR, MIDNIGHT + 5 * MINUTE_MS, forward=True)
    book.tick(MIDNIGHT + QUARTER_MS)
    assert book.tally().complete == ()
    book.add(CAR, MIDNIGHT + QUARTER_MS + 1, forward=True)
    book.add(PERSON, MIDNIGHT + QUARTER_MS + 2, forward=False)
    book.tick(MIDNIGHT + 2 * QUARTER_MS)
    complete = book.tally().complete
    assert counts(complete) == {CAR: (1, 0), PERSON: (0, 1)}
    assert {each.kind for each in complete} == set(TrackClass)
    assert counts(book.tally().running) == {}


def test_a_pause_over_a_quarter_leaves_no_complete_one():
    book = LineBook("L1", LIMA)
    book.add(CAR, MIDNIGHT, forward=True)
    book.tick(MIDNIGHT + 3 * QUARTER_MS)
    assert book.tally().complete == ()


def test_a_quarter_that_was_begun_in_its_middle_is_not_whole_because_of_a_restart():
    book = LineBook("L1", LIMA)
    book.add(CAR, MIDNIGHT + 5 * MINUTE_MS, forward=True)
    book = LineBook("L1", LIMA, book.tally())
    book.tick(MIDNIGHT + QUARTER_MS)
    assert book.tally().complete == ()
    book.tick(MIDNIGHT + QUARTER_MS + 30 * MINUTE_MS + 40_000)
    book.tick(MIDNIGHT + 4 * QUARTER_MS)
    assert book.tally().complete == (), "nobody watched the first minutes of it"
    assert counts(book.tally().today) == {CAR: (1, 0)}


def test_the_flow_is_that_of_the_last_fifteen_minutes():
    book = LineBook("L1", LIMA)
    for minute in range(40):
        for _ in range(4 if minute < 20 else 2):
            book.add(CAR, MIDNIGHT + minute * MINUTE_MS, forward=minute % 2 == 0)
    assert book.tally().vehicle_flow == 120.0
    book.add(PERSON, MIDNIGHT + 40 * MINUTE_MS, forward=True)
    assert book.tally().vehicle_flow == 112.0


@given(
    st.lists(
        st.tuples(st.integers(0, 30_000), st.sampled_from(list(TrackClass)), st.booleans()), max_size=60
    ),
    st.data(),
)
def test_a_restart_changes_no_count(crossings, data):
    at, through, broken = MIDNIGHT - 3_600_000, LineBook("L1", LIMA), LineBook("L1", LIMA)
    cut = data.draw(st.integers(0, len(crossings)))
    for number, (pause, kind, forward) in enumerate(crossings):
        at += pause
        if number == cut:
            through.tick(at)
            broken.tick(at)
            broken = LineBook("L1", LIMA, broken.tally())
        through.add(kind, at, forward=forward)
        broken.add(kind, at, forward=forward)
    assert broken.both() == through.both()
    assert counts(broken.tally().today) == counts(through.tally().today)
    assert counts(broken.tally().running) == counts(through.tally().running)
    assert broken.tally().vehicle_flow == through.tally().vehicle_flow
