"""The engine's side of evidence: numbers that survive restarts, signatures with the installation's key."""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable, Collection, Mapping, Sequence
from functools import partial
from pathlib import Path

from app.domain.acts import Verdict
from app.domain.video.footage import FootageExport
from app.engine.access.entries import Asked
from app.engine.access.front_desk import Handler
from app.engine.video.evidence_desk import EvidenceDesk, EvidenceParts
from app.engine.video.parts import VideoCounter, VideoDeskParts
from app.settings.secrets.backend import SecretsState
from app.settings.secrets.faults import SecretsFault
from app.settings.secrets.names import AUDIT_SIGNING_KEY
from app.settings.secrets.store import Secrets
from app.store.footage import FootageIndex
from app.store.footage_reading import list_exports
from app.store.journal import Journal
from app.store.reader import Reader
from app.store.vault.signing import SigningKey
from video.evidence.signing import sign_digest

log = logging.getLogger(__name__)


class IndexedExports:
    """The table of exports, in the index of recordings; `store` is the folder of the database."""

    def __init__(self, journal: Journal, store: Path) -> None:
        self._index, self._store = FootageIndex(journal, store), store

    def next_number(self) -> int:
        return self._index.next_export()

    def newest(self, since_ms: int) -> Sequence[FootageExport]:
        reader = Reader(self._store)
        try:
            return reader.ask(partial(list_exports, since_ms=since_ms))
        finally:
            reader.close()

    def put(self, export: FootageExport) -> None:
        self._index.put_export(export)


class ManifestSigning:
    """By the key that signs the audit trail, made when there is none yet: who knows the one fingerprint of an
    installation can check both. A worker's thread."""

    def __init__(self, secrets: Secrets) -> None:
        self._secrets = secrets

    def sign(self, digest: bytes) -> tuple[str, str] | None:
        """Signature and public key in base64; None while the secrets are locked or not set up."""
        try:
            key = self._key()
            signature, public = sign_digest(key, digest) if key else (b"", b"")
        except (SecretsFault, ValueError) as problem:
            log.warning("The key for evidence cannot be had: %s", problem)
            return None
        return (_text(signature), _text(public)) if signature else None

    def _key(self) -> str | None:
        if self._secrets.state is not SecretsState.READY:
            return None
        if self._secrets.get(AUDIT_SIGNING_KEY) is None:
            self._secrets.put(AUDIT_SIGNING_KEY, SigningKey.generate().text)
        return self._secrets.get(AUDIT_SIGNING_KEY)


def evidence_handlers(
    desk: VideoDeskParts,
    *,
    journal: Journal,
    store: Path,
    secrets: Secrets,
    cameras: Callable[[], Collection[str]],
    may_see: Callable[[Asked, str, Callable[[Verdict | None], None]], None],
) -> Mapping[type, Handler]:
    """What consoles may ask of evidence. Reads the disk; raises StoreUnavailable."""
    parts = EvidenceParts(IndexedExports(journal, store), ManifestSigning(secrets).sign, cameras, may_see)
    made = EvidenceDesk(VideoCounter(desk), parts)
    made.restore()
    return made.handlers()


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
