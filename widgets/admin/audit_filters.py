"""The bar over the audit trail: text, operator, act, outcome and period."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QDateTime, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.domain.audit import AuditFilter, Came
from widgets.admin.act_words import KNOWN_ACTS, act_words, operator_words, outcome_words
from widgets.clipping import one_line
from widgets.wording import fold

TYPING_MS = 300
LONGEST = 200
MOST_OPERATORS = 500
_HOUR = 3_600_000
_OWN = -1
_SHOWN = "dd/MM/yyyy HH:mm"


class AuditFilterBar(QWidget):
    """Tells a moment after its last change; `chosen` is the filter then."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._operators: set[str] = set()
        self._soon = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._soon.timeout.connect(self._tell)
        self.text = QLineEdit()
        self.text.setPlaceholderText(self.tr("Search subject, reason, details"))
        self.text.setClearButtonEnabled(True)
        self.text.setMaxLength(LONGEST)
        self.operator = self._box(self.tr("All operators"), (), self.tr("Operator"))
        acts = sorted(((act_words(act), act) for act in KNOWN_ACTS), key=lambda pair: fold(pair[0]))
        self.act = self._box(self.tr("All acts"), acts, self.tr("Act"))
        outcomes = ((outcome_words(str(came)), str(came)) for came in Came)
        self.outcome = self._box(self.tr("All outcomes"), outcomes, self.tr("Outcome"))
        self.period = QComboBox()
        self.since, self.until = QDateTimeEdit(), QDateTimeEdit()
        self.clear = QPushButton(self.tr("Clear filter"))
        self._fill_period()
        self._lay_out()
        self._connect()

    def _box(self, all_of_them: str, choices: Iterable[tuple[str, str]], name: str) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.addItem(all_of_them, "")
        for words, value in choices:
            box.addItem(words, value)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(13)
        return box

    def _fill_period(self) -> None:
        for words, length in (
            (self.tr("Any time"), 0),
            (self.tr("Last hour"), _HOUR),
            (self.tr("Last 24 hours"), 24 * _HOUR),
            (self.tr("Last 7 days"), 7 * 24 * _HOUR),
            (self.tr("Last 30 days"), 30 * 24 * _HOUR),
            (self.tr("From … to …"), _OWN),
        ):
            self.period.addItem(words, length)
        self.period.setAccessibleName(self.tr("Period"))
        now = QDateTime.currentDateTime()
        for edit, moment, name in (
            (self.since, now.addDays(-1), self.tr("From")),
            (self.until, now, self.tr("Until")),
        ):
            edit.setDisplayFormat(_SHOWN)
            edit.setDateTime(moment)
            edit.setAccessibleName(name)
            edit.setToolTip(name)
            edit.hide()

    def _lay_out(self) -> None:
        """The ends of a period have a line of their own: with them one line would be too long for 1024."""
        row, ends = QHBoxLayout(), QHBoxLayout()
        self.text.setMinimumWidth(180)
        self.text.setMaximumWidth(460)
        row.addWidget(self.text, 4)
        for part in (self.operator, self.act, self.outcome, self.period, self.clear):
            row.addWidget(part)
        row.addStretch(1)
        for edit in (self.since, self.until):
            ends.addWidget(edit)
        ends.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        for line in (row, ends):
            line.setSpacing(4)
            column.addLayout(line)

    def _connect(self) -> None:
        self.text.textChanged.connect(self._later)
        self.text.returnPressed.connect(self._tell)
        for box in (self.operator, self.act, self.outcome, self.period):
            box.currentIndexChanged.connect(self._later)
        for edit in (self.since, self.until):
            edit.dateTimeChanged.connect(self._later)
        self.clear.clicked.connect(self.reset)

    def offer_operators(self, operators: Iterable[str]) -> None:
        """Ids that are to be found in the list besides those that are there already."""
        new = {each for each in operators if 0 < len(each) <= LONGEST} - self._operators
        if not new or len(self._operators) >= MOST_OPERATORS:
            return
        self._operators |= new
        before = self.operator.currentData()
        self.operator.blockSignals(True)
        for place in range(self.operator.count() - 1, 0, -1):
            self.operator.removeItem(place)
        for operator in sorted(self._operators):
            self.operator.addItem(one_line(operator_words(operator), 60), operator)
        self.operator.setCurrentIndex(max(0, self.operator.findData(before)))
        self.operator.blockSignals(False)

    def chosen(self, now_ms: int) -> AuditFilter:
        """The filter as it is set; a period that ends now stays open at its end."""
        length = self.period.currentData()
        since, until = (now_ms - length, 0) if length > 0 else (0, 0)
        if length == _OWN:
            since = self.since.dateTime().toMSecsSinceEpoch()
            until = self.until.dateTime().toMSecsSinceEpoch()
        return AuditFilter(
            text=self.text.text().strip(),
            operator=self.operator.currentData() or "",
            act=self.act.currentData() or "",
            outcome=self.outcome.currentData() or "",
            since=since,
            until=until,
        )

    def reset(self) -> None:
        """Nothing is filtered."""
        self.text.clear()
        for box in (self.operator, self.act, self.outcome, self.period):
            box.setCurrentIndex(0)
        self._tell()

    def _later(self) -> None:
        own = self.period.currentData() == _OWN
        self.since.setVisible(own)
        self.until.setVisible(own)
        self._soon.start()

    def _tell(self) -> None:
        self._soon.stop()
        self.changed.emit()
