"""The health of cameras as an auditor sees it: the panel's counts and bars, the page's table, faults."""

import sys
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics

from app.bridge.reports import Reports
from app.bridge.views import EngineLink
from app.domain.alarms import Priority
from app.domain.rights import Right
from app.domain.video.cameras import Camera, CameraState, Picture
from app.domain.video.health import Condition
from app.wire.access import SessionChanged
from app.wire.video import CameraStates
from tests.video.desk.health_city import LIMA, SoftFootage, fill
from tests.widgets.conftest import gui_loop
from tests.widgets.soft_hub import SoftHub
from video.desk.health_bars import sentence
from video.desk.health_columns import Column
from video.desk.health_page import HealthPage
from video.desk.health_panel import HealthPanel
from video.desk.health_reading import HealthReading
from widgets.look import Look
from widgets.row_paint import PADDING
from widgets.style import TABLE, ui_font

__all__ = ["gui_loop"]
ECHO = """
import sys, pathlib
words = sys.argv[1:]
pathlib.Path(words[words.index("--out") + 1]).write_text("\\n".join(words))
"""


@pytest.fixture
def look(qapp) -> Look:
    """Without a style sheet, which would cost more than the tests."""
    return Look(still=True)


@pytest.fixture
def hub(gui_loop) -> SoftHub:
    return SoftHub(devices=60, alarms=0, incidents=0)


@pytest.fixture
def desk(hub, look, qtbot):
    """Panel and page over so many cameras."""

    def make(count=16, footage=None, **past):
        filled = fill(hub, count, **past)
        reading = HealthReading(hub, footage or filled, LIMA)
        panel, page = HealthPanel(hub, look, reading), HealthPage(hub, look, reading)
        for widget in (panel, page):
            qtbot.addWidget(widget)
            widget.show()
        qtbot.waitUntil(lambda: bool(reading.read_at) or reading.problem)
        return panel, page

    return make


def shown(page, column):
    model = page.model
    return [model.data(model.index(place, column)) for place in range(model.rowCount())]


def test_the_panel_counts_cameras_by_what_is_wrong_with_them(desk):
    panel, _ = desk()
    assert dict(panel.counts.lines) == {
        Condition.GOOD: 11,
        Condition.NO_SIGNAL: 1,
        Condition.BLIND: 1,
        Condition.FROZEN: 1,
        Condition.CLOCK_DRIFT: 1,
        Condition.OFF: 1,
        Condition.TELEMETRY: 1,
    }
    assert "15" in panel.title.text(), (
        "the one that is switched off and the one without a stream do not count"
    )
    assert panel.share.text() == "80.0 % serve"


def test_the_count_of_clocks_names_its_limit_and_those_that_nobody_measured(desk, hub, qtbot):
    panel, _ = desk()
    assert "Clock off by more than 10 s (12 not known) 1;" in panel.counts.accessibleName()
    told = tuple(replace(state, clock_told=True) for state in hub.video.states.values())
    hub.cameras.say(CameraStates(told))
    qtbot.waitUntil(lambda: "Clock off by more than 10 s 1;" in panel.counts.accessibleName())


def test_the_panel_names_the_district_that_keeps_too_few_days(desk, qtbot):
    panel, _ = desk()
    bars = {each.zone: each for each in panel.bars.districts}
    assert (bars["Zona Franca"].days, bars["Zona Franca"].priority) == (18, Priority.CRITICAL)
    assert (bars["La Ribera"].missing, bars["La Ribera"].priority) == (4, Priority.MEDIUM)
    assert bars["Centro"].priority is None
    assert panel.pending.text().startswith("Zona Franca: 27 days missing.")
    assert "the worst 18" in sentence(bars["Zona Franca"])
    assert [each.days for each in panel.bars.districts] == sorted(
        (b.days for b in bars.values()), reverse=True
    )
    with qtbot.waitSignal(panel.page_wanted) as asked:
        qtbot.mouseClick(
            panel.bars, Qt.MouseButton.LeftButton, pos=panel.bars.rect().bottomLeft() - QPoint(-5, 8)
        )
    assert asked.args == [None, "Zona Franca"]
    with qtbot.waitSignal(panel.page_wanted) as asked:
        panel.open_button.click()
    assert asked.args == [None, None], "all of them"
    with qtbot.waitSignal(panel.page_wanted) as asked:
        qtbot.mouseClick(panel.counts, Qt.MouseButton.LeftButton)
    assert asked.args[0] in Condition


def test_the_dead_camera_is_named_first_with_its_cause_and_its_days(desk):
    _, page = desk()
    assert shown(page, Column.ID)[:4] == ["CAM-003", "CAM-004", "CAM-005", "CAM-006"]
    assert shown(page, Column.STATE)[:4] == [
        "No signal: does not answer",
        "Blind: covered",
        "Frozen",
        "Clock off",
    ]
    assert shown(page, Column.DAYS)[0] == "42 d"
    assert shown(page, Column.MISSING)[0] == "3 days missing"
    assert shown(page, Column.UPTIME)[0] == "90.0 %"
    assert shown(page, Column.SINCE)[0] == "2 h ago"
    page.table.selectRow(0)
    assert "CAM-003" in page.detail.title.text()
    assert "3 days" in page.detail.gaps.text()
    assert sum(share == 0 for share in page.detail.strip.shares) == 3


