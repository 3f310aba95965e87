"""Slow work for the engine off its thread: proving passwords, verifying the trail, trying a broker."""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from typing import Any, TypeVar

log = logging.getLogger(__name__)

LIMIT = 16
"""Errands waiting; past it new ones are turned away."""

T = TypeVar("T")
Errand = tuple[Callable[[], Any], Callable[[Any], None], Callable[[Exception], None]]


class Errands:
    """One worker. `post` brings a callback to the engine's thread."""

    def __init__(self, post: Callable[[Callable[[], None]], None], *, name: str, limit: int = LIMIT) -> None:
        self._post = post
        self._waiting: queue.Queue[Errand | None] = queue.Queue(limit)
        self._worker = threading.Thread(target=self._work, name=name, daemon=True)
        self._worker.start()

    def run(
        self, work: Callable[[], T], then: Callable[[T], None], failed: Callable[[Exception], None]
    ) -> bool:
        """Queue `work`; `then(its result)` or `failed(its error)` follows on the engine's thread.

        False when too many wait: nothing is called then.
        """
        try:
            self._waiting.put_nowait((work, then, failed))
        except queue.Full:
            return False
        return True

    def close(self, time_limit_s: float = 5.0) -> None:
        """End after the errand in hand; those that wait are dropped."""
        while True:
            try:
                self._waiting.get_nowait()
            except queue.Empty:
                break
        self._waiting.put(None)
        self._worker.join(time_limit_s)

    def _work(self) -> None:
        while (errand := self._waiting.get()) is not None:
            work, then, failed = errand
            try:
                result = work()
            except Exception as error:
                # Whatever it is, somebody waits for the answer.
                log.warning("An errand failed: %s", type(error).__name__, exc_info=error)
                self._post(_bound(failed, error))
            else:
                self._post(_bound(then, result))


def _bound(call: Callable[[Any], None], argument: Any) -> Callable[[], None]:
    return lambda: call(argument)
