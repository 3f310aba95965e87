"""Draws one tile: head, picture with its overlay, corners, words where there is no picture, border."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from app.domain.alarms import Priority
from video.wall import tile_words
from video.wall.geometry import EDGE, Fit, TilePlace
from video.wall.labels import plate
from video.wall.overlay_paint import OverlayPainter
from video.wall.sources import Shot
from video.wall.tile_head import head_pixmap
from video.wall.tile_state import LOOKS, Mood, edge_of
from video.wall.tile_view import Signs, TileView
from video.wall.zooming import Zoom
from widgets.glyphs import glyph_pixmap
from widgets.shapes import hatch_brush
from widgets.style import SMALL, TABLE, ui_font
from widgets.theme import Theme

_NO_PICTURE = QColor("#0B0D0F")


class TilePainter:
    """One for a paint of the wall; `now` is epoch ms. GUI thread."""

    def __init__(self, painter: QPainter, theme: Theme, now: int, *, lit: bool = True) -> None:
        self._painter, self._theme, self._now, self._lit = painter, theme, now, lit
        self._dpr = painter.device().devicePixelRatio()

    # Alone a tile is one rectangle. Under a region of many the raster engine hands each fill to a pool of
    # threads and waits for them: hence a clip for every tile.

    def moving(self, place: TilePlace, view: TileView, shot: Shot) -> None:
        """The picture alone with what stands on it, where all beside it is as it was."""
        fit = place.fit(*shot.size)
        self._painter.setClipRect(fit.rect)
        self._shown(fit, view, shot)
        self._corners(fit, view)
        if self._reach(view) > EDGE:
            self.border(place, view)

    def paint(self, place: TilePlace, view: TileView, signs: Signs) -> None:
        """All of it."""
        painter, shot, area = self._painter, view.picture, place.head
        painter.setClipRect(place.whole)
        painter.fillRect(area, self._theme.panel)
        head = head_pixmap(signs.head, area.width(), area.height(), self._theme, self._dpr)
        painter.drawPixmap(area.topLeft(), head)
        if shot is None:
            self._wordy(place.body, view, signs)
        else:
            painter.fillRect(place.body, _NO_PICTURE)
            fit = place.fit(*shot.size)
            painter.setClipRect(fit.rect)
            self._shown(fit, view, shot)
            painter.setClipRect(place.whole)
            self._corners(fit, view)
        self.border(place, view)

    # -- body ----------------------------------------------------------------------------------------

    def _shown(self, fit: Fit, view: TileView, shot: Shot) -> None:
        """Inside the picture alone: the caller has set the clip."""
        look, camera, painter = LOOKS[view.mood], view.tile.camera, self._painter
        self._picture(fit, shot.image, view.zoom, grey=look.grey)
        if camera is not None and (camera.privacy or view.analytics):
            overlay = OverlayPainter(painter, fit.area, view.zoom.part, self._theme, self._dpr)
            overlay.privacy(camera)
            if view.analytics:
                overlay.paint(shot.overlay, camera)
        if look.veiled:
            painter.fillRect(fit.rect, hatch_brush(self._theme.stale, alpha=0.4))

    def _picture(self, fit: Fit, image: QImage, zoom: Zoom, *, grey: bool) -> None:
        if grey:
            image = image.convertToFormat(QImage.Format.Format_Grayscale8)
        if fit.as_it_came and zoom.factor == 1.0:
            self._painter.drawImage(fit.left, fit.top, image)
            return
        left, top, wide, high = zoom.part
        part = QRectF(left * image.width(), top * image.height(), wide * image.width(), high * image.height())
        self._painter.drawImage(fit.area, image, part)

    def _corners(self, fit: Fit, view: TileView) -> None:
        """Rate above, time of the picture below at the right; at the left the zoom, and what is wrong."""
        tile = view.tile
        if words := tile_words.rate(tile, view.mood):
            self._plate(words, fit.right - 1, fit.top + 2, to_left=True)
        if words := tile_words.picture_time(view.taken, self._now):
            self._plate(words, fit.right - 1, fit.bottom - 16, to_left=True)
        if words := tile_words.trouble(tile):
            self._plate(words, fit.left + 2, fit.bottom - 33)
        if view.zoom.factor > 1.0:
            self._plate(f"{view.zoom.factor:.1f}×", fit.left + 2, fit.top + 2)

    def _plate(self, words: str, x: int, y: int, *, to_left: bool = False) -> None:
        drawn, width = plate(words, self._dpr)
        self._painter.drawPixmap(x - width if to_left else x, y, drawn)

    def _wordy(self, area: QRect, view: TileView, signs: Signs) -> None:
        theme, look, painter = self._theme, LOOKS[view.mood], self._painter
        painter.fillRect(area, theme.stale_soft if look.hatched else theme.app)
        if look.hatched:
            painter.fillRect(area, hatch_brush(theme.stale, alpha=0.3))
        lines = [text for text in signs.said if text]
        if view.mood is Mood.NO_PERMISSION and area.height() > 80:
            painter.drawPixmap(area.center().x() - 11, area.top() + 10, glyph_pixmap("lock", 22, theme.text3))
            area = area.adjusted(0, 34, 0, 0)
        if lines:
            self._lines(area, lines, boxed=look.hatched, titled=bool(signs.said[0]))

    def _lines(self, area: QRect, lines: list[str], *, boxed: bool, titled: bool) -> None:
        theme, painter = self._theme, self._painter
        high = 17
        width = min(area.width() - 12, 300)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.setFont(ui_font(SMALL))
        heights = [high if place == 0 and titled else self._high(width, text, flags)
                   for place, text in enumerate(lines)]  # fmt: skip
        total = sum(heights)
        top = area.center().y() - total // 2
        if boxed:
            box = QRect(area.center().x() - width // 2 - 4, top - 6, width + 8, total + 12)
            painter.fillRect(box, theme.stale_soft)
            painter.setPen(QPen(theme.stale, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
        for place, text in enumerate(lines):
            first = place == 0 and titled
            painter.setFont(ui_font(TABLE if first else SMALL, 600 if first else 400))
            painter.setPen(theme.text if first else theme.text2)
            painter.drawText(QRect(area.center().x() - width // 2, top, width, heights[place]), flags, text)
            top += heights[place]

    def _high(self, width: int, text: str, flags: int) -> int:
        return max(
            16, self._painter.fontMetrics().boundingRect(QRect(0, 0, width, 200), flags, text).height()
        )

    # -- border --------------------------------------------------------------------------------------

    def border(self, place: TilePlace, view: TileView) -> None:
        """Selection, then alarm, then the dashes of what is not there."""
        theme, whole, priority = self._theme, place.whole, self._edge(view)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._frame(whole, QPen(theme.app, EDGE), 0)
        if priority is not None:
            colors = theme.priority(priority)
            if not theme.dark:
                self._frame(whole, QPen(colors.outline, 1), 0)
            self._frame(whole, QPen(colors.fill, 2), 0 if theme.dark else 1)
        elif view.mood in (Mood.NO_SIGNAL, Mood.LOST, Mood.OLD):
            self._frame(whole, QPen(theme.stale, 2, Qt.PenStyle.DashLine), 0)
        elif view.mood in (Mood.EMPTY, Mood.UNKNOWN):
            self._frame(whole, QPen(theme.line2, 1, Qt.PenStyle.DashLine), 0)
        if view.marked or view.target:
            inside = 2 if edge_of(view.tile, view.mood) is not None else 0
            self._frame(whole, QPen(theme.selection, 2 if view.focused or view.target else 1), inside)

    def _edge(self, view: TileView) -> Priority | None:
        """The priority that the border shows now."""
        unseen = view.tile.mark is not None and view.tile.mark.unacknowledged
        return edge_of(view.tile, view.mood) if self._lit or not unseen else None

    def _reach(self, view: TileView) -> int:
        """How far the border goes in, at most."""
        if edge_of(view.tile, view.mood) is None:
            return EDGE
        return 4 if view.marked or view.target else 2 if self._theme.dark else 3

    def _frame(self, whole: QRect, pen: QPen, inside: int) -> None:
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        self._painter.setPen(pen)
        half = pen.widthF() / 2 + inside
        self._painter.drawRect(QRectF(whole).adjusted(half, half, -half, -half))
