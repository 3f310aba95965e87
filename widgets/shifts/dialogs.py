"""Hand a shift over, with a note and what goes along; and end one without a successor."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.bridge.incidents import DeskAct
from app.domain.incidents.incident import Incident
from app.domain.plain_text import shown
from app.domain.shift_book import LONGEST_NOTE
from app.domain.shifts import EndShift, OfferShift, Shift
from widgets.desk_requests import DeskRequests
from widgets.incidents import words
from widgets.plain_label import plain_label, plain_tip

INCIDENT = int(Qt.ItemDataRole.UserRole)


def own_incidents(hub: Hub) -> list[Incident]:
    """The open ones whose owner is signed in here, by their number."""
    mine = hub.access.operator
    return sorted(
        (one for one in hub.incidents.open.values() if one.owner == mine), key=lambda one: one.number
    )


class ShiftDialog(QDialog):
    """Asks by itself, and stays open until it was done. Esc leaves everything as it is. GUI thread."""

    applied = Signal()

    def __init__(self, hub: Hub, parent: QWidget) -> None:
        super().__init__(parent)
        self.hub = hub
        title, press = self.texts()
        self.requests = DeskRequests(hub, self)
        self.setWindowTitle(title)
        self.setMinimumWidth(480)
        self.press, self.leave = QPushButton(press), QPushButton(self.tr("Leave"))
        self.press.setProperty("look", "primary")
        self.press.setDefault(True)
        self.leave.setAutoDefault(False)
        self.why = plain_label(look="small", wraps=True)
        feet = QHBoxLayout()
        feet.addWidget(self.why, 1)
        feet.addWidget(self.leave)
        feet.addWidget(self.press)
        self.body = QVBoxLayout()
        self.body.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(plain_label(title, look="title"))
        column.addLayout(self.body, 1)
        column.addLayout(feet)
        self.press.clicked.connect(self._give)
        self.leave.clicked.connect(self.reject)
        self.requests.done.connect(self._done)
        self.requests.refused.connect(self._refused)
        self.requests.superseded.connect(self._refused)
        self.finished.connect(self.deleteLater)

    def texts(self) -> tuple[str, str]:
        """The title, and what stands on the button."""
        raise NotImplementedError

    def act(self) -> DeskAct:
        """What is asked, by what is entered now."""
        raise NotImplementedError

    def missing(self) -> str:
        """What must still be entered, in words; empty when nothing."""
        raise NotImplementedError

    def judge(self, *_: object) -> None:
        """Look again whether it can be pressed."""
        missing = self.missing()
        self.press.setEnabled(not missing and not self.requests.busy)
        self.why.setText(missing)

    def _give(self) -> None:
        if not self.missing() and self.requests.ask(self.act()):
            self.press.setEnabled(False)
            self.why.setText(self.tr("Asked …"))

    def _done(self, _act: object) -> None:
        self.accept()
        self.applied.emit()

    def _refused(self, _act: object, why: str) -> None:
        self.judge()
        self.why.setText(why)


class OfferDialog(ShiftDialog):
    """All of one's open incidents go along unless their tick is taken off."""

    def __init__(self, hub: Hub, shift: Shift, parent: QWidget) -> None:
        super().__init__(hub, parent)
        self.note = QPlainTextEdit(shift.hand_over_note if shift.offered else "")
        self.note.setAccessibleName(self.tr("Note for who takes over"))
        self.note.setPlaceholderText(self.tr("What who comes must know"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(96)
        self.note.textChanged.connect(self.judge)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Incidents that go along"))
        self.list.setMinimumHeight(140)
        self._fill(own_incidents(hub), shift)
        caption = plain_label(self.tr("Note for who takes over"), look="caption")
        self.body.addWidget(caption)
        self.body.addWidget(self.note)
        count = self.list.count()
        along = self.tr("Incidents that go along") if count else self.tr("You have no open incident.")
        self.body.addWidget(plain_label(along, look="caption"))
        self.body.addWidget(self.list, 1)
        self.list.setVisible(bool(count))
        self.judge()
        self.note.setFocus()

    def _fill(self, incidents: Sequence[Incident], shift: Shift) -> None:
        for one in incidents:
            item = QListWidgetItem(f"{one.id} · {shown(one.title)} · {words.state_name(one.state)}")
            item.setData(INCIDENT, one.id)
            item.setToolTip(plain_tip(item.text()))
            along = not shift.offered or one.id in shift.open_items
            item.setCheckState(Qt.CheckState.Checked if along else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.setCurrentRow(0)

    def along(self) -> tuple[str, ...]:
        """Ids of the incidents that are ticked."""
        items = (self.list.item(row) for row in range(self.list.count()))
        return tuple(str(item.data(INCIDENT)) for item in items if item.checkState() is Qt.CheckState.Checked)

    def texts(self) -> tuple[str, str]:
        return self.tr("Hand over my shift"), self.tr("Hand over")

    def act(self) -> OfferShift:
        return OfferShift(self.note.toPlainText().strip(), self.along())

    def missing(self) -> str:
        text = self.note.toPlainText().strip()
        if len(text) > LONGEST_NOTE:
            return self.tr("{0} characters too many").format(len(text) - LONGEST_NOTE)
        return "" if text else self.tr("Write a note for who takes over.")


class EndDialog(ShiftDialog):
    """Where incidents of one's own stay open, a reason says why nobody takes them over."""

    def __init__(self, hub: Hub, parent: QWidget) -> None:
        super().__init__(hub, parent)
        self.left = own_incidents(hub)
        said = self.tr("Nobody takes over. Incidents of yours that stay open: {0}").format(len(self.left))
        names = ", ".join(one.id for one in self.left[:12])
        self.body.addWidget(plain_label(f"{said}\n{names}".strip(), look="support", wraps=True))
        self.reason = QLineEdit()
        self.reason.setMaxLength(LONGEST_NOTE)
        self.reason.setAccessibleName(self.tr("Reason"))
        self.reason.setPlaceholderText(self.tr("Reason"))
        self.reason.textChanged.connect(self.judge)
        self.body.addWidget(self.reason)
        self.judge()
        self.reason.setFocus()

    def texts(self) -> tuple[str, str]:
        return self.tr("End my shift"), self.tr("End it")

    def act(self) -> EndShift:
        return EndShift(self.reason.text().strip())

    def missing(self) -> str:
        needed = bool(self.left) and not self.reason.text().strip()
        return self.tr("Write the reason.") if needed else ""
