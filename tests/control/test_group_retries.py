"""Groups that are tried again, and those that a restart of the engine left behind."""

from dataclasses import replace

from app.domain.command_groups import GroupState
from app.domain.commands import CommandState, EndReason
from tests.control.group_scene import ORDER, Scene, counts, reasons


def test_only_those_that_failed_are_tried_again_and_only_once() -> None:
    scene = Scene()
    begun = scene.start(4)
    scene.go_on()
    scene.dispatcher.move("c0", CommandState.CONFIRMED)
    scene.dispatcher.move("c1", CommandState.TIMED_OUT, EndReason.NO_ANSWER)
    scene.dispatcher.move("c2", CommandState.REJECTED)
    scene.go_on()
    again = scene.runner.retry(begun.id, "rosa", scene.now)
    assert again is not None
    assert (again.retry_of, again.total, again.operator, again.order) == (begun.id, 2, "rosa", begun.order)
    assert again.approver == ""
    scene.go_on()
    assert [c.device for c in scene.dispatcher.commands.values() if c.group == again.id] == ["L1", "L2"]
    assert scene.runner.retry(begun.id, "rosa", scene.now) is None
    scene.dispatcher.move("c3", CommandState.TIMED_OUT, EndReason.MISMATCH)
    scene.go_on()
    later = scene.runner.retry(begun.id, "rosa", scene.now)
    assert later is not None
    assert later.total == 1
    assert scene.runner.retry("unknown", "rosa", scene.now) is None


def test_an_order_whose_own_end_is_over_is_not_tried_again() -> None:
    scene = Scene()
    begun = scene.start(1, order=replace(ORDER, until=scene.now.wall + 1000))
    scene.go_on()
    scene.dispatcher.move("c0", CommandState.TIMED_OUT)
    scene.go_on(2.0)
    assert scene.runner.retry(begun.id, "rosa", scene.now) is None


def test_after_a_restart_nothing_more_is_sent_and_what_is_out_is_followed() -> None:
    scene = Scene(per_s=20.0)
    begun = scene.start(50)
    scene.go_on()
    out = list(scene.dispatcher.commands)
    scene.dispatcher.move(out[0], CommandState.TIMED_OUT, EndReason.NO_ANSWER)
    scene.dispatcher.news.clear()  # the engine was killed before the group heard of it
    scene.restart()
    for _ in range(20):
        scene.go_on()
    assert len(scene.dispatcher.commands) == len(out)
    told = scene.newest(begun.id)
    assert (told.state, told.stopped_by, told.ended) == (GroupState.STOPPED, "", 0)
    assert counts(told) == (50, len(out), 0, 1, 50 - len(out))
    assert reasons(told) == {"not_sent": 50 - len(out)}
    for id_ in out[1:]:
        scene.dispatcher.move(id_, CommandState.CONFIRMED)
    told = scene.newest(begun.id)
    assert told.ended
    assert told.version > begun.version
    again = scene.runner.retry(begun.id, "rosa", scene.now)
    assert again is not None
    assert again.total == 1


def test_one_that_was_over_before_a_restart_can_be_tried_again() -> None:
    scene = Scene()
    begun = scene.start(3)
    scene.go_on()
    for id_ in list(scene.dispatcher.commands):
        scene.dispatcher.move(id_, CommandState.REJECTED)
    done = scene.newest(begun.id)
    scene.restart()
    scene.go_on(1.0)
    assert scene.runner.get(begun.id) == done, "it is as it was, and nobody is told anything"
    assert scene.runner.retry(begun.id, "rosa", scene.now) is None, "nobody knows yet which failed"
    read = scene.runner.reader(begun.id)
    assert read is not None
    scene.runner.recall(read())
    assert (scene.runner.failed(begun.id), scene.runner.get(begun.id)) == (("L0", "L1", "L2"), done)
    assert scene.runner.reader(begun.id) is None
    again = scene.runner.retry(begun.id, "rosa", scene.now)
    assert again is not None
    assert again.total == 3
    assert scene.runner.retry(begun.id, "rosa", scene.now) is None
    scene.runner.recall(read())
    assert not scene.runner.failed(begun.id), "what was read twice is taken once"
