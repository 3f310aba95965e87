"""Camera health and retention: every camera, every district, what is blind and which footage is missing."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSplitter,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.domain.rights import Right
from app.domain.video.health import Condition
from video.desk.disk_words import disk_words
from video.desk.health_bars import DistrictBars
from video.desk.health_detail import HealthDetail
from video.desk.health_export import HealthExport
from video.desk.health_reading import HealthReading
from video.desk.health_table import HealthFilter, HealthModel, HealthTable
from video.desk.health_words import condition_name, district_name, share_words
from widgets.access.gated_page import GatedPage
from widgets.formats import clock, number
from widgets.look import Look
from widgets.plain_label import plain_label

_TABLE, _SENTENCE = 0, 1
SIDE_WIDTH, SIDE_HEIGHT, SIDE_FROM = 310, 190, 1100
"""Pixels of what stands beside the table, or below it where the page is narrower than the last one."""


class HealthPage(GatedPage):
    """GUI thread."""

    camera_wanted = Signal(str)
    """A row was opened: the camera is to be shown."""
    administration_wanted = Signal()

    def __init__(self, hub: Hub, look: Look, reading: HealthReading) -> None:
        super().__init__(hub, look, Right.SEE)
        self.reading = reading
        self.search, self.faulty = QLineEdit(), QPushButton(self.tr("Only with something wrong"))
        self.condition, self.district = QComboBox(), QComboBox()
        self.counted, self.headline = plain_label(look="support"), plain_label(look="card")
        self.lost = plain_label(look="stale", wraps=True)
        self.manage = QPushButton(self.tr("Manage cameras"))
        self.export = HealthExport(hub)
        self.model = HealthModel(self)
        self.table = HealthTable(self.model, look)
        self.sentence = plain_label(look="support", wraps=True)
        self.bars_title, self.bars = plain_label(look="caption"), DistrictBars(look)
        self.detail = HealthDetail(look)
        self._fill()
        self.hold(self._body())
        self._connect()
        self.setFocusProxy(self.search)
        self._show()

    # -- what it is made of --------------------------------------------------------------------------

    def _fill(self) -> None:
        self.search.setPlaceholderText(self.tr("Search cameras"))
        self.search.setAccessibleName(self.tr("Search cameras"))
        self.table.setAccessibleName(self.tr("Camera health"))
        self.search.setClearButtonEnabled(True)
        self.search.setFixedWidth(190)
        self.faulty.setCheckable(True)
        self.faulty.setProperty("look", "chip")
        self.condition.addItem(self.tr("Every state"), None)
        for condition in Condition:
            self.condition.addItem(condition_name(condition), str(condition))
        self.condition.setAccessibleName(self.tr("State"))
        self.district.addItem(self.tr("Every district"), None)
        self.district.setAccessibleName(self.tr("District"))
        self.district.setMinimumWidth(130)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def _body(self) -> QWidget:
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._bar(self.headline, None, self.export, self.manage))
        column.addLayout(
            self._bar(self.search, self.faulty, self.condition, self.district, self.counted, None)
        )
        column.addWidget(self.lost)
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.sentence)
        self.split = QSplitter(Qt.Orientation.Horizontal)
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(middle)
        self.split.addWidget(self._side())
        self.split.setStretchFactor(0, 1)
        self.split.setSizes([1200, SIDE_WIDTH])
        column.addWidget(self.split, 1)
        return body

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        below = event.size().width() < SIDE_FROM
        if below is not (self.split.orientation() is Qt.Orientation.Vertical):
            self._turn(below=below)

    def _turn(self, *, below: bool) -> None:
        """Put what stands beside the table below it, or back."""
        way = QBoxLayout.Direction.LeftToRight if below else QBoxLayout.Direction.TopToBottom
        self._side_parts.setDirection(way)
        self._side_parts.setStretch(0, 1 if below else 0)
        self._side_line.setVisible(not below)
        self._side_area.setMinimumSize(0 if below else SIDE_WIDTH, SIDE_HEIGHT if below else 0)
        self.split.setOrientation(Qt.Orientation.Vertical if below else Qt.Orientation.Horizontal)
        self.split.setSizes([1200, SIDE_HEIGHT if below else SIDE_WIDTH])

    def _bar(self, *parts: QWidget | None) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(6)
        for part in parts:
            if part is None:
                row.addStretch(1)
            else:
                row.addWidget(part)
        return row

    def _side(self) -> QWidget:
        inner, districts = QWidget(), QVBoxLayout()
        districts.setSpacing(8)
        for part in (self.bars_title, self.bars):
            districts.addWidget(part)
        districts.addStretch(1)
        self._side_line = QFrame()
        self._side_line.setProperty("look", "line")
        parts = self._side_parts = QBoxLayout(QBoxLayout.Direction.TopToBottom, inner)
        parts.setContentsMargins(12, 8, 12, 8)
        parts.setSpacing(8)
        parts.addWidget(self.detail)
        parts.addWidget(self._side_line)
        parts.addLayout(districts, 1)
        area = self._side_area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setMinimumWidth(SIDE_WIDTH)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        return area

    def _connect(self) -> None:
        self.search.textChanged.connect(self._apply)
        self.faulty.toggled.connect(self._apply)
        self.condition.currentIndexChanged.connect(self._apply)
        self.district.currentIndexChanged.connect(self._apply)
        self.bars.chosen.connect(lambda district: self.show_filter(None, district))
        self.table.selectionModel().currentRowChanged.connect(self._choose)
        self.table.activated.connect(self._open)
        self.manage.clicked.connect(self.administration_wanted)
        self.reading.changed.connect(self._show)
        self._hub.video.load_changed.connect(self._show_lost)
        self.opened.connect(lambda _: self._judge_acts())
        self.engine_told.connect(lambda _: self._judge_acts())
        self._judge_acts()

    # -- what is shown -------------------------------------------------------------------------------

    def show_filter(self, condition: Condition | None, district: str | None) -> None:
        """Only these; None for all."""
        self.faulty.setChecked(False)
        self.search.clear()
        self.condition.setCurrentIndex(0 if condition is None else self.condition.findData(str(condition)))
        self.district.setCurrentIndex(0 if district is None else max(0, self.district.findData(district)))

    def _show(self) -> None:
        reading = self.reading
        if reading.read_at:
            self.note_read()
        self._offer_districts()
        self.model.take(reading.rows, self._hub.now())
        self.bars.show_districts(reading.districts)
        self.bars_title.setText(self.tr("Days kept of {0} asked").format(reading.asked_days or "–"))
        self.headline.setText(self._headline())
        self._show_lost()
        self._say_counts()
        row = next((row for row in reading.rows if row.id == self.detail.camera), None)
        self.detail.show_camera(row, self._hub.now())

    def _headline(self) -> str:
        found = self.reading.tally
        if not found.known:
            return self.tr("No cameras with a stream")
        if found.share is None:
            return self.tr("{0} cameras · {1} keep too few days").format(number(found.known), found.short)
        faulty = sum(row.faulty for row in self.reading.rows)
        return self.tr("{0} of {1} cameras serve, {2} · {3} with a fault · {4} keep too few days").format(
            number(found.serving), number(found.known), share_words(found.share), faulty, found.short
        )

    def _show_lost(self, *_news: object) -> None:
        self.lost.setText(self._lost_words())
        self.lost.setVisible(bool(self.lost.text()))

    def _lost_words(self) -> str:
        if self._hub.video.lost_since:
            since = clock(self._hub.video.lost_since)
            return self.tr("No video supervisor since {0}: how cameras are now is not known.").format(since)
        load = self._hub.video.load
        disk = disk_words(load.disk_fault) if load is not None and load.disk_fault else ""
        unread = self.tr("The records of footage cannot be read.") if self.reading.problem else ""
        return " ".join(filter(None, (disk, unread, self._gone_words())))

    def _gone_words(self) -> str:
        """Recordings that nobody threw away."""
        gone = [row.kept.gone for row in self.reading.rows if row.kept.gone]
        if not gone:
            return ""
        return self.tr("Cameras whose recordings are missing on the disk: {0}, up to {1} days.").format(
            len(gone), max(gone)
        )

    def _offer_districts(self) -> None:
        zones = sorted({row.zone for row in self.reading.rows}, key=lambda zone: (not zone, zone))
        if [self.district.itemData(place) for place in range(1, self.district.count())] == zones:
            return
        chosen = self.district.currentData()
        self.district.blockSignals(True)
        while self.district.count() > 1:
            self.district.removeItem(1)
        for zone in zones:
            self.district.addItem(district_name(zone)[:60], zone)
        place = 0 if chosen is None else self.district.findData(chosen)
        self.district.setCurrentIndex(max(0, place))
        self.district.blockSignals(False)
        self._apply()

    def _apply(self) -> None:
        self.model.set_filter(
            HealthFilter(
                self.search.text()[:100],
                self.faulty.isChecked(),
                self.condition.currentData(),
                self.district.currentData(),
            )
        )
        self._say_counts()

    def _say_counts(self) -> None:
        shown, total = self.model.rowCount(), self.model.total
        self.counted.setText(self.tr("{0} of {1}").format(number(shown), number(total)))
        if not total:
            self.sentence.setText(self.tr("There are no cameras yet."))
        elif not shown:
            self.sentence.setText(self.tr("No camera is so."))
        self._stack.setCurrentIndex(_TABLE if shown else _SENTENCE)

    def _choose(self, current: QModelIndex) -> None:
        self.detail.show_camera(self.model.row(current.row()), self._hub.now())

    def _open(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if row is not None:
            self.camera_wanted.emit(row.id)

    def _judge_acts(self) -> None:
        self.export.set_usable(self.is_open and self.engine_up)
        self.manage.setVisible(self._permits.holds(Right.EDIT_SETTINGS))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.reading.look(self, looks=True)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.reading.look(self, looks=False)
