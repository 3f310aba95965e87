"""The waves in which groups go out: within the limit, as fast as it is heard, and not for ever."""

import time
from collections import Counter
from dataclasses import replace

import pytest

from app.control.group_course import HELD_S
from app.control.groups import LEAST_AT_ONCE, LONGEST_TURN_S, TOLD_S, UNANSWERED_S
from app.domain.command_groups import GroupState
from app.domain.commands import CommandState
from tests.control.crowd import TURN_S, Crowd
from tests.control.group_scene import ORDER, Asked, Dispatcher, Scene, counts, reasons
from tests.support.effort import unit_s

ENDLESS = 140_000
"""The effort of what would not keep up with 20,000 orders; they take a tenth of it."""


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


def test_a_slow_disk_leaves_the_engine_its_half_and_gets_larger_waves_instead() -> None:
    scene, spent = Scene(), 0.0
    scene.start(2_000)

    def work(_count: int) -> None:
        nonlocal spent
        spent += 0.05
        scene.at += 0.05

    scene.dispatcher.on_issue = work
    began = scene.at
    while len(scene.dispatcher.commands) < 2_000:
        scene.go_on(0.01)
    assert (spent - 0.05) / (scene.at - began - 0.05) <= 0.51, (
        "from the first wave to the beginning of the last"
    )
    assert len(scene.dispatcher.waves) < 2_000 / LEAST_AT_ONCE / 4


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


@pytest.mark.slow
def test_twenty_thousand_of_which_a_twentieth_never_answers_end_in_bounded_time_and_memory() -> None:
    """By the real dispatcher; time is simulated, so that what is measured is the work."""
    crowd = Crowd(20_000, silent=0.05)
    unit, began, started = unit_s(), time.thread_time(), crowd.clock
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
    assert time.thread_time() - began < ENDLESS * unit, "it keeps up"
    again = crowd.runner.retry(group.id, "rosa", crowd.now)
    assert again is not None
    assert again.total == 1_000
