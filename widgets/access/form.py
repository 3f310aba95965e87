"""A page of `pages` as fields: checks while one types, moves on with Enter, counts waits down."""

from __future__ import annotations

import time
from collections.abc import Mapping
from math import ceil

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.operators import is_sign_in_id, sign_in_id
from widgets.access import sign_in_words
from widgets.access.pages import SECRETS, Field, Page, Sort
from widgets.access.secret_field import SecretField, SecretLine
from widgets.access.strength import Fault, Judged, judge
from widgets.access.strength_line import StrengthLine
from widgets.look import Look
from widgets.plain_label import PlainLabel

COUNT_MS = 250


class Form(QWidget):
    """Emits what was written and forgets the secrets of it at once. GUI thread."""

    given = Signal(object)
    """Texts by the name of their field."""

    def __init__(self, page: Page, look: Look, *, operator: str = "", least: int = 12) -> None:
        """`operator` stands in the title; `least` characters are asked of a new password."""
        super().__init__()
        self.page, self._look, self._least = page, look, least
        self._names: tuple[str, ...] = (operator,)
        self.lines: dict[str, QLineEdit] = {}
        self._strengths: dict[str, StrengthLine] = {}
        self._busy = False
        self.title, self.explain = _label("card"), _label("support")
        self.title.setText(page.words(page.title).format(operator))
        self.explain.setText(page.words(page.explain).format(least))
        self.press = QPushButton(page.words(page.press))
        self.press.setProperty("look", "primary")
        self.press.setAutoDefault(False)
        self.press.clicked.connect(self.submit)
        self.said, self.why, self.caps = _label("support"), _label("small"), _label("small")
        self.caps.setText(self.tr("Caps Lock is on."))
        self.caps.hide()
        self._counting = QTimer(self, interval=COUNT_MS)
        self._counting.timeout.connect(self._count)
        self._held_until = 0.0
        self._lay_out()
        self._judge()

    def _lay_out(self) -> None:
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.title)
        column.addWidget(self.explain)
        self._grid = QGridLayout()
        self._grid.setVerticalSpacing(6)
        self._grid.setHorizontalSpacing(10)
        self._grid.setColumnStretch(1, 1)
        for field in self.page.fields:
            self._add(field)
        column.addLayout(self._grid)
        for part in (self.caps, self.said, self.press, self.why):
            column.addWidget(part)
        self.explain.setVisible(bool(self.page.explain))
        self.said.hide()

    def _add(self, field: Field) -> None:
        secret = SecretField(self._look) if field.sort in SECRETS else None
        line = QLineEdit() if secret is None else secret.line
        line.setMaxLength(field.longest)
        line.setAccessibleName(field.words())
        line.textChanged.connect(self._typed)
        line.returnPressed.connect(self._move_on)
        if isinstance(line, SecretLine):
            line.caps_seen.connect(self.caps.setVisible)
        if field.sort is Sort.CODE:
            line.setInputMethodHints(
                Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText
            )
        label = _label("support", wraps=False)
        label.setText(field.words())
        label.setBuddy(line)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(secret or line, row, 1)
        self.lines[field.name] = line
        if field.sort is Sort.NEW:
            self._strengths[field.name] = strength = StrengthLine(self._look)
            self._grid.addWidget(strength, row + 1, 1)

    # What its owner calls

    def texts(self) -> dict[str, str]:
        """What stands in the fields that are not secret."""
        return {f.name: self.lines[f.name].text() for f in self.page.fields if f.sort not in SECRETS}

    def put(self, texts: Mapping[str, str]) -> None:
        for name, text in texts.items():
            if name in self.lines:
                self.lines[name].setText(text)

    def show_above_fields(self, part: QWidget) -> None:
        """A picture that belongs to the explanation."""
        self._column.insertWidget(2, part)

    def know_names(self, *names: str) -> None:
        """What a new password must not be made of, besides what is typed here."""
        self._names = names
        self._judge()

    def forget(self) -> None:
        """Empty the secrets, and codes, which are as good."""
        for field in self.page.fields:
            line = self.lines[field.name]
            if field.sort in SECRETS or field.sort is Sort.CODE:
                line.setText("")
            if isinstance(line, SecretLine) and isinstance(parent := line.parentWidget(), SecretField):
                parent.forget()

    def focus_first(self) -> None:
        """The cursor into the first field that is empty."""
        empty = [line for line in self.lines.values() if not line.text()]
        first = (empty or list(self.lines.values()))[0]
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def say(self, sentence: str) -> None:
        """What became of it, above the button."""
        self.said.setText(sentence)
        self.said.setVisible(bool(sentence))

    def set_busy(self, busy: bool) -> None:
        """The engine is asked: nothing can be pressed until it answers."""
        self._busy = busy
        for line in self.lines.values():
            line.setReadOnly(busy)
        self._judge()

    def hold(self, seconds: float) -> None:
        """Too many tries: count down before the next one."""
        self._held_until = time.monotonic() + max(1.0, seconds)
        self._counting.start()
        self._count()

    @property
    def held(self) -> bool:
        return self._left_s > 0

    @property
    def _left_s(self) -> float:
        return max(0.0, self._held_until - time.monotonic())

    # How it works

    def submit(self) -> None:
        """Hand on what was written, if it is complete."""
        if self.problem() or self._busy or self.held:
            return
        texts = {name: line.text() for name, line in self.lines.items()}
        self.say("")
        self.forget()
        self.given.emit(texts)

    def _move_on(self) -> None:
        """Enter: to the next field that is not filled in, or on with it."""
        lines = list(self.lines.values())
        here = next((place for place, line in enumerate(lines) if line.hasFocus()), 0)
        following = [line for line in lines[here + 1 :] if not line.text()]
        if following and lines[here].text():
            following[0].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.submit()

    def _typed(self) -> None:
        self._judge()

    def problem(self) -> str:
        """Why it cannot be handed on yet; empty when it can."""
        for field in self.page.fields:
            if not self.lines[field.name].text().strip():
                return self.tr("Fill in: {0}").format(field.words())
            if found := self._fault(field):
                return found
        return ""

    def _fault(self, field: Field) -> str:
        text = self.lines[field.name].text()
        if field.sort is Sort.NEW_ID and not is_sign_in_id(sign_in_id(text)):
            return self.tr("Name: 2 to 32 of a to z, 0 to 9, dot, hyphen")
        if field.sort is Sort.NEW and self._judged(text).fault is not Fault.NONE:
            return f"{field.words()}: {sign_in_words.judged(self._judged(text))}"
        if field.sort is Sort.AGAIN and text != self._before(field):
            return self.tr("The repetition differs")
        return ""

    def _before(self, field: Field) -> str:
        place = self.page.fields.index(field)
        return self.lines[self.page.fields[place - 1].name].text()

    def _judged(self, text: str) -> Judged:
        own = [self.lines[name].text() for name in ("operator", "name") if name in self.lines]
        return judge(text, least=self._least, names=(*self._names, *own))

    def _judge(self) -> None:
        for name, strength in self._strengths.items():
            text = self.lines[name].text()
            strength.show_judged(self._judged(text) if text else None)
        problem = self.problem()
        ready = not problem and not self._busy and not self.held
        self.press.setEnabled(ready)
        self.why.setText(self.tr("The engine looks at it") if self._busy else problem)

    def _count(self) -> None:
        self.say(sign_in_words.waiting(ceil(self._left_s)) if self.held else "")
        if not self.held:
            self._counting.stop()
        self._judge()


def _label(look: str, *, wraps: bool = True) -> PlainLabel:
    label = PlainLabel()
    label.setProperty("look", look)
    label.setWordWrap(wraps)
    return label
