"""Signs the end of the audit trail once a day, leaves the signed heads where they are kept, proves it all."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from app.settings.secrets.backend import SecretsState
from app.settings.secrets.faults import SecretsFault
from app.settings.secrets.names import AUDIT_SIGNING_KEY
from app.settings.secrets.store import Secrets
from app.store.vault.heads import last_signed
from app.store.vault.heads_file import HEADS_FILE, HeadsUnreadable, append_head, read_heads
from app.store.vault.signing import SignedHead, SigningKey, due
from app.store.vault.vault import Vault
from app.store.vault.verification import verify
from app.wire.administration import AuditProof

log = logging.getLogger(__name__)


class HeadSigning:
    """A worker's thread. `places` are the folders where heads are kept, the data folder first."""

    def __init__(self, vault: Vault, secrets: Secrets, places: Callable[[], tuple[Path, ...]]) -> None:
        self._vault, self._secrets, self._places = vault, secrets, places

    def sign_if_due(self, now_ms: int) -> bool:
        """Sign when a day has gone by and there is something new; false when not, or without the key."""
        last = self._vault.read(last_signed)
        return (last is None or due(last.at, now_ms)) and self._sign(now_ms, last)

    def sign_now(self, now_ms: int) -> bool:
        """Sign what is new, whenever the last time was."""
        return self._sign(now_ms, self._vault.read(last_signed))

    def _sign(self, now_ms: int, last: SignedHead | None) -> bool:
        if last is not None and self._vault.head().seq <= last.seq:
            return False
        key = self._key()
        if key is None:
            return False
        signed = self._vault.sign(key, now_ms)
        for place in self._places():
            try:
                append_head(place / HEADS_FILE, signed)
            except OSError as problem:
                log.warning("The signed head was not left in %s: %s", place, problem.strerror)
        return True

    def verify(self) -> AuditProof:
        """Read the whole trail and prove it, against the heads that are kept beside it and elsewhere."""
        proof = verify(self._vault.path, self._kept())
        return AuditProof(
            entries=proof.entries,
            broken_at=proof.broken_at,
            problem=str(proof.problem or ""),
            signed_until=proof.signed_until,
            signed_at=proof.signed_at,
            seconds=proof.seconds,
        )

    def _kept(self) -> list[SignedHead]:
        heads = []
        for place in self._places():
            try:
                heads += read_heads(place / HEADS_FILE)
            except HeadsUnreadable:
                continue  # nothing was signed yet, or the stick is not plugged in
        return heads

    def _key(self) -> SigningKey | None:
        """The key, made when there is none yet; None while the secrets are locked or not set up."""
        try:
            if self._secrets.state is not SecretsState.READY:
                return None
            text = self._secrets.get(AUDIT_SIGNING_KEY)
            if text is not None:
                return SigningKey.from_text(text)
            key = SigningKey.generate()
            self._secrets.put(AUDIT_SIGNING_KEY, key.text)
        except (SecretsFault, ValueError) as problem:
            log.warning("The audit trail's key cannot be had: %s", problem)
            return None
        return key
