"""The one way into the engine's thread. Everything that happens is put here, in order, and never waits."""

from __future__ import annotations

import contextlib
import queue
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from app.engine.server import ConsoleLink
from app.feed.link_state import LinkState
from app.feed.messages import Arrival
from app.wire.frames import Ask

WAITING_LIMIT = 100_000
"""Messages not yet applied; past it QoS 0 is given up and counted. QoS 1 is bounded by its window."""


@dataclass(frozen=True, slots=True)
class Arrived:
    arrivals: list[Arrival]


@dataclass(frozen=True, slots=True)
class LinkChanged:
    state: LinkState


@dataclass(frozen=True, slots=True)
class OutboxChanged:
    """The way out to the devices is there (`up`), or lost."""

    up: bool


@dataclass(frozen=True, slots=True)
class ConsoleJoined:
    link: ConsoleLink


@dataclass(frozen=True, slots=True)
class ConsoleLeft:
    link: ConsoleLink


@dataclass(frozen=True, slots=True)
class ConsoleAsked:
    link: ConsoleLink
    ask: Ask


@dataclass(frozen=True, slots=True)
class Call:
    """Something that waits for the engine's thread: what follows an errand."""

    run: Callable[[], None]


@dataclass(frozen=True, slots=True)
class Stop:
    reason: str


Item = Arrived | LinkChanged | OutboxChanged | ConsoleJoined | ConsoleLeft | ConsoleAsked | Call | Stop


class Inbox:
    """`put*` from any thread, `get` from the engine's alone."""

    def __init__(self) -> None:
        self._items: queue.SimpleQueue[Item] = queue.SimpleQueue()
        self._guard = threading.Lock()
        self._waiting = 0
        self._dropped = 0

    def put(self, item: Item) -> None:
        self._items.put(item)

    def put_arrivals(self, arrivals: list[Arrival]) -> None:
        with self._guard:
            if self._waiting > WAITING_LIMIT:
                kept = [arrival for arrival in arrivals if arrival.qos or arrival.retain]
                self._dropped += len(arrivals) - len(kept)
                arrivals = kept
            self._waiting += len(arrivals)
        if arrivals:
            self._items.put(Arrived(arrivals))

    def get(self, timeout_s: float) -> Item | None:
        try:
            item = self._items.get(timeout=timeout_s) if timeout_s > 0 else self._items.get_nowait()
        except queue.Empty:
            return None
        if isinstance(item, Arrived):
            with self._guard:
                self._waiting -= len(item.arrivals)
        return item

    def calls(self) -> Iterator[Call]:
        """What followed errands and was not taken any more, at the engine's end."""
        with contextlib.suppress(queue.Empty):
            while True:
                item = self._items.get_nowait()
                if isinstance(item, Call):
                    yield item

    @property
    def dropped(self) -> int:
        """QoS 0 messages given up so far."""
        return self._dropped


def with_answer_due(arrivals: Iterable[Arrival]) -> list[Arrival]:
    """Those that the broker holds until they are acknowledged."""
    return [arrival for arrival in arrivals if arrival.qos]
