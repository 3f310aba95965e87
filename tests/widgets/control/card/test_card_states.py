"""Every state of the card says what it is: nothing chosen, nothing allowed, nobody there, nothing fresh."""

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QScrollArea

from app.bridge.views import EngineLink
from app.domain import control_acts as acts
from app.domain.commands import CommandState, Tag
from app.domain.interlocks import Condition, Interlock
from app.domain.orders import Action, Order
from app.domain.selections import SelectionState
from tests.widgets.control.card.soft_control import (
    CABINET,
    LAMP,
    NOT_CLOSED,
    PUMP,
    SIREN,
    VALVE,
    conditions,
    story,
)
from widgets.theme import LIGHT


def test_without_a_device_it_says_what_to_do(card):
    card.show_device("")
    assert card.waiting.isVisible()
    assert card.waiting.words.text() == "Choose a valve, a pump, a siren or a cabinet."


@pytest.mark.parametrize(
    ("device", "said"),
    [("PRE-1", "PRE-1 takes no orders."), (LAMP, f"{LAMP} is commanded in Lighting.")],
)
def test_a_device_that_is_not_for_this_card_says_so(card, device, said):
    card.show_device(device)
    assert card.waiting.words.text() == said


def test_a_retired_device_leaves_the_card_empty(card, hub):
    hub.retire(VALVE)
    assert card.waiting.isVisible()


def test_until_orders_and_selections_are_there_it_says_that_they_come(make_card, hub):
    hub.control.rules = None
    card = make_card()
    assert card.waiting.words.text() == "Loading orders and selections."
    hub.load()
    assert card.content.isVisible()


def test_an_engine_that_is_gone_hatches_everything_and_bars_every_press(card, hub, choose):
    choose("close")
    hub.set_link(EngineLink("lost", hub.now() - 14_000, attempt=2))
    assert "Engine lost" in card.content.state.words.text()
    assert card.content._old.isVisible()
    assert not card.content.signing.press.isEnabled()
    assert not card.content.hold_position.isEnabled()
    assert not card.content.tag.isEnabled()
    hub.set_link(EngineLink("up", hub.now()))
    assert not card.content._old.isVisible()
    assert card.content.signing.press.isEnabled()


def test_a_broker_that_is_gone_is_named_with_since_when(card, hub, qtbot):
    feed = replace(hub.figures.feed, phase="down", reason="unreachable", since=hub.now() - 62_000)
    hub.set_figures(replace(hub.figures, feed=feed))
    qtbot.waitUntil(card.content.warning.isVisible)
    words = card.content.warning.words.text()
    assert words.startswith("No link to the broker for 1 min 2 s.")
    assert words.endswith("Nobody answers at this address.")


def test_an_older_protocol_says_what_it_does_not_promise(card, hub):
    assert not card.content.late.isVisible()
    hub.load(on_3_1_1=True)
    assert card.content.late.isVisible()
    assert card.content.head.protocol.text() == "MQTT 3.1.1"


def test_who_may_not_sees_everything_off_and_who_could(card, hub, choose, qtbot):
    hub.accounts.sign_in("j.paredes")
    choose("close")
    qtbot.waitUntil(lambda: "Needs supervision" in card.content.signing.why.text())
    assert "R. Quispe" in card.content.signing.why.text()
    assert not card.content.signing.press.isEnabled()
    assert not card.content.hold_position.isEnabled()
    assert not card.content.tag.isEnabled()


def test_a_locked_session_is_told_to_unlock(card, hub, choose):
    choose("close")
    session = hub.access.session
    hub.access._set(replace(session, locked=True))
    assert card.content.signing.why.text() == "Unlock first."
    assert not card.content.signing.press.isEnabled()


def test_who_may_not_see_the_device_sees_a_lock(card, hub):
    session = hub.access.session
    hub.access._set(replace(session, grants=tuple(one for one in session.grants if one.right != "see")))
    assert card.barred.isVisible()


