"""One value out of a foreign payload: found by its path, translated by table, unit, scale and offset."""

from __future__ import annotations

from typing import Any

import msgspec

from app.domain.catalogue import ValueType
from app.feed.faults import Faults
from app.feed.messages import RejectReason, Value
from app.feed.readings import Check
from app.settings.field_paths import Step, parse_path
from app.settings.mappings import Condition, ValueRow
from app.settings.units import Conversions

Steps = tuple[Step, ...]


class CompiledValue(msgspec.Struct, frozen=True):
    """`value * scale + offset`, the unit already in it; `table` comes first."""

    paths: tuple[Steps, ...]
    scale: float
    offset: float
    table: dict[str, Any]

    def read(self, root: Any, check: Check | None, faults: Faults) -> Value | None:
        """The value, or None where the payload has none; what cannot be read goes to `faults`.

        `check` is the quantity it is for, None for a state.
        """
        raw = first_found(root, self.paths)
        if raw is None or raw == "":
            return None
        name = check.name if check else "online"
        if self.table:
            raw = self.table.get(_word(raw), raw)
        if type(raw) is bool:
            return raw
        numeric = check is not None and check.type is not ValueType.TEXT
        number = _number(raw, parse=numeric)
        if number is not None:
            return number * self.scale + self.offset if numeric else number
        if type(raw) is str and not numeric and check is not None:
            return raw
        shown = str(raw)[:40] if type(raw) is str else "not a plain value"
        faults.append((RejectReason.VALUE_TYPE, f"'{name}' cannot be read from '{shown}'"))
        return None


class CompiledCondition(msgspec.Struct, frozen=True):
    path: Steps
    equals: tuple[Any, ...]

    def holds(self, root: Any) -> bool:
        """Whether one of the wanted values stands there; 1 is not true here."""
        found = find(root, self.path)
        return any(found == each and (type(found) is bool) == (type(each) is bool) for each in self.equals)


def compile_condition(row: Condition | None) -> CompiledCondition | None:
    return CompiledCondition(parse_path(row.path), tuple(row.equals)) if row else None


def compile_paths(paths: str | list[str] | None) -> tuple[Steps, ...]:
    if paths is None:
        return ()
    return tuple(parse_path(path) for path in ([paths] if isinstance(paths, str) else paths))


def compile_value(row: ValueRow, unit: str, conversions: Conversions) -> CompiledValue:
    """The row with its unit worked into scale and offset; an unknown unit was refused with the settings."""
    conversion = conversions.find(row.unit, unit) if row.unit else None
    scale, offset = row.scale, row.offset
    if conversion is not None:
        scale, offset = conversion.scale * row.scale, conversion.offset * row.scale + row.offset
    return CompiledValue(compile_paths(row.path), scale, offset, dict(row.table))


def find(root: Any, steps: Steps) -> Any:
    """What stands at the path; None when it is not there."""
    for step in steps:
        if type(step) is str and type(root) is dict:
            root = root.get(step)
        elif type(step) is int and type(root) is list and step < len(root):
            root = root[step]
        else:
            return None
    return root


def first_found(root: Any, paths: tuple[Steps, ...]) -> Any:
    for steps in paths:
        value = find(root, steps)
        if value is not None:
            return value
    return None


def _word(raw: Any) -> str:
    """How a JSON value is written as the key of a table."""
    if type(raw) is bool:
        return "true" if raw else "false"
    if type(raw) in (int, float) and abs(raw) < 1e15 and raw == int(raw):
        return str(int(raw))
    return raw if type(raw) is str else str(raw)[:64] if type(raw) in (int, float) else ""


def _number(raw: Any, *, parse: bool) -> float | None:
    if type(raw) is float:
        return raw
    if type(raw) is int:
        return float(raw) if abs(raw) < 1e300 else None
    if parse and type(raw) is str and len(raw) <= 32 and "_" not in raw:
        try:
            return float(raw)
        except ValueError:
            return None
    return None
