"""Makes one package: gathers, cuts, lists, has the list signed, packs, and reads back what was written."""

from __future__ import annotations

import errno
import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from app.domain.video.evidence import (
    EvidenceDone,
    EvidenceFault,
    EvidenceOrder,
    EvidenceProgress,
    EvidenceSaid,
    GivenSignature,
    ManifestReady,
)
from video.evidence.canonical import EVENTS, MANIFEST, PAGE, SIGNATURE, STORY, canonical, file_part
from video.evidence.checking import check
from video.evidence.clips import DAMAGED, CameraCutter, Cut, Read
from video.evidence.container import settle, write_container
from video.evidence.footage import sha256_of, sources_of
from video.evidence.manifest import Contents, FileRow, UsedSource, about, manifest, seen, story
from video.evidence.moments import SiteTime
from video.evidence.page import page
from video.evidence.signing import SignatureUnreadable, given_signature
from video.evidence.stills import StillUnreadable, write_from_clips, write_shown

CUT, PACKED = 0.8, 0.9
"""Shares of the work that are done when clips are cut, and when all is packed."""
SUFFIX = ".evidence.zip"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


class PackingRefused(Exception):
    """`fault` is for the person, `str()` for the log."""

    def __init__(self, fault: EvidenceFault, detail: str = "") -> None:
        super().__init__(detail or str(fault))
        self.fault = fault


@dataclass(frozen=True, slots=True)
class PackingPorts:
    """`sign` waits until the engine has signed, or has not; `now` is wall time in epoch ms."""

    say: Callable[[EvidenceSaid], None]
    sign: Callable[[ManifestReady], GivenSignature]
    now: Callable[[], int]


def make_package(order: EvidenceOrder, ports: PackingPorts) -> EvidenceDone:
    """Raises PackingRefused; what is left in the order's work folder then is the caller's to remove."""
    if not order.cameras or order.until < order.since:
        raise PackingRefused(EvidenceFault.SPAN_INVALID)
    try:
        return _Packing(order, ports).make()
    except StillUnreadable as problem:
        raise PackingRefused(EvidenceFault.FAILED, "A still is no picture.") from problem
    except SignatureUnreadable as problem:
        raise PackingRefused(EvidenceFault.UNSIGNED) from problem
    except OSError as problem:
        full = problem.errno in _FULL
        fault = EvidenceFault.DISK_FULL if full else EvidenceFault.NOT_WRITTEN
        raise PackingRefused(fault, problem.strerror or str(problem)) from problem


def package_name(order: EvidenceOrder, time: SiteTime) -> str:
    """`INC-0417_CAM-118_20260313-1922.evidence.zip`"""
    first, *more = order.cameras
    cameras = f"{file_part(first.id, 'camera')}+{len(more)}" if more else file_part(first.id, "camera")
    of = file_part(order.incident or order.export, "export")
    return f"{of}_{cameras.replace('+', '-and-')}_{time.in_name(order.since)}{SUFFIX}"


