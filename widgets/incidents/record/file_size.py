"""How large a file is, as people say it."""

from __future__ import annotations

from widgets.formats import THIN, number


def file_size(size: int) -> str:
    """`740 B`, `12.4 kB`, `2.0 GB`; decimal units."""
    amount, unit = float(size), "B"
    for larger in ("kB", "MB", "GB"):
        if amount < 1000:
            break
        amount, unit = amount / 1000, larger
    return f"{number(amount, 0 if unit == 'B' else 1)}{THIN}{unit}"
