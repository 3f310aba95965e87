"""The second factor: time-based one-time passwords (RFC 6238), and how their seed is kept."""

from __future__ import annotations

import hmac
import secrets
import struct

import pyotp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.store.vault.credentials import MOST_WORK_KIB, Cost, Hashes

STEP_S = 30
DRIFT = 1
"""Steps a phone's clock may be off, either way."""
DIGITS = 6
_SALT, _NONCE = 16, 12
_HEAD = struct.Struct(">BBIB")
"""Format, passes, KiB of memory, lanes."""
_FORMAT = 1


class SeedSealed(Exception):
    """The seed cannot be opened with this password: it was changed, or belongs to another operator."""


def new_seed() -> str:
    """160 bits in base 32, as RFC 4226 §4 recommends."""
    return pyotp.random_base32(32)


def offer_uri(seed: str, operator: str, site: str) -> str:
    """The otpauth address that a phone reads off the screen (Key Uri Format)."""
    # A colon would end the issuer there.
    issuer = f"Atalaya {site}".replace(":", " ").strip()
    return pyotp.TOTP(seed, digits=DIGITS, interval=STEP_S).provisioning_uri(
        name=operator, issuer_name=issuer
    )


def is_code(typed: str) -> bool:
    """Six digits, perhaps with spaces: a code of the phone; anything else is a recovery code."""
    bare = _bare(typed)
    return len(bare) == DIGITS and bare.isascii() and bare.isdigit()


def code_at(seed: str, now_ms: int) -> str:
    """What the phone shows at this time."""
    return pyotp.TOTP(seed, digits=DIGITS, interval=STEP_S).generate_otp(now_ms // 1000 // STEP_S)


def step_of(seed: str, typed: str, now_ms: int) -> int | None:
    """The time step that the code is of, the present one or one beside it; None for a wrong code."""
    if not is_code(typed):
        return None
    here = now_ms // 1000 // STEP_S
    codes = pyotp.TOTP(seed, digits=DIGITS, interval=STEP_S)
    found = None
    for step in range(max(0, here - DRIFT), here + DRIFT + 1):
        if hmac.compare_digest(codes.generate_otp(step), _bare(typed)):
            found = step
    return found


def _bare(typed: str) -> str:
    return "".join(typed[:20].split())


def seal(seed: str, operator: str, password: str, hashes: Hashes) -> bytes:
    """The seed under a key from the password (AES-256-GCM, Argon2id), for nobody who has the database alone.

    Slow. The operator is bound in, so that a seed moved to another's row does not open.
    """
    cost, salt, nonce = hashes.cost, secrets.token_bytes(_SALT), secrets.token_bytes(_NONCE)
    head = _HEAD.pack(_FORMAT, cost.time, cost.memory_kib, cost.lanes) + salt
    key = hashes.derive(password, salt, cost)
    return head + nonce + AESGCM(key).encrypt(nonce, seed.encode(), head + operator.encode())


def unseal(sealed: bytes, operator: str, password: str, hashes: Hashes) -> str:
    """Raises SeedSealed. Slow."""
    cost = cost_of(sealed)
    head, rest = sealed[: _HEAD.size + _SALT], sealed[_HEAD.size + _SALT :]
    key = hashes.derive(password, head[_HEAD.size :], cost)
    try:
        return AESGCM(key).decrypt(rest[:_NONCE], rest[_NONCE:], head + operator.encode()).decode()
    except (InvalidTag, ValueError) as wrong:
        raise SeedSealed from wrong


def cost_of(sealed: bytes) -> Cost:
    """What it was sealed at. Raises SeedSealed when these are not its bytes."""
    if len(sealed) <= _HEAD.size + _SALT + _NONCE:
        raise SeedSealed
    format_, time, memory, lanes = _HEAD.unpack_from(sealed)
    if format_ != _FORMAT or time * memory > MOST_WORK_KIB:
        raise SeedSealed
    try:
        return Cost(time, memory, lanes)
    except ValueError as low:
        raise SeedSealed from low
