"""The trend page with a history that answers when the test says so: the page never waits for it."""

import asyncio

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QWheelEvent
from PySide6.QtWidgets import QPushButton

from app.bridge.views import Series
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.alarms import Priority
from app.wire.administration import NoteExport
from app.wire.messages import Done, Limit, Limits
from tests.widgets.soft_hub import SoftHub
from widgets.trend.curves import CurveId, Window
from widgets.trend.loader import SeriesLoader
from widgets.trend.page import TrendPage
from widgets.trend.picker import QuantityPicker


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


@pytest.fixture(name="hub")
def _hub(qapp) -> SoftHub:
    return SoftHub(devices=300, alarms=0)


@pytest.fixture(name="page")
def _page(hub, look, qtbot, gui_loop) -> TrendPage:
    page = TrendPage(hub, look)
    qtbot.addWidget(page)
    page.resize(1200, 500)
    page.show()
    qtbot.waitExposed(page)
    return page


def of_kind(hub: SoftHub, kind: str) -> list[str]:
    return [i for i in hub.devices.ids if hub.devices.get(i).kind == kind]


def drawn(page: TrendPage) -> bool:
    return all(page.plot.series_of(curve) is not None for curve in page.curves)


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
        qtbot.wait(1)
    assert len(held.asked) == 1
    with qtbot.waitSignal(loader.loaded):
        held.let_go()
    qtbot.waitUntil(lambda: len(held.asked) == 2)
    assert held.asked[1][1] == 49_000
    held.let_go()
    qtbot.wait(10)


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


# Taking out


@pytest.fixture(name="charted")
def _charted(page, hub, qtbot) -> TrendPage:
    """With one curve drawn, and something on the clipboard that is not the page's."""
    page.show_trend(of_kind(hub, "pressure")[0], "pressure")
    qtbot.waitUntil(lambda: drawn(page))
    QGuiApplication.clipboard().setText("before")
    return page


def exports(hub: SoftHub) -> list[NoteExport]:
    return [asked for asked in hub.accounts.asked if isinstance(asked, NoteExport)]


def takeouts(page: TrendPage) -> list[QPushButton]:
    return [page.bar.picture, page.bar.copy, page.bar.save]


def test_a_copy_as_csv_goes_on_record_with_what_it_holds(charted, hub, qtbot):
    charted.bar.copy.click()
    assert QGuiApplication.clipboard().text() == "before"
    qtbot.waitUntil(lambda: charted.bar.notice.text() == "CSV copied")
    lines = QGuiApplication.clipboard().text().splitlines()
    device = charted.curves[0].device
    assert lines[1].split(",")[1] == device
    (note,) = exports(hub)
    assert (note.what, note.file, note.rows) == ("trend", "clipboard", len(lines) - 1)
    assert note.details.startswith("format=csv from=20")
    assert note.details.endswith(f"curves={device}/pressure")


def test_a_copy_as_picture_goes_on_record(charted, hub, qtbot):
    charted.bar.picture.click()
    qtbot.waitUntil(lambda: charted.bar.notice.text() == "Picture copied")
    assert not QGuiApplication.clipboard().pixmap().isNull()
    assert [(note.file, note.details.split()[0]) for note in exports(hub)] == [
        ("clipboard", "format=picture")
    ]


def test_a_file_goes_on_record_and_is_written_whole(charted, hub, qtbot, tmp_path):
    file = tmp_path / "trend.csv"
    charted.save_csv(str(file))
    qtbot.waitUntil(lambda: charted.bar.notice.text() == "Saved")
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbftime,device")
    assert b"\r\r" not in content
    (note,) = exports(hub)
    assert note.what == "trend"
    assert note.file == str(file)
    assert note.rows == len(content.splitlines()) - 1 > 0
    assert list(tmp_path.iterdir()) == [file]


