"""Groups of commands under way: sent, confirmed, failed, skipped with why; stop, and retry of the failed."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain import control_acts as acts
from app.domain.command_groups import CommandGroup, GroupState
from app.domain.plain_text import shown
from app.domain.rights import Right
from widgets import formats
from widgets.control import words as control_words
from widgets.control.lighting import words
from widgets.control.lighting.ask_button import AskButton
from widgets.control.lighting.level_editor import named_words, skipped_words
from widgets.control.lighting.requests import LightingRequests
from widgets.look import Look
from widgets.plain_label import PlainLabel

KEPT_MS = 600_000
"""How long a group that is over stays in sight, unless it was put away."""
MOST = 4
RUNNING = frozenset({GroupState.RUNNING, GroupState.FOLLOWING})


class _Bar(QWidget):
    """Confirmed, sent and failed of all; what was skipped stays empty."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._group: CommandGroup | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        look.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(120, 6)

    def show_group(self, group: CommandGroup) -> None:
        self._group = group
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = self._look.theme
        painter.fillRect(self.rect(), theme.control)
        if self._group is None or not self._group.total:
            return
        group, left = self._group, 0.0
        out = max(0, group.sent - group.confirmed - group.failed)
        for count, color in (
            (group.confirmed, theme.text),
            (out, theme.text3),
            (group.failed, theme.high.fill),
        ):
            width = self.width() * count / group.total
            painter.fillRect(QRectF(left, 0, width, self.height()), color)
            left += width


class _Row(QWidget):
    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title, self.counts, self.skips = PlainLabel(), PlainLabel(), PlainLabel()
        self.bar = _Bar(look)
        self.stop = QPushButton(self.tr("Stop"))
        self.retry, self.away = AskButton(look, "small"), QPushButton(self.tr("Put away"))
        self.title.setProperty("look", "support")
        for label in (self.counts, self.skips):
            label.setProperty("look", "small")
        for label in (self.title, self.counts, self.skips):
            label.setMinimumWidth(0)
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        head = QHBoxLayout()
        head.setSpacing(6)
        head.addWidget(self.title, 1)
        for button in (self.stop, self.retry, self.away):
            button.setProperty("look", "small")
            button.setAutoDefault(False)
            head.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 6, 10, 6)
        column.setSpacing(3)
        column.addLayout(head)
        column.addWidget(self.bar)
        column.addWidget(self.counts)
        column.addWidget(self.skips)

    def show_group(self, group: CommandGroup, name: str, reason: str) -> None:
        """`reason`: why the operator may not act on it."""
        order = control_words.order(group.order)
        self.title.setText(f"{name}: {order} · {shown(group.operator)} · {formats.clock(group.started)}")
        self.title.setToolTip(shown(group.reason))
        self.bar.show_group(group)
        self.counts.setText(f"{self._state(group)} · {self._counts(group)}")
        told = skipped_words(group.skips)
        self.skips.setText(self.tr("Left out: {0}").format(told))
        self.skips.setToolTip(named_words(group.skips))
        self.skips.setVisible(bool(told))
        running = group.state in RUNNING
        self.stop.setVisible(group.state is GroupState.RUNNING)
        self.retry.setVisible(bool(group.failed) and not running)
        self.retry.set_words(self.tr("Retry the {0} failed").format(formats.number(group.failed)))
        self.away.setVisible(not running)
        for button in (self.stop, self.retry):
            button.setEnabled(not reason)
            button.setToolTip(reason)

    def _state(self, group: CommandGroup) -> str:
        states = {
            GroupState.RUNNING: self.tr("Going out, {0} a second").format(formats.number(group.per_s)),
            GroupState.FOLLOWING: self.tr("All sent, answers awaited"),
            GroupState.STOPPED: self.tr("Stopped by {0}").format(shown(group.stopped_by)),
            GroupState.DONE: self.tr("Over at {0}").format(formats.clock(group.ended)),
        }
        return states[group.state]

    def _counts(self, group: CommandGroup) -> str:
        parts = [
            self.tr("sent {0} of {1}").format(formats.number(group.sent), formats.number(group.total)),
            self.tr("confirmed {0}").format(formats.number(group.confirmed)),
            self.tr("failed {0}").format(formats.number(group.failed)),
        ]
        if group.skipped:
            parts.append(self.tr("left out {0}").format(formats.number(group.skipped)))
        return " · ".join(parts)


class Progress(QWidget):
    """The newest groups of luminaires, those under way first. GUI thread."""

    shown_changed = Signal(bool)
    """Whether there is anything to see."""

    def __init__(
        self, hub: Hub, look: Look, requests: LightingRequests, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hub, self._look, self._requests = hub, look, requests
        self.rows: dict[str, _Row] = {}
        self._put_away: set[str] = set()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        hub.control.groups_changed.connect(self.refresh)
        hub.control.loaded.connect(self.refresh)
        self.refresh()

    def refresh(self, _ids: object = None) -> None:
        """Show how they stand now; rows stay in place while they are there."""
        wanted = self._wanted()
        for gone in set(self.rows) - {one.id for one in wanted}:
            row = self.rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        reason = self._requests.permits.why_not(Right.COMMAND_LUMINAIRES, briefly=True)
        if self._hub.link.phase != "up":
            reason = self.tr("The engine is away. Nothing can be sent.")
        for one in wanted:
            if one.id not in self.rows:
                self._add(one.id)
            self.rows[one.id].show_group(one, self._name(one), reason)
        self.setVisible(bool(self.rows))
        self.shown_changed.emit(bool(self.rows))

    def _wanted(self) -> list[CommandGroup]:
        now = self._hub.now()
        known = [
            one
            for one in self._hub.control.groups.values()
            if one.target.kind == "luminaire" and one.id not in self._put_away
            if one.state in RUNNING or now - max(one.ended, one.started) < KEPT_MS
        ]
        known.sort(key=lambda one: (one.state not in RUNNING, -one.started))
        return known[:MOST]

    def _add(self, group: str) -> None:
        row = _Row(self._look, self)
        row.stop.clicked.connect(lambda: self._stop(group))
        row.retry.asked.connect(lambda: self._retry(group))
        row.away.clicked.connect(lambda: self._forget(group))
        self.rows[group] = row
        self._column.addWidget(row)

    def _name(self, group: CommandGroup) -> str:
        saved = self._hub.control.saved.get(group.target.ids[0]) if group.target.ids else None
        return words.target(group.target, "" if saved is None else saved.name)

    def _stop(self, group: str) -> None:
        self._requests.act(acts.StopGroup(group), self.tr("Stopped. What is out goes on to its end."))

    def _retry(self, group: str) -> None:
        failed = self._hub.control.groups[group].failed
        self._requests.issue(
            acts.RetryGroup(group), self.tr("Trying {0} again").format(words.luminaires(failed))
        )

    def _forget(self, group: str) -> None:
        self._put_away.add(group)
        self.refresh()
