"""What is done again and again, each at its own pace; what fails hinders nothing else."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping

log = logging.getLogger(__name__)

Work = Callable[[], None]


class Recurring:
    """One thread. By each work the seconds from one time to the next; the first time is at once."""

    def __init__(self, every_s: Mapping[Work, float]) -> None:
        self._every_s = every_s
        self._next = dict.fromkeys(every_s, 0.0)
        self._failed: set[Work] = set()

    def run(self) -> None:
        """Do what is due; returns at once where nothing is."""
        now = time.monotonic()
        for work, every in self._every_s.items():
            if now >= self._next[work]:
                self._next[work] = now + every
                self.attempt(work)

    def attempt(self, work: Work) -> None:
        """Do it out of its turn. What fails each time is told once."""
        try:
            work()
        except Exception:
            if work not in self._failed:
                log.exception("What is due again and again could not be done")
            self._failed.add(work)
        else:
            self._failed.discard(work)
