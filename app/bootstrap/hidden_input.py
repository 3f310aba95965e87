"""Passphrases and passwords for a command: typed unseen, or lines of standard input, never an argument."""

from __future__ import annotations

import getpass
import sys
from typing import TextIO

from app.bootstrap.commands import Unable

LONGEST = 8192
"""Characters of a line."""


class HiddenInput:
    """At a terminal asks `getpass`; otherwise takes the next line of `lines`."""

    def __init__(self, lines: TextIO | None = None) -> None:
        self._lines = sys.stdin if lines is None else lines

    def ask(self, what: str) -> str:
        """`what` begins a sentence: "The passphrase". Raises Unable when nothing comes."""
        if self._lines.isatty():
            try:
                given = getpass.getpass(f"{what}: ")
            except EOFError:
                given = ""
        else:
            given = self._lines.readline(LONGEST).rstrip("\r\n")
        if not given:
            raise Unable(f"{what} is missing: type it, or give it as a line of standard input.")
        return given

    def ask_new(self, what: str) -> str:
        """Typed twice at a terminal, since nobody sees what is typed."""
        given = self.ask(what)
        if self._lines.isatty() and self.ask(f"{what}, once more") != given:
            raise Unable("The two were not the same; nothing was changed.")
        return given
