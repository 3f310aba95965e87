"""Signed heads in the vault, and in files kept elsewhere."""

from __future__ import annotations

import json

from sqlalchemy import Connection, insert, select

from app.domain.audit import Came, Deed, Draft, Head
from app.store.vault.opening import installation
from app.store.vault.schema import key as signing_key
from app.store.vault.schema import signed_head
from app.store.vault.signing import SignedHead, SigningKey
from app.store.vault.trail import append, read_head


def put_signed_head(connection: Connection, key: SigningKey, now_ms: int) -> SignedHead:
    """Sign the end of the trail, unless it is signed; on the writer's connection, inside its transaction."""
    head = _introduce(connection, key, now_ms)
    last = last_signed(connection)
    if last is not None and last.seq >= head.seq:
        return last
    signed = key.sign(installation(connection), head.seq, now_ms, head.hash)
    values = {
        "seq": signed.seq,
        "at": signed.at,
        "hash": signed.hash,
        "key": signed.key,
        "signature": signed.signature,
    }
    connection.execute(insert(signed_head), values)
    return signed


def last_signed(connection: Connection) -> SignedHead | None:
    """The newest signed head; None before the first."""
    heads = load_heads(connection, newest=1)
    return heads[0] if heads else None


def load_heads(connection: Connection, *, newest: int = -1) -> list[SignedHead]:
    """Signed heads, newest first; all of them where no number is given."""
    name = installation(connection)
    rows = connection.execute(select(signed_head).order_by(signed_head.c.seq.desc()).limit(newest))
    return [SignedHead(row.seq, row.at, row.hash, row.key, row.signature, name) for row in rows]


def _introduce(connection: Connection, key: SigningKey, now_ms: int) -> Head:
    """The head to sign; a key that is new to this vault goes on record first."""
    head = read_head(connection)
    known = connection.execute(select(signing_key.c.public).where(signing_key.c.public == key.public))
    if known.first() is not None:
        return head
    connection.execute(insert(signing_key), {"public": key.public, "since": now_ms})
    details = json.dumps({"key": key.public.hex()})
    return append(connection, head, [Draft(now_ms, "", Deed.SIGN_HEAD, Came.APPLIED, details=details)])
