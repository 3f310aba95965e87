"""Days of footage a district as bars, with the dashed mark at what the law asks for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from app.domain.video.health_rows import District
from video.desk.health_words import district_name, missing_words
from widgets.clipping import one_line
from widgets.look import Look
from widgets.plain_label import plain_tip
from widgets.shapes import paint_priority
from widgets.style import SMALL, TABLE, ui_font

ROW, NOTED_ROW = 22, 34
NAME_SHARE, DAYS_WIDTH, SHAPE, GAP, BAR = 0.32, 40, 14, 6, 10
MARK_AT = 0.9
"""Where across a bar the asked days are: what is beyond them shows too."""


class DistrictBars(QWidget):
    """GUI thread."""

    chosen = Signal(str)
    """The district that was pressed."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.districts: tuple[District, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_districts(self, districts: Sequence[District]) -> None:
        shown = tuple(districts)
        if shown != self.districts:
            self.districts = shown
            self.setAccessibleName("; ".join(map(sentence, shown)))
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, sum(map(_height, self.districts)))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top = 0
        for district in self.districts:
            self._paint_row(painter, district, top)
            top += _height(district)
        if self.districts:
            bar = self._bar(0)
            across = bar.left() + MARK_AT * bar.width()
            painter.setPen(QPen(self._look.theme.text, 1.2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(across, 2), QPointF(across, top - 4))
        painter.end()

    def _paint_row(self, painter: QPainter, district: District, top: int) -> None:
        theme, bar = self._look.theme, self._bar(top)
        painter.setFont(ui_font(TABLE))
        painter.setPen(theme.text)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        room = QRectF(0, top, bar.left() - GAP, ROW)
        said_name = one_line(district_name(district), 80)
        name = painter.fontMetrics().elidedText(said_name, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, middle | int(Qt.AlignmentFlag.AlignLeft), name)
        painter.fillRect(bar, theme.control)
        level = district.priority
        if district.recording:
            share = min(1.0, MARK_AT * district.days / max(1, district.asked))
            filled = QRectF(bar.left(), bar.top(), bar.width() * share, bar.height())
            painter.fillRect(filled, theme.text3 if level is None else theme.priority(level).fill)
        painter.setFont(ui_font(TABLE, 600))
        painter.setPen(theme.text)
        where = QRectF(bar.right() + GAP, top, DAYS_WIDTH, ROW)
        said = f"{district.days} d" if district.recording else "–"
        painter.drawText(where, middle | int(Qt.AlignmentFlag.AlignRight), said)
        if level is not None:
            paint_priority(painter, QRectF(self.width() - SHAPE - 1, top + 4, SHAPE, SHAPE), level, theme)
        note = missing_words(district.missing, district.lost)
        if note:
            painter.setFont(ui_font(SMALL))
            painter.setPen(theme.text2)
            below = QRectF(bar.left() + 3, bar.bottom() + 1, self.width() - bar.left(), NOTED_ROW - ROW + 3)
            painter.drawText(below, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), note)

    def _bar(self, top: int) -> QRectF:
        left = min(170.0, self.width() * NAME_SHARE)
        right = self.width() - SHAPE - DAYS_WIDTH - 2 * GAP
        return QRectF(left, top + (ROW - BAR) / 2, max(20.0, right - left), BAR)

    # -- pressing and pointing -----------------------------------------------------------------------

    def _at(self, point: QPoint) -> District | None:
        top = 0
        for district in self.districts:
            top += _height(district)
            if point.y() < top:
                return district
        return None

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        district = self._at(event.position().toPoint())
        if district is not None and event.button() is Qt.MouseButton.LeftButton:
            self.chosen.emit(district.zone)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() is QEvent.Type.ToolTip:
            district = self._at(event.pos())
            QToolTip.showText(event.globalPos(), plain_tip(sentence(district)) if district else "", self)
            return True
        return super().event(event)


def sentence(district: District) -> str:
    """All that is behind a bar."""
    words = _words()
    parts = [words["cameras"].format(district_name(district), district.cameras)]
    if district.recording:
        parts.append(words["nine"].format(district.days, district.worst))
        if district.short:
            parts.append(words["short"].format(district.short, district.recording))
    else:
        parts.append(words["none"])
    return " ".join(parts)


def _words() -> dict[str, str]:
    return {
        "cameras": QCoreApplication.translate("DistrictBars", "Cameras in {0}: {1}."),
        "nine": QCoreApplication.translate("DistrictBars", "Nine of ten keep {0} days, the worst {1}."),
        "short": QCoreApplication.translate("DistrictBars", "{0} of {1} keep too few."),
        "none": QCoreApplication.translate("DistrictBars", "None of them records."),
    }


def _height(district: District) -> int:
    return NOTED_ROW if district.missing else ROW
