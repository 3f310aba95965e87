"""Roles being edited: drafts that lose nothing, limits that never widen by themselves, saving in order."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.domain.acts import Refusal
from app.domain.rights import PLACED, STANDARD_ROLES, Grant, Right, Role
from app.wire.administration import DropRole, PutRole
from tests.widgets.admin.held_engine import HeldEngine
from tests.widgets.admin.soft_administration import refused
from tests.widgets.soft_hub import SoftHub
from widgets.admin.limit_picker import LimitPicker
from widgets.admin.role_draft import GrantDraft, RoleDrafts, draft_of, new_draft
from widgets.admin.role_grid import RIGHTS
from widgets.admin.roles_panel import RolesPanel

NAMES = st.lists(st.sampled_from(["a", "b", "c"]), unique=True, max_size=3).map(lambda x: tuple(sorted(x)))
GRANTS = st.builds(Grant, st.sampled_from(list(Right)), NAMES, NAMES)


@given(st.lists(GRANTS, max_size=12))
def test_a_draft_says_the_same_as_the_role_it_came_from(grants):
    role = Role("x", "X", tuple(grants), 3)
    draft = draft_of(role)
    assert not draft.changed
    told = draft.role()
    assert (told.id, told.title, told.version) == ("x", "X", 3)
    placed = {grant for grant in grants if grant.right in PLACED}
    assert {grant for grant in told.grants if grant.right in PLACED} == placed
    assert {grant.right for grant in told.grants} == {grant.right for grant in grants}


@given(st.lists(st.tuples(st.sampled_from(list(Right)), st.booleans()), max_size=30))
def test_a_box_turned_and_turned_back_changes_nothing(turns):
    draft = draft_of(STANDARD_ROLES[0])
    for right, given_ in turns:
        draft.set_right(right, given_)
    for right in Right:
        draft.set_right(right, right in {grant.right for grant in STANDARD_ROLES[0].grants})
    assert not draft.changed


def test_a_limit_that_names_nothing_yet_is_a_problem_and_not_everywhere():
    draft = new_draft("x", "X")
    draft.set_right(Right.SEE, True)
    draft.set_grant(Right.SEE, 0, GrantDraft(None, ()))
    assert draft.problem
    draft.set_grant(Right.SEE, 0, GrantDraft(("pump",), ()))
    assert not draft.problem
    assert draft.role().grants == (Grant(Right.SEE, ("pump",)),)


def test_a_draft_stays_when_others_change_other_roles_and_is_behind_when_they_change_it():
    drafts, roles = RoleDrafts(), list(STANDARD_ROLES)
    drafts.take(roles)
    drafts.drafts["operator"].set_right(Right.DISPATCH, True)
    drafts.take([replace(role, version=2) if role.id == "auditor" else role for role in roles])
    assert drafts.drafts["operator"].has(Right.DISPATCH)
    assert not drafts.behind("operator")
    drafts.take([replace(role, version=2) if role.id == "operator" else role for role in roles])
    assert drafts.behind("operator")
    drafts.reload("operator")
    assert not drafts.drafts["operator"].has(Right.DISPATCH)


def test_a_new_role_stays_until_the_engine_has_it():
    drafts = RoleDrafts()
    drafts.take(STANDARD_ROLES)
    drafts.put(new_draft("guardia", "Guardia"))
    drafts.take(STANDARD_ROLES)
    assert "guardia" in drafts.drafts
    drafts.done(drafts.drafts["guardia"].role())
    assert drafts.changed() == []
    drafts.take([*STANDARD_ROLES, Role("guardia", "Guardia", (), 1)])
    assert not drafts.drafts["guardia"].changed


@pytest.fixture(name="hub")
def _hub(qapp) -> SoftHub:
    hub = SoftHub(devices=120, alarms=0)
    hub.accounts.sign_in("admin")
    return hub


@pytest.fixture(name="panel")
def _panel(hub, look, qtbot, gui_loop) -> RolesPanel:
    panel = RolesPanel(hub, look)
    qtbot.addWidget(panel)
    hub.access.rules_changed.connect(panel.take_rules)
    panel.offer_names()
    panel.resize(1366, 600)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def go(panel: RolesPanel, role: str, right: Right) -> None:
    panel.grid.setCurrentIndex(panel.model.index(RIGHTS.index(right), panel.model.column_of(role)))
    panel.grid.setFocus()


def press(qtbot, button) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def puts(hub: SoftHub) -> list[Role]:
    return [body.role for body in hub.accounts.asked if isinstance(body, PutRole)]


def test_a_box_pressed_is_marked_and_saved_with_the_version_that_was_seen(panel, hub, qtbot):
    index = panel.model.index(RIGHTS.index(Right.DISPATCH), panel.model.column_of("operator"))
    spot = panel.grid.visualRect(index).topLeft()
    spot.setX(spot.x() + 13)
    spot.setY(spot.y() + 11)
    qtbot.mouseClick(panel.grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert panel.unsaved.text() == "Unsaved: Operation"
    assert panel.model.headerData(index.column(), Qt.Orientation.Horizontal) == "* Operation"
    press(qtbot, panel.save)
    qtbot.waitUntil(lambda: panel.notice.text() == "Saved")
    assert [(role.id, role.version) for role in puts(hub)] == [("operator", 1)]
    assert Grant(Right.DISPATCH) in hub.accounts.roles["operator"].grants
    assert not panel.unsaved.isVisible()
    assert panel.drafts.drafts["operator"].seen.version == 2


def test_space_turns_a_box_and_arrows_walk(panel, qtbot):
    go(panel, "operator", Right.DISPATCH)
    qtbot.keyClick(panel.grid, Qt.Key.Key_Space)
    assert panel.drafts.drafts["operator"].has(Right.DISPATCH)
    qtbot.keyClick(panel.grid, Qt.Key.Key_Right)
    qtbot.keyClick(panel.grid, Qt.Key.Key_Space)
    assert not panel.drafts.drafts["dispatcher"].has(Right.DISPATCH)
    assert panel.unsaved.text() == "Unsaved: Operation, Dispatch"
    press(qtbot, panel.discard)
    assert panel.drafts.changed() == []


def test_limits_by_kind_and_zone_are_saved(panel, hub, qtbot):
    go(panel, "operator", Right.COMMAND_LUMINAIRES)
    panel.editor.zones.everything.setChecked(False)
    assert not panel.save.isEnabled()
    assert panel.editor.zones.problem.isVisible()
    assert panel.model.data(panel.grid.currentIndex()) == "choose"
    chosen = panel.editor.zones.list.item(0)
    chosen.setCheckState(Qt.CheckState.Checked)
    zone = chosen.text()
    assert panel.model.data(panel.grid.currentIndex()) == "limited"
    press(qtbot, panel.editor.add)
    panel.editor.kinds.list.item(2).setCheckState(Qt.CheckState.Checked)
    press(qtbot, panel.save)
    qtbot.waitUntil(lambda: bool(puts(hub)))
    kind = panel.editor.kinds.list.item(2).data(Qt.ItemDataRole.UserRole)
    granted = [grant for grant in puts(hub)[0].grants if grant.right is Right.COMMAND_LUMINAIRES]
    assert granted == [
        Grant(Right.COMMAND_LUMINAIRES, (), (zone,)),
        Grant(Right.COMMAND_LUMINAIRES, (kind,), ()),
    ]


def test_the_last_of_some_taken_away_is_not_all_of_them(qapp, qtbot):
    picker = LimitPicker("All", "Choose one")
    qtbot.addWidget(picker)
    picker.offer({"a": "A", "b": "B"}, ("a",))
    assert picker.chosen() == ("a",)
    picker.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert picker.chosen() is None
    picker.everything.setChecked(True)
    assert picker.chosen() == ()


def test_the_list_keeps_its_place_while_it_is_ticked(panel, qtbot):
    go(panel, "operator", Right.COMMAND_LUMINAIRES)
    panel.editor.kinds.everything.setChecked(False)
    boxes = panel.editor.kinds.list
    boxes.setFocus()
    for _ in range(3):
        qtbot.keyClick(boxes, Qt.Key.Key_Down)
        qtbot.keyClick(boxes, Qt.Key.Key_Space)
    assert boxes.currentRow() in {2, 3}
    assert len(panel.drafts.drafts["operator"].grants[Right.COMMAND_LUMINAIRES][0].kinds) == 3


def test_another_grant_does_not_inherit_ticks_that_are_hidden(qapp, qtbot):
    picker = LimitPicker("All", "Choose one")
    qtbot.addWidget(picker)
    picker.offer({"a": "A", "b": "B"}, ("a",))
    picker.everything.setChecked(True)
    picker.offer({"a": "A", "b": "B"}, ())
    picker.everything.setChecked(False)
    assert picker.chosen() is None


def test_what_is_chosen_but_no_longer_there_stays_chosen(qapp, qtbot):
    picker = LimitPicker("All", "Choose one")
    qtbot.addWidget(picker)
    picker.offer({"a": "A"}, ("gone",))
    assert picker.chosen() == ("gone",)


def test_a_right_without_a_place_has_no_limits(panel):
    go(panel, "administrator", Right.ADMINISTER)
    assert not panel.editor.kinds.isVisible()
    assert "whole installation" in panel.editor.words.text()


def test_dropping_the_only_grant_takes_the_right(panel, qtbot):
    go(panel, "operator", Right.NOTE)
    press(qtbot, panel.editor.drop)
    assert not panel.drafts.drafts["operator"].has(Right.NOTE)
    assert "does not have" in panel.editor.words.text()


def test_a_new_role_is_named_and_saved_as_new(panel, hub, qtbot):
    press(qtbot, panel.add)
    dialog = panel.dialog
    dialog.id.setText("auditor")
    dialog.name.setText("Guardia")
    assert "role with this id" in dialog.problem.text()
    dialog.id.setText("Guardia")
    press(qtbot, dialog.press)
    qtbot.keyClick(panel.grid, Qt.Key.Key_Space)
    press(qtbot, panel.save)
    qtbot.waitUntil(lambda: "guardia" in hub.accounts.roles)
    assert puts(hub)[0].version == 0
    assert hub.accounts.roles["guardia"].grants == (Grant(RIGHTS[panel.grid.currentIndex().row()]),)


def test_a_duplicate_has_the_same_rights(panel, qtbot):
    go(panel, "supervisor", Right.SEE)
    press(qtbot, panel.double)
    panel.dialog.id.setText("jefa")
    panel.dialog.name.setText("Jefa de turno")
    press(qtbot, panel.dialog.press)
    copy = panel.drafts.drafts["jefa"].role()
    assert set(copy.grants) == set(STANDARD_ROLES[2].grants)


def test_a_role_in_use_is_not_dropped(panel, hub, qtbot):
    go(panel, "operator", Right.SEE)
    press(qtbot, panel.drop)
    panel.dialog.press.click()
    qtbot.waitUntil(lambda: "still have this role" in panel.answer.text())
    assert "operator" in hub.accounts.roles


def test_a_role_nobody_has_is_dropped_when_the_engine_says_so(panel, hub, qtbot):
    del hub.accounts.team["auditoria"]
    go(panel, "auditor", Right.SEE)
    press(qtbot, panel.drop)
    assert not [body for body in hub.accounts.asked if isinstance(body, DropRole)]
    panel.dialog.press.click()
    qtbot.waitUntil(lambda: panel.model.column_of("auditor") is None)


def test_superseded_is_said_with_a_way_to_reload(panel, hub, qtbot):
    go(panel, "operator", Right.DISPATCH)
    qtbot.keyClick(panel.grid, Qt.Key.Key_Space)
    hub.accounts.roles["operator"] = replace(hub.accounts.roles["operator"], version=5)
    press(qtbot, panel.save)
    qtbot.waitUntil(lambda: "Another administrator changed it" in panel.answer.text())
    hub.access.take_rules(hub.accounts.rules())
    assert panel.behind.isVisible()
    press(qtbot, panel.reload)
    assert panel.drafts.changed() == []
    assert not panel.behind.isVisible()


def test_nobody_left_to_administer_is_refused(panel, hub, qtbot):
    go(panel, "administrator", Right.ADMINISTER)
    qtbot.keyClick(panel.grid, Qt.Key.Key_Space)
    press(qtbot, panel.save)
    qtbot.waitUntil(lambda: "Nobody would be left" in panel.answer.text())
    assert panel.unsaved.isVisible()


def test_several_roles_are_saved_one_after_the_other_until_one_is_refused(panel, hub, qtbot):
    held = HeldEngine(hub)
    for role in ("operator", "dispatcher", "auditor"):
        go(panel, role, Right.SOUND_SIRENS)
        qtbot.keyClick(panel.grid, Qt.Key.Key_Space)
    press(qtbot, panel.save)
    qtbot.waitUntil(lambda: len(held.asked) == 1)
    qtbot.settle()
    assert len(held.asked) == 1
    assert not panel.save.isEnabled()
    held.let_go(0)
    qtbot.waitUntil(lambda: len(held.asked) == 2)
    held.let_go(1, refused(Refusal.NOT_RECORDED))
    qtbot.waitUntil(lambda: "Dispatch: The audit trail cannot be written" in panel.answer.text())
    assert [draft.seen.id for draft in panel.drafts.changed()] == ["dispatcher", "auditor"]


def test_a_title_is_edited_as_plain_text(panel, hub, qtbot):
    go(panel, "operator", Right.SEE)
    qtbot.keyClicks(panel.title, "<i>Sala</i>")
    press(qtbot, panel.save)
    qtbot.waitUntil(lambda: hub.accounts.roles["operator"].title == "<i>Sala</i>")
    assert panel.title.text() == "<i>Sala</i>"
    assert QApplication.focusWidget() is not None
