"""The engine: one thread takes all from one inbox, in order, and is the only one to change the city."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Protocol

from app.domain.acts import Outcome as ActOutcome
from app.domain.acts import Refusal, Verdict
from app.domain.changes import Change
from app.domain.devices import Event
from app.domain.instant import Instant
from app.engine.access.front_desk import FrontDesk, HalfDone
from app.engine.city import City, Outcome
from app.engine.consoles import Consoles
from app.engine.control.control import Control
from app.engine.inbox import (
    Arrived,
    Call,
    ConsoleAsked,
    ConsoleJoined,
    ConsoleLeft,
    Inbox,
    LinkChanged,
    OutboxChanged,
    Stop,
    with_answer_due,
)
from app.engine.incidents.incidents import Incidents
from app.engine.meters import Meter
from app.engine.report import FigureSources, figures
from app.engine.schedule import Recurring, Schedule
from app.engine.video.desk import ROLE as VIDEO
from app.engine.video.desk import VideoDesk
from app.feed.link_state import LinkState, Phase
from app.feed.messages import Arrival, Reject
from app.store.records import RejectRecord, StoreState
from app.wire.messages import Done

log = logging.getLogger(__name__)

USUAL_WINDOW = 20
"""In-flight messages of a Mosquitto left at its defaults; MQTT 3.1.1 does not tell the real one."""
FLUSH_S = 0.05
WAVE_S = 0.1
TICK_S = 0.25
SCAN_S = 1.0
LAST_S = 30.0
REJECTS_NOTED_PER_S = 1000
"""Rejects kept with their particulars; a flood beyond it is only counted."""


class Journal(Protocol):
    """The store, as the engine's thread uses it."""

    def append(
        self,
        readings: list[tuple[int, int, float]],
        changes: list[Change],
        on_committed: Callable[[bool], None] | None,
    ) -> None: ...

    def hurry(self) -> None: ...

    def commit(self, changes: list[Change]) -> None: ...

    def note_last(self, readings: list[tuple[int, int, float]]) -> None: ...

    def note_rejects(self, rejects: list[RejectRecord]) -> None: ...

    def state(self) -> StoreState: ...


@dataclass(frozen=True, slots=True)
class EngineParts:
    """Made by the composition root, which starts and stops link, store and server around `Engine.run`."""

    inbox: Inbox
    city: City
    journal: Journal
    consoles: Consoles
    front: FrontDesk
    control: Control
    incidents: Incidents
    video: VideoDesk
    acknowledge: Callable[[Iterable[Arrival]], None]
    now: Callable[[], Instant]


