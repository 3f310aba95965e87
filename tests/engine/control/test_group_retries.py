"""Groups tried again: only what failed, only by those who may, also after a restart."""

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal
from app.domain.orders import Action, Order, Scope, Target
from app.store.faults import StoreUnavailable
from app.wire.access import LockSession
from tests.engine.control.groups import malecon
from tests.engine.control.scene import ControlScene, lamps, refusal


def test_those_that_failed_are_tried_again(scene):
    _, engineer, _ = scene.staff()
    answer = scene.command(engineer, lamps(1, 2))
    scene.pass_time(1.0)
    scene.say(next(one for one in scene.outbox.sent if one.device == "LUM-1"), "rejected")
    scene.pass_time(0.25)
    again = scene.ask(engineer, acts.RetryGroup(answer.group))
    assert again.verdict.outcome is Outcome.APPLIED
    scene.pass_time(1.0)
    assert [one.device for one in scene.outbox.sent if one.group == again.group] == ["LUM-1"]
    assert refusal(scene.ask(engineer, acts.RetryGroup(answer.group))) is not None
    assert refusal(scene.ask(engineer, acts.RetryGroup("gone"))) is Refusal.UNKNOWN_GROUP


def rejected_of(scene: ControlScene, link, *devices: str) -> str:
    """A saved group of these that two people's rights reach, all of which refused; then it is another's."""
    scene.ask(link, acts.PutGroup(malecon(*devices)))
    answer = scene.command(link, Target(Scope.GROUP, ids=("g1",)))
    scene.pass_time(1.0)
    for command in scene.outbox.sent:
        scene.say(command, "rejected")
    scene.pass_time(0.25)
    assert scene.ask(link, acts.PutGroup(malecon("LUM-1", version=1))).verdict.outcome is Outcome.APPLIED
    return answer.group


def test_only_devices_in_reach_are_tried_again_whatever_the_group_means_by_now(scene):
    admin, engineer, supervisor = scene.staff()
    group = rejected_of(scene, supervisor, "LUM-2", "LUM-90")
    scene.narrow(admin, "carla", zones=("Centro",))
    answer = scene.ask(engineer, acts.RetryGroup(group))
    assert refusal(answer) is Refusal.NOT_PERMITTED
    scene.pass_time(1.0)
    assert len(scene.outbox.sent) == 2
    assert scene.trail("retry_group")[-1].refusal == "not_permitted"
    assert scene.ask(supervisor, acts.RetryGroup(group)).verdict.outcome is Outcome.APPLIED


def test_what_two_must_sign_for_is_not_tried_again_by_one_whatever_the_group_means_by_now(scene):
    _, engineer, _ = scene.staff()
    group = rejected_of(scene, engineer, "LUM-2", "LUM-3")
    scene.settings.critical = ["LUM-3"]
    assert refusal(scene.ask(engineer, acts.RetryGroup(group))) is Refusal.NEEDS_SELECTION


def before_a_restart(scene: ControlScene, link, read) -> str:
    """A group that was over then, and that both lamps refused; `read` gives its commands."""
    answer = scene.command(link, lamps(1, 2))
    scene.pass_time(1.0)
    for command in scene.outbox.sent:
        scene.say(command, "rejected")
    scene.pass_time(1.0)
    known = scene.groups.get(answer.group)
    assert known.ended
    commands = [scene.dispatcher.get(one.id) for one in scene.outbox.sent]
    scene.groups.restore([known], lambda _group: read(commands), scene.now)
    return answer.group


def test_a_group_of_before_a_restart_is_read_off_the_engines_thread(scene):
    _, engineer, _ = scene.staff()
    reads = []
    group = before_a_restart(scene, engineer, lambda commands: reads.append(1) or commands)
    first = scene.start(engineer, acts.RetryGroup(group))
    assert not reads
    assert refusal(scene.ask(engineer, acts.RetryGroup(group))) is Refusal.TOO_MANY
    assert engineer.answers[first].verdict.outcome is Outcome.APPLIED
    assert (len(reads), scene.groups.get(engineer.answers[first].group).total) == (1, 2)


def test_a_group_that_cannot_be_read_is_refused_and_can_be_asked_again(scene):
    _, engineer, _ = scene.staff()
    faults = [StoreUnavailable("away"), ValueError("no command")]

    def read(commands):
        if faults:
            raise faults.pop(0)
        return commands

    group = before_a_restart(scene, engineer, read)
    answers = [scene.ask(engineer, acts.RetryGroup(group)) for _ in range(3)]
    assert [refusal(one) for one in answers] == [Refusal.NOT_RECORDED, Refusal.FAILED, None]
    assert [one.refusal for one in scene.trail("retry_group")] == ["not_recorded", "failed", ""]


def test_whoever_has_gone_or_locked_while_it_was_read_tries_nothing_again(scene):
    _, engineer, supervisor = scene.staff()
    group = before_a_restart(scene, engineer, lambda commands: commands)
    id_ = scene.start(engineer, acts.RetryGroup(group))
    scene.start(engineer, LockSession())
    scene.access.worker.drain()
    assert refusal(engineer.answers[id_]) is Refusal.LOCKED
    assert scene.ask(supervisor, acts.RetryGroup(group)).verdict.outcome is Outcome.APPLIED


def test_valves_are_not_tried_again_without_selecting(scene):
    _, engineer, _ = scene.staff()
    valves = Target(Scope.DEVICES, "valve", ("VLV-1", "VLV-2"))
    order = Order(Action.SET_POSITION, 50.0, over_s=120.0)
    begun = scene.operate(engineer, scene.ask(engineer, acts.Select(valves, order, "works")))
    scene.pass_time(1.0)
    scene.say(scene.outbox.sent[0], "rejected")
    scene.pass_time(0.25)
    assert refusal(scene.ask(engineer, acts.RetryGroup(begun.group))) is Refusal.NEEDS_SELECTION
