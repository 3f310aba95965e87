"""Incidents on the engine's thread: what changes in the city in, what becomes of incidents told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.alarms import Alarm
from app.domain.changes import Change
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.correlation import Correlator
from app.domain.incidents.escalation import Escalation
from app.domain.incidents.flood import FloodState, FloodWatch
from app.domain.incidents.incident import Record
from app.domain.incidents.kinds import EscalationStep
from app.domain.instant import Instant
from app.engine.incidents.belated import Belated
from app.engine.incidents.desk import IncidentDesk
from app.engine.incidents.following import Following
from app.engine.incidents.net import Net
from app.engine.incidents.telling import pages
from app.engine.server import ConsoleLink
from app.wire.incidents import IncidentRules, IncidentSnapshot


@dataclass(frozen=True, slots=True)
class IncidentParts:
    """Made by the composition root. `tell` reaches all consoles; `operators` counts those who are signed in,
    `standing` are the alarms that stand."""

    book: IncidentBook
    correlator: Correlator
    flood: FloodWatch
    following: Following
    belated: Belated
    desk: IncidentDesk
    steps: Callable[[], Sequence[EscalationStep]]
    rules: Callable[[], IncidentRules]
    standing: Callable[[], Iterable[Alarm]]
    operators: Callable[[], int]
    tell: Callable[[Sequence[object]], None]
    now: Callable[[], Instant]


class Incidents:
    """Engine's thread only. What goes wrong here is logged and counted, and ends no engine."""

    def __init__(self, parts: IncidentParts) -> None:
        self._parts, self._net = parts, Net()
        self._escalation = Escalation()
        self._rules: IncidentRules | None = None

    def restore(self, standing: Iterable[Alarm], closed: Iterable[Record], news: Iterable[object]) -> None:
        """What happened while the engine was away: alarms that returned or came, and how far commands, groups
        and crews had come by what is stored. `closed` are the incidents that ended lately."""
        parts = self._parts
        parts.following.happen(parts.correlator.restore(parts.now(), standing, closed))
        parts.following.commands(news)
        parts.desk.restored()

    def follow(self, changes: Sequence[Change]) -> None:
        """What changed in the city, after it was handed to the store: alarms join, open and return."""
        if not changes:
            return
        parts, now = self._parts, self._parts.now()
        with self._net.under("follow"):
            parts.following.happen(parts.correlator.follow(changes, now))
        with self._net.under("flood"):
            self._tell_flood(parts.flood.take(changes, parts.operators(), now))

    def commands(self, news: Iterable[object]) -> None:
        """What has become of commands and groups."""
        with self._net.under("commands"):
            self._parts.belated.commands(news)

    def tick(self, now: Instant) -> None:
        """Four times a second: alarms that have lasted long enough open their incidents."""
        with self._net.under("tick"):
            self._parts.following.happen(self._parts.correlator.tick(now))

    def scan(self, now: Instant) -> None:
        """Once a second: targets that were missed, and the end of floods."""
        parts = self._parts
        with self._net.under("scan"):
            due = self._escalation.due(parts.book.open.values(), parts.steps(), now)
            parts.following.happen(due)
            parts.belated.each_second()
        with self._net.under("flood"):
            self._tell_flood(parts.flood.tick(parts.operators(), now))
        with self._net.under("desk"):
            parts.desk.each_second(now)
            self._tell_rules()

    def left(self, link: ConsoleLink) -> None:
        self._parts.desk.left(link)

    def pages(self) -> Iterator[list[Any]]:
        """For a console that has just come, frame by frame."""
        parts = self._parts
        newest, kept = tuple(parts.book.procedures.values()), parts.desk.kept
        yield [parts.rules(), IncidentSnapshot(newest, kept.shifts, kept.plans, parts.flood.state)]
        yield from pages(parts.book, parts.standing())

    def _tell_flood(self, state: FloodState | None) -> None:
        if state is not None:
            self._parts.tell([state])

    def _tell_rules(self) -> None:
        rules = self._parts.rules()
        if rules != self._rules:
            self._rules = rules
            self._parts.tell([rules])
