"""`import basemap`: a base map of this program (*.atbase), read in full before it takes its place."""

from __future__ import annotations

from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import BASEMAP
from app.bootstrap.importing import Wanted
from app.bootstrap.placing import place
from maps.basemap.format import BasemapUnusable
from maps.basemap.reader import read_basemap


def bring_in(wanted: Wanted) -> str:
    try:
        basemap = read_basemap(wanted.file)
    except BasemapUnusable as problem:
        raise Unable(str(problem)) from problem
    if not basemap.layers:
        raise Unable(f"The base map {wanted.file.name} is empty.")
    place(wanted.file, wanted.data.maps / BASEMAP)
    name = basemap.name or wanted.file.name
    return f"The base map {name} is in place; a console shows it from its next start on."
