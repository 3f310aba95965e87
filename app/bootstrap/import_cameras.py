"""`import cameras`: cameras of a TOML or CSV list into the cameras file; each new, changed or as it was.

A running engine takes the file up by itself within seconds.
"""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.bootstrap.commands import Unable
from app.bootstrap.importing import Wanted
from app.bootstrap.settings_file import load_settings
from app.bootstrap.video_paths import cameras_file
from app.domain.video.cameras import Camera, CameraStream
from app.settings.camera_rows import CameraRow
from app.settings.cameras import Cameras, parsed
from app.settings.file_text import decoded, read_bytes
from app.settings.problems import Problem, SettingsInvalid, did_you_mean
from app.settings.settings_file import SettingsSuperseded, SettingsUnwritable
from app.settings.toml_lines import TomlText
from app.settings.validation import validate

MOST_NAMED = 20
_TRUE, _FALSE = frozenset({"true", "yes", "si", "sí", "1"}), frozenset({"false", "no", "0", ""})
_LISTS = {"presets": "|"}
"""Columns with several values, and what stands between them."""
_FLAGS = frozenset({"enabled", "ptz"})
_NUMBERS = frozenset({"lat", "lon", "picture_every_s", "facing", "view_angle", "reach_m", "analysis_fps"})
_COUNTS = frozenset({"keep_days"})
_NOT_IN_CSV = frozenset({"privacy", "stage"})
COLUMNS = tuple(name for name in CameraRow.model_fields if name not in _NOT_IN_CSV)

Pair = tuple[Camera, CameraStream]


def bring_in(wanted: Wanted) -> str:
    """Cameras that are not in the list stay. Raises Unable or SettingsInvalid; then nothing was changed."""
    settings = load_settings(wanted.config, wanted.data)
    source = decoded(read_bytes(wanted.file), str(wanted.file))
    listed = _of_csv(source, wanted.file) if wanted.file.suffix.lower() == ".csv" else None
    found = listed if listed is not None else parsed(source, str(wanted.file))
    if not found.cameras:
        raise Unable(f"{wanted.file.name} holds no camera.")
    file = cameras_file(settings, wanted.data)
    before = file.read()
    after, report = _together(before, found, whole=listed is None)
    try:
        file.write(after, int(time.time() * 1000))
    except (SettingsSuperseded, SettingsUnwritable) as problem:
        raise Unable(str(problem)) from problem
    return f"{report} {file.shown} has {len(after.cameras)} cameras now."


def _together(before: Cameras, found: Cameras, *, whole: bool) -> tuple[Cameras, str]:
    """`whole`: the list says all of a camera; otherwise privacy zones and stages stay as they were."""
    pairs: dict[str, Pair] = {one.id: (one, stream) for one, stream in _pairs(before)}
    new, changed, same = list[str](), list[str](), 0
    for camera, stream in _pairs(found):
        known = pairs.get(camera.id)
        made = camera if whole or known is None else _with_drawings(camera, known[0])
        if known is None:
            new.append(camera.id)
        elif known == (made, stream):
            same += 1
        else:
            changed.append(camera.id)
        pairs[camera.id] = (made, stream)
    report = f"{_named(new, 'new')}, {_named(changed, 'changed')}, {same} as before."
    return Cameras(tuple(one for one, _ in pairs.values()), tuple(one for _, one in pairs.values())), report


def _with_drawings(camera: Camera, known: Camera) -> Camera:
    return replace(camera, privacy=known.privacy, stages=known.stages)


def _pairs(found: Cameras) -> Iterator[Pair]:
    return zip(found.cameras, found.streams, strict=True)


def _named(ids: list[str], word: str) -> str:
    if not ids:
        return f"0 {word}"
    more = f" and {len(ids) - MOST_NAMED} more" if len(ids) > MOST_NAMED else ""
    return f"{len(ids)} {word} ({', '.join(ids[:MOST_NAMED])}{more})"


def _of_csv(source: str, path: Path) -> Cameras:
    """One camera a line, with the columns named in the first; raises SettingsInvalid."""
    delimiter = ";" if ";" in source.split("\n", 1)[0] else ","
    reader = csv.DictReader(io.StringIO(source, newline=""), delimiter=delimiter)
    file = str(path)
    problems = [
        Problem(file, 1, f"The column '{name}' is not known.", did_you_mean(name or "", COLUMNS))
        for name in reader.fieldnames or ()
        if name not in COLUMNS
    ]
    rows = []
    for line in reader:
        text = TomlText(file, {}, {("camera",): reader.line_num})
        row = validate(CameraRow, text, ("camera",), _table(line), problems)
        if row is not None:
            rows.append(row)
    ids = [row.id for row in rows]
    problems += [
        Problem(file, 0, f"'{id_}' stands there twice.")
        for id_ in sorted({i for i in ids if ids.count(i) > 1})
    ]
    if problems:
        raise SettingsInvalid(problems)
    return Cameras(tuple(row.camera() for row in rows), tuple(row.stream() for row in rows))


def _table(line: dict[str, Any]) -> dict[str, Any]:
    """The cells that say something, as TOML would have them."""
    cells = {name: cell.strip() for name, cell in line.items() if name in COLUMNS and cell}
    return {name: _value(name, cell) for name, cell in cells.items() if cell}


def _value(name: str, cell: str) -> object:
    if name in _LISTS:
        return [part.strip() for part in cell.split(_LISTS[name]) if part.strip()]
    if name in _FLAGS:
        return cell.lower() in _TRUE if cell.lower() in _TRUE | _FALSE else cell
    try:
        if name in _COUNTS:
            return int(cell)
        return float(cell.replace(",", ".")) if name in _NUMBERS else cell
    except ValueError:
        return cell
