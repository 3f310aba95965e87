"""`doctor`: what works and what is missing on this PC, one sentence for each, and what to do about it."""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.bootstrap.data_folder import DataFolder, add_data_argument, data_folder
from app.bootstrap.doctor_broker import check_broker
from app.bootstrap.doctor_cameras import CAMERA_SAYINGS, check_cameras
from app.bootstrap.doctor_checks import (
    check_clock,
    check_database,
    check_disk,
    check_engine,
    check_python,
    check_time_zone,
)
from app.bootstrap.doctor_disk import check_encryption, check_secrets
from app.bootstrap.doctor_disk_words import DISK_SAYINGS
from app.bootstrap.doctor_qt import check_display, check_fonts, check_sound
from app.bootstrap.doctor_video import VIDEO_SAYINGS, check_video
from app.bootstrap.doctor_words import MARKS, SAYINGS, TITLES, Finding, State
from app.bootstrap.settings_file import stored_secret
from app.domain.catalogue import Label
from app.settings.problems import SettingsInvalid
from app.settings.settings import Settings, load

Check = dict[str, str]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("--config", type=Path, metavar="FILE", help="the settings file")
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--language", choices=("es", "en"), help="instead of the site's")


def main(options: argparse.Namespace) -> int:
    data = data_folder(options.data)
    found, settings = read_settings(options.config, data)
    language = options.language or (settings.site.language if settings else "es")
    checks = [_told(finding, language) for finding in (*_findings(data, settings), found)]
    checks.sort(key=lambda check: list(TITLES).index(check["name"]))
    good = all(check["state"] != State.FAIL for check in checks)
    if options.json:
        print(json.dumps({"checks": checks, "ok": good}, ensure_ascii=False, indent=1))
    else:
        print("\n".join(_lines(checks, language)))
    return 0 if good else 1


def read_settings(config: Path | None, data: DataFolder) -> tuple[Finding, Settings | None]:
    """The settings as every other command takes them, or why they cannot be used."""
    if config is not None and not config.is_file():
        return Finding("settings", State.FAIL, "settings_missing", {"file": config}), None
    file = config or (data.settings if data.settings.is_file() else None)
    try:
        settings = load(file, secret=stored_secret(data))
    except SettingsInvalid as invalid:
        problems = " ".join(str(problem) for problem in invalid.problems)
        return Finding("settings", State.FAIL, "settings_invalid", {"problems": problems}), None
    if file is None:
        return Finding("settings", State.OK, "settings_none", {"site": settings.site.id}), settings
    return Finding("settings", State.OK, "settings_ok", {"file": file}), settings


def _findings(data: DataFolder, settings: Settings | None) -> Iterator[Finding]:
    plain: tuple[Callable[[], Finding], ...] = (
        check_python,
        check_display,
        check_fonts,
        check_sound,
        check_clock,
    )
    for check in plain:
        yield check()
    yield check_database(data)
    yield check_engine(data)
    yield check_encryption(data.root)
    yield check_secrets(data.root)
    if settings is None:
        yield Finding("broker", State.WARN, "broker_unchecked")
        for name in ("cameras", "recordings", "certificates"):
            yield Finding(name, State.WARN, "cameras_unchecked")
        yield from check_disk(data.root, budget_gb=0.0)
        return
    yield from check_broker(settings.broker, named=bool(settings.text.file))
    yield check_time_zone(settings.site.time_zone)
    yield from check_disk(data.root, budget_gb=settings.history.disk_budget_gb)
    yield check_cameras(data, settings)
    yield from check_video(data, settings)


def _told(finding: Finding, language: str) -> Check:
    """A finding in words."""
    saying = (SAYINGS | DISK_SAYINGS | CAMERA_SAYINGS | VIDEO_SAYINGS)[finding.says]
    values = {name: _plain(value, language) for name, value in finding.values.items()}
    return {
        "name": finding.name,
        "state": finding.state,
        "sentence": saying.sentence.in_language(language).format(**values),
        "what_to_do": saying.what_to_do.in_language(language).format(**values),
    }


def _plain(value: Any, language: str) -> str:
    return value.in_language(language) if isinstance(value, Label) else str(value)


def _lines(checks: list[Check], language: str) -> Iterator[str]:
    titles = {name: title.in_language(language) for name, title in TITLES.items()}
    marks = {state: mark.in_language(language) for state, mark in MARKS.items()}
    wide, wider = max(map(len, marks.values())), max(map(len, titles.values()))
    for check in checks:
        mark, title = marks[State(check["state"])], titles[check["name"]]
        yield f"{mark:<{wide}}  {title:<{wider}}  {check['sentence']}"
        if check["what_to_do"]:
            yield f"{'':<{wide + wider + 4}}→ {check['what_to_do']}"
