"""Groups: waves within the limit, counts that always add up, stopped, tried again, found after a restart."""

import itertools
import random
import time
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.control.group_course import HELD_S
from app.control.groups import (
    KEPT,
    LEAST_AT_ONCE,
    LONGEST_TURN_S,
    TOLD_S,
    UNANSWERED_S,
    GroupParts,
    GroupRunner,
)
from app.domain.changes import Change
from app.domain.command_groups import CommandGroup, GroupChanged, GroupState, Skipped
from app.domain.commands import Command, CommandChanged, CommandState, EndReason, Wanted
from app.domain.devices import Device
from app.domain.instant import Instant
from app.domain.orders import Action, Order, Scope, Target
from tests.control.crowd import TURN_S, Crowd

WALL = 1_790_000_000_000
CENTRO = Target(Scope.ZONE, zone="Centro")
ORDER = Order(Action.SET_LEVEL, 60.0, 30.0)


@dataclass(frozen=True)
class Asked:
    target: Target = CENTRO
    order: Order = ORDER
    operator: str = "ana"
    reason: str = "why"
    approver: str = ""
    incident: str = "INC-1"


@dataclass
class Store:
    """A journal that can refuse."""

    works: bool = True
    kept: list[CommandGroup] = field(default_factory=list)

    def commit(self, changes: Sequence[Change]) -> bool:
        if self.works:
            self.append(changes)
        return self.works

    def append(self, changes: Sequence[Change]) -> None:
        self.kept += [change.group for change in changes if isinstance(change, GroupChanged)]


class Dispatcher:
    """Issues as it is told, and lets the test say what becomes of each command."""

    def __init__(self) -> None:
        self.commands: dict[str, Command] = {}
        self.waves: list[tuple[float, int]] = []
        self.works = True
        self.begin: Callable[[Wanted], tuple[CommandState, EndReason]] = lambda _: (
            CommandState.SENT,
            EndReason.NONE,
        )
        self.news: list[CommandChanged] = []
        self.on_issue: Callable[[int], None] = lambda _count: None

    def issue(self, wanted: Sequence[Wanted], now: Instant) -> list[Command] | None:
        if not self.works:
            return None
        self.waves.append((now.monotonic, len(wanted)))
        self.on_issue(len(wanted))
        issued = []
        for want in wanted:
            state, end = self.begin(want)
            sent = state is CommandState.SENT
            issued.append(
                Command(
                    f"c{len(self.commands)}",
                    want.device,
                    want.kind,
                    want.order,
                    want.operator,
                    want.reason,
                    now.wall,
                    now.wall + 30_000,
                    state,
                    end,
                    group=want.group,
                    incident=want.incident,
                    tries=int(sent),
                    sent_at=now.wall if sent else 0,
                )
            )
            self._put(issued[-1])
        return issued

    def move(self, id_: str, state: CommandState, end: EndReason = EndReason.NONE, *, tries: int = 0) -> None:
        command = self.commands[id_]
        self._put(replace(command, state=state, end=end, tries=command.tries + tries))

    def cancel(self, command: str, end: EndReason, _now: Instant) -> bool:
        if self.commands[command].state is not CommandState.DRAFTED:
            return False
        self.move(command, CommandState.CANCELLED, end)
        return True

    def take_news(self) -> list[CommandChanged]:
        news, self.news = self.news, []
        return news

    def _put(self, command: Command) -> None:
        self.commands[command.id] = command
        self.news.append(CommandChanged(command, WALL))


class Scene:
    """A runner with its dispatcher, a store, a clock that the test moves, and everything it told."""

    def __init__(self, per_s: float = 2000.0) -> None:
        self.at = 100.0
        self.per_s = per_s
        self.store, self.dispatcher = Store(), Dispatcher()
        self.refused: dict[str, str] = {}
        self.gone: set[str] = set()
        self.told: list[tuple[float, CommandGroup]] = []
        self.runner = self.fresh_runner()

    def fresh_runner(self) -> GroupRunner:
        return GroupRunner(
            GroupParts(
                dispatcher=self.dispatcher,
                store=self.store,
                new_id=lambda _now: f"g{len(self.store.kept)}",
                per_s=lambda: self.per_s,
                device=lambda id_: None if id_ in self.gone else lamp(id_),
                check=lambda device, _order, _now: self.refused.get(device.id, ""),
                monotonic=lambda: self.at,
            )
        )

    @property
    def now(self) -> Instant:
        return Instant(self.at, WALL + int(self.at * 1000))

    def start(self, count: int, skips: Sequence[Skipped] = (), **more: object) -> CommandGroup:
        devices = [lamp(f"L{number}") for number in range(count)]
        group = self.runner.start(Asked(**more), devices, skips, self.now)  # type: ignore[arg-type]
        assert group is not None
        self.listen()
        return group

    def go_on(self, seconds: float = 0.05) -> None:
        self.at += seconds
        self.runner.follow(self.dispatcher.take_news(), self.now)
        self.runner.tick(self.now)
        self.listen()

    def listen(self) -> None:
        self.told += [(self.at, change.group) for change in self.runner.take_news()]

    def newest(self, group: str) -> CommandGroup:
        """As it was told last, once all has been told."""
        self.go_on(TOLD_S)
        self.go_on(TOLD_S)
        return next(told for _, told in reversed(self.told) if told.id == group)


