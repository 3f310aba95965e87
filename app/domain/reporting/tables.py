"""A report as tables of typed values, whatever it is written into: a page, a work sheet or separated text."""

from __future__ import annotations

import enum
from dataclasses import dataclass

Cell = str | int | float | None
"""None stands for nothing known."""


class Unit(enum.StrEnum):
    """What the values of a column are."""

    TEXT = "text"
    COUNT = "count"
    AMOUNT = "amount"
    """A measured number, one decimal."""
    SHARE = "share"
    """From 0 to 1."""
    SECONDS = "seconds"
    MOMENT = "moment"
    """Wall time, epoch ms."""


@dataclass(frozen=True, slots=True)
class Column:
    label: str
    unit: Unit = Unit.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """`note` says below it what a reader must know of it. Every row has one value a column."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class TableReport:
    """`period` says in words what time it is about."""

    title: str
    period: str
    tables: tuple[Table, ...]
