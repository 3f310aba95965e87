"""Whether a package is what was signed: every file by its hash, none added, none missing, by whose key."""

from __future__ import annotations

import enum
import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO

import msgspec

from video.evidence.canonical import MANIFEST, SIGNATURE, canonical, fingerprint, is_inside
from video.evidence.container import CHUNK, ContainerDamaged, members
from video.evidence.signing import Signature, SignatureUnreadable, signature_of

LARGEST_TEXT = 32 << 20
"""Bytes of a manifest or signature: more is none of ours."""
MOST_PROBLEMS = 1000


class Flaw(enum.StrEnum):
    CHANGED = "changed"
    MISSING = "missing"
    ADDED = "added"
    DAMAGED = "damaged"
    """What holds the package together is not as it was written, near this file."""
    NO_PACKAGE = "no_package"
    """There is no manifest at all."""
    MANIFEST_INVALID = "manifest_invalid"
    SIGNATURE_INVALID = "signature_invalid"
    FOREIGN_KEY = "foreign_key"
    """Signed, and not with the key that was demanded."""


@dataclass(frozen=True, slots=True)
class Problem:
    flaw: Flaw
    file: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """`about` is the manifest where one was found; `key` the public key of a genuine signature of it."""

    problems: tuple[Problem, ...]
    files: int = 0
    size: int = 0
    key: bytes = b""
    about: dict[str, Any] | None = None
    manifest_sha256: str = ""

    @property
    def whole(self) -> bool:
        return not self.problems


@dataclass(frozen=True, slots=True)
class _File:
    size: int
    sha256: str
    text: bytes = b""
    """Of manifest and signature, what they say."""


class _Row(msgspec.Struct, frozen=True):
    name: str
    size: int
    sha256: str


class _Listed(msgspec.Struct, frozen=True):
    files: list[_Row]
    format: str


FORMAT = "atalaya.evidence/1"
Told = Callable[[int], None]


def check(place: Path, *, key: str = "", told: Told = lambda _: None) -> Checked:
    """Read a package whole: one file, a folder, or the manifest in a folder. `key` demands a fingerprint or a
    public key in hex. `told` hears bytes that were read. Raises OSError."""
    found, problems, whole = _files_of(place.parent if place.name == MANIFEST else place, told)
    manifest = found.get(MANIFEST)
    if manifest is None:
        return Checked((*problems, Problem(Flaw.NO_PACKAGE)))
    differences = _against(manifest, found)
    problems += differences if whole else [each for each in differences if each.flaw is not Flaw.MISSING]
    signature, flaw = _signed(manifest, found.get(SIGNATURE), key)
    if flaw is not None:
        problems.append(flaw)
    return Checked(
        _told_once(problems),
        len(found),
        sum(file.size for file in found.values()),
        b"" if signature is None else signature.public_key,
        _about(manifest.text),
        manifest.sha256,
    )


def wanted_key(text: str) -> str:
    """A fingerprint as people write it, as 64 hex digits; raises ValueError."""
    plain = "".join(text.split()).replace(":", "").lower()
    if len(plain) != 64:
        raise ValueError(text)
    return bytes.fromhex(plain).hex()


# -- what is there -----------------------------------------------------------------------------------


def _files_of(place: Path, told: Told) -> tuple[dict[str, _File], list[Problem], bool]:
    """What was read, what is wrong about how it lies there, and whether all of it could be read."""
    found: dict[str, _File] = {}
    problems: list[Problem] = []
    if place.is_dir():
        for path in sorted(place.rglob("*")):
            name = path.relative_to(place).as_posix()
            if path.is_symlink() or not (path.is_file() or path.is_dir()):
                problems.append(Problem(Flaw.ADDED, name))
            elif path.is_file():
                found[name] = _read(name, _chunks(path), told)
        return found, problems, True
    with place.open("rb") as file:
        whole = _contained(file, found, problems, told)
    return found, problems, whole


def _contained(file: BinaryIO, found: dict[str, _File], problems: list[Problem], told: Told) -> bool:
    try:
        for member in members(file):
            if member.name in found:
                problems.append(Problem(Flaw.ADDED, member.name))
            found[member.name] = _read(member.name, member.chunks, told)
    except ContainerDamaged as damage:
        problems.append(Problem(Flaw.DAMAGED, damage.file))
        return not damage.stopped
    return True


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(CHUNK):
            yield chunk


def _read(name: str, chunks: Iterator[bytes], told: Told) -> _File:
    digest, size, kept = hashlib.sha256(), 0, []
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        told(len(chunk))
        if name in (MANIFEST, SIGNATURE) and size <= LARGEST_TEXT:
            kept.append(chunk)
    return _File(size, digest.hexdigest(), b"".join(kept))


def _told_once(problems: list[Problem]) -> tuple[Problem, ...]:
    """A file that was changed has a wrong checksum in the container as well."""
    changed = {each.file for each in problems if each.flaw is Flaw.CHANGED}
    told = [each for each in problems if each.flaw is not Flaw.DAMAGED or each.file not in changed]
    return tuple(dict.fromkeys(told))[:MOST_PROBLEMS]


# -- what should be there ----------------------------------------------------------------------------


def _about(text: bytes) -> dict[str, Any] | None:
    try:
        about = msgspec.json.decode(text)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None
    return about if isinstance(about, dict) else None


def _against(manifest: _File, found: dict[str, _File]) -> list[Problem]:
    try:
        listed = msgspec.json.decode(manifest.text, type=_Listed)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return [Problem(Flaw.MANIFEST_INVALID, MANIFEST)]
    names = [row.name for row in listed.files]
    fits = listed.format == FORMAT and len(set(names)) == len(names) and all(map(is_inside, names))
    if not fits or {MANIFEST, SIGNATURE} & set(names) or canonical(_about(manifest.text)) != manifest.text:
        return [Problem(Flaw.MANIFEST_INVALID, MANIFEST)]
    problems = [problem for row in listed.files if (problem := _differs(row, found.get(row.name)))]
    added = sorted(set(found) - set(names) - {MANIFEST, SIGNATURE})
    return problems + [Problem(Flaw.ADDED, name) for name in added]


def _differs(row: _Row, file: _File | None) -> Problem | None:
    if file is None:
        return Problem(Flaw.MISSING, row.name)
    same = (row.size, row.sha256) == (file.size, file.sha256)
    return None if same else Problem(Flaw.CHANGED, row.name)


def _signed(manifest: _File, file: _File | None, key: str) -> tuple[Signature | None, Problem | None]:
    if file is None:
        return None, Problem(Flaw.MISSING, SIGNATURE)
    try:
        signature = signature_of(file.text)
    except SignatureUnreadable:
        return None, Problem(Flaw.SIGNATURE_INVALID, SIGNATURE)
    if not signature.is_genuine():
        return None, Problem(Flaw.SIGNATURE_INVALID, SIGNATURE)
    if signature.digest.hex() != manifest.sha256:
        return None, Problem(Flaw.CHANGED, MANIFEST)
    if key and key not in (fingerprint(signature.public_key), signature.public_key.hex()):
        return signature, Problem(Flaw.FOREIGN_KEY, SIGNATURE)
    return signature, None
