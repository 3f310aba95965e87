"""What no settings file may hold, whatever its schema: unseen characters, endless texts, nests, secrets."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

from app.settings.problems import Problem
from app.settings.toml_lines import DEEPEST_KEY, Key, TomlText

LONGEST_TEXT = 2_000
LONGEST_KEY = 200
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
"""Unicode categories: control, format (bidi controls and zero widths), half a surrogate pair, separators."""
_TURNING = re.compile("[\u061c\u0085\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
# Every repetition has an end, or a line of 1 MB could take hours.
_SPOKEN_SECRET = re.compile(
    r"""(?:password|contraseña|clave|secret)\s{0,9}[=:]\s{0,9}["'][^"']{1,200}["']"""
    r"""|://[^\s/@"':]{1,100}:[^\s/@"']{1,100}@""",
    re.IGNORECASE,
)


def source_problems(source: str, file: str) -> Iterator[Problem]:
    """What is wrong with the text as it is written, comments included."""
    for number, line in enumerate(source.split("\n"), start=1):
        if _TURNING.search(line):
            message = "The line holds characters that turn or break its direction."
            yield Problem(file, number, message, "Write the line anew.")
        if "#" in line and _SPOKEN_SECRET.search(line, line.index("#")):
            yield Problem(file, number, "The comment holds a password.", "Take it out of the file.")


def content_problems(text: TomlText) -> Iterator[Problem]:
    """What is wrong with keys and values, wherever they stand."""
    yield from _walk(text, (), text.table)


def _walk(text: TomlText, key: Key, value: Any) -> Iterator[Problem]:
    if len(key) > DEEPEST_KEY:
        yield Problem(text.file, text.line(key), f"'{_name(key[:3])}…' is nested too deeply.")
    elif isinstance(value, dict):
        for name, inner in value.items():
            fault = text_fault(name, LONGEST_KEY)
            if fault:
                yield Problem(text.file, text.line((*key, name)), f"A key of '{_name(key)}' {fault}.")
            else:
                yield from _walk(text, (*key, name), inner)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _walk(text, (*key, index), inner)
    elif isinstance(value, str):
        # Guidance is read by people and may have several lines.
        lines = value.replace("\n", "") if str(key[-1]).startswith("guidance") else value
        fault = text_fault(lines, LONGEST_TEXT)
        if fault:
            yield Problem(text.file, text.line(key), f"'{_name(key)}' {fault}.")


def text_fault(value: str, longest: int) -> str:
    """The end of a sentence on what is wrong with a text; empty for a good one."""
    if len(value) > longest:
        return f"must have at most {longest} characters"
    if any(unicodedata.category(character) in _REFUSED for character in value):
        return "must not hold control characters, nor any that turn the direction or cannot be seen"
    return ""


def _name(key: Key) -> str:
    return ".".join(str(part) for part in key) or "the file"
