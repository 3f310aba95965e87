"""The alarm list: filter bar, table and the place where answers appear."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QStackedLayout, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.alarms import Alarm
from app.domain.rights import Right
from widgets.access.permits import Permits
from widgets.action import key_name
from widgets.alarms.actions import ACTIONS, AlarmAction, Asked
from widgets.alarms.filters import AlarmFilterBar
from widgets.alarms.model import AlarmModel
from widgets.alarms.requests import AlarmRequests, seen
from widgets.alarms.rows import AlarmFilter, Column
from widgets.alarms.table import AlarmTable
from widgets.look import Look
from widgets.notice import Notice
from widgets.stillness import Stillness
from widgets.wording import kind_label

OFFER_MS = 1000
"""Districts and kinds to filter by are gathered again so long after alarms changed."""


class AlarmList(QWidget):
    """All standing alarms. Sends requests through the hub and shows each answer in its bar."""

    alarm_activated = Signal(str)
    """The alarm that was chosen, by its id."""
    device_activated = Signal(str)
    """The device of an alarm that was double-clicked or entered."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._look = look
        self.model = AlarmModel(hub, self)
        self.table = AlarmTable(self.model, look, Permits(hub))
        self.filters = AlarmFilterBar(look)
        self.requests = AlarmRequests(hub, self)
        self.notice = Notice()
        self.waiting = QPushButton()
        self.all_visible = QPushButton(self.tr("Acknowledge visible"))
        self._empty = QLabel()
        self._stillness = Stillness(self.table)
        self._offering = QTimer(self, interval=OFFER_MS)
        self._offering.setSingleShot(True)
        self._lay_out()
        self._connect()
        self._refresh()
        self.show_rights()

    def _lay_out(self) -> None:
        for button in (self.waiting, self.all_visible):
            button.setProperty("look", "small")
        self.waiting.hide()
        bar = QWidget()
        bar.setProperty("look", "panel")
        row = QHBoxLayout(bar)
        row.setContentsMargins(0, 0, 8, 0)
        row.addWidget(self.filters, 1)
        row.addWidget(self.notice)
        row.addWidget(self.waiting)
        row.addWidget(self.all_visible)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("look", "support")
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self._empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(bar)
        column.addWidget(body, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self.model.set_filter)
        self.filters.changed.connect(self._refresh)
        self.model.counts_changed.connect(self._refresh)
        self.model.held_changed.connect(self._show_waiting)
        self._stillness.changed.connect(self.model.set_hold)
        self.waiting.clicked.connect(self.model.settle)
        self.all_visible.clicked.connect(self.acknowledge_visible)
        self.requests.answered.connect(self.notice.say)
        self.table.pressed_button.connect(self._press)
        self.table.menu_wanted.connect(self._open_menu)
        self.table.selectionModel().currentRowChanged.connect(self._activate)
        self.table.activated.connect(self._open_device)
        self.model.counts_changed.connect(self._offer_soon)
        self._offering.timeout.connect(self._offer)
        shortcut = QShortcut(QKeySequence("Shift+Space"), self)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(self.acknowledge_visible)
        self._offer()

    # What can be done

    def acknowledge_visible(self) -> None:
        """Exactly what stands on the screen, in the versions that stand there."""
        self.requests.acknowledge(self.table.visible_unacknowledged())

    def acknowledge_chosen(self) -> None:
        """The selected alarms; those that scrolled away are brought into sight first."""
        calling = [alarm for alarm in self.table.chosen() if alarm.unacknowledged]
        visible = [alarm for alarm in calling if self.table.is_visible(alarm)]
        if visible:
            self.requests.acknowledge([seen(alarm) for alarm in visible])
        elif calling:
            self.select(calling[0].id)
            self.notice.say(self.tr("Look at it, then press again"))

    def select(self, alarm_id: str) -> bool:
        """Choose the row of an alarm and bring it into sight; false when the filter hides it."""
        place = self.model.place(alarm_id)
        if place is None:
            return False
        chosen = self.table.selectionModel()
        if not chosen.isRowSelected(place, QModelIndex()):
            # Not `selectRow`, which widens the selection while Shift is held, as for Shift+F8.
            flag = QItemSelectionModel.SelectionFlag
            chosen.setCurrentIndex(self.model.index(place, 0), flag.ClearAndSelect | flag.Rows)
        self.table.scrollTo(self.model.index(place, 0))
        return True

    def show_rights(self) -> None:
        """What the operator may do is another thing now."""
        self.table.repaint_column(Column.ACTION)
        permits = self.requests.permits
        off = "" if permits.holds(Right.ACKNOWLEDGE) else permits.why_not(Right.ACKNOWLEDGE)
        self.all_visible.setEnabled(not off)
        self.all_visible.setToolTip(off)

    def retranslate(self) -> None:
        """Write all rows again: the language of the hub is another."""
        self.model.reload()
        self._offer()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            if not event.isAutoRepeat():
                self.acknowledge_chosen()
            return
        if event.key() == Qt.Key.Key_N and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._call(next(action for action in ACTIONS if action.id == "comment"))
            return
        super().keyPressEvent(event)

    def _press(self, alarm: Alarm) -> None:
        if alarm.unacknowledged:
            self.requests.acknowledge((seen(alarm),))
        else:
            self.requests.reset((seen(alarm),))

    def _call(self, action: AlarmAction) -> None:
        chosen = self.table.chosen()
        if chosen and action.fits(chosen[0]):
            self.do(action, chosen[0])

    def do(self, action: AlarmAction, alarm: Alarm) -> None:
        """Ask for what the action needs and send it, or say who may."""
        reason = self.requests.permits.why_not(action.right, alarm.device)
        if reason:
            self.requests.answered.emit(reason)
            self.requests.barred.emit(reason)
        else:
            action.call(self._asked(alarm))

    def _asked(self, alarm: Alarm) -> Asked:
        row = self.model.row(self.model.place(alarm.id) or 0)
        subject = alarm.id if row is None else f"{row.label} · {alarm.device} · {row.name} · {row.zone}"
        return Asked(self.requests, alarm, subject, self)

    def _open_menu(self, alarm: Alarm, where: QPoint) -> None:
        menu = QMenu(self)
        for action in ACTIONS:
            reason = self.requests.permits.why_not(action.right, alarm.device, briefly=True)
            beside = reason or (key_name(action.key) if action.key else "")
            entry = menu.addAction(f"{action.name()}\t{beside}" if beside else action.name())
            entry.setEnabled(action.fits(alarm) and not reason)
            entry.setData(action.id)
            entry.triggered.connect(lambda _=False, action=action: self.do(action, alarm))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    # What is shown

    def _activate(self, current: QModelIndex) -> None:
        alarm = self.model.alarm(current.row())
        if alarm is not None:
            self.alarm_activated.emit(alarm.id)

    def _open_device(self, index: QModelIndex) -> None:
        alarm = self.model.alarm(index.row())
        if alarm is not None:
            self.device_activated.emit(alarm.device)

    def _refresh(self) -> None:
        self.filters.show_counts(self.model.store.counts)
        if self.model.rowCount():
            self._stack.setCurrentWidget(self.table)
            return
        filtered = self.model.store.chosen != AlarmFilter()
        self._empty.setText(
            self.tr("No alarm fits the filter.") if filtered else self.tr("No standing alarms.")
        )
        self._stack.setCurrentWidget(self._empty)

    def _show_waiting(self, count: int) -> None:
        self.waiting.setText(self.tr("{0} new, order held").format(count))
        self.waiting.setVisible(count > 0)

    def _offer_soon(self) -> None:
        if not self._offering.isActive():
            self._offering.start()

    def _offer(self) -> None:
        hub = self._hub
        zones = sorted({row.zone for row in self.model.store.rows.values()})
        kinds = sorted({row.kind for row in self.model.store.rows.values() if row.kind})
        labels = [(kind, kind_label(hub.catalogue, kind, hub.language)) for kind in kinds]
        self.filters.offer(zones, sorted(labels, key=lambda pair: pair[1]))
