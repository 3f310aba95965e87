"""Walks tables that are sorted by (point, ts or slot) in pieces of about equal size."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

Key = tuple[int, int]

BEGINNING: Key = (-1, 0)
END: Key = (2**62, 2**62)


def bound_after(
    connection: Connection, tables: Sequence[str], after: Key, rows: int, *, column: str = "ts"
) -> Key:
    """The key up to which the tables together hold about `rows` rows after `after`; END for all the rest."""
    share = max(rows // len(tables), 1)
    keys = []
    for table in tables:
        found = connection.exec_driver_sql(
            f"SELECT point, {column} FROM {table} WHERE (point, {column}) > (?, ?) "
            f"ORDER BY point, {column} LIMIT 1 OFFSET ?",
            (*after, share),
        ).first()
        if found is not None:
            keys.append((found[0], found[1]))
    return min(keys, default=END)