def lamp(id_: str) -> Device:
    return Device(id_, "luminaire", id_)


def counts(group: CommandGroup) -> tuple[int, int, int, int, int]:
    return group.total, group.sent, group.confirmed, group.failed, group.skipped


def reasons(group: CommandGroup) -> dict[str, int]:
    return {skip.reason: skip.count for skip in group.skips}


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


def lose_link(scene: Scene, *, lost: bool) -> None:
    scene.refused = dict.fromkeys((f"L{number}" for number in range(20)), "link_up") if lost else {}


def lose_store(scene: Scene, *, lost: bool) -> None:
    scene.dispatcher.works = not lost


@pytest.mark.parametrize("lose", [lose_link, lose_store])
def test_what_goes_out_to_nobody_for_a_while_goes_out_later_in_its_order(lose) -> None:
    scene = Scene(per_s=20.0)
    begun = scene.start(20)
    scene.go_on(0.25)
    out = len(scene.dispatcher.commands)
    lose(scene, lost=True)
    for _ in range(10):
        scene.go_on(HELD_S / 11)
    lose(scene, lost=False)
    scene.go_on(0.25)
    lose(scene, lost=True)
    for _ in range(10):
        scene.go_on(HELD_S / 11)
    lose(scene, lost=False)
    for _ in range(10):
        scene.go_on(0.25)
    assert 0 < out < 20
    sent = [command.device for command in scene.dispatcher.commands.values()]
    assert sent == [f"L{number}" for number in range(20)]
    assert not reasons(scene.newest(begun.id))


@pytest.mark.parametrize(("lose", "reason"), [(lose_link, "link_up"), (lose_store, "store_ok")])
def test_what_goes_out_to_nobody_for_minutes_is_left_out(lose, reason) -> None:
    scene = Scene(per_s=20.0)
    begun = scene.start(20)
    lose(scene, lost=True)
    scene.go_on()
    scene.go_on(HELD_S)
    lose(scene, lost=False)
    told = scene.newest(begun.id)
    assert (counts(told), reasons(told)) == ((20, 0, 0, 0, 20), {reason: 20})
    assert told.state is GroupState.DONE


def test_nothing_of_an_order_goes_out_after_the_orders_own_end() -> None:
    scene = Scene(per_s=20.0)
    begun = scene.start(20, order=replace(ORDER, until=scene.now.wall + 1000))
    scene.go_on(0.25)
    out = len(scene.dispatcher.commands)
    scene.go_on(0.75)
    for _ in range(10):
        scene.go_on(0.25)
    assert 0 < out < 20
    told = scene.newest(begun.id)
    assert (told.sent, reasons(told)) == (out, {"not_sent": 20 - out})


@pytest.mark.parametrize("tick_s", [0.05, 0.25])
@pytest.mark.parametrize("per_s", [10.0, 50.0, 2000.0])
def test_the_limit_per_second_holds_for_all_groups_together(per_s: float, tick_s: float) -> None:
    scene = Scene(per_s)
    count = int(per_s * 3)
    groups = [scene.start(count).id, scene.start(count).id]
    for _ in range(round(4 / tick_s)):
        _answer_all(scene.dispatcher)
        scene.go_on(tick_s)
    waves = scene.dispatcher.waves
    for begin, _ in waves:
        within = sum(size for at, size in waves if begin <= at < begin + 1.0)
        assert within <= per_s * (1.0 + LONGEST_TURN_S) + 2
    sent = sum(size for _, size in waves)
    assert sent >= per_s * 3.8, "and it is used, but for a careful first wave"
    shares = Counter(command.group for command in scene.dispatcher.commands.values())
    assert min(shares[group] for group in groups) >= sent / 3, "none is starved"


def test_a_long_pause_is_not_made_up() -> None:
    scene = Scene(per_s=100.0)
    scene.start(10_000)
    scene.go_on()
    scene.dispatcher.waves.clear()
    scene.go_on(60.0)
    assert sum(size for _, size in scene.dispatcher.waves) <= 100.0 * LONGEST_TURN_S + 1


