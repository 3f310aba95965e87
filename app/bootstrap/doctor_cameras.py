"""The cameras: how many, how many answer, and whether the disk holds their footage for the asked days."""

from __future__ import annotations

import shutil
import time
from collections.abc import Mapping
from itertools import islice
from pathlib import Path

from app.bootstrap.camera_records import camera_devices, read_days, video_now
from app.bootstrap.city_clock import city_zone
from app.bootstrap.data_folder import DataFolder
from app.bootstrap.doctor_words import Finding, Saying, State
from app.bootstrap.video_paths import cameras_file, recordings_folder
from app.domain.catalogue import Label
from app.domain.devices import Device
from app.domain.video.cameras import Camera, Picture, RecordingMode
from app.domain.video.health import usual
from app.domain.video.health_rows import Asked, days_by_camera
from app.settings.problems import SettingsInvalid
from app.settings.settings import Settings
from app.store.connection import history_path
from app.store.faults import StoreUnavailable
from app.store.reader import Reader
from app.wire.video import VideoSnapshot

GB = 1e9
GUESSED_KBIT_S = 2_000.0
"""Of a camera that was never heard: 720p at 15 frames a second."""
EVENTS_SHARE = 0.1
"""How much of a day a camera that records events is guessed to record."""

SILENT = frozenset({Picture.NO_SIGNAL, Picture.CONNECTING, Picture.OFF})
MOST_NAMED = 5
MOST_FILES = 100_000
"""That are asked for their size, where no engine knows what recordings take."""

CAMERA_SAYINGS: dict[str, Saying] = {
    "cameras_unchecked": Saying(
        Label("Sin comprobar: los ajustes no se pueden usar.", "Not checked: the settings cannot be used."),
        Label("Corrija primero los ajustes.", "Mend the settings first."),
    ),
    "cameras_none": Saying(
        Label("No hay cámaras en {file}.", "There are no cameras in {file}."),
    ),
    "cameras_off": Saying(
        Label(
            "{cameras} cámaras en {file}; el video está desactivado en los ajustes.",
            "{cameras} cameras in {file}; video is switched off by the settings.",
        ),
    ),
    "cameras_invalid": Saying(
        Label(
            "El archivo de cámaras no se puede usar: {problem}", "The cameras file cannot be used: {problem}"
        ),
        Label("Corrija las líneas nombradas.", "Mend the lines named."),
    ),
    "cameras_unseen": Saying(
        Label(
            "{cameras} cámaras, {recording} graban; sin motor no se sabe cuáles responden. {disk}{nowhere}",
            "{cameras} cameras, {recording} record; without an engine nobody knows which answer. "
            "{disk}{nowhere}",
        ),
    ),
    "cameras_ok": Saying(
        Label(
            "{answer} de {cameras} cámaras responden, {recording} graban. {disk}{nowhere}",
            "{answer} of {cameras} cameras answer, {recording} record. {disk}{nowhere}",
        ),
    ),
    "cameras_silent": Saying(
        Label(
            "Solo {answer} de {cameras} cámaras responden, {recording} graban. {disk}{nowhere}",
            "Only {answer} of {cameras} cameras answer, {recording} record. {disk}{nowhere}",
        ),
        Label(
            "Vea qué les falta en Video, Salud de las cámaras.",
            "See what is wrong with them in Video, Camera health.",
        ),
    ),
    "cameras_short": Saying(
        Label(
            "{answer} de {cameras} cámaras responden, {recording} graban. {disk}{nowhere}",
            "{answer} of {cameras} cameras answer, {recording} record. {disk}{nowhere}",
        ),
        Label(
            "Añada disco, suba video.disk_budget_gb o grabe menos.",
            "Add disk space, raise video.disk_budget_gb, or record less.",
        ),
    ),
}
_DISK = Label(
    "Para {days} días hacen falta unos {needed} GB y hay sitio para {room} GB.",
    "{days} days need about {needed} GB, and there is room for {room} GB.",
)
_NOWHERE = Label(
    " En ningún mapa, porque nadie ha dicho dónde están: {count} ({ids}).",
    " On no map, because nobody has said where they stand: {count} ({ids}).",
)


