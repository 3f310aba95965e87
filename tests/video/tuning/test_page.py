"""The tuning page: a line drawn with the pointer or the keys, put in force, refused, overtaken."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication

from app.bridge.views import EngineLink
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.video.scenes import Overlay
from app.domain.video.stages import Stage, StageKind
from app.wire.messages import Done
from app.wire.video import CamerasChanged, CameraStates, PutCamera
from tests.widgets.soft_video import street
from video.analytics.detector_notes import Fault
from video.tuning import words

Key = Qt.Key


def spot(canvas, across: float, down: float) -> QPoint:
    return canvas._to(across, down).toPoint()


def begin_line(page, qtbot) -> None:
    page.kinds.setCurrentIndex(page.kinds.findData(StageKind.LINE))
    qtbot.mouseClick(page.add, Qt.MouseButton.LeftButton)


def asked(hub) -> list[PutCamera]:
    return [one for one in hub.cameras.asked if isinstance(one, PutCamera)]


def test_a_line_is_drawn_with_two_presses_and_put_in_force(page, hub, qtbot):
    begin_line(page, qtbot)
    assert not page.apply.isEnabled(), "it has no ends yet"
    for at in ((0.2, 0.6), (0.8, 0.6)):
        qtbot.mouseClick(page.canvas, Qt.MouseButton.LeftButton, pos=spot(page.canvas, *at))
    with qtbot.waitSignal(page.said):
        qtbot.mouseClick(page.apply, Qt.MouseButton.LeftButton)
    (act,) = asked(hub)
    made = act.camera.stages[-1]
    assert (made.kind, made.id) == (StageKind.LINE, "L2")
    assert made.points == (pytest.approx((0.2, 0.6), abs=0.01), pytest.approx((0.8, 0.6), abs=0.01))
    assert act.seen == hub.video.cameras["CAM-001"]


def test_the_keys_alone_draw_move_and_take_away_corners(page, qtbot):
    begin_line(page, qtbot)
    canvas = page.canvas
    canvas.setFocus()
    qtbot.keyClick(canvas, Key.Key_Insert)
    assert canvas.figure.points == ((0.5, 0.5),)
    qtbot.keyClick(canvas, Key.Key_Insert)
    qtbot.keyClick(canvas, Key.Key_Down)
    assert canvas.figure.points[1] == (0.5, 0.52)
    qtbot.keyClick(canvas, Key.Key_Tab)
    qtbot.keyClick(canvas, Key.Key_Up, Qt.KeyboardModifier.ShiftModifier)
    assert canvas.figure.points[0] == (0.5, 0.496)
    qtbot.keyClick(canvas, Key.Key_Delete)
    assert len(canvas.figure.points) == 1
    qtbot.keyClick(canvas, Key.Key_Escape)
    assert canvas.figure.chosen == -1


def test_numbers_left_at_their_default_are_not_written_down(page, hub, qtbot):
    page.stages.choose("L1")
    assert page.form.stage.options == ()
    page.form.numbers["centres"].click()
    assert page.book.stage.options == (("centres", 1.0),)
    page.form.numbers["centres"].click()
    assert page.book.stage.options == ()
    assert not page.book.changed


def test_what_is_seen_now_is_asked_for_with_its_foreground_and_shown(page, hub, qtbot):
    qtbot.waitUntil(lambda: "CAM-001" in hub.cameras.watched())
    watch = hub.video.watched()[0]
    assert (watch.camera, watch.tuning) == ("CAM-001", True)
    hub.cameras.send("CAM-001", street(1), Overlay())
    qtbot.waitUntil(lambda: page.canvas._image is not None)
    page.hide()
    assert hub.video.watched() == ()


def test_a_refusal_is_said_and_what_was_drawn_stays(page, hub, qtbot):
    page.stages.choose("L1")
    page.form.numbers["centres"].click()
    hub.cameras.answer = Done(Verdict(Outcome.REFUSED, refusal=Refusal.NOT_RECORDED))
    qtbot.mouseClick(page.apply, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(page.answer.text()))
    assert page.book.changed


def test_somebody_else_was_faster(page, hub, qtbot):
    page.stages.choose("L1")
    page.form.numbers["centres"].click()
    other = replace(hub.video.cameras["CAM-001"], reach_m=99.0)
    hub.cameras.say(
        CamerasChanged((other, *(hub.video.cameras[n] for n in ("CAM-002", "CAM-003", "CAM-004"))))
    )
    assert "Somebody else changed the camera" in page.answer.text()
    qtbot.mouseClick(page.discard, Qt.MouseButton.LeftButton)
    assert page.book.kept == other


def test_leaving_with_something_drawn_asks_first(page, hub, qtbot):
    page.stages.choose("L1")
    page.form.numbers["centres"].click()
    page.choose_camera("CAM-002")
    assert page.book.kept.id == "CAM-001"
    qtbot.mouseClick(page.dialog.press, Qt.MouseButton.LeftButton)
    assert page.book.kept.id == "CAM-002"
    assert not page.book.changed


def test_who_may_not_change_settings_is_told_who_may(page, hub, qtbot):
    hub.accounts.sign_in("j.paredes")
    assert page.currentWidget() is page.barred


def test_without_an_engine_what_was_drawn_stays_and_waits_to_be_put_in_force(page, hub, qtbot):
    begin_line(page, qtbot)
    for at in ((0.2, 0.6), (0.8, 0.6)):
        qtbot.mouseClick(page.canvas, Qt.MouseButton.LeftButton, pos=spot(page.canvas, *at))
    hub.set_link(EngineLink("lost", hub.now()))
    assert page.away.isVisible()
    assert not page.apply.isEnabled()
    assert page.apply.toolTip() == "The engine is away."
    assert not page.add.isEnabled()
    hub.set_link(EngineLink("up", hub.now()))
    assert not page.away.isVisible()
    assert page.apply.isEnabled(), "nothing of it was lost"


def test_without_a_supervisor_the_old_picture_is_not_taken_for_a_live_one(page, hub, qtbot):
    qtbot.waitUntil(lambda: page.canvas.pictured)
    hub.cameras.lose()
    assert not page.canvas.pictured
    assert "supervisor is away" in page.canvas.said
    assert page.stages.lines, "what is looked for can still be read"


def test_only_a_stage_of_which_there_can_be_several_is_told_by_its_id(page):
    titles = [words.stage_title(stage) for stage in page.book.shown]
    assert titles[0].startswith("L1 · ")
    assert words.stage_title(Stage("tamper", StageKind.TAMPER)) == "Camera and scene"


def test_all_of_the_page_is_reached_with_the_tab_key_and_has_a_name(page, qtbot):
    page.stages.choose("L1")
    page.form.numbers["centres"].click()
    qtbot.waitUntil(page.form.numbers["centres"].isVisible, timeout=20_000)
    page.activateWindow()
    page.cameras.setFocus()
    reached = [page.cameras]
    for _ in range(60):  # a time has parts, of which each is a stop
        here = QApplication.focusWidget()
        here.focusNextChild()
        if QApplication.focusWidget() not in reached:
            reached.append(QApplication.focusWidget())
    wanted = (
        page.cameras, page.discard, page.apply, page.canvas, page.moving, page.kinds, page.add, page.drop,
        page.stages, page.recount.since, page.form.numbers["centres"],
    )  # fmt: skip
    assert [one for one in wanted if one not in reached] == []
    names = [QAccessible.queryAccessibleInterface(one).text(QAccessible.Text.Name) for one in reached]
    assert all(names), list(zip(reached, names, strict=True))


def test_a_detector_that_cannot_be_used_is_named_at_its_stage_and_no_longer_when_it_can(page, hub):
    camera = page.book.kept
    stages = (*camera.stages, Stage("D1", StageKind.DETECTOR, model="street.onnx"))
    hub.cameras.say(CamerasChanged((replace(camera, stages=stages),)))
    line = lambda: next(one for one in page.stages.lines if one.id == "D1")  # noqa: E731
    assert line().glyph == ""
    state = hub.video.states[camera.id]
    hub.cameras.say(CameraStates((replace(state, detector_faults=(("D1", "no_file"),)),)))
    assert line().support == "Detector not used: its file is not in the folder"
    assert line().glyph == "warning"
    hub.cameras.say(CameraStates((state,)))
    assert line().glyph == ""


def test_each_fault_of_a_detector_has_words_of_its_own(qapp):
    told = {words.detector_fault_name(fault) for fault in Fault}
    assert len(told) == len(Fault)
    assert not any(fault in sentence.split() for fault in Fault for sentence in told)
