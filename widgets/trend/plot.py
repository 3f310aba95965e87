"""The drawing of a trend: one time axis, up to three value axes by unit, a cursor; pans and zooms in time."""

from __future__ import annotations

import math
from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.bridge.views import Series
from app.wire.messages import Limit
from widgets.look import Look
from widgets.style import SMALL, ui_font
from widgets.trend.axis import TimeAxis, UnitAxis
from widgets.trend.curves import MOST_UNITS, CurveId, Window, extremes
from widgets.trend.items import CurveItems, LimitLine

SHORTEST_S = 10.0
LONGEST_S = 400 * 86_400.0
_ROOM = 0.08
_LABEL_PLACES = (0.012, 0.988, 0.5)
"""Where the labels of limits stand, by axis, so that those of two axes do not meet."""
_LIMIT_STRETCH = 2.0
"""A limit is brought into sight while the axis grows to no more than so many times what the data need."""


class _Canvas(pg.PlotWidget):
    """Leaves every key to the page it stands on."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.ignore()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        event.ignore()


class UnitPane:
    """One value axis and the box its curves are drawn in."""

    def __init__(self, unit: str, view: pg.ViewBox, axis: UnitAxis) -> None:
        self.unit, self.view, self.axis = unit, view, axis
        self.curves: dict[CurveId, CurveItems] = {}
        self.limits: dict[CurveId, list[LimitLine]] = {}


class TrendPlot(QWidget):
    """The y axes fit themselves to what is visible; the old picture stays until the new one is there."""

    window_changed = Signal(object)
    """The `Window` now in sight."""
    panned = Signal()
    """A person moved the time axis."""
    pointed = Signal(object)
    """Time under the cursor in epoch seconds; None when the pointer left."""

    def __init__(self, look: Look, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._widget = _Canvas(axisItems={"bottom": TimeAxis(language), "left": UnitAxis("left")})
        self._widget.setAntialiasing(False)
        self._item = self._widget.getPlotItem()
        self._main = self._item.getViewBox()
        self._panes: list[UnitPane] = []
        self._cursor = pg.InfiniteLine(angle=90, movable=False)
        self._cursor.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._widget)
        self._set_up()
        self._restyle()

    def _set_up(self) -> None:
        self._item.setMenuEnabled(False)
        self._item.hideButtons()
        self._item.showGrid(x=True, y=True, alpha=0.14)
        self._main.setMouseEnabled(x=True, y=False)
        self._main.disableAutoRange()
        self._main.setLimits(minXRange=SHORTEST_S, maxXRange=LONGEST_S)
        self._main.addItem(self._cursor, ignoreBounds=True)
        self._main.sigResized.connect(self._fit_boxes)
        self._main.sigXRangeChanged.connect(self._announce)
        self._main.sigRangeChangedManually.connect(self._tell_panned)
        self._widget.scene().sigMouseMoved.connect(self._point)
        self._widget.viewport().installEventFilter(self)
        self._widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._widget)
        self._look.changed.connect(self._restyle)

    # Time

    def window_now(self) -> Window:
        (start, end), _ = self._main.viewRange()
        return Window(start, end, max(50, round(self._main.width())))

    def show_window(self, start: float, end: float) -> None:
        """Move the time axis; the picture there is is stretched until newer data come."""
        self._main.setXRange(start, end, padding=0)

    def fit_values(self) -> None:
        """Fit every value axis to what is in sight now."""
        window = self.window_now()
        for pane in self._panes:
            span = self._value_span(pane, window)
            if span is not None:
                pane.view.setYRange(*span, padding=0)

    # Curves

    @property
    def units(self) -> tuple[str, ...]:
        return tuple(pane.unit for pane in self._panes if pane.curves)

    def can_add(self, unit: str) -> bool:
        return unit in self.units or len(self.units) < MOST_UNITS

    def add_curve(self, curve: CurveId, slot: int, unit: str, *, quick_s: float) -> None:
        """A curve without data yet, on the axis of its unit; `quick_s` as in `CurveItems`."""
        pane = self._pane(unit)
        pane.curves[curve] = CurveItems(slot, pane.view, self._look.theme, quick_s=quick_s)
        self._show_axes()

    def remove_curve(self, curve: CurveId) -> None:
        for pane in self._panes:
            items = pane.curves.pop(curve, None)
            if items is not None:
                items.remove()
                self._clear_limits(pane, curve)
        self._show_axes()
        self.fit_values()

    def show_series(self, curve: CurveId, series: Series) -> None:
        for pane in self._panes:
            if curve in pane.curves:
                pane.curves[curve].show_series(series)
        self.fit_values()

    def series_of(self, curve: CurveId) -> Series | None:
        found = (pane.curves[curve].series for pane in self._panes if curve in pane.curves)
        return next(found, None)

    def show_limits(self, curve: CurveId, limits: Sequence[tuple[Limit, str]]) -> None:
        """Draw these limits (each with its text) on the axis of the curve."""
        for pane in self._panes:
            if curve in pane.curves:
                self._clear_limits(pane, curve)
                place = _LABEL_PLACES[self._panes.index(pane)]
                theme = self._look.theme
                pane.limits[curve] = [LimitLine(limit, text, theme, place) for limit, text in limits]
                for line in pane.limits[curve]:
                    pane.view.addItem(line, ignoreBounds=True)
        self.fit_values()

    @staticmethod
    def _clear_limits(pane: UnitPane, curve: CurveId) -> None:
        for line in pane.limits.pop(curve, []):
            pane.view.removeItem(line)

    # Panes

    def _pane(self, unit: str) -> UnitPane:
        for pane in self._panes:
            if pane.unit == unit:
                return pane
        for pane in self._panes:
            if not pane.curves:
                pane.unit = unit
                return pane
        pane = self._new_pane(unit)
        self._panes.append(pane)
        return pane

    def _new_pane(self, unit: str) -> UnitPane:
        if not self._panes:
            return UnitPane(unit, self._main, self._item.getAxis("left"))
        axis = UnitAxis("right")
        view = pg.ViewBox(enableMenu=False, enableMouse=False)
        view.setZValue(-1)
        self._item.layout.addItem(axis, 2, 2 + len(self._panes))
        self._item.scene().addItem(view)
        axis.linkToView(view)
        view.setXLink(self._main)
        view.disableAutoRange(pg.ViewBox.YAxis)
        pane = UnitPane(unit, view, axis)
        self._dress_axis(axis)
        self._fit_boxes()
        return pane

    def _fit_boxes(self) -> None:
        for pane in self._panes[1:]:
            pane.view.setGeometry(self._main.sceneBoundingRect())
            pane.view.linkedViewChanged(self._main, pg.ViewBox.XAxis)

    def _show_axes(self) -> None:
        for place, pane in enumerate(self._panes):
            pane.axis.setVisible(bool(pane.curves) or place == 0)
            pane.axis.setLabel(pane.unit if pane.curves else "")

    def _value_span(self, pane: UnitPane, window: Window) -> tuple[float, float] | None:
        found = [
            span
            for items in pane.curves.values()
            if items.series is not None
            and (span := extremes(items.series, window.start, window.end)) is not None
        ]
        limits = [line.limit.value for lines in pane.limits.values() for line in lines]
        if not found:
            return (min(limits) - 1, max(limits) + 1) if limits else None
        low, high = min(span[0] for span in found), max(span[1] for span in found)
        base = (high - low) or abs(high) * 0.1 or 1.0
        for limit in sorted(limits, key=lambda value: abs(value - (low + high) / 2)):
            if max(high, limit) - min(low, limit) <= base * (1 + _LIMIT_STRETCH):
                low, high = min(low, limit), max(high, limit)
        room = _ROOM * ((high - low) or base)
        return (low - room, high + room) if math.isfinite(low + high) else None

    # Events

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_boxes()
        self._announce()

    def eventFilter(self, _watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._cursor.hide()
            self.pointed.emit(None)
        return False

    def _announce(self) -> None:
        self.fit_values()
        self.window_changed.emit(self.window_now())

    def _tell_panned(self) -> None:
        self.panned.emit()

    def _point(self, where: QPointF) -> None:
        if not self._main.sceneBoundingRect().contains(where):
            return
        time = self._main.mapSceneToView(where).x()
        self._cursor.setPos(time)
        self._cursor.show()
        self.pointed.emit(time)

    # Look

    def _restyle(self) -> None:
        theme = self._look.theme
        self._widget.setBackground(theme.app if theme.dark else theme.raised)
        for name in ("bottom", "left"):
            self._dress_axis(self._item.getAxis(name))
        pen = QPen(theme.text3, 1)
        pen.setCosmetic(True)
        self._cursor.setPen(pen)
        for pane in self._panes:
            self._dress_axis(pane.axis)
            for items in pane.curves.values():
                items.restyle(theme)

    def _dress_axis(self, axis: pg.AxisItem) -> None:
        theme = self._look.theme
        axis.setPen(theme.line2)
        axis.setTextPen(theme.text2)
        axis.setTickFont(ui_font(SMALL))
        axis.label.setFont(ui_font(SMALL, 600))
