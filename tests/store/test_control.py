"""Commands and what belongs to them, as the store keeps them."""

from __future__ import annotations

import dataclasses
import sqlite3
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import Priority
from app.domain.changes import Change
from app.domain.command_groups import CommandGroup, GroupChanged, GroupState
from app.domain.commands import (
    Command,
    CommandChanged,
    CommandState,
    ControlChanged,
    DeviceControl,
    EndReason,
    Measured,
    Said,
    Tag,
    TagChanged,
)
from app.domain.lighting.lamp_days import LampDay, LampDaysChanged
from app.domain.lighting.plan import Anchor, LightingPlan, PlanChanged, Programme, Step
from app.domain.orders import Action, Errand, Level, Order, SavedGroup, SavedGroupChanged, Scope, Target
from app.store.connection import history_path
from app.store.control_reading import RestoredControl
from app.store.control_statements import COMMAND, encode
from app.store.reader import Reader
from tests.support.stores import journal_in, lay_history

CLOSE = Command(
    id="0198-1",
    device="VAL-1",
    kind="valve",
    order=Order(Action.SET_POSITION, 0.0, over_s=120.0),
    operator="r.quispe",
    reason="rotura",
    issued=1000,
    expires=11_000,
    state=CommandState.SENT,
    before=(Measured("flow", 186.0, 900),),
    life=(Said("sent", 1000),),
)
GROUP = CommandGroup(
    "0198-9",
    Target(Scope.ZONE, zone="Centro"),
    Order(Action.SET_LEVEL, 60.0),
    "op",
    "",
    GroupState.RUNNING,
    5,
    2,
)
PLAN = LightingPlan((Programme("p", "Laboral", (Step(Anchor.SUNSET, -10, 100.0),)),), version=1)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "data"


def kept(folder: Path, *steps: list[Change]) -> RestoredControl:
    """What a start finds after these were stored, one after another."""
    lay_history(folder)
    journal = journal_in(folder)
    journal.open()
    for changes in steps:
        journal.commit(changes)
    journal.close()
    again = journal_in(folder)
    restored = again.open().control
    again.close()
    return restored


def test_all_of_it_comes_back(folder: Path) -> None:
    control = DeviceControl("LUM-1", 60.0, 60.0, manual=True, until=9, by="op", at=3)
    tag = Tag("VAL-2", "op", "reja abierta", 4)
    saved = SavedGroup("g", "Plaza", "luminaire", ("LUM-1",))
    day = LampDay("LUM-1", 20_000, 86_000.0, 40_000.0, 36_000.0, 920.0, 1)
    found = kept(
        folder,
        [CommandChanged(CLOSE, 1000), ControlChanged(control), GroupChanged(GROUP)],
        [TagChanged("VAL-2", tag), SavedGroupChanged("g", saved), PlanChanged(PLAN), LampDaysChanged((day,))],
    )
    assert found == RestoredControl((CLOSE,), (), (), (control,), (GROUP,), (tag,), (saved,), PLAN, (day,))


def test_of_each_only_the_newest_state_is_left(folder: Path) -> None:
    done = dataclasses.replace(
        CLOSE, state=CommandState.TIMED_OUT, end=EndReason.NOT_FINISHED, ended_at=9000, version=3
    )
    older = dataclasses.replace(CLOSE, state=CommandState.ACCEPTED, version=2)
    found = kept(
        folder,
        [CommandChanged(CLOSE, 1000), TagChanged("VAL-2", Tag("VAL-2", "op", "x", 4))],
        [CommandChanged(older, 2000), CommandChanged(done, 9000), TagChanged("VAL-2", None)],
        [CommandChanged(older, 2000)],
        [PlanChanged(PLAN), PlanChanged(dataclasses.replace(PLAN, version=2))],
    )
    assert found.out == ()
    assert found.recent == (done,)
    assert found.tags == ()
    assert found.plan.version == 2