def test_a_reservation_of_another_says_who_and_how_long(card, hub, qtbot):
    hub.put_selection(hub.selection(operator="m.rojas", state=SelectionState.SELECTED))
    qtbot.waitUntil(card.content.head.countdown.isVisible)
    assert card.content.head.countdown.caption.text() == "Of M. Rojas"
    assert card.content.head.countdown.figure.text().startswith("0:2")
    assert card.content.signing.why.text().startswith("M. Rojas has it selected, 0:2")
    assert not card.content.signing.press.isEnabled()
    card.content.editor.buttons["open"].click()
    card.content.editor.reason.setText("rotura")
    assert card.content.signing.why.text().startswith("M. Rojas has it selected, 0:2")


def test_a_silent_device_is_hatched_and_carries_its_age(card, hub, qtbot):
    hub.columns.lost.add(VALVE)
    qtbot.waitUntil(lambda: card.content.head.values.measured.shown.old)
    assert card.content.head.values.measured.shown.detail.startswith("14 min ago")


def test_what_is_not_known_is_not_met_and_says_so(card, hub, choose):
    unknown = Condition(
        Interlock.PRESSURE_BELOW, met=False, value=None, limit=6.0, unit="bar", known=False, may_override=True
    )
    hub.standing = conditions(unknown)
    choose("close")
    row = next(row for row in card.content.conditions.rows if not row.condition.met)
    assert (row.title, row.standing) == ("Pressure upstream below 6.0\u202fbar", "not known")


def test_a_device_under_maintenance_names_who_and_offers_the_way_back(card, hub, qtbot):
    hub.put_tag(VALVE, Tag(VALVE, "m.rojas", "cambio de empaque", hub.now()))
    assert card.content.head.tagged.text() == "Maintenance · M. Rojas"
    assert card.content.tag.text() == "End maintenance"
    card.content.tag.click()
    qtbot.waitUntil(lambda: bool(hub.told))
    assert hub.told == [acts.UntagDevice(VALVE)]


def test_an_order_that_waits_can_be_taken_back(card, hub, qtbot):
    assert not card.content.withdraw.isVisible()
    waits = hub.put_command(hub.command(state=CommandState.DRAFTED))
    assert card.content.withdraw.isVisible()
    card.content.withdraw.click()
    qtbot.waitUntil(lambda: bool(hub.told))
    assert hub.told == [acts.CancelCommand(waits.id)]


def test_conditions_are_asked_again_every_second_and_only_while_seen(card, hub, choose, qtbot):
    choose("close")
    first = len(hub.read)
    qtbot.waitUntil(lambda: len(hub.read) >= first + 2)
    card.hide()
    qtbot.settle()
    last = len(hub.read)
    qtbot.wait(1300)
    assert len(hub.read) == last


def test_an_answer_for_an_order_that_was_changed_meanwhile_is_not_shown(card, hub, choose, qtbot):
    choose("close")
    card.content.editor.buttons["open"].click()
    qtbot.waitUntil(lambda: hub.read[-1].order.deed == "open")
    qtbot.waitUntil(lambda: bool(card.content.conditions.rows))
    card.content.editor.travel.setValue(30)
    qtbot.waitUntil(lambda: hub.read[-1].order.over_s == 30.0)


def test_conditions_that_grow_old_bar_the_operation(card, hub, choose, qtbot):
    hub.needs_approval = False
    hub.put_selection(hub.selection(reviewed_at=hub.now(), needs_approval=False))
    qtbot.waitUntil(card.content.signing.hold.isEnabled)
    card._watch._at -= 60_000
    hub.away = True
    card.show_now()
    assert not card.content.signing.hold.isEnabled()
    assert card.content.signing.why.text() == "Reading the conditions."


