"""The trend page: which curves, which time, live edge, and what can be taken away from it."""

from __future__ import annotations

import asyncio
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.bridge.views import Quality, Series
from app.domain.catalogue import ValueType
from app.domain.rights import Right
from app.settings.whole_file import write_whole
from app.wire.messages import Limit
from widgets import formats, tasks
from widgets.access.permits import Permits
from widgets.look import Look
from widgets.trend.axis import describe_span
from widgets.trend.curves import MOST_CURVES, CurveId, Window, with_tail
from widgets.trend.export import ExportedCurve, count_rows, csv_text, described
from widgets.trend.legend import Legend
from widgets.trend.loader import SeriesLoader
from widgets.trend.picker import QuantityPicker
from widgets.trend.plot import TrendPlot
from widgets.trend.takeout import CLIPBOARD, Takeout, Taking
from widgets.trend.texts import TrendTexts
from widgets.trend.toolbar import FIRST_SPAN, TrendBar

LIVE_MS = 250
SETTLE_MS = 80
"""A pan or zoom asks for data when it has rested this long."""
EXTRA = 0.25
"""How much more time than is visible is fetched on each side, as a share."""


class TrendPage(QWidget):
    """Up to eight curves on up to three units. GUI thread; history comes through the hub."""

    device_activated = Signal(str)

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._span = float(FIRST_SPAN)
        self._cursor: float | None = None
        self._asked_at = 0.0
        self.bar = TrendBar()
        self.plot = TrendPlot(look, hub.language)
        self.legend = Legend(look)
        self._loader = SeriesLoader(hub, self)
        self._texts = TrendTexts(hub)
        self._permits = Permits(hub)
        self.takeout = Takeout(hub, self)
        self._empty = QLabel(self.tr("Nothing to show yet. Add a quantity."))
        self._live = QTimer(self, interval=LIVE_MS)
        self._settled = QTimer(self, interval=SETTLE_MS)
        self._settled.setSingleShot(True)
        self._lay_out()
        self._connect()
        self._follow()
        self._show_body()

    def _lay_out(self) -> None:
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("look", "support")
        drawing = QWidget()
        row = QHBoxLayout(drawing)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.plot, 1)
        row.addWidget(self.legend)
        self._drawing = drawing
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(drawing)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(body, 1)

    def _connect(self) -> None:
        self.bar.add.clicked.connect(self.open_picker)
        self.bar.span_chosen.connect(self.show_span)
        self.bar.live_chosen.connect(self._set_live)
        self.bar.picture.clicked.connect(self.copy_picture)
        self.bar.copy.clicked.connect(self.copy_csv)
        self.bar.save.clicked.connect(self._choose_file)
        self.takeout.changed.connect(self._judge_takeout)
        self.takeout.finished.connect(self.bar.notice.say)
        self._hub.access.session_changed.connect(self._judge_takeout)
        self._hub.access.rules_changed.connect(self._judge_takeout)
        self.plot.window_changed.connect(self._on_window)
        self.plot.panned.connect(self._leave_live)
        self.plot.pointed.connect(self._on_pointed)
        self.legend.removed.connect(self.remove)
        self._loader.loaded.connect(self._on_loaded)
        self._loader.failed.connect(self._on_failed)
        self._loader.slow.connect(self._on_slow)
        self._settled.timeout.connect(self._ask)
        self._live.timeout.connect(self._tick)

    # What others call

    @property
    def curves(self) -> tuple[CurveId, ...]:
        return tuple(self.legend.rows)

    def show_trend(self, device: str, quantity: str) -> None:
        """Add one quantity of one device; says in the bar why when it cannot."""
        curve = CurveId(device, quantity)
        if curve in self.legend.rows:
            return
        if len(self.legend.rows) >= MOST_CURVES:
            self.bar.notice.say(self.tr("Eight curves at most. Take one off first."))
            return
        if not self.plot.can_add(self._texts.unit(curve)):
            self.bar.notice.say(self.tr("Three units at most. Take one off first."))
            return
        slot = self.legend.free_slot()
        known = self._texts.quantity(curve)
        stepped = known is not None and known.type is not ValueType.NUMBER
        quick_s = 0.0 if stepped else self._texts.quick(curve)
        self.plot.add_curve(curve, slot, self._texts.unit(curve), quick_s=quick_s)
        self.legend.add(curve, slot, self._texts.label(curve), self._texts.where(curve))
        self._show_body()
        tasks.run(self, self._fetch_limits(curve), self._take_limits, lambda _: None)
        self._ask()

    def remove(self, curve: CurveId) -> None:
        self._loader.forget(curve)
        self.plot.remove_curve(curve)
        self.legend.remove(curve)
        self._show_body()

    def show_span(self, seconds: int) -> None:
        """Show so much time, up to now when live, otherwise round the middle of what is in sight."""
        window = self.plot.window_now()
        self._span = float(seconds)
        if self.bar.live.isChecked():
            self._follow()
            return
        middle = (window.start + window.end) / 2
        end = min(middle + seconds / 2, self._hub.now() / 1000)
        self.plot.show_window(end - seconds, end)

    def open_picker(self) -> None:
        picker = QuantityPicker(self._hub, self)
        picker.picked.connect(self.show_trend)
        picker.finished.connect(picker.deleteLater)
        picker.open()

    def copy_picture(self) -> None:
        """The drawing with its legend, to the clipboard, once it is on record."""
        picture = self._drawing.grab()

        async def put() -> None:
            QGuiApplication.clipboard().setPixmap(picture)

        details = self._described("picture")
        self.takeout.start(Taking(CLIPBOARD, 0, details, put, self.tr("Picture copied")))

    def copy_csv(self) -> None:
        """What is in sight, to the clipboard, once it is on record."""
        text = self.csv()

        async def put() -> None:
            QGuiApplication.clipboard().setText(text)

        details = self._described("csv")
        self.takeout.start(Taking(CLIPBOARD, count_rows(text), details, put, self.tr("CSV copied")))

    def csv(self) -> str:
        window = self.plot.window_now()
        return csv_text(self._exported(), window.start, window.end)

    # Time

    def _set_live(self, live: bool) -> None:
        if live:
            self._follow()

    def _follow(self) -> None:
        end = self._hub.now() / 1000
        self.plot.show_window(end - self._span, end)

    def _leave_live(self) -> None:
        self.bar.live.setChecked(False)

    def _on_window(self, window: Window) -> None:
        self._span = window.span
        self.bar.show_span(window.span)
        self._settled.start()

    def _ask(self) -> None:
        if self.legend.rows and self.isVisible():
            window = self.plot.window_now()
            self._asked_at = self._hub.now() / 1000
            self._loader.ask(self.legend.rows, window.wider(EXTRA))
        self._show_values()

    def _tick(self) -> None:
        """Move the live edge, let live readings lengthen the curves, and ask again now and then."""
        if not self.bar.live.isChecked() or not self.legend.rows:
            return
        window, now = self.plot.window_now(), self._hub.now() / 1000
        self._lengthen()
        if now - window.end >= window.span / max(1, window.pixels) / 2:
            self.plot.blockSignals(True)
            self.plot.show_window(now - self._span, now)
            self.plot.blockSignals(False)
        if now - self._asked_at >= max(2.0, window.span / max(1, window.pixels)):
            self._ask()
        self._show_values()

    def _lengthen(self) -> None:
        for curve in self.legend.rows:
            series = self.plot.series_of(curve)
            if series is None:
                continue
            longer = self._with_live(curve, series)
            if longer is not series:
                self.plot.show_series(curve, longer)

    def _with_live(self, curve: CurveId, series: Series) -> Series:
        for reading in self._hub.columns.readings(curve.device):
            if reading.quantity == curve.quantity and reading.quality is Quality.GOOD:
                value = reading.value
                if not isinstance(value, str):
                    return with_tail(series, reading.ts / 1000, float(value), self._gap(curve, series))
        return series

    def _gap(self, curve: CurveId, series: Series) -> float:
        """How much later than history a live reading may be and still belong to the same line, in seconds."""
        return max(2 * series.resolution_s, self._texts.hold(curve))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._live.start()
        self._settled.start()
        self.plot.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._live.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        window = self.plot.window_now()
        steps = {Qt.Key.Key_Left: -0.25, Qt.Key.Key_Right: 0.25}
        zooms = {Qt.Key.Key_Plus: 0.5, Qt.Key.Key_Minus: 2.0}
        key = Qt.Key(event.key())
        if key in steps:
            self.bar.live.setChecked(False)
            move = steps[key] * window.span
            self.plot.show_window(window.start + move, window.end + move)
        elif key in zooms:
            self.show_span(round(window.span * zooms[key]))
        elif key == Qt.Key.Key_End:
            self.bar.live.setChecked(True)
            self._follow()
        else:
            super().keyPressEvent(event)

    # Data

    def _on_loaded(self, curve: CurveId, _window: Window, series: Series) -> None:
        self.plot.show_series(curve, self._with_live(curve, series))
        self.bar.detail.setText(self._texts.resolution(series))
        self._show_values()

    def _on_failed(self, _curve: CurveId) -> None:
        self.bar.notice.say(self.tr("History cannot be read now. What is shown may be old."))

    def _on_slow(self, slow: bool) -> None:
        if slow:
            self.bar.detail.setText(self.tr("Loading history"))

    async def _fetch_limits(self, curve: CurveId) -> tuple[CurveId, tuple[Limit, ...]]:
        return curve, await self._hub.limits_of(curve.device)

    def _take_limits(self, found: tuple[CurveId, tuple[Limit, ...]]) -> None:
        curve, limits = found
        self.plot.show_limits(curve, self._texts.limits(curve, limits))

    # Values

    def _on_pointed(self, time: float | None) -> None:
        self._cursor = time
        self._show_values()

    def _show_values(self) -> None:
        window = self.plot.window_now()
        if self._cursor is None:
            self.legend.moment.setText(describe_span(window.start, window.end))
        else:
            self.legend.moment.setText(formats.moment(round(self._cursor * 1000), self._hub.now()))
        for curve, row in self.legend.rows.items():
            row.show_value(self._texts.value(curve, self.plot.series_of(curve), window, self._cursor))

    def _show_body(self) -> None:
        self._stack.setCurrentWidget(self._drawing if self.legend.rows else self._empty)
        self._judge_takeout()

    # Taking out

    def _exported(self) -> list[ExportedCurve]:
        found = ((curve, self.plot.series_of(curve)) for curve in self.legend.rows)
        return [self._texts.exported(curve, series) for curve, series in found if series is not None]

    def _choose_file(self) -> None:
        dialog = QFileDialog(self, self.tr("Save CSV"), "", "CSV (*.csv)")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(self.save_csv)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def save_csv(self, path: str) -> None:
        """Write what is in sight to a file off the GUI thread, whole or not at all, once it is on record."""
        text = self.csv()

        async def put() -> None:
            await asyncio.to_thread(write_whole, Path(path), text.encode("utf-8-sig"))

        self.takeout.start(Taking(path, count_rows(text), self._described("csv"), put, self.tr("Saved")))

    def _described(self, form: str) -> str:
        window = self.plot.window_now()
        return described(form, self.curves, window.start, window.end)

    def _judge_takeout(self, _news: object = None) -> None:
        """What cannot be taken out stays in sight, and says who could."""
        refused, held = self._permits.why_not(Right.EXPORT), self._permits.holds(Right.EXPORT)
        barred = "" if held else self._permits.why_not(Right.EXPORT, briefly=True)
        self.bar.show_takeout(bool(self.legend.rows) and not self.takeout.running, refused, barred)
