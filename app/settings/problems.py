"""What can be wrong in a settings or catalogue file, and the one exception that tells it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `line` is 1-based, 0 where no line can be named."""

    file: str
    line: int
    message: str
    suggestion: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}" + (f" {self.suggestion}" if self.suggestion else "")


class SettingsInvalid(Exception):
    """The files cannot be used as they are; `problems` holds all that was found, by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(sorted(problems, key=lambda p: (p.file, p.line)))
        super().__init__("\n".join(str(problem) for problem in self.problems))


def did_you_mean(word: str, known: Sequence[str]) -> str:
    """A suggestion in words: the nearest known word, or the known ones when they are few."""
    by_lower = {each.lower(): each for each in known}
    near = difflib.get_close_matches(word.lower(), by_lower, n=1, cutoff=0.6)
    if near:
        return f"Did you mean '{by_lower[near[0]]}'?"
    if 0 < len(known) <= 12:
        return f"Known here: {', '.join(sorted(known))}."
    return ""
