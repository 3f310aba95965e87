"""The story: every event is one line, in the order of the events, with who and what."""

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import Priority
from app.domain.incidents import events
from app.domain.incidents.calling_off import CALLED_OFF, NOT_CALLED_OFF
from app.domain.incidents.folding import fold
from app.domain.incidents.states import Resolution, TaskState
from tests.widgets.soft_hub import SoftHub
from tests.widgets.soft_incident_rules import BURST
from widgets.formats import clock
from widgets.incidents.record.event_words import WORDS, event_words
from widgets.incidents.record.names import RecordNames
from widgets.incidents.record.story import StoryTeller, in_order

LINK = events.LinkedAlarm("PRE-0001:pressure_lolo", "PRE-0001", "pressure_lolo", Priority.CRITICAL, 1000)
CHATTER = events.AlarmsChattered((events.Chattered(LINK, 37, 60_000, 3_600_000, 3_700_000),))
ONE_OF_EACH = (
    (
        events.Opened("water.burst", "Burst", Priority.HIGH, events.Source.OPERATOR, follows="INC-0300"),
        "Burst",
    ),
    (events.AlarmsJoined((LINK,)), "Pressure very low · PRE-0001"),
    (events.AlarmsJoined((LINK,) * 37, "near"), "37 alarms joined"),
    (events.AlarmsReturned(("PRE-0001:pressure_lolo",)), "Back to normal: Pressure very low"),
    (
        CHATTER,
        f"Pressure very low · PRE-0001 · came back 37 times from {clock(60_000)} to {clock(3_600_000)}",
    ),
    (
        CHATTER,
        f"37 times from {clock(60_000)} to {clock(3_600_000)} · back to normal since {clock(3_700_000)}",
    ),
    (events.AlarmsChattered((events.Chattered(LINK, 2, 1, 2),)), "not back to normal for good"),
    (events.AlarmsChattered(CHATTER.alarms * 2), f"2 alarms came back 74 times from {clock(60_000)} to "),
    (events.AlarmsMovedOut(("a:b", "c:d"), "INC-0500"), "2 alarms moved out · INC-0500"),
    (events.CauseMarked("PRE-0001:pressure_lolo"), "First cause: Pressure very low"),
    (events.Acknowledged(), "Acknowledged"),
    (events.OwnerSet("r.quispe"), "Taken"),
    (events.OwnerSet("m.rojas", "relief", "s1"), "Given to M. Rojas · relief · hand-over of the shift"),
    (events.OwnerSet(""), "Given to nobody"),
    (events.Watched("m.rojas", on=False), "No longer watched by M. Rojas"),
    (events.Noted("water\u202eon the kerb"), "Note: wateron the kerb"),
    (events.PrioritySet(Priority.LOW, "calm"), "Priority: Low · calm"),
    (events.Described("waste.full", "Bins", "Route 6", "", None, None), "Full containers · Bins · Route 6"),
    (events.DeviceLinked("VAL-0001", on=False), "no longer linked: VAL-0001"),
    (events.CommandTold("c1", "VAL-0001", "close", "confirmed"), "VAL-0001 · close · Closed"),
    (
        events.CrewMoved("CRE-0099", TaskState.REFUSED, "c2", "flat tyre", by_hand=True),
        "flat tyre · by radio",
    ),
    (events.CrewMoved("CRE-0099", TaskState.WITHDRAWN, "c2", NOT_CALLED_OFF), "tell the crew by radio"),
    (events.CrewMoved("CRE-0099", TaskState.WITHDRAWN, "c2", CALLED_OFF), "has been told"),
    (events.CrewMoved("CRE-0099", TaskState.REFUSED, "c2", "no_answer"), "No answer from the handset"),
    (events.ProcedureSet("water_burst", 2), "Burst water main, version 2"),
    (
        events.StepTicked("pressure", 2, given=(events.Given("bar", "0.6"),)),
        "Done: Write down the pressure · Pressure 0.6 bar",
    ),
    (events.StepTicked("seen", 2, "unseen", note="dark"), "Nothing is seen · dark"),
    (events.StepUnticked("crew", "wrong one"), "Open again: Send a crew · wrong one"),
    (events.Attached("../../a.jpg", 1_200_000, "ab" * 32), "a.jpg · 1.2\u202fMB"),
    (events.Escalated(2, "arrive"), "Target missed: Arrive"),
    (events.Resolved("clamp set"), "Resolved · clamp set"),
    (events.Closed(Resolution.DUPLICATE, "same", "INC-0001", 3), "Closed: Duplicate · INC-0001 · same"),
    (events.Reopened("again"), "Reopened · again"),
    (events.Absorbed("INC-0002", (LINK,)), "INC-0002 merged into this one"),
    (events.SplitFrom("INC-0002", (LINK,)), "Split from INC-0002"),
)


@pytest.fixture(name="names", scope="module")
def _names(qapp) -> RecordNames:
    made = RecordNames(SoftHub(devices=60, alarms=0, incidents=0))
    made.procedure = BURST
    return made


def event(
    body: events.EventBody, seq: int = 1, at: int = 0, incident: str = "INC-0401"
) -> events.IncidentEvent:
    return events.IncidentEvent(incident, seq, at, "r.quispe", "sala-1/4021", body)


@pytest.mark.parametrize(("body", "words"), ONE_OF_EACH)
def test_every_event_says_what_happened(names, body, words):
    assert words in event_words(event(body), names)


def test_times_within_a_line_are_those_of_the_paper_it_stands_on(names, monkeypatch):
    monkeypatch.setattr(names, "clock", lambda ms: f"<{ms}>")
    assert "37 times from <60000> to <3600000> · back to normal since <3700000>" in event_words(
        event(CHATTER), names
    )


def test_no_kind_of_event_is_without_words():
    assert set(get_args(events.EventBody)) == set(WORDS) == {type(body) for body, _ in ONE_OF_EACH}


def test_what_a_crew_says_itself_does_not_name_it_twice(names):
    said = events.IncidentEvent("INC-0401", 1, 0, "CRE-1", "", events.CrewMoved("CRE-1", TaskState.EN_ROUTE))
    assert event_words(said, names) == "On its way"


def test_a_command_of_a_later_version_is_told_as_it_came(names):
    told = events.CommandTold("c1", "VAL-0001", "levitate", "hovering")
    assert "levitate · hovering" in event_words(event(told), names)


@given(st.lists(st.integers(0, 50), min_size=1, max_size=12), st.lists(st.integers(0, 50), max_size=12))
def test_a_clock_set_back_changes_no_order_within_an_incident_and_loses_nothing(mine, theirs):
    own = [event(events.Noted("own"), seq, at) for seq, at in enumerate(mine, 1)]
    other = [event(events.Noted("other"), seq, at, "INC-0002") for seq, at in enumerate(theirs, 1)]
    told = in_order(own, other)
    assert [one for one in told if one.incident == "INC-0401"] == own
    assert [one for one in told if one.incident == "INC-0002"] == other


def test_lines_of_a_merged_incident_carry_its_number_and_no_line_is_written_twice(names):
    opened = event(events.Opened("water.burst", "Burst", Priority.HIGH, events.Source.ALARM), 1, 1000)
    merged = event(events.Noted("from the other"), 1, 500, "INC-0002")
    teller = StoryTeller(names)
    first = teller.tell(fold([opened]), [merged])
    assert [(line.incident, line.act) for line in first] == [("INC-0002", True), ("", True)]
    again = teller.tell(fold([opened, event(events.Acknowledged(), 2, 2000)]), [merged])
    assert again[:2] == first
    assert again[0] is first[0]
