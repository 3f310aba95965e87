"""Changes to the text of a settings file: the keys that are meant, and not one character besides."""

from __future__ import annotations

import copy
import math
import tomllib
from collections.abc import MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Table

from app.settings.broker import REFUSED_IN_FILE
from app.settings.contents import LONGEST_KEY, LONGEST_TEXT, text_fault
from app.settings.describing import SettingInfo, by_path
from app.settings.problems import Problem, SettingsInvalid, did_you_mean
from app.settings.toml_lines import DEEPEST_KEY

_LARGEST_INTEGER = 2**63 - 1


@dataclass(frozen=True, slots=True)
class SettingChange:
    """`value` as JSON knows it; None goes back to the default."""

    path: str
    value: object


def edited(text: str, changes: Sequence[SettingChange], file: str) -> str:
    """The text with the changes made; comments, order and all other keys stay as they are.

    `text` is a TOML that could be read. Raises SettingsInvalid with every path and value that no file could
    hold; whether the settings make sense as a whole is not asked here.
    """
    problems = [Problem(file, 0, fault) for change in changes if (fault := _change_fault(change))]
    if problems:
        raise SettingsInvalid(problems)
    wanted = tomllib.loads(text)
    for change in changes:
        _put(wanted, change)
    for write in (_in_place, _section_anew):
        made = _tried(text, changes, write)
        if made is not None and _said(tomllib.loads(made)) == _said(wanted):
            return made
    told = "The file is written in a way that cannot be changed here; change it by hand."
    raise SettingsInvalid([Problem(file, 0, told)])


def _said(table: dict[str, Any]) -> dict[str, Any]:
    """An empty section says nothing, whether it stands there or not."""
    return {section: value for section, value in table.items() if value != {}}


def _tried(text: str, changes: Sequence[SettingChange], write: Any) -> str | None:
    """The text that tomlkit makes of it, or None where tomlkit cannot."""
    try:
        document = tomlkit.parse(text)
        for change in changes:
            write(document, change)
        made = tomlkit.dumps(document)
        tomllib.loads(made)
    except (TOMLKitError, tomllib.TOMLDecodeError, KeyError, AttributeError, TypeError, ValueError):
        # tomlkit knows several ways to write a table that it cannot change; what it raises is not documented.
        return None
    return made


def _in_place(document: MutableMapping[str, Any], change: SettingChange) -> None:
    section, _, name = change.path.partition(".")
    held = document.get(section)
    tail = _trailing_trivia(held) if isinstance(held, Table) and name and name not in held else []
    _put(document, change)
    if isinstance(held, Table):
        held.value.body.extend(tail)


def _trailing_trivia(table: Table) -> list[Any]:
    """Take out the comments and empty lines at the end of a table: they belong to what follows, and a new key
    goes before them."""
    body = table.value.body
    count = next((count for count, (key, _) in enumerate(reversed(body)) if key is not None), 0)
    tail = body[len(body) - count :]
    del body[len(body) - count :]
    return tail


def _section_anew(document: MutableMapping[str, Any], change: SettingChange) -> None:
    """For a section that is scattered over the file: gathered in one place, without its comments."""
    section = change.path.partition(".")[0]
    held = document.get(section)
    inner = {section: {} if held is None else held.unwrap()}
    _put(inner, change)
    if section in document:
        document.pop(section)
    if inner[section]:
        document[section] = inner[section]


def _put(document: MutableMapping[str, Any], change: SettingChange) -> None:
    """Set or drop one setting, the same way in a plain dictionary and in a document of tomlkit."""
    info = by_path()[change.path]
    # An empty table is the default, and TOML has no good place for one that was a list of tables before.
    value = None if change.value in ([], {}) else change.value
    value = info.default if value is None and info.required else value
    section, _, name = change.path.partition(".")
    if not name:
        _assign(document, section, value)
        return
    if section not in document:
        if value is None:
            return
        document[section] = {}
    _assign(document[section], name, value)


def _assign(table: MutableMapping[str, Any], name: str, value: object) -> None:
    if value is not None:
        table[name] = copy.deepcopy(value)
    elif name in table:
        del table[name]


def _change_fault(change: SettingChange) -> str:
    """The sentence on what no file could hold; empty where there is nothing."""
    info: SettingInfo | None = by_path().get(change.path)
    if info is None:
        hint = did_you_mean(change.path, list(by_path()))
        return f"There is no setting '{change.path}'. {hint}".rstrip()
    if info.type == "secret":
        return REFUSED_IN_FILE
    fault = "" if change.value is None else _value_fault(change.value, 1)
    return f"'{change.path}' {fault}." if fault else ""


def _value_fault(value: object, depth: int) -> str:
    if depth > DEEPEST_KEY:
        return "is nested too deeply"
    if isinstance(value, dict):
        fault = next((_key_fault(key) for key in value if _key_fault(key)), "")
        return fault or _first_fault(list(value.values()), depth)
    if isinstance(value, list):
        return _first_fault(value, depth)
    if isinstance(value, str):
        return text_fault(value.replace("\n", ""), LONGEST_TEXT)
    if isinstance(value, int):
        return "" if -_LARGEST_INTEGER <= value <= _LARGEST_INTEGER else "holds a number that is too long"
    if isinstance(value, float):
        return "" if math.isfinite(value) else "must hold finite numbers only"
    return "holds something that a settings file cannot"


def _key_fault(key: object) -> str:
    if not isinstance(key, str):
        return "holds a key that is no text"
    return text_fault(key, LONGEST_KEY)


def _first_fault(values: list[Any], depth: int) -> str:
    return next((fault for value in values if (fault := _value_fault(value, depth + 1))), "")
