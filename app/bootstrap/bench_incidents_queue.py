"""The console's half of the benchmark `incidents`: the queue's cards sifted, put in order and grouped."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from app.bridge.access import Access
from app.bridge.books import AlarmBook, DeviceBook
from app.bridge.hub import Hub
from app.bridge.incidents import IncidentBoard
from app.domain.alarms import Priority
from app.domain.incidents.incident import Incident
from app.domain.incidents.states import IncidentState
from app.settings.catalogue import load_catalogue
from app.wire.incidents import EventRecord
from widgets.incidents.queue.lines import CardWriter
from widgets.incidents.queue.rows import Grouping, QueueRows, Scope

OPEN = 5000
TRIES = 5
KINDS = ("water", "lighting", "waste", "traffic", "security", "environment")
OWNERS = ("", "r.quispe", "j.paredes", "l.campos")


def measure_queue(count: int = OPEN) -> dict[str, float]:
    """Milliseconds, the worst of a few tries, for each thing an operator can ask of the list."""
    rows = QueueRows()
    writer = CardWriter(_hub())
    began = time.perf_counter()
    for incident in _incidents(count):
        rows.put(writer.row(incident))
    figures = {"written": _since(began)}
    for name, arrange in _askings().items():
        figures[name] = max(_timed(rows, arrange) for _ in range(TRIES))
    return figures


def _askings() -> dict[str, Callable[[QueueRows], None]]:
    return {
        "sorted": lambda rows: _ask(rows),
        "mine": lambda rows: _ask(rows, scope=Scope.MINE),
        "words": lambda rows: _ask(rows, words=("presion", "zona", "7")),
        "by_zone": lambda rows: _ask(rows, grouping=Grouping.ZONE),
        "by_kind": lambda rows: _ask(rows, grouping=Grouping.KIND),
    }


def _ask(
    rows: QueueRows,
    *,
    scope: Scope = Scope.SHIFT,
    words: tuple[str, ...] = (),
    grouping: Grouping = Grouping.NONE,
) -> None:
    rows.scope, rows.words, rows.grouping = scope, words, grouping


def _timed(rows: QueueRows, arrange: Callable[[QueueRows], None]) -> float:
    arrange(rows)
    began = time.perf_counter()
    rows.ordered()
    return _since(began)


def _since(began: float) -> float:
    return (time.perf_counter() - began) * 1000


async def _nothing(*_: Any) -> Any:
    return None


async def _no_events(_incidents: Sequence[str]) -> list[EventRecord]:
    return []


def _hub() -> Hub:
    """What cards are written from, without an engine."""
    board = IncidentBoard(_nothing, _no_events, str, Path())
    city = SimpleNamespace(
        catalogue=load_catalogue(),
        language="es",
        operator="r.quispe",
        devices=DeviceBook(),
        alarms=AlarmBook(),
        access=Access(_nothing),
        incidents=board,
    )
    return cast(Hub, city)


def _incidents(count: int) -> list[Incident]:
    chosen, now = random.Random(7), int(time.time() * 1000)
    return [
        Incident(
            f"INC-{number:04d}",
            number,
            KINDS[number % len(KINDS)],
            f"Presión muy baja PRE-{number:04d}",
            IncidentState.NEW if number % 3 else IncidentState.ACKNOWLEDGED,
            chosen.choice(list(Priority)),
            now - chosen.randrange(10_000_000),
            version=3,
            decided=1,
            place=f"Av. Los Pescadores {number}",
            zone=f"Zona {number % 40}",
            owner=chosen.choice(OWNERS),
            acknowledge_by=now + chosen.randrange(1_000_000),
            resolve_by=now + 20_000_000,
        )
        for number in range(1, count + 1)
    ]
