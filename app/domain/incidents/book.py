"""All open incidents: what would come of events, what has come of them, and who is where.

Pure: the caller stores what is stamped before it is taken.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from types import MappingProxyType

from app.domain.incidents import events as its
from app.domain.incidents.book_index import BookIndex
from app.domain.incidents.effects import happen
from app.domain.incidents.events import IncidentDraft, IncidentEvent, LinkedAlarm
from app.domain.incidents.incident import Incident, IncidentChanged, Record
from app.domain.incidents.kinds import IncidentCatalogue
from app.domain.incidents.procedure_shelf import ProcedureShelf
from app.domain.incidents.procedures import Procedure
from app.domain.incidents.tally import Tally, id_of, number_of
from app.domain.instant import Instant

CLOSED_KEPT = 300
"""So many closed incidents stay at hand, those that were closed or recalled last."""


class IncidentBook:
    """Owned by the engine's thread."""

    def __init__(
        self,
        catalogue: Callable[[], IncidentCatalogue],
        next_number: int = 1,
        *,
        closed_kept: int = CLOSED_KEPT,
    ) -> None:
        self._catalogue = catalogue
        self._closed_kept = closed_kept
        self._next_number = next_number
        self._shelf = ProcedureShelf(catalogue)
        self._tallies: dict[str, Tally] = {}
        self._open: dict[str, Incident] = {}
        self._closed: OrderedDict[str, Incident] = OrderedDict()
        self._index = BookIndex()
        self._records: dict[str, Record] = {}

    @property
    def open(self) -> Mapping[str, Incident]:
        """By id, in the order in which they were opened; read only."""
        return MappingProxyType(self._open)

    @property
    def catalogue(self) -> IncidentCatalogue:
        """As it is at this moment."""
        return self._catalogue()

    def get(self, incident: str) -> Incident | None:
        """An open one, or a closed one that is at hand."""
        return self._open.get(incident) or self._closed.get(incident)

    @property
    def closed(self) -> Mapping[str, Incident]:
        """Those that are at hand, by id; read only."""
        return MappingProxyType(self._closed)

    def record(self, incident: str) -> Record | None:
        """All of an open incident, or of a closed one that is at hand."""
        known = self._records.get(incident)
        tally = self._tallies.get(incident)
        if known is None and tally is not None:
            known = self._records[incident] = tally.record()
        return known

    def moved_out(self, incident: str) -> AbstractSet[str]:
        """Alarms that an operator has taken out of it; cheaper than its record."""
        tally = self._tallies.get(incident)
        return frozenset() if tally is None else tally.moved_out.keys()

    def tells(self, incident: str, link: LinkedAlarm) -> bool:
        """Whether it is told already that this alarm, as it is, stands in the incident."""
        tally = self._tallies.get(incident)
        known = None if tally is None else tally.alarms.get(link.alarm)
        return known is not None and known.active and known.link == link

    def of_alarm(self, alarm: str) -> str:
        """The open incident in which the alarm is; empty for none."""
        return self._index.of_alarm.get(alarm, "")

    def of_crew(self, crew: str) -> str:
        """The open incident at which the crew has a task that is not over; empty for none."""
        return self._index.of_crew.get(crew, "")

    def decided_by(self, incident: str) -> str:
        """Who took the newest decision; empty for the program and for none."""
        tally = self._tallies.get(incident)
        return "" if tally is None else tally.decided_by

    # -- restoring -----------------------------------------------------------------------------------

    def restore(self, records: Iterable[Record]) -> None:
        """Take over the open incidents as they were left."""
        for record in sorted(records, key=lambda one: one.incident.number):
            self._hold(record)

    def recall(self, record: Record) -> None:
        """Put a closed incident at hand, so that it can be decided on. What is at hand is newer."""
        if record.incident.id not in self._tallies:
            self._hold(record)

    def _hold(self, record: Record) -> None:
        incident = record.incident
        self._tallies[incident.id] = tally = Tally.of(record)
        self._records[incident.id] = record
        self._next_number = max(self._next_number, incident.number + 1)
        self._index.keep(tally, incident)
        self._put(incident)

    # -- procedures ----------------------------------------------------------------------------------

    @property
    def procedures(self) -> Mapping[str, Procedure]:
        """The newest version of each, by id, those that are retired too."""
        return self._shelf.newest

    def procedure(self, procedure: str, version: int) -> Procedure | None:
        return self._shelf.get(procedure, version)

    def put_procedure(self, procedure: Procedure) -> None:
        """A version that operators have made, new or from the store."""
        self._shelf.put(procedure)

    # -- writing -------------------------------------------------------------------------------------

    def new_id(self) -> str:
        """A number that was never given; it is used up."""
        number = self._next_number
        self._next_number += 1
        return id_of(number)

    def stamp(
        self, drafts: Sequence[IncidentDraft], by: str, console: str, now: Instant
    ) -> list[IncidentChanged]:
        """What would come of these, one change for each incident in the order of its first draft.

        Raises KeyError for an incident that is not at hand and that no draft opens.
        """
        trials: dict[str, Tally] = {}
        for draft in drafts:
            name, trial = draft.incident, trials.get(draft.incident)
            if trial is None and name not in self._tallies and isinstance(draft.body, its.Opened):
                trials[name] = Tally.begin(IncidentEvent(name, 1, now.wall, by, console, draft.body))
                continue
            if trial is None:
                trial = trials[name] = self._tallies[name].branch()
            happen(trial, IncidentEvent(name, trial.version + 1, now.wall, by, console, draft.body))
        return [IncidentChanged(trial.incident(), tuple(trial.events)) for trial in trials.values()]

    def take(self, changes: Iterable[IncidentChanged]) -> None:
        """They are stored: it is so now. What was taken before is not taken again.

        Raises ValueError for events that do not follow those at hand.
        """
        for change in changes:
            self._take(change)

    def _take(self, change: IncidentChanged) -> None:
        name = change.incident.id
        known, tally = self.get(name), self._tallies.get(name)
        if tally is None:
            tally = self._tallies[name] = Tally.begin(change.events[0])
            self._next_number = max(self._next_number, number_of(name) + 1)
        for event in change.events:
            if event.seq > tally.version + 1:
                raise ValueError(f"{name}: event {event.seq} after {tally.version}")
            if event.seq == tally.version + 1:
                happen(tally, event)
        self._records.pop(name, None)
        incident = change.incident if change.incident.version == tally.version else tally.incident()
        self._index.follow(tally, incident, change.events, was_open=known is not None and known.open)
        self._put(incident)

    def _put(self, incident: Incident) -> None:
        if incident.open:
            self._closed.pop(incident.id, None)
            self._open[incident.id] = incident
            return
        self._open.pop(incident.id, None)
        self._closed[incident.id] = incident
        self._closed.move_to_end(incident.id)
        while len(self._closed) > self._closed_kept:
            gone, _ = self._closed.popitem(last=False)
            self._tallies.pop(gone)
            self._records.pop(gone, None)
