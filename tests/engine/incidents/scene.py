"""An engine's incidents to test with: real book, rules, vault, accounts, gate, journal, city and dispatcher,
joined as the program joins them.

Soft are the ends alone: consoles, the link to the broker, the worker of errands and the clock.
"""

from __future__ import annotations

import dataclasses
import itertools
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

from app.bootstrap.control_assembly import AssemblyPlan
from app.bootstrap.control_parts import JournalStore, LateCity, WayOut
from app.bootstrap.data_folder import DataFolder
from app.bootstrap.incident_assembly import IncidentAssembly, IncidentPlan
from app.control.dispatcher import Dispatcher, DispatcherParts
from app.control.ids import CommandIds
from app.domain.audit import Draft
from app.domain.changes import Change
from app.domain.commands import Command, Wanted
from app.domain.incidents import acts
from app.domain.incidents.events import IncidentEvent
from app.domain.incidents.incident import Incident
from app.domain.instant import Instant
from app.domain.orders import Action, Order
from app.engine.access.front_desk import FrontDesk, FrontDeskParts
from app.engine.access.gate import Gate
from app.engine.city import Outcome
from app.engine.city_acts import CityActs
from app.settings.actions import load_actions
from app.settings.catalogue import load_catalogue
from app.settings.incidents import IncidentSettings, load_incidents
from app.settings.rules import load_rules
from app.store.journal import Journal
from app.store.reader import Reader
from app.wire.frames import Ask
from app.wire.incidents import AlarmLinked, Incidental, IncidentMoved, event_of
from tests.engine.access.scene import SoftLink
from tests.engine.control.people import with_people
from tests.engine.control.soft_ends import SoftOutbox
from tests.engine.workshop import Workshop
from tests.support.stores import journal_in, lay_history

CATALOGUE = load_catalogue()
ACTIONS = load_actions(CATALOGUE)
INCIDENTS = load_incidents(CATALOGUE, load_rules(CATALOGUE, ()))
T = TypeVar("T")


class Disk:
    """The journal as the engine uses it; `full` refuses what must be on the disk at once."""

    def __init__(self, journal: Journal) -> None:
        self._inner, self.full = JournalStore(journal), False

    def commit(self, changes: Sequence[Change]) -> bool:
        return not self.full and self._inner.commit(changes)

    def append(self, changes: Sequence[Change]) -> None:
        self._inner.append(changes)


