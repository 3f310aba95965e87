"""`import zones`: areas from GeoJSON; what cannot be shown is said, feature by feature."""

from __future__ import annotations

import sys

from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import ZONES
from app.bootstrap.importing import Wanted
from app.bootstrap.placing import place
from maps.zones import ZonesUnusable, read_zones


def bring_in(wanted: Wanted) -> str:
    try:
        read = read_zones(wanted.file)
    except ZonesUnusable as problem:
        raise Unable(str(problem)) from problem
    for reason in read.refused:
        print(reason, file=sys.stderr)
    if not read.zones:
        raise Unable(f"{wanted.file.name} holds no zone that can be shown.")
    place(wanted.file, wanted.data.maps / ZONES)
    left_out = f" {len(read.refused)} were left out." if read.refused else ""
    counted = f"{len(read.zones)} zones are" if len(read.zones) > 1 else "1 zone is"
    return f"{counted} in place; a console shows them from its next start on.{left_out}"
