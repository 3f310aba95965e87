"""The settings file of an installation: read, changed as a whole, kept in versions."""

from __future__ import annotations

import contextlib
import copy
import hashlib
import json
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.catalogue import Catalogue
from app.settings.describing import SettingInfo, by_path, described, is_written, value_of
from app.settings.editing import SettingChange as SettingChange
from app.settings.editing import edited
from app.settings.file_text import decoded, encoded, read_bytes
from app.settings.problems import Problem, SettingsInvalid
from app.settings.settings import DEFAULT_SITE, Around, Secret, Settings, checked, without_file
from app.settings.toml_lines import TomlText, parse_toml
from app.settings.versions import SettingsVersion as SettingsVersion
from app.settings.versions import Versions
from app.settings.whole_file import clear_leftovers, held, write_whole

FIRST = f"""\
# The settings of this installation. The settings page changes it and leaves comments as they are.
[site]
id = "{DEFAULT_SITE.id}"
name = "{DEFAULT_SITE.name}"
"""
"""What stands in for a file that is not there; it says what holds without one."""


class SettingsSuperseded(Exception):
    """The file is another one by now than that which was read; read it again first."""


class SettingsUnwritable(Exception):
    """The disk does not take it; file and object are as they were."""


@dataclass(frozen=True, slots=True)
class SettingValue:
    """`value` can be written as JSON, as the file has it (a relative path stays so). Never a secret."""

    path: str
    value: object
    is_default: bool


@dataclass(frozen=True, slots=True)
class Difference:
    path: str
    before: object
    after: object


Accepted = Callable[[tuple[Difference, ...]], None]


@dataclass(frozen=True, slots=True)
class Changed:
    """What now holds, what differs from before, and the paths of it that wait for a restart of the engine."""

    settings: Settings
    differences: tuple[Difference, ...]
    restart_needed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """The file as last read or written; `content` is None where there is none."""

    content: bytes | None
    source: str
    text: TomlText
    settings: Settings


