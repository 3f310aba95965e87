"""The book: numbers that are given once, what is at hand, and taking over where it was left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.incidents import acts
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.events import AlarmsJoined, IncidentDraft, LinkedAlarm, Noted, Reopened
from app.domain.incidents.states import TaskState
from tests.domain.incidents.room import WALL, Room


@pytest.fixture
def room() -> Room:
    return Room()


def test_numbers_are_said_with_four_digits_and_counted_on_for_ever(room):
    book = IncidentBook(lambda: room.catalogue, next_number=417)
    assert [book.new_id(), book.new_id()] == ["INC-0417", "INC-0418"]
    assert IncidentBook(lambda: room.catalogue, next_number=12_345).new_id() == "INC-12345"


def test_events_are_stamped_with_who_when_and_where_from(room):
    incident = room.begin()
    room.wait(5.0)
    room.act(acts.NoteIncident(incident, "voy"), "beto")
    last = room.log[incident][-1]
    assert (last.seq, last.by, last.console, last.at) == (2, "beto", "C1", WALL + 5000)


def test_the_wall_clock_may_be_set_back(room):
    incident = room.begin("MAIN-1:lolo")
    room.wait(-7200.0)
    room.assign(incident)
    room.hear(incident, "ALFA", TaskState.ON_SITE)
    assert [event.seq for event in room.log[incident]] == [1, 2, 3, 4, 5]
    assert room.get(incident).arrived_at < room.get(incident).opened_at


def test_one_change_for_each_incident_in_the_order_of_the_drafts(room):
    one, two = room.begin(), room.begin()
    drafts = [IncidentDraft(name, Noted("n")) for name in (two, one, two)]
    changes = room.write(drafts)
    assert [(change.incident.id, len(change.events)) for change in changes] == [(two, 2), (one, 1)]


def test_what_was_taken_before_is_not_taken_again_and_nothing_may_be_missing(room):
    incident = room.begin()
    first = room.book.stamp([IncidentDraft(incident, Noted("n"))], "ana", "C1", room.now)
    room.book.take(first)
    room.book.take(first)
    assert room.get(incident).notes == 1
    gap = replace(first[0], events=(replace(first[0].events[0], seq=9),))
    with pytest.raises(ValueError, match="event 9 after 2"):
        room.book.take([gap])


def test_nobody_writes_into_what_is_not_at_hand(room):
    with pytest.raises(KeyError):
        room.book.stamp([IncidentDraft("INC-0099", Noted("n"))], "", "", room.now)
    assert (room.book.record("INC-0099"), room.book.decided_by("INC-0099")) == (None, "")


def test_it_goes_on_where_it_was_left(room):
    one, two, over = room.begin("MAIN-1:lolo"), room.begin("MAIN-2:lolo"), room.begin("MAIN-2:lo")
    room.assign(one)
    room.act(acts.MoveAlarms(two, room.seen(two), ("MAIN-2:lolo",), one))
    room.close(over)
    book = IncidentBook(lambda: room.catalogue)
    book.restore([room.record(two), room.record(one)])
    assert (book.open, list(book.open)) == (room.book.open, [one, two])
    assert [book.record(name) for name in (one, two)] == [room.record(name) for name in (one, two)]
    assert (book.of_alarm("MAIN-2:lolo"), book.of_crew("ALFA"), book.of_alarm("MAIN-2:lo")) == (one, one, "")
    assert (book.decided_by(one), book.moved_out(two)) == ("ana", {"MAIN-2:lolo"})
    assert book.new_id() == "INC-0003"
    drafts = [IncidentDraft(one, Noted("n"))]
    assert book.stamp(drafts, "", "", room.now) == room.book.stamp(drafts, "", "", room.now)


def test_a_closed_one_is_recalled_to_be_decided_on(room):
    incident = room.begin("MAIN-1:lolo")
    room.close(incident)
    closed, room.book = room.record(incident), IncidentBook(lambda: room.catalogue, next_number=2)
    room.book.recall(closed)
    assert (room.record(incident), dict(room.book.open)) == (closed, {})
    assert room.book.of_alarm("MAIN-1:lolo") == ""
    room.act(acts.ReopenIncident(incident, room.seen(incident), "ha vuelto"))
    room.book.recall(closed)
    assert (room.get(incident).open, list(room.book.open)) == (True, [incident])


def test_an_alarm_stays_with_the_incident_that_has_it_when_another_is_opened_again(room):
    incident = room.begin("MAIN-1:lolo")
    room.close(incident)
    other = room.begin("MAIN-1:lolo")
    room.happen(incident, Reopened("ha vuelto"))
    assert room.book.of_alarm("MAIN-1:lolo") == other


def test_only_the_last_that_were_closed_stay_at_hand(room):
    room.book = IncidentBook(lambda: room.catalogue, closed_kept=2)
    names = [room.begin() for _ in range(4)]
    for name in names[:3]:
        room.close(name)
    assert [room.book.record(name) is None for name in names] == [True, False, False, False]
    assert list(room.book.open) == names[3:]


def test_a_record_is_not_changed_by_what_comes_later(room):
    incident = room.begin("MAIN-1:lolo")
    before = room.record(incident)
    room.join(incident, "MAIN-2:lolo")
    assert (list(before.alarms), len(before.events)) == (["MAIN-1:lolo"], 3)


def test_five_hundred_consequences_are_one_event(room):
    incident = room.begin("MAIN-1:lolo")
    links = tuple(
        LinkedAlarm(f"L{number}:off", f"L{number}", "off", 2, WALL, "MAIN-1:lolo") for number in range(500)
    )
    room.happen(incident, AlarmsJoined(links, "suppressed"))
    known = room.get(incident)
    assert (known.version, known.alarms, known.consequences) == (4, 501, 500)
    assert room.book.of_alarm("L499:off") == incident