def test_days_that_are_missing_on_the_disk_are_said(desk, hub):
    footage = fill(hub, 16)
    newest = sorted({row.day for row in footage.rows}, reverse=True)[:27]
    footage.rows = [
        replace(row, gone_s=row.recorded_s) if row.camera == "CAM-001" and row.day in newest else row
        for row in footage.rows
    ]
    _, page = desk(footage=footage)
    assert page.lost.text() == "Cameras whose recordings are missing on the disk: 1, up to 27 days."
    page.table.selectRow(shown(page, Column.ID).index("CAM-001"))
    assert page.detail.days_title.text().endswith("27 days missing · 27 days are missing on the disk")


def test_what_is_switched_off_or_only_tells_of_itself_comes_last_and_is_no_fault(desk):
    _, page = desk()
    assert shown(page, Column.STATE)[-2:] == ["Switched off", "Only telemetry: reports"]
    page.faulty.click()
    assert {"CAM-007", "CAM-900"}.isdisjoint(shown(page, Column.ID))
    assert "CAM-009" in shown(page, Column.ID), "it is far slower than usual"


def test_searching_filtering_and_sorting(desk, qtbot):
    _, page = desk()
    page.search.setText("mercado")
    assert shown(page, Column.ID) == ["CAM-003"]
    assert page.counted.text() == "1 of 17"
    page.search.setText("nirgends")
    assert page.sentence.isVisible()
    page.show_filter(Condition.FROZEN, None)
    assert shown(page, Column.ID) == ["CAM-005"]
    page.show_filter(None, "Zona Franca")
    assert shown(page, Column.DISTRICT) == ["Zona Franca"] * 2
    page.show_filter(None, None)
    page.table.sortByColumn(Column.DAYS, Qt.SortOrder.AscendingOrder)
    assert shown(page, Column.DAYS)[0] == "18 d"
    page.table.sortByColumn(Column.ID, Qt.SortOrder.DescendingOrder)
    assert shown(page, Column.ID)[0] == "CAM-900"
    with qtbot.waitSignal(page.camera_wanted) as opened:
        page.table.activated.emit(page.model.index(1, 0))
    assert opened.args == ["CAM-016"]


def test_a_camera_that_dies_is_told_and_the_chosen_row_stays_chosen(desk, hub, qtbot):
    panel, page = desk()
    place = page.model.place("CAM-016")
    page.table.selectRow(place)
    now = hub.now()
    hub.cameras.say(
        CameraStates((CameraState("CAM-001", Picture.NO_SIGNAL, now - 61_000, now, "unauthorised"),))
    )
    qtbot.waitUntil(lambda: dict(panel.counts.lines)[Condition.NO_SIGNAL] == 2)
    assert "refuses user or password" in shown(page, Column.STATE)[0]
    assert page.model.row(page.table.currentIndex().row()).id == "CAM-016"
    assert "CAM-016" in page.detail.title.text()


@pytest.mark.parametrize("width", [560, 950, 1600])
def test_the_names_can_be_read_however_narrow_the_table_is(desk, width):
    _, page = desk()
    table = page.table
    table.resize(width, 400)
    metrics = QFontMetrics(ui_font(TABLE))
    longest = max(metrics.horizontalAdvance(name) for name in shown(page, Column.NAME))
    assert table.columnWidth(Column.NAME) >= min(longest, 138)
    in_sight = [column for column in Column if not table.isColumnHidden(column)]
    assert in_sight[:5] == [Column.ID, Column.NAME, Column.STATE, Column.DAYS, Column.MISSING]
    for column in in_sight:
        widest = max(metrics.horizontalAdvance(str(text)) for text in shown(page, column))
        cut = column in (Column.NAME, Column.STATE)
        assert cut or table.columnWidth(column) >= widest + 2 * PADDING, column
    assert table.horizontalScrollBar().maximum() == 0, "nothing has to be scrolled to"
    assert sum(table.columnWidth(column) for column in in_sight) == table.viewport().width()
    later = page.reading.rows[0].since + 999 * 60_000
    page.model.take(page.reading.rows, later)
    assert table.horizontalScrollBar().maximum() == 0
    if Column.SINCE in in_sight:
        widest = max(metrics.horizontalAdvance(text) for text in shown(page, Column.SINCE))
        assert table.columnWidth(Column.SINCE) >= widest + 2 * PADDING, "it grew with what stands in it"
    table.setColumnWidth(Column.NAME, 77)
    table.resize(width + 10, 400)
    assert table.columnWidth(Column.NAME) == 77, "somebody wanted it so"


@pytest.mark.parametrize(("width", "below"), [(870, True), (1280, False)])
def test_a_narrow_page_gives_the_table_its_whole_width(desk, width, below):
    """As wide as the page is on screens of 1366 and 1920 pixels, between the panels beside it."""
    _, page = desk()
    page.resize(width, 560)
    assert (page.split.orientation() is Qt.Orientation.Vertical) is below
    hidden = [column for column in Column if page.table.isColumnHidden(column)]
    assert set(hidden) <= {Column.FPS, Column.RATE}
    page.table.selectRow(0)
    assert page.detail.rates.text().endswith("Mbit/s."), "what the table may lack stands there"


