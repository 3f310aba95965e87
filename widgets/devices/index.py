"""Finds and sorts devices by text in numpy: 100,000 rows in some milliseconds a word. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.domain.devices import Device
from widgets.wording import fold

ID_BYTES, NAME_BYTES, ZONE_BYTES = 48, 64, 40
"""What is searched and sorted of each text; longer ones are cut here, not on the screen."""

Rows = NDArray[np.int64]
Flags = NDArray[np.bool_]


class TextColumn:
    """Folded UTF-8 texts by row, shape (n,) of bytes, and their places in sorted order when asked."""

    def __init__(self, size: int) -> None:
        self._values: NDArray[np.bytes_] = np.zeros(size, "S1")
        self._ranks: NDArray[np.int32] | None = None

    def put(self, rows: Rows, values: Sequence[bytes], size: int) -> None:
        """Write `values` at `rows` in a column of `size` rows."""
        new = np.array(values, dtype=np.bytes_)
        width = max(self._values.dtype.itemsize, new.dtype.itemsize, 1)
        if width > self._values.dtype.itemsize or size > len(self._values):
            grown = np.zeros(size, f"S{width}")
            grown[: len(self._values)] = self._values
            self._values = grown
        self._values[rows] = new
        self._ranks = None

    def has(self, word: bytes, rows: Rows | None = None) -> Flags:
        """Which rows (all, or those given) contain the word."""
        values = self._values if rows is None else self._values[rows]
        found: Flags = np.strings.find(values, word) >= 0
        return found

    def ranks(self) -> NDArray[np.int32]:
        """The place of each row in sorted order, shape (n,); equal texts share the order of rows."""
        if self._ranks is None:
            order = np.argsort(self._values, kind="stable")
            ranks = np.empty(len(order), np.int32)
            ranks[order] = np.arange(len(order), dtype=np.int32)
            self._ranks = ranks
        return self._ranks


class DeviceIndex:
    """What can be searched of the devices, by row of the device book."""

    def __init__(self, size: int = 0) -> None:
        """Room for `size` rows; grows when more come."""
        self.ids, self.names, self.zones, self._searched = (TextColumn(size) for _ in range(4))
        self.kinds: NDArray[np.int16] = np.zeros(size, np.int16)
        self._present: Flags = np.zeros(size, np.bool_)

    @property
    def size(self) -> int:
        return len(self._present)

    def put(self, rows: Sequence[int], devices: Sequence[Device | None], codes: dict[str, int]) -> None:
        """Take these devices at these rows, None where a row holds none. `codes` numbers the kinds."""
        if not rows:
            return
        places = np.array(rows, np.int64)
        size = max(self.size, int(places.max()) + 1)
        if size > self.size:
            size = max(size, self.size + self.size // 8)
        texts = [_texts(device) for device in devices]
        for column, part in ((self.ids, 0), (self.names, 1), (self.zones, 2)):
            column.put(places, [text[part] for text in texts], size)
        self._searched.put(places, [b"\n".join(text) for text in texts], size)
        self.kinds = _grown(self.kinds, size)
        self._present = _grown(self._present, size)
        self.kinds[places] = [-1 if device is None else codes.get(device.kind, -1) for device in devices]
        self._present[places] = [device is not None for device in devices]

    def find(self, words: Sequence[bytes], kind: int | None = None, among: Rows | None = None) -> Rows:
        """The rows whose id, name or zone holds every word; `among` narrows an earlier answer."""
        rows = np.flatnonzero(self._present) if among is None else among
        if kind is not None:
            rows = rows[self.kinds[rows] == kind]
        for word in words:
            narrow = None if len(rows) == self.size else rows
            rows = rows[self._searched.has(word, narrow)]
        return rows


def sort_rows(rows: Rows, keys: NDArray[np.generic], *, descending: bool) -> Rows:
    """`rows` by `keys` of shape (n,) indexed by row; NaN last either way, ties in the order of rows."""
    chosen = np.asarray(keys, np.float64)[rows]
    known = ~np.isnan(chosen)
    with_key, without = rows[known], rows[~known]
    values = -chosen[known] if descending else chosen[known]
    return np.concatenate((with_key[np.argsort(values, kind="stable")], without))


def words_of(text: str) -> tuple[bytes, ...]:
    """What a person typed, as the index searches it."""
    return tuple(_folded(text).split())


def _texts(device: Device | None) -> tuple[bytes, bytes, bytes]:
    if device is None:
        return (b"", b"", b"")
    return (
        _folded(device.id)[:ID_BYTES],
        _folded(device.name)[:NAME_BYTES],
        _folded(device.zone)[:ZONE_BYTES],
    )


def _folded(text: str) -> bytes:
    return fold(text).encode("utf-8", "replace")  # half a surrogate pair can be pasted, not encoded


def _grown(array: NDArray[np.generic], size: int) -> NDArray:
    if size <= len(array):
        return array
    grown = np.zeros(size, array.dtype)
    grown[: len(array)] = array
    return grown
