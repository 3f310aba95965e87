"""Rights that are limited to zones or kinds of devices, over incidents."""

from dataclasses import replace
from typing import Any

import pytest

from app.domain.acts import Outcome, Refusal
from app.domain.incidents import acts
from app.domain.rights import Grant, Right
from app.engine.incidents.city_view import CityView
from app.engine.incidents.reach import Reach
from app.wire import administration as admin
from tests.engine.access.scene import SoftLink
from tests.engine.incidents.scene import IncidentScene


@pytest.fixture
def engineer(scene: IncidentScene) -> SoftLink:
    """Carla works in the port alone; INC-0001 is in the centre, INC-0002 in the port."""
    chief, engineer, supervisor = scene.staff()
    scene.opened(supervisor, zone="Centro")
    scene.opened(supervisor, zone="Puerto")
    known = scene.access.accounts.operator("carla")
    assert known is not None
    answer = scene.ask(chief, admin.ChangeOperator(replace(known, zones=("Puerto",))))
    assert answer.verdict.outcome is Outcome.APPLIED
    return engineer


OUT_OF_REACH = (
    acts.NoteIncident("INC-0001", "seen"),
    acts.WatchIncident("INC-0001", on=True),
    acts.AcknowledgeIncident("INC-0001", 1),
    acts.MergeIncident("INC-0002", 1, "INC-0001"),
    acts.MergeIncident("INC-0001", 1, "INC-0002"),
    acts.OpenIncident("pole", "No light", zone="Centro"),
    acts.OpenIncident("pole", "No light"),
)


def test_the_zone_of_the_incident_counts(scene: IncidentScene, engineer: SoftLink) -> None:
    for act in OUT_OF_REACH:
        answer = scene.ask(engineer, act)
        assert answer.verdict.refusal is Refusal.NOT_PERMITTED, act
        assert "supervisor" in answer.verdict.who
    assert len(scene.stored_events("INC-0001")) == len(scene.stored_events("INC-0002")) == 1


def test_within_reach_it_is_done(scene: IncidentScene, engineer: SoftLink) -> None:
    assert scene.ask(engineer, acts.NoteIncident("INC-0002", "seen")).verdict.outcome is Outcome.APPLIED


def reach_of(scene: IncidentScene) -> Reach:
    return Reach(scene.incidents._parts.book, CityView(scene.shop.city.parts), scene.access.accounts.roles)


PORT = (Grant(Right.ACKNOWLEDGE, zones=("Puerto",)),)
BUTTONS = (Grant(Right.ACKNOWLEDGE, kinds=("panic_button",)),)
LAMPS = (Grant(Right.ACKNOWLEDGE, kinds=("luminaire",)),)


def test_where_its_devices_stand_counts_when_an_incident_is_opened(scene: IncidentScene) -> None:
    for device, zone in (("PB-1", "Centro"), ("PB-2", "Puerto")):
        scene.introduce("panic_button", device, zone=zone)
        scene.panic(device)
    reach = reach_of(scene)
    centre, port = (f"PB-{number}:panic_button.panic" for number in (1, 2))
    assert {alarm.id for alarm in scene.shop.city.parts.marks.alarms()} == {centre, port}

    def allowed(grants: tuple[Grant, ...], **how: Any) -> bool:
        return reach.against(acts.OpenIncident("security", "x", **how), grants) is None

    assert not allowed(PORT, zone="Puerto", device="PB-1")
    assert not allowed(PORT, zone="Puerto", alarms=(centre,))
    assert not allowed(PORT, zone="Puerto", device="PB-2", alarms=(port, centre))
    assert not allowed(PORT, zone="Centro", device="PB-2")
    assert not allowed(LAMPS, alarms=(port,))
    assert allowed(PORT, zone="Puerto", device="PB-2", alarms=(port,))
    assert allowed(PORT, alarms=(port,))
    assert allowed(BUTTONS, zone="Puerto", alarms=(centre, port))


def test_nobody_puts_an_incident_where_they_may_not_handle_it(
    scene: IncidentScene, engineer: SoftLink
) -> None:
    def moved(zone: str) -> acts.DescribeIncident:
        return acts.DescribeIncident("INC-0002", 1, "pole", "A mast leans", "", zone, None, None)

    assert scene.ask(engineer, moved("Centro")).verdict.refusal is Refusal.NOT_PERMITTED
    assert scene.ask(engineer, moved("Puerto")).verdict.outcome is Outcome.APPLIED


def test_the_kind_of_the_device_counts_where_there_is_one(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    scene.introduce("panic_button", "PB-1")
    scene.panic("PB-1")
    scene.opened(engineer)
    reach = reach_of(scene)
    lamps = (Grant(Right.NOTE, kinds=("luminaire",)),)
    buttons = (Grant(Right.NOTE, kinds=("panic_button",)),)
    note = {name: acts.NoteIncident(name, "seen") for name in scene.open}
    assert reach.against(note["INC-0001"], lamps) is not None
    assert reach.against(note["INC-0001"], buttons) is None
    assert reach.against(note["INC-0002"], lamps) is None
