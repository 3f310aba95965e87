"""The context panel of the chosen device: freshness, what it measures, its alarms and its last hours."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.bridge.views import Series
from app.domain.actions import Actions
from app.domain.alarms import Alarm
from app.domain.changes import AlarmChanged
from app.domain.devices import Device
from app.domain.rights import Right
from app.wire.messages import Limit
from widgets import tasks, wording
from widgets.access.no_permission import NoPermission
from widgets.alarms.lines import LineWriter
from widgets.alarms.requests import AlarmRequests, seen
from widgets.devices.alarm_lines import AlarmLines
from widgets.devices.control_line import ControlLine
from widgets.devices.heading import DeviceHeading
from widgets.devices.readings import ReadingList, reading_lines
from widgets.look import Look
from widgets.notice import Notice
from widgets.trend.spark import Spark

REFRESH_MS = 250
TREND_MS = 60_000
TREND_HOURS = 6


class DevicePanel(QWidget):
    """Shows one device, or says that none is chosen. GUI thread."""

    trend_wanted = Signal(str, str)
    """Device and quantity to open in the history."""
    control_wanted = Signal()
    """Open the device shown where it is commanded."""
    alarm_activated = Signal(str)
    device_activated = Signal(str)

    def __init__(self, hub: Hub, look: Look, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._device = ""
        self._limits: tuple[Limit, ...] = ()
        self._writer = LineWriter(hub)
        self.requests = AlarmRequests(hub, self)
        self._permits = self.requests.permits
        self.notice = Notice()
        self.heading = DeviceHeading(hub, look)
        self.control = ControlLine(hub, look, actions)
        self.readings = ReadingList(look)
        self.alarms = AlarmLines(look, self._why_not)
        self.barred = NoPermission(look)
        self.spark = Spark(look)
        self.history = QPushButton(self.tr("Open in History"))
        self._trend_title = QLabel()
        self._no_readings = QLabel(self.tr("No readings yet."))
        self._alarm_part = QWidget()
        self._refresh = QTimer(self, interval=REFRESH_MS)
        self._trend = QTimer(self, interval=TREND_MS)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        content = QWidget()
        content.setProperty("look", "panel")
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.heading)
        column.addWidget(self.control)
        column.addWidget(_line())
        self._lay_out_alarms(column)
        column.addWidget(_caption(self.tr("Readings")))
        self._no_readings.setProperty("look", "support")
        self._no_readings.setContentsMargins(10, 2, 10, 6)
        column.addWidget(self._no_readings)
        column.addWidget(self.readings)
        self._lay_out_trend(column)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(content)
        self._empty = QLabel(self.tr("Choose a device on the map or in the list."))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        self._empty.setProperty("look", "support")
        self._scroll = scroll
        self._stack = QStackedLayout(self)
        for page in (self._empty, scroll, self.barred):
            self._stack.addWidget(page)

    def _lay_out_alarms(self, column: QVBoxLayout) -> None:
        part = QVBoxLayout(self._alarm_part)
        part.setContentsMargins(0, 0, 0, 4)
        part.setSpacing(0)
        head = QHBoxLayout()
        head.addWidget(_caption(self.tr("Alarms")))
        head.addWidget(self.notice, 1)
        part.addLayout(head)
        part.addWidget(self.alarms)
        part.addWidget(_line())
        column.addWidget(self._alarm_part)

    def _lay_out_trend(self, column: QVBoxLayout) -> None:
        self._trend_title.setProperty("look", "caption")
        self.history.setProperty("look", "small")
        head = QHBoxLayout()
        head.setContentsMargins(10, 8, 10, 2)
        head.addWidget(self._trend_title, 1)
        head.addWidget(self.history)
        column.addLayout(head)
        column.addWidget(self.spark)

    def _connect(self) -> None:
        self._refresh.timeout.connect(self._show_now)
        self._trend.timeout.connect(self._ask_trend)
        self.history.clicked.connect(self._want_trend)
        self.control.wanted.connect(self.control_wanted)
        self.alarms.pressed.connect(self._press)
        self.alarms.chosen.connect(self.alarm_activated)
        self.requests.answered.connect(self.notice.say)
        self._hub.alarms_changed.connect(self._on_alarms)
        self._hub.devices_changed.connect(self._on_devices)
        self._hub.snapshot_loaded.connect(self._show_all)

    # What others call

    @property
    def device(self) -> str:
        """The id of the device shown; empty for none."""
        return self._device

    def show_device(self, device_id: str) -> None:
        """Show this device; an empty or unknown id shows that none is chosen."""
        if device_id != self._device:
            self._device = device_id
            self._limits = ()
            self.notice.clear()
            self._show_all()

    def show_rights(self) -> None:
        """What the operator may see and do is another thing now."""
        self._show_now()
        self._show_alarms()

    def retranslate(self) -> None:
        self._show_all()

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._refresh.start()
        self._trend.start()
        self._show_all()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._refresh.stop()
        self._trend.stop()

    def _known(self) -> Device | None:
        return self._hub.devices.get(self._device) if self._device else None

    def _show_all(self) -> None:
        self._show_now()
        self._show_alarms()
        if self._known() is not None and self._permits.sees(self._device) and self.isVisible():
            tasks.run(self, self._fetch_limits(self._device), self._take_limits, self._no_limits)
            self._ask_trend()

    def _show_now(self) -> None:
        device = self._known()
        if device is None or not self._permits.sees(device.id):
            self._stack.setCurrentWidget(self._empty if device is None else self.barred)
            self.barred.say("" if device is None else self._permits.why_not(Right.SEE, device.id))
            return
        self._stack.setCurrentWidget(self._scroll)
        self.heading.show_device(device)
        self.control.show_device(device.id)
        hub = self._hub
        kind = hub.catalogue.kinds.get(device.kind)
        readings = hub.columns.readings(device.id)
        self.readings.show_lines(reading_lines(readings, kind, hub.catalogue, hub.language, self._limits))
        self._no_readings.setVisible(not readings)
        self.alarms.tell_ages()

    def _why_not(self, alarm: Alarm) -> str:
        return self._permits.why_not(Right.ACKNOWLEDGE, alarm.device, briefly=True)

    def _show_alarms(self) -> None:
        alarms = self._hub.alarms.of_device(self._device) if self._device else ()
        self.alarms.show_rows([self._writer.row(alarm) for alarm in alarms])
        self._alarm_part.setVisible(bool(alarms))

    def _on_alarms(self, changes: tuple[AlarmChanged, ...]) -> None:
        if any(change.alarm.device == self._device for change in changes):
            self._show_alarms()

    def _on_devices(self, changed: tuple[Device, ...], retired: tuple[str, ...]) -> None:
        if self._device in retired or any(device.id == self._device for device in changed):
            self._show_all()

    def _press(self, alarm: Alarm) -> None:
        if alarm.unacknowledged:
            self.requests.acknowledge((seen(alarm),))
        else:
            self.requests.reset((seen(alarm),))

    # Limits and history

    async def _fetch_limits(self, device_id: str) -> tuple[str, tuple[Limit, ...]]:
        return device_id, await self._hub.limits_of(device_id)

    def _take_limits(self, found: tuple[str, tuple[Limit, ...]]) -> None:
        if found[0] == self._device:
            self._limits = found[1]
            self._show_now()

    def _no_limits(self, _: Exception) -> None:
        self._limits = ()

    def _primary(self) -> str:
        device = self._known()
        kind = None if device is None else self._hub.catalogue.kinds.get(device.kind)
        return "" if kind is None else kind.primary

    def _ask_trend(self) -> None:
        device, quantity = self._device, self._primary()
        if not quantity or not self.isVisible():
            return
        catalogue = self._hub.catalogue
        label = wording.quantity_label(catalogue, quantity, self._hub.language)
        known = catalogue.quantities.get(quantity)
        unit = f" ({known.unit})" if known is not None and known.unit else ""
        self._trend_title.setText(self.tr("{0}, last {1} h").format(label + unit, TREND_HOURS))
        end = self._hub.now()
        start = end - TREND_HOURS * 3_600_000
        tasks.run(
            self,
            self._fetch_trend(device, quantity, start, end),
            self._take_trend,
            self._no_trend,
        )

    async def _fetch_trend(
        self, device: str, quantity: str, start: int, end: int
    ) -> tuple[str, str, int, int, Series]:
        pixels = max(100, self.spark.width())
        series = await self._hub.history.series(device, quantity, start_ms=start, end_ms=end, pixels=pixels)
        return device, quantity, start, end, series

    def _take_trend(self, found: tuple[str, str, int, int, Series]) -> None:
        device, quantity, start, end, series = found
        if device != self._device:
            return
        known = self._hub.catalogue.quantities.get(quantity)
        decimals, quick_s = (1, 1.0) if known is None else (known.decimals, known.shortest_interval_s)
        span = (start / 1000, end / 1000)
        self.spark.show_series(series, span=span, decimals=decimals, quick_s=max(1.0, quick_s))

    def _no_trend(self, _: Exception) -> None:
        self.spark.show_note(self.tr("History cannot be read now."))

    def _want_trend(self) -> None:
        if self._primary():
            self.trend_wanted.emit(self._device, self._primary())


def _line() -> QFrame:
    line = QFrame()
    line.setProperty("look", "line")
    return line


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("look", "caption")
    label.setContentsMargins(10, 8, 10, 3)
    return label
