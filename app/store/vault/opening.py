"""vault.db as a database of the store, and what a new one begins with."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, event, insert, select

from app.domain.rights import STANDARD_ROLES, Grant, Role
from app.store.connection import reader_engine
from app.store.opening import Database, open_for_writing
from app.store.vault import schema

FILE_NAME = "vault.db"
VAULT = Database(
    FILE_NAME,
    "vault_versions",
    schema.metadata,
    ("meta", "operator", "role", "credential", "recovery_code", "attempt", "session", "signing_key"),
    "no operators and an empty audit trail",
)
_INSTALLATION = "installation"


def vault_path(folder: Path) -> Path:
    """Where the vault is in a store folder."""
    return folder / FILE_NAME


def open_vault(folder: Path) -> Engine:
    """The engine of a sound vault of the newest revision, made and seeded when there is none.

    Raises StoreUnusable; may raise DBAPIError where the seeding fails.
    """
    engine = _lenient(open_for_writing(folder, VAULT))
    with engine.begin() as connection:
        if installation(connection) == "":
            _seed(connection)
    return engine


def vault_reader(folder: Path) -> Engine:
    """An engine that cannot write."""
    return _lenient(reader_engine(vault_path(folder)))


def _lenient(engine: Engine) -> Engine:
    """Text that somebody edited into no UTF-8 is read with marks: it must not stop the engine."""

    def connected(driver: Any, _record: Any) -> None:
        driver.text_factory = lambda raw: raw.decode("utf-8", "replace")

    event.listen(engine, "connect", connected)
    return engine


def installation(connection: Connection) -> str:
    """The random name of this vault, so that signed heads of another one do not fit; empty before seeding."""
    found = connection.execute(select(schema.meta.c.value).where(schema.meta.c.key == _INSTALLATION))
    return found.scalar() or ""


def role_values(role: Role) -> dict[str, object]:
    """A role as the columns of its table."""
    return {
        "id": role.id,
        "title": role.title,
        "grants": json.dumps([_grant(grant) for grant in role.grants], ensure_ascii=False),
        "version": role.version,
    }


def _grant(grant: Grant) -> dict[str, object]:
    return {"right": str(grant.right), "kinds": grant.kinds, "zones": grant.zones}


def _seed(connection: Connection) -> None:
    """Once: a standard role that was dropped later stays dropped."""
    connection.execute(insert(schema.role), [role_values(role) for role in STANDARD_ROLES])
    connection.execute(insert(schema.meta), {"key": _INSTALLATION, "value": secrets.token_hex(16)})