def test_the_three_values_say_by_whom_and_how_old(card, hub):
    story(hub)
    values = card.content.head.values
    assert values.asked.shown.detail.startswith("R. Quispe · ")
    assert values.in_force.shown.detail.startswith("order of ")
    assert values.measured.shown.detail == "2 s ago · 186\u202fm³/h · 4.1\u202fbar"


@pytest.mark.parametrize(
    ("device", "measured", "choices"),
    [
        (PUMP, "80\u202f%", ["start", "stop", "speed"]),
        (SIREN, "Silent", ["sound", "silence"]),
        (CABINET, "Fed", ["feed", "cut"]),
    ],
)
def test_each_kind_has_its_choices_and_words(make_card, device, measured, choices):
    card = make_card(device)
    assert card.content.head.values.measured.shown.value == measured
    assert list(card.content.editor.buttons) == choices
    assert not card.content.hold_position.isVisible()
    assert not card.content.segment.isVisible()


def test_a_pump_says_how_long_it_ran_and_how_often_it_started(make_card, qtbot):
    card = make_card(PUMP)
    qtbot.waitUntil(card.content.run_time.isVisible)
    assert card.content.run_time.text() == "Ran 12.0 h within the last 24 h · 0 starts within the last hour"


def test_a_siren_is_sounded_with_tone_duration_and_test(make_card, hub):
    card = make_card(SIREN)
    editor = card.content.editor
    editor.buttons["sound"].click()
    assert [editor.tone.itemData(place) for place in range(editor.tone.count())] == list(
        hub.actions["siren", Action.SOUND].tones
    )
    editor.tone.setCurrentIndex(editor.tone.findData("tsunami"))
    editor.duration.setValue(90)
    editor.test.setChecked(True)
    assert editor.order() == Order(Action.SOUND, tone="tsunami", duration_s=90.0, test=True)


def test_a_throttled_valve_is_never_a_closed_one(card):
    editor = card.content.editor
    editor.buttons["throttle"].click()
    editor.value.setValue(0)
    assert editor.order().deed == "throttle"
    editor.value.setValue(100)
    assert editor.order().deed == "throttle"


def test_the_foot_gives_the_times_of_the_catalogue(card, hub, choose):
    choose("close")
    spec = hub.actions["valve", Action.SET_POSITION]
    titles = [note.title for note in card.content.foot.notes]
    assert titles[0] == f"No answer in {spec.answer_s:.0f} s"
    assert titles[1] == "Not at its end in 4 min"
    assert "hold where it is" in card.content.foot.notes[1].text
    assert titles[2] == f"Flow does not fall in {spec.settle_s:.0f} s"


@pytest.mark.parametrize("size", [(960, 962), (683, 620), (480, 500)])
@pytest.mark.parametrize("device", [VALVE, PUMP, SIREN, CABINET])
def test_nothing_is_wider_than_the_panel(make_card, hub, qtbot, size, device):
    hub.standing = conditions(NOT_CLOSED)
    card = make_card(device, size)
    if device == VALVE:
        story(hub)
        hub.put_selection(hub.selection(state=SelectionState.WAITING, reviewed_at=hub.now()))
        qtbot.waitUntil(card.content.signing.sign_here.isVisible)
    else:
        next(iter(card.content.editor.buttons.values())).click()
    assert card.width() == size[0]
    (scroll,) = card.content.findChildren(QScrollArea)
    assert scroll.widget().minimumSizeHint().width() <= scroll.viewport().width()


def test_a_theme_changed_under_way_paints_again(card, hub, look, qapp):
    story(hub)
    look.set_theme(LIGHT)
    image = card.content.steps.grab().toImage()
    assert image.pixelColor(100, 10) == LIGHT.selection_soft


def test_another_device_takes_nothing_over(card, hub, choose):
    choose("close")
    card.content.signing.sign_here.name.setText("m.rojas")
    card.show_device("VAL-0351")
    assert card.content.editor.order() is None
    assert card.content.editor.why() == ""
    assert card.content.signing.sign_here.name.text() == ""
    assert card.content.conditions.rows == []