class SettingsFile:
    """One thread. Everything is checked before anything is written; the file is written whole or not at all.

    Whatever changes it raises SettingsInvalid with every problem, SettingsSuperseded when somebody else
    changed the file since it was read, and SettingsUnwritable when the disk does not take it; file and
    object are then as they were. A file that is not there is made by the first change.
    """

    def __init__(
        self,
        path: Path,
        versions: Path,
        *,
        catalogue: Catalogue,
        environ: Mapping[str, str] | None = None,
        secret: Secret | None = None,
    ) -> None:
        """Reads the file; raises SettingsInvalid. `environ` and `secret` as for `load`."""
        self._shown = str(path)
        # Of a link, the file that it leads to is replaced, not the link.
        self._path = Path(os.path.realpath(path))
        self._versions = Versions(versions)
        env = os.environ if environ is None else environ
        self._around = Around(path.parent, catalogue, env, secret)
        self._held = self._as_on_disk()

    @property
    def settings(self) -> Settings:
        """As last read or written."""
        return self._held.settings

    @property
    def shown(self) -> str:
        """The path as it was given."""
        return self._shown

    @property
    def stamp(self) -> str:
        """Names this state of the file; another one has another."""
        return hashlib.sha256(self._held.content or b"").hexdigest()[:16]

    def reread(self) -> Changed:
        """Take the file as it is on disk now; raises SettingsInvalid, and then keeps what it has."""
        return self._adopt(self._as_on_disk())

    def refresh(self) -> None:
        """Ask for the secrets again; the settings stay those that were read or written last."""
        content = self._held.content
        if content is not None:
            self._held = self._checked(content)
            return
        settings = without_file(self._around.environ, self._around.secret)
        self._held = _Held(None, self._held.source, self._held.text, settings)

    def values(self) -> tuple[SettingValue, ...]:
        """Every setting but the secrets, in the order of `described`."""
        return tuple(self._value(info) for info in described() if info.type != "secret")

    def versions(self) -> tuple[SettingsVersion, ...]:
        """What the file was before its last changes, newest first, at most ten."""
        return self._versions.listed()

    def export(self) -> str:
        """The text of the file, which holds no secret."""
        return self._held.source

    def tried(self, changes: Sequence[SettingChange]) -> Settings:
        """The settings as they would be, without writing anything; raises SettingsInvalid."""
        return self._checked(encoded(self._edited(changes), self._shown)).settings

    def change(
        self, changes: Sequence[SettingChange], now_ms: int, accepted: Accepted | None = None
    ) -> Changed:
        """Make all of the changes, or none. `now_ms`: wall time, epoch ms; `accepted` is told what differs
        once all was found valid and the disk took it, and before it takes the place of the file; whatever it
        raises stops it."""
        self._refuse_superseded()
        return self._write(encoded(self._edited(changes), self._shown), now_ms, accepted)

    def replace(self, text: str, now_ms: int, accepted: Accepted | None = None) -> Changed:
        """Put another text in the place of the file."""
        self._refuse_superseded()
        return self._write(encoded(text, self._shown), now_ms, accepted)

    def restore(self, version: str, now_ms: int, accepted: Accepted | None = None) -> Changed:
        """Take back what the file was; the version that is given up is kept in its turn."""
        self._refuse_superseded()
        try:
            content = self._versions.content(version)
        except KeyError:
            raise SettingsInvalid([self._problem(f"There is no version '{version}'.")]) from None
        return self._write(content, now_ms, accepted)

    def _refuse_superseded(self) -> None:
        if self._content_on_disk() != self._held.content:
            raise SettingsSuperseded(
                f"The settings file {self._shown} was changed since it was read. "
                "Read it again before you change it."
            )

    def _write(self, content: bytes, now_ms: int, accepted: Accepted | None) -> Changed:
        made = self._checked(content)
        if content != self._held.content:
            differences = tuple(_differences(self._held.text, made.text))
            with self._alone():
                self._refuse_superseded()
                self._put(content, now_ms, lambda: accepted(differences) if accepted else None)
        return self._adopt(made)

    @contextlib.contextmanager
    def _alone(self) -> Iterator[None]:
        """Alone with the file for as long as it is written, which is shorter than to check it."""
        try:
            self._versions.make_folder()
            with held(self._versions.folder / ".lock"):
                clear_leftovers(self._path.parent, self._path.name)
                clear_leftovers(self._versions.folder)
                yield
        except OSError as fault:
            message = f"The settings file {self._shown} cannot be written: {fault.strerror}."
            raise SettingsUnwritable(message) from None

    def _put(self, content: bytes, now_ms: int, ready: Callable[[], None]) -> None:
        before = self._held.content
        kept = None if before is None else self._versions.keep(before, now_ms)
        try:
            write_whole(self._path, content, ready)
        except BaseException:
            if kept is not None:
                with contextlib.suppress(OSError):
                    kept.unlink()
            raise
        self._versions.drop_oldest()

    def _adopt(self, made: _Held) -> Changed:
        before, self._held = self._held, made
        differences = tuple(_differences(before.text, made.text))
        live = {info.path for info in described() if info.live}
        waiting = tuple(each.path for each in differences if each.path not in live)
        return Changed(made.settings, differences, waiting)

    def _as_on_disk(self) -> _Held:
        content = self._content_on_disk()
        if content is not None:
            return self._checked(content)
        settings = without_file(self._around.environ, self._around.secret)
        return _Held(None, FIRST, parse_toml(FIRST, self._shown), settings)

    def _content_on_disk(self) -> bytes | None:
        if not os.path.lexists(self._path):
            return None
        return read_bytes(self._path, shown=self._shown)

    def _checked(self, content: bytes) -> _Held:
        source = decoded(content, self._shown)
        settings = checked(source, self._shown, self._around)
        return _Held(content, source, settings.text, settings)

    def _edited(self, changes: Sequence[SettingChange]) -> str:
        return edited(self._held.source, changes, self._shown)

    def _value(self, info: SettingInfo) -> SettingValue:
        value = value_of(self._held.text, info)
        set_here = self._held.content is not None and is_written(self._held.text, info)
        return SettingValue(info.path, copy.deepcopy(value), not set_here or value == info.default)

    def _problem(self, message: str) -> Problem:
        return Problem(self._shown, 0, message)


def _differences(before: TomlText, after: TomlText) -> Iterator[Difference]:
    for info in by_path().values():
        old, new = value_of(before, info), value_of(after, info)
        if not _same(old, new):
            yield Difference(info.path, copy.deepcopy(old), copy.deepcopy(new))


def _same(old: Any, new: Any) -> bool:
    """`1` and `1.0` are one value, `1` and `true` are two; tables are compared as they are written."""
    if isinstance(old, dict | list):
        return json.dumps(old, sort_keys=True) == json.dumps(new, sort_keys=True)
    return bool(old == new) and isinstance(old, bool) == isinstance(new, bool)
