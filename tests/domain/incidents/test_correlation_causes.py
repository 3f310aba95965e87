"""The first cause and its consequences, whichever came first."""

from __future__ import annotations

import random
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from app.domain.alarms import Priority, Transition
from app.domain.changes import AlarmChanged
from app.domain.devices import Device
from app.domain.incidents import acts
from app.domain.incidents.events import AlarmsJoined, CauseMarked
from app.domain.incidents.kinds import IncidentCatalogue, OpeningRule
from tests.domain.incidents.street import CABINET, LAMPS, SHIPPED, Street, gauge, told

DARK, DOWN = "luminaire.no_voltage", "cabinet.no_voltage"
CAUSE = f"TAB-17:{DOWN}"
EAGER = replace(
    SHIPPED, opening=(OpeningRule("lamp", "lighting", ("luminaire.*",), Priority.LOW), *SHIPPED.opening)
)
"""A city in which every lamp opens an incident at once."""


def street_of(lamps: int, catalogue: IncidentCatalogue = SHIPPED) -> Street:
    return Street(CABINET, *LAMPS[:lamps], catalogue=catalogue)


def test_consequences_wait_for_an_incident_that_is_not_open_yet():
    street = street_of(3)
    street.follow(street.rise("TAB-17", DOWN))
    street.follow(*[street.rise(lamp.id, DARK, suppressed_by=CAUSE) for lamp in LAMPS[:3]])
    drafts = street.later(10)
    assert [joined.rule for joined in told(drafts, AlarmsJoined)] == ["cabinet_down", "consequence"]
    assert street.only().consequences == 3


def test_a_consequence_that_returned_meanwhile_does_not_come():
    street = street_of(2)
    street.follow(street.rise("TAB-17", DOWN))
    street.follow(*[street.rise(lamp.id, DARK, suppressed_by=CAUSE) for lamp in LAMPS[:2]])
    street.follow(street.fall("LUM-0001", DARK))
    street.later(10)
    assert street.inside("INC-0001") == {CAUSE, f"LUM-0000:{DARK}"}


def test_a_consequence_of_a_cause_that_opens_none_opens_none():
    street = street_of(1)
    street.follow(street.rise("LUM-0000", DARK))
    street.follow(
        street.rise("LUM-0000", "luminaire.dark_at_night", suppressed_by=f"LUM-0000:{DARK}"),
    )
    assert not street.later(86_400)


def test_one_that_is_suppressed_after_it_joined_becomes_a_consequence():
    street = street_of(1, EAGER)
    street.follow(street.rise("LUM-0000", DARK))
    assert street.only().cause == f"LUM-0000:{DARK}"
    street.follow(street.rise("TAB-17", DOWN))
    street.follow(street.suppress("LUM-0000", DARK, CAUSE))
    assert (street.only().cause, street.only().device) == (CAUSE, "TAB-17")
    assert (street.only().alarms, street.only().consequences) == (2, 1)


def test_what_is_above_in_the_network_becomes_the_cause_when_it_joins():
    street = street_of(1, EAGER)
    street.follow(street.rise("LUM-0000", DARK))
    street.follow(street.rise("TAB-17", "cabinet.door_open"))
    assert (street.only().cause, street.only().consequences) == ("TAB-17:cabinet.door_open", 0)


def test_one_that_an_operator_put_elsewhere_stays_there_whatever_suppresses_it():
    street = street_of(1)
    street.follow(street.rise("LUM-0000", DARK), street.rise("TAB-17", DOWN))
    street.act(acts.OpenIncident("pole", "Poste", alarms=(f"LUM-0000:{DARK}",)))
    street.act(acts.OpenIncident("lighting", "Apagón", alarms=(CAUSE,)))
    assert not street.follow(street.suppress("LUM-0000", DARK, CAUSE))
    assert street.home("LUM-0000", DARK) == "INC-0001"


def test_what_says_more_of_the_same_device_becomes_the_cause():
    street = Street(gauge("PRE-1"))
    street.follow(street.rise("PRE-1", "pressure.pressure_lo"))
    street.later(60)
    street.follow(
        street.rise("PRE-1", "pressure.pressure_lolo"),
        street.suppress("PRE-1", "pressure.pressure_lo", "PRE-1:pressure.pressure_lolo"),
    )
    assert street.only().cause == "PRE-1:pressure.pressure_lolo"
    assert (street.only().consequences, street.only().priority) == (1, Priority.CRITICAL)


def test_the_cause_of_a_cause_takes_the_place_of_both():
    gate = Device("GATE", "cabinet", "Gate")
    street = Street(gate, replace(CABINET, parent="GATE"), *LAMPS[:1])
    street.follow(street.rise("LUM-0000", DARK, suppressed_by=CAUSE))
    street.follow(street.rise("TAB-17", DOWN, suppressed_by="GATE:cabinet.no_voltage"))
    street.follow(street.rise("GATE", "cabinet.no_voltage"))
    street.later(10)
    assert street.only().cause == "GATE:cabinet.no_voltage"
    assert (street.only().alarms, street.only().consequences) == (3, 2)


