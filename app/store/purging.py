"""Empties what is no longer read, a piece at a time, and hands its pages back."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import Connection

from app.store.pace import Pace
from app.store.ranges import BEGINNING, END, bound_after
from app.store.retention import Aged
from app.store.rollups import Rollup
from app.store.segments import HOT, Segment, drop

VACUUM_PAGES = 256


def purge_segment(connection: Connection, segment: Segment, pace: Pace) -> Iterator[None]:
    if segment.level != HOT:
        yield from _empty(connection, segment.table, "ts", pace)
    with pace.slice(connection, sized=False):
        drop(connection, segment)
    yield


def purge_rollup(connection: Connection, rollup: Rollup, pace: Pace) -> Iterator[None]:
    yield from _empty(connection, rollup.table, "slot", pace)
    with pace.slice(connection, sized=False):
        connection.exec_driver_sql(f"DROP TABLE IF EXISTS {rollup.table}")
        connection.exec_driver_sql(
            "DELETE FROM rollup WHERE resolution=? AND period=?", (rollup.resolution.value, rollup.period)
        )
    yield


def _empty(connection: Connection, table: str, column: str, pace: Pace) -> Iterator[None]:
    """A table of a large day would hold the writer for a second if it were dropped at once."""
    while True:
        with pace.slice(connection):
            upto = bound_after(connection, [table], BEGINNING, pace.rows, column=column)
            if upto == END:
                return
            connection.exec_driver_sql(f"DELETE FROM {table} WHERE (point, {column}) <= (?, ?)", upto)
        yield


def purge_aged(connection: Connection, aged: Aged, before: int | str, pace: Pace) -> Iterator[None]:
    """Forget the rows whose time is before that."""
    table, key, time = aged.table, aged.key, aged.time
    oldest = f"SELECT {key} FROM {table} WHERE {time} < ? ORDER BY {time} LIMIT ?"
    while True:
        with pace.slice(connection):
            done = connection.exec_driver_sql(
                f"DELETE FROM {table} WHERE ({key}) IN ({oldest})", (before, pace.rows)
            )
        yield
        if done.rowcount <= 0:
            return


def return_pages(connection: Connection, pace: Pace, pages: int) -> Iterator[None]:
    """Make the file shorter by so many free pages."""
    for _ in range(0, pages, VACUUM_PAGES):
        with pace.slice(connection, sized=False):
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute(f"PRAGMA incremental_vacuum({VACUUM_PAGES})").fetchall()
        yield
