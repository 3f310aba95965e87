"""The events as a model, and as rows: still, what, where, when, and what was thought of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
)
from PySide6.QtGui import QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.bridge.hub import Hub
from app.domain.rights import Right
from app.domain.video.scenes import SceneEvent, SceneReview
from video.desk.event_words import priority_of, title
from video.desk.stills import StillShelf
from widgets.access.permits import Permits
from widgets.formats import moment, span
from widgets.glyphs import glyph_pixmap
from widgets.look import Look
from widgets.shapes import priority_pixmap
from widgets.style import SMALL, TABLE, ui_font

ROW_H, STILL_W, STILL_H = 62, 74, 46
_LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class EventModel(QAbstractListModel):
    """Newest first. GUI thread."""

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self.events: list[SceneEvent] = []

    def show_events(self, events: Sequence[SceneEvent]) -> None:
        if [one.id for one in events] == [one.id for one in self.events]:
            self.events = list(events)
            self.dataChanged.emit(self.index(0), self.index(max(0, len(events) - 1)))
            return
        self.beginResetModel()
        self.events = list(events)
        self.endResetModel()

    def place_of(self, event: str) -> int:
        """Its row; -1 for none."""
        return next((place for place, one in enumerate(self.events) if one.id == event), -1)

    def rowCount(self, parent: Index = _NONE) -> int:
        return 0 if parent.isValid() else len(self.events)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.events):
            return None
        event = self.events[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return event
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            words = title(event, self._hub.video.cameras.get(event.camera))
            return f"{words} · {event.camera} · {moment(event.began, self._hub.now())}"
        return None


class EventRow(QStyledItemDelegate):
    def __init__(self, hub: Hub, look: Look, stills: StillShelf, parent: QObject) -> None:
        super().__init__(parent)
        self._hub, self._look, self._stills = hub, look, stills
        self._permits = Permits(hub)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(180, ROW_H)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        event = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(event, SceneEvent):
            return
        theme = self._look.theme
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(area, theme.selection_soft)
            painter.fillRect(QRect(area.left(), area.top(), 3, area.height()), theme.selection)
        painter.setPen(theme.line)
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        still = QRect(area.left() + 8, area.top() + 7, STILL_W, STILL_H)
        self._paint_still(painter, still, event)
        words = QRect(still.right() + 9, area.top() + 5, area.right() - still.right() - 14, 18)
        self._paint_words(painter, words, event)
        painter.restore()

    def _paint_still(self, painter: QPainter, where: QRect, event: SceneEvent) -> None:
        theme = self._look.theme
        still = self._still(event)
        painter.fillRect(where, theme.app)
        if still is not None:
            painter.drawImage(where, still)
            self._hub.video.still_looks.saw(event.camera)
        else:
            painter.drawPixmap(
                where.center().x() - 8, where.center().y() - 8, glyph_pixmap("camera", 17, theme.line2)
            )
        painter.setPen(QPen(theme.line2, 1))
        painter.drawRect(where.adjusted(0, 0, -1, -1))

    def _still(self, event: SceneEvent) -> QImage | None:
        """What is kept of an event shows faces. Zones of a camera that is gone are not known any more."""
        camera = self._hub.video.cameras.get(event.camera)
        needed = (Right.VIDEO_FACES, Right.VIDEO_LIVE)
        if camera is None or not all(self._permits.may(right, event.camera) for right in needed):
            return None
        return self._stills.still(event.picture, camera.privacy)

    def _paint_words(self, painter: QPainter, line: QRect, event: SceneEvent) -> None:
        theme, left = self._look.theme, line.left()
        priority = priority_of(event, self._hub.alarms)
        if priority is not None:
            to_review = event.review is SceneReview.OPEN
            shape = priority_pixmap(
                priority, 12, theme, painter.device().devicePixelRatio(), hollow=not to_review
            )
            painter.drawPixmap(left, line.top() + 3, shape)
            left += 18
        painter.setFont(ui_font(TABLE, 600))
        painter.setPen(theme.text)
        room = line.right() - left
        words = title(event, self._hub.video.cameras.get(event.camera))
        painter.drawText(
            QRect(left, line.top(), room, line.height()),
            _LEFT,
            painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, room),
        )
        painter.setFont(ui_font(SMALL))
        painter.setPen(theme.text3)
        when = f"{event.camera} · {moment(event.began, self._hub.now())}"
        if event.ended:
            longer = f"{when} · {span((event.ended - event.began) / 1000)}"
            fits = painter.fontMetrics().horizontalAdvance(longer) <= line.width()
            when = longer if fits else when  # a narrow window has no room for how long it was
        when = painter.fontMetrics().elidedText(when, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line.translated(0, 17), _LEFT, when)
        self._paint_tag(painter, line.translated(0, 35), event)

    def _paint_tag(self, painter: QPainter, line: QRect, event: SceneEvent) -> None:
        theme = self._look.theme
        painter.setFont(ui_font(SMALL, 500))
        words = review_words(event.review)
        box = QRect(line.left(), line.top(), painter.fontMetrics().horizontalAdvance(words) + 10, 15)
        painter.setPen(QPen(theme.line2, 1))
        painter.drawRoundedRect(box, 2, 2)
        painter.setPen(theme.text if event.review is SceneReview.OPEN else theme.text2)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, words)


def review_words(review: SceneReview) -> str:
    return {
        SceneReview.OPEN: QCoreApplication.translate("SceneWords", "To review"),
        SceneReview.RIGHT: QCoreApplication.translate("SceneWords", "Reviewed"),
        SceneReview.FALSE: QCoreApplication.translate("SceneWords", "False"),
    }[review]
