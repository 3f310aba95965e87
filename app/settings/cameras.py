"""The cameras file: read, checked and written as a whole, kept in versions; passwords stand elsewhere."""

from __future__ import annotations

import contextlib
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import tomlkit

from app.domain.video.cameras import Camera, CameraStream
from app.domain.video.stages import StageKind
from app.settings.camera_rows import CameraRow, written
from app.settings.contents import content_problems, source_problems
from app.settings.file_text import decoded, encoded, read_bytes
from app.settings.problems import Problem, SettingsInvalid, did_you_mean
from app.settings.secrets.names import camera_password
from app.settings.settings import Secret, once
from app.settings.settings_file import SettingsSuperseded, SettingsUnwritable
from app.settings.toml_lines import TomlText, parse_toml
from app.settings.validation import validate
from app.settings.versions import Versions
from app.settings.whole_file import clear_leftovers, held, write_whole

MOST_CAMERAS = 2_000
NEEDS_HOME = (
    "A camera that turns needs a preset before it can have privacy zones: they hold only where it "
    "stands there, and its picture is black until it is back."
)
PASSWORD_VARIABLE = "ATALAYA_CAMERA_PASSWORD_"  # noqa: S105 (the beginning of a variable's name)
_HEADING = """\
# The cameras of this installation, written by the engine: remarks are not kept.
# Passwords do not stand here: atalaya secret set camera.ID.password
"""


@dataclass(frozen=True, slots=True)
class Cameras:
    """In the order of the file. `streams` are without passwords and in the same order."""

    cameras: tuple[Camera, ...] = ()
    streams: tuple[CameraStream, ...] = ()

    def with_passwords(self, secret: Secret | None, environ: Mapping[str, str]) -> Cameras:
        """The streams as a worker needs them; the environment wins over the secrets."""
        return Cameras(
            self.cameras,
            tuple(replace(one, password=password_of(one.camera, secret, environ)) for one in self.streams),
        )


def password_of(camera: str, secret: Secret | None, environ: Mapping[str, str]) -> str:
    """Of the environment as `ATALAYA_CAMERA_PASSWORD_CAM_118`, of the secrets, or none."""
    variable = PASSWORD_VARIABLE + re.sub(r"[^A-Za-z0-9]", "_", camera)
    given = environ.get(variable) or environ.get(variable.upper())
    return given or (secret(camera_password(camera)) if secret is not None else None) or ""


def parsed(source: str, file: str) -> Cameras:
    """The cameras of a text; raises SettingsInvalid with every problem. `file` is the name in its words."""
    text = parse_toml(source, file)
    unfit = [*source_problems(source, file), *content_problems(text)]
    rows, found = _rows(text)
    problems = once(unfit, [*found, *_twice(text, rows)])
    if problems:
        raise SettingsInvalid(problems)
    return Cameras(tuple(row.camera() for _, row in rows), tuple(row.stream() for _, row in rows))


def rendered(found: Cameras) -> str:
    """The text of a cameras file."""
    tables = [written(camera, stream) for camera, stream in zip(found.cameras, found.streams, strict=True)]
    return _HEADING + (tomlkit.dumps({"camera": tables}) if tables else "")


def camera_problems(camera: Camera, stream: CameraStream) -> tuple[str, ...]:
    """Sentences on what is wrong with one camera, as a person reads them."""
    if camera.ptz and camera.privacy and not camera.home:
        return (NEEDS_HOME,)
    try:
        parsed(rendered(Cameras((camera,), (stream,))), "")
    except SettingsInvalid as invalid:
        told = (problem.message.replace("'camera.0.", "'") for problem in invalid.problems)
        return tuple(sentence.replace("'camera.0' ", "The camera ") for sentence in told)
    return ()


