"""Draws one tile: head, picture with its overlay, corners, words where there is no picture, border."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen, QRegion

from app.domain.alarms import Priority
from app.domain.video.cameras import CameraFault
from video.wall import tile_words
from video.wall.geometry import TilePlace, fitted
from video.wall.labels import plate
from video.wall.overlay_paint import OverlayPainter
from video.wall.sources import Shot
from video.wall.tile_state import LOOKS, Mood, Tile, edge_of, named_by_mark
from video.wall.zooming import WHOLE, Zoom
from widgets.glyphs import glyph_pixmap
from widgets.shapes import hatch_brush, priority_pixmap
from widgets.style import SMALL, TABLE, ui_font
from widgets.theme import Theme

NARROW_WORDS = 280
"""Below it the head has room for the first words alone."""
BESIDE_WORDS = 42
"""Pixels that the sign and the gaps take of a head."""
_NO_PICTURE = QColor("#0B0D0F")
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
_RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)


@dataclass(frozen=True, slots=True)
class TileView:
    """A tile as it is painted now."""

    tile: Tile
    mood: Mood
    shot: Shot | None
    zoom: Zoom = WHOLE
    marked: bool = False
    focused: bool = False
    analytics: bool = True
    target: bool = False
    """Something is held over it that could be dropped."""


def head_alone(view: TileView, now: int, since_ms: int) -> bool:
    """Whether of a tile nothing but its head has become another one in so long: what moves is painted with
    the next picture, and the whole wall at once takes long."""
    if view.mood not in (Mood.LIVE, Mood.RECORDED):
        return False
    taken = 0 if view.shot is None else _taken(view.shot, view.tile)
    before = tile_words.picture_age(taken, now - since_ms)
    return before == tile_words.picture_age(taken, now)


class TilePainter:
    """One for a wall; `now` is epoch ms. GUI thread."""

    def __init__(self, theme: Theme, now: int, *, lit: bool = True) -> None:
        self._theme, self._now, self._lit = theme, now, lit

    def paint(self, painter: QPainter, place: TilePlace, view: TileView, dirty: QRegion) -> None:
        """What of it lies in `dirty`; the border always, since it stands on the rest."""
        # Alone a tile is one rectangle. Under a region of many the raster engine hands each fill to a pool of
        # threads and waits for them.
        painter.setClipRect(place.whole)
        if dirty.intersects(place.head):
            self.head(painter, place, view)
        if dirty.intersects(place.body):
            self.body(painter, place, view)
        self.border(painter, place, view)

    # -- head ----------------------------------------------------------------------------------------

    def head(self, painter: QPainter, place: TilePlace, view: TileView) -> None:
        theme, tile = self._theme, view.tile
        area = place.head
        painter.fillRect(area, theme.panel)
        if view.mood is Mood.EMPTY:
            return
        right = self._pill(painter, area, view)
        painter.setFont(ui_font(TABLE, 600))
        painter.setPen(theme.text)
        left = area.left() + 5
        width = painter.fontMetrics().horizontalAdvance(tile.id)
        painter.drawText(QRect(left, area.top(), min(width, right - left), area.height()), _LEFT, tile.id)
        left += width + 7
        painter.setFont(ui_font(SMALL))
        painter.setPen(theme.text3)
        room = right - left - 6
        if room > 24:
            name = painter.fontMetrics().elidedText(tile.name, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, area.top(), room, area.height()), _LEFT, name)

    def _pill(self, painter: QPainter, area: QRect, view: TileView) -> int:
        """At the right end; returns where it begins."""
        theme, tile = self._theme, view.tile
        words = tile_words.pill(tile, view.mood, self._now)
        if area.width() < NARROW_WORDS:
            words = words.partition(",")[0]
        painter.setFont(ui_font(TABLE, 600))
        name = painter.fontMetrics().horizontalAdvance(tile.id)
        painter.setFont(ui_font(SMALL, 600))
        most = max(40, min(area.width() * 6 // 10, area.width() - name - BESIDE_WORDS))
        if painter.fontMetrics().horizontalAdvance(words) > most:
            words = tile_words.brief(view.mood) or words
        if tile.mark is not None and named_by_mark(tile, view.mood):
            words = tile.mark.text
        words = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, most)
        width = painter.fontMetrics().horizontalAdvance(words)
        left = area.right() - width - 5
        box = QRect(left, area.top(), width + 1, area.height())
        if LOOKS[view.mood].dashed:
            ground = box.adjusted(-5, 1, 4, -1)
            painter.fillRect(ground, theme.stale_soft)
            painter.setPen(QPen(theme.stale, 1, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(ground.adjusted(0, 0, -1, -1))
            left -= 6
        painter.setPen(theme.text)
        painter.drawText(box, _RIGHT, words)
        return self._sign(painter, left, area, view)

    def _sign(self, painter: QPainter, left: int, area: QRect, view: TileView) -> int:
        """Before the words: the shape of a priority, the dot of live, the bars of a still."""
        theme, middle = self._theme, area.center().y()
        if (priority := self._priority(view)) is not None:
            shape = priority_pixmap(priority, 13, theme, painter.device().devicePixelRatio())
            painter.drawPixmap(QPointF(left - 18, middle - 6.5), shape)
            return left - 20
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.text)
        if view.mood is Mood.LIVE:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.drawEllipse(QPointF(left - 9, middle + 0.5), 4, 4)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        elif view.mood in (Mood.STILL, Mood.SLOWED):
            for offset in (-13, -8):
                painter.drawRect(QRectF(left + offset, middle - 4, 2, 9))
        elif glyph := {Mood.RECORDED: "play", Mood.NO_PERMISSION: "lock"}.get(view.mood):
            painter.drawPixmap(left - 16, middle - 6, glyph_pixmap(glyph, 12, theme.text))
        else:
            return left - 2
        return left - 17

    def _priority(self, view: TileView) -> Priority | None:
        state = view.tile.state
        drifts = state is not None and CameraFault.CLOCK_DRIFT in state.faults
        drifts = drifts and view.mood in (Mood.LIVE, Mood.STILL, Mood.SLOWED)
        return edge_of(view.tile, view.mood) or (Priority.LOW if drifts else None)

    # -- body ----------------------------------------------------------------------------------------

    def body(self, painter: QPainter, place: TilePlace, view: TileView) -> None:
        shot, look = view.shot, LOOKS[view.mood]
        if shot is None or not look.pictured or (view.mood is Mood.RECORDED and view.tile.fault):
            self._wordy(painter, place.body, view)
            return
        picture = fitted(place.body, shot.image.width(), shot.image.height())
        if picture != place.body:
            painter.fillRect(place.body, _NO_PICTURE)
        self._picture(painter, picture, shot.image, view.zoom, grey=look.grey)
        painter.save()
        painter.setClipRect(picture)
        self._over(painter, QRectF(picture), view)
        painter.restore()
        if look.veiled:
            painter.fillRect(picture, hatch_brush(self._theme.stale, alpha=0.4))
        self._corners(painter, picture, view)

    def _picture(self, painter: QPainter, where: QRect, image: QImage, zoom: Zoom, *, grey: bool) -> None:
        if grey:
            image = image.convertToFormat(QImage.Format.Format_Grayscale8)
        if zoom.factor == 1.0 and image.size() == where.size():
            painter.drawImage(where.topLeft(), image)
            return
        left, top, wide, high = zoom.part
        part = QRectF(left * image.width(), top * image.height(), wide * image.width(), high * image.height())
        painter.drawImage(QRectF(where), image, part)

    def _over(self, painter: QPainter, picture: QRectF, view: TileView) -> None:
        camera, shot = view.tile.camera, view.shot
        if camera is None or shot is None:
            return
        overlay = OverlayPainter(painter, picture, view.zoom.part, self._theme)
        overlay.privacy(camera)
        if view.analytics:
            overlay.paint(shot.overlay, camera)

    def _corners(self, painter: QPainter, picture: QRect, view: TileView) -> None:
        """Rate above, time of the picture below at the right; at the left the zoom, and what is wrong."""
        tile, shot = view.tile, view.shot
        if shot is None:
            return
        words = [(tile_words.rate(tile, view.mood), picture.right(), picture.top() + 2)]
        told = tile_words.picture_time(_taken(shot, tile), self._now)
        words.append((told, picture.right(), picture.bottom() - 16))
        dpr = painter.device().devicePixelRatio()
        for text, right, top in words:
            if text:
                drawn = plate(text, dpr)
                painter.drawPixmap(QPointF(right - 1 - round(drawn.width() / dpr), top), drawn)
        if text := tile_words.trouble(tile):
            painter.drawPixmap(QPointF(picture.left() + 2, picture.bottom() - 33), plate(text, dpr))
        if view.zoom.factor > 1.0:
            zoomed = plate(f"{view.zoom.factor:.1f}×", dpr)
            painter.drawPixmap(picture.topLeft() + QPoint(2, 2), zoomed)

    def _wordy(self, painter: QPainter, area: QRect, view: TileView) -> None:
        theme, look = self._theme, LOOKS[view.mood]
        title, line = tile_words.notice(view.tile, view.mood, self._now)
        third = tile_words.why_no_signal(view.tile, self._now) if view.mood is Mood.NO_SIGNAL else ""
        painter.fillRect(area, theme.stale_soft if look.hatched else theme.app)
        if look.hatched:
            painter.fillRect(area, hatch_brush(theme.stale, alpha=0.3))
        lines = [text for text in (title, line, third) if text]
        if view.mood is Mood.NO_PERMISSION and area.height() > 80:
            painter.drawPixmap(area.center().x() - 11, area.top() + 10, glyph_pixmap("lock", 22, theme.text3))
            area = area.adjusted(0, 34, 0, 0)
        if lines:
            self._lines(painter, area, lines, boxed=look.hatched, titled=bool(title))

    def _lines(self, painter: QPainter, area: QRect, lines: list[str], *, boxed: bool, titled: bool) -> None:
        theme = self._theme
        high = 17
        width = min(area.width() - 12, 300)
        flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
        painter.setFont(ui_font(SMALL))
        heights = [high if place == 0 and titled else self._high(painter, width, text, flags)
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

    def _high(self, painter: QPainter, width: int, text: str, flags: int) -> int:
        return max(16, painter.fontMetrics().boundingRect(QRect(0, 0, width, 200), flags, text).height())

    # -- border --------------------------------------------------------------------------------------

    def border(self, painter: QPainter, place: TilePlace, view: TileView) -> None:
        """Selection, then alarm, then the dashes of what is not there."""
        theme, whole = self._theme, place.whole
        painter.setBrush(Qt.BrushStyle.NoBrush)
        pen = QPen(theme.app, 2)
        priority = edge_of(view.tile, view.mood)
        unseen = view.tile.mark is not None and view.tile.mark.unacknowledged
        if priority is not None and (self._lit or not unseen):
            colors = theme.priority(priority)
            pen = QPen(colors.fill, 2)
            if not theme.dark:
                self._frame(painter, whole, QPen(colors.outline, 1), 0)
                self._frame(painter, whole, pen, 1)
                pen = QPen(Qt.PenStyle.NoPen)
        elif view.mood in (Mood.NO_SIGNAL, Mood.LOST, Mood.OLD):
            pen = QPen(theme.stale, 2, Qt.PenStyle.DashLine)
        elif view.mood in (Mood.EMPTY, Mood.UNKNOWN):
            pen = QPen(theme.line2, 1, Qt.PenStyle.DashLine)
        if pen.style() != Qt.PenStyle.NoPen:
            self._frame(painter, whole, pen, 0)
        if view.marked or view.target:
            inside = 2 if priority is not None else 0
            self._frame(
                painter, whole, QPen(theme.selection, 2 if view.focused or view.target else 1), inside
            )

    def _frame(self, painter: QPainter, whole: QRect, pen: QPen, inside: int) -> None:
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        half = pen.widthF() / 2 + inside
        painter.drawRect(QRectF(whole).adjusted(half, half, -half, -half))


def _taken(shot: Shot, tile: Tile) -> int:
    """When its picture was taken, epoch ms."""
    return shot.media_ms if tile.recorded else shot.captured
