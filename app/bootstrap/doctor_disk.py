"""Whether a stolen PC gives its data away: the encryption of the data folder's disk, and its secrets."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

from app.bootstrap.doctor_words import Finding, State
from app.settings.secrets.backend import SecretPlace, SecretsState
from app.settings.secrets.faults import SecretsFault
from app.settings.secrets.store import open_secrets

SYS = Path("/sys")
MOUNTS = Path("/proc/self/mountinfo")
CRYPT = "CRYPT-"
"""How device-mapper's uuid of a dm-crypt device begins."""
SEALED_KINDS = frozenset({"ecryptfs", "fuse.gocryptfs", "fuse.encfs"})
UNTOLD_KINDS = frozenset(
    ["zfs", "btrfs", "overlay", "nfs", "nfs4", "cifs", "tmpfs", "ramfs", "9p", "virtiofs"]
)
"""File systems that encrypt by themselves or not, or have no disk of their own here."""
DEEPEST = 16
_PROTECTION = re.compile(r"(?:Protection Status|Estado de (?:la )?protecci.n)\s*:\s*(.+)", re.IGNORECASE)
_SHARE = re.compile(r"(?:Percentage Encrypted|Porcentaje cifrado)\s*:\s*(\d+(?:[.,]\d+)?)", re.IGNORECASE)
_ON = re.compile(r"\bon\b|\bactivad", re.IGNORECASE)
_OFF = re.compile(r"\boff\b|desactivad|inactiv", re.IGNORECASE)
TIME_LIMIT_S = 10.0


def check_encryption(folder: Path) -> Finding:
    """Asks the system; no rights of an administrator are needed on Linux, on Windows they are."""
    if sys.platform == "win32":
        found = bitlocker(folder)
    elif sys.platform == "linux":
        found = linux_encryption(folder)
    else:
        found = None
    if found is None:
        return Finding("encryption", State.WARN, "encryption_untold", {"folder": folder})
    if found:
        return Finding("encryption", State.OK, "encryption_on", {"folder": folder})
    return Finding("encryption", State.WARN, "encryption_off", {"folder": folder})


def linux_encryption(folder: Path, *, system: Path = SYS, mounts: Path = MOUNTS) -> bool | None:
    """Whether all that `folder` is written to is under dm-crypt; None where this cannot be told."""
    try:
        kind = _file_system(folder, mounts.read_text(encoding="utf-8", errors="replace"))
        if kind in SEALED_KINDS:
            return True
        if kind in UNTOLD_KINDS:
            return None
        number = folder.stat().st_dev
        device = (system / "dev" / "block" / f"{os.major(number)}:{os.minor(number)}").resolve(strict=True)
        return _encrypted(device, DEEPEST)
    except OSError:
        return None


def _file_system(folder: Path, mounts: str) -> str:
    """The kind of file system at `folder`, from mountinfo (proc(5)); a later mount covers an earlier one."""
    kind, deepest = "", -1
    for line in mounts.splitlines():
        fields, _, more = line.partition(" - ")
        point = Path(re.sub(r"\\([0-7]{3})", lambda code: chr(int(code[1], 8)), fields.split()[4]))
        if folder.is_relative_to(point) and len(point.parts) >= deepest:
            kind, deepest = more.split()[0], len(point.parts)
    return kind


def _encrypted(device: Path, depth: int) -> bool:
    """Whether the device, or every one of those that it is made of, is a dm-crypt device."""
    uuid = device / "dm" / "uuid"
    if uuid.is_file() and uuid.read_text(encoding="ascii", errors="replace").startswith(CRYPT):
        return True
    # A partition has no folder of slaves; the disk that it is on has.
    whole = device.parent if (device / "partition").exists() else device
    if whole != device:
        return depth > 0 and _encrypted(whole, depth - 1)
    slaves = device / "slaves"
    below = list(slaves.iterdir()) if slaves.is_dir() else []
    return depth > 0 and bool(below) and all(_encrypted(one.resolve(), depth - 1) for one in below)


def bitlocker(folder: Path) -> bool | None:
    """What `manage-bde -status` tells of the drive; None where it may not be asked."""
    try:
        done = subprocess.run(
            ("manage-bde", "-status", folder.drive),
            capture_output=True,
            text=True,
            errors="replace",
            timeout=TIME_LIMIT_S,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return bitlocker_status(done.stdout)


def bitlocker_status(told: str) -> bool | None:
    """From the lines of `manage-bde -status`, in English or Spanish; None where they are not understood."""
    protection, share = _PROTECTION.search(told), _SHARE.search(told)
    if protection is None or share is None:
        return None
    if _OFF.search(protection[1]):
        return False
    whole = float(share[1].replace(",", ".")) >= 100.0
    return whole if _ON.search(protection[1]) else None


def check_secrets(folder: Path) -> Finding:
    """Where the secrets of the data folder are kept and whether they are open; takes up to three seconds."""
    try:
        found = open_secrets(folder, environ={})
        place, state = found.place, found.state
    except SecretsFault as problem:
        return Finding("secrets", State.FAIL, "secrets_damaged", {"problem": problem})
    if place is SecretPlace.KEYRING:
        if state is SecretsState.LOCKED:
            return Finding("secrets", State.FAIL, "secrets_unreachable")
        return Finding("secrets", State.OK, "secrets_keyring", {"count": len(found.names())})
    says = "secrets_unset" if state is SecretsState.UNSET else "secrets_sealed"
    return Finding("secrets", State.OK, says)
