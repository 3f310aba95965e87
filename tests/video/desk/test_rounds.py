"""Rounds that an operator keeps: which cameras they go through, how long they stay, how they are chosen."""

import pytest
from PySide6.QtCore import Qt

from video.desk.tour import TourState
from video.desk.views import LONGEST_STAY_S, STAY_S, Round, WallView, file_for, load

PORT = Round(WallView("2×2", ("CAM-009", "CAM-002", "CAM-404", "CAM-003", "CAM-005", "CAM-006")), 7)


@pytest.fixture
def keeper(soft):
    soft.desk.keeper.keep_round("Puerto & playa", PORT)
    return soft.desk.keeper


def entry(menu, words: str):
    return next(one for one in menu.actions() if one.text() == words)


def test_a_round_shows_its_cameras_page_after_page_and_gives_the_wall_back(soft, keeper):
    desk, bar = soft.desk, soft.desk.panel.bar
    own = list(desk.wall.arrangement.cameras)
    entry(bar.round_menu, "Puerto && playa").trigger()
    assert desk.wall.cameras() == ["CAM-009", "CAM-002", "CAM-003", "CAM-005"]
    assert desk.tour.timer.interval() == 7_000
    assert bar.tour.isChecked()
    assert bar.tour.text().endswith(" 7 s")
    desk.tour.timer.timeout.emit()
    assert desk.wall.cameras() == ["CAM-006"]
    bar.tour.click()
    assert desk.wall.arrangement.cameras == own
    assert not bar.tour.isChecked()
    bar.tour.click()
    assert desk.wall.cameras()[0] == "CAM-009", "the chosen one is begun again"
    entry(bar.round_menu, "All cameras").trigger()
    assert desk.tour.timer.interval() == STAY_S * 1000
    assert desk.wall.arrangement.pages == 1


def test_cameras_that_may_not_be_seen_are_left_out(soft, keeper, qtbot):
    hub = soft.hub
    hub.cameras.refused = frozenset({"CAM-002", "CAM-003"})
    soft.desk.lay_out(9)
    qtbot.waitUntil(lambda: "CAM-002" in hub.video.refused, timeout=20_000)
    soft.desk.kept.begin_round("Puerto & playa")
    assert soft.desk.wall.cameras() == ["CAM-009", "CAM-005", "CAM-006"]


def test_a_round_of_cameras_that_are_gone_says_so_and_does_not_begin(soft, keeper):
    keeper.keep_round("Old", Round(WallView("1", ("CAM-404",))))
    own = list(soft.desk.wall.arrangement.cameras)
    soft.desk.kept.begin_round("Old")
    assert soft.desk.tour.state is TourState.OFF
    assert not soft.desk.panel.bar.tour.isChecked()
    assert "round" in soft.said[-1]
    assert soft.desk.wall.arrangement.cameras == own


def test_the_cameras_of_the_wall_are_kept_as_a_round(soft, qtbot):
    soft.desk.wall.arrangement.show(["CAM-001", "CAM-004", "CAM-007"])
    dialog = soft.desk.kept.ask_round()
    assert not dialog.keep.isEnabled()
    qtbot.keyClicks(dialog.name, "Puerto")
    dialog.layouts.setCurrentText("1")
    dialog.stay.setValue(9)
    assert dialog.pages.text() == "Cameras: 3, pages: 3"
    dialog.keep.click()
    assert soft.desk.keeper.kept.rounds == {
        "Puerto": Round(WallView("1", ("CAM-001", "CAM-004", "CAM-007")), 9)
    }
    soft.desk.page().toggle_round()
    assert soft.desk.wall.cameras() == ["CAM-001"]


def test_each_operator_has_their_own_rounds_and_one_that_is_forgotten_ends(soft, keeper, tmp_path):
    desk = soft.desk
    desk.kept.begin_round("Puerto & playa")
    soft.hub.accounts.sign_in("j.paredes")
    assert (desk.tour.name, desk.tour.state) == ("", TourState.OFF)
    soft.hub.accounts.sign_in("r.quispe")
    desk.keeper._writer.waitForDone(2000)
    assert load(file_for(tmp_path / "layouts", "r.quispe")).rounds == {"Puerto & playa": PORT}
    desk.kept.begin_round("Puerto & playa")
    forget = entry(desk.panel.bar.round_menu, "Forget").menu()
    entry(forget, "Puerto && playa").trigger()
    assert (desk.tour.name, desk.tour.state) == ("", TourState.OFF)


def test_the_list_of_rounds_is_used_with_the_keys(soft, keeper, qtbot):
    soft.desk.page().choose_round()
    menu = soft.desk.panel.bar.round_menu
    qtbot.waitUntil(menu.isVisible, timeout=20_000)
    qtbot.keyClick(menu, Qt.Key.Key_Down)
    qtbot.keyClick(menu, Qt.Key.Key_Return)
    assert soft.desk.tour.name == "Puerto & playa"


def test_what_is_no_round_in_a_file_is_left_out(tmp_path):
    path = file_for(tmp_path, "r.quispe")
    path.write_text(
        '{"version": 1, "rounds": {"a": 3, "b": {"wall": {"cameras": ["C"]}}, '
        '"c": {"wall": {"cameras": ["C"]}, "stay_s": 99999}}}',
        encoding="utf-8",
    )
    assert load(path).rounds == {"c": Round(WallView(cameras=("C",)), LONGEST_STAY_S)}
