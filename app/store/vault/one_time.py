"""Codes that are made by chance, read aloud or off a paper, and good once."""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""31 letters and digits without 0 and O, 1, I and L, which look or sound alike: 4.95 bits each."""
OPEN_LENGTH = 20
"""Letters of a one-time code in place of a password: 99 bits."""
RECOVERY_LENGTH = 15
"""Letters of a recovery code: 74 bits."""
RECOVERY_CODES = 10
VALID_MS = 86_400_000
"""A one-time code of an administrator is good for a day."""
_GROUP = 5
_LONGEST_TYPED = 100


def make_code(length: int) -> str:
    """`K7WQ2-9XMPA-…`, in groups of five."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(length))
    return "-".join(letters[start : start + _GROUP] for start in range(0, length, _GROUP))


def digest_of(operator: str, code: str) -> bytes:
    """SHA-256 over the operator and the code as it was meant; spaces, hyphens and case do not matter.

    Fast, and enough: nobody tries 2⁷⁴ codes.
    """
    meant = re.sub(r"[\s-]+", "", code[:_LONGEST_TYPED]).upper()
    return hashlib.sha256(f"atalaya code 1\n{operator}\n{meant}".encode("utf-8", "surrogatepass")).digest()


def same(stored: str | None, digest: str) -> bool:
    """Compares in the same time whatever is stored."""
    return hmac.compare_digest((stored or "").encode("utf-8", "replace"), digest.encode())
