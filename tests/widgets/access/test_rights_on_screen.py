"""What an operator may not do is shown, off, with who could: every act on alarms, for every role."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.rights import STANDARD_ROLES, Grant, Right, Role, allows
from app.wire import access as wire
from tests.widgets.soft_hub import SoftHub
from widgets.access.permits import Permits
from widgets.access.refusal_words import needs, refusal
from widgets.access.role_words import any_role, role_name
from widgets.alarms.actions import ACTIONS, Asked
from widgets.alarms.dialogs import ReasonDialog

OPERATORS = {
    "operator": "j.paredes", "dispatcher": "l.campos", "supervisor": "r.quispe", "engineer": "m.rojas",
    "administrator": "admin", "auditor": "auditoria",
}  # fmt: skip


@pytest.fixture
def hub(gui_loop):
    return SoftHub(devices=80, alarms=6)


def give(hub, *grants: Grant) -> None:
    """Other rights for whoever is signed in."""
    hub.access.take_session(wire.SessionChanged(replace(hub.access.session, grants=grants)))


def waiting(hub):
    return next(alarm for alarm in hub.alarms.standing.values() if alarm.unacknowledged and not alarm.quiet)


def open_menu(window, alarm) -> QMenu:
    window.panels.alarms._open_menu(alarm, QPoint(10, 10))
    return next(each for each in window.panels.alarms.findChildren(QMenu) if each.isVisible())


def test_the_menu_of_an_alarm_offers_what_the_role_may_and_names_who_may_the_rest(window, hub):
    alarm = waiting(hub)
    for role in STANDARD_ROLES:
        hub.accounts.sign_in(OPERATORS[role.id])
        menu = open_menu(window, alarm)
        for entry, action in zip(menu.actions(), ACTIONS, strict=True):
            allowed = allows(role.grants, action.right)
            assert entry.isEnabled() == (allowed and action.fits(alarm)), (role.id, action.id)
            assert ("Needs " in entry.text()) == (not allowed), (role.id, action.id)
        menu.close()


def test_no_act_without_its_right_reaches_the_engine(window, hub, qtbot):
    view, alarm = window.panels.alarms, waiting(hub)
    said = []
    view.requests.barred.connect(said.append)
    for role in STANDARD_ROLES:
        window.hints.say("")
        hub.accounts.sign_in(OPERATORS[role.id])
        if allows(role.grants, Right.NOTE):  # whoever may keep a shift is told that it began, once
            qtbot.waitUntil(lambda: "Shift began" in window.hints.said.text())
        for action in (each for each in ACTIONS if not allows(role.grants, each.right)):
            said.clear()
            view.do(action, alarm)
            action.call(Asked(view.requests, alarm, "", view))
            for dialog in view.findChildren(ReasonDialog):
                dialog.text.setText("A reason")
                dialog.press.click()
            QApplication.processEvents()
            assert len(said) == 2, (role.id, action.id)
            assert window.hints.said.text() == said[0]
            qtbot.waitUntil(lambda: not view.findChildren(ReasonDialog))
    assert hub.asked == []


def test_space_says_in_the_foot_who_may(window, hub, qtbot):
    hub.accounts.sign_in("auditoria")
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_F8)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    expected = "Needs operation, dispatch, supervision or engineering: M. Rojas, R. Quispe are at consoles"
    assert window.hints.said.text() == expected
    assert hub.asked == []


def test_space_in_the_queue_says_it_too(window, hub, qtbot):
    hub.accounts.sign_in("auditoria")
    queue = window.panels.queue
    queue.select(waiting(hub).id)
    queue.list.setFocus()
    for _ in range(2):  # the first one may only bring it into sight
        qtbot.keyClick(queue.list, Qt.Key.Key_Space)
    assert window.hints.said.text().startswith("Needs ")


def test_buttons_of_band_list_and_panel_are_off_with_the_reason(window, hub, qtbot):
    hub.accounts.sign_in("auditoria")
    card = window.banner.cards[0]
    assert card.alarm is not None
    assert not card.button.isEnabled()
    assert card.button.toolTip().startswith("Needs operation")
    assert not window.panels.alarms.all_visible.isEnabled()
    window.selection.choose_device(card.alarm.device)
    buttons = window.panels.device.alarms.findChildren(type(card.button))
    assert buttons
    assert not any(button.isEnabled() for button in buttons)
    hub.accounts.sign_in("j.paredes")
    assert card.button.isEnabled()
    assert card.button.toolTip() == ""
    assert window.panels.alarms.all_visible.isEnabled()


def test_a_right_for_one_zone_holds_there_alone(window, hub):
    alarm = waiting(hub)
    zone = hub.devices.get(alarm.device).zone
    give(hub, Grant(Right.SEE), Grant(Right.ACKNOWLEDGE, zones=(zone,)))
    permits = Permits(hub)
    for device in hub.devices:
        assert permits.may(Right.ACKNOWLEDGE, device.id) == (device.zone == zone)
        assert bool(permits.why_not(Right.ACKNOWLEDGE, device.id)) == (device.zone != zone)


def test_of_several_alarms_those_in_reach_are_asked_for_and_the_rest_is_said(window, hub, qtbot):
    zone = hub.devices.get(waiting(hub).device).zone
    give(hub, Grant(Right.SEE), Grant(Right.ACKNOWLEDGE, zones=(zone,)))
    window.panels.alarms.acknowledge_visible()
    qtbot.waitUntil(lambda: bool(hub.asked))
    asked = {seen.alarm.partition(":")[0] for seen in hub.asked[0].alarms}
    assert {hub.devices.get(device).zone for device in asked} == {zone}
    qtbot.waitUntil(lambda: "other roles may" in window.panels.alarms.notice.text())


def test_a_device_out_of_reach_is_not_looked_at(window, hub):
    device = next(iter(hub.devices))
    window.selection.choose_device(device.id)
    panel = window.panels.device
    assert not panel.barred.isVisible()
    give(hub, Grant(Right.SEE, zones=("nowhere",)))
    assert panel.barred.isVisible()
    assert panel.barred.reason.text().startswith("Needs ")
    hub.accounts.sign_in("r.quispe")
    assert not panel.barred.isVisible()


def test_a_note_without_the_right_opens_no_dialog(window, hub, qtbot):
    hub.accounts.sign_in("auditoria")
    window.deeds.next_alarm()
    qtbot.keyClick(window.panels.queue.list, Qt.Key.Key_N)
    assert QApplication.activeModalWidget() is None
    assert window.hints.said.text().startswith("Needs ")


def test_the_palette_shows_what_may_not_be_done_with_the_reason(window, hub):
    hub.accounts.sign_in("auditoria")
    window.deeds.next_alarm()
    entry = next(each for each in window.offering.entries() if each.id == "alarm.comment")
    assert not entry.enabled
    assert entry.detail.startswith("Needs ")


def test_stopping_the_engine_needs_its_right(window, hub):
    hub.accounts.sign_in("j.paredes")
    window._ask_to_leave()
    assert not window.leaving.stop.isEnabled()
    assert window.leaving.stop.toolTip().startswith("Needs supervision")
    window.leaving.reject()
    hub.accounts.sign_in("r.quispe")
    window._ask_to_leave()
    assert window.leaving.stop.isEnabled()
    window.leaving.reject()


def test_an_answer_of_the_engine_names_who_could(window, hub, qtbot):
    hub.answer = Verdict(Outcome.REFUSED, refusal=Refusal.NOT_PERMITTED, who=("supervisor",))
    window.deeds.next_alarm()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    notice = window.panels.alarms.notice
    qtbot.waitUntil(lambda: notice.text() == "Needs supervision: R. Quispe is at a console")


@pytest.mark.parametrize("reason", list(Refusal))
def test_every_refusal_has_a_sentence(qapp, reason):
    said = refusal(Verdict(Outcome.REFUSED, refusal=reason, who=("supervisor",)))
    assert said
    assert said != str(reason)


def test_roles_are_named_in_words(qapp):
    own = Role("night", "Night <b>shift</b>", ())
    assert role_name("supervisor") == "Supervision"
    assert role_name("night", (own,)) == "Night <b>shift</b>"
    assert role_name("gone") == "gone"
    assert any_role(("supervisor", "night"), (own,)) == "supervision or Night <b>shift</b>"
    assert any_role(tuple("abcdef")) == "a, b, c, d or others"
    assert needs(("supervisor",)) == "Needs supervision: nobody of them is at a console"
    assert needs(()).startswith("No role may")
