"""The audit trail on a connection: entries made storable, chained and appended; its end looked at."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import Any

from sqlalchemy import Connection

from app.domain.audit import GENESIS, LONGEST_TEXT, Came, Deed, Draft, Head
from app.store.vault import schema
from app.store.vault.rows import Row, link_row

COLUMNS = ", ".join(column.name for column in schema.audit.columns)
_ADD = f"INSERT INTO audit ({COLUMNS}) VALUES ({', '.join('?' * len(schema.audit.columns))})"
_TEXTS_OF = attrgetter(*(field.name for field in fields(Draft) if field.name != "at"))
_LARGEST = 2**63 - 1
_ROOM_FOR_MARK = 40
_TAIL = 500
"""Entries whose chain is looked at when the vault is opened; all of them takes seconds."""


@dataclass(frozen=True, slots=True)
class Break:
    """`seq` is the first entry that does not fit, `problem` a machine word of `verification.Problem`."""

    seq: int
    problem: str


def storable(draft: Draft) -> tuple[int | str, ...]:
    """The draft's values as the database gives them back, so that what is read hashes as what was written.

    Whatever stands in the draft: one that cannot be stored would hold up all that come after it.
    """
    texts = _TEXTS_OF(draft)
    try:
        together = "".join(texts)
        together.encode()
    except (TypeError, UnicodeEncodeError):
        together = "\0"
    if len(together) > LONGEST_TEXT or "\0" in together:
        texts = tuple(map(_storable, texts))
    return (_time(draft.at), *texts)


def _time(at: Any) -> int:
    try:
        return max(-_LARGEST, min(_LARGEST, int(at)))
    except (TypeError, ValueError, OverflowError):
        return 0


def _storable(value: object) -> str:
    text = str(value)
    if len(text) > LONGEST_TEXT:
        kept = LONGEST_TEXT - _ROOM_FOR_MARK
        text = f"{text[:kept]}…[cut: {len(text) - kept} characters]"
    return text.encode("utf-8", "replace").decode().replace("\0", "␀")


def read_head(connection: Connection) -> Head:
    """The last entry; number 0 and GENESIS for an empty trail."""
    row = _fetch(connection, "SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")
    if not row:
        return Head(0, GENESIS)
    seq, kept = row[0]
    return Head(seq, kept if isinstance(kept, bytes) else GENESIS)  # an edited one: the chain shows it


def append(connection: Connection, head: Head, drafts: Sequence[Draft]) -> Head:
    """Chain the drafts after `head` and insert them; the new head."""
    rows: list[Row] = []
    seq, before = head.seq, head.hash
    for draft in drafts:
        seq += 1
        row = (seq, *storable(draft))
        linked = link_row(before, row)
        assert linked is not None, "storable"
        before = linked
        rows.append((*row, before))
    if rows:
        connection.exec_driver_sql(_ADD, rows)
    return Head(seq, before)


def goes_on(connection: Connection, head: Head, until: Head) -> bool:
    """Whether the entries after `head` are its chain up to `until`."""
    rows = _fetch(connection, f"SELECT {COLUMNS} FROM audit WHERE seq >= ? ORDER BY seq", (head.seq,))
    if head.seq and (not rows or rows[0][0] != head.seq or rows[0][-1] != head.hash):
        return False
    return _first_unlinked(rows if head.seq == 0 else rows[1:], head) is None and until.seq > head.seq


def look_at_end(connection: Connection) -> Break | None:
    """A look that takes no longer with a longer trail, but for a count: gaps, the last entries, and the last
    signed head; the whole proof is `verification.verify`."""
    first, last, count = _fetch(connection, "SELECT min(seq), max(seq), count(*) FROM audit")[0]
    signed = _fetch(connection, "SELECT seq, hash FROM signed_head ORDER BY seq DESC LIMIT 1")
    if count and (first, last) != (1, count):
        return Break(_first_gap(connection), "missing")
    if signed:
        kept = _fetch(connection, "SELECT hash FROM audit WHERE seq=?", (signed[0][0],))
        if not kept:
            return Break((last or 0) + 1, "shortened")
        if kept[0][0] != signed[0][1]:
            return Break(signed[0][0], "rewritten")
    query = f"SELECT {COLUMNS} FROM (SELECT * FROM audit ORDER BY seq DESC LIMIT {_TAIL}) ORDER BY seq"
    rows = _fetch(connection, query)
    if not rows:
        return None
    known, rest = (Head(0, GENESIS), rows) if rows[0][0] == 1 else (Head(rows[0][0], rows[0][-1]), rows[1:])
    unlinked = _first_unlinked(rest, known)
    return None if unlinked is None else Break(unlinked, "changed")


def _first_gap(connection: Connection) -> int:
    query = (
        "SELECT min(place) FROM (SELECT seq, row_number() OVER (ORDER BY seq) AS place FROM audit) "
        "WHERE seq <> place"
    )
    return int(_fetch(connection, query)[0][0])


def _first_unlinked(rows: Sequence[Row], head: Head) -> int | None:
    before = head.hash
    for place, row in enumerate(rows, head.seq + 1):
        if row[0] != place or row[-1] is None or row[-1] != link_row(before, row):
            return place
        before = row[-1]
    return None


def is_noted(connection: Connection, broken: Break) -> bool:
    """Whether an entry after the break says already that it was found."""
    query = "SELECT 1 FROM audit WHERE seq > ? AND act=? AND outcome=? AND subject=? LIMIT 1"
    wanted = (broken.seq, str(Deed.VERIFY_AUDIT), str(Came.FAILED), str(broken.seq))
    return bool(_fetch(connection, query, wanted))


def note_of_break(at: int, broken: Break, details: dict[str, object] | None = None) -> Draft:
    """What goes on record when the trail is found broken."""
    return Draft(
        at=at,
        operator="",
        act=Deed.VERIFY_AUDIT,
        outcome=Came.FAILED,
        subject=str(broken.seq),
        refusal=broken.problem,
        details=json.dumps(details) if details else "",
    )


def _fetch(connection: Connection, query: str, values: tuple[object, ...] = ()) -> list[Row]:
    return [tuple(row) for row in connection.exec_driver_sql(query, values)]
