"""The events that have begun and not ended: of a worker that is gone nobody sees the end any more, and of a
supervisor that was killed the next one tells it."""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from app.domain.video.scenes import SceneEvent

MOST = 10_000
ALIVE_EVERY_MS = 5_000
"""So often the file says that the supervisor lives, while anything goes on."""

log = logging.getLogger(__name__)


class _Kept(msgspec.Struct, frozen=True):
    alive: int
    events: list[SceneEvent]
    said: list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """`events` are ended when somebody was last alive (`alive`, epoch ms); `said` are cameras with what they
    told of by themselves."""

    alive: int = 0
    events: tuple[SceneEvent, ...] = ()
    said: tuple[tuple[str, str], ...] = ()


_decode = msgspec.msgpack.Decoder(_Kept).decode


class GoingOn:
    """One thread."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._events: OrderedDict[str, tuple[int, SceneEvent]] = OrderedDict()
        self.said: dict[tuple[str, str], None] = {}
        """Cameras with what they tell of by themselves, and have not ended."""
        self._is_other = False
        """Than the file says."""
        self._kept_at = 0

    def note(self, worker: int, events: Iterable[SceneEvent]) -> None:
        """As a worker tells them; only the newest `MOST` are known."""
        for event in events:
            self._is_other = True
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
        self._is_other |= bool(ended)
        return tuple(_ended(event, now_ms) for event in ended)

    def note_said(self, camera: str, kind: str, *, active: bool) -> None:
        key = (camera, kind)
        if active is (key in self.said):
            return
        self._is_other = True
        if active:
            self.said[key] = None
        else:
            del self.said[key]

    def keep(self, now_ms: int) -> None:
        """Several times a second: write them where they are others, and now and then that somebody lives."""
        alive = bool(self._events or self.said) and now_ms - self._kept_at >= ALIVE_EVERY_MS
        if not (self._is_other or alive):
            return
        self._is_other, self._kept_at = False, now_ms
        kept = _Kept(now_ms, [event for _, event in self._events.values()], list(self.said))
        new = self._file.with_suffix(".new")
        try:
            # Not synced: this is for the death of a process, and a slow disk would hold up everything.
            new.write_bytes(msgspec.msgpack.encode(kept))
            new.replace(self._file)
        except OSError as problem:
            log.debug("What goes on could not be kept: %s", problem)

    def left_open(self) -> LeftOpen:
        """What went on when the supervisor before this one was killed; the file is written anew soon."""
        try:
            kept = _decode(self._file.read_bytes())
        except FileNotFoundError:
            return LeftOpen()
        except (OSError, msgspec.MsgspecError) as problem:
            log.warning("What went on is not known any more: %s", type(problem).__name__)
            return LeftOpen()
        self._is_other = True
        events = (_ended(event, kept.alive) for event in kept.events)
        return LeftOpen(kept.alive, tuple(events), tuple(kept.said))


def _ended(event: SceneEvent, at_ms: int) -> SceneEvent:
    return replace(event, ended=max(at_ms, event.began))
