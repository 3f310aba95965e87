"""The column of the chosen camera: all of it is seen at once on a low screen, and rows obey the keys."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea

from app.bridge.evidence import Evidence
from app.domain.video.cameras import Camera
from app.domain.video.footage import FootageExport
from app.domain.video.health import Condition
from app.wire.video import CamerasChanged
from tests.video.desk.health_city import LIMA, fill
from tests.widgets.conftest import look
from tests.widgets.soft_hub import SoftHub
from video.desk.camera_panel import CameraPanel
from video.desk.evidence_panel import EvidencePanel
from video.desk.health_panel import HealthPanel
from video.desk.health_reading import HealthReading
from video.desk.side_parts import Chosen, Desk
from video.desk.side_sections import EvidenceSection, HealthSection
from video.desk.steering import Steering

__all__ = ["look"]

LOW, HIGH, NARROW = 622, 934, 252
"""Of the column in a window of 1366 × 768 and of 1920 × 1080."""
SAVED = FootageExport(
    "EXP-0007", 7, 1, "R. Quispe", "sala-1", ("CAM-001",), 1, 360_001, "oficio 0231",
    signed_at=2, sha256="ab" * 32, name="INC-0417_CAM-118_1922.evidence.zip", size=88_000_000,
)  # fmt: skip


@pytest.fixture
def column(gui_loop, look, qtbot):
    """With a camera that turns, brought up for an incident, and one package saved."""
    hub = SoftHub(devices=60, alarms=0, incidents=1)
    reading = HealthReading(hub, fill(hub, 16), LIMA)
    turns = Camera("CAM-001", ptz=True, presets=("Calzada", "Grifo", "Cruce", "Hospital"))
    others = (one for one in hub.video.cameras.values() if one.id != turns.id)
    hub.cameras.say(CamerasChanged((turns, *others)))
    evidence = Evidence(hub.ask, ["none"], [])

    async def exports():
        return [SAVED]

    def saving(desk):
        return EvidenceSection(EvidencePanel(hub, look, evidence, exports, desk.shot))

    def health(_desk):
        return HealthSection(HealthPanel(hub, look, reading))

    desk = Desk(print, lambda _camera: None, print, print)
    made = CameraPanel(hub, look, Steering(hub, "", hub), (saving, health), desk)
    qtbot.addWidget(made)
    made.resize(NARROW, LOW)
    made.show_chosen(Chosen("CAM-001", ("CAM-001",), incident=next(iter(hub.incidents.open))))
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: bool(reading.read_at) and bool(cards(made)))
    yield made
    evidence.close()


def cards(column):
    grid = column.parts[0].widget.cards
    return [grid.itemAt(place).widget() for place in range(grid.count())]


def beyond(column):
    """How much of it is beyond its edges, in logical pixels: below, and at the right."""
    scroll = column.findChild(QScrollArea)
    return scroll.verticalScrollBar().maximum(), scroll.widget().width() - scroll.viewport().width()


def test_on_a_low_screen_all_of_it_is_seen_at_once(column, qtbot):
    qtbot.waitUntil(lambda: beyond(column) == (0, 0), timeout=20_000)
    assert column.ptz.isVisible()
    health = column.parts[1].widget
    for part in (
        column.parts[0].widget.attach,
        health.counts,
        health.bars,
        health.pending,
        health.open_button,
    ):
        assert part.isVisible()
    assert len(cards(column)) == 1


def test_on_a_high_screen_there_is_more_room_between(column, qtbot):
    low = column.parts[1].widget.bars.height()
    column.resize(NARROW, HIGH)
    qtbot.waitUntil(lambda: column.parts[1].widget.bars.height() > low)
    assert column.ptz.title.isVisible()
    assert beyond(column) == (0, 0)


def test_a_condition_is_named_whole_or_in_a_shorter_word(column):
    counts = column.parts[1].widget.counts
    assert counts.label(Condition.BLIND, 400) == "Covered, moved, blurred, dark"
    assert counts.label(Condition.BLIND, 100) == "Bad picture"
    assert counts.words(2) == "Covered, moved, blurred, dark 1"


def test_on_a_low_screen_what_is_in_order_is_not_counted(column, qtbot):
    counts = column.parts[1].widget.counts
    assert Condition.OFF not in dict(counts.lines)
    column.resize(NARROW, HIGH)
    qtbot.waitUntil(lambda: Condition.OFF in dict(counts.lines), timeout=20_000)


def test_counts_and_districts_are_pressed_with_the_keys(column, qtbot):
    health, wanted = column.parts[1].widget, []
    health.page_wanted.connect(lambda *each: wanted.append(each))
    for keys in ((Qt.Key.Key_Down, Qt.Key.Key_Return), (Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Space)):
        for key in keys:
            qtbot.keyClick(health.counts, key)
    qtbot.keyClick(health.bars, Qt.Key.Key_Enter)
    first = health.bars.districts[0].zone
    assert wanted == [(Condition.NO_SIGNAL, None), (Condition.GOOD, None), (None, first)]
    assert health.counts.focusPolicy() & Qt.FocusPolicy.TabFocus


def test_a_camera_that_does_not_turn_shows_no_dial(column):
    column.show_chosen(Chosen("CAM-002", ("CAM-002",)))
    assert not column.ptz.hand.isVisible()
    assert column.ptz.why.text() == "CAM-002 cannot be turned."
