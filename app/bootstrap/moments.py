"""Moments as the commands print and take them."""

from __future__ import annotations

import time
from datetime import UTC, datetime

from app.bootstrap.commands import Unable
from app.bootstrap.spans import SPAN, span_seconds


def rfc3339(ms: int | None) -> str | None:
    """Epoch milliseconds as a time in UTC; None stays None."""
    if ms is None:
        return None
    return datetime.fromtimestamp(ms / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def since_ms(text: str, *, now_s: float | None = None) -> int:
    """`15m` or an RFC 3339 time as epoch ms; raises Unable for anything else."""
    if not text:
        return 0
    if SPAN.fullmatch(text):
        now = time.time() if now_s is None else now_s
        return int((now - span_seconds(text)) * 1000)
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise Unable(
            f"'{text}' is neither a time such as 2026-03-13T19:42:00Z nor a span such as 2h."
        ) from None
    return int((when if when.tzinfo else when.replace(tzinfo=UTC)).timestamp() * 1000)
