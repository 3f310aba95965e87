"""From alarms to incidents: which open one, and which join an open one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.alarms import Priority, Transition
from app.domain.devices import Device
from app.domain.incidents import acts
from app.domain.incidents.events import (
    AlarmsJoined,
    AlarmsReturned,
    CauseMarked,
    Opened,
    PrioritySet,
    Source,
)
from tests.domain.incidents.street import CABINET, LAMPS, SHIPPED, Street, gauge, told

MAIN, NEXT, FAR = gauge("PRE-1"), gauge("PRE-2", 400), gauge("PRE-3", 900)
LOLO, LO = "pressure.pressure_lolo", "pressure.pressure_lo"
BUTTON = gauge("PAN-088", kind="panic_button")


def test_what_cannot_wait_opens_at_once():
    street = Street(BUTTON)
    drafts = street.follow(street.rise("PAN-088", "panic_button.panic"))
    assert [type(draft.body) for draft in drafts] == [Opened, AlarmsJoined, CauseMarked]
    body = drafts[0].body
    assert isinstance(body, Opened)
    assert (body.kind, body.priority, body.source) == ("security", Priority.CRITICAL, Source.ALARM)
    assert (body.device, body.place, body.zone) == ("PAN-088", "Av. PAN-088", "Puerto")
    assert (body.acknowledge_s, body.arrive_s, body.procedure) == (60.0, 480.0, "panic_button")
    assert body.title == "panic_button.panic PAN-088"
    assert told(drafts, AlarmsJoined)[0].rule == "call_for_help"
    assert street.only().cause == "PAN-088:panic_button.panic"


@pytest.mark.parametrize("seconds", [5.0, 14.9])
def test_a_fleeting_alarm_opens_nothing(seconds: float):
    street = Street(MAIN)
    street.follow(street.rise("PRE-1", LOLO))
    assert not street.later(seconds)
    street.follow(street.fall("PRE-1", LOLO))
    assert not street.later(600)


def test_one_that_lasts_opens_with_the_title_of_the_row():
    street = Street(MAIN)
    street.follow(street.rise("PRE-1", LOLO))
    (body,) = told(street.later(15), Opened)
    assert (body.title, body.kind) == ("Posible rotura de red matriz PRE-1", "water")


def test_a_lamp_opens_none_by_itself():
    street = Street(CABINET, *LAMPS[:1])
    street.follow(street.rise("LUM-0000", "luminaire.dark_at_night"))
    assert not street.later(86_400)


@pytest.mark.parametrize(
    "kept",
    [
        {"shelved_until": 2_000_000_000_000},
        {"out_of_service": True},
        {"suppressed_by": "GATE:gateway.lost"},
    ],
)
def test_what_is_kept_quiet_opens_nothing(kept: dict[str, object]):
    street = Street(BUTTON)
    street.follow(street.rise("PAN-088", "panic_button.panic", **kept))
    assert not street.later(600)


@pytest.mark.parametrize(
    ("away", "back", "shown"),
    [
        ({"shelved_until": 2_000_000_000_000}, {"shelved_until": None}, Transition.UNSHELVED),
        ({"out_of_service": True}, {"out_of_service": False}, Transition.IN_SERVICE),
        ({"suppressed_by": "GATE:gateway.lost"}, {"suppressed_by": ""}, Transition.UNSUPPRESSED),
    ],
)
def test_it_opens_when_it_is_shown_again(away: dict[str, object], back: dict[str, object], shown: Transition):
    street = Street(BUTTON)
    street.follow(street.rise("PAN-088", "panic_button.panic", **away))
    street.follow(street.change("PAN-088", "panic_button.panic", shown, **back))
    assert street.only().cause == "PAN-088:panic_button.panic"


def test_what_is_put_away_while_it_waits_opens_nothing():
    street = Street(MAIN)
    street.follow(street.rise("PRE-1", LOLO))
    street.follow(street.change("PRE-1", LOLO, Transition.SHELVED, shelved_until=2_000_000_000_000))
    assert not street.later(600)


def test_pressure_near_a_burst_joins_it_and_what_is_far_does_not():
    street = Street(MAIN, NEXT, FAR)
    street.raise_all(("PRE-1", LOLO), ("PRE-2", LO), ("PRE-3", LO))
    street.later(20)
    drafts = street.later(60)
    assert [joined.rule for joined in told(drafts, AlarmsJoined)] == ["water_near", "low_pressure"]
    assert street.home("PRE-1", LOLO) == street.home("PRE-2", LO) == "INC-0001"
    assert street.home("PRE-3", LO) == "INC-0002"


def test_near_has_a_time_too():
    street = Street(MAIN, NEXT)
    street.raise_all(("PRE-1", LOLO))
    street.later(20)
    street.later(1801)
    street.follow(street.rise("PRE-2", LOLO))
    street.later(20)
    assert street.home("PRE-2", LOLO) == "INC-0002"


def test_of_two_that_fit_the_nearer_has_it():
    street = Street(MAIN, gauge("PRE-9", 1000), gauge("PRE-5", 520))
    street.raise_all(("PRE-1", LOLO), ("PRE-9", LOLO))
    street.later(20)
    street.follow(street.rise("PRE-5", LO))
    assert street.home("PRE-5", LO) == street.home("PRE-9", LOLO) == "INC-0002"


def test_an_earlier_row_holds_over_a_nearer_place():
    street = Street(MAIN, gauge("PRE-9", 1000), gauge("PRE-5", 520))
    street.raise_all(("PRE-1", LOLO), ("PRE-9", LOLO))
    street.later(20)
    street.city.devices["PRE-5"] = replace(street.city.devices["PRE-5"], parent="PRE-1")
    street.follow(street.rise("PRE-5", LO))
    assert street.home("PRE-5", LO) == "INC-0001"


def test_containers_of_a_zone_are_one_incident():
    north = replace(gauge("CON-3", 3000, "waste_container"), zone="Norte")
    street = Street(gauge("CON-1", 0, "waste_container"), gauge("CON-2", 2500, "waste_container"), north)
    street.raise_all(*[(name, "waste_container.filling_hihi") for name in ("CON-1", "CON-2", "CON-3")])
    street.later(301)
    assert sorted(incident.alarms for incident in street.incidents()) == [1, 2]


def test_another_alarm_of_the_same_device_joins_whatever_it_is():
    street = Street(MAIN)
    street.raise_all(("PRE-1", LOLO))
    street.later(20)
    street.later(86_400)
    street.follow(street.rise("PRE-1", "pressure.battery_lo"))
    assert street.only().alarms == 2


def test_a_device_without_a_place_joins_nothing_near():
    nowhere = Device("PRE-X", "pressure", "")
    street = Street(MAIN, nowhere)
    street.raise_all(("PRE-1", LOLO), ("PRE-X", LOLO))
    street.later(20)
    assert len(street.incidents()) == 2


def test_a_batch_tells_each_incident_once():
    street = Street(MAIN, NEXT)
    street.raise_all(("PRE-1", LOLO), ("PRE-2", LO))
    street.later(70)
    drafts = street.follow(street.fall("PRE-1", LOLO), street.fall("PRE-2", LO))
    assert [draft.body for draft in drafts] == [AlarmsReturned((f"PRE-1:{LOLO}", f"PRE-2:{LO}"))]
    assert street.only().active == 0


def test_what_returns_and_comes_back_within_a_batch_stands_at_its_end():
    street = Street(MAIN)
    street.raise_all(("PRE-1", LOLO))
    street.later(20)
    drafts = street.follow(street.fall("PRE-1", LOLO), street.rise("PRE-1", LOLO), street.fall("PRE-1", LOLO))
    assert [type(draft.body) for draft in drafts] == [AlarmsReturned, AlarmsJoined, AlarmsReturned]
    assert (street.only().alarms, street.only().active) == (1, 0)
    street.follow(street.rise("PRE-1", LOLO))
    assert (street.only().alarms, street.only().active) == (1, 1)


def test_an_alarm_that_still_stands_and_asks_again_changes_nothing():
    street = Street(BUTTON)
    street.follow(street.rise("PAN-088", "panic_button.panic"))
    assert not street.follow(street.change("PAN-088", "panic_button.panic", Transition.REALARMED))


def test_an_incident_is_as_urgent_as_its_most_urgent_alarm():
    street = Street(MAIN, NEXT)
    street.raise_all(("PRE-2", LO))
    street.later(60)
    assert street.only().priority is Priority.HIGH
    street.follow(street.rise("PRE-1", LOLO))
    targets = SHIPPED.kinds["water"].targets[Priority.CRITICAL]
    incident = street.only()
    assert incident.priority is Priority.CRITICAL
    assert incident.resolve_by == incident.opened_at + targets.resolve_s * 1000


def test_but_not_over_the_head_of_an_operator():
    street = Street(MAIN, NEXT, gauge("PRE-4", 300))
    street.raise_all(("PRE-2", LO))
    street.later(60)
    street.act(acts.SetPriority("INC-0001", street.seen("INC-0001"), Priority.MEDIUM, "ya se sabe"))
    assert not told(street.follow(street.rise("PRE-1", LOLO)), PrioritySet)
    assert street.only().priority is Priority.MEDIUM


def test_alarms_that_an_operator_opened_an_incident_with_are_in_it():
    street = Street(MAIN)
    street.follow(street.rise("PRE-1", LOLO))
    street.act(acts.OpenIncident("water", "Rotura", alarms=(f"PRE-1:{LOLO}",)))
    assert not street.later(20)
    street.follow(street.fall("PRE-1", LOLO))
    assert street.only().active == 0


def test_a_change_of_the_catalogue_holds_from_the_next_alarm_on():
    street = Street(BUTTON)
    street.catalogue = replace(SHIPPED, opening=())
    assert not street.follow(street.rise("PAN-088", "panic_button.panic"))
