"""Footage that leaves the house: allowed and numbered before anything is written, signed when it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from app.domain.acts import LONGEST_REMARK, Refusal, Verdict
from app.domain.audit import Deed
from app.domain.plain_text import plain
from app.domain.rights import Right
from app.domain.selection_book import refused
from app.domain.video.footage import FootageExport
from app.engine.access.entries import Asked
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Doing, failed
from app.engine.server import ConsoleLink
from app.engine.video.parts import DONE, VideoCounter
from app.store.faults import StoreUnavailable
from app.wire.frames import Ask
from app.wire.video_evidence import BeginExport, ExportBegun, ManifestSigned, SignManifest

LONGEST_MS = 24 * 3_600_000
MOST_CAMERAS = 64
UNSIGNED_KEPT_MS = 24 * 3_600_000
"""An export that is not signed by then never is."""
_ANYTHING = bytes(32)
"""Signed to see whether there is a key; the signature goes nowhere."""
_HASH = re.compile(r"[0-9a-f]{64}")


class ExportStore(Protocol):
    """The table of exports. Engine's thread; `put` waits for no disk."""

    def next_number(self) -> int:
        """At the engine's start; may read."""

    def newest(self, since_ms: int) -> Sequence[FootageExport]:
        """At the engine's start; may read."""

    def put(self, export: FootageExport) -> None:
        """Insert or replace by number, on the disk when this returns. Raises StoreUnavailable."""


@dataclass(frozen=True, slots=True)
class EvidenceParts:
    """`sign` gives signature and public key over 32 bytes, both base64, or None without the key; it may wait
    for a keyring and runs as an errand. `cameras` are the ids of which there may be footage. `may_see` gives
    its last argument the refusal where the operator may not see that incident, now or after an errand."""

    store: ExportStore
    sign: Callable[[bytes], tuple[str, str] | None]
    cameras: Callable[[], Collection[str]]
    may_see: Callable[[Asked, str, Callable[[Verdict | None], None]], None]


