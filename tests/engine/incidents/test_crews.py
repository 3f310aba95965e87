"""Crews that are sent to an incident: their task goes out as a command; what they say moves the incident."""

import pytest

from app.domain.acts import Outcome, Refusal
from app.domain.commands import Command
from app.domain.incidents import acts
from app.domain.incidents.events import CommandTold, CrewMoved
from app.domain.incidents.states import IncidentState, Resolution, TaskState
from app.domain.orders import Action
from tests.engine.access.scene import SoftLink
from tests.engine.incidents.scene import IncidentScene


@pytest.fixture
def supervisor(scene: IncidentScene) -> SoftLink:
    """A crew is in the street, and INC-0001 is open."""
    _, _, supervisor = scene.staff()
    scene.introduce("crew", "CUA-1")
    scene.opened(supervisor)
    return supervisor


def sent(scene: IncidentScene, supervisor: SoftLink) -> Command:
    version = scene.open["INC-0001"].version
    answer = scene.ask(supervisor, acts.AssignCrew("INC-0001", version, "CUA-1", "bring the saw"))
    assert answer.verdict.outcome is Outcome.APPLIED, answer
    return scene.outbox.sent[-1]


def moves(scene: IncidentScene) -> list[tuple[str, str]]:
    """Each move of the crew, with who said it."""
    return [
        (str(event.body.state), event.by)
        for event in scene.stored_events("INC-0001")
        if isinstance(event.body, CrewMoved)
    ]


def state(scene: IncidentScene) -> IncidentState:
    return scene.open["INC-0001"].state


def test_the_task_goes_out_with_what_the_crew_needs(scene: IncidentScene, supervisor: SoftLink) -> None:
    command = sent(scene, supervisor)
    assert (command.device, command.order.action, command.incident) == ("CUA-1", Action.ATTEND, "INC-0001")
    errand = command.order.errand
    assert errand is not None
    assert (errand.incident, errand.title, errand.note) == ("INC-0001", "A tree has fallen", "bring the saw")
    (task,) = scene.open["INC-0001"].crews
    assert (task.crew, task.state, task.command, task.by) == ("CUA-1", TaskState.ASSIGNED, command.id, "beto")
    assert state(scene) is IncidentState.ASSIGNED


def test_what_the_crew_says_moves_the_incident(scene: IncidentScene, supervisor: SoftLink) -> None:
    command = sent(scene, supervisor)
    for said, expected in (
        ("accepted", IncidentState.DISPATCHED),
        ("executing", IncidentState.EN_ROUTE),
        ("done", IncidentState.ON_SITE),
    ):
        scene.say(command, said)
        assert state(scene) is expected
    scene.say(command, "accepted")
    assert moves(scene) == [
        ("assigned", "beto"),
        ("dispatched", "CUA-1"),
        ("en_route", "CUA-1"),
        ("on_site", "CUA-1"),
    ]
    scene.pass_time(120.0, step=5.0)
    assert state(scene) is IncidentState.ON_SITE, "that no measurement shows it sends no crew home"
    assert not [one for one in scene.stored_events("INC-0001") if isinstance(one.body, CommandTold)]


def test_a_crew_that_says_no_is_named_with_its_reason(scene: IncidentScene, supervisor: SoftLink) -> None:
    command = sent(scene, supervisor)
    scene.say(command, "rejected", "no fuel")
    (task,) = scene.open["INC-0001"].crews
    assert (task.state, task.text) == (TaskState.REFUSED, "no fuel")
    assert moves(scene)[-1] == ("refused", "CUA-1")
    assert state(scene) is IncidentState.ACKNOWLEDGED


def test_a_crew_that_says_nothing_could_not_be_reached(scene: IncidentScene, supervisor: SoftLink) -> None:
    sent(scene, supervisor)
    scene.pass_time(180.0, step=5.0)
    assert moves(scene)[-1] == ("refused", "")
    (task,) = scene.open["INC-0001"].crews
    assert task.text == "no_answer"
    assert sent(scene, supervisor).order.action is Action.ATTEND, "and may be sent again"


def test_a_silent_handset_does_not_hold_back_who_said_yes_by_radio(
    scene: IncidentScene, supervisor: SoftLink
) -> None:
    sent(scene, supervisor)
    version = scene.open["INC-0001"].version
    scene.ask(supervisor, acts.MoveCrew("INC-0001", version, "CUA-1", TaskState.EN_ROUTE))
    scene.pass_time(180.0, step=5.0)
    assert state(scene) is IncidentState.EN_ROUTE


