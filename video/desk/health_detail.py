"""What is on record of one camera: each asked day as a square, its gaps, and the time it was up and blind."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.video.health import RECORDED_SHARE, Gap
from app.domain.video.health_rows import CameraHealth
from video.desk.health_words import gone_words, missing_words, rate_words, share_words, state_words
from widgets.clipping import one_line
from widgets.formats import age
from widgets.look import Look
from widgets.plain_label import plain_label
from widgets.shapes import hatch_brush

SQUARE, GAP, ACROSS = 14, 3, 15
MOST_GAPS = 6


class DayStrip(QWidget):
    """Oldest first. Full: recorded; in part: as high as what is there; hatched: nothing; hollow: before the
    camera was there. GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.shares: tuple[float | None, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_days(self, shares: Sequence[float | None]) -> None:
        """Newest first, as they are reckoned."""
        self.shares = tuple(reversed(shares))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        rows = -(-len(self.shares) // ACROSS)
        return QSize(ACROSS * (SQUARE + GAP), rows * (SQUARE + GAP))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._look.theme
        for place, share in enumerate(self.shares):
            row, column = divmod(place, ACROSS)
            square = QRectF(column * (SQUARE + GAP), row * (SQUARE + GAP), SQUARE, SQUARE)
            if share is None:
                painter.setPen(QPen(theme.line2, 1))
                painter.drawRect(square.adjusted(0.5, 0.5, -0.5, -0.5))
                continue
            painter.fillRect(square, theme.control)
            if share < RECORDED_SHARE:
                painter.fillRect(square, hatch_brush(theme.stale))
            filled = square.adjusted(0, SQUARE * (1 - share), 0, 0)
            painter.fillRect(filled, theme.text3 if share >= RECORDED_SHARE else theme.stale)
        painter.end()


class HealthDetail(QWidget):
    """GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.camera = ""
        self.title, self.state = plain_label(look="card", wraps=True), plain_label(look="support", wraps=True)
        self.days_title = plain_label(look="caption", wraps=True)
        self.strip = DayStrip(look)
        self.gaps, self.times, self.rates = (plain_label(look="support", wraps=True) for _ in range(3))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for part in (self.title, self.state, self.days_title, self.strip, self.gaps, self.times, self.rates):
            column.addWidget(part)
        column.addStretch(1)
        self.show_camera(None, 0)

    def show_camera(self, row: CameraHealth | None, now: int) -> None:
        self.camera = row.id if row is not None else ""
        for part in (self.state, self.days_title, self.strip, self.gaps, self.times, self.rates):
            part.setVisible(row is not None)
        if row is None:
            self.title.setText(self.tr("Select a camera"))
            return
        self.title.setText(f"{row.id} · {one_line(row.name, 60)}" if row.name != row.id else row.id)
        said = state_words(row)
        if row.last_frame:
            last = self.tr("Last frame {0}.").format(age((now - row.last_frame) / 1000))
            said = f"{said}. {last}"
        self.state.setText(said)
        kept = row.kept
        self.strip.setVisible(bool(kept.asked))
        self.strip.show_days(kept.shares)
        if kept.asked:
            line = self.tr("{0} days kept of {1} asked").format(kept.days, kept.asked)
            missing = missing_words(kept.missing, kept.lost), gone_words(kept.gone)
            self.days_title.setText(" · ".join(filter(None, (line, *missing))))
        else:
            self.days_title.setText(self.tr("It records nothing."))
        self.gaps.setText(self._gap_words(kept.gaps))
        self.gaps.setVisible(bool(kept.gaps))
        self.times.setText(self._time_words(row))
        self.rates.setText(self._rate_words(row))
        self.rates.setVisible(bool(self.rates.text()))

    def _rate_words(self, row: CameraHealth) -> str:
        """Empty for a camera of which nothing is known."""
        rates = (
            rate_words(row, row.fps, row.usual.fps),
            rate_words(row, row.kbit_s / 1000, row.usual.kbit_s / 1000),
        )
        return self.tr("Now / usually: {0} fps, {1} Mbit/s.").format(*rates) if all(rates) else ""

    def _gap_words(self, gaps: Sequence[Gap]) -> str:
        lines = [
            self.tr("No footage {0}").format(_day(gap.last))
            if gap.days == 1
            else self.tr("No footage {0} to {1}, {2} days").format(_day(gap.first), _day(gap.last), gap.days)
            for gap in gaps[:MOST_GAPS]
        ]
        if len(gaps) > MOST_GAPS:
            lines.append(self.tr("and {0} more gaps").format(len(gaps) - MOST_GAPS))
        return "\n".join(lines)

    def _time_words(self, row: CameraHealth) -> str:
        if row.uptime.up is None:
            return self.tr("Nothing is on record of its uptime.")
        lines = [self.tr("Up {0} of the last {1} days.").format(share_words(row.uptime.up), row.uptime.days)]
        if row.uptime.blind >= 0.001:
            lines.append(self.tr("Blind {0} of that time.").format(share_words(row.uptime.blind)))
        if row.uptime.watched < 0.95:
            lines.append(
                self.tr("Nobody watched it the rest: {0}.").format(share_words(1 - row.uptime.watched))
            )
        return " ".join(lines)


def _day(name: str) -> str:
    """`13/03` of `2026-03-13`."""
    _, month, day = name.split("-")
    return f"{day}/{month}"
