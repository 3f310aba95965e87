"""An alarm that comes and goes is told of a few times and then counted: in few events, and none is lost."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.incidents import acts
from app.domain.incidents.chattering import QUIET_S, SPAN_S, TOLD_EACH
from app.domain.incidents.events import AlarmsChattered, AlarmsJoined, AlarmsReturned, Chattered, EventBody
from tests.domain.incidents.room import WALL
from tests.domain.incidents.street import CABINET, LAMPS, Street, gauge

HELP = "panic_button.panic"
ALARM = f"PAN-1:{HELP}"
FREE = 2 * TOLD_EACH - 1
"""Comings and goings that are told one by one."""


@pytest.fixture
def street() -> Street:
    return Street(gauge("PAN-1", kind="panic_button"), gauge("PRE-1"), CABINET, *LAMPS[:3])


def cycle(street: Street, times: int, every_s: float = 10.0) -> None:
    """Pressed, and let go as long afterwards as until it is pressed again."""
    for _ in range(times):
        street.follow(street.rise("PAN-1", HELP))
        street.later(every_s / 2)
        street.follow(street.fall("PAN-1", HELP))
        street.later(every_s / 2)


def of_alarms(street: Street, incident: str = "INC-0001") -> list[EventBody]:
    kinds = (AlarmsJoined, AlarmsReturned, AlarmsChattered)
    return [body for body in street.bodies(incident) if isinstance(body, kinds)]


def counted(street: Street, incident: str = "INC-0001") -> list[Chattered]:
    """Every alarm that was counted, event by event."""
    events = [body for body in street.bodies(incident) if isinstance(body, AlarmsChattered)]
    return [each for body in events for each in body.alarms]


def comings(street: Street, incident: str = "INC-0001") -> int:
    """How often it came by all that the record tells."""
    joined = sum(isinstance(body, AlarmsJoined) for body in of_alarms(street, incident))
    return joined + sum(each.times for each in counted(street, incident))


def test_a_shift_of_chatter_is_an_event_an_hour_and_no_coming_is_lost(street: Street):
    cycle(street, 8 * 60, every_s=60.0)
    street.later(QUIET_S)
    chatter = counted(street)
    assert len(of_alarms(street)) == FREE + len(chatter)
    assert len(chatter) == 8
    assert comings(street) == 8 * 60
    assert street.only().active == 0
    for one, then in pairwise(chatter):
        assert one.since < one.last <= then.since < then.last
    assert [each.link.activations for each in chatter][-1] == 8 * 60


def test_a_few_times_are_told_one_by_one(street: Street):
    cycle(street, TOLD_EACH - 1)
    street.later(2 * SPAN_S)
    cycle(street, TOLD_EACH - 1)
    assert not counted(street)
    assert len(of_alarms(street)) == 4 * (TOLD_EACH - 1)


def test_while_it_is_counted_it_stands_and_once_it_is_quiet_it_is_told_since_when(street: Street):
    cycle(street, TOLD_EACH + 5)
    gone_at = street.now.wall - 5_000
    street.later(QUIET_S - 10)
    assert (street.only().active, len(of_alarms(street))) == (1, FREE)
    (draft,) = street.later(10)
    (chattered,) = draft.body.alarms
    assert (chattered.times, chattered.returned) == (5, gone_at)
    assert (chattered.since, chattered.last) == (WALL + 35_000, gone_at - 5_000)
    assert street.record("INC-0001").alarms[ALARM].returned == gone_at
    assert not street.later(2 * SPAN_S)


def test_one_that_stands_at_last_is_counted_to_its_end(street: Street):
    cycle(street, TOLD_EACH + 5)
    street.follow(street.rise("PAN-1", HELP))
    street.later(SPAN_S)
    street.later(SPAN_S)
    assert [(each.times, each.returned) for each in counted(street)] == [(6, 0)]
    assert street.only().active == 1
    street.follow(street.fall("PAN-1", HELP))
    assert (street.only().active, len(counted(street))) == (0, 1)


def test_what_comes_to_a_resolved_incident_is_told_at_once(street: Street):
    cycle(street, TOLD_EACH + 5)
    street.act(acts.ResolveIncident("INC-0001", street.seen("INC-0001"), "listo"))
    street.follow(street.rise("PAN-1", HELP))
    assert (street.only().reopened, street.only().active) == (1, 1)
    assert [each.times for each in counted(street)] == [5]
    assert comings(street) == TOLD_EACH + 6


def test_a_closing_is_no_loss_and_what_comes_then_opens_it_again(street: Street):
    cycle(street, TOLD_EACH + 5)
    street.close("INC-0001")
    street.later(1)
    assert ([each.times for each in counted(street)], street.get("INC-0001").active) == ([5], 0)
    street.follow(street.rise("PAN-1", HELP))
    assert (street.only().id, street.only().active, comings(street)) == ("INC-0001", 1, TOLD_EACH + 6)


def test_an_alarm_that_goes_over_to_another_incident_is_told_to_both(street: Street):
    cycle(street, TOLD_EACH + 5)
    other = street.act(acts.OpenIncident("water", "Otra")).incident
    street.act(acts.MoveAlarms("INC-0001", street.seen("INC-0001"), (ALARM,), other))
    street.later(1)
    assert street.home("PAN-1", HELP) == other
    assert (comings(street), street.get(other).active) == (TOLD_EACH + 5, 0)


def test_what_was_counted_before_a_restart_is_found_again(street: Street):
    cycle(street, TOLD_EACH + 5)
    street.follow(street.rise("PAN-1", HELP))
    street.restart()
    assert comings(street) == TOLD_EACH + 6
    assert [each.times for each in counted(street)] == [6]
    assert not street.restart()


def test_a_cause_that_chatters_brings_its_consequences_once(street: Street):
    cause = "TAB-17:cabinet.no_voltage"
    lamps = [lamp.id for lamp in LAMPS[:3]]
    street.follow(street.rise("TAB-17", "cabinet.no_voltage"))
    street.later(10)
    street.follow(*[street.rise(lamp, "luminaire.silent", suppressed_by=cause) for lamp in lamps])
    before = len(of_alarms(street))
    for _ in range(20):
        street.follow(street.fall("TAB-17", "cabinet.no_voltage"))
        street.later(5)
        street.follow(
            street.rise("TAB-17", "cabinet.no_voltage"),
            *[street.suppress(lamp, "luminaire.silent", cause) for lamp in lamps],
        )
    street.later(SPAN_S)
    assert len(of_alarms(street)) <= before + FREE + 1
    assert (street.only().alarms, street.only().active, street.only().consequences) == (4, 4, 3)


@given(st.lists(st.tuples(st.sampled_from([1.0, 30.0, 400.0, 700.0, 4000.0]), st.booleans()), max_size=30))
def test_whatever_its_rhythm_all_is_told_in_the_end_and_no_hour_has_many_events(rhythm):
    street = Street(gauge("PAN-1", kind="panic_button"))
    street.follow(street.rise("PAN-1", HELP))
    came, stands = 1, True
    for seconds, change in rhythm:
        street.later(seconds)
        if change:
            street.follow(street.fall("PAN-1", HELP) if stands else street.rise("PAN-1", HELP))
            came, stands = came + (not stands), not stands
    street.later(SPAN_S)
    street.later(SPAN_S)
    assert comings(street) == came
    assert street.only().active == stands
    moments = [event.at for event in street.log["INC-0001"]]
    for place, at in enumerate(moments):
        within = sum(at <= other < at + SPAN_S * 1000 for other in moments[place:])
        assert within <= 2 * FREE + 2 * SPAN_S / QUIET_S
