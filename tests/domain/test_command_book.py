"""The table of moves, and what drafting, noting and restoring must leave alone."""

from __future__ import annotations

import itertools

import pytest

from app.domain.actions import UNDOES, ActionSpec, Busy, Check
from app.domain.actions import Test as Way
from app.domain.catalogue import Label
from app.domain.command_book import CommandBook
from app.domain.command_drafts import BookParts
from app.domain.command_entry import LATE_KEPT, LIFE_KEPT, moved, noted_late
from app.domain.commands import (
    ENDED,
    MOVES,
    OUT,
    WAITING,
    Command,
    CommandState,
    EndReason,
    Stimulus,
    Wanted,
)
from app.domain.instant import Instant
from app.domain.orders import Action, Order
from app.domain.rights import Right

NOW = Instant(100.0, 1_700_000_000_000)
SPEC = ActionSpec(
    "lamp",
    Action.SET_LEVEL,
    Label("Nivel", "Level"),
    Right.COMMAND_LUMINAIRES,
    select=False,
    busy=Busy.QUEUE,
    expires_s=30.0,
    answer_s=10.0,
    finish_s=20.0,
    settle_s=10.0,
    retries=1,
    retry_after_s=4.0,
    checks=(Check("level", Way.NEAR, 5.0),),
)


def book() -> CommandBook:
    ids = itertools.count(1)
    return CommandBook(
        BookParts(
            {("lamp", Action.SET_LEVEL): SPEC}, lambda _: 0.0, lambda _: 60.0, lambda _: f"c{next(ids)}"
        )
    )


def want(level: float = 60.0, device: str = "L1") -> Wanted:
    return Wanted(device, "lamp", Order(Action.SET_LEVEL, value=level), "ana")


def command(state: CommandState = CommandState.SENT) -> Command:
    return Command("c1", "L1", "lamp", want().order, "ana", "", 1, 2, state)


def sent(into: CommandBook, *wanted: Wanted) -> list[Command]:
    draft = into.draft(wanted, NOW, up=True)
    into.take(draft, NOW)
    into.published(draft.going, len(draft.going), NOW)
    return draft.going


@pytest.mark.parametrize("state", sorted(ENDED))
@pytest.mark.parametrize("stimulus", list(Stimulus))
def test_an_end_is_an_end(state: CommandState, stimulus: Stimulus) -> None:
    assert moved(command(state), stimulus, NOW) is None


def test_every_state_is_waiting_out_or_over_and_can_come_to_its_end() -> None:
    assert set(CommandState) == ENDED | WAITING | OUT
    for state in WAITING | OUT:
        assert any(MOVES.get((state, stimulus)) in ENDED for stimulus in Stimulus)


def test_only_a_device_that_took_it_can_be_confirmed() -> None:
    able = {state for state in CommandState if (state, Stimulus.MEASURED) in MOVES}
    assert able == {CommandState.ACCEPTED, CommandState.EXECUTING}


def test_a_move_is_one_version_and_one_line() -> None:
    after = moved(command(), Stimulus.DONE, NOW, {"done_at": NOW.wall}, said="done", text="listo")
    assert after is not None
    assert (after.version, after.state, after.done_at) == (2, CommandState.EXECUTING, NOW.wall)
    assert [(said.state, said.at, said.text) for said in after.life] == [("done", NOW.wall, "listo")]
    assert after.ended_at == 0


def test_a_life_has_an_end_too() -> None:
    told = command()
    for _ in range(LATE_KEPT):
        noted = noted_late(told, "done", "", NOW)
        assert noted is not None
        told = noted
    assert noted_late(told, "done", "", NOW) is None
    for _ in range(3 * LIFE_KEPT):
        told = moved(told, Stimulus.DONE, NOW) or moved(told, Stimulus.ACCEPTED, NOW) or told
    assert len(told.life) <= LIFE_KEPT


def test_a_draft_that_is_not_taken_leaves_no_trace() -> None:
    commands = book()
    draft = commands.draft([want(), want(80.0), want(20.0, "L2")], NOW, up=True)
    assert [move.command.state for move in draft.moves] == [
        CommandState.SENT,
        CommandState.DRAFTED,
        CommandState.SENT,
    ]
    assert len(draft.changes) == 5
    assert commands.take_news() == ([], [], [])
    assert not commands.watched
    assert not commands.is_busy("L1", Action.SET_LEVEL)
    assert commands.get("c1") is None
    assert commands.controls.get("L1").asked is None


def test_a_draft_that_has_to_wait_for_nobody_changes_no_waiting_one() -> None:
    commands = book()
    sent(commands, want(60.0))
    commands.take(commands.draft([want(80.0)], NOW, up=True), NOW)
    commands.reply("L1", "c1", "rejected", "", NOW)
    assert commands.draft_ready(NOW).going == commands.draft_ready(NOW).going != []
    waiting = commands.get("c2")
    assert waiting is not None
    assert waiting.state is CommandState.DRAFTED


def test_two_orders_of_one_draft_are_told_apart_in_what_was_asked_before() -> None:
    commands = book()
    first, second = commands.draft([want(60.0), want(80.0)], NOW, up=True).moves
    assert (first.command.asked_before, second.command.asked_before) == (None, 60.0)


def test_an_action_that_the_kind_does_not_have_is_no_command() -> None:
    with pytest.raises(KeyError):
        book().draft([Wanted("V1", "valve", Order(Action.HOLD), "ana")], NOW, up=True)


def test_a_reading_of_a_device_that_is_not_watched_is_nothing() -> None:
    commands = book()
    commands.reading("L1", NOW.wall, {"level": 60.0}, NOW.monotonic, NOW)
    assert commands.take_news() == ([], [], [])


def test_the_news_tell_each_command_once_as_it_stands() -> None:
    commands = book()
    sent(commands, want())
    commands.reply("L1", "c1", "accepted", "", NOW)
    commands.reply("L1", "c1", "done", "", NOW)
    changes, controls, events = commands.take_news()
    assert [change.command.state for change in changes] == [CommandState.EXECUTING]
    assert [(change.control.asked, change.control.in_force) for change in controls] == [(60.0, 60.0)]
    assert not events
    assert commands.take_news() == ([], [], [])


def test_a_command_that_is_given_twice_is_restored_once() -> None:
    commands = book()
    known = command(CommandState.EXECUTING)
    commands.restore([known, known], [], NOW)
    assert list(commands.watched) == ["L1"]
    commands.link_lost(NOW)
    assert commands.due(Instant(200.0, NOW.wall)) == []
    after = commands.get("c1")
    assert after is not None
    assert after.end is EndReason.NOT_FINISHED
    assert list(commands.watched) == ["L1"], "for the alarm that stands"


def test_two_that_a_kill_left_out_at_once_both_come_to_an_end() -> None:
    commands = book()
    older, newer = command(), Command("c2", "L1", "lamp", want().order, "ana", "", 1, 2, CommandState.SENT)
    commands.restore([older, newer], [], NOW)
    commands.due(Instant(200.0, NOW.wall))
    assert [commands.get(id_).end for id_ in ("c1", "c2")] == [EndReason.NO_ANSWER] * 2  # type: ignore[union-attr]
    assert not commands.is_busy("L1", Action.SET_LEVEL)


def test_what_undoes_an_order_is_never_itself() -> None:
    for action, others in UNDOES.items():
        assert action not in others
