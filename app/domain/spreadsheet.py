"""Cells of a table that a spreadsheet opens without running anything in them."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable
from numbers import Integral, Real

LONGEST = 32_767
"""Characters that a cell of Excel can hold; what is longer is cut and ends with an ellipsis."""

_STARTS = frozenset("=+-@\t\r\n＝＋－＠\ufe62\ufe63\ufe66\ufe6b")
"""A cell that begins with one of these may be a formula (OWASP, CSV injection; the wide and small forms
for East Asian settings)."""

_NO_FILE_HOLDS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def cell(value: object) -> str:
    """`value` as the text of one cell: numbers stay numbers, text stays text.

    A number is given as a number; a text of digits counts as text. Text that a spreadsheet could take for
    a formula gets a leading apostrophe, also where spaces or unseen signs stand before it. Control characters
    and halves of surrogate pairs become U+FFFD. `None` is an empty cell, as is a number that is not finite.
    Quotes and separators are left to the CSV writer.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        return f"{float(value):.10g}" if math.isfinite(value) else ""
    return _text(str(value))


def row(values: Iterable[object]) -> list[str]:
    """The cells of one row, in order."""
    return [cell(value) for value in values]


def _text(text: str) -> str:
    cut = text if len(text) < LONGEST else text[: LONGEST - 2] + "…"
    clean = _NO_FILE_HOLDS.sub("\ufffd", cut)
    return f"'{clean}" if _may_be_formula(clean) else clean


def _may_be_formula(text: str) -> bool:
    for sign in text:
        if sign in _STARTS:
            return True
        if not (sign.isspace() or sign == "\ufffd" or unicodedata.category(sign) in {"Cf", "Mn"}):
            return False
    return False
