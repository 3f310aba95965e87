"""Texts of measured values by the catalogue, and texts folded for searching and sorting."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from app.domain.catalogue import Catalogue, Quantity, ValueType
from widgets import formats
from widgets.video_values import video_value

LONGEST_FOLDED = 1000
"""Characters of a text that can be searched for."""


def fold(text: str) -> str:
    """`text` without case and accents."""
    return _fold(text[:LONGEST_FOLDED])


@lru_cache(maxsize=8192)
def _fold(text: str) -> str:
    if text.isascii():
        return text.lower()
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def value(quantity: Quantity | None, measured: float | bool | str | None) -> str:
    """A value with the unit and decimals of its quantity; with None as it came."""
    if quantity is None:
        decimals = 0 if isinstance(measured, str | bool | None) or float(measured).is_integer() else 2
        return formats.measure(measured, "", decimals)
    if measured is not None and quantity.type is ValueType.BOOL and not isinstance(measured, str):
        measured = bool(measured)
    if isinstance(measured, str):
        measured = video_value(quantity.id, measured)
    return formats.measure(measured, quantity.unit, quantity.decimals)


def kind_label(catalogue: Catalogue, kind: str, language: str) -> str:
    found = catalogue.kinds.get(kind)
    return kind if found is None else found.label.in_language(language)


def quantity_label(catalogue: Catalogue, quantity: str, language: str) -> str:
    found = catalogue.quantities.get(quantity)
    return quantity if found is None else found.label.in_language(language)


def liveness(level: int) -> str:
    """How fresh a device is, in a word or two."""
    words = (
        QCoreApplication.translate("Liveness", "Reporting"),
        QCoreApplication.translate("Liveness", "Late"),
        QCoreApplication.translate("Liveness", "No data"),
        QCoreApplication.translate("Liveness", "Never heard"),
    )
    return words[level] if 0 <= level < len(words) else words[3]
