"""A list of devices as CSV: read, and judged row by row by the same decoder that the engine uses."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import math
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from app.domain.catalogue import Catalogue
from app.feed.codec import Codec
from app.feed.faults import Refused
from app.feed.messages import Arrival, Introduction, Reject
from app.feed.topics import check_id
from app.settings.problems import Problem, SettingsInvalid, did_you_mean
from app.settings.settings import Settings

COLUMNS = ("id", "kind", "name", "lat", "lon", "zone", "parent")
NEEDED = ("id", "kind")
LARGEST_FILE = 256 * 1024 * 1024
MOST_PROBLEMS = 100
NUMBERS = ("lat", "lon")


@dataclass(frozen=True, slots=True)
class Announcement:
    """What is published for one device: its `config` topic, and the payload that introduces it."""

    topic: str
    payload: bytes


@dataclass(frozen=True, slots=True)
class _Row:
    line: int
    values: dict[str, str]


def read_devices(path: Path, settings: Settings, catalogue: Catalogue) -> list[Announcement]:
    """What to publish for the rows of the file; raises SettingsInvalid with every problem by its line."""
    problems: list[Problem] = []
    rows = list(_rows(path, problems))
    judge = _Judge(path.name, settings, catalogue, problems)
    found = [judge.announcement(row) for row in rows]
    if not rows and not problems:
        problems.append(Problem(path.name, 1, "The file lists no device."))
    if len(rows) > settings.limits.devices:
        message = f"The file lists {len(rows)} devices, more than limits.devices allows."
        problems.append(Problem(path.name, 0, message))
    if len(problems) > MOST_PROBLEMS:
        rest = len(problems) - MOST_PROBLEMS
        problems[MOST_PROBLEMS:] = [Problem(path.name, 0, f"Besides these there are {rest} more problems.")]
    if problems:
        raise SettingsInvalid(problems)
    return [announcement for announcement in found if announcement is not None]


def _rows(path: Path, problems: list[Problem]) -> Iterator[_Row]:
    text = _text(path, problems)
    if text is None:
        return
    head = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";" if ";" in head else ",", strict=True)
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if not _check_head(path.name, names, problems):
            return
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(names):
                message = f"The row has {len(cells)} cells, more than the {len(names)} columns."
                problems.append(Problem(path.name, reader.line_num, message))
                continue
            yield _Row(
                reader.line_num, {name: cell.strip() for name, cell in zip(names, cells, strict=False)}
            )
    except csv.Error as fault:
        problems.append(Problem(path.name, reader.line_num, f"The row cannot be read: {fault}."))


def _text(path: Path, problems: list[Problem]) -> str | None:
    try:
        if path.stat().st_size > LARGEST_FILE:
            problems.append(Problem(path.name, 0, "The file is larger than 256 MB."))
            return None
        return path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(Problem(path.name, 0, "The file is not UTF-8.", "Save it as CSV UTF-8."))
    except OSError as fault:
        problems.append(Problem(path.name, 0, f"The file cannot be read: {fault.strerror}."))
    return None


def _check_head(file: str, names: list[str], problems: list[Problem]) -> bool:
    """Whether the rows can be understood at all."""
    before = len(problems)
    missing = [name for name in NEEDED if name not in names]
    problems.extend(Problem(file, 1, f"The column '{name}' is missing.") for name in missing)
    for name in names:
        if name not in COLUMNS:
            problems.append(
                Problem(file, 1, f"The column '{name}' is not known.", did_you_mean(name, COLUMNS))
            )
        elif names.count(name) > 1:
            problems.append(Problem(file, 1, f"The column '{name}' is there twice."))
            break
    return len(problems) == before


class _Judge:
    """Turns rows into announcements; what is wrong goes to `problems`."""

    def __init__(self, file: str, settings: Settings, catalogue: Catalogue, problems: list[Problem]) -> None:
        site = settings.site
        self._file, self._problems, self._kinds = file, problems, list(catalogue.kinds)
        self._stem = f"{site.root}/{site.id}"
        self._codec = Codec(site.root, site.id, catalogue, (), settings.limits)
        self._lines: dict[str, int] = {}
        self._now_ms = int(time.time() * 1000)

    def announcement(self, row: _Row) -> Announcement | None:
        device, kind = row.values.get("id", ""), row.values.get("kind", "")
        first = self._lines.setdefault(device, row.line)
        if first != row.line:
            self._complain(row, f"'{device}' stands in line {first} already.")
            return None
        try:
            check_id(device)
        except Refused as refused:
            self._complain(row, f"{_sentence(refused.detail)}.")
            return None
        if kind not in self._kinds:
            self._complain(row, f"The kind '{kind}' does not exist.", did_you_mean(kind, self._kinds))
            return None
        if device and row.values.get("parent") == device:
            self._complain(row, f"'{device}' is its own parent.")
        body = self._body(row)
        topic = f"{self._stem}/{kind}/{device}/config"
        announcement = Announcement(topic, json.dumps(body, ensure_ascii=False).encode())
        return announcement if self._is_taken(row, announcement) else None

    def _body(self, row: _Row) -> dict[str, str | float]:
        body: dict[str, str | float] = {}
        for name in COLUMNS[len(NEEDED) :]:
            text = row.values.get(name, "")
            if text and name not in NUMBERS:
                body[name] = text
        numbers = {name: row.values[name] for name in NUMBERS if row.values.get(name)}
        return body | self._numbers(row, numbers)

    def _numbers(self, row: _Row, texts: dict[str, str]) -> dict[str, float]:
        """All of them or none, so that half a position is not complained of twice."""
        found: dict[str, float] = {}
        for name, text in texts.items():
            # A spreadsheet in Spanish writes decimals with a comma, and semicolons between cells.
            with contextlib.suppress(ValueError):
                found[name] = float(text.replace(",", "."))
            if not math.isfinite(found.get(name, math.nan)):
                self._complain(row, f"'{text}' in '{name}' is not a number.")
                return {}
        return found

    def _is_taken(self, row: _Row, announcement: Announcement) -> bool:
        arrival = Arrival(announcement.topic, announcement.payload, 1, True, 1, 1, 0.0)
        messages = self._codec.decode(arrival, self._now_ms)
        for message in messages:
            if isinstance(message, Reject):
                self._complain(row, f"{_sentence(message.detail)}.")
        return any(isinstance(message, Introduction) for message in messages)

    def _complain(self, row: _Row, message: str, suggestion: str = "") -> None:
        self._problems.append(Problem(self._file, row.line, message, suggestion))


def _sentence(detail: str) -> str:
    return f"{detail[:1].upper()}{detail[1:]}"
