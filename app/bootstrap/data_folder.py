"""Where this installation keeps what it writes: settings, database, maps, layouts and logs."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from pathlib import Path

import platformdirs

BASEMAP = "basemap.atbase"
ZONES = "zones.geojson"
"""Files of the maps folder."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Owner only; folders are made when first asked for."""

    root: Path

    @property
    def settings(self) -> Path:
        return self.root / "settings.toml"

    @property
    def store(self) -> Path:
        return self._made("store")

    @property
    def maps(self) -> Path:
        return self._made("maps")

    @property
    def layouts(self) -> Path:
        return self._made("layouts")

    @property
    def logs(self) -> Path:
        return self._made("logs")

    def _made(self, name: str) -> Path:
        folder = self.root / name
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        return folder


def add_data_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder (or ATALAYA_HOME)")


def data_folder(chosen: Path | None, *, default_name: str = "") -> DataFolder:
    """The folder asked for, or ATALAYA_HOME, or the platform's own; made for the owner alone."""
    root = chosen or _from_environment() or Path(platformdirs.user_data_dir("atalaya", appauthor=False))
    if chosen is None and default_name:
        root = root / default_name
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    return DataFolder(root.resolve())


def _from_environment() -> Path | None:
    home = os.environ.get("ATALAYA_HOME")
    return Path(home) if home else None
