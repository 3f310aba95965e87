"""Unit conversion as data: each pair of units is a factor and an offset of one table."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from app.settings.problems import Problem, SettingsInvalid
from app.settings.toml_lines import read_shipped
from app.settings.validation import Section, validate


class _Row(Section):
    source: str = Field(alias="from")
    target: str = Field(alias="to")
    scale: float = Field(default=1.0, allow_inf_nan=False)
    offset: float = Field(default=0.0, allow_inf_nan=False)


class _Table(Section):
    conversion: list[_Row]


@dataclass(frozen=True, slots=True)
class Conversion:
    """`target = source * scale + offset`."""

    scale: float
    offset: float


@dataclass(frozen=True, slots=True)
class Conversions:
    """All known pairs, in both directions."""

    pairs: dict[tuple[str, str], Conversion]

    def find(self, source: str, target: str) -> Conversion | None:
        if source == target:
            return Conversion(1.0, 0.0)
        return self.pairs.get((source, target))

    def units_to(self, target: str) -> list[str]:
        return sorted(source for source, known in self.pairs if known == target)


def load_conversions(folder: Path | None = None) -> Conversions:
    """The shipped table; raises SettingsInvalid."""
    text = read_shipped("mappings", "units.toml", folder)
    problems: list[Problem] = []
    table = validate(_Table, text, (), text.table, problems)
    if table is None:
        raise SettingsInvalid(problems)
    pairs: dict[tuple[str, str], Conversion] = {}
    for row in table.conversion:
        pairs[row.source, row.target] = Conversion(row.scale, row.offset)
        pairs.setdefault((row.target, row.source), Conversion(1.0 / row.scale, -row.offset / row.scale))
    return Conversions(pairs)
