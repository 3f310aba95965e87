"""Gives the demo a past: the city's earlier weeks through the same decoder, city and store as the present."""

from __future__ import annotations

import heapq
import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from operator import itemgetter
from pathlib import Path

from app.bootstrap.city_clock import city_days, city_zone
from app.bootstrap.city_parts import build_city, build_codec, shelving
from app.bootstrap.data_folder import DataFolder
from app.bootstrap.engine_process import now, retention
from app.bootstrap.lamp_past import AllLamps, LampPast
from app.bootstrap.past_alarms import PastAlarms
from app.demo.backfill import Timed, backfill
from app.demo.cameras.past import camera_days, line_counts
from app.demo.cameras.plan import stations
from app.demo.city.city import City
from app.demo.past_plays import programme
from app.demo.past_scenes import PastScenes
from app.domain.alarms import Alarm
from app.domain.changes import Change
from app.domain.rulebook import RuleBook
from app.domain.video.footage import CameraDaysPut
from app.engine.city import City as LiveCity
from app.engine.run_folder import claim, close_epoch, open_epoch
from app.feed.messages import Arrival
from app.settings.catalogue import load_catalogue
from app.settings.settings import Settings
from app.store.journal import Journal

STEP_S = 1800.0
"""Seconds between two readings of a device in the past."""
BATCH = 5000
QUEUE_LIMIT = 400_000
"""Rows that may wait for the disk before more of the past is made."""


def fill_past(
    data: Path, settings: Settings, simulated: City, seconds: float, *, progress: Callable[[float], None]
) -> None:
    """Write the past into the store of `data`, on which no engine may run; `progress` hears how far."""
    folder = DataFolder(data)
    end = time.time()
    with claim(data):
        run = open_epoch(data)
        journal = Journal(folder.store, retention=retention(settings), on_fault=lambda _state: None)
        try:
            restored = journal.open()
            codec = build_codec(settings, load_catalogue())
            lamps = AllLamps(lambda: city.parts)
            city = build_city(settings, codec, run, journal, restored, lamps)
            past = _Past(simulated, settings, (end - seconds, end), city.parts.rules, restored.alarms)
            _write(
                past,
                city,
                journal,
                LampPast(city.parts, city_days(settings), longest_gap_s=3 * STEP_S),
                progress,
            )
            days = camera_days(simulated.devices, end, seconds, city_zone(settings), simulated.seed)
            journal.append([], [CameraDaysPut(tuple(days))])
        finally:
            journal.close()
            close_epoch(run)


def _write(
    past: _Past, city: LiveCity, journal: Journal, light: LampPast, progress: Callable[[float], None]
) -> None:
    for number, (at, batch) in enumerate(_batches(past.messages())):
        outcome = city.take(batch, now())
        light.take(outcome.heard)
        journal.append(outcome.history, outcome.changes + past.take_changes())
        _wait_for_disk(journal)
        if number % 50 == 0:
            journal.append([], light.changes())
            progress(past.share(at))
    journal.append([], light.changes() + past.settle())


class _Past:
    """What the simulated city told between two moments, and the alarms that came of what went amiss."""

    def __init__(
        self,
        simulated: City,
        settings: Settings,
        span: tuple[float, float],
        rules: RuleBook,
        known: Iterable[Alarm],
    ) -> None:
        self._simulated, self._span = simulated, span
        self._catalogue, self._site = load_catalogue(), settings.site.id
        devices, seed = simulated.devices, simulated.seed
        given = programme(seed, devices, *span)
        self._scenes = PastScenes(simulated, given, catalogue=self._catalogue, site=self._site)
        self._alarms = PastAlarms(rules, shelving(settings), devices, known, start=span[0], seed=seed)
        self._changes: list[Change] = []

    def share(self, at: float) -> float:
        """How much of the span has gone by at epoch seconds `at`."""
        start, end = self._span
        return min(1.0, max(0.0, (at - start) / (end - start)))

    def messages(self) -> Iterator[Timed]:
        seed, known = self._simulated.seed, [device.id for device in self._simulated.devices]
        counts = line_counts(stations(known), *self._span, site=self._site, seed=seed)
        return backfill(
            self._simulated,
            *self._span,
            STEP_S,
            catalogue=self._catalogue,
            site=self._site,
            besides=heapq.merge(self._told(), counts, key=itemgetter(0)),
            covers=self._scenes.covers,
        )

    def take_changes(self) -> list[Change]:
        """The alarms' since the last time."""
        changes, self._changes = self._changes, []
        return changes

    def settle(self) -> list[Change]:
        """The last of them."""
        return self.take_changes() + self._alarms.settle(self._span[1])

    def _told(self) -> Iterator[Timed]:
        for moment in self._scenes.moments():
            self._changes += self._alarms.take(moment)
            for topic, payload in moment.messages:
                yield moment.at, topic, payload


def _batches(past: Iterable[Timed]) -> Iterator[tuple[float, list[Arrival]]]:
    """With the epoch seconds of their first message."""
    messages = iter(past)
    while chunk := list(islice(messages, BATCH)):
        received = time.monotonic()
        yield chunk[0][0], [Arrival(topic, payload, 0, False, 0, 1, received) for _, topic, payload in chunk]


def _wait_for_disk(journal: Journal) -> None:
    while journal.state().queued > QUEUE_LIMIT:
        time.sleep(0.05)