@pytest.mark.parametrize("cost_s", [0.0001, 0.001, 0.01])
def test_waves_leave_the_engine_half_of_its_time(cost_s: float) -> None:
    """What devices answer has to be heard, however slow the machine is at sending."""
    scene = Scene(per_s=2000.0)
    scene.start(5_000)
    spent = 0.0

    def work(count: int) -> None:
        nonlocal spent
        spent += count * cost_s
        scene.at += count * cost_s

    scene.dispatcher.on_issue = work
    began = scene.at
    while scene.at - began < 10.0:
        _answer_all(scene.dispatcher)
        scene.go_on(0.25)
    least = LEAST_AT_ONCE * cost_s / (0.25 + LEAST_AT_ONCE * cost_s)
    assert spent / (scene.at - began) <= max(0.6, least)
    assert sum(size for _, size in scene.dispatcher.waves) >= min(5_000, 10.0 / 2 / cost_s / 3)


def test_no_more_is_sent_while_too_many_wait_for_an_answer() -> None:
    scene = Scene(per_s=100.0)
    scene.start(2_000)
    for _ in range(400):
        scene.go_on()
    assert len(scene.dispatcher.commands) == 100 * UNANSWERED_S
    _answer_all(scene.dispatcher)
    for _ in range(40):
        scene.go_on()
    assert len(scene.dispatcher.commands) == pytest.approx(100 * UNANSWERED_S + 200, abs=30)


def _answer_all(dispatcher: Dispatcher) -> None:
    for id_, command in list(dispatcher.commands.items()):
        if command.state is CommandState.SENT:
            dispatcher.move(id_, CommandState.ACCEPTED)


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


class Truth:
    """Counts what really became of the devices of a group, by other means than the runner."""

    def __init__(self, scene: Scene, group: str) -> None:
        mine = [command for command in scene.dispatcher.commands.values() if command.group == group]
        out = [command for command in mine if command.tries]
        self.sent = len(out)
        self.confirmed = sum(command.state is CommandState.CONFIRMED for command in out)
        self.failed = sum(command.ended and command.state is not CommandState.CONFIRMED for command in out)
        self.open = self.sent - self.confirmed - self.failed
        self.unsent = sum(command.ended and not command.tries for command in mine)


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
                _restart(scene)
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


def _restart(scene: Scene) -> None:
    """What was told reached the store; the commands did before. What waited is over."""
    groups = {group.id: group for group in scene.store.kept}
    commands = list(scene.dispatcher.commands.values())
    scene.runner = scene.fresh_runner()
    scene.runner.restore(groups.values(), lambda group: [c for c in commands if c.group == group], scene.now)
    for command in commands:
        if not command.ended and not command.tries:
            scene.dispatcher.move(command.id, CommandState.CANCELLED, EndReason.NOT_SENT)


def test_after_a_restart_nothing_more_is_sent_and_what_is_out_is_followed() -> None:
    scene = Scene(per_s=20.0)
    begun = scene.start(50)
    scene.go_on()
    out = list(scene.dispatcher.commands)
    scene.dispatcher.move(out[0], CommandState.TIMED_OUT, EndReason.NO_ANSWER)
    scene.dispatcher.news.clear()  # the engine was killed before the group heard of it
    _restart(scene)
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
    _restart(scene)
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


@pytest.mark.slow
def test_twenty_thousand_of_which_a_twentieth_never_answers_end_in_bounded_time_and_memory() -> None:
    """By the real dispatcher; time is simulated, so that what is measured is the work."""
    crowd = Crowd(20_000, silent=0.05)
    began, started = time.thread_time(), crowd.clock
    group = crowd.runner.start(Asked(), crowd.devices, [], crowd.now)
    assert group is not None
    while not (crowd.groups_told and crowd.groups_told[-1].ended):
        crowd.go_on()
        assert crowd.clock - started < 60.0
    elapsed, done = crowd.clock - started, crowd.groups_told[-1]
    assert (done.state, counts(done)) == (GroupState.DONE, (20_000, 20_000, 19_000, 1_000, 0))
    assert elapsed < 30.0
    assert len(crowd.groups_told) <= elapsed / TOLD_S + 2
    assert crowd.store.commits <= elapsed / TURN_S + 2, "one transaction a wave"
    assert time.thread_time() - began < elapsed, "it keeps up"
    again = crowd.runner.retry(group.id, "rosa", crowd.now)
    assert again is not None
    assert again.total == 1_000
