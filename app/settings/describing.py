"""The schema as data: every setting with type, default, range, unit and texts, for pages and the manual."""

from __future__ import annotations

import functools
import types
import typing
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from pydantic import SecretStr
from pydantic.fields import FieldInfo

from app.domain.catalogue import Label
from app.settings.facts import Fact
from app.settings.sections import SECTIONS
from app.settings.settings import DEFAULT_SITE
from app.settings.toml_lines import TomlText

MAPPING = "mapping"
_MAPPING_TITLE = Label("Equipos de otras marcas", "Foreign devices")
_MAPPING_FACT = Fact(
    Label("Tablas de traducción", "Mappings"),
    Label(
        "Cómo los temas de otras marcas se leen como equipos de la ciudad.",
        "How the topics of other makers are read as devices of the city.",
    ),
)
_TYPES: dict[Any, str] = {
    str: "text",
    float: "number",
    int: "integer",
    bool: "switch",
    Path: "file",
    SecretStr: "secret",
    Literal: "choice",
    dict: "table",
    list: "table",
}


@dataclass(frozen=True, slots=True)
class SettingInfo:
    """One setting.

    `type` is one of text, number, integer, choice, switch, file, secret, table. `default` is as JSON
    knows it: None for a file, for a table a list (`second_factor_for`, `rule`, `mapping`) or a dictionary
    (`interval_s`). `least` and `most` are None where there is no range; they belong to it, but for the least
    of `liveness.lost_after`. `folder`: a folder is meant, not a file. What is `required`
    must stand in a file.
    """

    path: str
    section: str
    type: str
    title: Label
    help: Label
    unit: str
    default: object
    least: float | None
    most: float | None
    choices: tuple[str, ...]
    live: bool
    folder: bool = False
    required: bool = False


def sections() -> tuple[tuple[str, Label], ...]:
    """Name and title of every section, in the order of a page."""
    known = tuple((name, model.label) for name, model in SECTIONS.items())
    return (*known, (MAPPING, _MAPPING_TITLE))


@functools.cache
def described() -> tuple[SettingInfo, ...]:
    """All settings, by section in the order of a page."""
    return tuple(_all())


@functools.cache
def by_path() -> dict[str, SettingInfo]:
    return {info.path: info for info in described()}


def value_of(text: TomlText, info: SettingInfo) -> Any:
    """What the file says of the setting, or its default; of a secret always its default."""
    section, _, name = info.path.partition(".")
    held = text.table.get(section)
    if not name:
        return info.default if held is None else held
    return held.get(name, info.default) if held and info.type != "secret" else info.default


def is_written(text: TomlText, info: SettingInfo) -> bool:
    """Whether the file says something of the setting."""
    section, _, name = info.path.partition(".")
    return section in text.table and (not name or name in text.table[section])


def _all() -> Iterator[SettingInfo]:
    for section, model in SECTIONS.items():
        for name, field in model.model_fields.items():
            yield _info(section, name, field)
    title, told = _MAPPING_FACT.title, _MAPPING_FACT.help
    yield SettingInfo(MAPPING, MAPPING, "table", title, told, "", [], None, None, (), live=False)


def _info(section: str, name: str, field: FieldInfo) -> SettingInfo:
    facts = [item for item in field.metadata if isinstance(item, Fact)]
    if len(facts) != 1:
        raise TypeError(f"The setting {section}.{name} needs one Fact in its Annotated.")
    (fact,) = facts
    bare = _bare(field.annotation)
    origin = typing.get_origin(bare) or bare
    return SettingInfo(
        path=f"{section}.{name}",
        section=section,
        type=_TYPES[origin],
        title=fact.title,
        help=fact.help,
        unit=fact.unit,
        default=_default(name, field),
        least=_bound(field, "ge", "gt"),
        most=_bound(field, "le", "lt"),
        choices=typing.get_args(bare) if origin is Literal else (),
        live=fact.live,
        folder=fact.folder,
        required=field.is_required(),
    )


def _bare(annotation: Any) -> Any:
    """The type without `None` and without what stands beside it in `Annotated`."""
    while typing.get_origin(annotation) in (types.UnionType, typing.Union, typing.Annotated):
        annotation = next(one for one in typing.get_args(annotation) if one is not type(None))
    return annotation


def _bound(field: FieldInfo, *names: str) -> float | None:
    bounds = (getattr(item, name, None) for item in field.metadata for name in names)
    return next((bound for bound in bounds if bound is not None), None)


def _default(name: str, field: FieldInfo) -> Any:
    if field.is_required():
        return getattr(DEFAULT_SITE, name)
    value = field.get_default(call_default_factory=True)
    return "" if isinstance(value, SecretStr) else value
