"""What comes back after its incident was closed, what an operator took out, and what stood at a restart."""

from __future__ import annotations

import pytest

from app.domain.alarms import Transition
from app.domain.incidents import acts
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.events import AlarmsJoined, AlarmsReturned, Opened, Reopened
from app.domain.incidents.states import IncidentState, Resolution
from tests.domain.incidents.street import CABINET, LAMPS, Street, gauge, told

MAIN, NEXT = gauge("PRE-1"), gauge("PRE-2", 400)
LOLO, LO = "pressure.pressure_lolo", "pressure.pressure_lo"
HELP = "panic_button.panic"


@pytest.fixture
def street() -> Street:
    """With a button that was pressed, and let go."""
    street = Street(gauge("PAN-1", kind="panic_button"), MAIN, NEXT, CABINET, *LAMPS[:2])
    street.follow(street.rise("PAN-1", HELP))
    street.follow(street.fall("PAN-1", HELP))
    return street


@pytest.mark.parametrize("resolution", [Resolution.SOLVED, Resolution.CANCELLED])
def test_what_comes_back_soon_opens_its_incident_again(street: Street, resolution: Resolution):
    street.close("INC-0001", resolution)
    street.later(899)
    drafts = street.follow(street.rise("PAN-1", HELP))
    assert [type(draft.body) for draft in drafts] == [Reopened, AlarmsJoined]
    incident = street.only()
    assert (incident.id, incident.state, incident.active) == ("INC-0001", IncidentState.ACKNOWLEDGED, 1)


def standing(street: Street, incident: str) -> set[str]:
    return {name for name, alarm in street.record(incident).alarms.items() if alarm.active}


def closed_main(street: Street) -> str:
    """A burst main whose four alarms are known and of which three stood when it was closed."""
    street.raise_all(("PRE-1", LOLO))
    street.later(20)
    street.raise_all(("PRE-1", LO), ("PRE-2", LO), ("PRE-2", LOLO))
    home = street.home("PRE-1", LOLO)
    street.follow(street.fall("PRE-1", LO))
    assert standing(street, home) == {f"PRE-1:{LOLO}", f"PRE-2:{LO}", f"PRE-2:{LOLO}"}
    street.close(home, Resolution.CANCELLED)
    return home


def test_opened_again_by_an_alarm_it_catches_up_with_the_others(street: Street):
    home = closed_main(street)
    other = street.act(acts.OpenIncident("water", "Otra", alarms=(f"PRE-2:{LO}",))).incident
    street.follow(street.fall("PRE-2", LOLO), street.fall("PRE-1", LOLO))
    street.rise("PRE-1", LO)
    drafts = street.follow(street.rise("PRE-1", LOLO))
    assert {draft.incident for draft in drafts} == {home}
    assert standing(street, home) == {f"PRE-1:{LOLO}", f"PRE-1:{LO}"}
    assert f"PRE-2:{LO}" not in street.inside(home)
    assert (street.home("PRE-2", LO), street.inside(other)) == (other, {f"PRE-2:{LO}"})
    assert not street.restart()


def test_when_its_cause_has_gone_to_another_one_the_alarm_that_opens_it_again_is_the_cause(street: Street):
    home = closed_main(street)
    street.act(acts.OpenIncident("water", "Otra", alarms=(street.get(home).cause,)))
    street.follow(street.fall("PRE-2", LOLO))
    street.follow(street.rise("PRE-2", LOLO))
    assert (street.get(home).state, street.get(home).cause) == (
        IncidentState.ACKNOWLEDGED,
        f"PRE-2:{LOLO}",
    )


def test_what_changes_with_the_alarm_that_opens_it_again_is_told_there(street: Street):
    home = closed_main(street)
    street.follow(street.fall("PRE-1", LOLO))
    street.follow(
        street.rise("PRE-1", LOLO),
        street.fall("PRE-2", LO),
        street.rise("PRE-2", LO),
        street.fall("PRE-2", LOLO),
    )
    assert standing(street, home) == {f"PRE-1:{LOLO}", f"PRE-2:{LO}"}
    assert street.get(home).reopened == 1


def resolve(street: Street, incident: str) -> None:
    street.act(acts.ResolveIncident(incident, street.seen(incident), "listo"))


