"""The signature of a package: Ed25519 (RFC 8032) over the SHA-256 of its manifest."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from video.evidence.canonical import canonical, fingerprint

ALGORITHM = "Ed25519 over the SHA-256 of manifest.json"


@dataclass(frozen=True, slots=True)
class Signature:
    """`digest` is the manifest's SHA-256; 32, 64 and 32 bytes."""

    digest: bytes
    signature: bytes
    public_key: bytes

    def is_genuine(self) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public_key).verify(self.signature, self.digest)
        except (InvalidSignature, ValueError):
            return False
        return True

    def file(self) -> bytes:
        """The one way `signature.json` may be."""
        return canonical(
            {
                "algorithm": ALGORITHM,
                "fingerprint": fingerprint(self.public_key),
                "manifest_sha256": self.digest.hex(),
                "public_key": base64.b64encode(self.public_key).decode(),
                "signature": base64.b64encode(self.signature).decode(),
            }
        )


class SignatureUnreadable(Exception):
    """The file holds no signature, or not in the one way that it is written."""


def signature_of(file: bytes) -> Signature:
    """What `Signature.file` gave; raises SignatureUnreadable for one byte of difference."""
    try:
        told = json.loads(file)
        found = Signature(
            bytes.fromhex(told["manifest_sha256"]),
            base64.b64decode(told["signature"], validate=True),
            base64.b64decode(told["public_key"], validate=True),
        )
    except (ValueError, TypeError, KeyError, RecursionError, binascii.Error) as problem:
        raise SignatureUnreadable from problem
    if (len(found.digest), len(found.signature), len(found.public_key)) != (32, 64, 32):
        raise SignatureUnreadable
    if found.file() != file:
        raise SignatureUnreadable
    return found


def given_signature(manifest: bytes, signature: str, public_key: str) -> Signature:
    """Of two texts in base64; raises SignatureUnreadable where they are no signature of this manifest."""
    try:
        found = Signature(
            hashlib.sha256(manifest).digest(),
            base64.b64decode(signature, validate=True),
            base64.b64decode(public_key, validate=True),
        )
    except ValueError as problem:
        raise SignatureUnreadable from problem
    if not found.is_genuine():
        raise SignatureUnreadable
    return found


def sign_digest(private_key: str, digest: bytes) -> tuple[bytes, bytes]:
    """Signature and public key, by the key as the store of secrets has it (base64 of 32 bytes).

    The audit trail's key may sign here too: its own messages begin with a line of text and are longer than
    the 32 bytes of a hash, so that neither can stand for the other. Raises ValueError.
    """
    if len(digest) != 32:
        raise ValueError("A SHA-256 has 32 bytes.")
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private_key.strip(), validate=True))
    return key.sign(digest), key.public_key().public_bytes_raw()
