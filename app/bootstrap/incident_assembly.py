"""Puts incidents together once the city stands and crews can be sent: book, rules, desk and what it keeps."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.bootstrap.control_assembly import AssemblyPlan
from app.bootstrap.incident_live import LiveIncidents
from app.bootstrap.incident_past import closed_lately, recalled, unhandled
from app.domain.acts import Verdict
from app.domain.alarms import Alarm
from app.domain.changes import Change
from app.domain.command_groups import GroupChanged
from app.domain.commands import CommandChanged
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.correlation import Correlator
from app.domain.incidents.flood import FloodWatch
from app.domain.incidents.kinds import IncidentCatalogue
from app.domain.incidents.procedures import ProcedureChanged
from app.domain.instant import Instant
from app.engine.access.entries import Asked
from app.engine.access.errands import Errands
from app.engine.access.front_desk import Handler
from app.engine.access.sessions import SessionBook
from app.engine.incidents.belated import Belated
from app.engine.incidents.city_view import CityView
from app.engine.incidents.desk import IncidentDesk
from app.engine.incidents.following import Following
from app.engine.incidents.incidents import IncidentParts, Incidents
from app.engine.incidents.parts import IncidentDeskParts, Recalled
from app.engine.incidents.recalling import put_at_hand
from app.store.attachments import AttachmentStore
from app.store.control_reading import RestoredControl
from app.store.faults import Fault, StoreUnavailable
from app.store.incident_reading import RestoredIncidents
from app.wire.incidents import IncidentRules


@dataclass(frozen=True, slots=True)
class IncidentPlan:
    """What incidents are joined from, besides that from which control is."""

    base: AssemblyPlan
    catalogue: IncidentCatalogue
    restored: RestoredIncidents
    files: Path
    """The folder of attachments."""


class IncidentAssembly:
    """`desk` first, then `incidents`. Engine's thread."""

    def __init__(self, plan: IncidentPlan) -> None:
        self._plan, self._base = plan, plan.base
        settings = plan.base.settings
        self._live = LiveIncidents(lambda: settings.now.incidents, plan.base.city.parts.rules, plan.catalogue)
        self._view = CityView(plan.base.city.parts)
        self._lately = closed_lately(self._base.store, self._base.now().wall)
        self._book = self._restored_book()
        self._desk: IncidentDesk | None = None
        self._sessions: SessionBook | None = None
        self._reading: Errands | None = None
        self._made: Incidents | None = None

    def desk(self, book: SessionBook, proving: Errands, reading: Errands) -> Mapping[type, Handler]:
        """What the desk answers; `book` tells who sits where, `proving` is the lane for passwords."""
        base, self._sessions, self._reading = self._base, book, reading
        files = AttachmentStore(self._plan.files)
        files.clear_parts()
        self._desk = IncidentDesk(
            IncidentDeskParts(
                book=self._book,
                city=self._view,
                trail=base.guards.vault,
                store=base.way.store,
                reading=reading,
                proving=proving,
                read=self._read,
                files=files,
                most_bytes=lambda: self._live.settings().attachment_bytes,
                dispatcher=base.way.dispatcher,
                check=lambda device, order, now: base.late.check(device.id, order, now),
                accounts=base.guards.accounts,
                factor_for=lambda: base.settings.now.security.second_factor_for,
                session_of=book.session_of,
                revision=book.revision,
                answer=base.consoles.answer,
                tell=base.consoles.tell,
                new_id=base.way.new_id,
                now=base.now,
            )
        )
        self._desk.restore(self._plan.restored.shifts, self._plan.restored.plans)
        return self._desk.handlers()

    def may_see(self, asked: Asked, incident: str, then: Callable[[Verdict | None], None]) -> None:
        """`then` is given why an operator may not see an incident; see `IncidentDesk.may_see`."""
        assert self._desk is not None
        self._desk.may_see(asked, incident, then)

    def incidents(self) -> Incidents:
        """All of it, at work from the first tick on; what happened while the engine was away is caught up."""
        base, desk, sessions = self._base, self._desk, self._sessions
        assert desk is not None
        assert sessions is not None
        self._keep_shipped()
        following = Following(self._book, base.way.store, base.consoles.tell, base.now)
        self._made = made = Incidents(
            IncidentParts(
                book=self._book,
                correlator=Correlator(
                    self._live.catalogue,
                    self._view,
                    self._book,
                    lambda: base.settings.now.site.language,
                ),
                flood=FloodWatch(lambda: self._live.settings().flood),
                following=following,
                belated=Belated(self._book, following, self._recall, base.now),
                desk=desk,
                steps=lambda: self._live.catalogue().escalation,
                rules=self._rules,
                standing=base.city.parts.marks.alarms,
                operators=sessions.present,
                tell=base.consoles.tell,
                now=base.now,
            )
        )
        made.restore(self._unhandled(), self._lately.records, _news_in(base.restored, base.now()))
        return made

    def _keep_shipped(self) -> None:
        """What an incident follows must be there after an update that ships another version, too."""
        kept = {(one.id, one.version) for one in self._plan.restored.procedures}
        shipped = self._plan.catalogue.procedures.values()
        self._base.way.store.append(
            [ProcedureChanged(one) for one in shipped if (one.id, one.version) not in kept]
        )

    def follow(self, changes: Sequence[Change]) -> None:
        """What operators did to alarms."""
        assert self._made is not None
        self._made.follow(changes)

    def _restored_book(self) -> IncidentBook:
        kept = self._plan.restored
        book = IncidentBook(self._live.catalogue, kept.next_number)
        for procedure in kept.procedures:
            book.put_procedure(procedure)
        book.restore(kept.records)
        put_at_hand(book, self._lately)
        return book

    def _unhandled(self) -> list[Alarm]:
        """Alarms that have come since incidents are kept, and of which none may know yet."""
        alarms = list(self._base.city.parts.marks.alarms())
        if self._plan.restored.next_number == 1:
            return alarms
        return unhandled(alarms, self._lately.records, self._base.now().wall)

    def _read(self, ids: Collection[str]) -> Recalled:
        """A worker's thread: what is queued for these must be in the database before it is read."""
        if not self._base.way.store.commit(()):
            raise StoreUnavailable(Fault.CLOSED)
        return recalled(self._base.store, ids)

    def _recall(
        self,
        ids: Collection[str],
        then: Callable[[Recalled], None],
        failed: Callable[[Exception], None],
    ) -> bool:
        assert self._reading is not None
        return self._reading.run(lambda: self._read(ids), then, failed)

    def _rules(self) -> IncidentRules:
        catalogue, most_bytes = self._live.catalogue(), self._live.settings().attachment_bytes
        return IncidentRules(tuple(catalogue.kinds.values()), catalogue.escalation, most_bytes)


def _news_in(restored: RestoredControl, now: Instant) -> Iterator[object]:
    """Oldest first: commands that ended lately, those that are out, and groups."""
    for command in (*restored.recent, *restored.out):
        yield CommandChanged(command, now.wall)
    for group in restored.groups:
        yield GroupChanged(group)
