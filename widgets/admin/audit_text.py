"""Entries of the audit trail as lines of a file: CSV for a spreadsheet, JSON to check the chain with."""

from __future__ import annotations

import csv
import enum
import io
import json
from collections.abc import Iterable
from dataclasses import fields
from datetime import UTC, datetime

from app.domain.audit import GENESIS, Draft, Entry
from app.domain.spreadsheet import row

_FIELDS = tuple(field.name for field in fields(Draft))
COLUMNS = ("seq", *_FIELDS, "hash")
_FORMAT = "atalaya_audit"


class Format(enum.StrEnum):
    CSV = "csv"
    JSON_LINES = "jsonl"


def json_line(entry: Entry) -> str:
    """One object without a line break: `seq`, the fields of `Draft` in their order, `hash` in hex. From
    these the canonical form can be made again, byte by byte."""
    told = {"seq": entry.seq, **{name: getattr(entry.draft, name) for name in _FIELDS}}
    return json.dumps({**told, "hash": entry.hash.hex()}, ensure_ascii=False, separators=(",", ":"))


def heading(format_: Format, *, first: int = 1, entries: int = 0, before: bytes = GENESIS) -> bytes:
    """What a file begins with. A spreadsheet takes CSV for UTF-8 by its mark; `audit verify --export` is
    told which entries follow and the hash before them."""
    if format_ is Format.CSV:
        return b"\xef\xbb\xbf" + _csv_lines([COLUMNS])
    told = {_FORMAT: 1, "installation": "", "first": first, "entries": entries, "before": before.hex()}
    return json.dumps(told).encode() + b"\n"


def body(format_: Format, entries: Iterable[Entry]) -> bytes:
    """The lines of the entries, in their order. Times in CSV are RFC 3339 in UTC."""
    if format_ is Format.CSV:
        return _csv_lines(_csv_row(entry) for entry in entries)
    return "".join(f"{json_line(entry)}\n" for entry in entries).encode("utf-8", "replace")


def _csv_row(entry: Entry) -> list[str]:
    texts = (getattr(entry.draft, name) for name in _FIELDS if name != "at")
    return row((entry.seq, _moment(entry.draft.at), *texts, entry.hash.hex()))


def _csv_lines(rows: Iterable[Iterable[str]]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode("utf-8", "replace")


def _moment(ms: int) -> str:
    try:
        moment = datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds")
    except (ValueError, OverflowError, OSError):
        return str(ms)
    return moment.replace("+00:00", "Z")