def test_a_crew_that_took_the_task_keeps_it_however_long_it_is_on_its_way(
    scene: IncidentScene, supervisor: SoftLink
) -> None:
    scene.say(sent(scene, supervisor), "accepted")
    scene.pass_time(5 * 3600.0, step=600.0)
    assert (state(scene), moves(scene)[-1]) == (IncidentState.DISPATCHED, ("dispatched", "CUA-1"))
    scene.pass_time(8 * 3600.0, step=600.0)
    scene.restart()
    (task,) = scene.open["INC-0001"].crews
    assert (task.state, task.text) == (TaskState.DISPATCHED, "not_finished")
    assert moves(scene)[-2:] == [("dispatched", "CUA-1"), ("dispatched", "")], "noted once"


def test_what_stands_in_the_way_is_said_and_by_radio_it_goes(
    scene: IncidentScene, supervisor: SoftLink
) -> None:
    scene.barred = "device_live"
    version = scene.open["INC-0001"].version
    answer = scene.ask(supervisor, acts.AssignCrew("INC-0001", version, "CUA-1"))
    assert (answer.verdict.refusal, answer.verdict.who) == (Refusal.INTERLOCKED, ("device_live",))
    (entry,) = scene.trail("assign_crew")
    assert (entry.outcome, entry.refusal) == ("refused", "interlocked")
    assert not scene.outbox.sent
    answer = scene.ask(supervisor, acts.AssignCrew("INC-0001", version, "CUA-1", by_radio=True))
    assert answer.verdict.outcome is Outcome.APPLIED
    assert not scene.outbox.sent
    assert state(scene) is IncidentState.ASSIGNED


def test_a_task_that_cannot_be_stored_is_not_sent(scene: IncidentScene, supervisor: SoftLink) -> None:
    scene.disk.full = True
    version = scene.open["INC-0001"].version
    answer = scene.ask(supervisor, acts.AssignCrew("INC-0001", version, "CUA-1"))
    assert answer.verdict.refusal is Refusal.NOT_RECORDED
    assert not scene.outbox.sent
    assert not scene.open["INC-0001"].crews


def test_who_only_handles_incidents_sends_nobody(scene: IncidentScene, supervisor: SoftLink) -> None:
    engineer = next(link for link in scene.access.links if link.console == "sala-1/2")
    answer = scene.ask(engineer, acts.AssignCrew("INC-0001", 1, "CUA-1"))
    assert answer.verdict.refusal is Refusal.NOT_PERMITTED
    assert not scene.outbox.sent


@pytest.mark.parametrize(
    "over",
    [
        lambda seen: acts.MoveCrew("INC-0001", seen, "CUA-1", TaskState.WITHDRAWN),
        lambda seen: acts.CloseIncident("INC-0001", seen, Resolution.CANCELLED, "a drill"),
    ],
)
def test_a_crew_is_told_that_its_task_is_over(scene: IncidentScene, supervisor: SoftLink, over) -> None:
    task = sent(scene, supervisor)
    scene.say(task, "accepted")
    answer = scene.ask(supervisor, over(scene.open["INC-0001"].version))
    assert answer.verdict.outcome is Outcome.APPLIED
    command = scene.outbox.sent[-1]
    assert (command.order.action, command.device, command.cause) == (Action.STAND_DOWN, "CUA-1", task.id)
    assert moves(scene)[-1] == ("withdrawn", "beto")
    scene.say(command, "accepted")
    scene.say(task, "done")
    assert moves(scene)[-1] == ("withdrawn", "beto")


def test_a_crew_that_was_told_by_radio_is_called_off_by_radio(
    scene: IncidentScene, supervisor: SoftLink
) -> None:
    scene.ask(supervisor, acts.AssignCrew("INC-0001", 1, "CUA-1", by_radio=True))
    version = scene.open["INC-0001"].version
    scene.ask(supervisor, acts.MoveCrew("INC-0001", version, "CUA-1", TaskState.WITHDRAWN))
    assert not scene.outbox.sent
    assert moves(scene)[-1] == ("withdrawn", "beto")


@pytest.mark.parametrize(
    "end",
    [
        lambda seen, stays: acts.MergeIncident("INC-0001", seen, stays),
        lambda seen, stays: acts.CloseIncident("INC-0001", seen, Resolution.DUPLICATE, "the same", stays),
    ],
)
def test_a_crew_on_its_way_goes_on_for_the_incident_that_stays(
    scene: IncidentScene, supervisor: SoftLink, end
) -> None:
    task = sent(scene, supervisor)
    scene.say(task, "accepted")
    stays = scene.opened(supervisor, "The same tree").id
    answer = scene.ask(supervisor, end(scene.open["INC-0001"].version, stays))
    assert answer.verdict.outcome is Outcome.APPLIED
    scene.follow_commands()
    assert scene.outbox.sent == [task], "nobody is called off"
    assert scene.open[stays].state is IncidentState.DISPATCHED
    scene.restart()
    scene.say(task, "executing")
    scene.say(task, "done")
    assert scene.open[stays].state is IncidentState.ON_SITE
    assert moves(scene)[-1] == ("withdrawn", "beto")
    assert [one.by for one in scene.stored_events(stays)][-2:] == ["CUA-1", "CUA-1"]
