"""How all cameras do, at a glance, for the right column of the video workspace."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.video.health_rows import District
from video.desk.health_bars import DistrictBars
from video.desk.health_counts import ConditionCounts
from video.desk.health_reading import HealthReading
from video.desk.health_words import district_name, gone_words, missing_words, share_words
from widgets.clipping import one_line
from widgets.formats import clock, number
from widgets.look import Look
from widgets.plain_label import plain_label

MOST_DISTRICTS = 7
"""The others have more days; the page has all."""


class HealthPanel(QWidget):
    """GUI thread. It has no frame and no scroll bar of its own."""

    page_wanted = Signal(object, object)
    """The page is asked for: of a `Condition` and of a district; None for all. "" is that of no district."""

    def __init__(self, hub: Hub, look: Look, reading: HealthReading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._reading = hub, reading
        self.title, self.share = plain_label(look="caption"), plain_label(look="caption")
        self.lost = plain_label(look="stale", wraps=True)
        self.counts = ConditionCounts(look)
        self.kept_title, self.mark = plain_label(look="caption"), plain_label(look="small")
        self.bars = DistrictBars(look)
        self.more = plain_label(look="small", wraps=True)
        self.pending_title = plain_label(look="caption")
        self.pending = plain_label(wraps=True)
        self.open_button = QPushButton(self.tr("Camera health"))
        self._lay_out()
        self.counts.chosen.connect(lambda condition: self.page_wanted.emit(condition, None))
        self.bars.chosen.connect(lambda district: self.page_wanted.emit(None, district))
        self.open_button.clicked.connect(lambda: self.page_wanted.emit(None, None))
        reading.changed.connect(self._show)
        self._show()

    def _lay_out(self) -> None:
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(_row(self.title, self.share))
        column.addWidget(self.lost)
        column.addWidget(self.counts)
        column.addWidget(_line())
        column.addLayout(_row(self.kept_title, self.mark))
        column.addWidget(self.bars)
        column.addWidget(self.more)
        column.addWidget(_line())
        self.open_button.setProperty("look", "small")
        column.addLayout(_row(self.pending_title, self.open_button))
        column.addWidget(self.pending)
        column.addStretch(1)

    def fit(self, *, tight: bool) -> None:
        """Lower rows where there is little height."""
        self.counts.fit(tight=tight)
        self.bars.fit(tight=tight)
        margin = 4 if tight else 8
        self._column.setContentsMargins(8, margin, 8, margin)
        self._column.setSpacing(2 if tight else 4)

    def _show(self) -> None:
        reading, found = self._reading, self._reading.tally
        self.title.setText(self.tr("Health · {0} cameras").format(number(found.known)))
        share = found.share
        self.share.setText(self.tr("{0} serve").format(share_words(share)) if share is not None else "")
        self.lost.setText(self._lost_words())
        self.lost.setVisible(bool(self.lost.text()))
        self.counts.show_tally(found)
        asked = reading.asked_days
        self.kept_title.setText(self.tr("Days kept of {0} asked").format(asked or "–"))
        self.mark.setText(f"┊ {asked}" if asked else "")
        recording = sorted(
            (each for each in reading.districts if each.recording), key=lambda each: (each.days, each.zone)
        )
        worst = recording[:MOST_DISTRICTS]
        self.bars.show_districts(sorted(worst, key=lambda each: (-each.days, each.zone)))
        self.more.setText(self._more_words(len(recording)))
        self.more.setVisible(bool(self.more.text()))
        self._show_pending(sorted((each for each in recording if each.lost), key=lambda each: -each.lost))

    def _lost_words(self) -> str:
        if self._hub.video.lost_since:
            since = clock(self._hub.video.lost_since)
            return self.tr("No video supervisor since {0}: how cameras are now is not known.").format(since)
        if self._reading.problem:
            return self.tr("The records of footage cannot be read.")
        return ""

    def _more_words(self, recording: int) -> str:
        if not recording:
            read = self._reading.read_at
            return self.tr("No camera records yet.") if read else self.tr("Not read yet.")
        left = recording - MOST_DISTRICTS
        return self.tr("{0} more districts keep as many days or more.").format(left) if left > 0 else ""

    def _show_pending(self, short: list[District]) -> None:
        """The worst district, which somebody must attend to."""
        self.pending_title.setText(self.tr("Action pending") if short else "")
        self.pending.setVisible(bool(short))
        if not short:
            return
        worst = short[0]
        missing = filter(None, (missing_words(worst.missing, worst.lost), gone_words(worst.gone)))
        said = f"{one_line(district_name(worst), 60)}: {', '.join(missing)}."
        cameras = self.tr("{0} of {1} cameras keep too few.").format(worst.short, worst.recording)
        self.pending.setText(f"{said} {cameras}")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._reading.look(self, looks=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._reading.look(self, looks=False)


def _row(left: QWidget, right: QWidget) -> QHBoxLayout:
    row = QHBoxLayout()
    row.addWidget(left, 1)
    row.addWidget(right)
    return row


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("look", "line")
    return line
