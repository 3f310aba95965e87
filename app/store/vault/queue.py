"""What waits to be written to the vault, in order. Safe from any thread."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from app.domain.audit import Draft
from app.store.awaited import Awaited

MOST_NOTED = 100_000
MOST_TOGETHER = 5_000
"""Entries of one transaction."""


class RecordJob(Awaited):
    """An entry whose caller waits until it is on the disk."""

    def __init__(self, draft: Draft) -> None:
        super().__init__()
        self.draft = draft


class WriteJob(Awaited):
    """Work with a transaction of its own, and perhaps an entry in the same."""

    def __init__(self, work: Callable[[Connection], Any], draft: Draft | None) -> None:
        super().__init__()
        self.work = work
        self.draft = draft
        self.result: Any = None


Item = Draft | RecordJob | WriteJob
"""A bare draft is a note: nobody waits for it."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Notes that were given up because too many waited; wall times in epoch ms."""

    entries: int
    first_at: int
    last_at: int


class Queue:
    """Notes are bounded: what does not fit is given up and counted."""

    def __init__(self, most_noted: int = MOST_NOTED) -> None:
        self._most_noted = most_noted
        self._changed = threading.Condition()
        self._items: deque[Item] = deque()
        self._notes = 0
        self._closed = False
        self._lost: Lost | None = None

    def note(self, draft: Draft) -> bool:
        """False when it was given up: the queue is closed, or too much waits."""
        with self._changed:
            if self._closed:
                return False
            if self._notes >= self._most_noted:
                self._give_up(1, draft.at, draft.at)
                return False
            self._items.append(draft)
            self._notes += 1
            self._changed.notify()
            return True

    def put(self, job: RecordJob | WriteJob) -> bool:
        """False when the queue is closed."""
        with self._changed:
            if self._closed:
                return False
            self._items.append(job)
            self._changed.notify()
            return True

    def take(self) -> list[Item]:
        """Wait for the items of the next transaction: entries together, or one WriteJob alone. Empty when the
        queue is closed and nothing is left."""
        with self._changed:
            while not self._items and not self._closed:
                self._changed.wait()
            taken: list[Item] = []
            while self._items and len(taken) < MOST_TOGETHER:
                if isinstance(self._items[0], WriteJob):
                    return taken or [self._pop()]
                taken.append(self._pop())
            return taken

    def take_awaited(self) -> list[RecordJob | WriteJob]:
        """All whose callers wait, out of turn; the notes stay."""
        with self._changed:
            awaited = [item for item in self._items if not isinstance(item, Draft)]
            self._items = deque(item for item in self._items if isinstance(item, Draft))
            return awaited

    def put_back(self, notes: Iterable[Draft]) -> None:
        """Notes that could not be written go to the head of the queue again."""
        with self._changed:
            back = list(notes)
            self._items.extendleft(reversed(back))
            self._notes += len(back)

    def pause(self, seconds: float) -> None:
        """Sleep between two tries; somebody who waits, or the end, ends it."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while not self._closed and not self._awaited() and (rest := deadline - time.monotonic()) > 0:
                self._changed.wait(rest)

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()

    def clear(self) -> list[Item]:
        with self._changed:
            left = list(self._items)
            self._items.clear()
            self._notes = 0
            return left

    def take_lost(self) -> Lost | None:
        with self._changed:
            lost, self._lost = self._lost, None
            return lost

    def put_lost_back(self, lost: Lost) -> None:
        with self._changed:
            self._give_up(lost.entries, lost.first_at, lost.last_at)

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def notes(self) -> int:
        """Notes that wait."""
        return self._notes

    def _pop(self) -> Item:
        item = self._items.popleft()
        if isinstance(item, Draft):
            self._notes -= 1
        return item

    def _awaited(self) -> bool:
        return len(self._items) > self._notes

    def _give_up(self, entries: int, first_at: int, last_at: int) -> None:
        if self._lost is not None:
            entries += self._lost.entries
            first_at, last_at = min(first_at, self._lost.first_at), max(last_at, self._lost.last_at)
        self._lost = Lost(entries, first_at, last_at)
