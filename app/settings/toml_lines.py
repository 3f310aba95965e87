"""TOML with line numbers: tomllib for the values, a scan of the text for where each key stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from app.settings.file_text import decoded, read_bytes
from app.settings.problems import Problem, SettingsInvalid
from app.settings.resources import resource

Key = tuple[str | int, ...]
DEEPEST_KEY = 16
"""So many tables may stand one in another; the deepest that has a use takes seven."""

_PART = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\]|\\.)*"|'[^']*')"""
_DOTTED = rf"{_PART}(?:\s*\.\s*{_PART})*"
_HEADER = re.compile(rf"^\s*(\[\[?)\s*({_DOTTED})\s*\]")
_ASSIGNMENT = re.compile(rf"^\s*({_DOTTED})\s*=(.*)$")
_PARTS = re.compile(_PART)
_LINE_OF_FAULT = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class TomlText:
    """One parsed file. `lines` maps the path of a key (list items by index) to its 1-based line."""

    file: str
    table: dict[str, Any]
    lines: dict[Key, int]

    def line(self, key: Key) -> int:
        """The line of the key, or of the nearest table around it; 0 when there is none."""
        while key:
            if key in self.lines:
                return self.lines[key]
            key = key[:-1]
        return 0


def read_toml(path: Path, *, shown: str = "") -> TomlText:
    """Read and parse a file; raises SettingsInvalid when it cannot be read or is not TOML."""
    file = shown or str(path)
    return parse_toml(decoded(read_bytes(path, shown=file), file), file)


def read_shipped(area: str, file: str, folder: Path | None = None) -> TomlText:
    """A file of the folder `area` that ships with the program, or the one of that name in `folder`."""
    return _shipped(area, file) if folder is None else read_toml(folder / file, shown=file)


@cache
def _shipped(area: str, file: str) -> TomlText:
    """Kept, as it stays as it is while the program runs, and every change of a setting asks for it."""
    return read_toml(resource(area, file), shown=file)


def parse_toml(text: str, file: str) -> TomlText:
    """Parse a text; raises SettingsInvalid with the line when it is not TOML."""
    _refuse_deep_keys(text, file)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        found = _LINE_OF_FAULT.search(str(fault))
        line = int(found[1]) if found else text.count("\n") + 1
        what = _LINE_OF_FAULT.sub("", str(fault)).strip()
        raise SettingsInvalid([Problem(file, line, f"This is not TOML: {what}.")]) from None
    except RecursionError:
        raise SettingsInvalid([Problem(file, 0, "The file is nested too deeply.")]) from None
    except ValueError:  # of Python, for an integer of thousands of digits
        raise SettingsInvalid([Problem(file, 0, "The file holds a number that is too long.")]) from None
    lines: dict[Key, int] = {}
    for key, line in _scan(text):
        lines.setdefault(key, line)
    return TomlText(file, table, lines)


def _refuse_deep_keys(text: str, file: str) -> None:
    """tomllib takes the square of a key's parts in time, which makes hours of a dotted key of 1 MB."""
    for number, line in enumerate(text.split("\n"), start=1):
        key = _HEADER.match(line) or _ASSIGNMENT.match(line)
        if key and len(_split(key[2] if key.re is _HEADER else key[1])) > DEEPEST_KEY:
            raise SettingsInvalid([Problem(file, number, "The key is nested too deeply.")])


def _scan(text: str) -> Iterator[tuple[Key, int]]:
    """Every table header and key with its line; the text is known to be valid TOML."""
    prefix: Key = ()
    counts: dict[Key, int] = {}
    fence = ""
    depth = 0
    for number, line in enumerate(text.split("\n"), start=1):
        if fence or depth:
            fence, depth = _continue(line, fence, depth)
            continue
        header = _HEADER.match(line)
        if header:
            prefix = _resolve(_split(header[2]), counts)
            if header[1] == "[[":
                counts[prefix] = counts.get(prefix, -1) + 1
                prefix = (*prefix, counts[prefix])
            yield prefix, number
            continue
        assignment = _ASSIGNMENT.match(line)
        if assignment:
            parts = _split(assignment[1])
            for length in range(1, len(parts) + 1):
                yield (*prefix, *parts[:length]), number
            fence, depth = _continue(assignment[2], "", 0)


def _split(dotted: str) -> Key:
    return tuple(part[1:-1] if part[0] in "\"'" else part for part in _PARTS.findall(dotted))


def _resolve(key: Key, counts: dict[Key, int]) -> Key:
    """A header below a list of tables belongs to the newest item of that list."""
    resolved: Key = ()
    for position, part in enumerate(key):
        resolved = (*resolved, part)
        if position < len(key) - 1 and resolved in counts:
            resolved = (*resolved, counts[resolved])
    return resolved


def _continue(rest: str, fence: str, depth: int) -> tuple[str, int]:
    """Follow a value over a line: the open multi-line quote, and how many brackets are open."""
    position = 0
    while position < len(rest):
        triple, char = rest[position : position + 3], rest[position]
        if fence:
            if triple == fence:
                fence, position = "", position + 3
            else:
                position += 2 if char == "\\" and fence == '"""' else 1
        elif triple in ('"""', "'''"):
            fence, position = triple, position + 3
        elif char in "\"'":
            position = _after_string(rest, position)
        elif char == "#":
            break
        else:
            depth += (char in "[{") - (char in "]}")
            position += 1
    return fence, max(depth, 0)


def _after_string(text: str, start: int) -> int:
    quote, position = text[start], start + 1
    while position < len(text) and text[position] != quote:
        position += 2 if text[position] == "\\" and quote == '"' else 1
    return position + 1
