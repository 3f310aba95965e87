"""One step of a procedure: its tick, what it asks for, its button, and who ticked it when."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.incidents.procedures import Button, Step
from app.domain.plain_text import shown
from widgets import formats
from widgets.incidents.record.countdowns import clock_left
from widgets.incidents.record.names import RecordNames
from widgets.incidents.record.progress import StepLine
from widgets.incidents.record.step_form import StepForm
from widgets.plain_label import plain_label


class Tick(QCheckBox):
    """Says that it was pressed; its state is what the record says and nothing else."""

    def nextCheckState(self) -> None:
        return


class StepRow(QWidget):
    """Lives as long as its step is in turn, so that what was entered stays. GUI thread."""

    tick_wanted = Signal(str, str, object)
    """Step, branch, and the tuple of `Given`."""
    untick_wanted = Signal(str)
    button_pressed = Signal(object)
    """The `Step` whose button it is."""

    def __init__(self, step: Step, language: str, names: RecordNames) -> None:
        super().__init__()
        self.step, self._language, self._names = step, language, names
        self._line: StepLine | None = None
        self._barred = ""
        self._opened = False
        label = shown(step.label.in_language(language), 200)
        self.tick = Tick()
        self.tick.setAccessibleName(label)
        self.text = plain_label(label, wraps=True)
        self.when = plain_label(look="small")
        self.timer = plain_label(look="tag")
        self.told = plain_label(look="small", wraps=True)
        self.form = StepForm(step, language) if step.branches or step.fields else None
        self.why = plain_label(look="small", wraps=True)
        self.button = QPushButton(self._button_text())
        self._lay_out()
        self.tick.clicked.connect(self._press)
        if self.form is not None:
            self.form.entered.connect(self._press)
        self.button.clicked.connect(lambda: self.button_pressed.emit(self.step))

    def _lay_out(self) -> None:
        self.button.setProperty("look", "small")
        self.button.setVisible(self.step.button is not Button.NONE)
        top = QHBoxLayout()
        top.setSpacing(7)
        top.addWidget(self.tick)
        top.addWidget(self.text, 1)
        for part in (self.timer, self.when, self.button):
            top.addWidget(part)
        below = QVBoxLayout()
        below.setContentsMargins(20, 0, 0, 0)
        below.setSpacing(2)
        answers: tuple[QWidget | None, ...] = (self.form, self.told, self.why)
        for answer in answers:
            if answer is not None:
                below.addWidget(answer)
                answer.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 2, 10, 2)
        column.setSpacing(1)
        column.addLayout(top)
        column.addLayout(below)

    def in_tab_order(self) -> list[QWidget]:
        """What takes the focus, from the top."""
        asks = [] if self.form is None else [*self.form.branches.buttons(), *self.form.fields.values()]
        return [self.tick, self.button, *asks]

    def show_line(self, line: StepLine, barred: str) -> None:
        """`barred` says why the operator may not tick anything; empty when they may."""
        if (line, barred) == (self._line, self._barred):
            return
        self._line, self._barred = line, barred
        tick = line.tick
        self.tick.setChecked(tick is not None)
        self.tick.setEnabled(not barred)
        self.tick.setToolTip(barred)
        self.why.hide()
        self.text.setStyleSheet("font-weight: 600;" if line.next else "")
        self.text.setProperty("look", "support" if tick is not None else "")
        self.text.style().polish(self.text)
        self.when.setVisible(tick is not None)
        self.told.setVisible(tick is not None)
        self.timer.setVisible(bool(line.due))
        self._opened = self._opened and tick is None
        self._show_form()
        if tick is not None:
            who = self._names.person(tick.by)
            self.when.setText(formats.hour(tick.at))
            self.when.setToolTip(f"{formats.clock(tick.at)} · {who}")
            self.told.setText(" · ".join(part for part in (who, *self._given()) if part))

    def show_time(self, now_ms: int) -> None:
        """What the timer of the next step says now."""
        if self._line is None or not self._line.due:
            return
        left = clock_left((self._line.due - now_ms) / 1000)
        late = self._line.due < now_ms
        self.timer.setText(self.tr("Overdue {0}").format(left) if late else left)

    def say(self, sentence: str) -> None:
        """Why it was not ticked, right below it."""
        self.why.setText(sentence)
        self.why.setVisible(bool(sentence))

    def _given(self) -> list[str]:
        tick = self._line.tick if self._line is not None else None
        if tick is None:
            return []
        ticked, names = tick.ticked, self._names
        choice = [names.branch(self.step.id, ticked.choice)] if ticked.choice else []
        return [*choice, *(names.field(self.step.id, one.field, one.value) for one in ticked.given)]

    def _show_form(self) -> None:
        line = self._line
        if self.form is None or line is None:
            return
        self.form.setVisible(line.tick is None and (line.next or self._opened))
        self.form.setEnabled(not self._barred)

    def _press(self) -> None:
        line = self._line
        if line is None or self._barred:
            return
        if line.tick is not None:
            self.untick_wanted.emit(self.step.id)
            return
        if self.form is None:
            self.tick_wanted.emit(self.step.id, "", ())
            return
        missing = self.form.missing()
        self.say(missing)
        if missing:
            self._opened = True
            self._show_form()
            self.form.focus_missing()
        else:
            self.tick_wanted.emit(self.step.id, self.form.choice(), self.form.given())

    def _button_text(self) -> str:
        texts = {
            Button.NONE: "",
            Button.CONTROL: self.tr("Open control"),
            Button.CAMERA: self.tr("Open camera"),
            Button.LIGHT_UP: self.tr("Light up"),
            Button.DISPATCH: self.tr("Dispatch"),
        }
        return texts[self.step.button]
