"""Groups from their start to their end: stored first, told as they go, stopped, kept for a while."""

import itertools

import pytest

from app.control.groups import KEPT, TOLD_S
from app.domain.command_groups import GroupState, Skipped
from app.domain.commands import CommandState, EndReason
from tests.control.group_scene import Asked, Scene, counts, reasons
from tests.control.street import lamp


def test_a_group_from_its_start_to_its_end() -> None:
    scene = Scene()
    begun = scene.start(3, [Skipped("not_permitted", 2, ("L8", "L9"))])
    assert (begun.state, counts(begun)) == (GroupState.RUNNING, (5, 0, 0, 0, 2))
    assert scene.store.kept == [begun], "stored before anything is sent"
    scene.go_on()
    commands = list(scene.dispatcher.commands.values())
    assert [command.device for command in commands] == ["L0", "L1", "L2"]
    assert {(command.group, command.operator, command.reason, command.incident) for command in commands} == {
        (begun.id, "ana", "why", "INC-1")
    }
    following = scene.newest(begun.id)
    assert (following.state, counts(following)) == (GroupState.FOLLOWING, (5, 3, 0, 0, 2))
    scene.dispatcher.move("c0", CommandState.CONFIRMED)
    scene.dispatcher.move("c1", CommandState.REJECTED)
    scene.dispatcher.move("c2", CommandState.EXECUTING)
    assert counts(scene.newest(begun.id)) == (5, 3, 1, 1, 2)
    scene.dispatcher.move("c2", CommandState.TIMED_OUT, EndReason.NO_ANSWER)
    done = scene.newest(begun.id)
    assert (done.state, counts(done), reasons(done)) == (
        GroupState.DONE,
        (5, 3, 1, 2, 2),
        {"not_permitted": 2},
    )
    assert done.ended > done.started
    assert scene.store.kept[-1] == done
    versions = [told.version for _, told in scene.told]
    assert versions == sorted(set(versions))


def test_nothing_is_sent_when_the_group_cannot_be_stored() -> None:
    scene = Scene()
    scene.store.works = False
    assert scene.runner.start(Asked(), [lamp("L0")], [], scene.now) is None
    scene.go_on()
    assert not scene.dispatcher.commands
    assert scene.runner.all() == ()


def test_each_device_is_checked_again_when_its_turn_comes() -> None:
    scene = Scene(per_s=20.0)
    begun = scene.start(100)
    scene.go_on()
    scene.refused = {f"L{number}": "not_reserved" for number in range(50, 60)}
    scene.gone = {"L70"}
    for _ in range(100):
        scene.go_on()
    told = scene.newest(begun.id)
    assert reasons(told) == {"not_reserved": 10, "device_live": 1}
    assert told.sent == 89
    sent = {command.device for command in scene.dispatcher.commands.values()}
    assert not sent & {*scene.refused, "L70"}


def test_those_left_out_are_named_up_to_fifty() -> None:
    scene = Scene()
    scene.refused = {f"L{number}": "device_live" for number in range(120)}
    begun = scene.start(200)
    for _ in range(10):
        scene.go_on()
    (skip,) = scene.newest(begun.id).skips
    assert (skip.count, len(skip.devices)) == (120, 50)


def test_it_is_told_five_times_a_second_at_most() -> None:
    scene = Scene(per_s=200.0)
    scene.start(400)
    scene.start(400)
    for number in range(120):
        for id_ in list(scene.dispatcher.commands)[number * 4 : number * 4 + 4]:
            scene.dispatcher.move(id_, CommandState.CONFIRMED)
        scene.go_on(0.025)
    for group in {told.id for _, told in scene.told}:
        times = [at for at, told in scene.told if told.id == group]
        assert len(times) > 5
        assert all(after - before >= TOLD_S - 1e-9 for before, after in itertools.pairwise(times))


def test_it_is_stopped_and_what_is_out_is_followed() -> None:
    scene = Scene(per_s=20.0)
    begun = scene.start(100)
    scene.dispatcher.begin = lambda want: (
        (CommandState.DRAFTED, EndReason.NONE) if want.device == "L1" else (CommandState.SENT, EndReason.NONE)
    )
    scene.go_on()
    sent = [c.id for c in scene.dispatcher.commands.values() if c.state is CommandState.SENT]
    assert sent
    assert scene.runner.stop(begun.id, "rosa", scene.now)
    told = scene.newest(begun.id)
    assert (told.state, told.stopped_by, told.ended) == (GroupState.STOPPED, "rosa", 0)
    assert reasons(told) == {"stopped": 100 - len(sent)}
    assert scene.dispatcher.commands["c1"].end is EndReason.STOPPED
    before = len(scene.dispatcher.commands)
    for id_ in sent:
        scene.dispatcher.move(id_, CommandState.CONFIRMED)
    told = scene.newest(begun.id)
    assert (told.state, told.confirmed) == (GroupState.STOPPED, len(sent))
    assert told.ended
    assert len(scene.dispatcher.commands) == before
    assert not scene.runner.stop(begun.id, "rosa", scene.now)
    assert not scene.runner.stop("unknown", "rosa", scene.now)


@pytest.mark.parametrize(
    ("state", "end", "reason"),
    [
        (CommandState.CANCELLED, EndReason.SUPERSEDED, "superseded"),
        (CommandState.CANCELLED, EndReason.NOT_SENT, "not_sent"),
        (CommandState.EXPIRED, EndReason.NONE, "not_sent"),
    ],
)
def test_what_ends_before_it_is_sent_was_skipped(state: CommandState, end: EndReason, reason: str) -> None:
    scene = Scene()
    scene.dispatcher.begin = lambda _: (CommandState.DRAFTED, EndReason.NONE)
    begun = scene.start(2)
    scene.go_on()
    assert scene.newest(begun.id).state is GroupState.RUNNING
    scene.dispatcher.move("c0", state, end)
    scene.dispatcher.move("c1", CommandState.SENT, tries=1)
    scene.dispatcher.move("c1", CommandState.CONFIRMED)
    told = scene.newest(begun.id)
    assert (counts(told), reasons(told)) == ((2, 1, 1, 0, 1), {reason: 1})
    assert told.state is GroupState.DONE


def test_groups_that_are_over_are_kept_for_a_while() -> None:
    scene = Scene()
    for _ in range(KEPT + 30):
        begun = scene.start(1)
        scene.go_on()
        scene.dispatcher.move(next(reversed(scene.dispatcher.commands)), CommandState.CONFIRMED)
        scene.newest(begun.id)
    scene.start(1)
    assert len(scene.runner.all()) == KEPT + 1
