"""The readings, events and silences of the plays of the past, moment by moment, as the devices told them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from app.demo.city.city import City
from app.demo.fleet.fleet import Fleet
from app.demo.fleet.payloads import Telemetry, Topics
from app.demo.fleet.rhythm import Ints
from app.demo.past_plays import Given
from app.demo.script import Bend, Note, Script
from app.domain.catalogue import Catalogue
from app.domain.devices import Event, Liveness, Reading

_STEP_S, _LONG_STEP_S = 30.0, 1800.0
_LONG_S = 2.0 * 3600.0
_AFTER_S = 0.5
"""How soon after something turned its device reports it."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What was told at `at`, epoch seconds; `messages` are the same readings as topics and payloads."""

    at: float
    readings: list[Reading]
    events: list[Event]
    silences: tuple[tuple[str, Liveness], ...]
    messages: list[tuple[str, bytes]]


class PastScenes:
    """All that went amiss in the plays that were given, in the order of time."""

    def __init__(self, city: City, given: Iterable[Given], *, catalogue: Catalogue, site: str) -> None:
        self._devices = city.devices
        self._fleet = Fleet(city)
        self._telemetry = Telemetry(catalogue)
        topics = Topics(site)
        self._topics = [topics.of(device, "telemetry") for device in city.devices]
        self._scenes = [_Scene(each, city) for each in given]
        self._covered: dict[str, list[tuple[float, float]]] = {}
        for scene in self._scenes:
            for place in scene.places.tolist():
                self._covered.setdefault(self._topics[place], []).append((scene.start, scene.end))

    def covers(self, topic: str, t: float) -> bool:
        """Whether the device of this topic plays a part at epoch seconds `t`."""
        spans = self._covered.get(topic)
        return spans is not None and any(start <= t <= end for start, end in spans)

    def moments(self) -> Iterator[Moment]:
        agenda = [(at, number) for number, scene in enumerate(self._scenes) for at in scene.times]
        for at, number in sorted(agenda):
            yield self._moment(self._scenes[number], at)

    def _moment(self, scene: _Scene, at: float) -> Moment:
        ts = round(at * 1000.0)
        readings: list[Reading] = []
        messages: list[tuple[str, bytes]] = []
        for batch in self._fleet.read(scene.reporting(at), at):
            scene.script.bend(batch, at - scene.start)
            where = (batch.index + batch.group.first).tolist()
            names = [self._devices[place].id for place in where]
            for quantity, column in batch.columns.items():
                values = zip(names, column.tolist(), strict=True)
                readings += [Reading(name, quantity, value, ts, at) for name, value in values]
            bodies = self._telemetry.encode(batch, np.full(len(where), ts), historical=True)
            messages += zip([self._topics[place] for place in where], bodies, strict=True)
        events = [
            Event(self._devices[place].id, note.type, note.active, ts, at, note.severity, note.text)
            for place, note in scene.notes(at)
        ]
        return Moment(at, readings, events, scene.silences(at), messages)


class _Scene:
    def __init__(self, given: Given, city: City) -> None:
        self._given = given
        self.start, self.end = given.start, given.start + given.play.period_s + given.silent_s
        self.script = Script(city.devices, given.play)
        self.places = self.script.places()
        self.times = self._times()
        self._before = dict(zip(self.times, [given.start - 1.0, *self.times], strict=False))

    def reporting(self, at: float) -> Ints:
        """The places of those that say something."""
        if self._given.silent and at < self._given.start + self._given.silent_s:
            return np.zeros(0, dtype=np.int64)
        return self.script.dark(self.places, at - self.start)

    def notes(self, at: float) -> Iterator[tuple[int, Note]]:
        return self.script.notes(self._before[at] - self.start, at - self.start)

    def silences(self, at: float) -> tuple[tuple[str, Liveness], ...]:
        given = self._given
        if given.silent and at == self.times[0]:
            return ((given.silent, Liveness.LOST),)
        if given.silent and self._before[at] < given.start + given.silent_s <= at:
            return ((given.silent, Liveness.FRESH),)
        return ()

    def _times(self) -> list[float]:
        """Now and then, and whenever something has turned."""
        given = self._given
        length = self.end - self.start
        grid = np.arange(0.0, length, _LONG_STEP_S if length > _LONG_S else _STEP_S)
        turns = [each for bend in given.play.bends for each in _turns(bend)]
        turns += [note.start for note in given.play.notes] + [given.silent_s]
        found = {*grid.tolist(), *(turn + _AFTER_S for turn in turns if turn + _AFTER_S < length)}
        return [self.start + each for each in sorted(found)]


def _turns(bend: Bend) -> tuple[float, ...]:
    return (bend.start, bend.start + bend.ramp_s, bend.until, bend.until + bend.release_s)
