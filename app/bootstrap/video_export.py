"""`video --export DIR`: evidence of a machine that records alone, from its folder of recordings.

Nobody signs in there: who asks is named, and all of it stands in the audit trail of that machine. Where there
are operators, they export at a console.
"""

from __future__ import annotations

import argparse
import base64
import contextlib
import getpass
import json
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import DataFolder
from app.bootstrap.evidence_keeping import ManifestSigning
from app.bootstrap.hidden_input import HiddenInput
from app.bootstrap.moments import since_ms
from app.bootstrap.secret import opened
from app.bootstrap.video_paths import cameras_file, recordings_folder
from app.domain.acts import LONGEST_REMARK
from app.domain.audit import Came, Deed, Draft
from app.domain.plain_text import plain
from app.domain.video.evidence import (
    EvidenceCamera,
    EvidenceFault,
    EvidenceOrder,
    GivenSignature,
    ManifestReady,
)
from app.engine.run_folder import EngineRunning, claim
from app.engine.video.evidence_desk import LONGEST_MS
from app.settings.secrets.faults import SecretsFault
from app.settings.secrets.store import Secrets, open_secrets
from app.settings.settings import Settings
from app.store.faults import StoreUnavailable, StoreUnusable
from app.store.vault.accounts import Accounts
from app.store.vault.vault import Vault, unhurried
from app.wire.evidence import WORK
from video.evidence.canonical import fingerprint
from video.evidence.packing import PackingPorts, PackingRefused, make_package

LONGEST_NAME = 60
SENTENCES = {
    EvidenceFault.NO_FOOTAGE: "there is no footage of this camera in that time",
    EvidenceFault.DAMAGED: "the footage of that time cannot be read",
    EvidenceFault.UNSIGNED: "the key of this machine is locked",
    EvidenceFault.DISK_FULL: "the disk is full",
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """`since` and `until` are epoch ms. `recordings` None: the folder of the settings."""

    folder: Path
    camera: str
    since: int
    until: int
    operator: str
    reason: str
    faces: bool = False
    recordings: Path | None = None
    export: str = field(default_factory=lambda: f"EXP-{datetime.now(UTC):%Y%m%d-%H%M%S}")
    """There is no index that counts them."""


def export(options: argparse.Namespace, data: DataFolder, settings: Settings) -> None:
    """Raises Unable with one sentence; then no package is left."""
    wanted = wanted_by(options)
    order = _order(wanted, data, settings)
    try:
        with _trail(data) as trail:
            _make(order, trail, opened(open_secrets(data.root), HiddenInput()))
    except SecretsFault as problem:
        raise Unable(f"The key of this machine cannot be had: {problem}") from problem
    except (StoreUnusable, StoreUnavailable) as problem:
        raise Unable(f"This cannot be put on record: {problem}") from problem


def wanted_by(options: argparse.Namespace) -> Wanted:
    """Raises Unable for what is missing or makes no sense."""
    named = {
        "--camera": options.camera,
        "--from": options.since,
        "--until": options.until,
        "--operator": plain(options.operator.strip(), LONGEST_NAME).strip(),
        "--reason": plain(options.reason.strip(), LONGEST_REMARK).strip(),
    }
    if missing := [name for name, given in named.items() if not given]:
        raise Unable(f"To export, {', '.join(missing)} must be given, too.")
    since, until = since_ms(options.since), since_ms(options.until)
    if not 0 < since < until <= since + LONGEST_MS:
        raise Unable("--from must be before --until, by at most a day.")
    if not options.export.is_dir():
        raise Unable(f"There is no folder {options.export}.")
    operator, reason = named["--operator"], named["--reason"]
    return Wanted(
        options.export, options.camera, since, until, operator, reason, options.faces, options.folder
    )


@contextlib.contextmanager
def _trail(data: DataFolder) -> Iterator[Vault]:
    """That of a machine without operators. Raises Unable, StoreUnusable or StoreUnavailable."""
    try:
        lock = claim(data.root)
    except EngineRunning as running:
        raise Unable("The engine of this data folder runs: export at a console.") from running
    vault = Vault(data.store, wait_s=unhurried)
    try:
        vault.open()
        accounts = Accounts(vault)
        accounts.load()
        if accounts.rows(_now()):
            raise Unable("This installation has operators: start its engine and export at a console.")
        yield vault
    finally:
        vault.close()
        lock.release()


def _make(order: EvidenceOrder, trail: Vault, secrets: Secrets) -> None:
    """Each step is on record before it is done."""
    about = {"what": "video", "cameras": [order.cameras[0].id], "since": order.since, "until": order.until}
    signing, keys = ManifestSigning(secrets), [""]

    def sign(ready: ManifestReady) -> GivenSignature:
        signed = {"what": "video", "signed": ready.sha256, "file": ready.name, "size": ready.size}
        trail.record(_draft(order, Came.APPLIED, signed))
        given = GivenSignature(*(signing.sign(bytes.fromhex(ready.sha256)) or ("", "")))
        keys[0] = given.public_key
        return given

    trail.record(_draft(order, Came.APPLIED, {**about, "faces": order.faces, "by": order.operator}))
    with tempfile.TemporaryDirectory(prefix=WORK, dir=order.folder, ignore_cleanup_errors=True) as work:
        try:
            done = make_package(replace(order, work=work), PackingPorts(lambda _: None, sign, _now))
        except PackingRefused as refused:
            trail.record(_draft(order, Came.FAILED, {"what": "video", "why": str(refused.fault)}))
            why = SENTENCES.get(refused.fault, str(refused))
            raise Unable(f"No package was made: {why}.") from refused
    print(f"{done.file}: {done.size} bytes, read back without differences.")
    print(f"Signed with the key {fingerprint(base64.b64decode(keys[0]))}.")


def _order(wanted: Wanted, data: DataFolder, settings: Settings) -> EvidenceOrder:
    site, recordings = settings.site, wanted.recordings or recordings_folder(settings, data)
    if not recordings.is_dir():
        raise Unable(f"There is no folder {recordings}.")
    known = {one.id: one for one in cameras_file(settings, data).read().cameras}
    camera = known.get(wanted.camera)
    return EvidenceOrder(
        export=wanted.export,
        cameras=(
            EvidenceCamera(
                wanted.camera,
                camera.name if camera else "",
                camera.zone if camera else "",
                camera.privacy if camera else (),
            ),
        ),
        since=wanted.since,
        until=wanted.until,
        reason=wanted.reason,
        operator=wanted.operator,
        folder=str(wanted.folder),
        work="",
        recordings=str(recordings),
        site=site.id,
        site_name=site.name or site.id,
        timezone=site.time_zone,
        faces=wanted.faces,
        blur_all=settings.video.blur == "all",
    )


def _draft(order: EvidenceOrder, came: Came, details: dict[str, object]) -> Draft:
    return Draft(
        at=_now(),
        operator=f"os:{getpass.getuser()}",
        act=str(Deed.EXPORT),
        outcome=str(came),
        console="command line",
        subject=order.export,
        reason=order.reason,
        details=json.dumps(details, ensure_ascii=False, sort_keys=True),
    )


def _now() -> int:
    return int(time.time() * 1000)
