"""Reads all that is known of an incident: its record, what was merged into it, the procedure it follows."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.domain.incidents.events import Absorbed, IncidentEvent
from app.domain.incidents.incident import Incident, Record
from app.domain.incidents.procedures import Procedure
from widgets import tasks


@dataclass(frozen=True, slots=True)
class Known:
    """`merged` are the events of incidents that were merged into it, by incident and `seq`."""

    record: Record
    merged: tuple[IncidentEvent, ...]


class RecordReader(QObject):
    """For one incident at a time; what comes late for another one is dropped. GUI thread."""

    came = Signal(object)
    """`Known`."""
    failed = Signal(bool)
    """It cannot be read now, or (True) there is no such incident."""
    procedure_came = Signal()
    procedure_failed = Signal()

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._incident = ""
        self._reading = self._again = False
        self._merged: dict[tuple[str, ...], tuple[IncidentEvent, ...]] = {}
        self._merged_ids: set[str] = set()
        """Incidents whose events are in `_merged`, or on their way into it."""
        self._drops = 0
        """How often `_merged` was dropped: what was on its way then is not kept."""
        self._versions: dict[tuple[str, int], Procedure] = {}
        self._asked: set[str] = set()
        hub.incidents.events_came.connect(self._hear)

    @property
    def busy(self) -> bool:
        """Whether a record is on its way."""
        return self._reading

    def read(self, incident: str) -> None:
        """Also to read it once more; while one reading is under way, the next waits for its end."""
        self._incident = incident
        if self._reading:
            self._again = True
            return
        self._reading, self._again = True, False
        tasks.run(self, self._read(incident), self._take, lambda problem: self._fail(incident, problem))

    def procedure(self, incident: Incident) -> Procedure | None:
        """The version that the incident follows; None while it is read from the history, or not known."""
        name, version = incident.procedure, incident.procedure_version
        newest = self._hub.incidents.procedures.get(name)
        if newest is not None and newest.version == version:
            return newest
        found = self._versions.get((name, version))
        if found is None and name and name not in self._asked:
            self._asked.add(name)
            asked = self._hub.history.procedures(name)
            tasks.run(self, asked, self._take_versions, lambda _: self._no_versions(name))
        return found

    def forget(self) -> None:
        """Another engine tells everything anew."""
        self._forget_merged()
        self._asked.clear()

    def _forget_merged(self) -> None:
        self._drops += 1
        self._merged.clear()

    def _hear(self, events: tuple[IncidentEvent, ...]) -> None:
        """One that was merged goes on too: a late note, a file."""
        if any(event.incident in self._merged_ids for event in events):
            self._forget_merged()
            if self._incident:
                self.read(self._incident)

    async def _read(self, incident: str) -> Known:
        record = await self._hub.incidents.record(incident)
        return Known(record, await self._merged_events(record.merged))

    async def _merged_events(self, incidents: tuple[str, ...]) -> tuple[IncidentEvent, ...]:
        """With those of incidents that had been merged into these before."""
        if not incidents or incidents in self._merged:
            return self._merged.get(incidents, ())
        drops, wanted = self._drops, list(incidents)
        known = self._merged_ids = set(incidents)
        found: list[IncidentEvent] = []
        while wanted:
            events = await self._hub.incidents.events(wanted)
            found += events
            absorbed = (event.body.incident for event in events if isinstance(event.body, Absorbed))
            wanted = [one for one in dict.fromkeys(absorbed) if one not in known]
            known.update(wanted)
        whole = tuple(sorted(found, key=lambda event: (event.incident, event.seq)))
        if drops == self._drops:
            self._merged = {incidents: whole}
        return whole

    def _take(self, known: Known) -> None:
        self._reading = False
        if known.record.incident.id == self._incident:
            self.came.emit(known)
        self._go_on()

    def _fail(self, incident: str, problem: Exception) -> None:
        self._reading = False
        if incident == self._incident:
            self.failed.emit(isinstance(problem, KeyError))
        self._go_on()

    def _go_on(self) -> None:
        if self._again and self._incident:
            self.read(self._incident)

    def _take_versions(self, versions: list[Procedure]) -> None:
        self._versions.update(((one.id, one.version), one) for one in versions)
        self.procedure_came.emit()

    def _no_versions(self, name: str) -> None:
        self._asked.discard(name)
        self.procedure_failed.emit()
