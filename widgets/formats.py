"""Writes numbers, ages, durations and times the way tokens ask: thin thousands, decimal point, own unit."""

from __future__ import annotations

import math
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.plain_text import shown

THIN = "\u202f"
"""The narrow no-break space between thousands, and between a value and its unit."""
NONE = "–"

_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def number(value: float, decimals: int = 0) -> str:
    """`12 406`, `3.8`; a dash for what is not a number."""
    if not math.isfinite(value):
        return NONE
    text = f"{value:,.{decimals}f}".replace(",", THIN)
    return text.replace("-", "−", 1) if text.startswith("-") else text


def measure(value: float | bool | str | None, unit: str = "", decimals: int = 1) -> str:
    """A value with its unit apart; yes and no in the language of the console."""
    if value is None:
        return NONE
    if isinstance(value, bool):
        return (
            QCoreApplication.translate("formats", "yes")
            if value
            else QCoreApplication.translate("formats", "no")
        )
    if isinstance(value, str):
        return shown(value)
    return f"{number(value, decimals)}{THIN}{unit}" if unit else number(value, decimals)


def duration(seconds: float) -> str:
    """Two steps at most: `0.4 s`, `48 s`, `1 min 35 s`, `2 h 10 min`, `3 d 4 h`."""
    if not math.isfinite(seconds):
        return NONE
    seconds = max(0.0, seconds)
    if seconds < 9.95:
        return f"{seconds:.1f} s"
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{whole} s"
    for size, unit, smaller, part in (
        (_DAY, "d", _HOUR, "h"),
        (_HOUR, "h", _MINUTE, "min"),
        (_MINUTE, "min", 1, "s"),
    ):
        if whole >= size:
            rest = whole % size // smaller
            return f"{whole // size} {unit} {rest} {part}" if rest else f"{whole // size} {unit}"
    return f"{whole} s"


def span(seconds: float) -> str:
    """A duration in whole seconds from the start: for clocks that tick once a second."""
    return f"{max(0, int(seconds))} s" if seconds < _MINUTE else duration(seconds)


def age(seconds: float) -> str:
    """`14 min ago`; every measured value carries one."""
    return QCoreApplication.translate("formats", "{0} ago").format(coarse(seconds))


def coarse(seconds: float) -> str:
    """One step: `2 s`, `14 min`, `3 h`, `5 d`."""
    whole = max(0, int(seconds))
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min"
    if whole < 2 * _DAY:
        return f"{whole // _HOUR} h"
    return f"{whole // _DAY} d"


def local(ms: int) -> datetime:
    """Wall time in epoch ms as the time of this PC's zone."""
    return datetime.fromtimestamp(ms / 1000, UTC).astimezone()


def clock(ms: int | None) -> str:
    """Local time of day with seconds."""
    return NONE if ms is None else local(ms).strftime("%H:%M:%S")


def moment(ms: int | None, now_ms: int) -> str:
    """The time of day today, otherwise with day and month."""
    if ms is None:
        return NONE
    then, now = local(ms), local(now_ms)
    return then.strftime("%H:%M:%S" if then.date() == now.date() else "%d/%m %H:%M")


def hour(ms: int | None) -> str:
    """Local time without seconds."""
    return NONE if ms is None else local(ms).strftime("%H:%M")


def day(ms: int, language: str) -> str:
    """`fri 13 mar 2026` in the language of the console."""
    then = local(ms)
    locale = QLocale(language)
    name = locale.dayName(then.isoweekday(), QLocale.FormatType.ShortFormat).rstrip(".")
    month = locale.monthName(then.month, QLocale.FormatType.ShortFormat).rstrip(".")
    return f"{name} {then.day} {month} {then.year}"
