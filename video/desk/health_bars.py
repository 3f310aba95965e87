"""Days of footage a district as bars, with the dashed mark at what the law asks for."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.domain.video.health_rows import District
from video.desk.health_words import district_name, missing_words
from video.desk.pressed_rows import PressedRows
from widgets.clipping import one_line
from widgets.look import Look
from widgets.shapes import paint_priority
from widgets.style import SMALL, TABLE, ui_font

ROW, NOTED_ROW, TIGHT_ROW = 22, 34, 19
MOST_NAME_SHARE, DAYS_WIDTH, SHAPE, GAP, BAR = 0.42, 40, 14, 6, 10
MARK_AT = 0.9
"""Where across a bar the asked days are: what is beyond them shows too."""


class DistrictBars(PressedRows):
    """GUI thread."""

    chosen = Signal(str)
    """The district that was pressed."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look, parent)
        self.districts: tuple[District, ...] = ()
        self._tight = False

    def show_districts(self, districts: Sequence[District]) -> None:
        shown = tuple(districts)
        if shown != self.districts:
            self.districts = shown
            self.setAccessibleName("; ".join(map(sentence, shown)))
            self.rows_changed()

    def fit(self, *, tight: bool) -> None:
        """Lower rows without the note of missing days where there is little height."""
        self._tight = tight
        self.rows_changed()

    def heights(self) -> list[int]:
        if self._tight:
            return [TIGHT_ROW] * len(self.districts)
        return [NOTED_ROW if each.missing else ROW for each in self.districts]

    def press(self, row: int) -> None:
        self.chosen.emit(self.districts[row].zone)

    def words(self, row: int) -> str:
        return sentence(self.districts[row])

    def sizeHint(self) -> QSize:
        return QSize(220, sum(self.heights()))

    def minimumSizeHint(self) -> QSize:
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for place, district in enumerate(self.districts):
            self._paint_row(painter, district, self.top_of(place))
        if self.districts:
            bar, top = self._bar(0), sum(self.heights())
            across = bar.left() + MARK_AT * bar.width()
            painter.setPen(QPen(self._look.theme.text, 1.2, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(across, 2), QPointF(across, top - 4))
        self.paint_focus(painter)
        painter.end()

    def _paint_row(self, painter: QPainter, district: District, top: int) -> None:
        theme, bar = self._look.theme, self._bar(top)
        painter.setFont(ui_font(TABLE))
        painter.setPen(theme.text)
        middle, high = int(Qt.AlignmentFlag.AlignVCenter), TIGHT_ROW if self._tight else ROW
        room = QRectF(0, top, bar.left() - GAP, high)
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
        where = QRectF(bar.right() + GAP, top, DAYS_WIDTH, high)
        said = f"{district.days} d" if district.recording else "–"
        painter.drawText(where, middle | int(Qt.AlignmentFlag.AlignRight), said)
        if level is not None:
            shape = QRectF(self.width() - SHAPE - 1, top + (high - SHAPE) / 2, SHAPE, SHAPE)
            paint_priority(painter, shape, level, theme)
        note = missing_words(district.missing, district.lost)
        if note and not self._tight:
            painter.setFont(ui_font(SMALL))
            painter.setPen(theme.text2)
            below = QRectF(bar.left() + 3, bar.bottom() + 1, self.width() - bar.left(), NOTED_ROW - ROW + 3)
            painter.drawText(below, int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft), note)

    def _bar(self, top: int) -> QRectF:
        left = min(self._names_width() + GAP + 4, self.width() * MOST_NAME_SHARE)
        right = self.width() - SHAPE - DAYS_WIDTH - 2 * GAP
        high = TIGHT_ROW if self._tight else ROW
        return QRectF(left, top + (high - BAR) / 2, max(20.0, right - left), BAR)

    def _names_width(self) -> float:
        metrics = QFontMetrics(ui_font(TABLE))
        return max((metrics.horizontalAdvance(district_name(each)) for each in self.districts), default=0)


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