def test_what_comes_back_to_a_resolved_incident_opens_it_again(street: Street):
    resolve(street, "INC-0001")
    drafts = street.follow(street.rise("PAN-1", HELP), street.fall("PAN-1", HELP), street.rise("PAN-1", HELP))
    assert [type(draft.body) for draft in drafts] == [Reopened, AlarmsJoined, AlarmsReturned, AlarmsJoined]
    assert street.only().state is IncidentState.ACKNOWLEDGED
    street.follow(street.fall("PAN-1", HELP))
    street.follow(street.rise("PAN-1", HELP))
    assert street.only().reopened == 1


def test_and_so_does_what_newly_joins_it(street: Street):
    street.raise_all(("PRE-1", LOLO))
    street.later(20)
    home = street.home("PRE-1", LOLO)
    resolve(street, home)
    drafts = street.follow(street.rise("PRE-2", LO), street.rise("PRE-2", LOLO))
    assert next(type(draft.body) for draft in drafts if draft.incident == home) is Reopened
    assert street.home("PRE-2", LO) == home
    assert (street.get(home).state, street.get(home).reopened) == (IncidentState.ACKNOWLEDGED, 1)


def test_consequences_and_what_was_put_away_leave_it_resolved(street: Street):
    cause = "TAB-17:cabinet.no_voltage"
    street.follow(street.rise("TAB-17", "cabinet.no_voltage"))
    street.later(10)
    home = street.home("TAB-17", "cabinet.no_voltage")
    resolve(street, home)
    resolve(street, "INC-0001")
    street.follow(street.rise("LUM-0000", "luminaire.no_voltage", suppressed_by=cause))
    street.follow(street.rise("PAN-1", HELP, shelved_until=2_000_000_000_000))
    assert (street.get(home).alarms, street.get("INC-0001").active) == (2, 1)
    assert {one.state for one in street.incidents()} == {IncidentState.RESOLVED}


def test_what_came_back_during_a_restart_opens_a_resolved_incident_again(street: Street):
    resolve(street, "INC-0001")
    street.rise("PAN-1", HELP)
    street.restart()
    assert (street.only().state, street.only().reopened) == (IncidentState.ACKNOWLEDGED, 1)


def test_later_it_opens_another_one_that_follows_it(street: Street):
    street.close("INC-0001")
    street.later(1)
    street.later(900)
    street.follow(street.rise("PAN-1", HELP))
    assert (street.only().id, street.only().follows) == ("INC-0002", "INC-0001")


def test_a_day_later_nobody_thinks_of_it(street: Street):
    street.close("INC-0001")
    street.later(1)
    street.later(86_401)
    street.follow(street.rise("PAN-1", HELP))
    assert street.only().follows == ""


def test_a_false_alarm_stays_closed(street: Street):
    street.close("INC-0001", Resolution.FALSE_ALARM)
    street.later(1)
    street.follow(street.rise("PAN-1", HELP))
    assert (street.only().id, street.only().follows) == ("INC-0002", "INC-0001")


def test_of_a_duplicate_it_goes_to_the_one_that_stays(street: Street):
    street.act(acts.OpenIncident("security", "Asalto"))
    act = acts.CloseIncident(
        "INC-0001", street.seen("INC-0001"), Resolution.DUPLICATE, "igual", leads_to="INC-0002"
    )
    street.act(act)
    street.follow(street.rise("PAN-1", HELP))
    assert (street.only().id, street.only().alarms) == ("INC-0002", 1)


def test_of_a_merged_one_it_is_in_the_one_that_stays(street: Street):
    street.act(acts.OpenIncident("security", "Asalto"))
    street.act(acts.MergeIncident("INC-0001", street.seen("INC-0001"), "INC-0002"))
    street.follow(street.rise("PAN-1", HELP))
    assert (street.only().id, street.only().alarms, street.only().active) == ("INC-0002", 1, 1)


def test_one_that_still_stood_when_it_was_closed_opens_nothing_until_it_asks_again(street: Street):
    street.follow(street.rise("PAN-1", HELP))
    street.close("INC-0001")
    assert not street.later(600)
    street.follow(street.change("PAN-1", HELP, Transition.REALARMED))
    assert street.only().reopened == 1


