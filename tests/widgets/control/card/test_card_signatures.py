"""Second signatures on the card: when one is needed, given here, asked for by others, and refused."""

from app.domain import control_acts as acts
from app.domain.selections import SelectionState
from tests.widgets.control.card.hands import review, select, sign_here, stages
from tests.widgets.control.card.soft_control import (
    NOT_CLOSED,
    OTHER,
    conditions,
)
from tests.widgets.soft_access import PASSWORD
from widgets.control.card.steps import Stage


def test_one_signature_is_enough_where_no_second_is_needed(card, hub, choose, hold, qtbot):
    hub.needs_approval = False
    review(card, hub, choose, qtbot)
    qtbot.waitUntil(lambda: stages(card)[3] is Stage.NOW)
    assert card.content.steps.steps[2].detail == "not needed"
    hold(card.content.signing.hold)
    qtbot.waitUntil(lambda: isinstance(hub.told[-1], acts.Operate))


def test_a_wrong_password_signs_nothing_and_is_forgotten(card, hub, choose, qtbot):
    review(card, hub, choose, qtbot)
    sign_here(card, password="equivocada-1")
    qtbot.waitUntil(lambda: card.content.signing.notice.text() == "Name or password is not right.")
    assert card.content.signing.sign_here.password.line.text() == ""
    assert stages(card)[3] is Stage.TODO
    assert not card.content.signing.hold.isEnabled()


def test_what_was_typed_to_sign_does_not_survive_the_selection(card, hub, choose, qtbot):
    review(card, hub, choose, qtbot)
    form = card.content.signing.sign_here
    form.name.setText("m.rojas")
    form.password.line.setText(PASSWORD)
    hub.change_selection(state=SelectionState.LAPSED)
    qtbot.waitUntil(lambda: not form.isVisible())
    assert (form.name.text(), form.password.line.text()) == ("", "")


def test_what_the_second_person_accepted_stands_in_nobodys_way(card, hub, choose, hold, qtbot):
    hub.standing = conditions(NOT_CLOSED)
    review(card, hub, choose, qtbot)
    hub.change_selection(
        state=SelectionState.SIGNED, approver="m.rojas", signed_at=hub.now(), overrides=("others_in_place",)
    )
    qtbot.waitUntil(card.content.signing.hold.isEnabled)
    row = next(row for row in card.content.conditions.rows if not row.condition.met)
    assert row.standing == "at 43\u202f% · accepted"
    assert not row.box.isVisible()


def test_a_second_signature_may_turn_out_to_be_needed_at_the_review(card, hub, choose, qtbot):
    hub.needs_approval = False
    select(card, hub, choose, qtbot)
    qtbot.waitUntil(lambda: card.content.steps.steps[2].detail == "not needed")
    hub.needs_approval = True
    qtbot.waitUntil(card.content.signing.press.isEnabled)
    card.content.signing.press.click()
    qtbot.waitUntil(card.content.signing.sign_here.isVisible)
    assert card.content.signing.caption.text() == "Two signatures"


def test_another_persons_order_is_signed_with_what_is_accepted(card, hub, qtbot):
    hub.standing = conditions(NOT_CLOSED)
    theirs = hub.put_selection(hub.selection(operator="m.rojas", state=SelectionState.WAITING, reviewed_at=1))
    qtbot.waitUntil(lambda: card.content.signing.press.text() == "Sign for M. Rojas")
    qtbot.waitUntil(lambda: bool(card.content.conditions.rows))
    next(row for row in card.content.conditions.rows if not row.condition.met).box.setChecked(True)
    card.content.signing.passing_reason.setText("conforme")
    card.content.signing.press.click()
    qtbot.waitUntil(lambda: bool(hub.told))
    assert hub.told == [acts.Sign(theirs.id, theirs.version, ("others_in_place",), "conforme")]


def test_signatures_others_ask_for_are_listed_and_lead_to_their_device(card, hub, qtbot):
    hub.put_selection(
        hub.selection(operator="m.rojas", devices=(OTHER,), state=SelectionState.WAITING, reviewed_at=1)
    )
    pending = card.content.pending
    qtbot.waitUntil(pending.isVisible)
    row = pending._rows[0]
    assert row.text.text() == f"M. Rojas asks for your signature: close {OTHER}"
    with qtbot.waitSignal(card.device_wanted) as told:
        row.look.click()
    assert told.args == [OTHER]
    assert card.device == OTHER
    assert not pending.isVisible()