class _Packing:
    def __init__(self, order: EvidenceOrder, ports: PackingPorts) -> None:
        self._order, self._ports = order, ports
        self._time = SiteTime(order.timezone)
        self._work = Path(order.work)
        self._share = 0.0

    def make(self) -> EvidenceDone:
        for folder in ("clips", "stills"):
            (self._work / folder).mkdir(parents=True)
        contents, gaps = self._gather()
        text = self._list(contents)
        name = package_name(self._order, self._time)
        size = sum(path.stat().st_size for path in self._files())
        digest = hashlib.sha256(text).hexdigest()
        given = self._ports.sign(ManifestReady(digest, name, size))
        signature = given_signature(text, given.signature, given.public_key)
        (self._work / SIGNATURE).write_bytes(signature.file())
        placed = self._place(self._pack(), name)
        self._prove(placed, digest)
        self._tell(1.0)
        return EvidenceDone(str(placed), placed.stat().st_size, digest, self._ports.now(), gaps)

    # -- what goes in --------------------------------------------------------------------------------

    def _gather(self) -> tuple[Contents, int]:
        order, cuts, used = self._order, [], []
        for index, camera in enumerate(order.cameras):
            found = sources_of(order, camera.id, self._time.zone) if order.until > order.since else []
            cut = self._cutter(index).cut(found) if order.until > order.since else Cut()
            cuts.append(cut)
            used += [_used(one) for one in cut.used]
        clips = [clip for cut in cuts for clip in cut.clips]
        gaps = [gap for cut in cuts for gap in cut.gaps]
        if not clips and not order.stills:
            damaged = any(gap.why == DAMAGED for gap in gaps)
            raise PackingRefused(EvidenceFault.DAMAGED if damaged else EvidenceFault.NO_FOOTAGE)
        stills = write_shown(order, self._work, self._time)
        stills += write_from_clips(order, clips, self._work, self._time, stills)
        return Contents(self._ports.now(), clips, gaps, stills, used), len(gaps)

    def _cutter(self, index: int) -> CameraCutter:
        order = self._order
        length = max(1, order.until - order.since)

        def told(at: int) -> None:
            done = min(1.0, max(0.0, (at - order.since) / length))
            self._tell(CUT * (index + done) / len(order.cameras))

        camera = order.cameras[index]
        return CameraCutter(order, camera, folder=self._work, time=self._time, told=told)

    def _list(self, contents: Contents) -> bytes:
        """Write what tells of the rest; the manifest's bytes."""
        order = self._order
        told, events, deeds = about(order, contents), seen(order), story(order)
        (self._work / EVENTS).write_bytes(canonical(events))
        if order.story:
            (self._work / STORY).write_bytes(canonical(deeds))
        (self._work / PAGE).write_bytes(page({**told, **events, **deeds}))
        rows = []
        for path in self._files():
            digest, size = sha256_of(path)
            rows.append(FileRow(path.relative_to(self._work).as_posix(), size, digest))
        text = manifest(told, rows)
        (self._work / MANIFEST).write_bytes(text)
        return text

    # -- where it goes -------------------------------------------------------------------------------

    def _files(self) -> list[Path]:
        """The page first: it is what a person opens; manifest and signature last."""
        order = {PAGE: 0, MANIFEST: 2, SIGNATURE: 3}
        found = [path for path in self._work.rglob("*") if path.is_file()]
        return sorted(found, key=lambda path: (order.get(path.name, 1), path.as_posix()))

    def _pack(self) -> Path:
        files = self._files()
        told = self._counter(CUT, PACKED, sum(path.stat().st_size for path in files))
        part = self._work / f"package{SUFFIX}"
        with part.open("xb") as out:
            write_container(out, [(path.relative_to(self._work).as_posix(), path) for path in files], told)
            settle(out)
        return part

    def _place(self, part: Path, name: str) -> Path:
        """In its folder under a name that nothing has there."""
        folder, stem, number = Path(self._order.folder), name.removesuffix(SUFFIX), 1
        while True:
            place = folder / (name if number == 1 else f"{stem}-{number}{SUFFIX}")
            try:
                place.open("xb").close()
            except FileExistsError:
                number += 1
                continue
            try:
                part.replace(place)
            except OSError:
                place.unlink(missing_ok=True)
                raise
            return place

    def _prove(self, place: Path, digest: str) -> None:
        """Read back from where it is, not from what the system still remembers of it."""
        with place.open("rb") as file:
            if hasattr(os, "posix_fadvise"):
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        checked = check(place, told=self._counter(PACKED, 1.0, place.stat().st_size))
        same = checked.about is not None and checked.manifest_sha256 == digest
        if not checked.whole or not same:
            place.unlink(missing_ok=True)
            raise PackingRefused(EvidenceFault.COPY_DIFFERS, ", ".join(one.file for one in checked.problems))

    # -- how far -------------------------------------------------------------------------------------

    def _counter(self, first: float, last: float, whole: int) -> Callable[[int], None]:
        done = 0

        def told(more: int) -> None:
            nonlocal done
            done += more
            self._tell(first + (last - first) * min(1.0, done / max(1, whole)))

        return told

    def _tell(self, share: float) -> None:
        """At most a hundred times, and never backwards."""
        if share - self._share >= 0.01 or (share == 1.0 > self._share):
            self._share = share
            self._ports.say(EvidenceProgress(round(share, 3)))


def _used(one: Read) -> UsedSource:
    source = one.source
    return UsedSource(
        source.camera,
        source.name,
        source.began,
        source.ended,
        source.complete,
        one.size,
        one.sha256,
        one.form.codec,
    )
