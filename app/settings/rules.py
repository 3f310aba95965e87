"""The alarm rules: those that ship with the program, and what the settings change in them or add."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.catalogue import Catalogue
from app.domain.rulebook import RuleBook, RuleOverride
from app.domain.rules import Rule
from app.settings.problems import Problem, SettingsInvalid, did_you_mean
from app.settings.rule_checks import book_problems, rule_problems
from app.settings.rule_rows import ROWS, RuleRow, rule_of, touched_fields
from app.settings.toml_lines import Key, TomlText, read_shipped
from app.settings.validation import validate

_WHERE = ("id", "zone", "device", "enabled")
_FIXED = ("type", "kind", "quantity", "other", "zones", "devices")


@dataclass(frozen=True, slots=True)
class _Source:
    """One table of a file: where it stands and what it says."""

    text: TomlText
    key: Key
    table: Any

    def problem(self, key: str, message: str, suggestion: str = "") -> Problem:
        return Problem(self.text.file, self.text.line((*self.key, key)), message, suggestion)


def load_rules(
    catalogue: Catalogue,
    overrides: Sequence[Mapping[str, Any]] = (),
    *,
    text: TomlText | None = None,
    realarm_minutes: float = 0.0,
    folder: Path | None = None,
) -> RuleBook:
    """The rules of a site; raises SettingsInvalid with every problem.

    `overrides` are the tables of `[[alarms.rule]]`, `text` the settings file they came from, for the lines.
    `realarm_minutes` is for the rules that have no re-alarm of their own. `folder` replaces the shipped
    catalogue.
    """
    reader = _read(catalogue, overrides, text=text, realarm_minutes=realarm_minutes, folder=folder)
    if reader.problems:
        raise SettingsInvalid(reader.problems)
    return RuleBook(reader.rules.values(), reader.overrides)


def rule_setting_problems(
    catalogue: Catalogue, overrides: Sequence[Mapping[str, Any]], text: TomlText
) -> list[Problem]:
    """What is wrong with the rules of a settings file, to be reported with the rest of it."""
    return _read(catalogue, overrides, text=text).problems


def _read(
    catalogue: Catalogue,
    overrides: Sequence[Mapping[str, Any]],
    *,
    text: TomlText | None = None,
    realarm_minutes: float = 0.0,
    folder: Path | None = None,
) -> _Reader:
    reader = _Reader(catalogue, realarm_minutes * 60.0)
    reader.read_shipped(read_shipped("catalogue", "rules.toml", folder))
    settings = text or TomlText("settings", {}, {})
    for index, table in enumerate(overrides):
        reader.read_setting(_Source(settings, ("alarms", "rule", index), table))
    reader.problems.extend(book_problems(reader.rules, reader.place))
    return reader


class _Reader:
    """Gathers rules and overrides, and notes what is wrong with them."""

    def __init__(self, catalogue: Catalogue, realarm_s: float) -> None:
        self.rules: dict[str, Rule] = {}
        self.overrides: list[RuleOverride] = []
        self._catalogue = catalogue
        self._realarm_s = realarm_s
        self.problems: list[Problem] = []
        self._sources: dict[str, _Source] = {}

    def place(self, rule: str) -> Callable[[str, str], Problem]:
        """Makes problems at the table of a rule."""
        return self._sources[rule].problem

    def read_shipped(self, text: TomlText) -> None:
        for kind, tables in text.table.items():
            for name, table in tables.items() if isinstance(tables, dict) else ():
                self._add(_Source(text, (kind, name), table), kind, f"{kind}.{name}")

    def read_setting(self, source: _Source) -> None:
        """A table that names a known rule changes it; one with `kind` and `type` is a rule of its own."""
        rule = source.table.get("id")
        if not isinstance(rule, str) or not rule:
            self.problems.append(
                source.problem("id", "The rule has no 'id'.", 'Give it one, as id = "pump.lost".')
            )
        elif rule in self._sources:
            self._override(source, rule)
        elif "kind" in source.table and "type" in source.table:
            table = {key: value for key, value in source.table.items() if key not in ("id", "kind")}
            kind = str(source.table["kind"])
            self._add(_Source(source.text, source.key, table), kind, _full(kind, rule))
        else:
            hint = did_you_mean(rule, list(self._sources)) or "A new rule needs 'kind' and 'type'."
            self.problems.append(source.problem("id", f"There is no rule '{rule}'.", hint))

    def _add(self, source: _Source, kind: str, rule_id: str) -> None:
        if kind not in self._catalogue.kinds:
            hint = did_you_mean(kind, list(self._catalogue.kinds))
            self.problems.append(source.problem("kind", f"'{rule_id}': there is no kind '{kind}'.", hint))
            return
        self._sources[rule_id] = source
        row = self._row(source)
        if row is not None:
            rule = rule_of(row, rule_id, kind, self._realarm_s)
            self.problems.extend(rule_problems(rule, self._catalogue, source.problem))
            self.rules[rule_id] = rule

    def _override(self, source: _Source, rule_id: str) -> None:
        base = self._sources[rule_id]
        changes = {key: value for key, value in source.table.items() if key not in _WHERE}
        before = len(self.problems)
        for key in _FIXED:
            if key in changes:
                message = f"'{key}' of the rule '{rule_id}' cannot be changed."
                self.problems.append(source.problem(key, message, "Disable it and add a rule of your own."))
        where = {key: source.table.get(key, "") for key in ("zone", "device")}
        enabled = source.table.get("enabled", True)
        for key, value in where.items():
            if not isinstance(value, str):
                self.problems.append(source.problem(key, f"'{key}' must be a text in quotes."))
        if not isinstance(enabled, bool):
            self.problems.append(source.problem("enabled", "'enabled' must be true or false."))
        row = self._row(_Source(source.text, source.key, {**base.table, **changes}))
        if row is None or rule_id not in self.rules or len(self.problems) > before:
            return
        rule = rule_of(row, rule_id, self.rules[rule_id].kind, self._realarm_s)
        self.problems.extend(rule_problems(rule, self._catalogue, source.problem))
        fields = {name: getattr(rule, name) for name in touched_fields(changes)}
        self.overrides.append(RuleOverride(rule_id, fields, enabled=bool(enabled), **where))

    def _row(self, source: _Source) -> RuleRow | None:
        """The table as the model of its type."""
        if not isinstance(source.table, Mapping):
            self.problems.append(source.problem("", f"'{'.'.join(map(str, source.key))}' must be a table."))
            return None
        model = ROWS.get(str(source.table.get("type", "")))
        if model is None:
            word = str(source.table.get("type", ""))
            message = f"'{word}' is not a type of rule." if word else "The rule has no 'type'."
            self.problems.append(source.problem("type", message, did_you_mean(word, list(ROWS))))
            return None
        return validate(model, source.text, source.key, dict(source.table), self.problems)


def _full(kind: str, rule: str) -> str:
    """Rule ids begin with their kind."""
    return rule if rule.startswith(f"{kind}.") else f"{kind}.{rule}"
