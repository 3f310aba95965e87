"""The head of the device panel: glyph, name, what and where it is, and how fresh."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.devices import Device, Liveness
from app.domain.plain_text import shown
from widgets import formats, wording
from widgets.glyphs import glyph_pixmap
from widgets.look import Look
from widgets.plain_label import PlainLabel
from widgets.shapes import hatch_brush, paint_priority


class _Badge(QWidget):
    """The glyph of the kind on a plate; a priority at its corner, a hatch when the device is silent."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._glyph, self._priority, self._stale = "device", 0, False
        self.setFixedSize(36, 36)
        look.changed.connect(self.update)

    def show_state(self, glyph: str, priority: int, *, stale: bool) -> None:
        if (glyph, priority, stale) != (self._glyph, self._priority, self._stale):
            self._glyph, self._priority, self._stale = glyph, priority, stale
            self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._look.theme
        plate = QRectF(2.5, 4.5, 28, 28)
        edge = theme.priority(self._priority).fill if self._priority else theme.line2
        painter.setPen(edge)
        painter.setBrush(theme.stale_soft if self._stale else theme.raised)
        painter.drawRoundedRect(plate, 2, 2)
        if self._stale:
            painter.fillRect(plate.adjusted(1, 1, -1, -1), hatch_brush(theme.stale))
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(7, 9, glyph_pixmap(self._glyph, 20, theme.text, ratio))
        if self._priority:
            paint_priority(painter, QRectF(21, 0.5, 14, 14), self._priority, theme)
        painter.end()


class DeviceHeading(QWidget):
    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._badge = _Badge(look, self)
        self._name, self._where, self._fresh = PlainLabel(), PlainLabel(), PlainLabel()
        self._name.setProperty("look", "title")
        self._name.setWordWrap(True)
        self._where.setProperty("look", "support")
        self._where.setWordWrap(True)
        self._fresh.setProperty("look", "tag")
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 8)
        row.setSpacing(8)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        for label in (self._name, self._where):
            texts.addWidget(label)
        texts.addWidget(self._fresh, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(texts, 1)

    def show_device(self, device: Device) -> None:
        """Write name, kind, place and freshness as they are now."""
        catalogue, language = self._hub.catalogue, self._hub.language
        self._name.setText(shown(device.name or device.id))
        kind = wording.kind_label(catalogue, device.kind, language)
        parts = [shown(device.id), kind, shown(device.zone), shown(device.model)]
        if device.parent:
            parts.append(self.tr("under {0}").format(shown(device.parent)))
        if device.simulated:
            parts.append(self.tr("simulated"))
        self._where.setText(" · ".join(part for part in parts if part))
        self._show_freshness(device)

    def _show_freshness(self, device: Device) -> None:
        columns, row = self._hub.columns.devices(), self._hub.devices.row(device.id)
        known = row is not None and row < len(columns.liveness)
        level = Liveness(int(columns.liveness[row])) if known else Liveness.UNKNOWN
        heard = int(columns.heard[row]) if known else 0
        stale = level is not Liveness.FRESH
        words = wording.liveness(level)
        if heard > 0:
            words = f"{words} · {formats.age((self._hub.now() - heard) / 1000)}"
        self._fresh.setText(words)
        look = "stale" if stale else "tag"
        if self._fresh.property("look") != look:
            self._fresh.setProperty("look", look)
            self._fresh.style().unpolish(self._fresh)
            self._fresh.style().polish(self._fresh)
            self._fresh.updateGeometry()
        kind = self._hub.catalogue.kinds.get(device.kind)
        priority = int(columns.priority[row]) if known else 0
        self._badge.show_state("device" if kind is None else kind.glyph, priority, stale=stale)