class EvidenceDesk:
    """Engine's thread."""

    def __init__(self, counter: VideoCounter, parts: EvidenceParts) -> None:
        self._counter, self._parts = counter, parts
        self._next = 1
        self._begun: dict[str, FootageExport] = {}
        self._signing: set[str] = set()

    def restore(self) -> None:
        """Go on with the numbers of before. Reads the disk."""
        self._next = self._parts.store.next_number()
        newest = self._parts.store.newest(self._counter.parts.now().wall - UNSIGNED_KEPT_MS)
        self._begun = {export.id: export for export in newest if not export.signed_at}

    def handlers(self) -> dict[type, Handler]:
        return {BeginExport: self._begin, SignManifest: self._sign}

    # -- leave to export -----------------------------------------------------------------------------

    def _begin(self, link: ConsoleLink, ask: Ask) -> None:
        """What goes out with the number of an incident seems to belong to it."""
        asked, body = Asked(link, ask), _cleaned(ask.body)
        verdict = self._against(asked, body)
        if verdict is None and body.incident:
            self._parts.may_see(asked, body.incident, lambda why: self._see_to_key(asked, body, why))
        else:
            self._see_to_key(asked, body, verdict)

    def _see_to_key(self, asked: Asked, body: BeginExport, verdict: Verdict | None) -> None:
        """Only with the key at hand: without it all the work would be for nothing."""
        if verdict is None:
            if self._counter.parts.errands.run(
                lambda: self._parts.sign(_ANYTHING),
                lambda signed: self._permit(asked, body, key=signed is not None),
                lambda _: self._permit(asked, body, key=False),
            ):
                return
            verdict = refused(Refusal.TOO_MANY)
        self._deny(asked, body, verdict)

    def _permit(self, asked: Asked, body: BeginExport, *, key: bool) -> None:
        """Rights and cameras may be others than when the key was asked for."""
        verdict = self._against(asked, body) if key else refused(Refusal.SECRETS_LOCKED)
        if verdict is not None:
            self._deny(asked, body, verdict)
            return
        export = self._numbered(asked, body)
        doing = _doing(asked, body, export.id)
        if not self._counter.allowed(doing) or not self._kept(doing, export):
            self._counter.answer(asked, ExportBegun(refused(Refusal.NOT_RECORDED)))
            return
        self._forget_old()
        self._begun[export.id] = export
        self._counter.answer(asked, ExportBegun(DONE, export.id))

    def _deny(self, asked: Asked, body: BeginExport, verdict: Verdict) -> None:
        doing = _doing(asked, body, "")
        self._counter.answer(asked, ExportBegun(self._counter.refuse(doing, verdict)))

    def _kept(self, doing: Doing, export: FootageExport) -> bool:
        """After its entry on the trail, so that no number is there that the trail does not have."""
        try:
            self._parts.store.put(export)
        except StoreUnavailable:
            records = self._counter.records
            records.note(failed(records.draft(doing), Refusal.NOT_RECORDED))
            return False
        return True

    def _numbered(self, asked: Asked, body: BeginExport) -> FootageExport:
        number, self._next = self._next, self._next + 1
        return FootageExport(
            id=f"EXP-{number:04d}",
            number=number,
            at=self._counter.parts.now().wall,
            operator=asked.ask.operator,
            console=asked.link.console,
            cameras=body.cameras,
            since=body.since,
            until=body.until,
            reason=body.reason,
            faces=body.faces,
            incident=body.incident,
        )

    def _against(self, asked: Asked, body: BeginExport) -> Verdict | None:
        if not body.reason:
            return refused(Refusal.REASON_MISSING)
        if len(body.cameras) > MOST_CAMERAS:
            return refused(Refusal.TOO_MANY)
        if not body.cameras or not set(body.cameras) <= set(self._parts.cameras()):
            return refused(Refusal.UNKNOWN_CAMERA)
        ahead = self._counter.parts.now().wall + LONGEST_MS
        if not 0 < body.since <= body.until <= min(body.since + LONGEST_MS, ahead):
            return refused(Refusal.TIME_INVALID)
        return self._lacks(asked, body.cameras, faces=body.faces)

    def _lacks(self, asked: Asked, cameras: Iterable[str], *, faces: bool) -> Verdict | None:
        rights = (Right.VIDEO_EXPORT, *((Right.VIDEO_FACES,) if faces else ()))
        lacking = (self._counter.lacks(asked, right, camera) for camera in cameras for right in rights)
        return next((verdict for verdict in lacking if verdict is not None), None)

    # -- the signature -------------------------------------------------------------------------------

    def _sign(self, link: ConsoleLink, ask: Ask) -> None:
        asked = Asked(link, ask)
        body = replace(ask.body, export=plain(ask.body.export, 16), name=plain(ask.body.name, 200))
        export = self._begun.get(body.export)
        verdict = self._unfit(asked, body, export)
        if verdict is None and export is not None:
            self._signing.add(export.id)
            if self._counter.parts.errands.run(
                lambda: self._parts.sign(bytes.fromhex(body.sha256)),
                lambda signed: self._signed(asked, body, export, signed),
                lambda _: self._signed(asked, body, export, None),
            ):
                return
            self._signing.discard(export.id)
            verdict = refused(Refusal.TOO_MANY)
        self._refuse(asked, body, verdict or refused(Refusal.WRONG_STATE))

    def _unfit(self, asked: Asked, body: SignManifest, export: FootageExport | None) -> Verdict | None:
        """Only what was allowed, once, by who was allowed it."""
        if export is None or export.operator != asked.ask.operator:
            return refused(Refusal.WRONG_STATE)
        if export.id in self._signing:
            return refused(Refusal.ALREADY)
        if not _HASH.fullmatch(body.sha256) or not body.name or body.size <= 0:
            return refused(Refusal.FILE_DAMAGED)
        return self._lacks(asked, export.cameras, faces=export.faces)

    def _signed(
        self, asked: Asked, body: SignManifest, export: FootageExport, signed: tuple[str, str] | None
    ) -> None:
        self._signing.discard(export.id)
        if signed is None:
            self._refuse(asked, body, refused(Refusal.SECRETS_LOCKED))
            return
        done = replace(
            export,
            signed_at=self._counter.parts.now().wall,
            sha256=body.sha256,
            name=body.name,
            size=body.size,
        )
        doing = _signing(asked, body)
        if not self._counter.allowed(doing) or not self._kept(doing, done):
            self._counter.answer(asked, ManifestSigned(refused(Refusal.NOT_RECORDED)))
            return
        self._begun.pop(export.id, None)
        self._counter.answer(asked, ManifestSigned(DONE, *signed))

    def _refuse(self, asked: Asked, body: SignManifest, verdict: Verdict) -> None:
        self._counter.answer(asked, ManifestSigned(self._counter.refuse(_signing(asked, body), verdict)))

    # -- bookkeeping ---------------------------------------------------------------------------------

    def _forget_old(self) -> None:
        before = self._counter.parts.now().wall - UNSIGNED_KEPT_MS
        self._begun = {id_: export for id_, export in self._begun.items() if export.at > before}


def _cleaned(body: BeginExport) -> BeginExport:
    return replace(
        body,
        cameras=tuple(dict.fromkeys(plain(camera, 64) for camera in body.cameras[: MOST_CAMERAS + 1])),
        reason=plain(body.reason.strip(), LONGEST_REMARK).strip(),
        incident=plain(body.incident, 64),
    )


def _doing(asked: Asked, body: BeginExport, export: str) -> Doing:
    details = {
        "what": "video",
        "cameras": list(body.cameras),
        "since": body.since,
        "until": body.until,
        "faces": body.faces,
        "incident": body.incident,
    }
    return Doing(asked, Deed.EXPORT, subject=export, reason=body.reason, details=details)


def _signing(asked: Asked, body: SignManifest) -> Doing:
    details = {"what": "video", "signed": body.sha256[:64], "file": body.name, "size": body.size}
    return Doing(asked, Deed.EXPORT, subject=body.export, details=details)
