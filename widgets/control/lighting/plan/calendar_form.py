"""One calendar: its rules in order, the first that fits goes first, and what holds where none does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout

from app.domain.lighting.plan import Calendar, CalendarRule, Programme
from app.domain.plain_text import shown
from widgets.control.lighting.plan.items_pane import Form
from widgets.control.lighting.plan.programme_form import new_id
from widgets.control.lighting.plan.rows import Row, Rows, choice, name_field
from widgets.look import Look
from widgets.plain_label import PlainLabel

DATE_LENGTH = 10
Programmes = Callable[[], Sequence[Programme]]


class RuleRow(Row):
    """When it holds, and which programme then."""

    def __init__(self, rule: CalendarRule, programmes: Sequence[Programme], language: str) -> None:
        super().__init__()
        self._rule = rule
        self.name = name_field(rule.name, self.tr("Name of the rule"))
        self.programme = choice(
            [(shown(one.name), one.id) for one in programmes], rule.programme, self.tr("Programme")
        )
        self.days = [self._day(day, language) for day in range(7)]
        hint = self.tr("MM-DD or YYYY-MM-DD")
        self.first = name_field(rule.first, self.tr("From"), width=104, placeholder=self.tr("from"))
        self.last = name_field(rule.last, self.tr("To"), width=104, placeholder=self.tr("to"))
        for field in (self.first, self.last):
            field.setMaxLength(DATE_LENGTH)
            field.setToolTip(hint)
        days = ((self.tr("any day"), None), (self.tr("holidays"), True), (self.tr("no holidays"), False))
        self.holidays = choice(days, rule.holidays, self.tr("Holidays"))
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.name, 1)
        upper.addWidget(self.programme, 1)
        for button in self.days:
            lower.addWidget(button)
        for part in (self.first, self.last, self.holidays):
            lower.addWidget(part)
        lower.addStretch(1)
        body = QVBoxLayout()
        body.setContentsMargins(0, 2, 0, 8)
        body.setSpacing(4)
        body.addLayout(upper)
        body.addLayout(lower)
        self.fields.addLayout(body, 1)
        for signal in (
            self.name.textChanged, self.programme.currentIndexChanged, self.first.textChanged,
            self.last.textChanged, self.holidays.currentIndexChanged, *(one.toggled for one in self.days),
        ):  # fmt: skip
            signal.connect(self._tell)

    def _day(self, day: int, language: str) -> QPushButton:
        locale = QLocale(language)
        button = QPushButton(locale.dayName(day + 1, QLocale.FormatType.ShortFormat).rstrip("."))
        button.setAccessibleName(locale.dayName(day + 1))
        button.setCheckable(True)
        button.setChecked(day in self._rule.weekdays)
        button.setProperty("look", "chip")
        button.setAutoDefault(False)
        return button

    def item(self) -> CalendarRule:
        return CalendarRule(
            self._rule.id,
            self.name.text().strip(),
            self.programme.currentData(),
            tuple(day for day, button in enumerate(self.days) if button.isChecked()),
            self.first.text().strip(),
            self.last.text().strip(),
            self.holidays.currentData(),
        )


class CalendarForm(Form):
    """GUI thread."""

    def __init__(self, look: Look, programmes: Programmes, language: str) -> None:
        """`programmes` are those of the draft, as they are when a calendar is shown."""
        super().__init__()
        self._id, self._loading, self._programmes = "", False, programmes
        self.name = name_field("", self.tr("Name of the calendar"))
        self.programme = choice([("", "")], "", self.tr("Programme where no rule fits"))
        self.rules = Rows(
            look,
            lambda rule: RuleRow(rule, programmes(), language),
            self._new_rule,
            self.tr("Add rule"),
            ordered=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(6)
        column.addWidget(self.name)
        column.addWidget(_caption(self.tr("Rules: the first that fits the night goes first")))
        column.addWidget(self.rules)
        column.addWidget(_caption(self.tr("Where no rule fits")))
        column.addWidget(self.programme)
        column.addStretch(1)
        for signal in (self.name.textChanged, self.rules.changed, self.programme.currentIndexChanged):
            signal.connect(self._tell)

    def load(self, item: Calendar) -> None:
        """Show this calendar; tells nobody."""
        self._loading = True
        self._id = item.id
        self.name.setText(item.name)
        self.programme.clear()
        for one in self._programmes():
            self.programme.addItem(shown(one.name), one.id)
        place = self.programme.findData(item.programme)
        if place < 0:
            self.programme.addItem(f"{shown(item.programme)}?", item.programme)
            place = self.programme.count() - 1
        self.programme.setCurrentIndex(place)
        self.rules.load(item.rules)
        self._loading = False

    def item(self) -> Calendar:
        name = self.name.text().strip()
        return Calendar(self._id, name, self.programme.currentData() or "", self.rules.items())

    def _tell(self, *_news: object) -> None:
        if not self._loading:
            self.changed.emit()

    def _new_rule(self) -> CalendarRule:
        first = next(iter(self._programmes()), None)
        return CalendarRule(new_id(), self.tr("New rule"), "" if first is None else first.id)


def _caption(text: str) -> PlainLabel:
    label = PlainLabel(text)
    label.setProperty("look", "caption")
    return label
