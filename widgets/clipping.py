"""Makes text from outside fit for the screen before any layout sees it: short, and nothing in it unseen."""

from __future__ import annotations

import re

LINE, BLOCK = 240, 4200
"""Characters of one line of a list, and of a text in full, which the audit trail cuts at 4,000."""
_RUN = re.compile(r"(\S{28})(?=\S)")
_HIDDEN = "·"
"""Stands for a sign that cannot be seen, such as those that turn the direction of writing."""


def one_line(text: str, longest: int = LINE) -> str:
    """The beginning of `text` without line breaks."""
    return _seen(text[: longest + 1].replace("\n", " ").replace("\t", " "), longest)


def block(text: str, longest: int = BLOCK) -> str:
    """The beginning of `text` with its line breaks."""
    lines = text[: longest + 1].replace("\r\n", "\n").replace("\t", "    ").split("\n")
    return _seen("\n".join(lines), longest, keep="\n")


def breakable(text: str) -> str:
    """With places, which are not seen, where a label may break what has no spaces."""
    return _RUN.sub("\\1\u200b", text)


def _seen(text: str, longest: int, keep: str = "") -> str:
    cut = text if len(text) <= longest else f"{text[:longest]}…"
    return "".join(sign if sign.isprintable() or sign in keep else _HIDDEN for sign in cut)
