"""Proof, in both directions and within a time limit, that both ends of a link know the secret.

HMAC-SHA-256 (RFC 2104) over a fresh nonce and the direction, so that neither an answer of the past
nor one's own challenge sent back is of use.
"""

from __future__ import annotations

import hmac
import secrets
from multiprocessing.connection import Connection

NONCE_BYTES = 32
TIME_LIMIT_S = 5.0


class HandshakeFailed(Exception):
    """The other end did not prove itself in time; nothing was accepted from it."""


def prove(link: Connection, secret: bytes, *, engine: bool, time_limit_s: float = TIME_LIMIT_S) -> None:
    """Challenge the other end and answer its challenge; raises HandshakeFailed.

    Blocks up to twice the limit.
    """
    mine, theirs = (b"engine", b"console") if engine else (b"console", b"engine")
    try:
        nonce = secrets.token_bytes(NONCE_BYTES)
        link.send_bytes(nonce)
        challenge = _receive(link, time_limit_s)
        link.send_bytes(_digest(secret, mine, challenge))
        proof = _receive(link, time_limit_s)
    except (OSError, EOFError) as problem:
        raise HandshakeFailed(str(problem)) from problem
    if not hmac.compare_digest(proof, _digest(secret, theirs, nonce)):
        raise HandshakeFailed("the secret is not the same")


def _receive(link: Connection, time_limit_s: float) -> bytes:
    if not link.poll(time_limit_s):
        raise HandshakeFailed("no answer in time")
    return link.recv_bytes(NONCE_BYTES * 2)


def _digest(secret: bytes, direction: bytes, challenge: bytes) -> bytes:
    return hmac.digest(secret, direction + challenge, "sha256")