def test_an_operator_who_marked_the_cause_knows_better():
    street = street_of(2, EAGER)
    street.follow(street.rise("LUM-0000", DARK), street.rise("LUM-0001", DARK))
    street.act(acts.MarkCause("INC-0001", street.seen("INC-0001"), f"LUM-0001:{DARK}"))
    assert not told(street.follow(street.rise("TAB-17", DOWN)), CauseMarked)
    assert street.only().cause == f"LUM-0001:{DARK}"


def test_consequences_follow_a_cause_that_an_operator_put_into_an_incident():
    street = street_of(1)
    street.follow(street.rise("LUM-0000", DARK, suppressed_by=CAUSE), street.rise("TAB-17", DOWN))
    street.act(acts.OpenIncident("lighting", "Apagón", alarms=(CAUSE,)))
    street.later(1)
    assert street.only().consequences == 1


def test_devices_that_hang_from_the_same_one_share_an_incident():
    street = street_of(2, EAGER)
    street.raise_all(("LUM-0000", DARK), ("LUM-0001", DARK))
    assert street.only().alarms == 2


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 500), st.booleans())
def test_a_tripped_cabinet_is_one_incident_in_whatever_order_its_alarms_come(
    seed: int, before: int, eager: bool
):
    chance = random.Random(seed)
    street = street_of(500, EAGER if eager else SHIPPED)
    for batch in _batches(street, chance, before):
        street.follow(*batch)
        if chance.random() < 0.2:
            street.later(chance.choice([0.25, 3.0]))
    street.later(10)
    incident = street.only()
    assert (incident.alarms, incident.active, incident.consequences) == (501, 501, 500)
    assert incident.cause == CAUSE
    assert len(told(street.drafts, AlarmsJoined)) < 500


def _batches(street: Street, chance: random.Random, before: int) -> list[list[AlarmChanged]]:
    """Some lamps before the cabinet, which are suppressed by it later; the others as its consequences."""
    lamps = [lamp.id for lamp in LAMPS]
    chance.shuffle(lamps)
    early, late = lamps[:before], lamps[before:]
    changes = [street.rise(lamp, DARK) for lamp in early]
    changes.append(street.rise("TAB-17", DOWN))
    after = [lambda lamp=lamp: street.suppress(lamp, DARK, CAUSE) for lamp in early]
    after += [lambda lamp=lamp: street.rise(lamp, DARK, suppressed_by=CAUSE) for lamp in late]
    chance.shuffle(after)
    changes += [change() for change in after]
    batches: list[list[AlarmChanged]] = []
    while changes:
        size = chance.randint(1, 120)
        batches.append(changes[:size])
        changes = changes[size:]
    return batches


WORDS = ("raise", "return", "suppress", "release", "shelve", "tick", "close", "move")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(WORDS), st.integers(0, 4)), max_size=40))
def test_an_alarm_is_in_one_open_incident_at_most(story: list[tuple[str, int]]):
    street = street_of(4, EAGER)
    for word, place in story:
        _live(street, word, place)
        homes = [alarm for incident in street.incidents() for alarm in street.inside(incident.id)]
        assert len(homes) == len(set(homes))
    standing = {name for name, alarm in street.city.alarms.items() if alarm.active}
    for incident in street.incidents():
        record = street.record(incident.id)
        assert {name for name, alarm in record.alarms.items() if alarm.active} <= standing


def _live(street: Street, word: str, place: int) -> None:
    """Lamps 0 to 3, and the cabinet."""
    device, rule = ("TAB-17", DOWN) if place == 4 else (LAMPS[place].id, DARK)
    alarm = street.city.alarms.get(f"{device}:{rule}")
    open_ones = street.incidents()
    if word == "tick":
        street.later(5.0 * (place + 1))
    elif word == "close" and open_ones:
        street.close(open_ones[place % len(open_ones)].id)
    elif word == "move" and alarm is not None and street.home(device, rule):
        home = street.home(device, rule)
        if len(street.inside(home)) > 1:
            street.act(acts.MoveAlarms(home, street.seen(home), (alarm.id,), title="Aparte"))
    elif word == "raise" and (alarm is None or not alarm.active):
        street.follow(street.rise(device, rule))
    elif alarm is None or not alarm.active:
        return
    elif word == "return":
        street.follow(street.fall(device, rule))
    elif word == "shelve":
        street.follow(street.change(device, rule, Transition.SHELVED, shelved_until=2_000_000_000_000))
    elif word == "suppress" and place < 4:
        street.follow(street.suppress(device, rule, CAUSE))
    elif word == "release" and alarm.suppressed_by:
        street.follow(street.change(device, rule, Transition.UNSUPPRESSED, suppressed_by=""))
