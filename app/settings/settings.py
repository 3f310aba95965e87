"""The settings as one object: read, checked as a whole, every problem reported together."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import SecretStr

from app.domain.catalogue import Catalogue
from app.settings.broker import PASSWORD_SECRET, REFUSED_IN_FILE
from app.settings.catalogue import load_catalogue
from app.settings.contents import content_problems, source_problems
from app.settings.file_text import decoded, read_bytes
from app.settings.incidents import incident_setting_problems
from app.settings.local_paths import is_file, placed
from app.settings.mappings import MappingRow, mapping_rows
from app.settings.problems import Problem, SettingsInvalid, did_you_mean
from app.settings.rules import rule_setting_problems
from app.settings.sections import (
    SECTIONS,
    AlarmSettings,
    BrokerSettings,
    ControlSettings,
    HistorySettings,
    IncidentSettings,
    LightingSettings,
    LimitSettings,
    LivenessSettings,
    SecuritySettings,
    SiteSettings,
    VideoSettings,
)
from app.settings.toml_lines import TomlText, parse_toml
from app.settings.validation import Section, validate

USER_VARIABLE = "ATALAYA_BROKER_USER"
PASSWORD_VARIABLE = "ATALAYA_BROKER_PASSWORD"  # noqa: S105 (the name of the variable)
VERSION = 1
HEADS = {"heads_folder": True}
VIDEO_PATHS = {"cameras": False, "recordings": True, "models": True}
"""Paths of a section, and whether a folder is meant."""
DEFAULT_SITE = SiteSettings(id="puerto-sereno", name="Puerto Sereno")
"""Of an installation without a settings file."""

Secret = Callable[[str], str | None]
"""From the name of a secret to its value; None where it is not set."""

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
    security: SecuritySettings = field(default_factory=SecuritySettings)
    control: ControlSettings = field(default_factory=ControlSettings)
    lighting: LightingSettings = field(default_factory=LightingSettings)
    incidents: IncidentSettings = field(default_factory=IncidentSettings)
    video: VideoSettings = field(default_factory=VideoSettings)
    mappings: tuple[MappingRow, ...] = ()
    text: TomlText = field(default_factory=lambda: TomlText("", {}, {}))


@dataclass(frozen=True, slots=True)
class Around:
    """What settings depend on besides their file: where it stands, the catalogue, environment and secrets."""

    folder: Path
    catalogue: Catalogue
    environ: Mapping[str, str] = field(repr=False)
    secret: Secret | None = field(default=None, repr=False)


def load(
    path: Path | None,
    *,
    catalogue: Catalogue | None = None,
    environ: Mapping[str, str] | None = None,
    secret: Secret | None = None,
) -> Settings:
    """The settings of the file, or the defaults (site `puerto-sereno`) without one.

    Broker user and password of the environment win; without one there, `secret` is asked for the password
    under the name `broker.password`. Raises SettingsInvalid with every problem that was found, and what
    `secret` raises.
    """
    env = os.environ if environ is None else environ
    if path is None:
        return without_file(env, secret)
    around = Around(path.parent, catalogue or load_catalogue(), env, secret)
    return checked(decoded(read_bytes(path), str(path)), str(path), around)


def without_file(env: Mapping[str, str], secret: Secret | None) -> Settings:
    return Settings(DEFAULT_SITE, _with_account(BrokerSettings(), env, secret))


def checked(source: str, file: str, around: Around) -> Settings:
    """The settings of a text; raises SettingsInvalid with every problem. `file` is the name in its words."""
    text = parse_toml(source, file)
    unfit = [*source_problems(source, file), *content_problems(text)]
    problems = _top_level(text)
    broker_table = text.table.get("broker")
    if isinstance(broker_table, dict) and "password" in broker_table:
        problems.append(Problem(file, text.line(("broker", "password")), REFUSED_IN_FILE))
        text.table["broker"] = {key: value for key, value in broker_table.items() if key != "password"}
    site = _section(SiteSettings, text, "site", problems)
    broker = _section(BrokerSettings, text, "broker", problems)
    liveness = _section(LivenessSettings, text, "liveness", problems)
    limits = _section(LimitSettings, text, "limits", problems)
    history = _section(HistorySettings, text, "history", problems)
    alarms = _section(AlarmSettings, text, "alarms", problems)
    security = _section(SecuritySettings, text, "security", problems)
    control = _section(ControlSettings, text, "control", problems)
    lighting = _section(LightingSettings, text, "lighting", problems)
    incidents = _section(IncidentSettings, text, "incidents", problems)
    video = _section(VideoSettings, text, "video", problems)
    mappings = mapping_rows(text, around.catalogue, problems)
    if broker:
        broker = _files_placed(broker, text, around.folder, problems)
    if security:
        security = _paths_placed(security, text, "security", HEADS, around.folder, problems)
    if video:
        video = _paths_placed(video, text, "video", VIDEO_PATHS, around.folder, problems)
    problems.extend(_named_problems(text, around.catalogue, liveness, alarms, incidents))
    problems = once(unfit, problems)
    if (
        problems
        or not (site and broker and liveness and limits and history and alarms and security)
        or not (control and lighting and incidents and video)
    ):
        raise SettingsInvalid(problems)
    return Settings(
        site,
        _with_account(broker, around.environ, around.secret),
        liveness,
        limits,
        history,
        alarms,
        security,
        control,
        lighting,
        incidents,
        video,
        mappings,
        text,
    )


def once(unfit: list[Problem], problems: list[Problem]) -> list[Problem]:
    """What is unfit for any file is said once, without what the schema finds on the same line."""
    lines = {problem.line for problem in unfit if problem.line}
    return [*unfit, *(problem for problem in problems if problem.line not in lines)]


def _top_level(text: TomlText) -> list[Problem]:
    problems = []
    known = (*SECTIONS, "mapping")
    for key in text.table:
        if key != "version" and key not in known:
            message = f"The section '{key}' is not known."
            problems.append(Problem(text.file, text.line((key,)), message, did_you_mean(key, known)))
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


def _named_problems(
    text: TomlText,
    catalogue: Catalogue,
    liveness: LivenessSettings | None,
    alarms: AlarmSettings | None,
    incidents: IncidentSettings | None,
) -> Iterator[Problem]:
    """What sections name that the catalogue does not have."""
    if liveness:
        yield from _unknown_kinds(text, liveness, catalogue)
    if alarms:
        yield from rule_setting_problems(catalogue, alarms.rule, text)
    if alarms and incidents:
        yield from incident_setting_problems(catalogue, alarms.rule, incidents, text)


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


def _files_placed(
    broker: BrokerSettings, text: TomlText, folder: Path, problems: list[Problem]
) -> BrokerSettings:
    """Certificate paths count from the settings file, and must be there."""
    found: dict[str, Path] = {}
    for key in ("ca_file", "client_certificate", "client_key"):
        place = _place(getattr(broker, key), text, ("broker", key), folder, problems)
        if place is None:
            continue
        found[key] = place
        if not is_file(place):
            line = text.line(("broker", key))
            problems.append(Problem(text.file, line, f"'broker.{key}': there is no file {place}."))
    return broker.model_copy(update=found)


def _paths_placed(
    section: S,
    text: TomlText,
    name: str,
    paths: Mapping[str, bool],
    folder: Path,
    problems: list[Problem],
) -> S:
    """Paths count from the settings file. A stick may be pulled out, so a folder need not be there; what is
    there must be no file."""
    found: dict[str, Path] = {}
    for field_name, is_folder in paths.items():
        key = (name, field_name)
        place = _place(getattr(section, field_name), text, key, folder, problems)
        if place is None:
            continue
        found[field_name] = place
        if is_folder and is_file(place):
            message = f"'{'.'.join(key)}': {place} is a file, not a folder."
            problems.append(Problem(text.file, text.line(key), message))
    return section.model_copy(update=found)


def _place(
    path: Path | None, text: TomlText, key: tuple[str, str], folder: Path, problems: list[Problem]
) -> Path | None:
    if path is None:
        return None
    try:
        return placed(path, folder)
    except ValueError as fault:
        problems.append(Problem(text.file, text.line(key), f"'{'.'.join(key)}' {fault}."))
        return None


def _with_account(broker: BrokerSettings, env: Mapping[str, str], secret: Secret | None) -> BrokerSettings:
    update: dict[str, Any] = {}
    if env.get(USER_VARIABLE):
        update["user"] = env[USER_VARIABLE]
    password = env.get(PASSWORD_VARIABLE) or (secret(PASSWORD_SECRET) if secret else None)
    if password:
        update["password"] = SecretStr(password)
    return broker.model_copy(update=update)
