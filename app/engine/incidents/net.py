"""What goes wrong with incidents ends no engine: alarms and control go on, and the next batch is tried."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from app.engine.access.front_desk import HalfDone

log = logging.getLogger(__name__)


class Net:
    """Engine's thread. `flaws` counts what was caught, by what was being done and what it was."""

    def __init__(self) -> None:
        self.flaws: Counter[str] = Counter()

    @contextmanager
    def under(self, what: str) -> Iterator[None]:
        """HalfDone passes: record and book may differ then, and the engine comes back from the record."""
        try:
            yield
        except HalfDone:
            raise
        except Exception as flaw:  # noqa: BLE001 (whatever it is, alarms and control go on)
            self._caught(f"{what}: {type(flaw).__name__}", flaw)

    def _caught(self, kind: str, flaw: Exception) -> None:
        """All of it is said once, and from then on ever more rarely how often."""
        self.flaws[kind] += 1
        times = self.flaws[kind]
        if times == 1:
            log.error("Incidents could not do their part, and the engine goes on (%s)", kind, exc_info=flaw)
        elif str(times).strip("0") == "1":
            log.error("Incidents could not do their part, %d times by now (%s)", times, kind)
