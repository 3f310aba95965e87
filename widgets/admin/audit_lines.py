"""How an entry of the audit trail reads: as a row of a table, and with all its fields."""

from __future__ import annotations

import enum
import json
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.domain.audit import Came, Draft, Entry
from widgets.admin.act_words import act_words, operator_words, outcome_words, refusal_word
from widgets.clipping import BLOCK, block, one_line
from widgets.formats import local, number
from widgets.row_paint import Cell, Style

LONGEST_JSON = 20_000
MOST_LINES = 200
_TEXTS = tuple(field.name for field in fields(Draft) if field.name != "at")
_ARROW, _NONE = " → ", "–"


class Column(enum.IntEnum):
    NUMBER = 0
    TIME = 1
    OPERATOR = 2
    ACT = 3
    OUTCOME = 4
    SUBJECT = 5
    REASON = 6
    CONSOLE = 7


def day_and_time(ms: int) -> str:
    """Local time with its date and seconds; a dash for what no calendar holds."""
    try:
        return local(ms).strftime("%d/%m/%Y %H:%M:%S")
    except (ValueError, OverflowError, OSError):
        return "–"


def row_cells(entry: Entry) -> tuple[Cell, ...]:
    """The cells of one row, by `Column`."""
    draft = _cut(entry.draft)
    went_wrong = Style.BOLD if draft.outcome in {Came.REFUSED, Came.FAILED} else Style.PLAIN
    return (
        Cell(number(entry.seq), Style.RIGHT | Style.SUPPORT),
        Cell(day_and_time(draft.at), Style.SUPPORT),
        Cell(one_line(operator_words(draft.operator))),
        Cell(one_line(act_words(draft.act))),
        Cell(one_line(outcome_words(draft.outcome)), went_wrong),
        Cell(one_line(draft.subject)),
        Cell(why(entry)),
        Cell(one_line(draft.console), Style.SUPPORT),
    )


def why(entry: Entry) -> str:
    """Why it was refused and what the person wrote, in one line."""
    draft = _cut(entry.draft)
    refused = refusal_word(draft.refusal) if draft.refusal else ""
    return " · ".join(one_line(part) for part in (refused, draft.reason) if part)


def fields_of(entry: Entry) -> list[tuple[str, str]]:
    """Title and text of everything but details and hash; what is empty is left out."""
    draft = _cut(entry.draft)
    found = (
        (QCoreApplication.translate("AuditLines", "Time"), day_and_time(draft.at)),
        (QCoreApplication.translate("AuditLines", "Operator"), operator_words(draft.operator)),
        (QCoreApplication.translate("AuditLines", "Act"), f"{act_words(draft.act)} ({draft.act})"),
        (QCoreApplication.translate("AuditLines", "Outcome"), outcome_words(draft.outcome)),
        (
            QCoreApplication.translate("AuditLines", "Refused because"),
            f"{refusal_word(draft.refusal)} ({draft.refusal})" if draft.refusal else "",
        ),
        (QCoreApplication.translate("AuditLines", "Subject"), draft.subject),
        (QCoreApplication.translate("AuditLines", "Reason"), draft.reason),
        (QCoreApplication.translate("AuditLines", "Console"), draft.console),
        (QCoreApplication.translate("AuditLines", "Request"), draft.request),
    )
    return [(title, block(text)) for title, text in found if text]


def detail_lines(details: str) -> str:
    """JSON as lines `path: value`, with `before` and `after` side by side; other text as it is."""
    if len(details) > LONGEST_JSON:
        return block(details)
    try:
        read = json.loads(details)
        lines = list(_lines(read))
    except (ValueError, RecursionError):
        return block(details)
    if len(lines) > MOST_LINES:
        lines = [*lines[:MOST_LINES], "…"]
    return block("\n".join(lines))


def _cut(draft: Draft) -> Draft:
    """Before anything is looked up or put together: what came may be huge."""
    if all(len(getattr(draft, name)) <= BLOCK for name in _TEXTS):
        return draft
    return replace(draft, **{name: getattr(draft, name)[: BLOCK + 1] for name in _TEXTS})


def _lines(read: Any) -> Iterator[str]:
    if not isinstance(read, dict):
        yield from (f"{path}: {value}" if path else value for path, value in _flat(read))
        return
    before, after = read.get("before"), read.get("after")
    rest = read
    if "before" in read and "after" in read:
        rest = {key: value for key, value in read.items() if key not in {"before", "after"}}
        yield from _changes(before, after)
    yield from (f"{path}: {value}" for path, value in _flat(rest))


def _changes(before: Any, after: Any) -> Iterator[str]:
    old, new = dict(_flat(before)), dict(_flat(after))
    for path in dict.fromkeys((*old, *new)):
        was, is_ = old.get(path, _NONE), new.get(path, _NONE)
        if was != is_:
            yield f"{path}: {was}{_ARROW}{is_}" if path else f"{was}{_ARROW}{is_}"


def _flat(value: Any, path: str = "") -> Iterator[tuple[str, str]]:
    """Each leaf with its path; a list of plain values is one leaf."""
    if isinstance(value, dict) and set(value) == {"before", "after"}:
        yield path, _ARROW.join(dict(_flat(value[key])).get("", json.dumps(value[key])) for key in value)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _flat(inner, f"{path}.{key}" if path else str(key))
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for place, inner in enumerate(value, 1):
            told = "; ".join(f"{name}: {leaf}" if name else leaf for name, leaf in _flat(inner))
            yield f"{path} {place}".strip(), told
    elif isinstance(value, list):
        yield path, ", ".join(_leaf(one) for one in value) or _NONE
    else:
        yield path, _leaf(value)


def _leaf(value: Any) -> str:
    if value is None:
        return _NONE
    return (value or _NONE) if isinstance(value, str) else json.dumps(value)
