"""Incidents through a whole installation: alarms from a real broker, two desks, a crew, a killed engine."""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from typing import Any

import pytest

from app.domain.acts import Outcome
from app.domain.incidents import acts
from app.domain.incidents.states import Resolution
from app.wire.incidents import Incidental, IncidentMoved, IncidentPage
from tests.endtoend.installation import Installation, now_ms
from tests.endtoend.street_device import StreetDevice
from tests.support.desk import Desk
from tests.support.people import PASSWORD, make_people
from tests.support.waiting import PATIENCE_S, wait_until

pytestmark = pytest.mark.slow

LAMPS = 12
AT_ONCE = """
[[incidents.open]]
id = "cabinet_down"
after_s = 0
"""


def incident(installation: Installation) -> dict[str, Any]:
    """The only one there is, as `inspect` tells it."""
    rows = installation.inspect("incidents")
    assert len(rows) <= 1, [row["title"] for row in rows]
    return rows[0] if rows else {"state": "none", "alarms": [], "events": []}


def trip_a_cabinet(installation: Installation) -> None:
    place = {"lat": -12.09, "lon": -77.08, "zone": "Centro"}
    installation.publish("cabinet/TAB-1/config", {"name": "TAB-1", **place}, retain=True)
    for number in range(LAMPS):
        lamp = {"name": str(number), "parent": "TAB-1", **place}
        installation.publish(f"luminaire/LUM-{number}/config", lamp, retain=True)
    installation.publish("cabinet/TAB-1/telemetry", {"ts": now_ms(), "voltage": 0.0})
    for number in range(LAMPS):
        installation.publish(f"luminaire/LUM-{number}/telemetry", {"ts": now_ms(), "voltage": 0.0})


def race(desks: tuple[Desk, Desk], seen: int, act: Callable[[int], object]) -> Incidental:
    """Both ask the same at the same moment: one wins, and the other is told who did. Where an alarm was
    raised meanwhile both are sent to look again, and do."""
    start, answers = threading.Barrier(2), dict[Desk, Incidental]()

    def ask(desk: Desk) -> None:
        start.wait(PATIENCE_S)
        answers[desk] = desk.ask(act(seen))

    threads = [threading.Thread(target=ask, args=(desk,)) for desk in desks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    won = [desk for desk in desks if answers[desk].verdict.outcome is Outcome.APPLIED]
    if not won:
        assert {answer.verdict.superseded_by for answer in answers.values()} == {""}, answers
        return race(desks, max(answer.version for answer in answers.values()), act)
    (lost,) = [answers[desk] for desk in desks if desk is not won[0]]
    assert lost.verdict.outcome is Outcome.SUPERSEDED, lost
    assert won[0].session is not None
    assert lost.verdict.superseded_by == won[0].session.operator
    return answers[won[0]]


def told(desk: Desk) -> set[tuple[str, int, str]]:
    """The events that a console was told: of which incident, their number and what they are."""
    moved = [item for item in desk.heard if isinstance(item, IncidentMoved)]
    return {(event.incident, event.seq, event.kind) for item in moved for event in item.events}


def test_a_tripped_cabinet_is_one_incident_that_two_operators_and_a_kill_leave_whole(
    installation: Installation,
) -> None:
    make_people(installation.data, "l.campos", "r.quispe")
    installation.settings.write_text(installation.settings.read_text() + AT_ONCE)
    engine = installation.start_engine()
    installation.publish("crew/CUA-1/config", {"name": "1", "zone": "Centro"}, retain=True)
    with Desk(installation.data, "sala-1/1") as first, Desk(installation.data, "sala-2/1") as second:
        assert first.sign_in("l.campos", PASSWORD).session is not None
        assert second.sign_in("r.quispe", PASSWORD).session is not None
        trip_a_cabinet(installation)
        wait_until(lambda: len(incident(installation)["alarms"]) > LAMPS, what="all the lamps to be in it")
        begun = incident(installation)
        consequences = [one for one in begun["alarms"] if one["cause"]]
        assert (begun["id"], begun["kind"], begun["device"]) == ("INC-0001", "lighting", "TAB-1")
        assert {one["cause"] for one in consequences} == {begun["cause"]}
        assert len({one["device"] for one in consequences if one["device"] != "TAB-1"}) == LAMPS

        desks, name = (first, second), begun["id"]
        taken = race(desks, begun["version"], lambda seen: acts.AcknowledgeIncident(name, seen))
        sent = race(desks, taken.version, lambda seen: acts.AssignCrew(name, seen, "CUA-1", by_radio=True))
        race(
            desks,
            sent.version,
            lambda seen: acts.CloseIncident(name, seen, Resolution.CANCELLED, "the utility was at work"),
        )
        for desk in desks:
            noted = desk.ask(acts.NoteIncident(name, "they had told us"))
            assert noted.verdict.outcome is Outcome.APPLIED
        engine.send_signal(signal.SIGKILL)
        engine.wait(PATIENCE_S)
        ended = incident(installation)
        stored = {(name, event["seq"], event["kind"]) for event in ended["events"]}
        assert told(first) | told(second) <= stored
        assert [event["seq"] for event in ended["events"]] == list(range(1, ended["version"] + 1))
        kinds = [event["kind"] for event in ended["events"]]
        assert [kinds.count(kind) for kind in ("Acknowledged", "Closed", "Noted")] == [1, 1, 2]
        assert (ended["state"], ended["resolution"]) == ("closed", "cancelled")
    subjects = [row["subject"] for row in installation.inspect("audit") if row["act"] == "close_incident"]
    assert subjects == [name] * len(subjects)
    installation.start_engine()
    with Desk(installation.data, "sala-3/1") as later:
        pages = [item for item in later.heard if isinstance(item, IncidentPage)]
        assert not [one for page in pages for one in page.incidents]


def test_a_crew_receives_its_task_and_moves_the_incident(installation: Installation) -> None:
    make_people(installation.data, "l.campos", "r.quispe")
    installation.start_engine()
    with (
        StreetDevice(installation, "crew", "CUA-1") as crew,
        Desk(installation.data, "sala-1/1") as desk,
    ):
        assert desk.sign_in("l.campos", PASSWORD).session is not None
        crew.introduce()
        crew.measure(speed=0.0)
        wait_until(lambda: installation.inspect("devices", "--device", "CUA-1"), what="the crew to be known")
        opened: Incidental = desk.ask(acts.OpenIncident("pole", "A tree has fallen", place="Av. del Sol 12"))
        given: Incidental = desk.ask(
            acts.AssignCrew(opened.incident, opened.version, "CUA-1", "bring the saw")
        )
        assert given.verdict.outcome is Outcome.APPLIED, given
        order = crew.next_order().body
        assert (order["action"], order["operator"]) == ("attend", "l.campos")
        told_it = order["args"]
        assert (told_it["incident"], told_it["place"]) == (opened.incident, "Av. del Sol 12")
        for said, state in (("accepted", "dispatched"), ("executing", "en_route"), ("done", "on_site")):
            crew.say(order["id"], said)
            wait_until(lambda state=state: incident(installation)["state"] == state, what=f"it to be {state}")
        moves = [event for event in incident(installation)["events"] if event["kind"] == "CrewMoved"]
        assert [(event["body"]["state"], event["by"]) for event in moves] == [
            ("assigned", "l.campos"),
            ("dispatched", "CUA-1"),
            ("en_route", "CUA-1"),
            ("on_site", "CUA-1"),
        ]
        assert not crew.has_more(), "one task, once"
