"""The counts of a group add up and are true, whatever becomes of its commands."""

import random

from hypothesis import given
from hypothesis import strategies as st

from app.domain.command_groups import GroupState, Skipped
from app.domain.commands import CommandChanged, CommandState, EndReason
from tests.control.group_scene import WALL, Dispatcher, Scene, reasons


class Truth:
    """Counts what really became of the devices of a group, by other means than the runner."""

    def __init__(self, scene: Scene, group: str) -> None:
        mine = [command for command in scene.dispatcher.commands.values() if command.group == group]
        out = [command for command in mine if command.tries]
        self.sent = len(out)
        self.confirmed = sum(command.state is CommandState.CONFIRMED for command in out)
        self.failed = sum(command.ended and command.state is not CommandState.CONFIRMED for command in out)
        self.open = self.sent - self.confirmed - self.failed


steps = st.lists(
    st.one_of(
        st.tuples(st.just("on"), st.floats(0.0, 0.6)),
        st.tuples(
            st.just("move"),
            st.integers(0, 200),
            st.sampled_from([state for state in CommandState if state is not CommandState.DRAFTED]),
        ),
        st.tuples(st.just("again"), st.integers(0, 200)),
        st.tuples(st.just("stop"), st.just(0)),
        st.tuples(st.just("store"), st.booleans()),
        st.tuples(st.just("refuse"), st.integers(0, 40)),
        st.tuples(st.just("restart"), st.just(0)),
    ),
    max_size=40,
)


@given(steps, st.integers(0, 40), st.sampled_from([5.0, 40.0, 400.0]), st.randoms())
def test_the_counts_add_up_whatever_comes_in_whatever_order(
    steps: list[tuple], count: int, per_s: float, chance: random.Random
) -> None:
    scene = Scene(per_s)
    scene.dispatcher.begin = lambda _: chance.choice(
        [
            (CommandState.SENT, EndReason.NONE),
            (CommandState.SENT, EndReason.NONE),
            (CommandState.DRAFTED, EndReason.NONE),
            (CommandState.CANCELLED, EndReason.NOT_SENT),
        ]
    )
    group = scene.start(count, [Skipped("not_permitted", 3, ("X",))]).id
    restarted = False
    for step in steps:
        match step:
            case "on", seconds:
                scene.go_on(seconds)
            case "move", number, state:
                _move(scene.dispatcher, number, state)
            case "again", number:  # the same news twice, and old ones after new ones
                known = list(scene.dispatcher.commands.values())
                scene.dispatcher.news += [CommandChanged(c, WALL) for c in known[number : number + 3]]
            case "stop", _:
                scene.runner.stop(group, "rosa", scene.now)
            case "store", works:
                scene.dispatcher.works = works
            case "refuse", number:
                scene.refused[f"L{number}"] = "not_tagged"
            case "restart", _:
                restarted = True
                scene.restart()
        scene.listen()
        for _, told in scene.told:
            waiting = told.total - told.sent - told.skipped
            assert waiting >= 0
            assert told.sent >= told.confirmed + told.failed
            assert sum(reasons(told).values()) == told.skipped
        scene.told[:-1] = []
    scene.per_s = 0.0  # nothing new, so that all there is can be told
    scene.go_on()
    told, truth = scene.newest(group), Truth(scene, group)
    assert (told.sent, told.confirmed, told.failed) == (truth.sent, truth.confirmed, truth.failed)
    assert told.total == count + 3
    if told.ended:
        assert truth.open == 0
        assert told.sent + told.skipped == told.total
    if restarted:
        assert told.state in (GroupState.STOPPED, GroupState.FOLLOWING, GroupState.DONE)


def _move(dispatcher: Dispatcher, number: int, state: CommandState) -> None:
    """As a dispatcher would: what has ended stays so, what was not published does not get on."""
    ids = list(dispatcher.commands)
    if number >= len(ids) or dispatcher.commands[ids[number]].ended:
        return
    out = bool(dispatcher.commands[ids[number]].tries)
    if state is CommandState.SENT and not out:
        dispatcher.move(ids[number], state, tries=1)
    elif out or state in (CommandState.CANCELLED, CommandState.EXPIRED):
        dispatcher.move(ids[number], state)
