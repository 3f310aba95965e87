"""A device's time: epoch milliseconds or RFC 3339, within what can be true."""

from __future__ import annotations

import datetime
import math

import msgspec

from app.feed.faults import Refused
from app.feed.messages import RejectReason

_DAY_MS = 86_400_000
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
_MS = datetime.timedelta(milliseconds=1)
_PER_MS = {"ms": 1.0, "s": 1000.0, "us": 0.001, "ns": 0.000001}


class TimeWindow:
    """What times are believed, against the wall clock at receipt."""

    def __init__(self, *, future_tolerance_s: float, oldest_days: float) -> None:
        self._ahead_ms = int(future_tolerance_s * 1000)
        self._behind_ms = int(oldest_days * _DAY_MS)
        # A batch is decoded at one time, so the ends of the window are worked out once for it.
        self._now = self._oldest = self._newest = 0

    def read(self, given: object, now_ms: int, unit: str = "ms") -> int:
        """Epoch ms of a number in `unit` or of an RFC 3339 text; raises Refused."""
        kind = type(given)
        if now_ms != self._now:
            self._now, self._oldest, self._newest = now_ms, now_ms - self._behind_ms, now_ms + self._ahead_ms
        if kind is float and unit == "ms" and self._oldest <= given <= self._newest:  # type: ignore[operator]
            return int(given)  # type: ignore[call-overload, no-any-return]
        if kind is float or kind is int:
            number = float(given) * _PER_MS[unit]  # type: ignore[arg-type]
            if not math.isfinite(number):
                raise Refused(RejectReason.TIME_INVALID, "the time is not finite")
            ts = int(number)
        elif kind is str:
            ts = _from_text(given)  # type: ignore[arg-type]
        else:
            raise Refused(RejectReason.TIME_INVALID, "the time is neither a number nor a text")
        if self._oldest <= ts <= self._newest:
            return ts
        raise self._outside(ts, now_ms)

    def _outside(self, ts: int, now_ms: int) -> Refused:
        if ts > now_ms:
            return Refused(RejectReason.TIME_IN_FUTURE, f"the time {_shown(ts)} is in the future")
        hint = ", as of a time in seconds" if 1_000_000_000 <= ts <= 4_000_000_000 else ""
        return Refused(RejectReason.TIME_TOO_OLD, f"the time {_shown(ts)} is too old{hint}")


def _from_text(text: str) -> int:
    try:
        when = msgspec.convert(text, datetime.datetime)
    except (msgspec.ValidationError, ValueError, OverflowError):
        raise Refused(RejectReason.TIME_INVALID, f"'{text[:40]}' is not an RFC 3339 time") from None
    if when.tzinfo is None:
        raise Refused(RejectReason.TIME_INVALID, f"the time '{text[:40]}' has no offset from UTC")
    return (when - _EPOCH) // _MS


def _shown(ts: int) -> str:
    try:
        return (_EPOCH + datetime.timedelta(milliseconds=ts)).strftime("%Y-%m-%d %H:%M")
    except OverflowError:
        return str(ts)[:24]
