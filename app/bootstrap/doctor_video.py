"""The recordings folder, and who is checked of the cameras that encrypt: what is wrong without being seen."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

from app.bootstrap.data_folder import DataFolder
from app.bootstrap.doctor_words import Finding, Saying, State
from app.bootstrap.video_paths import (
    cameras_file,
    certificates_folder,
    free_bytes,
    recordings_claim,
    recordings_folder,
)
from app.domain.catalogue import Label
from app.domain.video.cameras import CameraStream, CertificateCheck
from app.settings.problems import SettingsInvalid
from app.settings.settings import Settings
from video.media.certificates import REFUSED
from video.recording.home import RecordingsHome

GB = 1e9
MOST_NAMED = 5
ENCRYPTED = frozenset({"rtsps", "https"})

VIDEO_SAYINGS: dict[str, Saying] = {
    "recordings_none": Saying(
        Label("En {folder} aún no se ha grabado.", "Nothing has been recorded in {folder} yet."),
    ),
    "recordings_ok": Saying(
        Label("En {folder}; {free} GB libres.", "In {folder}; {free} GB are free."),
    ),
    "recordings_away": Saying(
        Label(
            "{folder} no es la carpeta en que se grababa: falta su disco, o es otro. No se graba nada.",
            "{folder} is not the folder that was recorded in: its disk is away or another one. "
            "Nothing is recorded.",
        ),
        Label(
            "Monte su disco; si el disco es nuevo: atalaya video --adopt-recordings.",
            "Mount its disk; where the disk is new: atalaya video --adopt-recordings.",
        ),
    ),
    "recordings_unreadable": Saying(
        Label("{folder} no se puede leer: {problem}", "{folder} cannot be read: {problem}"),
        Label("Revise el disco y sus permisos.", "Look at the disk and its permissions."),
    ),
    "certificates_none": Saying(
        Label("Ninguna cámara cifra su imagen.", "No camera encrypts its stream."),
    ),
    "certificates_ok": Saying(
        Label(
            "{count} cámaras cifran su imagen y se reconocen por su certificado.",
            "{count} cameras encrypt their stream and are known by their certificate.",
        ),
    ),
    "certificates_unchecked": Saying(
        Label(
            "De {count} cámaras que cifran su imagen, el certificado de estas no se comprueba: {ids}.",
            "Of {count} cameras that encrypt their stream, the certificate of these is not checked: {ids}.",
        ),
        Label(
            'Quite tls = "unchecked" de su fila en el archivo de cámaras.',
            'Take tls = "unchecked" out of their rows of the cameras file.',
        ),
    ),
    "certificates_other": Saying(
        Label(
            "Muestran otro certificado que la primera vez: {hosts}. Quizá responda otro en su lugar.",
            "These show another certificate than the first time: {hosts}. Somebody else may be answering.",
        ),
        Label(
            "Si la cámara o su certificado se cambió, borre su archivo en {folder}.",
            "Where the camera or its certificate was replaced, delete its file in {folder}.",
        ),
    ),
}


def check_video(data: DataFolder, settings: Settings) -> Iterator[Finding]:
    yield check_recordings(recordings_folder(settings, data), recordings_claim(data))
    try:
        streams = cameras_file(settings, data).read().streams
    except SettingsInvalid as invalid:
        yield Finding("certificates", State.FAIL, "cameras_invalid", {"problem": invalid.problems[0]})
    else:
        yield check_certificates(streams, certificates_folder(data))


def check_recordings(folder: Path, claim: Path) -> Finding:
    """Makes and marks nothing."""
    values: dict[str, object] = {"folder": folder}
    home = RecordingsHome(folder, claim)
    try:
        if not home.used:
            return Finding("recordings", State.OK, "recordings_none", values)
        if home.away:
            return Finding("recordings", State.FAIL, "recordings_away", values)
    except OSError as problem:
        values["problem"] = problem.strerror or problem
        return Finding("recordings", State.FAIL, "recordings_unreadable", values)
    values["free"] = f"{free_bytes(folder) / GB:.1f}"
    return Finding("recordings", State.OK, "recordings_ok", values)


def check_certificates(streams: tuple[CameraStream, ...], folder: Path) -> Finding:
    """`folder` has what was seen first, and what came in its place."""
    encrypted = [one for one in streams if any(_encrypts(url) for url in (one.url, one.sub_url))]
    values: dict[str, object] = {"count": len(encrypted), "folder": folder}
    hosts = {urlsplit(url).hostname for one in encrypted for url in (one.url, one.sub_url)}
    if others := [f"{host}:{port}" for host, port in _refused(folder) if host in hosts]:
        values["hosts"] = _named(others)
        return Finding("certificates", State.WARN, "certificates_other", values)
    unchecked = [one.camera for one in encrypted if one.tls is CertificateCheck.UNCHECKED]
    if unchecked:
        values["ids"] = _named(unchecked)
        return Finding("certificates", State.WARN, "certificates_unchecked", values)
    says = "certificates_ok" if encrypted else "certificates_none"
    return Finding("certificates", State.OK, says, values)


def _encrypts(url: str) -> bool:
    return urlsplit(url).scheme in ENCRYPTED


def _refused(folder: Path) -> list[tuple[str, str]]:
    """Hosts and ports."""
    names = sorted(path.name.removesuffix(REFUSED) for path in folder.glob(f"*{REFUSED}"))
    return [(unquote(host), port) for host, _, port in (name.rpartition("_") for name in names)]


def _named(names: list[str]) -> str:
    return ", ".join(names[:MOST_NAMED]) + (", …" if len(names) > MOST_NAMED else "")
