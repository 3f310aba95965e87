"""The rows that turn foreign JSON topics into the contract: shipped families and custom ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from app.domain.catalogue import Catalogue
from app.settings.field_paths import parse_path
from app.settings.problems import Problem, SettingsInvalid, did_you_mean
from app.settings.resources import resource
from app.settings.toml_lines import Key, TomlText, read_shipped
from app.settings.units import Conversions, load_conversions
from app.settings.validation import Section, validate


def _field_path(text: str) -> str:
    parse_path(text)
    return text


FieldPath = Annotated[str, AfterValidator(_field_path)]
Paths = FieldPath | Annotated[list[FieldPath], Field(min_length=1)]
Scalar = bool | int | float | str

MOST_ENTRIES = 500
_WILDCARD = re.compile(r"\{([a-z][a-z0-9_]*)\}")
_FAMILY = re.compile(r"[a-z0-9_]+")


class ValueRow(Section):
    """Where a value is in the payload, and how it becomes the quantity.

    `path` as `object.sensors[0].temp`; of several, the first that is there. First `table`, then
    `unit`, then `scale` and `offset`.
    """

    path: Paths
    scale: float = Field(default=1.0, allow_inf_nan=False)
    offset: float = Field(default=0.0, allow_inf_nan=False)
    unit: str = ""
    table: dict[str, Scalar] = Field(default_factory=dict)


class Particulars(Section):
    """What the settings know of one foreign device that it does not say itself."""

    name: str = ""
    kind: str = ""
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    zone: str = ""
    parent: str = ""


class Condition(Section):
    """That a payload has one of `equals` at `path`."""

    path: FieldPath
    equals: list[Scalar]


class TopicRow(Section):
    """One topic pattern of a device family."""

    pattern: str
    channel: Literal["telemetry", "status"] = "telemetry"
    format: Literal["json", "text", "any"] = "json"
    """`any` takes what is no JSON as text."""
    device: str = "{id}"
    ts: Paths | None = None
    ts_unit: Literal["ms", "s", "us", "ns"] = "ms"
    """Of a number; a text is always RFC 3339."""
    partial: bool = False
    """A payload without any known value is normal."""
    when: Condition | None = None
    unless: Condition | None = None
    online: ValueRow | None = None
    name: Paths | None = None
    lat: Paths | None = None
    lon: Paths | None = None
    model: Paths | None = None
    kind_path: Paths | None = None
    values: dict[str, ValueRow] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _whole(self) -> TopicRow:
        names = _WILDCARD.findall(self.pattern)
        for level in self.pattern.split("/"):
            if (
                not level
                or "+" in level
                or "#" in level
                or (set("{}") & set(level) and not _WILDCARD.fullmatch(level))
            ):
                raise ValueError("must be levels of plain text or one {name} each, as in 'tele/{id}/SENSOR'")
        unknown = [name for name in _WILDCARD.findall(self.device) if name not in names]
        if unknown:
            raise ValueError(f"names {{{unknown[0]}}} in 'device', which 'pattern' does not have")
        if self.channel == "status" and self.online is None:
            raise ValueError("of channel 'status' needs 'online'")
        return self


class Choice(Section):
    """What an entry of the settings says over its rows: for which devices, and what they are."""

    kind: str = ""
    kinds: dict[str, str] = Field(default_factory=dict)
    """From what stands at `kind_path` to a kind."""
    only: list[str] = Field(default_factory=list)
    """Device ids this entry is for, with `*` and `?`; all when empty."""
    prefix: str = ""
    """Written before every id, where families could share one."""
    devices: dict[str, Particulars] = Field(default_factory=dict)


class _FamilyUse(Choice):
    use: str
    kind_path: Paths | None = None
    values: dict[str, ValueRow] = Field(default_factory=dict)


class _CustomEntry(Choice, TopicRow):
    pass


class _Family(Section):
    title: str
    topic: list[TopicRow]


class MappingRow(Section):
    """One topic row ready to be compiled: the row, whose choice applies, and its line in the file."""

    row: TopicRow
    choice: Choice
    family: str = ""
    line: int = 0


def pattern_levels(pattern: str) -> tuple[tuple[str | None, str], ...]:
    """Each level as (literal, "") or (None, name of the wildcard)."""
    return tuple(
        (None, level[1:-1]) if _WILDCARD.fullmatch(level) else (level, "") for level in pattern.split("/")
    )


def families(folder: Path | None = None) -> list[str]:
    """The names of the shipped families."""
    return sorted(
        path.stem for path in (folder or resource("mappings")).glob("*.toml") if path.stem != "units"
    )


def load_family(name: str, folder: Path | None = None) -> tuple[TopicRow, ...]:
    """The rows of a shipped family; raises SettingsInvalid."""
    text = read_shipped("mappings", f"{name}.toml", folder)
    problems: list[Problem] = []
    family = validate(_Family, text, (), text.table, problems)
    if family is None:
        raise SettingsInvalid(problems)
    return tuple(family.topic)


def mapping_rows(text: TomlText, catalogue: Catalogue, problems: list[Problem]) -> tuple[MappingRow, ...]:
    """All `[[mapping]]` entries of a settings file in order; findings are appended to `problems`."""
    entries: Any = text.table.get("mapping", [])
    if not isinstance(entries, list):
        problems.append(
            Problem(text.file, text.line(("mapping",)), "'mapping' must be written as [[mapping]].")
        )
        return ()
    if len(entries) > MOST_ENTRIES:
        message = f"'mapping' has {len(entries)} tables; at most {MOST_ENTRIES} are taken."
        problems.append(Problem(text.file, text.line(("mapping", MOST_ENTRIES)), message))
        return ()
    conversions = load_conversions()
    rows: list[MappingRow] = []
    for index, entry in enumerate(entries):
        key: Key = ("mapping", index)
        found = _entry_rows(text, key, entry, problems)
        # What is wrong with the entry shows in each row of its family; it is said once.
        wrong = [
            problem for row in found for problem in _row_problems(text, key, row, catalogue, conversions)
        ]
        problems.extend(dict.fromkeys(wrong))
        rows.extend(found)
    return tuple(rows)


def _entry_rows(text: TomlText, key: Key, entry: Any, problems: list[Problem]) -> list[MappingRow]:
    line = text.line(key)
    if isinstance(entry, dict) and "use" in entry:
        used = validate(_FamilyUse, text, key, entry, problems)
        if used is None:
            return []
        known = families()
        if not _FAMILY.fullmatch(used.use) or used.use not in known:
            message = f"'mapping.{key[1]}.use' names the family '{used.use}', which does not exist."
            problems.append(
                Problem(text.file, text.line((*key, "use")), message, did_you_mean(used.use, known))
            )
            return []
        choice = Choice.model_construct(**{name: getattr(used, name) for name in Choice.model_fields})
        return [
            MappingRow(row=_with_choice(row, used), choice=choice, family=used.use, line=line)
            for row in load_family(used.use)
        ]
    custom = validate(_CustomEntry, text, key, entry, problems)
    return [MappingRow(row=custom, choice=custom, line=line)] if custom else []


def _with_choice(row: TopicRow, used: _FamilyUse) -> TopicRow:
    update: dict[str, Any] = {}
    if row.channel == "telemetry" and used.values:
        update["values"] = {**row.values, **used.values}
    if used.kind_path is not None:
        update["kind_path"] = used.kind_path
    return row.model_copy(update=update)


def _row_problems(
    text: TomlText, key: Key, mapping: MappingRow, catalogue: Catalogue, conversions: Conversions
) -> list[Problem]:
    found: dict[str, Problem] = {}

    def add(part: Key, message: str, suggestion: str = "") -> None:
        found[message] = Problem(text.file, text.line((*key, *part)), message, suggestion)

    choice, kinds = mapping.choice, list(catalogue.kinds)
    named: list[tuple[Key, str]] = [(("kind",), choice.kind)]
    named += [(("kinds", source), kind) for source, kind in choice.kinds.items()]
    named += [(("devices", device, "kind"), each.kind) for device, each in choice.devices.items()]
    for part, kind in named:
        if kind and kind not in catalogue.kinds:
            add(
                part, f"The mapping names the kind '{kind}', which does not exist.", did_you_mean(kind, kinds)
            )
    if not any(kind for _, kind in named) and mapping.row.kind_path is None:
        add((), "The mapping says no kind.", "Add kind = \"…\", or kind_path with a table 'kinds'.")
    for name, value in mapping.row.values.items():
        quantity = catalogue.quantities.get(name)
        if quantity is None:
            known: Sequence[str] = list(catalogue.quantities)
            add(
                ("values", name),
                f"The mapping gives the quantity '{name}', which does not exist.",
                did_you_mean(name, known),
            )
        elif value.unit and conversions.find(value.unit, quantity.unit) is None:
            message = f"'{name}' cannot be turned from '{value.unit}' into '{quantity.unit}'."
            add(("values", name), message, did_you_mean(value.unit, conversions.units_to(quantity.unit)))
    return list(found.values())
