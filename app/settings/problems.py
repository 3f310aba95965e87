"""What can be wrong in a settings or catalogue file, and the one exception that tells it."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LONGEST_MESSAGE = 400
MOST_PROBLEMS = 200


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to mend. `line` is 1-based, 0 where no line can be named.

    Message and suggestion quote the file, so they are made short and their invisible characters shown.
    """

    file: str
    line: int
    message: str
    suggestion: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "message", _shown(self.message))
        object.__setattr__(self, "suggestion", _shown(self.suggestion))

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}" + (f" {self.suggestion}" if self.suggestion else "")


class SettingsInvalid(Exception):
    """The files cannot be used as they are; `problems` holds all that was found, by file and line."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        found = sorted(problems, key=lambda p: (p.file, p.line))
        if len(found) > MOST_PROBLEMS:
            rest = Problem(found[-1].file, 0, "There are more problems than these.")
            found = [*found[:MOST_PROBLEMS], rest]
        self.problems: tuple[Problem, ...] = tuple(found)
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


def _shown(text: str) -> str:
    """Fit for a log and a screen, whoever wrote what is quoted in it."""
    short = text if len(text) <= LONGEST_MESSAGE else f"{text[: LONGEST_MESSAGE - 1]}…"
    return "".join("�" if unicodedata.category(one)[0] == "C" else one for one in short)
