"""Bench `incidents`: a million closed incidents and five thousand open ones, listed, searched and opened.

They are written straight through the store's statements: by way of the journal it would take an hour.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import fields
from pathlib import Path
from typing import Any

from app.bootstrap import bench_parts as parts
from app.bootstrap.bench import say
from app.bootstrap.bench_incidents_queue import measure_queue
from app.domain.alarms import Priority
from app.domain.incidents import events as its
from app.domain.incidents.folding import fold
from app.domain.incidents.incident import Incident, IncidentChanged
from app.domain.incidents.states import Resolution, TaskState
from app.store.connection import history_path
from app.store.opening import open_for_writing
from app.store.reader import Reader
from app.store.restoring import restore
from app.store.statements import write_changes
from app.wire.incidents import event_of

CLOSED = 1_000_000
OPEN = 5_000
START_MS = 1_600_000_000_000
BETWEEN_MS = 200_000
"""From one opening to the next: about six years in all."""
BATCH = 2_000
STORIES = 2_000
MOMENTS = (
    "opened_at",
    "acknowledged_at",
    "assigned_at",
    "dispatched_at",
    "arrived_at",
    "resolved_at",
    "closed_at",
    "acknowledge_by",
    "resolve_by",
)
PAGE = 200
LOOKS = 15

KINDS = ("water_leak", "pressure_low", "lighting_fault", "traffic", "fire", "theft", "noise", "flood")
ZONES = tuple(f"Zona {name}" for name in ("Norte", "Sur", "Este", "Oeste", "Centro", "Puerto", "Parque"))
OPERATORS = tuple(f"operador-{number}" for number in range(12))
WORDS = (
    *("fuga", "calle", "cuadrilla", "bomba", "presión", "vecina", "luminaria", "tubería", "válvula"),
    *("avenida", "apagada", "circuito", "tablero", "llama", "reporta", "llegó", "cierre", "motor", "robo"),
    *("humo", "cámara", "semáforo", "choque", "inundación", "plaza", "mercado"),
    *(f"palabra{number}" for number in range(3_000)),
)
"""As in a language the first ones are common, and most are rare."""

FIELDS = tuple(each.name for each in fields(Incident))

Figures = dict[str, Any]


def run(*, quick: bool) -> Figures:
    return measure(20_000, 500, looks=5) if quick else measure(CLOSED, OPEN)


def measure(closed: int, open_: int, *, looks: int = LOOKS) -> Figures:
    """All figures, times in milliseconds. Needs about 4 kB of disk for each incident."""
    with parts.folder() as place:
        build = _build(place, closed, open_)
        with closing(Reader(place)) as reader:
            return {
                "needed": {"queue_ms": 50, "list_ms": 50, "search_ms": 200, "open_one_ms": 100},
                "queue": measure_queue(open_),
                "build": build,
                "list": _timed(_lists(reader, closed + open_), looks),
                "search": _timed(_searches(reader), looks),
                "open_one": _timed(_openings(reader, closed, open_), looks),
                "count": _timed(_counts(reader, closed + open_), looks),
                "restore": _restore(place, open_),
            }


# -- what is looked at -------------------------------------------------------------------------------


def _lists(reader: Reader, many: int) -> dict[str, Callable[[], object]]:
    """The first page, by what the queue filters, from the commonest to what hardly any has."""
    long_ago = START_MS + many // 5 * BETWEEN_MS
    return {
        "closed": lambda: reader.incidents(state="closed"),
        "closed_of_a_kind": lambda: reader.incidents(state="closed", kinds=KINDS[-1:]),
        "closed_of_three_kinds": lambda: reader.incidents(state="closed", kinds=KINDS[-3:]),
        "closed_of_a_kind_zone_owner": lambda: reader.incidents(
            state="closed", kinds=KINDS[-1:], zones=ZONES[-1:], owner=OPERATORS[-1]
        ),
        "closed_urgent_in_two_zones": lambda: reader.incidents(
            state="closed", zones=ZONES[-2:], priority=Priority.CRITICAL
        ),
        "closed_of_a_month_long_ago": lambda: reader.incidents(
            state="closed", since_ms=long_ago, until_ms=long_ago + 30 * 86_400_000
        ),
        "closed_of_an_unknown_kind_in_two_zones": lambda: reader.incidents(
            state="closed", kinds=("nothing",), zones=ZONES[:2]
        ),
        "closed_fiftieth_page": lambda: reader.incidents(state="closed", offset=50 * PAGE),
        "open_of_a_kind": lambda: reader.incidents(state="open", kinds=KINDS[-1:], limit=OPEN),
    }


def _searches(reader: Reader) -> dict[str, Callable[[], object]]:
    return {
        "one_common_word": lambda: reader.incidents(text="fuga"),
        "two_common_words": lambda: reader.incidents(text="calle bomba"),
        "three_common_words_as_typed": lambda: reader.incidents(text="calle cuadrilla presi"),
        "a_letter": lambda: reader.incidents(text="c"),
        "a_number": lambda: reader.incidents(text="INC-4711"),
        "a_device": lambda: reader.incidents(text="DEV-00123"),
        "words_of_a_kind_and_zone": lambda: reader.incidents(
            text="humo plaza", state="closed", kinds=KINDS[-1:], zones=ZONES[-1:]
        ),
        "words_of_an_owner": lambda: reader.incidents(text="bomba", state="closed", owner=OPERATORS[-1]),
        "words_of_open_ones": lambda: reader.incidents(text="bomba", state="open"),
        "no_such_word": lambda: reader.incidents(text="ornitorrinco"),
    }


def _openings(reader: Reader, closed: int, open_: int) -> dict[str, Callable[[], object]]:
    """Its row, its events, and the incident that they make; another one at each look."""
    chosen = random.Random(11)

    def look(least: int, most: int) -> object:
        incident = f"INC-{chosen.randint(least, most):04d}"
        reader.incident(incident)
        return fold([event_of(each) for each in reader.incident_events([incident])])

    return {
        "a_closed_one": lambda: look(1, closed),
        "an_open_one": lambda: look(closed + 1, closed + open_),
    }


def _counts(reader: Reader, many: int) -> dict[str, Callable[[], object]]:
    begin = START_MS + many // 2 * BETWEEN_MS
    return {"a_month": lambda: reader.incident_counts(begin, begin + 30 * 86_400_000)}


def _restore(place: Path, open_: int) -> Figures:
    """What a start of the engine takes up of them."""
    engine = open_for_writing(place)
    with engine.connect() as connection:
        began = time.perf_counter()
        restored = restore(connection).incidents
        took = time.perf_counter() - began
    engine.dispose()
    assert len(restored.records) == open_
    return {"open": open_, "seconds": round(took, 2)}


def _timed(looks: dict[str, Callable[[], object]], times: int) -> Figures:
    figures: Figures = {}
    for name, look in looks.items():
        taken: list[float] = []
        for _ in range(times):
            began = time.perf_counter()
            look()
            taken.append((time.perf_counter() - began) * 1000)
        figures[name] = {"median_ms": round(parts.percentile(taken, 0.5), 2), "max_ms": round(max(taken), 2)}
    return figures


# -- what is there -----------------------------------------------------------------------------------


def _build(place: Path, closed: int, open_: int) -> Figures:
    engine = open_for_writing(place)
    began = time.perf_counter()
    events = 0
    with engine.connect() as connection:
        driver = connection.connection.driver_connection
        assert driver is not None
        driver.execute("PRAGMA synchronous=OFF")
        driver.execute("PRAGMA wal_autocheckpoint=4000")
        for changes in _batches(closed, open_):
            with connection.begin():
                write_changes(connection, changes, START_MS)
            events += sum(len(change.events) for change in changes)
        driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    engine.dispose()
    return {
        "closed": closed,
        "open": open_,
        "events": events,
        "seconds": round(time.perf_counter() - began, 1),
        "file_mb": round(history_path(place).stat().st_size / 1e6),
    }


def _batches(closed: int, open_: int) -> Iterator[list[IncidentChanged]]:
    """Of a few thousand stories, each told again with another number and at another time."""
    dice = random.Random(5)
    ended = [_story(number, dice, is_closed=True) for number in range(min(STORIES, closed))]
    standing = [_story(number, dice, is_closed=False) for number in range(min(STORIES, open_))]
    many = closed + open_
    for first in range(1, many + 1, BATCH):
        if (first - 1) % (BATCH * 25) == 0:
            say(f"{first - 1:,} of {many:,} incidents …")
        numbers = range(first, min(first + BATCH, many + 1))
        yield [_retold(number, dice.choice(ended if number <= closed else standing)) for number in numbers]


def _story(number: int, dice: random.Random, *, is_closed: bool) -> IncidentChanged:
    told = [*_beginning(number, dice), *(_ending(dice) if is_closed else _going_on(number, dice))]
    by = dice.choice(OPERATORS)
    events = tuple(
        its.IncidentEvent("INC-0000", seq, START_MS + seq * 60_000, by, "consola-1", body)
        for seq, body in enumerate(told, 1)
    )
    return IncidentChanged(fold(events).incident, events)


def _retold(number: int, story: IncidentChanged) -> IncidentChanged:
    id_, later = f"INC-{number:04d}", number * BETWEEN_MS
    told = {name: getattr(story.incident, name) for name in FIELDS}
    moments = {name: told[name] + later for name in MOMENTS if told[name]}
    events = tuple(
        its.IncidentEvent(id_, event.seq, event.at + later, event.by, event.console, event.body)
        for event in story.events
    )
    return IncidentChanged(Incident(**{**told, **moments, "id": id_, "number": number}), events)


def _beginning(number: int, dice: random.Random) -> Iterator[its.EventBody]:
    device = f"DEV-{number * 7919 % 60_000:05d}"
    priority = Priority.CRITICAL if dice.random() < 0.03 else Priority.HIGH
    yield its.Opened(
        KINDS[int(dice.random() ** 2 * len(KINDS))],
        _words(dice, 4),
        priority,
        its.Source.ALARM,
        device=device,
        place=f"Calle {WORDS[number % 2000]} {number % 1900}",
        zone=ZONES[int(dice.random() ** 2 * len(ZONES))],
        lat=-12.0,
        lon=-77.0,
        acknowledge_s=300.0,
        resolve_s=7200.0,
    )
    link = its.LinkedAlarm(f"{device}:low", device, "pressure.low", priority, START_MS)
    yield its.AlarmsJoined((link,), "device")
    yield its.OwnerSet(dice.choice(OPERATORS))
    yield its.Noted(_words(dice, 10))


def _ending(dice: random.Random) -> Iterator[its.EventBody]:
    crew = f"CUA-{dice.randrange(40):02d}"
    yield its.CrewMoved(crew, TaskState.ASSIGNED)
    yield its.CrewMoved(crew, TaskState.ON_SITE, by_hand=True)
    yield its.Closed(Resolution.SOLVED, _words(dice, 4))


def _going_on(number: int, dice: random.Random) -> Iterator[its.EventBody]:
    """An open one has a story of twenty events."""
    for place in range(8):
        device = f"DEV-{(number + place) % 60_000:05d}"
        link = its.LinkedAlarm(
            f"{device}:low", device, "pressure.low", Priority.LOW, START_MS, "DEV-00001:low"
        )
        yield its.AlarmsJoined((link,), "network")
        yield its.Noted(_words(dice, 8))


def _words(dice: random.Random, many: int) -> str:
    return " ".join(WORDS[int(len(WORDS) ** dice.random()) - 1] for _ in range(many))
