"""Signed heads of the trail: Ed25519 (RFC 8032), with a key that is kept apart from the vault."""

from __future__ import annotations

import base64
import binascii
import json
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

DAY_MS = 86_400_000
_DOMAIN = b"atalaya audit head 1\n"


class SigningKey:
    """The private key; never shown by its repr."""

    def __init__(self, key: Ed25519PrivateKey) -> None:
        self._key = key

    @classmethod
    def generate(cls) -> SigningKey:
        return cls(Ed25519PrivateKey.generate())

    @classmethod
    def from_text(cls, text: str) -> SigningKey:
        """What `text` gave. Raises ValueError."""
        try:
            return cls(Ed25519PrivateKey.from_private_bytes(base64.b64decode(text.strip(), validate=True)))
        except (binascii.Error, ValueError):
            raise ValueError("This is not a signing key of the audit trail.") from None

    @property
    def text(self) -> str:
        """The key for the secret store, in base64."""
        return base64.b64encode(self._key.private_bytes_raw()).decode()

    @property
    def public(self) -> bytes:
        return self._key.public_key().public_bytes_raw()

    def sign(self, installation: str, seq: int, at: int, hash_: bytes) -> SignedHead:
        signature = self._key.sign(_message(installation, seq, at, hash_))
        return SignedHead(seq, at, hash_, self.public, signature, installation)

    def __repr__(self) -> str:
        return f"SigningKey(public={self.public.hex()})"


@dataclass(frozen=True, slots=True)
class SignedHead:
    """At `at` (wall time, epoch ms) the trail of `installation` ended at entry `seq` with `hash`; `key` is
    the public one."""

    seq: int
    at: int
    hash: bytes
    key: bytes
    signature: bytes
    installation: str

    def is_genuine(self) -> bool:
        """Whether the signature is that of `key` over the rest, and the number one that an entry can have."""
        numbers, raw = (self.seq, self.at), (self.hash, self.key, self.signature)
        if any(type(one) is not int for one in numbers) or any(type(one) is not bytes for one in raw):
            return False  # of a vault that somebody edited
        message = _message(str(self.installation), self.seq, self.at, self.hash)
        try:
            Ed25519PublicKey.from_public_bytes(self.key).verify(self.signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def line(self) -> str:
        """One line of JSON, without its end."""
        return json.dumps(
            {
                "installation": self.installation,
                "seq": self.seq,
                "at": self.at,
                "hash": self.hash.hex(),
                "key": self.key.hex(),
                "signature": self.signature.hex(),
            }
        )


def due(last_signed_at: int, now_ms: int) -> bool:
    """Whether a day has gone by since the last signature, or the clock was set back before it."""
    return not 0 <= now_ms - last_signed_at < DAY_MS


def _message(installation: str, seq: int, at: int, hash_: bytes) -> bytes:
    return _DOMAIN + json.dumps([installation, seq, at, hash_.hex()], separators=(",", ":")).encode()