class IncidentScene:
    """`ana` administers and handles no incident, `beto` supervises and dispatches, `carla` is an engineer."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.access = with_people(folder / "vault")
        self.outbox = SoftOutbox()
        self.told: list[Any] = []
        self.barred = ""
        self._ids = itertools.count(1)
        self.data = DataFolder(self.folder)
        lay_history(self.data.store)
        self._start()

    def _start(self) -> None:
        self.journal = journal_in(self.data.store)
        restored = self.journal.open()
        self.shop = Workshop(self.folder / f"columns-{next(self._ids)}", restored)
        self.shop.at = self.access.at
        self.disk = Disk(self.journal)
        self.dispatcher = self._dispatcher()
        self.dispatcher.restore(
            (*restored.control.failed, *restored.control.out), restored.control.controls, self.now
        )
        self.assembly = IncidentAssembly(self._plan(restored))
        handlers = self.assembly.desk(self.access.book, self.access.worker, self.access.worker)  # type: ignore[arg-type]
        self.incidents = self.assembly.incidents()
        self.front = FrontDesk(
            FrontDeskParts(
                gate=Gate(self.shop.city.parts.devices.get, self.access.accounts.roles),
                trail=self.access.vault,
                doing=CityActs(self.shop.city, self.journal, self, self.incidents.follow),  # type: ignore[arg-type]
                session_of=self.access.book.session_of,
                answer=self.access.parts.answer,
                open=self.access.reception.handlers(),
                guarded={**self.access.administration.handlers(), **handlers},
                joined=self.access.book.joined,
                left=self.access.reception.left,
                each_second=(),
                stop=lambda _reason: None,
                now=lambda: self.now,
            )
        )

    def _dispatcher(self) -> Dispatcher:
        return Dispatcher(
            DispatcherParts(
                ACTIONS,
                self.outbox,
                self.disk,
                clock=lambda: self.now,
                offset_s=lambda _device: 0.0,
                interval_s=lambda _device: 60.0,
                new_id=CommandIds(),
            )
        )

    def _plan(self, restored: Any) -> IncidentPlan:
        late = LateCity(self.shop.city, lambda _device, _order, _now: self.barred)
        self.settings: Any = SimpleNamespace(now=self.shop.settings)
        guards: Any = SimpleNamespace(vault=self.access.vault, accounts=self.access.accounts)
        outbox: Any = self.outbox
        store: Any = self.disk
        way = WayOut(outbox, self.dispatcher, store, ACTIONS, CommandIds())
        consoles: Any = self
        base = AssemblyPlan(
            way,
            late,
            self.shop.city,
            self.settings,
            guards,
            self.journal,
            consoles,
            restored.control,
            self.data.store,
            lambda: self.now,
        )
        return IncidentPlan(base, INCIDENTS, restored.incidents, self.data.attachments)

    # -- the consoles, as the engine's thread sees them ----------------------------------------------

    def tell(self, news: Sequence[object]) -> None:
        self.told += news

    def answer(self, link: SoftLink, ask_id: int, body: object) -> None:
        self.access.parts.answer(link, ask_id, body)  # type: ignore[arg-type]

    def set(self, **incidents: Any) -> None:
        """Somebody changes the settings of incidents; the engine goes on."""
        changed = IncidentSettings(**incidents)
        self.settings.now = dataclasses.replace(self.settings.now, incidents=changed)

    # -- time and the city ---------------------------------------------------------------------------

    @property
    def now(self) -> Instant:
        return self.access.now

    def pass_time(self, seconds: float, step: float = 1.0) -> None:
        """As the engine does: ticks and scans, here once a second."""
        end = self.access.at + seconds
        while self.access.at < end:
            self.access.at = self.shop.at = min(end, self.access.at + step)
            self.settle(self.shop.city.tick(self.now))
            self.settle(self.shop.city.scan(self.now, None))
            self.dispatcher.tick(self.now)
            self.follow_commands()
            self.incidents.tick(self.now)
            self.incidents.scan(self.now)

    def settle(self, outcome: Outcome) -> None:
        """As the engine does."""
        self.journal.append(outcome.history, outcome.changes, None)
        self.tell(outcome.news)
        self.incidents.follow(outcome.changes)

    def hear(self, *messages: tuple[str, str]) -> None:
        arrivals = [self.shop.arrival(topic, body) for topic, body in messages]
        self.settle(self.shop.city.take(arrivals, self.now))

    def introduce(self, kind: str, device: str, zone: str = "Centro", parent: str = "") -> None:
        above = f',"parent":"{parent}"' if parent else ""
        body = f'{{"name":"{device}","lat":-12.09,"lon":-77.08,"zone":"{zone}"{above}}}'
        self.hear((f"{kind}/{device}/config", body))

    def panic(self, device: str, *, active: bool = True) -> None:
        """A panic button is pressed, or let go: an alarm that opens an incident at once."""
        told = str(active).lower()
        body = f'{{"ts":{self.now.wall},"type":"panic","active":{told}}}'
        self.hear((f"panic_button/{device}/event", body))

    def follow_commands(self) -> None:
        """As control does."""
        self.incidents.commands(self.dispatcher.take_news().changes)

    def say(self, command: Command, state: str, text: str = "") -> None:
        self.dispatcher.reply(command.device, command.id, state, self.now.wall, text, self.now)
        self.follow_commands()

    def order(self, device: str, kind: str, action: Action, incident: str) -> Command:
        """A command that was given for an incident, through the control desk."""
        (issued,) = (
            self.dispatcher.issue(
                [Wanted(device, kind, Order(action), "beto", "look", incident=incident)], self.now
            )
            or ()
        )
        self.follow_commands()
        return issued

    # -- people --------------------------------------------------------------------------------------

    def staff(self) -> tuple[SoftLink, SoftLink, SoftLink]:
        """The consoles of the administrator, the engineer and the supervisor."""
        desks = self.access.desk("sala-1/1"), self.access.desk("sala-1/2"), self.access.desk("sala-1/3")
        for link, who in zip(desks, ("ana", "carla", "beto"), strict=True):
            assert self.access.sign_in(link, who).session is not None
        return desks

    def start(self, link: SoftLink, body: object) -> int:
        """Through the front door; an errand of it is not done yet."""
        id_ = 1_000_000 + next(self._ids)
        session = self.access.book.session_of(link)  # type: ignore[arg-type]
        self.front.asked(link, Ask(id_, "" if session is None else session.operator, body))  # type: ignore[arg-type]
        return id_

    def ask(self, link: SoftLink, body: object) -> Any:
        id_ = self.start(link, body)
        self.access.worker.drain()
        return link.answers[id_]

    def opened(self, link: SoftLink, title: str = "A tree has fallen", zone: str = "Centro") -> Incident:
        answer: Incidental = self.ask(link, acts.OpenIncident("pole", title, zone=zone))
        assert answer.verdict.refusal is None, answer
        return self.open[answer.incident]

    # -- what can be seen ----------------------------------------------------------------------------

    @property
    def open(self) -> dict[str, Incident]:
        """As a console that comes now is told."""
        incidents: dict[str, Incident] = {}
        for item in itertools.chain.from_iterable(self.incidents.pages()):
            incidents.update((one.id, one) for one in getattr(item, "incidents", ()))
        return incidents

    @property
    def links(self) -> dict[str, str]:
        """Which incident each alarm belongs to, as consoles were told one after another."""
        found = {one.alarm: one.incident for one in self.of_type(AlarmLinked)}
        return {alarm: incident for alarm, incident in found.items() if incident}

    @property
    def links_of_newcomer(self) -> dict[str, str]:
        """As a console that comes now is told."""
        told = itertools.chain.from_iterable(self.incidents.pages())
        return {link.alarm: link.incident for item in told for link in getattr(item, "links", ())}

    def of_type(self, kind: type[T]) -> list[T]:
        return [item for item in self.told if isinstance(item, kind)]

    def told_events(self, incident: str) -> list[IncidentEvent]:
        """What consoles were told that happened, in order."""
        moved = [one for one in self.of_type(IncidentMoved) if one.incident.id == incident]
        return [event_of(record) for one in moved for record in one.events]

    def stored_events(self, incident: str) -> list[IncidentEvent]:
        """What is in the database once all that was queued is."""
        self.journal.commit([])
        reader = Reader(self.data.store)
        try:
            return [event_of(record) for record in reader.incident_events([incident])]
        finally:
            reader.close()

    def trail(self, act: str = "") -> list[Draft]:
        return self.access.trail(act)

    def restart(self, between: Callable[[], None] = lambda: None) -> None:
        """The engine ends and comes back over the same folder; `between` happens while it is away."""
        self.journal.close()
        self.shop.close()
        between()
        self.told.clear()
        self._start()

    def close(self) -> None:
        self.journal.close()
        self.access.close()
        self.shop.close()
