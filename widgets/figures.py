"""How figures are written on screen: numbers with their unit, ages, durations and clock times."""

from __future__ import annotations

import datetime
import math
import unicodedata

from PySide6.QtCore import QCoreApplication

from app.domain.catalogue import Quantity, ValueType

THIN = "\u2009"
DASH = "\u2013"
MINUS = "\u2212"

_MINUTE = 60
_HOUR = 3600
_DAY = 86_400


def fold(text: str) -> str:
    """`text` without case and accents, for searching and sorting."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def number(value: float, decimals: int) -> str:
    """Decimal point, thin space between thousands, true minus sign; a dash where there is no number."""
    if not math.isfinite(value):
        return DASH
    text = f"{value:,.{decimals}f}".replace(",", THIN)
    if text.startswith("-"):
        text = text[1:] if not any(c in "123456789" for c in text) else MINUS + text[1:]
    return text


def value(quantity: Quantity | None, measured: float | bool | str | None) -> str:
    """A measured value with its unit; `quantity` None writes it as it came."""
    if measured is None:
        return DASH
    if isinstance(measured, str):
        return measured or DASH
    if isinstance(measured, bool) or (quantity is not None and quantity.type is ValueType.BOOL):
        return _yes(bool(measured))
    if quantity is None:
        return number(measured, 0 if float(measured).is_integer() else 2)
    text = number(measured, quantity.decimals)
    return f"{text} {quantity.unit}" if quantity.unit and text != DASH else text


def _yes(measured: bool) -> str:
    if measured:
        return QCoreApplication.translate("Figures", "Yes")
    return QCoreApplication.translate("Figures", "No")


def span(seconds: float) -> str:
    """A duration in at most two parts: `48 s`, `1 min 35 s`, `21 min`, `1 h 20`, `3 d`."""
    whole = max(0, int(seconds))
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < 10 * _MINUTE:
        rest = whole % _MINUTE
        return f"{whole // _MINUTE} min {rest} s" if rest else f"{whole // _MINUTE} min"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min"
    if whole < _DAY:
        return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE:02d}"
    return f"{whole // _DAY} d"


def age(seconds: float) -> str:
    """How long ago, as `21 min ago`."""
    if not math.isfinite(seconds):
        return DASH
    return QCoreApplication.translate("Figures", "{0} ago").format(span(seconds))


def clock(ms: int | None, now_ms: int | None = None) -> str:
    """Local 24 h time with seconds; with the day before it when it is not the day of `now_ms`."""
    if ms is None:
        return DASH
    moment = datetime.datetime.fromtimestamp(ms / 1000)
    if now_ms is not None and datetime.datetime.fromtimestamp(now_ms / 1000).date() != moment.date():
        return moment.strftime("%d/%m %H:%M")
    return moment.strftime("%H:%M:%S")


def hour(ms: int | None) -> str:
    """Local time without seconds."""
    return DASH if ms is None else datetime.datetime.fromtimestamp(ms / 1000).strftime("%H:%M")
