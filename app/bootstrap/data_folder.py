"""Where this installation keeps what it writes: settings, database, maps, layouts and logs."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from app.bootstrap.commands import Unable
from app.bootstrap.windows_folder import keep_to_account
from app.settings.secrets.ownership import own_folder

BASEMAP = "basemap.atbase"
ZONES = "zones.geojson"
"""Files of the maps folder."""


@dataclass(frozen=True, slots=True)
class DataFolder:
    """Owner only; folders are made when first asked for. Raises Unable where one is somebody else's."""

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

    @property
    def attachments(self) -> Path:
        """Files of incidents, each under its SHA-256."""
        return self._made("attachments")

    def _made(self, name: str) -> Path:
        return _owned(self.root / name)


def add_data_argument(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, metavar="DIR", help="the data folder (or ATALAYA_HOME)")


def data_folder(chosen: Path | None, *, default_name: str = "") -> DataFolder:
    """The folder asked for, or ATALAYA_HOME, or the platform's own; for this account alone from now on.

    Raises Unable where it is somebody else's, or cannot be made.
    """
    root = chosen or _from_environment() or Path(platformdirs.user_data_dir("atalaya", appauthor=False))
    if chosen is None and default_name:
        root = root / default_name
    folder = DataFolder(_owned(root))
    if sys.platform == "win32":
        keep_to_account(folder.root)
    return folder


def _owned(folder: Path) -> Path:
    try:
        # A link to another disk is the owner's choice; what counts is where it leads.
        return own_folder(folder.resolve())
    except OSError as problem:
        sentence = f"{folder} cannot be used: {problem.strerror}." if problem.errno else str(problem)
        raise Unable(sentence) from problem


def _from_environment() -> Path | None:
    home = os.environ.get("ATALAYA_HOME")
    return Path(home) if home else None
