"""A camera's picture on which zones and lines are drawn: by the pointer, or by the keys alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.video.cameras import Camera, Point
from app.domain.video.scenes import Overlay
from video.tuning.figure import Figure
from video.wall.overlay_paint import OverlayPainter
from widgets.look import Look
from widgets.style import ui_font
from widgets.theme import DARK

ASPECT = 16 / 9
GRIP = 0.035
"""A corner is taken by a press so near to it, in heights of the picture."""
STEP, FINE = 0.02, 0.004
CORNER_PX, CHOSEN_PX = 4.0, 6.5
MASK_OPACITY = 0.35
_ARROWS = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class Canvas(QWidget):
    """GUI thread. Keys: Tab to the next corner while one is chosen, arrows move it (Shift: finely), Insert
    adds one half-way to the next, Delete takes it away, Escape lets go."""

    figure_changed = Signal(object)
    """The `Figure` that is being drawn."""

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self._image: QImage | None = None
        self._overlay, self._mask = Overlay(), QImage()
        self._camera: Camera | None = None
        self._others: tuple[tuple[str, Figure], ...] = ()
        self._figure: Figure | None = None
        self.said = ""
        self._held = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(self.tr("Picture to draw zones and lines on"))
        self.setToolTip(
            self.tr("Insert sets a corner, arrows move it, Enter goes to the next, Delete takes it away.")
        )
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(720, 405)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 180)

    # What is shown

    def show_picture(self, image: QImage | None, overlay: Overlay | None = None) -> None:
        """A frame with what analysis saw in it; without one `say` tells why."""
        self._image, self._overlay = image, overlay or Overlay()
        self._mask = _tinted(self._overlay.mask, self._look.theme.video)
        self.update()

    @property
    def pictured(self) -> bool:
        """Whether there is a frame; `said` stands there otherwise."""
        return self._image is not None

    def say(self, words: str) -> None:
        """In place of a picture."""
        self.said = words
        self.update()

    def show_camera(self, camera: Camera | None, others: Sequence[tuple[str, Figure]]) -> None:
        """`others` are the figures with their names that are not being drawn now."""
        self._camera, self._others = camera, tuple(others)
        self.update()

    @property
    def figure(self) -> Figure | None:
        return self._figure

    def draw(self, figure: Figure | None) -> None:
        """Begin to draw this one; None to only look."""
        self._figure = figure
        self._held = False
        self.setCursor(Qt.CursorShape.ArrowCursor if figure is None else Qt.CursorShape.CrossCursor)
        self.update()

    # By hand

    def mousePressEvent(self, event: QMouseEvent) -> None:
        figure = self._figure
        if figure is None or event.button() is not Qt.MouseButton.LeftButton:
            return
        at = self._point(event.position())
        found = figure.nearest(at, GRIP, ASPECT)
        self._held = True
        self._take(replace(figure, chosen=found) if found >= 0 else figure.add(at))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held and self._figure is not None:
            self._take(self._figure.move(self._point(event.position())))

    def mouseReleaseEvent(self, _event: QMouseEvent) -> None:
        self._held = False

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab goes from corner to corner while one is chosen, and on from there after Escape."""
        figure = self._figure
        if figure is None or figure.chosen < 0:
            return super().focusNextPrevChild(forward)
        self._take(figure.choose(1 if forward else -1))
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        figure = self._figure
        key = Qt.Key(event.key())
        if figure is None:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            step = FINE if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else STEP
            across, down = _ARROWS[key]
            self._take(figure.nudge(across * step / ASPECT, down * step))
        elif key is Qt.Key.Key_Insert:
            self._take(figure.split() if figure.chosen >= 0 else figure.add((0.5, 0.5)))
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._take(figure.drop())
        elif key is Qt.Key.Key_Escape and figure.chosen >= 0:
            self._take(replace(figure, chosen=-1))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(figure.choose(1))
        else:
            super().keyPressEvent(event)

    def _take(self, figure: Figure) -> None:
        if figure == self._figure:
            return
        moved = self._figure is None or figure.points != self._figure.points
        self._figure = figure
        self.update()
        if moved:
            self.figure_changed.emit(figure)

    # Painting

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, frame = self._look.theme, self._frame()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.app)
        if self._image is None:
            painter.setPen(theme.text2)
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self.said)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(frame, self._image)
            if not self._mask.isNull():
                painter.setOpacity(MASK_OPACITY)
                painter.drawImage(frame, self._mask)
                painter.setOpacity(1.0)
        painter.setClipRect(frame)
        if self._camera is not None and self._image is not None:
            OverlayPainter(painter, frame, (0.0, 0.0, 1.0, 1.0), theme).paint(self._overlay, self._camera)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for name, figure in self._others:
            self._paint(painter, figure, theme.video, name)
        if self._figure is not None:
            # Pictures are dark in either theme.
            self._paint(painter, self._figure, DARK.selection, "")
            self._paint_corners(painter, self._figure, DARK.selection)
        if self.hasFocus():
            painter.setPen(QPen(theme.selection, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(frame.adjusted(1, 1, -1, -1))
        painter.end()

    def _paint(self, painter: QPainter, figure: Figure, color: QColor, name: str) -> None:
        ring = QPolygonF([self._to(*point) for point in figure.ring])
        for pen in (QPen(QColor(0, 0, 0, 210), 3.6), QPen(color, 1.8)):
            painter.setPen(pen)
            if figure.shape == "line" or ring.size() < 3:
                painter.drawPolyline(ring)
            else:
                painter.drawPolygon(ring)
            if figure.arrow is not None:
                painter.drawLine(self._to(*figure.arrow[0]), self._to(*figure.arrow[1]))
        if figure.arrow is not None:
            painter.setBrush(color)
            painter.drawEllipse(self._to(*figure.arrow[1]), 4.0, 4.0)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if name and ring.size():
            painter.setFont(ui_font(11))
            painter.drawText(ring.at(0) + QPointF(5, -5), name)

    def _paint_corners(self, painter: QPainter, figure: Figure, color: QColor) -> None:
        painter.setPen(QPen(QColor(0, 0, 0, 210), 1.4))
        for place, point in enumerate(figure.points):
            painter.setBrush(color if place == figure.chosen else QColor(255, 255, 255))
            reach = CHOSEN_PX if place == figure.chosen else CORNER_PX
            painter.drawEllipse(self._to(*point), reach, reach)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _frame(self) -> QRectF:
        """Where the picture lies: as large as fits, in the middle."""
        aspect = ASPECT
        if self._image is not None and self._image.height():
            aspect = self._image.width() / self._image.height()
        width = min(float(self.width()), self.height() * aspect)
        height = width / aspect
        return QRectF((self.width() - width) / 2, (self.height() - height) / 2, width, height)

    def _to(self, across: float, down: float) -> QPointF:
        frame = self._frame()
        return QPointF(frame.left() + across * frame.width(), frame.top() + down * frame.height())

    def _point(self, at: QPointF) -> Point:
        frame = self._frame()
        return (at.x() - frame.left()) / frame.width(), (at.y() - frame.top()) / frame.height()


def _tinted(mask: bytes, color: QColor) -> QImage:
    """The foreground in the colour of analysis, see-through; null without one."""
    grey = QImage.fromData(mask) if mask else QImage()
    if grey.isNull():
        return grey
    tinted = QImage(grey.size(), QImage.Format.Format_ARGB32)
    tinted.fill(color)
    tinted.setAlphaChannel(grey.convertToFormat(QImage.Format.Format_Grayscale8))
    return tinted
