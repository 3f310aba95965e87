"""The lighting page under real presses: groups, the three values, and what goes out."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.bridge.views import EngineLink
from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.command_groups import Skipped
from app.domain.orders import Action, SavedGroup, SavedGroupChanged, Scope, Target
from tests.widgets.control.lighting.soft_lighting import HOUR_MS, LitHub, command_group
from widgets.control.lighting.page import LightingPage


def press(qtbot, button) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def asked(hub: LitHub, kind: type) -> list:
    return [act for act in hub.told if isinstance(act, kind)]


def lines(page) -> dict:
    model = page.body.list.model_
    return {line.key: line for line in map(model.line, range(model.rowCount())) if line is not None}


def test_the_list_holds_the_city_its_districts_and_circuits(page, hub):
    found = lines(page)
    assert found["all:"].figures.lamps == 1_688
    assert found["zone:Malecón"].figures.lamps == 148
    assert found["circuit:TAB-10"].figures.lamps == 148


def test_the_city_stands_there_as_soon_as_it_is_read(page, qtbot):
    qtbot.waitUntil(lambda: "1\u202f688 luminaires · 8 circuits" in page.body.head.about.text())
    qtbot.waitUntil(lambda: "mean of 5 of 1\u202f688" in page.body.programme.legend.text())


def test_figures_follow_the_columns_within_a_look(page, hub, qtbot):
    rows = hub.lamps("Malecón")
    hub.set_manual(rows, 60.0, 57.0)
    hub.silence(rows[:41])
    hub.columns.columns.priority[hub.devices.row("TAB-10")] = 3
    qtbot.waitUntil(lambda: lines(page)["zone:Malecón"].figures.answering == 107)
    figures = lines(page)["zone:Malecón"].figures
    assert (figures.manual, figures.priority, round(figures.measured)) == (148, 3, 57)
    assert lines(page)["zone:San Telmo"].figures.manual == 0


def test_the_three_values_are_kept_apart(page, hub, choose, qtbot):
    rows = hub.lamps("Malecón")
    hub.set_manual(rows, 60.0, 57.0)
    hub.columns.columns.asked[rows] = 45.0
    hub.silence(rows[:41])
    hub.put_group(command_group(hub.now()))
    choose("zone:Malecón")
    values = page.body.head.values
    qtbot.waitUntil(lambda: "45" in values.asked.shown.value)
    assert "60" in values.in_force.shown.value
    assert values.in_force.shown.manual
    assert "57" in values.measured.shown.value
    assert "107 of 148 answer" in values.measured.shown.detail
    assert "ago" in values.measured.shown.detail
    assert "r.quispe" in values.asked.shown.detail
    assert "The programme asks 80" in values.in_force.shown.detail


def test_a_range_is_not_written_as_one_level(page, hub, choose, qtbot):
    hub.columns.columns.in_force[hub.lamps("Malecón")[:10]] = 30.0
    choose("zone:Malecón")
    qtbot.waitUntil(lambda: page.body.head.values.in_force.shown.value.startswith("30–80"))


def test_a_group_that_is_silent_is_hatched(page, hub, choose, qtbot):
    hub.silence(hub.lamps("Zona Franca"))
    choose("zone:Zona Franca")
    qtbot.waitUntil(lambda: page.body.head.values.measured.shown.old)
    assert page.body.head.values.measured.shown.value == "–"


def test_a_level_goes_out_with_an_end(page, hub, choose, qtbot):
    choose("zone:Malecón")
    press(qtbot, page.body.editor.presets[2])
    before = hub.now()
    press(qtbot, page.body.editor.send)
    qtbot.waitUntil(lambda: bool(asked(hub, acts.Command)))
    act = asked(hub, acts.Command)[0]
    assert act.target == Target(Scope.ZONE, zone="Malecón")
    assert (act.order.action, act.order.value, act.order.over_s) == (Action.SET_LEVEL, 60.0, 30.0)
    assert before + 2 * HOUR_MS <= act.order.until <= hub.now() + 2 * HOUR_MS
    qtbot.waitUntil(lambda: "Sent to Malecón" in page.body.notice.text())


def test_given_up_goes_back_to_the_programme(page, hub, choose, qtbot):
    choose("zone:Malecón")
    press(qtbot, page.body.editor.resume)
    qtbot.waitUntil(lambda: bool(asked(hub, acts.Command)))
    assert asked(hub, acts.Command)[0].order.action is Action.RESUME_PROGRAMME


def test_keys_move_the_slider_and_send_nothing(page, hub, choose, qtbot):
    choose("zone:Malecón")
    slider = page.body.editor.slider
    slider.setFocus()
    slider.setValue(50)
    for key, level in ((Qt.Key.Key_Right, 51), (Qt.Key.Key_PageUp, 61), (Qt.Key.Key_Home, 0)):
        qtbot.keyClick(slider, key)
        assert slider.value() == level
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        qtbot.keyClick(slider, key)
        qtbot.keyClick(page.body.list, key)
    assert not asked(hub, acts.Command)


def test_by_keyboard_the_button_is_held(page, hub, choose, qtbot):
    choose("zone:Malecón")
    send = page.body.editor.send
    send.setFocus()
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        qtbot.keyClick(send, key)
    assert not asked(hub, acts.Command)
    send.set_hold(0.2)
    qtbot.keyPress(send, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(asked(hub, acts.Command)) == 1)
    qtbot.keyRelease(send, Qt.Key.Key_Space)
    assert len(asked(hub, acts.Command)) == 1


def test_two_quick_clicks_ask_once(page, hub, choose, qtbot):
    choose("zone:Malecón")
    qtbot.mouseClick(page.body.editor.send, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(page.body.editor.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "Sent to" in page.body.notice.text())
    assert len(asked(hub, acts.Command)) == 1


def test_who_is_left_out_is_said_by_name(page, hub, choose, qtbot):
    hub.skips = (Skipped("device_live", 41, ("LUM-4401", "LUM-4402")),)
    choose("zone:Malecón")
    qtbot.waitUntil(lambda: "41 do not report" in page.body.editor.note.text())
    assert "LUM-4401, LUM-4402…" in page.body.editor.note.toolTip()


def test_a_refusal_is_a_sentence(page, hub, choose, qtbot):
    choose("zone:Malecón")
    qtbot.waitUntil(lambda: bool(asked(hub, acts.ReadConditions)))
    hub.verdict = Verdict(Outcome.REFUSED, refusal=Refusal.NOT_RECORDED)
    press(qtbot, page.body.editor.send)
    qtbot.waitUntil(lambda: "put on record" in page.body.notice.text())


@pytest.mark.parametrize("who", ["auditoria", "admin"])
def test_without_the_right_it_is_seen_off_and_said_who_may(page, hub, choose, qtbot, who):
    hub.accounts.sign_in(who)
    choose("zone:Malecón")
    editor = page.body.editor
    qtbot.waitUntil(lambda: not editor.send.isEnabled())
    assert editor.send.isVisible()
    assert "Needs" in editor.note.text()


def test_without_engine_or_broker_nothing_can_be_sent(page, hub, choose, qtbot):
    choose("zone:Malecón")
    figures = hub.plausible_figures()
    hub.set_figures(replace(figures, feed=replace(figures.feed, phase="down")))
    qtbot.waitUntil(lambda: "No link to the broker" in page.body.editor.note.text())
    hub.set_figures(figures)
    qtbot.waitUntil(page.body.editor.send.isEnabled)
    hub.set_link(EngineLink("lost", hub.now()))
    qtbot.waitUntil(lambda: not page.body.editor.send.isEnabled())
    assert page.away.isVisible()


def test_a_search_finds_groups_and_single_lamps(page, hub, qtbot):
    qtbot.keyClicks(page.body.search, "malecon")
    qtbot.waitUntil(lambda: set(lines(page)) == {"zone:Malecón", "circuit:TAB-10"})
    page.body.search.setText("LUM-4410")
    qtbot.waitUntil(lambda: set(lines(page)) == {"device:LUM-4410"})


def test_a_drawn_area_becomes_a_group_of_the_lamps_inside(page, hub):
    at = hub.devices.get("LUM-4401")
    page.show_area([(at.lon - 1e-6, at.lat - 1e-6), (at.lon + 5.5e-5, at.lat - 1e-6),
                    (at.lon + 5.5e-5, at.lat + 5.5e-5), (at.lon - 1e-6, at.lat + 5.5e-5)])  # fmt: skip
    assert page.line.target.scope is Scope.AREA
    assert page.line.figures.lamps == 6
    assert page.body.table.model.rowCount() == 6


def test_a_new_lamp_joins_its_groups(page, hub, qtbot):
    known = hub.devices.get("LUM-4401")
    hub.introduce(replace(known, id="LUM-9999"))
    qtbot.waitUntil(lambda: lines(page)["zone:Malecón"].figures.lamps == 149)


def test_an_empty_city_says_so(look, qtbot, gui_loop):
    page = LightingPage(LitHub(zones=()), look)
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    qtbot.waitUntil(lambda: "No luminaires yet" in page.body.empty.text())
    assert page.body.empty.isVisible()


def test_a_group_that_was_dropped_gives_way_to_the_whole_city(page, hub, choose, qtbot):
    hub.put_saved(SavedGroup("g-1", "Plaza", "luminaire", ("LUM-4401",)))
    choose("group:g-1")
    hub.control._take_saved(SavedGroupChanged("g-1", None))
    qtbot.waitUntil(lambda: page.line.key == "all:")


def test_another_epoch_of_the_engine_begins_with_no_lamps(page, hub, choose, qtbot):
    choose("zone:Malecón")
    hub.snapshot_loaded.emit()
    assert page.scene.loading
    assert not page.scene.lamps.count
    qtbot.waitUntil(lambda: page.scene.lamps.count == 1_688)
    assert len(page.members) == 148


def test_out_of_sight_nothing_is_read(page, hub, qtbot):
    page.hide()
    assert not page._timer.isActive()
    known = hub.devices.get("LUM-4401")
    hub.introduce(replace(known, id="LUM-9999"))
    assert not page.scene._timer.isActive()
    page.show()
    qtbot.waitUntil(lambda: page.scene.lamps.count == 1_689)
