"""The events that have begun and not ended: of a worker that is gone nobody sees the end any more."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace

from app.domain.video.scenes import SceneEvent

MOST = 10_000


class GoingOn:
    """One thread."""

    def __init__(self) -> None:
        self._events: OrderedDict[str, tuple[int, SceneEvent]] = OrderedDict()

    def note(self, worker: int, events: Iterable[SceneEvent]) -> None:
        """As a worker tells them; only the newest `MOST` are known."""
        for event in events:
            if event.ended:
                self._events.pop(event.id, None)
            else:
                self._events[event.id] = worker, event
        while len(self._events) > MOST:
            self._events.popitem(last=False)

    def end_of(self, worker: int, now_ms: int) -> tuple[SceneEvent, ...]:
        """Those of a worker, ended now and forgotten."""
        ended = [event for whose, event in self._events.values() if whose == worker]
        for event in ended:
            del self._events[event.id]
        return tuple(replace(event, ended=max(now_ms, event.began)) for event in ended)
