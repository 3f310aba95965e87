"""Calls into the system that may never come back."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class NoAnswer(Exception):
    """The call is still under way after its time, or a call before it is."""


class Patience:
    """Waits `limit_s` for each call, and lets no second one wait behind one that hangs."""

    def __init__(self, limit_s: float) -> None:
        self._limit_s = limit_s
        self._hanging: threading.Thread | None = None

    def call(self, work: Callable[[], T]) -> T:
        """What `work` returns or raises; raises NoAnswer. It runs on a thread that ends with the process."""
        if self._hanging is not None and self._hanging.is_alive():
            raise NoAnswer
        answers: queue.SimpleQueue[tuple[T | None, Exception | None]] = queue.SimpleQueue()
        thread = threading.Thread(target=_answer, args=(work, answers), name="keyring", daemon=True)
        thread.start()
        try:
            value, fault = answers.get(timeout=self._limit_s)
        except queue.Empty:
            self._hanging = thread
            raise NoAnswer from None
        thread.join()
        if fault is not None:
            raise fault
        return value  # type: ignore[return-value]


def _answer(work: Callable[[], T], answers: queue.SimpleQueue[tuple[T | None, Exception | None]]) -> None:
    try:
        answers.put((work(), None))
    except Exception as fault:  # noqa: BLE001 (handed to who asked)
        answers.put((None, fault))
