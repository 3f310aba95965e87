"""The trend page with a history that answers when the test says so: the page never waits for it."""

import asyncio

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent

from app.bridge.views import Series
from app.domain.alarms import Priority
from app.wire.messages import Limit
from tests.widgets.soft_hub import SoftHub
from tests.widgets.trend_desk import drawn, of_kind, shown_page, trend_hub
from widgets.trend.curves import CurveId, Window
from widgets.trend.loader import SeriesLoader
from widgets.trend.page import TrendPage
from widgets.trend.picker import QuantityPicker


@pytest.fixture(name="hub")
def _hub(qapp) -> SoftHub:
    return trend_hub()


@pytest.fixture(name="page")
def _page(hub, look, qtbot, gui_loop) -> TrendPage:
    return shown_page(hub, look, qtbot)


class HeldHistory:
    """Answers only when let go, one question at a time."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int, int]] = []
        self.gates: list[asyncio.Future[None]] = []

    async def series(self, device, quantity, *, start_ms, end_ms, pixels) -> Series:
        self.asked.append((device, start_ms, end_ms))
        gate = asyncio.get_running_loop().create_future()
        self.gates.append(gate)
        await gate
        times = np.linspace(start_ms / 1000, end_ms / 1000, 20)
        mean = np.full(20, float(len(self.asked)))
        return Series(times, mean, mean, mean, 1.0, raw=True)

    def let_go(self, failure: Exception | None = None) -> None:
        gate = self.gates.pop(0)
        if failure is None:
            gate.set_result(None)
        else:
            gate.set_exception(failure)


def test_an_empty_page_says_what_to_do(page):
    assert "Add a quantity" in page._empty.text()
    assert page._empty.isVisible()


def test_curves_of_several_units_get_their_own_axes(page, hub, qtbot):
    cabinet = of_kind(hub, "cabinet")[0]
    for quantity in ("voltage", "intensity", "active_power"):
        page.show_trend(cabinet, quantity)
    assert page.plot.units == ("V", "A", "W")
    page.show_trend(of_kind(hub, "tank")[0], "level")
    assert len(page.curves) == 3
    assert "Three units" in page.bar.notice.text()
    qtbot.waitUntil(lambda: drawn(page))
    page.remove(CurveId(cabinet, "intensity"))
    assert page.plot.units == ("V", "W")
    page.show_trend(of_kind(hub, "tank")[0], "level")
    assert set(page.plot.units) == {"V", "W", "m"}


def test_eight_curves_are_the_most(page, hub):
    for device in of_kind(hub, "luminaire")[:9]:
        page.show_trend(device, "voltage")
    assert len(page.curves) == 8
    assert "Eight" in page.bar.notice.text()
    slots = [row.slot for row in page.legend.rows.values()]
    assert sorted(slots) == list(range(8))


def test_spans_reach_from_minutes_to_a_year(page, hub, qtbot):
    page.show_trend(of_kind(hub, "pressure")[0], "pressure")
    for button in page.bar.spans.buttons():
        button.click()
        window = page.plot.window_now()
        assert window.span == pytest.approx(page.bar.spans.id(button), rel=0.01)
        assert window.end == pytest.approx(hub.now() / 1000, abs=max(5, 0.01 * window.span))


def wheel(page: TrendPage, steps: int) -> None:
    target = page.plot._widget.viewport()
    middle = QPointF(target.rect().center())
    event = QWheelEvent(
        middle, target.mapToGlobal(middle), QPoint(), QPoint(0, 120 * steps), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QGuiApplication.sendEvent(target, event)


def test_the_wheel_zooms_in_time_and_leaves_the_live_edge(page, hub, qtbot):
    page.show_trend(of_kind(hub, "pressure")[0], "pressure")
    before = page.plot.window_now().span
    wheel(page, 3)
    qtbot.waitUntil(lambda: page.plot.window_now().span < 0.9 * before)
    assert not page.bar.live.isChecked()
    qtbot.keyClick(page.plot._widget, Qt.Key.Key_End)
    assert page.bar.live.isChecked()
    assert page.plot.window_now().end == pytest.approx(hub.now() / 1000, abs=5)


def test_arrows_and_signs_move_and_zoom_from_the_drawing(page, hub, qtbot):
    page.show_trend(of_kind(hub, "pressure")[0], "pressure")
    before = page.plot.window_now()
    qtbot.keyClick(page.plot._widget, Qt.Key.Key_Left)
    moved = page.plot.window_now()
    assert moved.end == pytest.approx(before.end - before.span / 4, abs=2)
    qtbot.keyClick(page.plot._widget, Qt.Key.Key_Plus)
    assert page.plot.window_now().span == pytest.approx(before.span / 2, rel=0.01)


def test_the_old_picture_stays_while_newer_data_load(page, hub, qtbot):
    hub.history = held = HeldHistory()
    curve = CurveId(of_kind(hub, "pressure")[0], "pressure")
    page.show_trend(curve.device, curve.quantity)
    qtbot.waitUntil(lambda: bool(held.gates))
    held.let_go()
    qtbot.waitUntil(lambda: page.plot.series_of(curve) is not None)
    first = page.plot.series_of(curve)
    page.show_span(3600)
    qtbot.waitUntil(lambda: bool(held.gates))
    assert page.plot.series_of(curve).times[0] == first.times[0]

    def newer() -> bool:
        if held.gates:
            held.let_go()
        times = page.plot.series_of(curve).times
        return times[-1] - times[0] < 2 * 3600

    qtbot.waitUntil(newer)


def test_only_the_newest_of_many_questions_is_asked(hub, qtbot, gui_loop):
    hub.history = held = HeldHistory()
    loader = SeriesLoader(hub)
    curve = CurveId("PRE-1", "pressure")
    for start in range(50):
        loader.ask([curve], Window(start, start + 100, 400))
        qtbot.settle()
    assert len(held.asked) == 1
    with qtbot.waitSignal(loader.loaded):
        held.let_go()
    qtbot.waitUntil(lambda: len(held.asked) == 2)
    assert held.asked[1][1] == 49_000
    held.let_go()
    qtbot.settle()


def test_history_that_fails_is_said_and_the_picture_stays(page, hub, qtbot):
    curve = CurveId(of_kind(hub, "pressure")[0], "pressure")
    page.show_trend(curve.device, curve.quantity)
    qtbot.waitUntil(lambda: drawn(page))
    hub.history = held = HeldHistory()
    page._ask()
    qtbot.waitUntil(lambda: bool(held.gates))
    held.let_go(OSError("locked"))
    qtbot.waitUntil(lambda: "cannot be read" in page.bar.notice.text())
    assert page.plot.series_of(curve) is not None


def test_limits_stand_as_lines_on_their_axis(page, hub, qtbot):
    hub.limits = (
        Limit("pressure", 3.2, "low", Priority.HIGH, "x"),
        Limit("battery_level", 20.0, "low", Priority.LOW, "x"),
    )
    page.show_trend(of_kind(hub, "pressure")[0], "pressure")
    qtbot.waitUntil(lambda: bool(page.plot._panes[0].limits))
    lines = [line for lines in page.plot._panes[0].limits.values() for line in lines]
    assert [line.limit.value for line in lines] == [3.2]


def test_the_cursor_reads_every_curve(page, hub, qtbot):
    for device in of_kind(hub, "pressure")[:2]:
        page.show_trend(device, "pressure")
    qtbot.waitUntil(lambda: drawn(page))
    window = page.plot.window_now()
    page.plot.pointed.emit(window.start + window.span * 0.8)
    assert all(row.value.text().endswith("bar") for row in page.legend.rows.values())
    page.plot.pointed.emit(window.start - 10 * window.span)
    assert {row.value.text() for row in page.legend.rows.values()} == {"No data"}


def test_the_picker_finds_by_device_and_quantity(page, hub, qtbot):
    page.open_picker()
    picker = page.findChild(QuantityPicker)
    qtbot.waitUntil(lambda: picker.list.count() > 0)
    tank = of_kind(hub, "tank")[0]
    qtbot.keyClicks(picker.search, f"{tank} level")
    qtbot.waitUntil(lambda: 0 < picker.list.count() < 5 and not picker._more.isActive())
    with qtbot.waitSignal(picker.picked) as picked:
        qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    assert picked.args[0] == tank
    assert page.curves == (CurveId(*picked.args),)
