"""The versions of a settings file: what it was before each of its last changes."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

from app.settings.file_text import read_bytes
from app.settings.whole_file import write_whole

MOST_VERSIONS = 10
_NAME = re.compile(r"(\d{6,9})-(\d{1,15})\.toml")


@dataclass(frozen=True, slots=True)
class SettingsVersion:
    """`at` is the wall time, epoch ms, at which something else took its place."""

    id: str
    at: int


class Versions:
    """A folder with the last ten, named by a count, since a clock may go backwards."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def listed(self) -> tuple[SettingsVersion, ...]:
        """Newest first, at most ten; empty where the folder is gone or cannot be read."""
        return tuple(
            SettingsVersion(name.removesuffix(".toml"), at) for _, at, name in self._all()[:MOST_VERSIONS]
        )

    def content(self, version: str) -> bytes:
        """What the file held; raises KeyError for an unknown one, SettingsInvalid when it cannot be read."""
        if version not in {each.id for each in self.listed()}:
            raise KeyError(version)
        return read_bytes(self.folder / f"{version}.toml")

    def keep(self, content: bytes, now_ms: int) -> Path | None:
        """Keep the content; None when the newest is the same, as a killed writer leaves it. OSError."""
        self.make_folder()
        kept = self._all()
        if kept and self._same(kept[0][2], content):
            return None
        count = kept[0][0] + 1 if kept else 1
        place = self.folder / f"{count:06d}-{max(now_ms, 0)}.toml"
        write_whole(place, content)
        return place

    def make_folder(self) -> None:
        """For the owner alone; raises OSError."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    def drop_oldest(self) -> None:
        """Leave the newest ten. What cannot be dropped now goes with the next change."""
        for _, _, name in self._all()[MOST_VERSIONS:]:
            with contextlib.suppress(OSError):
                (self.folder / name).unlink()

    def _all(self) -> list[tuple[int, int, str]]:
        """Count, time and file name, newest first."""
        try:
            names = [path.name for path in self.folder.iterdir()]
        except OSError:
            return []
        found = [(int(match[1]), int(match[2]), name) for name in names if (match := _NAME.fullmatch(name))]
        return sorted(found, reverse=True)

    def _same(self, name: str, content: bytes) -> bool:
        try:
            return (self.folder / name).read_bytes() == content
        except OSError:
            return False