class Engine:
    """`run` blocks its thread until a `Stop` comes through the inbox."""

    def __init__(self, parts: EngineParts) -> None:
        self._parts = parts
        self._link: LinkState | None = None
        self._link_since: float | None = None
        self._running = True
        self._guard = threading.Lock()
        self._unacknowledged = 0
        self._last_noted = 0.0
        self._noted = 0
        self._meter = Meter()
        self.farewell = "stopped"
        self._schedule = Schedule(
            [
                Recurring(WAVE_S, self._send),
                Recurring(TICK_S, self._tick),
                Recurring(SCAN_S, self._scan),
                Recurring(FLUSH_S, self._flush),
                Recurring(LAST_S, self._note_last),
            ]
        )
        self._handlers: dict[type, Callable[[Any], None]] = {
            Arrived: self._arrived,
            LinkChanged: self._link_changed,
            OutboxChanged: self._outbox_changed,
            ConsoleJoined: self._console_joined,
            ConsoleLeft: self._console_left,
            ConsoleAsked: self._console_asked,
            Call: self._call,
            Stop: self._stop,
        }

    def run(self) -> None:
        parts = self._parts
        while self._running:
            now = parts.now().monotonic
            item = parts.inbox.get(self._schedule.wait(now))
            if item is not None:
                self._handlers[type(item)](item)
            self._schedule.run_due(parts.now().monotonic)
        parts.control.close()
        self._flush(parts.now().monotonic)
        self._note_last(parts.now().monotonic)

    # -- what comes in -------------------------------------------------------------------------------

    def _arrived(self, item: Arrived) -> None:
        parts = self._parts
        outcome = parts.city.take(item.arrivals, parts.now())
        due = with_answer_due(item.arrivals)
        self._settle(outcome, (lambda _recorded: self._recorded(due)) if due else None)
        parts.control.hear(outcome.heard, outcome.changes)
        self._hurry_when_full(len(due))
        tally = parts.city.parts.tally
        tally.worst_lag_s = max(tally.worst_lag_s, parts.now().monotonic - item.arrivals[0].received)

    def _recorded(self, due: list[Arrival]) -> None:
        """What the broker waits for is on the disk, or given up: acknowledge it. The store's thread."""
        self._parts.acknowledge(due)
        with self._guard:
            self._unacknowledged -= len(due)

    def _hurry_when_full(self, more: int) -> None:
        """The broker sends nothing more at QoS 1 while its window is full: commit early then."""
        if not more:
            return
        window = (self._link.window if self._link is not None else 0) or USUAL_WINDOW
        with self._guard:
            self._unacknowledged += more
            full = self._unacknowledged >= window // 2
        if full:
            self._parts.journal.hurry()

    def _link_changed(self, item: LinkChanged) -> None:
        moved = self._link is None or self._link.phase is not item.state.phase
        self._link = item.state
        if moved:
            now = self._parts.now().monotonic
            self._link_since = now if item.state.phase is Phase.UP else None
            self._scan(now)

    def _outbox_changed(self, item: OutboxChanged) -> None:
        self._parts.control.link_changed(item.up)

    def _console_joined(self, item: ConsoleJoined) -> None:
        if item.link.role == VIDEO:
            return  # it says itself that it is up, and hears of cameras alone
        log.info("A console has attached: %s", item.link.console)
        # What it is about to hear of stands in the columns.
        self._flush(self._parts.now().monotonic)
        self._parts.front.joined(item.link)  # before the city, which may be large: somebody waits to sign in
        self._parts.consoles.join(item.link)
        self._report()

    def _console_left(self, item: ConsoleLeft) -> None:
        self._parts.video.left(item.link)
        if item.link.role == VIDEO:
            return
        log.info("A console has left: %s", item.link.console)
        self._parts.front.left(item.link)
        self._parts.control.left(item.link)
        self._parts.incidents.left(item.link)

    def _console_asked(self, item: ConsoleAsked) -> None:
        desk = self._parts.video if item.link.role == VIDEO else self._parts.front
        try:
            desk.asked(item.link, item.ask)
        except HalfDone:
            raise
        except Exception:
            log.exception("A request could not be done: %s", type(item.ask.body).__name__)
            failed = Done(Verdict(ActOutcome.REFUSED, refusal=Refusal.FAILED))
            self._parts.consoles.answer(item.link, item.ask.id, failed)

    def _call(self, item: Call) -> None:
        try:
            item.run()
        except HalfDone:
            raise
        except Exception:
            log.exception("What follows an errand could not be done")

    def _stop(self, item: Stop) -> None:
        self.farewell = item.reason
        self._running = False

    # -- again and again -----------------------------------------------------------------------------

    def _send(self, _now: float) -> None:
        self._parts.control.send(self._parts.now())

    def _tick(self, _now: float) -> None:
        self._settle(self._parts.city.tick(self._parts.now()), None)
        self._parts.control.tick(self._parts.now())
        self._parts.incidents.tick(self._parts.now())

    def _scan(self, _now: float) -> None:
        self._noted = 0
        self._settle(self._parts.city.scan(self._parts.now(), self._link_since), None)
        self._parts.front.each_second()
        self._parts.control.scan(self._parts.now())
        self._parts.incidents.scan(self._parts.now())
        self._parts.video.each_second(self._parts.now())
        self._report()

    def _flush(self, now: float) -> None:
        parts = self._parts.city.parts
        parts.devices.table.flush(now)
        parts.points.table.flush(now)
        self._parts.consoles.flush()

    def _note_last(self, now: float) -> None:
        """Let the store know the last values that history leaves out, for the next start."""
        self._parts.journal.note_last(self._parts.city.parts.intake.last_readings(self._last_noted))
        self._last_noted = now

    def _report(self) -> None:
        parts = self._parts
        rates = self._meter.measure(parts.city.parts.tally)
        sources = FigureSources(
            parts.city, self._link, parts.journal.state(), rates, parts.consoles.count, parts.inbox.dropped
        )
        parts.consoles.tell([figures(sources, parts.now().wall)])

    def judge(self, events: list[Event]) -> None:
        """Take events that control has found to the alarm rules. Engine's thread."""
        if events:
            self._settle(self._parts.city.judge(events, self._parts.now()), None)

    def refuse(self, rejects: list[Reject]) -> None:
        """Count and keep what control could not take. Engine's thread."""
        self._parts.city.parts.tally.rejects += len(rejects)
        self._note_rejects(rejects)

    def _settle(self, outcome: Outcome, on_committed: Callable[[bool], None] | None) -> None:
        parts = self._parts
        if outcome.history or outcome.changes or on_committed is not None:
            parts.journal.append(outcome.history, outcome.changes, on_committed)
        if outcome.news:
            parts.consoles.tell(outcome.news)
        parts.incidents.follow(outcome.changes)
        parts.video.follow(outcome.changes)
        if outcome.rejects:
            self._note_rejects(outcome.rejects)

    def _note_rejects(self, rejects: list[Reject]) -> None:
        room = max(0, REJECTS_NOTED_PER_S - self._noted)
        at = self._parts.now().wall
        kept = [
            RejectRecord(at, reject.topic, reject.head, str(reject.reason), reject.detail)
            for reject in rejects[:room]
        ]
        self._noted += len(kept)
        if kept:
            self._parts.journal.note_rejects(kept)