def test_without_a_supervisor_nothing_is_known_of_now_and_the_days_still_are(desk, hub, qtbot):
    panel, page = desk()
    hub.cameras.lose()
    qtbot.waitUntil(lambda: panel.lost.isVisible())
    assert panel.share.text() == ""
    assert dict(panel.counts.lines)[Condition.UNKNOWN] == 15
    assert "%" not in page.headline.text()
    assert "18 d" in shown(page, Column.DAYS)


def test_without_an_engine_the_page_is_shown_as_old_and_nothing_can_be_asked(desk, hub):
    _, page = desk()
    hub.set_link(EngineLink("lost", hub.now()))
    assert page.away.isVisible()
    assert not page.export.make_button.isEnabled()


def test_records_that_cannot_be_read_are_said_and_cameras_are_still_shown(desk):
    panel, page = desk(footage=SoftFootage(broken=True))
    assert "cannot be read" in panel.lost.text()
    assert page.model.rowCount() == 17
    assert set(shown(page, Column.DAYS)) == {"–"}, "not known is not none"


def test_a_new_installation_is_short_of_days_without_an_alarm(desk):
    panel, page = desk(2, past=10)
    assert not panel.pending.isVisible()
    assert [each.priority for each in panel.bars.districts] == [None, None]
    assert shown(page, Column.MISSING)[:2] == ["new: 35 days to go"] * 2
    assert page.headline.text().endswith("0 keep too few days")


def test_of_a_new_camera_only_the_days_that_it_lost_count_against_it(desk):
    panel, _ = desk(3, past=10)
    assert panel.pending.text().startswith("Puerto: 3 days missing.")
    assert {each.zone: each.priority for each in panel.bars.districts}["Puerto"] is Priority.MEDIUM


def test_no_cameras_at_all(desk):
    panel, page = desk(0)
    assert panel.share.text() == ""
    assert page.sentence.isVisible()
    assert page.headline.text() == "No cameras with a stream"


def test_five_hundred_cameras_are_read_without_holding_the_console_up(desk, gui_loop, qtbot):
    panel, page = desk(500)
    assert "499" in panel.title.text()
    assert page.model.rowCount() == 501
    assert len(panel.bars.districts) == 6


def test_nothing_is_read_while_nobody_looks(hub, look, qtbot):
    footage = fill(hub, 4)
    reading = HealthReading(hub, footage, LIMA)
    panel = HealthPanel(hub, look, reading)
    qtbot.addWidget(panel)
    hub.cameras.show([Camera("CAM-001")], [])
    assert footage.asked == 0
    panel.show()
    qtbot.waitUntil(lambda: footage.asked == 1 and bool(reading.read_at))
    panel.hide()
    hub.cameras.show([Camera("CAM-002")], [])
    assert (footage.asked, len(reading.rows)) == (1, 5), "as it was when somebody looked last"


def test_an_operator_sees_only_the_cameras_of_their_districts(desk, hub, qtbot):
    _, page = desk()
    session = hub.access.session
    limited = tuple(replace(grant, zones=("Centro",)) for grant in session.grants)
    hub.access.take_session(SessionChanged(replace(session, grants=limited)))
    qtbot.waitUntil(lambda: set(shown(page, Column.DISTRICT)) == {"Centro"})


def test_the_report_is_of_the_districts_that_the_operator_sees(desk, hub, qtbot, tmp_path):
    hub.reports = Reports([sys.executable, "-c", ECHO], [])
    _, page = desk()
    session = hub.access.session
    for zones, asked in (
        ((), ["cameras"]),
        (("Centro", "Puerto"), ["cameras", "--zone=Centro", "--zone=Puerto"]),
    ):
        grants = tuple(replace(grant, zones=zones) for grant in session.grants)
        hub.access.take_session(SessionChanged(replace(session, grants=grants)))
        page.export.save(tmp_path / "c.pdf")
        qtbot.waitUntil(lambda: not page.export.making.running)
        words = (tmp_path / "c.pdf").read_text().split("\n")
        assert words[: len(asked) + 1] == [*asked, "--language"]
    blind = tuple(grant for grant in session.grants if grant.right is not Right.SEE)
    hub.access.take_session(SessionChanged(replace(session, grants=blind)))
    page.export.save(tmp_path / "none.pdf")
    assert page.export.notice.text()
    assert not (tmp_path / "none.pdf").exists()
    hub.reports.close()


def test_the_report_is_made_by_the_console_s_reports(desk, hub, qtbot, tmp_path):
    _, page = desk()
    assert [page.export.format.itemData(place) for place in range(3)] == ["pdf", "xlsx", "csv"]
    assert page.export.make_button.isEnabled()
    hub.accounts.sign_in("j.paredes")
    assert not page.export.make_button.isEnabled()
    assert page.export.make_button.toolTip()
