"""Sessions that outlive an engine, so that a console goes on after a restart; of its token only a digest."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, or_, select
from sqlalchemy.dialects.sqlite import insert

from app.store.vault.schema import session
from app.store.vault.vault import Vault

MOST_SESSIONS = 200
"""Kept at once; the ones that began first go first."""


@dataclass(frozen=True, slots=True)
class KeptSession:
    """Wall times in epoch ms; `until` is when it is over for good."""

    operator: str
    console: str
    since: int
    until: int
    locked: bool = False


def token_digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def keep(vault: Vault, token: str, kept: KeptSession) -> None:
    """Put it in, or in the place of what was kept for this token. Raises StoreUnavailable."""
    values = {
        "operator": kept.operator,
        "console": kept.console,
        "since": kept.since,
        "until": kept.until,
        "locked": int(kept.locked),
    }
    row = insert(session).values(digest=token_digest(token), **values)
    newest = select(session.c.digest).order_by(session.c.since.desc()).limit(MOST_SESSIONS)
    over = or_(session.c.until <= kept.since, session.c.digest.not_in(newest))
    vault.write(
        lambda connection: (
            connection.execute(row.on_conflict_do_update(index_elements=["digest"], set_=values)),
            connection.execute(delete(session).where(over)),
        )
    )


def find(vault: Vault, token: str, now_ms: int) -> KeptSession | None:
    """None when there is none, or it is over. Raises StoreUnavailable."""
    one = select(session).where(session.c.digest == token_digest(token), session.c.until > now_ms)
    row = vault.read(lambda connection: connection.execute(one).first())
    return _kept(row) if row else None


def find_all(vault: Vault, now_ms: int) -> tuple[tuple[bytes, KeptSession], ...]:
    """Those that are not over, by the digests of their tokens. Raises StoreUnavailable."""
    open_ = select(session).where(session.c.until > now_ms).order_by(session.c.since)
    rows = vault.read(lambda connection: connection.execute(open_).all())
    return tuple((row.digest, _kept(row)) for row in rows)


def _kept(row: Any) -> KeptSession:
    return KeptSession(row.operator, row.console, row.since, row.until, bool(row.locked))


def drop(vault: Vault, digest: bytes) -> None:
    vault.write(lambda connection: connection.execute(delete(session).where(session.c.digest == digest)))
