"""The page of alarm quality: figures against targets, lists, periods, and a history that cannot be read."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.domain.alarm_quality import AlarmQuality, Flood, Offender, Shelved, Standing
from app.domain.alarms import Priority
from app.domain.incidents.flood import ISA, FloodLimits, FloodState
from app.store.faults import Fault, StoreUnavailable
from tests.widgets.soft_hub import SoftHub
from widgets.look import Look
from widgets.quality.figures import figures
from widgets.quality.page import QualityPage
from widgets.quality.tiles import Tiles

HOUR = 3_600_000
BELL = "PRE-0001:pressure.pressure_lo"
MONTH = AlarmQuality(
    since=1_700_000_000_000,
    until=1_700_000_000_000 + 720 * HOUR,
    announced=7200,
    positions=2.0,
    per_hour=5.0,
    per_ten_minutes=5 / 6,
    busiest=44,
    busiest_at=1_700_000_100_000,
    flood_share=0.034,
    floods=(Flood(1_700_000_000_000, 0, 40, 44),),
    worst=(Offender(BELL, "pressure.pressure_lo", 720, 0.1),),
    chattering=(Offender(BELL, "pressure.pressure_lo", 12),),
    fleeting=(),
    stale=(Standing(BELL, "pressure.pressure_lo", 1_700_000_000_000),),
    priorities={Priority.LOW: 5000, Priority.MEDIUM: 1600, Priority.HIGH: 500, Priority.CRITICAL: 100},
    shelved=(Shelved(BELL, "pressure.pressure_lo", 2, ("r.quispe",), 2 * HOUR),),
    bars=(3, 0, 5),
)


class History:
    """Answers with what a test puts into it."""

    def __init__(self) -> None:
        self.quality: AlarmQuality | None = MONTH
        self.asked: list[tuple[int, int]] = []
        self.limits: FloodLimits | None = None

    async def alarm_quality(self, since_ms, until_ms, limits, on_progress):
        self.asked.append((since_ms, until_ms))
        self.limits = limits
        on_progress(0.5)
        if self.quality is None:
            raise StoreUnavailable(Fault.LOCKED)
        return self.quality


def test_tiles_that_are_gone_hear_nothing_of_another_look(look, qtbot):
    tiles = Tiles(look)
    tiles.show_figures(figures(MONTH))
    with qtbot.waitSignal(tiles.destroyed):
        tiles.deleteLater()
    with qtbot.captureExceptions() as problems:
        look.toggle_theme()
    assert problems == []


@pytest.fixture
def hub(qapp) -> SoftHub:
    made = SoftHub(devices=5, alarms=0, incidents=0)
    made.history = History()
    return made


@pytest.fixture
def page(hub: SoftHub, look: Look, gui_loop, qtbot) -> QualityPage:
    made = QualityPage(hub, look)
    qtbot.addWidget(made)
    made.resize(1100, 800)
    made.show()
    qtbot.waitUntil(lambda: made.quality is not None)
    return made


def test_the_last_month_is_asked_for_at_once(hub, page):
    ((since, until),) = hub.history.asked
    assert until - since == 30 * 24 * HOUR
    assert not page.progress.isVisible()
    said = page.said.text().replace("\u202f", " ")
    assert said == "7 200 alarms, 1 floods; figures for one of 2 operator positions"


def test_a_flood_is_what_the_settings_call_one(hub, page, qtbot):
    assert hub.history.limits == ISA
    hub.desk._tell(FloodState(limits=FloodLimits(3, 2)))
    qtbot.mouseClick(page.renew, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(hub.history.asked) == 2)
    assert hub.history.limits == FloodLimits(3, 2)


def test_what_misses_its_target_says_so(page):
    met = {figure.name: figure.met for figure in figures(MONTH)}
    assert met == {
        "Alarms an hour": True,
        "Alarms in 10 minutes": True,
        "Busiest 10 minutes": False,
        "Time in flood": False,
        "Low": False,
        "Medium": False,
        "High and critical": True,
    }
    missed = {tile.name.text() for tile in page.tiles.tiles if tile.sign.isVisible()}
    assert missed == {name for name, well in met.items() if not well}
    tile = next(tile for tile in page.tiles.tiles if tile.name.text() == "Time in flood")
    assert "Misses its target: at most 1" in tile.accessibleName()


def test_the_busiest_ten_minutes_are_judged_by_the_limit_of_this_site():
    lax = replace(MONTH, limits=FloodLimits(1000, 5))
    (figure,) = (figure for figure in figures(lax) if figure.name == "Busiest 10 minutes")
    assert (figure.met, figure.target.replace("\u202f", " ")) == (True, "at most 1 000")


def test_few_grave_alarms_and_many_low_ones_are_no_fault():
    calm = replace(MONTH, announced=100, priorities={Priority.LOW: 99, Priority.HIGH: 1})
    assert [figure.met for figure in figures(calm)][-3:] == [True, True, True]
    silent = replace(MONTH, announced=0, priorities={})
    assert [figure.met for figure in figures(silent)][-3:] == [None, None, None]


def test_lists_name_alarms_and_lead_to_them(page, qtbot):
    shown = {name: lines.model.rowCount() for name, lines in page.lists.items()}
    assert shown == {"worst": 1, "chattering": 1, "fleeting": 0, "stale": 1, "shelved": 1}
    assert page.lists["shelved"].model.item(0, 3).text() == "r.quispe"
    assert page.lists["fleeting"].none.isVisible()
    table = page.lists["worst"].table
    table.setFocus()
    table.selectRow(0)
    with qtbot.waitSignal(page.alarm_wanted) as heard:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert heard.args == [BELL]


def test_a_period_of_ones_own(hub, page, qtbot):
    page.period.setCurrentIndex(3)
    qtbot.waitUntil(lambda: len(hub.history.asked) == 2)
    assert page.since.isVisible()
    since, until = hub.history.asked[-1]
    assert until - since == pytest.approx(31 * 24 * HOUR, abs=2 * HOUR)  # summer time
    page.until.setDate(page.since.date().addDays(-3))
    assert page.said.text() == "The period ends before it begins."
    assert len(hub.history.asked) == 2


def test_a_history_that_cannot_be_read_is_said(hub, page, qtbot):
    hub.history.quality = None
    qtbot.mouseClick(page.renew, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "cannot be read" in page.said.text())
    hub.history.quality = replace(MONTH, announced=0, worst=(), bars=())
    qtbot.mouseClick(page.renew, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.said.text().startswith("0 alarms"))
    assert page.chart.bars.note == "No alarm in this period."
