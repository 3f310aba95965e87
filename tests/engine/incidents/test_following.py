"""What becomes of incidents by themselves: alarms, commands, targets and floods."""

from dataclasses import replace

from app.domain.acts import Acknowledge as AcknowledgeAlarms
from app.domain.acts import Outcome, Seen
from app.domain.command_groups import CommandGroup, GroupChanged, GroupState
from app.domain.commands import Wanted
from app.domain.incidents import acts
from app.domain.incidents.events import (
    AlarmsJoined,
    AlarmsReturned,
    CauseMarked,
    CommandTold,
    Escalated,
    Opened,
)
from app.domain.incidents.flood import FloodState
from app.domain.incidents.states import Resolution
from app.domain.orders import Action, Order, Scope, Target
from app.wire.incidents import IncidentMoved
from tests.engine.incidents.scene import IncidentScene

PANIC = "PB-1:panic_button.panic"


def test_an_alarm_opens_an_incident_and_its_return_is_noted(scene: IncidentScene) -> None:
    scene.introduce("panic_button", "PB-1")
    scene.panic("PB-1")
    (incident,) = scene.open.values()
    assert (incident.kind, incident.device, incident.zone, incident.active) == (
        "security",
        "PB-1",
        "Centro",
        1,
    )
    assert scene.links == {incident.cause: incident.id}
    scene.panic("PB-1", active=False)
    scene.pass_time(30.0)
    told = scene.told_events(incident.id)
    assert [type(event.body) for event in told][:4] == [Opened, AlarmsJoined, CauseMarked, AlarmsReturned]
    assert {event.by for event in told} == {""}
    assert scene.stored_events(incident.id) == told
    assert scene.open[incident.id].active == 0


def test_a_cabinet_and_its_lamps_are_one_incident(scene: IncidentScene) -> None:
    scene.introduce("cabinet", "TAB-1")
    for number in range(30):
        scene.introduce("luminaire", f"LUM-{number}", parent="TAB-1")
    ts = scene.now.wall
    scene.hear(("cabinet/TAB-1/telemetry", f'{{"ts":{ts},"voltage":0.0}}'))
    scene.hear(*((f"luminaire/LUM-{n}/telemetry", f'{{"ts":{ts},"voltage":0.0}}') for n in range(30)))
    scene.pass_time(15.0)
    (incident,) = scene.open.values()
    assert (incident.kind, incident.device) == ("lighting", "TAB-1")
    assert (incident.alarms, incident.consequences) == (31, 30)
    assert set(scene.links.values()) == {incident.id}
    assert len(scene.links) == 31
    assert scene.links_of_newcomer == scene.links
    assert scene.stored_events(incident.id) == scene.told_events(incident.id)


def test_what_happens_by_itself_while_the_disk_is_full_is_kept_in_order(scene: IncidentScene) -> None:
    scene.introduce("panic_button", "PB-1")
    scene.disk.full = True
    scene.panic("PB-1")
    (incident,) = scene.open.values()
    scene.panic("PB-1", active=False)
    scene.pass_time(30.0)
    scene.disk.full = False
    stored = scene.stored_events(incident.id)
    assert stored == scene.told_events(incident.id)
    assert [event.seq for event in stored] == list(range(1, len(stored) + 1))


def test_that_an_alarm_is_acknowledged_changes_no_incident(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    scene.introduce("panic_button", "PB-1")
    scene.panic("PB-1")
    (incident,) = scene.open.values()
    (alarm,) = scene.shop.city.parts.marks.alarms()
    seen = Seen(alarm.id, alarm.version)
    assert scene.ask(engineer, AcknowledgeAlarms((seen,))).verdict.outcome is Outcome.APPLIED
    assert scene.open[incident.id].version == incident.version


def test_a_command_for_an_incident_is_told_at_its_issue_and_at_its_end(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    scene.introduce("valve", "VLV-1")
    incident = scene.opened(engineer)
    command = scene.order("VLV-1", "valve", Action.HOLD, incident.id)
    scene.say(command, "accepted")
    scene.say(command, "executing")
    scene.say(command, "rejected", "local")
    scene.say(command, "done")
    told = [one.body for one in scene.stored_events(incident.id) if isinstance(one.body, CommandTold)]
    assert [(one.command, one.device, one.deed, one.state) for one in told] == [
        (command.id, "VLV-1", "hold", "sent"),
        (command.id, "VLV-1", "hold", "rejected"),
    ]
    assert {(one.operator, one.reason) for one in told} == {("beto", "look")}


def test_a_command_for_a_closed_incident_at_hand_is_told_too_and_for_another_one_not(
    scene: IncidentScene,
) -> None:
    _, engineer, _ = scene.staff()
    scene.introduce("valve", "VLV-1")
    incident = scene.opened(engineer)
    command = scene.order("VLV-1", "valve", Action.HOLD, incident.id)
    scene.ask(engineer, acts.CloseIncident(incident.id, 2, Resolution.CANCELLED, "a drill"))
    scene.say(command, "rejected", "local")
    assert isinstance(scene.stored_events(incident.id)[-1].body, CommandTold)
    scene.told.clear()
    scene.order("VLV-1", "valve", Action.HOLD, "INC-0404")
    assert not scene.of_type(IncidentMoved)


def test_a_target_that_is_missed_escalates_and_is_told(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    incident = scene.opened(engineer)
    assert incident.acknowledge_by
    scene.pass_time((incident.acknowledge_by - scene.now.wall) / 1000 + 2, step=5.0)
    (escalated,) = [one.body for one in scene.told_events(incident.id) if isinstance(one.body, Escalated)]
    assert escalated.target == "acknowledge"
    assert scene.open[incident.id].escalation == 1


def test_a_flood_is_told_when_it_begins_and_to_who_comes_later(scene: IncidentScene) -> None:
    for number in range(12):
        scene.introduce("panic_button", f"PB-{number}")
    for number in range(12):
        scene.panic(f"PB-{number}")
    begun = scene.of_type(FloodState)[-1]
    assert begun.on
    assert begun in [
        item.flood for page in scene.incidents.pages() for item in page if hasattr(item, "flood")
    ]


def test_a_group_for_an_incident_is_told_when_it_starts_and_when_it_ends(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    incident = scene.opened(engineer)
    target, order = Target(Scope.ZONE, zone="Centro"), Order(Action.SET_LEVEL, 100.0)
    group = CommandGroup("G-1", target, order, "beto", "light", GroupState.RUNNING, scene.now.wall, 20)
    group = replace(group, incident=incident.id)
    for state in (GroupState.RUNNING, GroupState.FOLLOWING, GroupState.DONE, GroupState.DONE):
        ended = scene.now.wall if state is GroupState.DONE else 0
        scene.incidents.commands([GroupChanged(replace(group, state=state, ended=ended))])
    member = Wanted("LUM-1", "luminaire", order, "beto", group="G-1", incident=incident.id)
    scene.dispatcher.issue([member], scene.now)
    scene.follow_commands()
    told = [one.body for one in scene.stored_events(incident.id) if isinstance(one.body, CommandTold)]
    assert [(one.command, one.device, one.state) for one in told] == [
        ("G-1", "", "running"),
        ("G-1", "", "done"),
    ]
