"""Safe orders on the card: held without a selection, whoever has the device and whatever it does."""

from app.domain import control_acts as acts
from app.domain.commands import CommandState
from app.domain.orders import Action, Order
from app.domain.selections import SelectionState
from tests.widgets.control.card.soft_control import (
    PUMP,
    SIREN,
)

SOUND = Order(Action.SOUND, tone="evacuation", duration_s=60.0)


def test_a_safe_order_needs_no_selection_and_is_held(make_card, hub, hold, qtbot):
    card = make_card(SIREN)
    card.content.editor.buttons["silence"].click()
    qtbot.waitUntil(card.content.signing.hold.isEnabled)
    assert card.content.signing.free.text().startswith("It needs no selection")
    hold(card.content.signing.hold)
    qtbot.waitUntil(lambda: bool(hub.told))
    assert isinstance(hub.told[0], acts.Command)
    assert hub.told[0].order.action is Action.SILENCE


def test_a_siren_can_be_silenced_while_it_is_told_to_sound(make_card, hub, hold, qtbot):
    card = make_card(SIREN)
    hub.put_command(
        hub.command(device=SIREN, kind="siren", state=CommandState.EXECUTING, sent_at=hub.now() - 2000)
    )
    card.content.editor.buttons["silence"].click()
    hold_button = card.content.signing.hold
    qtbot.waitUntil(lambda: hold_button.isVisible() and hold_button.isEnabled())
    hold(hold_button)
    qtbot.waitUntil(lambda: bool(hub.told))


def test_a_siren_can_be_silenced_whoever_has_it_selected(make_card, hub, hold, qtbot):
    card = make_card(SIREN)
    theirs = hub.selection(
        operator="m.rojas", devices=(SIREN,), order=SOUND, state=SelectionState.WAITING, reviewed_at=1
    )
    hub.put_selection(theirs)
    assert card.content.signing.press.text() == "Sign for M. Rojas"
    card.content.editor.buttons["silence"].click()
    button = card.content.signing.hold
    qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled())
    hold(button)
    qtbot.waitUntil(lambda: bool(hub.told))
    assert hub.told[0].order.action is Action.SILENCE


def test_a_pump_somebody_else_has_selected_can_be_stopped_at_once(make_card, hub, hold, qtbot):
    card = make_card(PUMP)
    hub.needs_approval = False
    speed = Order(Action.SET_SPEED, 70.0)
    hub.put_selection(hub.selection(operator="m.rojas", devices=(PUMP,), order=speed))
    card.content.editor.buttons["stop"].click()
    button = card.content.signing.hold
    qtbot.waitUntil(lambda: button.isVisible() and button.isEnabled())
    hold(button)
    qtbot.waitUntil(lambda: bool(hub.told))
    assert isinstance(hub.told[0], acts.Command)


def test_a_valve_that_travels_is_held_where_it_is_at_any_moment(card, hub, hold, qtbot):
    hub.put_command(hub.command(state=CommandState.EXECUTING, sent_at=hub.now() - 2000))
    hub.put_selection(hub.selection(operator="m.rojas"))
    hold(card.content.hold_position)
    qtbot.waitUntil(lambda: bool(hub.told))
    assert hub.told[0].order.action is Action.HOLD
