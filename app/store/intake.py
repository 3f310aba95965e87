"""What waits to be written, in order, and when the writer has to act on it. Safe from any thread."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from app.domain.changes import Change
from app.store.awaited import Awaited

Readings = list[tuple[int, int, float]]
Recorded = Callable[[bool], None]

MOST_ROWS = 20_000
ENOUGH_ROWS = 5_000


@dataclass(slots=True)
class Batch:
    """Readings and changes that came together; `changes` is emptied when an act took them along."""

    readings: Readings
    changes: Sequence[Change]
    on_committed: Recorded | None
    entered: float


class ActJob(Awaited):
    """An operator's act on its way to the database; its caller waits for it."""

    def __init__(self, changes: Sequence[Change]) -> None:
        super().__init__()
        self.changes = changes


@dataclass(slots=True)
class Load:
    """What goes into one transaction: either one act with the changes before it, or batches."""

    batches: list[Batch]
    ahead: list[Batch]
    act: ActJob | None = None

    @property
    def readings(self) -> Readings:
        if len(self.batches) == 1:
            return self.batches[0].readings
        return [row for batch in self.batches for row in batch.readings]

    @property
    def changes(self) -> list[Change]:
        found = [change for batch in (*self.ahead, *self.batches) for change in batch.changes]
        if self.act is not None:
            found.extend(self.act.changes)
        return found


class Intake:
    """An act goes first and takes along the changes (not the readings) queued before it: it neither
    overtakes what it decided on nor stands behind a long queue of readings."""

    def __init__(self, longest_wait_s: float) -> None:
        self._longest_wait_s = longest_wait_s
        self._changed = threading.Condition()
        self._batches: deque[Batch] = deque()
        self._acts: deque[ActJob] = deque()
        self._rows = 0
        self._hurried = False
        self._closed = False

    def put(self, batch: Batch) -> bool:
        """False when the store is closed."""
        with self._changed:
            if self._closed:
                return False
            self._batches.append(batch)
            self._rows += len(batch.readings)
            if len(self._batches) == 1 or self._rows >= ENOUGH_ROWS:
                self._changed.notify()
            return True

    def put_act(self, job: ActJob) -> bool:
        with self._changed:
            if self._closed:
                return False
            self._acts.append(job)
            self._changed.notify()
            return True

    def put_back(self, batches: list[Batch]) -> None:
        """What could not be written goes to the head of the queue again."""
        with self._changed:
            self._batches.extendleft(reversed(batches))
            self._rows += sum(len(batch.readings) for batch in batches)

    def hurry(self) -> None:
        """Do not wait for more: somebody needs what is queued to be committed."""
        with self._changed:
            self._hurried = True
            self._changed.notify()

    def close(self) -> None:
        with self._changed:
            self._closed = True
            self._changed.notify()

    def wait(self, seconds: float) -> None:
        """Sleep until there is work, or an act, or the store closes, at most so long."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while not self._closed and not self._due():
                rest = min(deadline, self._next_due()) - time.monotonic()
                if rest <= 0:
                    return
                self._changed.wait(rest)

    def pause(self, seconds: float) -> None:
        """Sleep although there is work, as between two tries; the end of the store ends it."""
        deadline = time.monotonic() + seconds
        with self._changed:
            while not self._closed and not self._acts and (rest := deadline - time.monotonic()) > 0:
                self._changed.wait(rest)

    def take(self) -> Load | None:
        """The next transaction, or None when nothing is due yet."""
        with self._changed:
            while self._acts:
                job = self._acts.popleft()
                if job.take():
                    return Load([], [batch for batch in self._batches if batch.changes], job)
            if not self._batches or not (self._closed or self._due()):
                return None
            return Load(self._take_batches(), [])

    def take_all(self) -> list[Batch]:
        """Empty the queue of batches."""
        with self._changed:
            batches = list(self._batches)
            self._batches.clear()
            self._rows = 0
            return batches

    def take_acts(self) -> list[ActJob]:
        with self._changed:
            jobs = [job for job in self._acts if job.take()]
            self._acts.clear()
            return jobs

    def _take_batches(self) -> list[Batch]:
        taken: list[Batch] = []
        rows = 0
        while self._batches and (not taken or rows + len(self._batches[0].readings) <= MOST_ROWS):
            batch = self._batches.popleft()
            rows += len(batch.readings)
            taken.append(batch)
        self._rows -= rows
        if not self._batches:
            self._hurried = False
        return taken

    @property
    def closed(self) -> bool:
        return self._closed

    @property
    def rows(self) -> int:
        """Readings that wait."""
        return self._rows

    @property
    def behind(self) -> bool:
        """Whether a whole transaction's worth waits."""
        return self._rows >= MOST_ROWS or bool(self._acts)

    def lag(self) -> float:
        """Age of the oldest batch that waits, in seconds."""
        with self._changed:
            return time.monotonic() - self._batches[0].entered if self._batches else 0.0

    def _due(self) -> bool:
        if self._acts:
            return True
        return bool(self._batches) and (
            self._hurried or self._rows >= ENOUGH_ROWS or self._next_due() <= time.monotonic()
        )

    def _next_due(self) -> float:
        return self._batches[0].entered + self._longest_wait_s if self._batches else float("inf")
