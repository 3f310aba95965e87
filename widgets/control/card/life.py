"""The life of an order on one line: when each step came, where it ended, and what took it back."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.domain.catalogue import Catalogue
from app.domain.commands import Command, CommandState, EndReason, Said, Source
from app.domain.plain_text import shown
from app.domain.selections import Selection, SelectionState
from widgets import formats, wording
from widgets.control import words
from widgets.control.card.names import Names

LINES = 6
"""Orders shown; all of them are in the record."""
SENT, RECEIVED, WORKING, MEASURED, BACK = range(5)
COLUMNS = 5


class Mark(enum.Enum):
    NONE = "none"
    PENDING = "pending"
    CAME = "came"
    CONFIRMED = "confirmed"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Point:
    column: int
    mark: Mark
    text: str = ""


@dataclass(frozen=True, slots=True)
class LifeLine:
    """`back`: an order that takes another back by itself; `story` is all that was noted, a line each."""

    title: str
    support: str
    points: tuple[Point, ...]
    outcome: str
    back: bool = False
    story: tuple[str, ...] = ()


def column_titles() -> tuple[str, ...]:
    return (
        QCoreApplication.translate("ControlLife", "Sent"),
        QCoreApplication.translate("ControlLife", "Received"),
        QCoreApplication.translate("ControlLife", "In progress"),
        QCoreApplication.translate("ControlLife", "Measurement"),
        QCoreApplication.translate("ControlLife", "Way back"),
    )


class LifeWriter:
    """Turns orders into lines. GUI thread."""

    def __init__(self, names: Names, catalogue: Catalogue) -> None:
        self._names, self._catalogue = names, catalogue
        self._last: tuple[tuple[Command, ...], Selection | None] = ((), None)
        self._lines: tuple[LifeLine, ...] = ()

    def lines(self, commands: tuple[Command, ...], selection: Selection | None) -> tuple[LifeLine, ...]:
        """The newest first; what is selected and not sent stands above them. The same question is answered
        from memory: it comes four times a second."""
        if self._last[0] is not commands or self._last[1] is not selection:
            self._last = (commands, selection)
            pending = () if selection is None else (self._selected(selection),)
            self._lines = (*pending, *(self.line(one) for one in commands[:LINES]))[:LINES]
        return self._lines

    def line(self, command: Command) -> LifeLine:
        title = f"{shown(command.device)} · {words.order(command.order, command.kind)}"
        back = command.source is Source.AUTOMATIC and bool(command.cause)
        return LifeLine(
            title=title,
            support=self._support(command),
            points=self._back_points(command) if back else self._points(command),
            outcome=_outcome(command),
            back=back,
            story=tuple(_story(each) for each in command.life),
        )

    def _selected(self, selection: Selection) -> LifeLine:
        device = selection.devices[0] if selection.devices else ""
        kind = selection.target.kind
        unsent = QCoreApplication.translate("ControlLife", "not sent")
        points = tuple(
            Point(column, Mark.PENDING, unsent if column == SENT else "") for column in range(BACK)
        )
        waiting = selection.state is SelectionState.WAITING
        return LifeLine(
            f"{shown(device)} · {words.order(selection.order, kind)}",
            self._names.of(selection.operator),
            points,
            QCoreApplication.translate("ControlLife", "Waits for the second signature")
            if waiting
            else QCoreApplication.translate("ControlLife", "Selected"),
        )

    def _support(self, command: Command) -> str:
        if command.source is Source.PROGRAMME:
            return QCoreApplication.translate("ControlLife", "by the programme")
        if command.source is Source.AUTOMATIC:
            return QCoreApplication.translate("ControlLife", "automatic, after it stuck")
        first = self._names.of(command.operator)
        if not command.approver:
            return first
        return QCoreApplication.translate("ControlLife", "{0} and {1}").format(
            first, self._names.of(command.approver)
        )

    def _points(self, command: Command) -> tuple[Point, ...]:
        if not command.sent_at:
            unsent = QCoreApplication.translate("ControlLife", "not sent")
            return (Point(SENT, Mark.PENDING, unsent),)
        points = [Point(SENT, Mark.CAME, _sent(command))]
        for column, at in (
            (RECEIVED, command.accepted_at),
            (WORKING, command.executing_at or command.done_at),
        ):
            if at:
                points.append(Point(column, Mark.CAME, _after(command, at)))
        if command.state is CommandState.CONFIRMED:
            points.append(Point(MEASURED, Mark.CONFIRMED, self._shown(command)))
        elif command.end is EndReason.OVERTAKEN:
            points.append(Point(_failed_at(command), Mark.PENDING, _after(command, command.ended_at)))
        elif command.ended:
            points.append(Point(_failed_at(command), Mark.FAILED, _after(command, command.ended_at)))
        else:
            last = points[-1].column
            points += [Point(column, Mark.PENDING) for column in range(last + 1, BACK)]
        return tuple(points)

    def _back_points(self, command: Command) -> tuple[Point, ...]:
        begun = Point(MEASURED, Mark.CAME, formats.clock(command.sent_at or command.issued))
        if command.state is CommandState.CONFIRMED:
            return (begun, Point(BACK, Mark.CONFIRMED, self._shown(command)))
        if command.ended:
            return (begun, Point(BACK, Mark.FAILED, _after(command, command.ended_at)))
        return (begun, Point(BACK, Mark.PENDING))

    def _shown(self, command: Command) -> str:
        after = _after(command, command.ended_at)
        if not command.measured:
            return after
        # The last of them is what a second meter shows, where there is one.
        last = command.measured[-1]
        value = wording.value(self._catalogue.quantities.get(last.quantity), last.value)
        return f"{after} · {value}"


def _failed_at(command: Command) -> int:
    """The column of what did not come."""
    if command.end in (EndReason.NOT_FINISHED, EndReason.MISMATCH, EndReason.NOT_MEASURED):
        return MEASURED
    if command.executing_at or command.done_at:
        return MEASURED
    return WORKING if command.accepted_at else RECEIVED


def _sent(command: Command) -> str:
    at = formats.local(command.sent_at)
    text = f"{at:%H:%M:%S}.{at.microsecond // 100_000}"
    return f"{text} ×{command.tries}" if command.tries > 1 else text


def _after(command: Command, at: int) -> str:
    return f"+{formats.duration((at - command.sent_at) / 1000)}" if at and command.sent_at else ""


def _outcome(command: Command) -> str:
    """How it ended; where it stuck with the value it came to."""
    text = words.state(command)
    if command.state is CommandState.REJECTED:
        said = next((one.text for one in reversed(command.life) if one.state == "rejected" and one.text), "")
        return f"{text}: {words.said(said)}" if said else text
    if command.end in (EndReason.NOT_FINISHED, EndReason.MISMATCH):
        position = next((one for one in command.measured if one.quantity == "open_percentage"), None)
        if position is not None and isinstance(position.value, int | float):
            at = QCoreApplication.translate("ControlLife", "at {0}").format(
                words.per_cent(float(position.value))
            )
            return f"{text}, {at}"
    return text


def _story(each: Said) -> str:
    text = f"{formats.clock(each.at)} {state_word(each.state)}"
    if each.text:
        text = f"{text}: {words.said(each.text)}"
    if each.late:
        late = QCoreApplication.translate("ControlLife", "late, changed nothing")
        text = f"{text} ({late})"
    return text


def state_word(name: str) -> str:
    """One word of a life, whether a state or what the device said."""
    known = {
        "drafted": QCoreApplication.translate("ControlLife", "drafted"),
        "approved": QCoreApplication.translate("ControlLife", "signed"),
        "sent": QCoreApplication.translate("ControlLife", "sent"),
        "accepted": QCoreApplication.translate("ControlLife", "received"),
        "executing": QCoreApplication.translate("ControlLife", "in progress"),
        "done": QCoreApplication.translate("ControlLife", "done, says the device"),
        "confirmed": QCoreApplication.translate("ControlLife", "confirmed by measurement"),
        "rejected": QCoreApplication.translate("ControlLife", "refused"),
        "expired": QCoreApplication.translate("ControlLife", "expired"),
        "timed_out": QCoreApplication.translate("ControlLife", "timed out"),
        "cancelled": QCoreApplication.translate("ControlLife", "taken back"),
    }
    return known.get(name) or shown(name, 40)
