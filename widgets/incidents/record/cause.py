"""The first cause of the incident, what it takes along by kind of device, and what was linked to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.bridge.hub import Hub
from app.domain.incidents.incident import Incident, IncidentAlarm, Record
from app.domain.plain_text import shown
from widgets import formats
from widgets.incidents.record.line_list import Line, LineList
from widgets.incidents.record.names import RecordNames
from widgets.incidents.record.section import Section
from widgets.look import Look
from widgets.plain_label import plain_label

KINDS_NAMED = 4


class CauseSection(Section):
    """GUI thread."""

    device_activated = Signal(str)
    incident_activated = Signal(str)

    def __init__(self, hub: Hub, look: Look, names: RecordNames, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._names = hub, names
        self._devices: dict[str, str] = {}
        self._ids: dict[str, str] = {}
        self.caption.setText(self.tr("First cause"))
        self.list = LineList(look, self.tr("First cause and linked devices"), height=36, most=4)
        self.none = plain_label(self.tr("No alarm marked."), look="support")
        self.none.setContentsMargins(10, 0, 10, 0)
        self.takes = plain_label(look="support", wraps=True)
        self.takes.setContentsMargins(10, 0, 10, 0)
        self.related = {name: QPushButton() for name in ("leads_to", "follows", "merged")}
        self.body.addWidget(self.none)
        self.body.addWidget(self.list)
        self.body.addWidget(self.takes)
        self.add_row(*self.related.values())
        for name, button in self.related.items():
            button.setProperty("look", "small")
            button.clicked.connect(lambda _=False, name=name: self.incident_activated.emit(self._ids[name]))
            button.hide()
        self.list.line_activated.connect(lambda line: self.device_activated.emit(self._devices.get(line, "")))

    def begin(self) -> None:
        """Another incident: nothing is known of its alarms."""
        self._devices.clear()
        for part in (self.list, self.takes, self.none, *self.related.values()):
            part.hide()
        self.list.show_lines(())

    def show_incident(self, incident: Incident) -> None:
        """What is known before the record has come."""
        self.aside.setText(
            self.tr("Alarms: {0}, active: {1}").format(
                formats.number(incident.alarms), formats.number(incident.active)
            )
            if incident.alarms
            else ""
        )
        self._relate("leads_to", self.tr("Goes on in {0}"), incident.leads_to)
        self._relate("follows", self.tr("Follows {0}"), incident.follows)

    def show_record(self, record: Record) -> None:
        self.show_incident(record.incident)
        cause = record.alarms.get(record.incident.cause)
        lines = [] if cause is None else [self._cause(cause)]
        lines += [self._linked(device) for device in record.devices]
        self._devices = {line.id: line.id for line in lines}
        if cause is not None:
            self._devices[cause.link.alarm] = cause.link.device
        self.list.show_lines(lines)
        self.list.setVisible(bool(lines))
        self.none.setVisible(cause is None)
        self.takes.setText(self._takes(record))
        self.takes.setVisible(bool(self.takes.text()))
        self._relate("merged", self.tr("Took in {0}"), record.merged[-1] if record.merged else "")

    def _cause(self, alarm: IncidentAlarm) -> Line:
        link = alarm.link
        since = self.tr("since {0}").format(formats.clock(link.raised_at))
        back = self.tr("back to normal at {0}").format(formats.clock(alarm.returned))
        return Line(
            id=link.alarm,
            title=self._names.alarm(link.alarm),
            support=since if alarm.active else f"{since} · {back}",
            priority=int(link.priority),
        )

    def _linked(self, device: str) -> Line:
        known = self._hub.devices.get(device)
        kind = self._hub.catalogue.kinds.get("" if known is None else known.kind)
        return Line(
            id=device,
            title=self._names.device(device),
            support=self.tr("Linked by hand") if known is None else shown(known.name),
            glyph="link" if kind is None else kind.glyph,
        )

    def _takes(self, record: Record) -> str:
        """`Takes along 41 luminaires, 1 cabinet`: alarms but the cause, by the kind of their device."""
        others = [one.link.device for name, one in record.alarms.items() if name != record.incident.cause]
        if not others:
            return ""
        kinds = self._by_kind(dict.fromkeys(others))
        consequences = self.tr("{0} are consequences").format(record.incident.consequences)
        takes = self.tr("Takes along {0}").format(kinds)
        return f"{takes} · {consequences}" if record.incident.consequences else takes

    def _by_kind(self, devices: Iterable[str]) -> str:
        counts = Counter(self._names.device_kind(device) for device in devices)
        parts = []
        for kind, count in counts.most_common(KINDS_NAMED):
            known = self._hub.catalogue.kinds.get(kind)
            if known is None:
                label = self.tr("others")
            else:
                label = (known.label if count == 1 else known.plural).in_language(self._hub.language).lower()
            parts.append(f"{formats.number(count)} {label}")
        rest = sum(counts.values()) - sum(count for _, count in counts.most_common(KINDS_NAMED))
        return ", ".join(parts) + (f" +{rest}" if rest else "")

    def _relate(self, which: str, words: str, incident: str) -> None:
        button = self.related[which]
        button.setVisible(bool(incident))
        button.setText(words.format(shown(incident, 24)))
        self._ids[which] = incident
