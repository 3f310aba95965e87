"""The engine comes back: incidents go on as they were, and what happened meanwhile is caught up once."""

from dataclasses import replace

from app.bootstrap.incident_past import LATELY_MS
from app.domain.acts import Outcome
from app.domain.alarms import Transition
from app.domain.changes import AlarmChanged
from app.domain.incidents import acts
from app.domain.incidents.events import AlarmsReturned, CrewMoved
from app.domain.incidents.states import IncidentState, Resolution, TaskState
from app.store.reader import Reader
from app.wire.incidents import IncidentMoved
from tests.engine.incidents.scene import IncidentScene
from tests.support.stores import journal_in


def test_open_incidents_are_there_again_and_nothing_is_told_anew(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    scene.introduce("panic_button", "PB-1")
    scene.panic("PB-1")
    scene.opened(engineer)
    before = scene.open
    scene.restart()
    scene.pass_time(2.0)
    assert scene.open == before
    assert not scene.of_type(IncidentMoved)
    assert scene.opened(engineer).id == "INC-0003", "no number is given twice"


def test_an_alarm_that_returned_meanwhile_is_noted_once(scene: IncidentScene) -> None:
    scene.introduce("panic_button", "PB-1")
    scene.panic("PB-1")
    (incident,) = scene.open.values()
    (alarm,) = scene.shop.city.parts.marks.alarms()

    def returned() -> None:
        """Stored, and the engine died before the incident had it."""
        gone = replace(alarm, active=False, unacknowledged=False, version=alarm.version + 1)
        journal = journal_in(scene.data.store)
        journal.open()
        journal.commit([AlarmChanged(gone, Transition.RETURNED, scene.now.wall)])
        journal.close()

    scene.restart(returned)
    scene.pass_time(2.0)
    events = [event for event in scene.stored_events(incident.id) if isinstance(event.body, AlarmsReturned)]
    assert [event.body for event in events] == [AlarmsReturned((alarm.id,))]
    assert scene.open[incident.id].active == 0


def test_a_crew_s_task_goes_on_and_is_not_sent_again(scene: IncidentScene) -> None:
    _, _, supervisor = scene.staff()
    scene.introduce("crew", "CUA-1")
    incident = scene.opened(supervisor)
    scene.ask(supervisor, acts.AssignCrew(incident.id, 1, "CUA-1"))
    (command,) = scene.outbox.sent
    scene.say(command, "accepted")
    scene.restart()
    scene.pass_time(5.0)
    assert scene.open[incident.id].state is IncidentState.DISPATCHED
    scene.say(command, "executing")
    assert scene.open[incident.id].state is IncidentState.EN_ROUTE
    assert scene.outbox.sent == [command]


def test_how_far_a_crew_came_is_caught_up_from_its_command(scene: IncidentScene) -> None:
    """The command's step was stored, and the engine died before the incident had it."""
    _, _, supervisor = scene.staff()
    scene.introduce("crew", "CUA-1")
    incident = scene.opened(supervisor)
    scene.ask(supervisor, acts.AssignCrew(incident.id, 1, "CUA-1"))
    (command,) = scene.outbox.sent
    scene.dispatcher.reply("CUA-1", command.id, "rejected", scene.now.wall, "no fuel", scene.now)
    scene.dispatcher.take_news()
    scene.restart()
    (task,) = scene.open[incident.id].crews
    assert (task.state, task.text) == (TaskState.REFUSED, "no fuel")
    moves = [event for event in scene.stored_events(incident.id) if isinstance(event.body, CrewMoved)]
    assert [(event.body.state, event.by) for event in moves] == [("assigned", "beto"), ("refused", "CUA-1")]


def test_an_alarm_of_an_incident_that_was_closed_opens_none_at_the_next_start(scene: IncidentScene) -> None:
    _, engineer, _ = scene.staff()
    scene.introduce("panic_button", "PB-1")
    scene.panic("PB-1")
    (incident,) = scene.open.values()
    scene.pass_time(1.0)
    closing = acts.CloseIncident(incident.id, incident.version, Resolution.FALSE_ALARM, "a child at play")
    assert scene.ask(engineer, closing).verdict.outcome is Outcome.APPLIED
    scene.restart()
    scene.pass_time(2.0)
    assert not scene.open


def test_an_alarm_that_no_incident_knows_yet_opens_one(scene: IncidentScene) -> None:
    """The alarm was stored, and the engine died before its incident was."""
    _, engineer, _ = scene.staff()
    scene.opened(engineer)
    scene.introduce("panic_button", "PB-1")
    body = f'{{"ts":{scene.now.wall},"type":"panic","active":true}}'
    arrival = scene.shop.arrival("panic_button/PB-1/event", body)
    scene.journal.append([], scene.shop.city.take([arrival], scene.now).changes, None)
    scene.restart()
    scene.pass_time(2.0)
    assert [one.device for one in scene.open.values()] == ["", "PB-1"]


def test_an_alarm_that_comes_back_soon_after_a_close_and_a_restart_opens_its_incident_again(
    scene: IncidentScene,
) -> None:
    _, engineer, _ = scene.staff()
    scene.introduce("panic_button", "PB-1")
    scene.panic("PB-1")
    (incident,) = scene.open.values()
    scene.panic("PB-1", active=False)
    seen = scene.open[incident.id].version
    closing = acts.CloseIncident(incident.id, seen, Resolution.SOLVED, "nobody there")
    assert scene.ask(engineer, closing).verdict.outcome is Outcome.APPLIED
    scene.restart()
    scene.pass_time(60.0, step=10.0)
    scene.panic("PB-1")
    (again,) = scene.open.values()
    assert (again.id, again.reopened) == (incident.id, 1)


def test_one_that_was_open_for_long_counts_from_its_closing(scene: IncidentScene) -> None:
    scene.introduce("panic_button", "PB-1")
    scene.panic("PB-1")
    (incident,) = scene.open.values()
    scene.access.at += 1.5 * LATELY_MS / 1000
    scene.shop.at = scene.access.at
    scene.panic("PB-1", active=False)
    _, engineer, _ = scene.staff()
    closing = acts.CloseIncident(incident.id, scene.open[incident.id].version, Resolution.SOLVED, "quiet")
    assert scene.ask(engineer, closing).verdict.outcome is Outcome.APPLIED
    scene.restart()
    scene.panic("PB-1")
    (again,) = scene.open.values()
    assert (again.id, again.reopened) == (incident.id, 1)


def test_what_ships_is_stored_so_that_it_can_be_followed_after_an_update(scene: IncidentScene) -> None:
    scene.journal.commit([])
    reader = Reader(scene.data.store)
    try:
        stored = {(one.id, one.version) for one in reader.procedures()}
    finally:
        reader.close()
    assert ("panic_button", 1) in stored
