"""Spans of time as they are typed: `15m`, `2h`, `30d`."""

from __future__ import annotations

import re

from app.bootstrap.commands import Unable

SPAN = re.compile(r"(\d+)([smhd])")
SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86_400}


def span_seconds(text: str) -> float:
    """Seconds of a span; raises Unable for anything else."""
    found = SPAN.fullmatch(text)
    if found is None:
        raise Unable(f"'{text}' is not a span such as 15m, 2h or 30d.")
    return float(int(found[1]) * SECONDS[found[2]])
