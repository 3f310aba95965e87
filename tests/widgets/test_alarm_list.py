"""The alarm list under real keys and presses: what is acknowledged is what stood on the screen."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtTest import QTest

from app.domain.acts import Acknowledge, Comment, Outcome, Refusal, Reset, Shelve, TakeOutOfService, Verdict
from app.domain.alarms import Transition
from tests.widgets.soft_hub import SoftHub
from tests.widgets.soft_rules import soft_rules
from widgets.alarms.actions import ACTIONS
from widgets.alarms.dialogs import ReasonDialog, ShelveDialog
from widgets.alarms.drawing import button_rect
from widgets.alarms.rows import Column, Show
from widgets.alarms.view import AlarmList

RULE = next(iter(soft_rules()))


@pytest.fixture(name="hub")
def _hub(qapp) -> SoftHub:
    return SoftHub(devices=900, alarms=120)


@pytest.fixture(name="view")
def _view(hub, look, qtbot, gui_loop) -> AlarmList:
    view = AlarmList(hub, look)
    qtbot.addWidget(view)
    QCursor.setPos(5000, 5000)  # a pointer over the list would hold its order
    view.resize(1500, 260)
    view.show()
    qtbot.waitExposed(view)
    return view


def calling_place(view: AlarmList) -> int:
    return next(
        place
        for place in view.table.visible_places()
        if view.model.alarm(place).unacknowledged and not view.model.alarm(place).quiet
    )


def button_of(view: AlarmList, place: int) -> QPoint:
    cell = view.table.visualRect(view.model.index(place, Column.ACTION))
    return button_rect(cell).center()


def test_the_button_acknowledges_its_own_alarm_in_the_version_seen(view, hub, qtbot):
    place = calling_place(view)
    alarm = view.model.alarm(place)
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=button_of(view, place))
    qtbot.waitUntil(lambda: bool(hub.asked))
    (asked,) = hub.asked
    assert [(seen.alarm, seen.version) for seen in asked.alarms] == [(alarm.id, alarm.version)]
    qtbot.waitUntil(lambda: "1" in view.notice.text())


def test_a_press_let_go_elsewhere_does_nothing(view, hub, qtbot):
    place = calling_place(view)
    qtbot.mousePress(view.table.viewport(), Qt.MouseButton.LeftButton, pos=button_of(view, place))
    qtbot.mouseRelease(view.table.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(300, 10))
    qtbot.settle()
    assert hub.asked == []


def test_space_acknowledges_the_chosen_alarm_only(view, hub, qtbot):
    place = calling_place(view)
    view.table.selectRow(place)
    view.table.setFocus()
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(hub.asked))
    assert [seen.alarm for seen in hub.asked[0].alarms] == [view.model.alarm(place).id]


def test_space_does_nothing_for_an_alarm_scrolled_out_of_sight(view, hub, qtbot):
    last = next(
        place
        for place in reversed(range(view.model.rowCount()))
        if view.model.alarm(place).unacknowledged and not view.model.alarm(place).quiet
    )
    view.table.selectRow(last)
    view.table.scrollToTop()
    qtbot.keyClick(view.table, Qt.Key.Key_Space)
    qtbot.settle()
    assert hub.asked == []
    assert view.table.is_visible(view.model.alarm(last))


def test_acknowledge_visible_names_exactly_what_stands_on_the_screen(view, hub, qtbot):
    rows = [view.model.alarm(place) for place in view.table.visible_places()]
    wanted = [(a.id, a.version) for a in rows if a.unacknowledged and not a.quiet]
    assert 0 < len(wanted) < view.model.store.counts[Show.UNACKNOWLEDGED]
    qtbot.mouseClick(view.all_visible, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(hub.asked))
    assert [(seen.alarm, seen.version) for seen in hub.asked[0].alarms] == wanted


def test_a_change_after_the_picture_leaves_the_version_that_was_seen(view, hub, qtbot):
    place = calling_place(view)
    alarm = view.model.alarm(place)
    hub._change(replace(alarm, version=alarm.version + 1), Transition.REALARMED)
    view.acknowledge_visible()
    qtbot.waitUntil(lambda: bool(hub.asked))
    assert (alarm.id, alarm.version) in {(seen.alarm, seen.version) for seen in hub.asked[0].alarms}


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        (Verdict(Outcome.SUPERSEDED, superseded_by="J. Paredes"), "J. Paredes"),
        (Verdict(Outcome.REFUSED, refusal=Refusal.NOT_RECORDED), "Nothing was done"),
        (Verdict(Outcome.APPLIED, applied=0), "changed before"),
    ],
)
def test_an_answer_that_is_not_done_is_told_in_the_bar(view, hub, qtbot, verdict, told):
    hub.answer = verdict
    view.table.selectRow(calling_place(view))
    view.acknowledge_chosen()
    qtbot.waitUntil(lambda: told in view.notice.text())


def test_the_list_stands_still_under_the_pointer(view, hub, qtbot):
    before = view.model.alarm(0).id
    QTest.mouseMove(view.table.viewport(), QPoint(200, 40))
    qtbot.waitUntil(lambda: view.model.hold)
    hub.raise_alarm("LUM-0003", RULE)
    qtbot.waitUntil(view.waiting.isVisible)
    assert view.model.alarm(0).id == before
    qtbot.mouseClick(view.waiting, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.model.alarm(0).device == "LUM-0003")


def act(view: AlarmList, name: str) -> None:
    view._call(next(action for action in ACTIONS if action.id == name))


def test_shelving_needs_a_reason_and_a_time(view, hub, qtbot):
    view.table.selectRow(calling_place(view))
    alarm = view.table.chosen()[0]
    act(view, "shelve")
    dialog = view.findChild(ShelveDialog)
    assert not dialog.press.isEnabled()
    dialog.minutes.button(60).click()
    qtbot.keyClicks(dialog.text, "obra en la calle")
    qtbot.mouseClick(dialog.press, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(hub.asked))
    (asked,) = hub.asked
    assert isinstance(asked, Shelve)
    assert (asked.alarm.alarm, asked.minutes, asked.reason) == (alarm.id, 60, "obra en la calle")


def test_out_of_service_needs_a_reason(view, hub, qtbot):
    view.table.selectRow(calling_place(view))
    act(view, "out_of_service")
    dialog = view.findChild(ReasonDialog)
    qtbot.keyClicks(dialog.text, "   ")
    assert not dialog.press.isEnabled()
    qtbot.keyClicks(dialog.text, "cambio de sensor")
    dialog.press.click()
    qtbot.waitUntil(lambda: bool(hub.asked))
    assert isinstance(hub.asked[0], TakeOutOfService)


def test_n_writes_a_note(view, hub, qtbot):
    view.table.selectRow(calling_place(view))
    qtbot.keyClick(view.table, Qt.Key.Key_N)
    dialog = view.findChild(ReasonDialog)
    qtbot.keyClicks(dialog.text, "cuadrilla avisada")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(hub.asked))
    assert hub.asked[0].text == "cuadrilla avisada"
    assert isinstance(hub.asked[0], Comment)


def test_a_held_alarm_offers_reset(view, hub, qtbot):
    alarm = view.model.alarm(calling_place(view))
    held = replace(alarm, active=False, unacknowledged=False, latched=True, version=alarm.version + 1)
    hub._change(held, Transition.ACKNOWLEDGED)
    view.model.flush()
    place = view.model.place(alarm.id)
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=button_of(view, place))
    qtbot.waitUntil(lambda: bool(hub.asked))
    assert isinstance(hub.asked[0], Reset)


def test_the_filter_says_when_nothing_fits(view, qtbot):
    qtbot.keyClicks(view.filters.text, "zzzz")
    assert view.model.rowCount() == 0
    assert "No alarm fits" in view._empty.text()
    view.filters.text.clear()
    view.filters.choose(Show.SHELVED)
    assert view.model.rowCount() == view.model.store.counts[Show.SHELVED]


def test_acknowledge_is_an_act_of_its_own_type(view, hub, qtbot):
    view.acknowledge_visible()
    qtbot.waitUntil(lambda: bool(hub.asked))
    assert isinstance(hub.asked[0], Acknowledge)
