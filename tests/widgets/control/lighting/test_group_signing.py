"""Large groups: selected, looked over, held; nothing goes out on the way, and time runs out."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.selections import SelectionState


def press(qtbot, button) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def asked(hub, kind: type) -> list:
    return [act for act in hub.told if isinstance(act, kind)]


@pytest.fixture(name="signing")
def _signing(page, hub, choose, qtbot):
    """San Telmo has 402 lamps, the limit is 150."""
    choose("zone:San Telmo")
    qtbot.waitUntil(lambda: bool(asked(hub, acts.ReadConditions)))
    page.body.editor.slider.setValue(45)
    press(qtbot, page.body.editor.send)
    assert page.body.signing.isVisible()
    return page.body.signing


def select(signing, qtbot) -> None:
    qtbot.keyClicks(signing.reason, "Evento en el parque")
    press(qtbot, signing.select)
    qtbot.waitUntil(lambda: signing.selection is not None)


def test_select_review_and_hold_send_it_once(signing, page, hub, qtbot):
    select(signing, qtbot)
    act = asked(hub, acts.Select)[0]
    assert (act.target.zone, act.order.value, act.reason) == ("San Telmo", 45.0, "Evento en el parque")
    assert not signing.hold.isEnabled()
    press(qtbot, signing.review)
    qtbot.waitUntil(signing.hold.isEnabled)
    qtbot.mouseClick(signing.hold, Qt.MouseButton.LeftButton)
    assert not asked(hub, acts.Operate)
    qtbot.mousePress(signing.hold, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(asked(hub, acts.Operate)))
    qtbot.mouseRelease(signing.hold, Qt.MouseButton.LeftButton)
    assert asked(hub, acts.Operate) == [acts.Operate("s1", 2)]
    assert not signing.isVisible()
    assert not asked(hub, acts.Command)


def test_by_keyboard_alone(signing, hub, qtbot):
    select(signing, qtbot)
    qtbot.waitUntil(signing.review.hasFocus)
    qtbot.keyClick(signing.review, Qt.Key.Key_Space)
    qtbot.waitUntil(signing.hold.hasFocus)
    qtbot.keyPress(signing.hold, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(asked(hub, acts.Operate)))
    qtbot.keyRelease(signing.hold, Qt.Key.Key_Space)


def test_escape_lets_go(signing, hub, qtbot):
    select(signing, qtbot)
    qtbot.keyClick(signing.review, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: asked(hub, acts.Release) == [acts.Release("s1")])
    assert not signing.isVisible()
    assert not asked(hub, acts.Operate)


def test_another_group_lets_go(signing, hub, choose, qtbot):
    select(signing, qtbot)
    choose("zone:Malecón")
    qtbot.waitUntil(lambda: bool(asked(hub, acts.Release)))
    assert not signing.active


def test_two_signatures_wait_for_the_second(signing, hub, qtbot):
    hub.needs_approval = True
    select(signing, qtbot)
    press(qtbot, signing.review)
    qtbot.waitUntil(lambda: "signature of another" in signing.what.text())
    assert not signing.hold.isEnabled()
    one = hub.control.selections["s1"]
    hub.put_selection(replace(one, state=SelectionState.SIGNED, approver="m.tello", version=3))
    assert signing.hold.isEnabled()
    assert "m.tello" in signing.what.text()


def test_a_selection_whose_time_is_over_says_that_nothing_was_sent(signing, page, hub, qtbot):
    select(signing, qtbot)
    one = hub.control.selections["s1"]
    signing.selection = replace(one, until=hub.now() - 1)
    hub.put_selection(replace(one, state=SelectionState.LAPSED))
    assert not signing.isVisible()
    assert "Nothing was sent" in page.body.notice.text()


def test_a_refused_selection_stays_to_be_tried_again(signing, page, hub, qtbot):
    hub.verdict = Verdict(Outcome.REFUSED, refusal=Refusal.REASON_MISSING)
    press(qtbot, signing.select)
    qtbot.waitUntil(lambda: "Write the reason" in page.body.notice.text())
    assert signing.isVisible()
    assert signing.select.isEnabled()