class CamerasFile:
    """One thread. A file that is not there holds no cameras, and is made by the first change."""

    def __init__(self, path: Path, versions: Path) -> None:
        self.shown = str(path)
        # Of a link, the file that it leads to is replaced, not the link.
        self._path = Path(os.path.realpath(path))
        self._versions = Versions(versions)
        self._content: bytes | None = None

    def read(self) -> Cameras:
        """Raises SettingsInvalid; then what was read before still stands for what comes next."""
        content = self._on_disk()
        found = Cameras() if content is None else parsed(decoded(content, self.shown), self.shown)
        self._content = content
        return found

    @property
    def stamp(self) -> tuple[int, int, int]:
        """Another one whenever the file may be another one. Any thread; touches the disk."""
        try:
            told = self._path.stat()
        except OSError:
            return (0, 0, 0)
        return (told.st_mtime_ns, told.st_size, told.st_ino)

    def write(self, found: Cameras, now_ms: int, ready: Callable[[], None] | None = None) -> None:
        """Put these in the place of what was read last; `ready` as for `write_whole`.

        Raises SettingsInvalid, SettingsSuperseded when somebody changed the file since, SettingsUnwritable.
        """
        text = rendered(found)
        parsed(text, self.shown)
        content = encoded(text, self.shown)
        if self._on_disk() != self._content:
            raise SettingsSuperseded(f"The cameras file {self.shown} was changed since it was read.")
        if content == self._content:
            if ready is not None:
                ready()
            return
        with self._alone():
            if self._content is not None:
                self._versions.keep(self._content, now_ms)
            write_whole(self._path, content, ready)
            self._versions.drop_oldest()
        self._content = content

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._versions.make_folder()
            with held(self._versions.folder / ".lock"):
                clear_leftovers(self._path.parent, self._path.name)
                yield
        except OSError as fault:
            message = f"The cameras file {self.shown} cannot be written: {fault.strerror}."
            raise SettingsUnwritable(message) from None

    def _on_disk(self) -> bytes | None:
        return read_bytes(self._path, shown=self.shown) if os.path.lexists(self._path) else None


def _rows(text: TomlText) -> tuple[list[tuple[int, CameraRow]], list[Problem]]:
    """Each table that is sound with its place in the file, and what is wrong with the others."""
    problems = [
        Problem(
            text.file, text.line((key,)), f"The section '{key}' is not known.", did_you_mean(key, ["camera"])
        )
        for key in text.table
        if key != "camera"
    ]
    tables: Any = text.table.get("camera", [])
    if not isinstance(tables, list):
        line = text.line(("camera",))
        return [], [*problems, Problem(text.file, line, "'camera' must be written as [[camera]].")]
    if len(tables) > MOST_CAMERAS:
        message = f"There are {len(tables)} cameras; at most {MOST_CAMERAS} are taken."
        return [], [*problems, Problem(text.file, text.line(("camera", MOST_CAMERAS)), message)]
    rows = []
    for index, table in enumerate(tables):
        row = validate(CameraRow, text, ("camera", index), table, problems)
        if row is not None:
            rows.append((index, row))
    return rows, problems


def _twice(text: TomlText, rows: Sequence[tuple[int, CameraRow]]) -> Iterator[Problem]:
    """Ids that name two things: cameras, or the traffic counters that lines are. Some disks do not tell large
    letters from small ones, and each camera has its own folder."""
    known: set[str] = set()
    folders: set[str] = set()
    for index, row in rows:
        if row.id.casefold() in folders and row.id not in known:
            line = text.line(("camera", index, "id"))
            message = f"'{row.id}' names two cameras: large and small letters are the same here."
            yield Problem(text.file, line, message, "Give each its own id.")
        folders.add(row.id.casefold())
        counters = [f"{row.id}-{one.id}" for one in row.stage if one.kind is StageKind.LINE]
        for id_ in (row.id, *counters):
            if id_ in known:
                line = text.line(("camera", index, "id"))
                message = f"'{id_}' names two cameras or lines."
                yield Problem(text.file, line, message, "Give each its own id.")
            known.add(id_)