def test_a_consequence_that_comes_back_alone_opens_nothing_again(street: Street):
    cause = "TAB-17:cabinet.no_voltage"
    street.follow(street.rise("TAB-17", "cabinet.no_voltage"))
    street.follow(street.rise("LUM-0000", "luminaire.no_voltage", suppressed_by=cause))
    street.later(10)
    home = street.home("TAB-17", "cabinet.no_voltage")
    street.follow(
        street.fall("TAB-17", "cabinet.no_voltage"), street.fall("LUM-0000", "luminaire.no_voltage")
    )
    street.close(home)
    street.later(1)
    assert not street.follow(street.rise("LUM-0000", "luminaire.no_voltage", suppressed_by=""))
    assert not street.later(600)


def test_what_was_moved_out_never_comes_back(street: Street):
    street.raise_all(("PRE-1", LOLO))
    street.later(20)
    street.follow(street.rise("PRE-2", LO))
    home = street.home("PRE-1", LOLO)
    assert street.home("PRE-2", LO) == home
    street.act(acts.MoveAlarms(home, street.seen(home), (f"PRE-2:{LO}",), title="Otra"))
    own = street.home("PRE-2", LO)
    street.follow(street.fall("PRE-2", LO))
    street.close(own, Resolution.FALSE_ALARM)
    street.follow(street.rise("PRE-2", LO))
    assert street.home("PRE-2", LO) == ""
    street.later(60)
    assert street.home("PRE-2", LO) not in ("", own, home)


def test_nor_does_a_consequence_that_was_moved_out(street: Street):
    cause = "TAB-17:cabinet.no_voltage"
    street.follow(street.rise("TAB-17", "cabinet.no_voltage"))
    street.follow(street.rise("LUM-0000", "luminaire.no_voltage", suppressed_by=cause))
    street.later(10)
    home = street.home("TAB-17", "cabinet.no_voltage")
    street.act(acts.MoveAlarms(home, street.seen(home), ("LUM-0000:luminaire.no_voltage",), title="Otra"))
    own = street.home("LUM-0000", "luminaire.no_voltage")
    street.follow(street.fall("LUM-0000", "luminaire.no_voltage"))
    street.close(own, Resolution.FALSE_ALARM)
    assert not street.follow(street.rise("LUM-0000", "luminaire.no_voltage", suppressed_by=cause))
    assert street.home("LUM-0000", "luminaire.no_voltage") == ""


def test_at_a_restart_open_incidents_learn_what_returned_and_what_came_back(street: Street):
    street.raise_all(("PRE-1", LOLO))
    street.later(20)
    street.fall("PRE-1", LOLO)
    street.rise("PAN-1", HELP)
    drafts = street.restart()
    assert told(drafts, AlarmsReturned) == [AlarmsReturned((f"PRE-1:{LOLO}",))]
    assert [link.alarm for joined in told(drafts, AlarmsJoined) for link in joined.alarms] == [
        f"PAN-1:{HELP}"
    ]
    assert not street.restart()


def test_at_a_restart_what_is_in_no_incident_is_brought_together(street: Street):
    street.close("INC-0001")
    for device in ("PRE-1", "PRE-2"):
        street.rise(device, LOLO)
    street.change("PRE-2", LO, Transition.RAISED, active=True, unacknowledged=False)
    assert not street.restart()
    drafts = street.later(15)
    assert len(told(drafts, Opened)) == 1
    assert street.inside("INC-0002") == {f"PRE-1:{LOLO}", f"PRE-2:{LOLO}"}
    assert not street.later(600)


def test_at_a_restart_consequences_wait_for_their_cause(street: Street):
    street.close("INC-0001")
    street.rise("LUM-0000", "luminaire.no_voltage", suppressed_by="TAB-17:cabinet.no_voltage")
    street.rise("TAB-17", "cabinet.no_voltage")
    assert not street.restart()
    street.later(10)
    assert (street.only().alarms, street.only().consequences) == (2, 1)


def test_a_restart_goes_on_with_what_was_stored(street: Street):
    street.raise_all(("PRE-1", LOLO))
    street.later(20)
    records = [street.record(name) for name in street.book.open]
    street.book = IncidentBook(lambda: street.catalogue)
    street.book.restore(records)
    street.restart()
    street.later(1700)
    street.follow(street.rise("PRE-2", LO))
    assert street.home("PRE-2", LO) == street.home("PRE-1", LOLO) == "INC-0002"
