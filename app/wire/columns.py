"""Last values of the whole city in memory-mapped files: one writer, any number of readers.

A table is one file: a header, one sequence number for each block of 1,024 rows, then the columns one
after another. The writer makes a block's sequence odd, copies, and makes it even again; a reader that
sees an odd or a changed number tries again, three times, and then keeps its last copy of that block.
"""

from __future__ import annotations

import contextlib
import mmap
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

BLOCK_ROWS = 1024
READ_TRIES = 3
HEADER_BYTES = 4096
ALIGNMENT = 64
MAGIC = 0x4154414C41594131
"""`ATALAYA1`: a reader of another layout refuses the file."""

HEADER = np.dtype(
    [
        ("magic", "<u8"),
        ("epoch", "<u8"),
        ("capacity", "<u8"),
        ("rows", "<u8"),
        ("heartbeat", "<f8"),
    ]
)

Columns = dict[str, NDArray[Any]]


@dataclass(frozen=True, slots=True)
class TableSchema:
    """The columns of a table as (name, numpy type code), in file order."""

    name: str
    fields: tuple[tuple[str, str], ...]

    def offsets(self, capacity: int) -> tuple[dict[str, int], int]:
        """Where each column begins, and the size of the file, for `capacity` rows."""
        position = _aligned(HEADER_BYTES + 8 * blocks_of(capacity))
        offsets: dict[str, int] = {}
        for name, code in self.fields:
            offsets[name] = position
            position = _aligned(position + np.dtype(code).itemsize * capacity)
        return offsets, position

    def empty(self, capacity: int) -> Columns:
        return {name: np.zeros(capacity, dtype=code) for name, code in self.fields}


DEVICES = TableSchema(
    "devices",
    (
        ("serial", "<u4"),  # 0 where the row holds no device any more
        ("kind", "u1"),
        ("lon", "<f8"),
        ("lat", "<f8"),
        ("liveness", "u1"),
        ("priority", "u1"),  # worst alarm that is not quiet, 0 for none
        ("unacknowledged", "u1"),
        ("quiet", "u1"),  # QUIET_* bits
        ("heard", "<f8"),  # engine's monotonic seconds, NaN when not in this epoch
        ("heard_ts", "<i8"),  # device's time of its newest reading, epoch ms, 0 for never
        ("primary", "<f8"),  # NaN where unknown
        ("asked", "<f8"),  # per cent, by the newest command or the programme; NaN where nothing is
        ("in_force", "<f8"),  # per cent, as the device said or showed; NaN where unknown
        ("control", "u1"),  # CONTROL_* bits
        ("fault", "u1"),  # LampFault, 0 for none
        ("cause", "u1"),  # the place of its LampCause in their order, 0 for none
    ),
)

POINTS = TableSchema(
    "points",
    (
        ("device", "<i4"),
        ("quantity", "<u2"),
        ("value", "<f8"),  # a text is its dictionary code
        ("ts", "<i8"),
        ("received", "<f8"),
        ("quality", "u1"),
    ),
)

QUIET_SHELVED = 1
QUIET_SUPPRESSED = 2
QUIET_OUT_OF_SERVICE = 4

CONTROL_MANUAL = 1
"""An operator's override holds."""
CONTROL_PENDING = 2
"""A command is out."""
CONTROL_FAILED = 4
"""The newest command did not end as asked."""
CONTROL_TAGGED = 8
"""Under maintenance."""
CONTROL_OWN_PROGRAMME = 16
"""It keeps its programme itself."""
CONTROL_SELECTED = 32
"""Somebody has it selected."""

QUALITY_NONE = 0
QUALITY_LIVE = 1
QUALITY_RESTORED = 2
"""Read back from the database after a restart: shown with its age, never as fresh."""


