"""What a lamp uses by its model, for figures made before anything is metered."""

from __future__ import annotations

import re

_WATTS = re.compile(r"(?<![\w.])(\d{1,4}(?:[.,]\d+)?) ?W\b", re.ASCII)


def nominal_watts(model: str) -> float | None:
    """The figure before `W` in a model such as `LED 92 W`; None where it names none."""
    found = _WATTS.search(model)
    return float(found[1].replace(",", ".")) if found else None


def lit_watts(nominal: float, level: float) -> float:
    """At a level in per cent, taken as proportional: what a driver uses besides is within a few per cent."""
    return nominal * min(max(level, 0.0), 100.0) / 100.0