def test_nothing_is_written_before_the_engine_has_answered(charted, hub, qtbot, tmp_path):
    gate = asyncio.get_running_loop().create_future()

    async def held(body: object, _limit_s: float = 10.0) -> object:
        hub.accounts.asked.append(body)
        return await gate

    hub.ask = held
    charted.save_csv(str(tmp_path / "trend.csv"))
    qtbot.waitUntil(lambda: bool(exports(hub)))
    charted.copy_csv()
    assert not any(button.isEnabled() for button in takeouts(charted))
    assert not list(tmp_path.iterdir())
    gate.set_result(Done(Verdict(Outcome.APPLIED, 1)))
    qtbot.waitUntil(lambda: charted.bar.notice.text() == "Saved")
    assert len(exports(hub)) == 1
    assert all(button.isEnabled() for button in takeouts(charted))


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Done(Verdict(Outcome.REFUSED, 0, Refusal.NOT_RECORDED)), "could not be put on record"),
        (Done(Verdict(Outcome.REFUSED, 0, Refusal.NOT_PERMITTED, who=("auditor",))), "Needs audit"),
        (Done(Verdict(Outcome.REFUSED)), "said no reason"),
        (Limits(()), "said no reason"),
    ],
)
def test_what_the_engine_refuses_is_not_taken_out(charted, hub, qtbot, tmp_path, answer, sentence):
    former = tmp_path / "trend.csv"
    former.write_text("kept")
    hub.accounts.answer = answer
    for take in (charted.copy_picture, charted.copy_csv, lambda: charted.save_csv(str(former))):
        with qtbot.waitSignal(charted.takeout.finished) as told:
            take()
        assert told.args[0].startswith("Nothing was exported.")
        assert sentence in told.args[0]
        assert charted.bar.notice.text() == told.args[0]
    assert former.read_text() == "kept"
    assert list(tmp_path.iterdir()) == [former]
    assert QGuiApplication.clipboard().text() == "before"
    assert all(button.isEnabled() for button in takeouts(charted))


def test_without_the_engine_nothing_is_taken_out(charted, hub, qtbot, tmp_path):
    hub.accounts.away = True
    with qtbot.waitSignal(charted.takeout.finished) as told:
        charted.save_csv(str(tmp_path / "trend.csv"))
    assert told.args[0] == ("Nothing was exported. The engine did not answer. Try again when it is back.")
    with qtbot.waitSignal(charted.takeout.finished):
        charted.copy_csv()
    assert not list(tmp_path.iterdir())
    assert QGuiApplication.clipboard().text() == "before"


def test_a_file_that_cannot_be_written_is_said(charted, qtbot, tmp_path):
    with qtbot.waitSignal(charted.takeout.finished) as told:
        charted.save_csv(str(tmp_path / "gone" / "trend.csv"))
    assert told.args[0] == "Nothing was exported. This folder is not there. Choose another one."


def test_taking_out_is_off_and_says_why_for_who_may_not(charted, hub):
    hub.accounts.sign_in("j.paredes")
    for button in takeouts(charted):
        assert button.isVisible()
        assert not button.isEnabled()
        assert button.toolTip().startswith("Needs supervision, engineering")
    assert charted.bar.barred.isVisible()
    assert charted.bar.barred.text().startswith("Needs supervision, engineering")
    charted.bar.copy.click()
    assert not exports(hub)
    hub.accounts.sign_in("auditoria")
    assert all(button.isEnabled() and not button.toolTip() for button in takeouts(charted))
    assert not charted.bar.barred.isVisible()
    hub.accounts.sign_out()
    assert not any(button.isEnabled() for button in takeouts(charted))


def test_a_long_sentence_does_not_widen_the_page(charted):
    before = charted.minimumSizeHint().width()
    charted.bar.notice.say("Needs supervision, engineering, administration or audit. " * 5)
    assert charted.bar.notice.isVisible()
    assert charted.minimumSizeHint().width() == before


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