def check_cameras(data: DataFolder, settings: Settings) -> Finding:
    """Asks the running engine, where there is one, which of them answer."""
    file = cameras_file(settings, data)
    try:
        cameras = [each for each in file.read().cameras if each.enabled]
    except SettingsInvalid as invalid:
        return Finding("cameras", State.FAIL, "cameras_invalid", {"problem": invalid.problems[0]})
    values: dict[str, object] = {"cameras": len(cameras), "file": file.shown}
    if not cameras:
        return Finding("cameras", State.OK, "cameras_none", values)
    if not settings.video.enabled:
        return Finding("cameras", State.WARN, "cameras_off", values)
    asked = Asked(settings.video.asked_days, int(time.time() * 1000), city_zone(settings))
    now = video_now(data)
    needed = needed_bytes(data, cameras, asked)
    room = _room(recordings_folder(settings, data), settings.video.disk_budget_gb * GB, now)
    values["recording"] = sum(each.recording is not RecordingMode.NEVER for each in cameras)
    disk = {"days": asked.days, "needed": f"{needed / GB:.0f}", "room": f"{room / GB:.0f}"}
    values["disk"] = Label(_DISK.es.format(**disk), _DISK.en.format(**disk))
    values["nowhere"] = _nowhere(unplaced(cameras, _devices(data)))
    return judged(values, len(cameras), now, short=needed > room)


def judged(values: dict[str, object], cameras: int, now: VideoSnapshot | None, *, short: bool) -> Finding:
    """`cameras`: how many are switched on; `short`: the disk does not hold the asked days."""
    worse = State.WARN if short else State.OK
    if now is None or not now.folder:
        return Finding("cameras", worse, "cameras_unseen", values)
    values["answer"] = answer = sum(state.picture not in SILENT for state in now.states)
    if answer < cameras:
        return Finding("cameras", State.WARN, "cameras_silent", values)
    return Finding("cameras", worse, "cameras_short" if short else "cameras_ok", values)


def unplaced(cameras: list[Camera], devices: Mapping[str, Device]) -> list[str]:
    """Those that stand nowhere on the map. What the city has heard of one wins over the cameras file."""
    return [each.id for each in cameras if (devices.get(each.id) or each).lat is None]


def _nowhere(ids: list[str]) -> Label:
    if not ids:
        return Label("", "")
    named = ", ".join(ids[:MOST_NAMED]) + (", …" if len(ids) > MOST_NAMED else "")
    values = {"count": len(ids), "ids": named}
    return Label(_NOWHERE.es.format(**values), _NOWHERE.en.format(**values))


def _devices(data: DataFolder) -> dict[str, Device]:
    """As the city has heard of them; none where nothing is on record."""
    if not history_path(data.store).exists():
        return {}
    reader = Reader(data.store)
    try:
        return camera_devices(reader)
    except StoreUnavailable:
        return {}  # the database has a finding of its own
    finally:
        reader.close()


def needed_bytes(data: DataFolder, cameras: list[Camera], asked: Asked) -> float:
    """What the asked days of all cameras take, by what they usually send."""
    days = {}
    if history_path(data.store).exists():
        reader = Reader(data.store)
        try:
            days = days_by_camera(read_days(reader, asked)[0])
        except StoreUnavailable:
            days = {}  # the database has a finding of its own
        finally:
            reader.close()
    calendar, total = asked.calendar(), 0.0
    for camera in cameras:
        rate = usual(days.get(camera.id, {}), calendar).kbit_s or GUESSED_KBIT_S
        share = {RecordingMode.NEVER: 0.0, RecordingMode.EVENTS: EVENTS_SHARE}.get(camera.recording, 1.0)
        total += rate * 1000 / 8 * 86_400 * share * (camera.keep_days or asked.days)
    return total


def _room(folder: Path, budget: float, now: VideoSnapshot | None) -> float:
    """What the settings let recordings take, or less where the disk has less: what is free and what they have
    already, as far as that is known."""
    there = next(each for each in (folder, *folder.parents) if each.exists())
    free = shutil.disk_usage(there).free
    if now is not None and now.load is not None:
        taken = now.load.disk_used
    else:
        files = islice(folder.rglob("*.mkv"), MOST_FILES) if folder.exists() else ()
        taken = sum(path.stat().st_size for path in files)
    return min(budget, float(free + taken))
