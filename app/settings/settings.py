"""The settings as one object: read, checked as a whole, every problem reported together."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import SecretStr

from app.domain.catalogue import Catalogue
from app.settings.catalogue import load_catalogue
from app.settings.mappings import MappingRow, mapping_rows
from app.settings.problems import Problem, SettingsInvalid, did_you_mean
from app.settings.rules import rule_setting_problems
from app.settings.sections import (
    AlarmSettings,
    BrokerSettings,
    HistorySettings,
    LimitSettings,
    LivenessSettings,
    SiteSettings,
)
from app.settings.toml_lines import TomlText, read_toml
from app.settings.validation import Section, validate

USER_VARIABLE = "ATALAYA_BROKER_USER"
PASSWORD_VARIABLE = "ATALAYA_BROKER_PASSWORD"  # noqa: S105 (the name of the variable)
VERSION = 1
_SECTIONS: tuple[str, ...] = ("site", "broker", "liveness", "limits", "history", "alarms", "mapping")

S = TypeVar("S", bound=Section)


@dataclass(frozen=True, slots=True)
class Settings:
    """All settings. `text` is the file they came from, for the line of a key; empty without a file."""

    site: SiteSettings
    broker: BrokerSettings = field(default_factory=BrokerSettings)
    liveness: LivenessSettings = field(default_factory=LivenessSettings)
    limits: LimitSettings = field(default_factory=LimitSettings)
    history: HistorySettings = field(default_factory=HistorySettings)
    alarms: AlarmSettings = field(default_factory=AlarmSettings)
    mappings: tuple[MappingRow, ...] = ()
    text: TomlText = field(default_factory=lambda: TomlText("", {}, {}))


def load(
    path: Path | None, *, catalogue: Catalogue | None = None, environ: Mapping[str, str] | None = None
) -> Settings:
    """The settings of the file, or the defaults (site `puerto-sereno`) without one.

    Broker user and password of the environment win over the file. Raises SettingsInvalid with
    every problem that was found.
    """
    env = os.environ if environ is None else environ
    if path is None:
        return Settings(
            SiteSettings(id="puerto-sereno", name="Puerto Sereno"), _with_account(BrokerSettings(), env)
        )
    text = read_toml(path)
    return _check(text, path.parent, catalogue or load_catalogue(), env)


def _check(text: TomlText, folder: Path, catalogue: Catalogue, env: Mapping[str, str]) -> Settings:
    problems = _top_level(text)
    site = _section(SiteSettings, text, "site", problems)
    broker = _section(BrokerSettings, text, "broker", problems)
    liveness = _section(LivenessSettings, text, "liveness", problems)
    limits = _section(LimitSettings, text, "limits", problems)
    history = _section(HistorySettings, text, "history", problems)
    alarms = _section(AlarmSettings, text, "alarms", problems)
    mappings = mapping_rows(text, catalogue, problems)
    if broker:
        broker = _with_account(_from_folder(broker, folder, text, problems), env)
    if liveness:
        problems.extend(_unknown_kinds(text, liveness, catalogue))
    if alarms:
        problems.extend(rule_setting_problems(catalogue, alarms.rule, text))
    if problems or not (site and broker and liveness and limits and history and alarms):
        raise SettingsInvalid(problems)
    return Settings(site, broker, liveness, limits, history, alarms, mappings, text)


def _top_level(text: TomlText) -> list[Problem]:
    problems = []
    for key in text.table:
        if key != "version" and key not in _SECTIONS:
            message = f"The section '{key}' is not known."
            problems.append(Problem(text.file, text.line((key,)), message, did_you_mean(key, _SECTIONS)))
    version = text.table.get("version", VERSION)
    if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version <= VERSION:
        message = f"'version' must be {VERSION}."
        suggestion = (
            "The file was made for a newer Atalaya." if isinstance(version, int) and version > VERSION else ""
        )
        problems.append(Problem(text.file, text.line(("version",)), message, suggestion))
    return problems


def _section(model: type[S], text: TomlText, name: str, problems: list[Problem]) -> S | None:
    table: Any = text.table.get(name)
    if table is None and name == "site":
        problems.append(
            Problem(text.file, 0, "The section 'site' is missing.", 'Add [site] with id = "your-city".')
        )
        return None
    return validate(model, text, (name,), {} if table is None else table, problems)


def _unknown_kinds(text: TomlText, liveness: LivenessSettings, catalogue: Catalogue) -> list[Problem]:
    return [
        Problem(
            text.file,
            text.line(("liveness", "interval_s", kind)),
            f"'liveness.interval_s.{kind}' is not a kind of device.",
            did_you_mean(kind, list(catalogue.kinds)),
        )
        for kind in liveness.interval_s
        if kind not in catalogue.kinds
    ]


def _from_folder(
    broker: BrokerSettings, folder: Path, text: TomlText, problems: list[Problem]
) -> BrokerSettings:
    """Certificate paths count from the settings file, and must be there."""
    found: dict[str, Path] = {}
    for key in ("ca_file", "client_certificate", "client_key"):
        path: Path | None = getattr(broker, key)
        if path is None:
            continue
        found[key] = folder / path.expanduser()
        if not found[key].is_file():
            line = text.line(("broker", key))
            problems.append(Problem(text.file, line, f"'broker.{key}': there is no file {found[key]}."))
    return broker.model_copy(update=found)


def _with_account(broker: BrokerSettings, env: Mapping[str, str]) -> BrokerSettings:
    update: dict[str, Any] = {}
    if env.get(USER_VARIABLE):
        update["user"] = env[USER_VARIABLE]
    if env.get(PASSWORD_VARIABLE):
        update["password"] = SecretStr(env[PASSWORD_VARIABLE])
    return broker.model_copy(update=update)
