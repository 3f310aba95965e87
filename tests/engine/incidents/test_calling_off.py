"""Crews that are taken off: free at once, and told so by their handset as soon as that can be reached."""

import pytest

from app.domain.acts import Outcome
from app.domain.commands import Command, EndReason
from app.domain.incidents import acts
from app.domain.incidents.events import CrewMoved
from app.domain.incidents.states import Resolution, TaskState
from app.domain.orders import Action
from tests.engine.access.scene import SoftLink
from tests.engine.incidents.scene import IncidentScene

CREW = "CUA-1"
ENDS = [
    lambda seen: acts.MoveCrew("INC-0001", seen, CREW, TaskState.WITHDRAWN),
    lambda seen: acts.MoveCrew("INC-0001", seen, CREW, TaskState.REFUSED, "the car broke down"),
    lambda seen: acts.CloseIncident("INC-0001", seen, Resolution.CANCELLED, "a drill"),
]


@pytest.fixture
def supervisor(scene: IncidentScene) -> SoftLink:
    _, _, supervisor = scene.staff()
    scene.introduce("crew", CREW)
    scene.opened(supervisor)
    return supervisor


@pytest.fixture
def task(scene: IncidentScene, supervisor: SoftLink) -> Command:
    """The crew is on its way to INC-0001."""
    assign(scene, supervisor, "INC-0001")
    task = scene.outbox.sent[-1]
    scene.say(task, "accepted")
    scene.say(task, "executing")
    return task


def assign(scene: IncidentScene, link: SoftLink, incident: str) -> None:
    answer = scene.ask(link, acts.AssignCrew(incident, scene.open[incident].version, CREW))
    assert answer.verdict.outcome is Outcome.APPLIED, answer
    scene.follow_commands()


def end(scene: IncidentScene, link: SoftLink, over) -> None:
    answer = scene.ask(link, over(scene.open["INC-0001"].version))
    assert answer.verdict.outcome is Outcome.APPLIED, answer
    scene.follow_commands()


def link(scene: IncidentScene, *, up: bool) -> None:
    scene.outbox.up = up
    scene.dispatcher.link_changed(up, scene.now)


def stand_downs(scene: IncidentScene) -> list[str]:
    """The orders that went out, each once."""
    sent = [one.id for one in scene.outbox.sent if one.order.action is Action.STAND_DOWN]
    return list(dict.fromkeys(sent))


def noted(scene: IncidentScene) -> list[str]:
    """What the incident notes of calling the crew off."""
    bodies = [event.body for event in scene.stored_events("INC-0001")]
    texts = [body.text for body in bodies if isinstance(body, CrewMoved)]
    return [text for text in texts if text.endswith("called_off")]


@pytest.mark.parametrize("over", ENDS)
def test_it_can_be_sent_elsewhere_at_once_though_its_handset_is_silent(
    scene: IncidentScene, supervisor: SoftLink, task: Command, over
) -> None:
    end(scene, supervisor, over)
    ended = scene.dispatcher.get(task.id)
    assert ended is not None
    assert ended.end is EndReason.CALLED_OFF
    other = scene.opened(supervisor, "Another tree").id
    assign(scene, supervisor, other)
    assert [one.order.action for one in scene.outbox.sent[-2:]] == [Action.STAND_DOWN, Action.ATTEND]
    assert scene.outbox.sent[-1].incident == other
    assert scene.open[other].crews[0].state is TaskState.ASSIGNED
    scene.say(task, "done")
    scene.pass_time(10.0)
    assert len(stand_downs(scene)) == 1, "who has another task is not called off any more"


@pytest.mark.parametrize("over", ENDS)
@pytest.mark.parametrize("restarted", [False, True])
def test_while_the_link_is_down_it_stays_owed_and_is_told(
    scene: IncidentScene, supervisor: SoftLink, task: Command, over, restarted: bool
) -> None:
    link(scene, up=False)
    end(scene, supervisor, over)
    scene.pass_time(5.0)
    assert noted(scene) == ["not_called_off"]
    if restarted:
        scene.restart()
    scene.pass_time(5.0)
    assert not stand_downs(scene)
    link(scene, up=True)
    scene.pass_time(3.0)
    (order,) = stand_downs(scene)
    sent = scene.dispatcher.get(order)
    assert sent is not None
    assert (sent.device, sent.cause, sent.operator) == (CREW, task.id, "beto")
    scene.say(sent, "accepted")
    scene.pass_time(1200.0, step=10.0)
    assert len(stand_downs(scene)) == 1
    assert noted(scene) == ["not_called_off", "called_off"]


def test_it_waits_for_the_crew_to_be_there(scene: IncidentScene, supervisor: SoftLink, task: Command) -> None:
    link(scene, up=False)
    end(scene, supervisor, ENDS[0])
    scene.barred = "device_live"
    link(scene, up=True)
    scene.pass_time(60.0)
    assert not stand_downs(scene)
    scene.barred = ""
    scene.pass_time(2.0)
    assert len(stand_downs(scene)) == 1


def test_a_handset_that_stays_silent_is_given_up(
    scene: IncidentScene, supervisor: SoftLink, task: Command
) -> None:
    end(scene, supervisor, ENDS[0])
    scene.pass_time(3 * 3600.0, step=10.0)
    assert len(stand_downs(scene)) == 6
    scene.restart()
    scene.pass_time(60.0)
    assert len(stand_downs(scene)) == 6
    assert noted(scene) == ["not_called_off"]


def test_a_crew_that_heard_of_it_is_not_told_again(
    scene: IncidentScene, supervisor: SoftLink, task: Command
) -> None:
    end(scene, supervisor, ENDS[0])
    scene.say(scene.outbox.sent[-1], "accepted")
    scene.pass_time(1200.0, step=10.0)
    scene.restart()
    scene.pass_time(60.0)
    assert len(stand_downs(scene)) == 1
    assert not noted(scene)
