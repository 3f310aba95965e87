"""`import WHAT FILE`: checks a file as a whole, then brings it into this installation."""

from __future__ import annotations

import argparse
import importlib
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import DataFolder, add_data_argument, data_folder


@dataclass(frozen=True, slots=True)
class Wanted:
    """`config`: the settings file asked for, or None for the data folder's own."""

    file: Path
    data: DataFolder
    config: Path | None


class Importer(Protocol):
    def bring_in(self, wanted: Wanted) -> str:
        """Returns one sentence of what was done; raises Unable, and then nothing was changed."""


IMPORTERS: dict[str, str] = {
    "basemap": "app.bootstrap.import_basemap",
    "zones": "app.bootstrap.import_zones",
    "devices": "app.bootstrap.import_devices",
    "cameras": "app.bootstrap.import_cameras",
}
"""Loaded when asked for: zones need Qt, which a PC with the engine alone may not have."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("what", metavar="WHAT", choices=sorted(IMPORTERS), help=", ".join(sorted(IMPORTERS)))
    parser.add_argument("file", metavar="FILE", type=Path, help="*.atbase, *.geojson, *.csv or *.toml")
    parser.add_argument("--config", type=Path, metavar="FILE", help="the settings file")


def main(options: argparse.Namespace) -> int:
    if not options.file.is_file():
        raise Unable(f"There is no file {options.file}.")
    importer = cast(Importer, importlib.import_module(IMPORTERS[options.what]))
    print(importer.bring_in(Wanted(options.file, data_folder(options.data), options.config)))
    return 0
