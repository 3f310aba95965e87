"""The five steps of an order: where it stands, since when, and the bar that shows them."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.commands import Command, CommandState, EndReason
from app.domain.selections import Selection, SelectionState
from widgets import formats
from widgets.control import words
from widgets.control.card.situation import Situation
from widgets.glyphs import draw_glyph
from widgets.look import Look
from widgets.shapes import paint_priority
from widgets.style import SMALL, TABLE, ui_font

HEIGHT = 40
_BOX = 18
_ALONE = 36.0
"""A cell with its number alone."""
_FAILED = 3
"""Drawn as the shape of a high alarm: such an end raises one."""


class Stage(enum.Enum):
    TODO = "todo"
    NOW = "now"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    stage: Stage = Stage.TODO
    detail: str = ""


def countdown(until: int, now: int) -> str:
    """`0:24`; never below nothing."""
    left = max(0, -(-(until - now) // 1000))
    return f"{left // 60}:{left % 60:02d}"


def steps(now: Situation, named: Callable[[str], str], *, selects: bool, signs: bool) -> tuple[Step, ...]:
    """`named` gives the name of an operator; `selects` and `signs` say whether the order being written needs
    a selection and a second signature."""
    if now.selection is not None:
        return _of_selection(now.selection, now.now)
    if now.followed is not None:
        return _of_command(now.followed, named)
    titles = _titles()
    if not selects:
        skipped = QCoreApplication.translate("ControlSteps", "not needed")
        first = (Step(title, detail=skipped) for title in titles[:3])
        return (*first, Step(titles[3], Stage.NOW), Step(titles[4]))
    third = "" if signs else QCoreApplication.translate("ControlSteps", "not needed")
    details = ("", "", third, "", "")
    return tuple(
        Step(title, Stage.NOW if place == 0 else Stage.TODO, detail)
        for place, (title, detail) in enumerate(zip(titles, details, strict=True))
    )


def _titles() -> tuple[str, ...]:
    return (
        QCoreApplication.translate("ControlSteps", "Select"),
        QCoreApplication.translate("ControlSteps", "Review effects"),
        QCoreApplication.translate("ControlSteps", "Second signature"),
        QCoreApplication.translate("ControlSteps", "Operate"),
        QCoreApplication.translate("ControlSteps", "Confirm by measurement"),
    )


def _of_selection(selection: Selection, now: int) -> tuple[Step, ...]:
    select, review, sign, operate, confirm = _titles()
    reviewed = selection.reviewed_at > 0 or selection.state is not SelectionState.SELECTED
    signed = selection.state is SelectionState.SIGNED
    ready = signed or (reviewed and not selection.needs_approval)
    second = Step(sign, Stage.DONE if ready else Stage.TODO)
    if not selection.needs_approval:
        detail = QCoreApplication.translate("ControlSteps", "not needed")
        second = Step(sign, second.stage, detail)
    elif signed:
        second = Step(sign, Stage.DONE, formats.clock(selection.signed_at))
    elif selection.state is SelectionState.WAITING:
        wait = QCoreApplication.translate("ControlSteps", "waits {0}").format(countdown(selection.until, now))
        second = Step(sign, Stage.NOW, wait)
    return (
        Step(select, Stage.DONE, formats.clock(selection.since)),
        Step(
            review,
            Stage.DONE if reviewed else Stage.NOW,
            formats.clock(selection.reviewed_at) if selection.reviewed_at else "",
        ),
        second,
        Step(operate, Stage.NOW if ready else Stage.TODO),
        Step(confirm),
    )


def _of_command(command: Command, named: Callable[[str], str]) -> tuple[Step, ...]:
    select, review, sign, operate, confirm = _titles()
    second = QCoreApplication.translate("ControlSteps", "not needed")
    if command.approver:
        second = named(command.approver)
    stage = Stage.NOW
    if command.state is CommandState.CONFIRMED:
        stage = Stage.DONE
    elif command.end is EndReason.OVERTAKEN:
        stage = Stage.TODO
    elif command.ended:
        stage = Stage.FAILED
    return (
        Step(select, Stage.DONE),
        Step(review, Stage.DONE),
        Step(sign, Stage.DONE, second),
        Step(operate, Stage.DONE, formats.clock(command.sent_at) if command.sent_at else ""),
        Step(confirm, stage, words.state(command)),
    )


class StepsBar(QWidget):
    """One cell a step; in a narrow panel only the current one keeps its words. GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.steps: tuple[Step, ...] = ()
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def show_steps(self, now: tuple[Step, ...]) -> None:
        if now == self.steps:
            return
        self.steps = now
        current = next((one for one in now if one.stage in (Stage.NOW, Stage.FAILED)), None)
        self.setAccessibleName("" if current is None else f"{current.title} {current.detail}")
        self.setToolTip("\n".join(f"{one.title} {one.detail}".strip() for one in now))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(600, HEIGHT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for place, (step, width) in enumerate(zip(self.steps, self._widths(), strict=True)):
            self._cell(painter, QRectF(left, 0, width, HEIGHT), place, step)
            left += width
        painter.fillRect(0, HEIGHT - 1, self.width(), 1, self._look.theme.line)

    def _widths(self) -> list[float]:
        """Equal where all words fit so, or by what the words need; where they do not fit at all, the
        current step has the room."""
        if not self.steps:
            return []
        metrics = QFontMetrics(ui_font(TABLE, 600))
        small = QFontMetrics(ui_font(SMALL))
        wants = [
            _BOX
            + 26.0
            + max(metrics.horizontalAdvance(one.title), min(small.horizontalAdvance(one.detail), 160))
            for one in self.steps
        ]
        equal = self.width() / len(self.steps)
        if max(wants) <= equal:
            return [equal] * len(self.steps)
        if sum(wants) <= self.width():
            return [want * self.width() / sum(wants) for want in wants]
        current = [one.stage in (Stage.NOW, Stage.FAILED) for one in self.steps]
        if not any(current):
            return [equal] * len(self.steps)
        rest = self.width() - _ALONE * (len(self.steps) - 1)
        return [rest if is_current else _ALONE for is_current in current]

    def _cell(self, painter: QPainter, cell: QRectF, place: int, step: Step) -> None:
        theme = self._look.theme
        if step.stage in (Stage.NOW, Stage.FAILED):
            failed = step.stage is Stage.FAILED
            painter.fillRect(cell, theme.high.soft if failed else theme.selection_soft)
            edge = theme.high.fill if failed else theme.selection
            painter.fillRect(QRectF(cell.left(), HEIGHT - 3, cell.width(), 3), edge)
        painter.fillRect(QRectF(cell.right() - 1, 0, 1, HEIGHT), theme.line)
        box = QRectF(cell.left() + 9, (HEIGHT - _BOX) / 2, _BOX, _BOX)
        self._mark(painter, box, place, step)
        self._words(painter, cell, box.right() + 7, step)

    def _mark(self, painter: QPainter, box: QRectF, place: int, step: Step) -> None:
        theme = self._look.theme
        if step.stage is Stage.FAILED:
            paint_priority(painter, box.adjusted(1, 1, -1, -1), _FAILED, theme)
            return
        done = step.stage is Stage.DONE
        painter.setPen(theme.line2 if step.stage is Stage.TODO else theme.text2)
        painter.setBrush(theme.text2 if done else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 2, 2)
        if done:
            draw_glyph(painter, "check", box.adjusted(3, 3, -3, -3), theme.app)
            return
        painter.setFont(ui_font(SMALL, 700))
        painter.setPen(theme.text3 if step.stage is Stage.TODO else theme.text)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), str(place + 1))

    def _words(self, painter: QPainter, cell: QRectF, left: float, step: Step) -> None:
        theme = self._look.theme
        room = int(cell.right() - left - 5)
        if room < _BOX:
            return
        two = bool(step.detail)
        font = ui_font(TABLE, 600 if step.stage in (Stage.NOW, Stage.FAILED) else 400)
        painter.setFont(font)
        painter.setPen(theme.text3 if step.stage is Stage.TODO else theme.text)
        title = QFontMetrics(font).elidedText(step.title, Qt.TextElideMode.ElideRight, room)
        top = QRectF(left, 5 if two else 0, room, 16 if two else HEIGHT)
        painter.drawText(top, int(Qt.AlignmentFlag.AlignVCenter), title)
        if two:
            painter.setFont(ui_font(SMALL))
            painter.setPen(theme.text2 if step.stage in (Stage.NOW, Stage.FAILED) else theme.text3)
            detail = QFontMetrics(ui_font(SMALL)).elidedText(step.detail, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRectF(left, 21, room, 14), int(Qt.AlignmentFlag.AlignVCenter), detail)