def blocks_of(capacity: int) -> int:
    return -(-capacity // BLOCK_ROWS)


class TableWriter:
    """The engine's side: plain arrays in `staging`, copied to the file by `flush` on the engine's thread."""

    def __init__(self, schema: TableSchema, folder: Path, *, epoch: int, capacity: int = BLOCK_ROWS) -> None:
        self._schema = schema
        self._folder = folder
        self._epoch = epoch
        self._generation = 0
        self.rows = 0
        self.capacity = 0
        self.staging: Columns = schema.empty(0)
        self._dirty = np.zeros(0, dtype=bool)
        self._grow(max(BLOCK_ROWS, blocks_of(capacity) * BLOCK_ROWS))

    @property
    def path(self) -> Path:
        return self._folder / f"{self._schema.name}-{self._generation}.col"

    def add_row(self) -> int:
        """A new row at the end, marked for the next flush; the file grows by doubling."""
        return self.add_rows(1)

    def add_rows(self, count: int) -> int:
        """So many new rows at the end; the first of them."""
        while self.rows + count > self.capacity:
            self._grow(self.capacity * 2)
        first = self.rows
        self.rows += count
        self._dirty[first // BLOCK_ROWS : blocks_of(self.rows)] = True
        return first

    def touch(self, rows: NDArray[np.integer[Any]] | int) -> None:
        """Mark the blocks of these rows as changed."""
        self._dirty[rows // BLOCK_ROWS] = True

    def touch_all(self) -> None:
        self._dirty[: blocks_of(self.rows)] = True

    def flush(self, heartbeat: float) -> None:
        """Copy the changed blocks and say that the engine lives (`heartbeat`: monotonic seconds)."""
        sequences, columns = self._sequences, self._columns
        for block in np.flatnonzero(self._dirty):
            rows = slice(int(block) * BLOCK_ROWS, (int(block) + 1) * BLOCK_ROWS)
            sequences[block] += 1
            for name, column in columns.items():
                column[rows] = self.staging[name][rows]
            sequences[block] += 1
        self._dirty[:] = False
        self._header["rows"] = self.rows
        self._header["heartbeat"] = heartbeat

    def close(self) -> None:
        """Let go of the mapping; the file stays for readers until its folder is deleted."""
        del self._header, self._sequences, self._columns
        with contextlib.suppress(BufferError):
            self._map.close()

    def _grow(self, capacity: int) -> None:
        staging = self._schema.empty(capacity)
        for name, column in self.staging.items():
            staging[name][: self.rows] = column[: self.rows]
        self.staging, self.capacity = staging, capacity
        self._generation += 1
        self._map = _create(self.path, self._schema, capacity, self._epoch)
        self._header, self._sequences, self._columns = _views(self._map, self._schema, capacity)
        self._dirty = np.ones(blocks_of(capacity), dtype=bool)


class TableReader:
    """The console's side: consistent copies, block by block. Never waits, never raises for a busy writer."""

    def __init__(self, schema: TableSchema, path: Path) -> None:
        """Map `path`; raises ValueError when it is not a table of this layout, OSError when it is gone."""
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        header = np.frombuffer(self._map, HEADER, 1)[0]
        if header["magic"] != MAGIC:
            raise ValueError(f"{path.name} is not a table of this version")
        self.capacity = int(header["capacity"])
        self.epoch = int(header["epoch"])
        self._header, self._sequences, self._columns = _views(self._map, schema, self.capacity)
        self._seen = np.full(blocks_of(self.capacity), np.iinfo(np.uint64).max, dtype=np.uint64)
        self._copy = schema.empty(self.capacity)
        self.kept_blocks = 0
        """How often a block stayed busy through all tries and its last copy was kept."""

    @property
    def rows(self) -> int:
        return int(self._header["rows"])

    @property
    def heartbeat(self) -> float:
        return float(self._header["heartbeat"])

    def refresh(self) -> bool:
        """Bring the copy up to date; True when any block changed."""
        changed = np.flatnonzero(self._sequences != self._seen)
        for block in changed:
            self._read_block(int(block))
        return bool(changed.size)

    def refresh_rows(self, rows: Iterable[int]) -> None:
        """Bring only the blocks of these rows up to date."""
        for block in {row // BLOCK_ROWS for row in rows}:
            if self._sequences[block] != self._seen[block]:
                self._read_block(block)

    def copy(self) -> Mapping[str, NDArray[Any]]:
        """The copy as of the last `refresh`, cut to the rows in use: arrays of shape (rows,)."""
        rows = self.rows
        return {name: column[:rows] for name, column in self._copy.items()}

    def close(self) -> None:
        del self._header, self._sequences, self._columns
        with contextlib.suppress(BufferError):
            self._map.close()

    def _read_block(self, block: int) -> None:
        rows = slice(block * BLOCK_ROWS, (block + 1) * BLOCK_ROWS)
        for _ in range(READ_TRIES):
            before = int(self._sequences[block])
            if before % 2:
                continue
            fresh = {name: column[rows].copy() for name, column in self._columns.items()}
            if int(self._sequences[block]) == before:
                for name, part in fresh.items():
                    self._copy[name][rows] = part
                self._seen[block] = before
                return
        self.kept_blocks += 1


def _aligned(position: int) -> int:
    return -(-position // ALIGNMENT) * ALIGNMENT


def _create(path: Path, schema: TableSchema, capacity: int, epoch: int) -> mmap.mmap:
    _, size = schema.offsets(capacity)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    try:
        os.truncate(descriptor, size)
        mapped = mmap.mmap(descriptor, size)
    finally:
        os.close(descriptor)
    header = np.frombuffer(mapped, HEADER, 1)[0]
    header["epoch"], header["capacity"], header["magic"] = epoch, capacity, MAGIC
    return mapped


def _views(mapped: mmap.mmap, schema: TableSchema, capacity: int) -> tuple[Any, NDArray[np.uint64], Columns]:
    offsets, _ = schema.offsets(capacity)
    header = np.frombuffer(mapped, HEADER, 1)[0]
    sequences = np.frombuffer(mapped, np.uint64, blocks_of(capacity), HEADER_BYTES)
    columns = {name: np.frombuffer(mapped, code, capacity, offsets[name]) for name, code in schema.fields}
    return header, sequences, columns
