"""The figures of the engine, its link, its feed and its database, each with its name."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.wire.messages import Figures
from widgets import reasons
from widgets.formats import NONE, moment, number
from widgets.plain_label import PlainLabel

_MB = 1e6
Rows = tuple[tuple[str, str], ...]
"""Names of figures, and what they are called."""


class FiguresPanel(QScrollArea):
    """Written once a second while it can be seen."""

    def __init__(self, hub: Hub) -> None:
        super().__init__()
        self._hub = hub
        self._values: dict[str, QLabel] = {}
        self.setWidgetResizable(True)
        self.setProperty("look", "panel")
        inner = QWidget()
        inner.setProperty("look", "panel")
        column = QVBoxLayout(inner)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(2)
        for title, rows in self._groups():
            head = QLabel(title)
            head.setProperty("look", "caption")
            head.setContentsMargins(0, 8, 0, 2)
            column.addWidget(head)
            column.addLayout(self._grid(rows))
        column.addStretch(1)
        self.setWidget(inner)
        hub.figures_changed.connect(self._write)
        hub.link_changed.connect(self._write)

    def _groups(self) -> tuple[tuple[str, Rows], ...]:
        return (
            (self.tr("Engine"), self._engine_rows()),
            (self.tr("Broker"), self._broker_rows()),
            (self.tr("City"), self._city_rows()),
            (self.tr("Database"), self._store_rows()),
        )

    def _engine_rows(self) -> Rows:
        return (
            ("link", self.tr("State")),
            ("since", self.tr("Since")),
            ("reason", self.tr("Reason")),
            ("at", self.tr("Figures of")),
            ("processor", self.tr("Processor")),
            ("memory", self.tr("Memory")),
            ("consoles", self.tr("Consoles")),
        )

    def _broker_rows(self) -> Rows:
        return (
            ("broker", self.tr("Address")),
            ("phase", self.tr("Link")),
            ("feed_since", self.tr("Since")),
            ("protocol", self.tr("Protocol")),
            ("encrypted", self.tr("Encryption")),
            ("latency", self.tr("Latency")),
            ("rate", self.tr("Messages")),
            ("received", self.tr("Received")),
            ("rejects", self.tr("Rejected")),
            ("dropped", self.tr("Given up")),
        )

    def _city_rows(self) -> Rows:
        return (
            ("devices", self.tr("Devices")),
            ("fresh", self.tr("Reporting")),
            ("late", self.tr("Late")),
            ("lost", self.tr("Lost")),
            ("refused", self.tr("Refused by the limit")),
            ("points", self.tr("Points")),
            ("readings", self.tr("Readings")),
            ("judged", self.tr("Judged by the alarm rules")),
            ("alarms", self.tr("Standing alarms")),
        )

    def _store_rows(self) -> Rows:
        return (
            ("store", self.tr("State")),
            ("store_since", self.tr("Since")),
            ("store_reason", self.tr("Reason")),
            ("store_lag", self.tr("Behind")),
            ("queued", self.tr("Waiting")),
            ("written", self.tr("Written")),
            ("unrecorded", self.tr("Not recorded")),
            ("size", self.tr("Size")),
        )

    def _grid(self, rows: Rows) -> QGridLayout:
        grid = QGridLayout()
        grid.setVerticalSpacing(3)
        grid.setHorizontalSpacing(12)
        grid.setColumnMinimumWidth(0, 150)
        grid.setColumnStretch(1, 1)
        for row, (name, title) in enumerate(rows):
            label, value = QLabel(title), PlainLabel(NONE)
            label.setProperty("look", "support")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            value.setWordWrap(True)
            grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, row, 1)
            self._values[name] = value
        return grid

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._write()

    def value(self, name: str) -> str:
        """What is written beside a name."""
        return self._values[name].text()

    def _write(self, *_news: object) -> None:
        if not self.isVisible():
            return
        texts = self._link_texts()
        if self._hub.figures is not None:
            texts |= self._feed_texts(self._hub.figures)
            texts |= self._city_texts(self._hub.figures) | self._store_texts(self._hub.figures)
        for name, text in texts.items():
            label = self._values[name]
            if label.text() != text:
                label.setText(text or NONE)

    def _link_texts(self) -> dict[str, str]:
        link, now = self._hub.link, self._hub.now()
        words = {
            "starting": self.tr("Starting"),
            "up": self.tr("Running"),
            "hung": self.tr("Silent"),
            "lost": self.tr("Lost"),
            "given_up": self.tr("Lost, restarts used up"),
            "stopped": self.tr("Stopped"),
        }
        return {
            "link": words.get(link.phase, link.phase),
            "since": moment(link.since_ms, now),
            "reason": link.reason,
        }

    def _feed_texts(self, figures: Figures) -> dict[str, str]:
        feed, now = figures.feed, self._hub.now()
        words = {
            "up": self.tr("Connected"),
            "connecting": self.tr("Connecting"),
            "down": self.tr("No link"),
            "stopped": self.tr("Stopped"),
        }
        why = " ".join(part for part in (reasons.loss(feed.reason), feed.detail) if part)
        state = words.get(feed.phase, feed.phase)
        return {
            "broker": feed.broker,
            "phase": f"{state} · {why}" if why else state,
            "feed_since": moment(feed.since, now),
            "protocol": feed.protocol,
            "encrypted": self.tr("Yes")
            if feed.encrypted
            else (self.tr("No, on this PC") if feed.local else self.tr("No, over the network")),
            "latency": NONE if feed.latency_ms is None else f"{number(feed.latency_ms, 0)} ms",
            "rate": f"{number(feed.messages_per_s, 0)} /s",
            "received": number(feed.messages, 0),
            "rejects": number(feed.rejects, 0),
            "dropped": number(feed.dropped, 0),
        }

    def _city_texts(self, figures: Figures) -> dict[str, str]:
        return {
            "at": moment(figures.at, self._hub.now()),
            "processor": self.tr("{0} % of one core").format(number(figures.processor * 100, 0)),
            "memory": f"{number(figures.memory_bytes / _MB, 0)} MB",
            "consoles": number(figures.consoles, 0),
            "devices": number(figures.devices, 0),
            "fresh": number(figures.fresh, 0),
            "late": number(figures.late, 0),
            "lost": number(figures.lost, 0),
            "refused": number(figures.refused_devices, 0),
            "points": number(figures.points, 0),
            "readings": f"{number(figures.readings_per_s, 0)} /s",
            "judged": f"{number(figures.judged_per_s, 0)} /s",
            "alarms": number(figures.standing_alarms, 0),
        }

    def _store_texts(self, figures: Figures) -> dict[str, str]:
        store = figures.store
        words = {
            "ok": self.tr("Recording"),
            "slow": self.tr("Recording slowly"),
            "failing": self.tr("Not recording"),
            "closed": self.tr("Closed"),
        }
        return {
            "store": words.get(store.phase, store.phase),
            "store_since": moment(store.since, self._hub.now()),
            "store_reason": reasons.fault(store.reason),
            "store_lag": f"{number(store.lag_s, 1)} s",
            "queued": number(store.queued, 0),
            "written": number(store.written, 0),
            "unrecorded": number(store.unrecorded, 0),
            "size": f"{number(store.size_bytes / _MB, 0)} MB",
        }
