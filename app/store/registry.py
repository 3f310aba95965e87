"""Numbers for points and texts: given in memory at once, stored with the next transaction."""

from __future__ import annotations

import threading
from collections.abc import Iterable

from app.domain.catalogue import ValueType

PointRow = tuple[int, str, str, str]
TextRow = tuple[int, str]


class Registry:
    """Safe from any thread. What is new stays pending until `stored` confirms it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._points: dict[tuple[str, str], int] = {}
        self._texts: dict[str, int] = {}
        self._next_point = 1
        self._next_text = 1
        self._new_points: list[PointRow] = []
        self._new_texts: list[TextRow] = []

    def load(
        self, points: Iterable[tuple[int, str, str, ValueType]], texts: Iterable[tuple[int, str]]
    ) -> None:
        with self._lock:
            self._points = {(device, quantity): number for number, device, quantity, _ in points}
            self._texts = {text: code for code, text in texts}
            self._next_point = max(self._points.values(), default=0) + 1
            self._next_text = max(self._texts.values(), default=0) + 1

    def point(self, device: str, quantity: str, type_: ValueType) -> int:
        with self._lock:
            known = self._points.get((device, quantity))
            if known is not None:
                return known
            number = self._next_point
            self._next_point += 1
            self._points[device, quantity] = number
            self._new_points.append((number, device, quantity, type_.value))
            return number

    def text(self, text: str) -> int:
        with self._lock:
            known = self._texts.get(text)
            if known is not None:
                return known
            code = self._next_text
            self._next_text += 1
            self._texts[text] = code
            self._new_texts.append((code, text))
            return code

    def pending(self) -> tuple[list[PointRow], list[TextRow]]:
        with self._lock:
            return list(self._new_points), list(self._new_texts)

    def stored(self, points: int, texts: int) -> None:
        """The first so many that were pending are in the database now."""
        with self._lock:
            del self._new_points[:points]
            del self._new_texts[:texts]
