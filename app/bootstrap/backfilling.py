"""Gives the demo a past: the city's earlier weeks through the same decoder, city and store as the present."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from app.bootstrap.city_clock import city_days
from app.bootstrap.city_parts import build_city, build_codec
from app.bootstrap.data_folder import DataFolder
from app.bootstrap.engine_process import now, retention
from app.bootstrap.lamp_past import AllLamps, LampPast
from app.demo.backfill import backfill
from app.demo.city.city import City
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
    data: Path, settings: Settings, simulated: City, seconds: float, *, progress: Callable[[int], None]
) -> None:
    """Write the past into the store of `data`, on which no engine may run; `progress` hears the readings."""
    folder = DataFolder(data)
    end = time.time()
    with claim(data):
        run = open_epoch(data)
        journal = Journal(folder.store, retention=retention(settings), on_fault=lambda _state: None)
        try:
            codec = build_codec(settings, load_catalogue())
            lamps = AllLamps(lambda: city.parts)
            city = build_city(settings, codec, run, journal, journal.open(), lamps)
            light = LampPast(city.parts, city_days(settings), longest_gap_s=3 * STEP_S)
            site = settings.site.id
            past = backfill(simulated, end - seconds, end, STEP_S, catalogue=load_catalogue(), site=site)
            for number, batch in enumerate(_batches(past)):
                outcome = city.take(batch, now())
                light.take(outcome.heard)
                journal.append(outcome.history, outcome.changes)
                _wait_for_disk(journal)
                if number % 50 == 0:
                    journal.append([], light.changes())
                    progress(city.parts.tally.readings)
            journal.append([], light.changes())
        finally:
            journal.close()
            close_epoch(run)


def _batches(past: Iterable[tuple[str, bytes]]) -> Iterator[list[Arrival]]:
    messages = iter(past)
    while chunk := list(islice(messages, BATCH)):
        received = time.monotonic()
        yield [Arrival(topic, payload, 0, False, 0, 1, received) for topic, payload in chunk]


def _wait_for_disk(journal: Journal) -> None:
    while journal.state().queued > QUEUE_LIMIT:
        time.sleep(0.05)
