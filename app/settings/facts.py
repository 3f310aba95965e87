"""What a setting says of itself beside its type: texts in both languages, unit, and when it takes hold."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.catalogue import Label


@dataclass(frozen=True, slots=True)
class Fact:
    """Stands in the `Annotated` of every field of a section; `app.settings.describing` reads it.

    `unit` is a symbol that both languages share, as `s`, `min`, `d`, `B`, `°`. A `live` setting takes effect
    without a restart of the engine; `folder` tells a folder from a file.
    """

    title: Label
    help: Label
    unit: str = ""
    live: bool = False
    folder: bool = False


UNITS: dict[str, str] = {
    "_s": "s",
    "_minutes": "min",
    "_hours": "h",
    "_days": "d",
    "_bytes": "B",
    "_gb": "GB",
    "_mb": "MB",
    "_m": "m",
    "_bar": "bar",
    "_per_second": "/s",
    "_s_per_100mm": "s",
    "_kg_per_kwh": "kg",
}
"""The unit that the end of a field's name promises."""