def test_commands_are_listed_by_device_group_and_end(folder: Path) -> None:
    failed = dataclasses.replace(
        CLOSE, id="0198-2", device="LUM-1", group="g", state=CommandState.EXPIRED, ended_at=5, issued=2000
    )
    well = dataclasses.replace(failed, id="0198-3", device="LUM-2", state=CommandState.CONFIRMED, issued=3000)
    kept(folder, [CommandChanged(each, 0) for each in (CLOSE, failed, well)])
    reader = Reader(folder)
    try:
        assert [each.id for each in reader.commands()] == ["0198-3", "0198-2", "0198-1"]
        assert reader.commands(device="LUM-1") == [failed]
        assert reader.commands(group="g", failed=True) == [failed]
        assert reader.commands(since_ms=2500) == [well]
        assert len(reader.commands(limit=1)) == 1
    finally:
        reader.close()


def test_of_a_device_that_failed_the_newest_command_that_is_over_comes_back(folder: Path) -> None:
    first = dataclasses.replace(CLOSE, state=CommandState.TIMED_OUT, end=EndReason.NO_ANSWER, ended_at=5)
    newer = dataclasses.replace(first, id="0198-2", issued=2000, group="g")
    other = dataclasses.replace(first, id="0198-3", device="VAL-9")
    changes: list[Change] = [CommandChanged(each, 0) for each in (newer, first, other)]
    failed, fine = DeviceControl("VAL-1", failed=True), DeviceControl("VAL-9")
    found = kept(folder, [*changes, ControlChanged(failed), ControlChanged(fine)])
    assert found.failed == (newer,)


def test_a_row_that_cannot_be_read_keeps_no_engine_from_starting(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    kept(folder, [CommandChanged(CLOSE, 0), ControlChanged(DeviceControl("VAL-1")), PlanChanged(PLAN)])
    with sqlite3.connect(history_path(folder)) as database:
        database.execute("UPDATE command SET body = ?", (b'{"id":null}',))
        database.execute("UPDATE device_control SET body = ?", (b"[",))
    database.close()
    found = kept(folder)
    assert (found.out, found.controls, found.plan) == ((), (), PLAN)
    assert "passed over" in caplog.text


@pytest.mark.parametrize("many", [1, 600])
def test_days_of_lamps_are_listed_by_lamp(folder: Path, many: int) -> None:
    days = tuple(
        LampDay(f"LUM-{number}", day, 1.0, 1.0, 1.0, 1.0, 0) for number in range(many) for day in (10, 11, 12)
    )
    kept(folder, [LampDaysChanged(days)])
    wanted = [f"LUM-{number}" for number in range(many)]
    reader = Reader(folder)
    try:
        assert len(reader.lamp_days(11, 12, wanted)) == 2 * many
        assert len(reader.lamp_days(10, 12)) == 3 * many
        assert reader.lamp_days(10, 12, ["LUM-X"]) == []
    finally:
        reader.close()


numbers = st.floats(allow_nan=False, allow_infinity=False)
orders = st.builds(
    Order,
    st.sampled_from(list(Action)),
    st.none() | numbers,
    numbers,
    st.none() | st.integers(0, 2**53),
    levels=st.lists(st.builds(Level, st.integers(0, 2**53), numbers, numbers), max_size=3).map(tuple),
    errand=st.none()
    | st.builds(Errand, st.text(), lat=st.none() | numbers, priority=st.none() | st.sampled_from(Priority)),
)


@given(
    st.builds(
        Command,
        order=orders,
        measured=st.lists(
            st.builds(Measured, st.text(), numbers | st.booleans() | st.text(), st.integers(0, 2**53))
        ).map(tuple),
        life=st.lists(st.builds(Said, st.text(), st.integers(0, 2**53), st.text())).map(tuple),
        before=st.just(()),
        asked_before=st.none() | numbers,
        force_before=st.none(),
        issued=st.integers(0, 2**53),
        expires=st.integers(0, 2**53),
    )
)
def test_any_command_is_read_back_as_it_was(command: Command) -> None:
    assert COMMAND.decode(encode(command)) == command
