"""The catalogue of kinds, quantities and layers, read from its three files and checked as one."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import Field

from app.domain.catalogue import Catalogue, Kind, Label, Layer, NormalBand, Quantity, ValueType
from app.settings.problems import Problem, SettingsInvalid, did_you_mean
from app.settings.toml_lines import TomlText, read_shipped
from app.settings.validation import Section, validate

Band = Annotated[list[float], Field(min_length=2, max_length=2)]


class _LayerRow(Section):
    es: str
    en: str


class _QuantityRow(Section):
    es: str
    en: str
    type: ValueType = Field(default=ValueType.NUMBER, strict=False)
    unit: str = ""
    decimals: int = Field(default=1, ge=0, le=6)
    low: float | None = Field(default=None, allow_inf_nan=False)
    high: float | None = Field(default=None, allow_inf_nan=False)
    deadband: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    shortest_interval_s: float = Field(default=0.0, ge=0)
    longest_interval_s: float = Field(default=900.0, gt=0)


class _KindRow(Section):
    es: str
    en: str
    plural_es: str
    plural_en: str
    glyph: str
    layer: str
    expected_interval_s: float = Field(gt=0)
    quantities: list[str]
    primary: str
    mobile: bool = False
    normal: dict[str, Band] = Field(default_factory=dict)


RowOf = TypeVar("RowOf", bound=Section)


def load_catalogue(folder: Path | None = None) -> Catalogue:
    """The shipped catalogue, or the one in `folder`; raises SettingsInvalid with all problems."""
    problems: list[Problem] = []
    names = ("layers", "quantities", "kinds")
    texts = [read_shipped("catalogue", f"{name}.toml", folder) for name in names]
    layers = _rows(_LayerRow, texts[0], problems)
    quantities = _rows(_QuantityRow, texts[1], problems)
    kinds = _rows(_KindRow, texts[2], problems)
    for name, quantity in quantities.items():
        if quantity.low is not None and quantity.high is not None and quantity.low >= quantity.high:
            problems.append(
                Problem(texts[1].file, texts[1].line((name, "low")), f"'{name}': low is not below high.")
            )
    for name, kind in kinds.items():
        problems.extend(_kind_problems(texts[2], name, kind, list(quantities), list(layers)))
    if problems:
        raise SettingsInvalid(problems)
    return Catalogue(
        kinds={name: _kind(name, row) for name, row in kinds.items()},
        quantities={name: _quantity(name, row) for name, row in quantities.items()},
        layers={name: Layer(name, Label(row.es, row.en)) for name, row in layers.items()},
    )


def _rows(model: type[RowOf], text: TomlText, problems: list[Problem]) -> dict[str, RowOf]:
    rows = {name: validate(model, text, (name,), table, problems) for name, table in text.table.items()}
    return {name: row for name, row in rows.items() if row is not None}


def _kind_problems(
    text: TomlText, name: str, row: _KindRow, quantities: list[str], layers: list[str]
) -> list[Problem]:
    found: list[Problem] = []

    def missing(key: str, what: str, word: str, known: list[str]) -> None:
        message = f"'{name}.{key}' names the {what} '{word}', which does not exist."
        found.append(Problem(text.file, text.line((name, key)), message, did_you_mean(word, known)))

    if row.layer not in layers:
        missing("layer", "layer", row.layer, layers)
    for quantity in row.quantities:
        if quantity not in quantities:
            missing("quantities", "quantity", quantity, quantities)
    if row.primary not in row.quantities:
        missing("primary", "quantity", row.primary, row.quantities)
    for quantity, (low, high) in row.normal.items():
        if quantity not in row.quantities:
            missing("normal", "quantity", quantity, row.quantities)
        elif not low < high:
            line = text.line((name, "normal", quantity))
            found.append(
                Problem(text.file, line, f"'{name}.normal.{quantity}': the first number is not the lower.")
            )
    return found


def _kind(name: str, row: _KindRow) -> Kind:
    return Kind(
        id=name,
        label=Label(row.es, row.en),
        plural=Label(row.plural_es, row.plural_en),
        glyph=row.glyph,
        layer=row.layer,
        expected_interval_s=row.expected_interval_s,
        quantities=tuple(row.quantities),
        primary=row.primary,
        normal={quantity: _band(band) for quantity, band in row.normal.items()},
        mobile=row.mobile,
    )


def _band(band: list[float]) -> NormalBand:
    """An infinite end of the band is an open one."""
    low, high = band
    return NormalBand(None if math.isinf(low) else low, None if math.isinf(high) else high)


def _quantity(name: str, row: _QuantityRow) -> Quantity:
    return Quantity(
        id=name,
        label=Label(row.es, row.en),
        type=row.type,
        unit=row.unit,
        decimals=row.decimals,
        low=row.low,
        high=row.high,
        deadband=row.deadband,
        shortest_interval_s=row.shortest_interval_s,
        longest_interval_s=row.longest_interval_s,
    )
