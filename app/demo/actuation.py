"""Devices that do what they are told: takes their commands, answers, and says who has something to report."""

from __future__ import annotations

import heapq
import itertools
import logging
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.demo.deeds import Deeds, Outcome
from app.demo.fleet.fleet import Fleet
from app.demo.fleet.rhythm import Ints
from app.demo.manners import Manners
from app.demo.orders import (
    ACCEPTED,
    DONE,
    EXECUTING,
    EXPIRED,
    FAULT,
    INTERRUPTED,
    REJECTED,
    Command,
    Refused,
    command_of,
    reply,
)

_log = logging.getLogger(__name__)

_REMEMBERED = 200_000
_METER_EVERY_S = 10.0

Step = Callable[[float], None]
Deaf = Callable[[Ints], NDArray[np.bool_]]


@dataclass(frozen=True, slots=True)
class _Said:
    """The last reply to an id, in the device's `boot`-th life."""

    state: str
    text: str
    boot: int


class Actuation:
    """One for a city. `deliver` on any thread, all else on the city's; times are epoch seconds."""

    def __init__(
        self, fleet: Fleet, manners: Manners, clock_ms: Ints, *, publish: Callable[[int, bytes], None]
    ) -> None:
        """`clock_ms`: how far each clock is ahead; `publish` sends a reply of the device at a place."""
        count = len(fleet.devices)
        self._lamps, self._cabinets = fleet.told.lamps, fleet.told.cabinets
        self._first_lamp = next((group.first for group in fleet.groups if group.kind == "luminaire"), 0)
        self._manners, self._publish = manners, publish
        self._deeds = Deeds(fleet)
        self._clock_ms = clock_ms
        self._kinds = [device.kind for device in fleet.devices]
        self._places = {
            (device.kind, device.id): place
            for place, device in enumerate(fleet.devices)
            if device.kind in self._deeds.kinds
        }
        self._arrived: deque[tuple[str, bytes]] = deque()
        self._agenda: list[tuple[float, int, int, int, Step]] = []
        self._numbers = itertools.count()
        self._boots = [0] * count
        self._memory: dict[tuple[int, str], _Said] = {}
        self._current: dict[int, str] = {}
        self._up_from = np.zeros(count)
        self._powered = np.ones(count, dtype=bool)
        self._report_at = np.full(count, np.inf)
        self._watch_until, self._watch_every = np.zeros(count), np.zeros(count)
        self._metered = 0.0

    @property
    def kinds(self) -> frozenset[str]:
        return self._deeds.kinds

    def deliver(self, topic: str, payload: bytes) -> None:
        """A command as the broker handed it over; it is taken up at the next `attend`."""
        self._arrived.append((topic, payload))

    def awake(self, places: Ints, now: float) -> NDArray[np.bool_]:
        """Which of the devices have power and are not starting anew."""
        return np.asarray(self._powered[places] & (now >= self._up_from[places]))

    def attend(self, since: float, now: float, deaf: Deaf) -> Ints:
        """Do what is due in `since` < time ≤ `now`; sorted places of devices that report at once.

        Commands for devices that are `deaf` are lost, as without a session at the broker.
        """
        self._take(now, deaf)
        while self._agenda and self._agenda[0][0] <= now:
            at, _, place, boot, step = heapq.heappop(self._agenda)
            if boot == self._boots[place]:
                step(max(at, since))
        if now - self._metered >= _METER_EVERY_S:
            self._cabinets.meter(now)
            self._metered = now
        return self._reporting(since, now)

    def _take(self, now: float, deaf: Deaf) -> None:
        orders: list[tuple[int, Command]] = []
        while self._arrived:
            topic, payload = self._arrived.popleft()
            place, command = self._place_of(topic), command_of(payload)
            if place is None or command is None:
                _log.debug("A command that no device can take: %s", topic)
                continue
            orders.append((place, command))
        if not orders:
            return
        places = np.array([place for place, _ in orders])
        lost = deaf(places) | ~self.awake(places, now) | self._manners.loses(places.tolist())
        for (place, command), gone in zip(orders, lost.tolist(), strict=True):
            if not gone:
                self._plan(now + self._manners.answer_s(place), place, self._hearing(place, command))

    def _place_of(self, topic: str) -> int | None:
        levels = topic.split("/")
        return self._places.get((levels[2], levels[3])) if len(levels) == 5 else None

    def _plan(self, at: float, place: int, step: Step) -> None:
        heapq.heappush(self._agenda, (at, next(self._numbers), place, self._boots[place], step))

    def _hearing(self, place: int, command: Command) -> Step:
        def hear(now: float) -> None:
            said = self._memory.get((place, command.id))
            if said is not None and (said.state in (DONE, REJECTED) or said.boot == self._boots[place]):
                self._say(place, command.id, said, now)
            else:
                self._obey(place, command, now)

        return hear

    def _obey(self, place: int, command: Command, now: float) -> None:
        try:
            if now * 1000.0 + self._clock_ms[place] > command.expires:
                raise Refused(EXPIRED)
            if self._manners.refuses(place):
                raise Refused(FAULT)
            outcome = self._deeds.do(self._kinds[place], place, command, now)
        except Refused as refusal:
            self._answer(place, command.id, REJECTED, now, str(refusal))
            return
        if outcome.takes_over:
            self._interrupt(place, now)
            self._current[place] = command.id
        self._answer(place, command.id, ACCEPTED, now)
        self._foresee(place, command.id, outcome, now)

    def _foresee(self, place: int, id_: str, outcome: Outcome, now: float) -> None:
        """Plan what follows from an order that was begun."""
        self._switched(outcome, now)
        if outcome.announced:
            self._plan(now + outcome.announced_s, place, self._answering(place, id_, EXECUTING))
        if outcome.arrives:
            lasts_s = max(outcome.lasts_s, self._manners.pause(0.1, 0.5))
            self._plan(now + lasts_s, place, self._answering(place, id_, DONE))
        if self._manners.restarts(place, outcome.lasts_s):
            self._plan(now + 0.5 * max(outcome.lasts_s, 0.1), place, self._restarting(place))
        if outcome.ends_at < np.inf:
            pause = self._manners.pause(0.2, 1.2)
            self._plan(outcome.ends_at + pause, place, lambda at: self._report(place, at))
        self._report(place, now + outcome.first_s + self._manners.pause(0.0, 0.8))
        self._watch_until[place] = now + outcome.watch_s
        self._watch_every[place] = outcome.every_s

    def _switched(self, outcome: Outcome, now: float) -> None:
        """Lamps whose circuit is cut say so with their last breath; those that are fed again start anew."""
        if outcome.cut is not None:
            for place in outcome.cut[self._powered[outcome.cut]].tolist():
                self._forget(place, now)
                self._powered[place] = False
                self._report(place, now)
        if outcome.fed is not None:
            for place in outcome.fed[~self._powered[outcome.fed]].tolist():
                self._powered[place] = True
                self._report(place, now + self._manners.pause(1.0, 3.0))

    def _answering(self, place: int, id_: str, state: str) -> Step:
        def answer(now: float) -> None:
            said = self._memory.get((place, id_))
            if said is None or said.state in (DONE, REJECTED):
                return
            self._answer(place, id_, state, now)
            if state == DONE and self._current.get(place) == id_:
                del self._current[place]

        return answer

    def _interrupt(self, place: int, now: float) -> None:
        given_up = self._current.pop(place, None)
        if given_up is not None:
            self._answer(place, given_up, REJECTED, now, INTERRUPTED)

    def _restarting(self, place: int) -> Step:
        def restart(now: float) -> None:
            self._forget(place, now)
            self._up_from[place] = now + self._manners.pause(6.0, 12.0)
            self._report(place, float(self._up_from[place]))

        return restart

    def _forget(self, place: int, now: float) -> None:
        """What a device that loses its power forgets: all that is not done yet."""
        self._boots[place] += 1
        self._current.pop(place, None)
        self._report_at[place], self._watch_until[place] = np.inf, 0.0
        self._deeds.restart(self._kinds[place], place, now)

    def _answer(self, place: int, id_: str, state: str, now: float, text: str = "") -> None:
        said = _Said(state, text, self._boots[place])
        self._memory[place, id_] = said
        if len(self._memory) > _REMEMBERED:
            for key in list(itertools.islice(self._memory, _REMEMBERED // 10)):
                del self._memory[key]
        self._say(place, id_, said, now)
        if self._manners.answers_twice(place):
            self._say(place, id_, said, now)

    def _say(self, place: int, id_: str, said: _Said, now: float) -> None:
        ts = int(now * 1000.0 + self._clock_ms[place])
        self._publish(place, reply(id_, ts, said.state, said.text))

    def _report(self, place: int, at: float) -> None:
        self._report_at[place] = min(self._report_at[place], at)

    def _reporting(self, since: float, now: float) -> Ints:
        stepped = self._first_lamp + self._lamps.control.stepped(since, now)
        for place in stepped[self.awake(stepped, now)].tolist():
            self._report(place, now + self._manners.pause(1.0, 15.0))
        due = np.flatnonzero(self._report_at <= now)
        later = now + self._watch_every[due]
        self._report_at[due] = np.where(now < self._watch_until[due], later, np.inf)
        flipped = self._first_lamp + self._lamps.flipped(since, now)
        return np.union1d(due, flipped[self.awake(flipped, now)])
