"""What the city can measure: the kinds of device and the quantities they report, as data."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Label:
    """A text in the two languages of the product."""

    es: str
    en: str

    def in_language(self, language: str) -> str:
        return self.en if language.startswith("en") else self.es


class ValueType(enum.StrEnum):
    NUMBER = "number"
    BOOL = "bool"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Quantity:
    """One thing that can be measured; names follow FIWARE Smart Data Models in snake_case."""

    id: str
    label: Label
    type: ValueType = ValueType.NUMBER
    unit: str = ""
    decimals: int = 1
    low: float | None = None
    """Physical range: a value below `low` or above `high` cannot be true and is refused."""
    high: float | None = None
    deadband: float = 0.0
    """History keeps a reading when it moved by more than this, in the quantity's unit."""
    shortest_interval_s: float = 0.0
    """History keeps at most one reading in this time, in seconds."""
    longest_interval_s: float = 900.0
    """History keeps an unmoved reading at least this often, in seconds."""


@dataclass(frozen=True, slots=True)
class NormalBand:
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of device. `glyph` names its drawing, `layer` the map layer it is switched with."""

    id: str
    label: Label
    plural: Label
    glyph: str
    layer: str
    expected_interval_s: float
    quantities: tuple[str, ...]
    primary: str
    """The quantity shown where there is room for one."""
    normal: Mapping[str, NormalBand]
    mobile: bool = False


@dataclass(frozen=True, slots=True)
class Layer:
    """A group of kinds that the map shows and hides together."""

    id: str
    label: Label


@dataclass(frozen=True, slots=True)
class Catalogue:
    kinds: Mapping[str, Kind]
    quantities: Mapping[str, Quantity]
    layers: Mapping[str, Layer]

    def kind_codes(self) -> dict[str, int]:
        """Stable small numbers for the columns: the place of each kind in the catalogue."""
        return {kind: code for code, kind in enumerate(self.kinds)}
