"""The trail as a file: JSON lines that can be proved as the vault can, and CSV to read."""

from __future__ import annotations

import csv
import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any

from app.domain import spreadsheet
from app.domain.audit import GENESIS
from app.store.vault import schema
from app.store.vault.rows import Row
from app.store.vault.signing import SignedHead
from app.store.vault.snapshot import LONGEST_BYTES, RowUnreadable, Snapshot
from app.store.vault.verification import Proof, verify_part

NAMES = tuple(column.name for column in schema.audit.columns)
_FORMAT = "atalaya_audit"
_OWNER_ONLY = 0o600


class ExportUnreadable(Exception):
    """`str()` is one sentence for a person."""


@dataclass(frozen=True, slots=True)
class _Part:
    """The first line of an export: which entries follow, and the hash before them."""

    installation: str
    first: int
    entries: int
    before: bytes


def export(vault: Path, file: Path, *, since: int = 0, until: int = 0) -> int:
    """Write the entries from the first to the last of a time (epoch ms, `until` not included, 0 for open);
    how many. CSV where the name ends so, JSON lines otherwise; the file is written whole or not at all.

    Raises StoreUnavailable, RowUnreadable for a damaged vault, and OSError.
    """
    write = _write_csv if file.suffix.lower() == ".csv" else _write_lines
    with Snapshot(vault) as snapshot, _whole(file) as out:
        return write(snapshot, snapshot.span(since, until), out)


def verify_export(file: Path, kept: list[SignedHead]) -> Proof:
    """Prove an export in JSON lines. Raises ExportUnreadable when it is none."""
    try:
        with file.open("rb") as lines:
            part = _part_of(lines.readline(LONGEST_BYTES))
            if part is None:
                raise ExportUnreadable(f"The file {file} is no export of an audit trail in JSON lines.")
            rows = _rows_of(lines, part)
            return verify_part(rows, part.first, part.before, part.installation, part.entries, kept)
    except OSError as error:
        raise ExportUnreadable(f"The file {file} cannot be read ({error.strerror}).") from error


def _write_lines(snapshot: Snapshot, span: tuple[int, int], out: IO[str]) -> int:
    first, last = span
    before = GENESIS if first == 1 else snapshot.hash_before(first) or GENESIS
    header = {
        _FORMAT: 1,
        "installation": snapshot.installation,
        "first": first,
        "entries": last - first + 1,
        "before": before.hex(),
    }
    out.write(json.dumps(header) + "\n")
    count = 0
    for row in snapshot.rows(*span):
        told = dict(zip(NAMES, (*row[:-1], _hex(row[-1])), strict=True))
        out.write(json.dumps(told, default=repr) + "\n")
        count += 1
    return count


def _write_csv(snapshot: Snapshot, span: tuple[int, int], out: IO[str]) -> int:
    writer = csv.writer(out)
    writer.writerow(NAMES)
    count = 0
    for seq, at, *texts, kept in snapshot.rows(*span):
        writer.writerow(spreadsheet.row([seq, _rfc3339(at), *texts, _hex(kept)]))
        count += 1
    return count


def _rows_of(lines: IO[bytes], part: _Part) -> Iterator[Row]:
    for _ in range(part.entries):
        line = lines.readline(LONGEST_BYTES)
        if not line:
            return
        yield _row_of(line)
    if lines.readline(LONGEST_BYTES).strip():
        raise RowUnreadable(ValueError("more entries than the first line says"))


def _row_of(line: bytes) -> Row:
    """The names must be ours, each once: a reader might show one that is not proved."""
    try:
        told: Any = json.loads(line, object_pairs_hook=tuple)
        names, values = zip(*told, strict=True)
        if names != NAMES:
            raise ValueError("other names")
        return (*values[:-1], bytes.fromhex(values[-1]))
    except (ValueError, TypeError, RecursionError) as error:
        raise RowUnreadable(error) from error


def _part_of(line: bytes) -> _Part | None:
    try:
        told = json.loads(line)
        if told[_FORMAT] != 1:
            return None
        first, entries = int(told["first"]), int(told["entries"])
        return _Part(str(told["installation"]), first, entries, bytes.fromhex(told["before"]))
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _hex(kept: object) -> str:
    return kept.hex() if isinstance(kept, bytes) else repr(kept)


def _rfc3339(at: object) -> str:
    if not isinstance(at, int) or abs(at) > 2**47:
        return str(at)
    return datetime.fromtimestamp(at / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


@contextmanager
def _whole(file: Path) -> Iterator[IO[str]]:
    """A new file for the owner alone, in its place once it is complete."""
    fresh = file.with_name(f"{file.name}.new")
    encoding = "utf-8-sig" if file.suffix.lower() == ".csv" else "utf-8"  # spreadsheets look for the mark
    opener: Callable[[str, int], int] = lambda name, flags: os.open(name, flags, _OWNER_ONLY)  # noqa: E731
    try:
        with open(fresh, "w", encoding=encoding, errors="replace", newline="", opener=opener) as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)
