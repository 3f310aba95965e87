"""Pieces of a report's page as Qt's rich text; what comes from data is escaped here and nowhere else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from widgets.style import FALLBACKS, FAMILY

_FAMILIES = ", ".join(f"'{name}'" for name in (FAMILY, *FALLBACKS))

SHEET = f"""
body {{ font-family: {_FAMILIES}; font-size: 9pt; color: #15191C; }}
h1 {{ font-size: 16pt; font-weight: 700; margin-top: 0px; margin-bottom: 10px; }}
h2 {{ font-size: 11.5pt; font-weight: 600; margin-top: 16px; margin-bottom: 5px; }}
p {{ margin-top: 1px; margin-bottom: 3px; }}
table {{ border-collapse: collapse; border-style: none; }}
p.note {{ color: #495158; font-size: 8pt; }}
p.code {{ font-size: 7.5pt; color: #363D43; }}
th {{ font-size: 8pt; font-weight: 600; color: #363D43; background-color: #E8EAEC; }}
td, th {{ border-bottom: 1px solid #AEB4B9; vertical-align: top; }}
td {{ font-size: 8.5pt; }}
span.code {{ font-size: 6pt; color: #363D43; }}
"""
"""On white paper: grey, and nothing that is said by colour alone."""


MOST_ROWS = 250
"""Of one table; a longer one goes on in another."""


def heading(text: str, level: int = 2) -> str:
    return f"<h{level}>{escape(text)}</h{level}>"


def paragraph(text: str, style: str = "") -> str:
    """Line breaks stay."""
    lines = "<br/>".join(escape(line) for line in text.splitlines())
    return f'<p class="{style}">{lines}</p>' if style else f"<p>{lines}</p>"


def picture(name: str, width: int) -> str:
    """One that is handed to the printer under this name; `width` in pixels of 96 to the inch."""
    return f'<p><img src="{escape(name)}" width="{width}"/></p>'


def table(heads: Sequence[str], rows: Iterable[Sequence[str]], *, right: frozenset[int] = frozenset()) -> str:
    """The heads come again on every page, and after so many rows: to draw a page of a table, Qt walks through
    all of it. Columns in `right` are of figures."""
    top = "".join(f"<th{_aligned(place in right)}>{escape(text)}</th>" for place, text in enumerate(heads))
    lines = [f"<tr>{_cells(row, right)}</tr>" for row in rows]
    parts = ("".join(lines[first : first + MOST_ROWS]) for first in range(0, max(1, len(lines)), MOST_ROWS))
    return "".join(
        f'<table width="100%" cellspacing="0" cellpadding="3"><thead><tr>{top}</tr></thead>{part}</table>'
        for part in parts
    )


def pairs(rows: Iterable[tuple[str, str]]) -> str:
    """What something is, and its value, one below the other."""
    body = "".join(
        f'<tr><th width="24%" align="left">{escape(name)}</th><td>{escape(value)}</td></tr>'
        for name, value in rows
    )
    return f'<table width="100%" cellspacing="0" cellpadding="3">{body}</table>'


def _cells(row: Sequence[str], right: frozenset[int]) -> str:
    return "".join(f"<td{_aligned(place in right)}>{_lines(text)}</td>" for place, text in enumerate(row))


def _lines(text: str) -> str:
    """What stands below the first line is a code, such as a hash, that is not to be broken."""
    first, *codes = text.split("\n")
    return escape(first) + "".join(f'<br/><span class="code">{escape(code)}</span>' for code in codes)


def _aligned(right: bool) -> str:
    return ' align="right"' if right else ' align="left"'
