"""The tables of vault.db: operators, what proves them, and the audit trail. Times are epoch milliseconds."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Column, Index, Integer, LargeBinary, MetaData, Table, Text
from sqlalchemy.types import TypeEngine

HEAD = "0001"
"""The newest revision of the migrations; a test holds the two together."""

metadata = MetaData()


def _required(name: str, type_: type[TypeEngine[Any]]) -> Column[Any]:
    return Column(name, type_, nullable=False)


meta = Table("meta", metadata, Column("key", Text, primary_key=True), _required("value", Text))

operator = Table(
    "operator",
    metadata,
    Column("id", Text, primary_key=True),
    _required("name", Text),
    _required("roles", Text),  # JSON list of role ids
    _required("zones", Text),  # JSON list of zones; empty means everywhere
    _required("enabled", Integer),
    _required("must_change", Integer),
    _required("created_at", Integer),
    _required("version", Integer),
    Column("last_sign_in", Integer),
)

role = Table(
    "role",
    metadata,
    Column("id", Text, primary_key=True),
    _required("title", Text),
    _required("grants", Text),  # JSON list of {right, kinds, zones}
    _required("version", Integer),
)

credential = Table(
    "credential",
    metadata,
    Column("operator", Text, primary_key=True),
    Column("password", Text),  # Argon2id in the encoded form of RFC 9106; NULL until one is set
    Column("code", Text),  # the same of an open one-time code
    Column("code_until", Integer),
    Column("seed", LargeBinary),  # of the second factor, sealed with a key from the password
    Column("last_step", Integer),  # the newest time step a code was taken of: none is good twice
)

recovery_code = Table(
    "recovery_code",
    metadata,
    Column("id", Integer, primary_key=True),
    _required("operator", Text),
    _required("digest", LargeBinary),
)
Index("recovery_code_of", recovery_code.c.operator)

attempt = Table(
    "attempt",
    metadata,
    Column("name", Text, primary_key=True),  # as it was typed, known or not
    _required("failures", Integer),
    _required("last_at", Integer),
    _required("locked_until", Integer),
)

session = Table(
    "session",
    metadata,
    Column("digest", LargeBinary, primary_key=True),  # SHA-256 of the token
    _required("operator", Text),
    _required("console", Text),
    _required("since", Integer),
    _required("until", Integer),
    _required("locked", Integer),
)

audit = Table(
    "audit",
    metadata,
    Column("seq", Integer, primary_key=True),
    _required("at", Integer),
    _required("operator", Text),
    _required("act", Text),
    _required("outcome", Text),
    _required("console", Text),
    _required("subject", Text),
    _required("refusal", Text),
    _required("reason", Text),
    _required("details", Text),
    _required("request", Text),
    _required("hash", LargeBinary),
)
Index("audit_at", audit.c.at)

signed_head = Table(
    "signed_head",
    metadata,
    Column("seq", Integer, primary_key=True),
    _required("at", Integer),
    _required("hash", LargeBinary),
    _required("key", LargeBinary),  # the public key, Ed25519
    _required("signature", LargeBinary),
)

key = Table(
    "signing_key",
    metadata,
    Column("public", LargeBinary, primary_key=True),
    _required("since", Integer),
)
