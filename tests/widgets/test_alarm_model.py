"""The alarm table model: rows stay with their alarm, held orders stay still, views never see a wrong row."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from app.domain.alarms import Transition
from tests.widgets.soft_hub import SoftHub
from tests.widgets.soft_rules import soft_rules
from widgets.alarms.model import AlarmModel
from widgets.alarms.rows import AlarmFilter, Column, Show

RULE = next(iter(soft_rules()))


@pytest.fixture(name="hub")
def _hub(qapp) -> SoftHub:
    return SoftHub(devices=200, alarms=20)


def shown(model: AlarmModel) -> list[str]:
    return [model.alarm(place).id for place in range(model.rowCount())]


def end(hub: SoftHub, alarm_id: str) -> None:
    alarm = hub.alarms.standing[alarm_id]
    gone = replace(alarm, active=False, unacknowledged=False, shelved_until=None, version=alarm.version + 1)
    hub._change(gone, Transition.RETURNED)


def test_a_new_alarm_takes_its_place_at_the_top(hub, qtbot):
    model = AlarmModel(hub)
    raised = hub.raise_alarm("LUM-9999", RULE)
    qtbot.waitUntil(lambda: raised.id in shown(model))
    assert shown(model)[0] == raised.id


def test_a_selection_stays_on_its_alarm_while_others_come_and_go(hub):
    model = AlarmModel(hub)
    chosen = QPersistentModelIndex(model.index(7, 3))
    watched = model.alarm(7).id
    for alarm_id in shown(model)[:5]:
        end(hub, alarm_id)
    model.flush()
    assert model.alarm(chosen.row()).id == watched
    model.sort(int(Column.POINT), Qt.SortOrder.AscendingOrder)
    assert model.alarm(chosen.row()).id == watched


def test_a_held_list_changes_in_place_and_moves_when_let_go(hub):
    model = AlarmModel(hub)
    before = shown(model)
    model.set_hold(True)
    end(hub, before[0])
    raised = hub.raise_alarm("LUM-9999", RULE)
    model.flush()
    assert shown(model) == [*before, raised.id]
    assert model.is_gone(before[0])
    model.set_hold(False)
    assert shown(model) == [raised.id, *before[1:]]


def test_rows_of_a_renamed_device_are_written_again(hub):
    model = AlarmModel(hub)
    alarm = model.alarm(0)
    hub.introduce(replace(hub.devices.get(alarm.device), zone="Las Dunas"))
    model.flush()
    assert model.row(model.place(alarm.id)).zone == "Las Dunas"


@settings(max_examples=25)
@given(st.data())
def test_any_sequence_of_changes_keeps_model_and_view_consistent(qapp, data):
    hub = SoftHub(devices=60, alarms=6)
    model = AlarmModel(hub)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    kept = QPersistentModelIndex(model.index(2, 0))
    kept_id = model.alarm(2).id
    for _ in range(data.draw(st.integers(1, 12))):
        step = data.draw(st.sampled_from(["raise", "end", "hold", "free", "sort", "filter", "flush"]))
        standing = sorted(hub.alarms.standing)
        if step == "raise":
            hub.raise_alarm(f"LUM-{data.draw(st.integers(0, 9)):04d}", RULE)
        elif step == "end" and standing:
            end(hub, data.draw(st.sampled_from(standing)))
        elif step in {"hold", "free"}:
            model.set_hold(step == "hold")
        elif step == "sort":
            model.sort(data.draw(st.integers(0, len(Column) - 1)), Qt.SortOrder.DescendingOrder)
        elif step == "filter":
            model.set_filter(AlarmFilter(show=data.draw(st.sampled_from(list(Show)))))
        else:
            model.flush()
        if kept.isValid():
            assert model.alarm(kept.row()).id == kept_id
    model.set_hold(False)
    model.flush()
    model.set_filter(AlarmFilter())
    expected = {i for i, a in hub.alarms.standing.items() if not (a.out_of_service or a.suppressed_by)}
    assert set(shown(model)) == expected
    assert len(shown(model)) == len(expected)
