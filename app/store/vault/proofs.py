"""What proves an operator, as rows of vault.db: password hash, sealed seed, open code, recovery codes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import Connection, delete, insert, or_, select, update
from sqlalchemy.dialects import sqlite

from app.store.vault.schema import credential, recovery_code, session


@dataclass(frozen=True, slots=True)
class Proofs:
    """All None where there is no such operator. `code` is a digest in hexadecimal."""

    password: str | None = field(default=None, repr=False)
    code: str | None = field(default=None, repr=False)
    code_until: int | None = None
    seed: bytes | None = field(default=None, repr=False)


def read(connection: Connection, operator: str) -> Proofs:
    columns = (credential.c.password, credential.c.code, credential.c.code_until, credential.c.seed)
    row = connection.execute(select(*columns).where(credential.c.operator == operator)).first()
    return Proofs(*row) if row else Proofs()


def set_password(connection: Connection, operator: str, hashed: str, seed: bytes | None = None) -> None:
    """A password, with the seed sealed under it or without a second factor; an open code is void."""
    _put(connection, operator, password=hashed, code=None, code_until=None, seed=seed)
    if seed is None:
        _drop_factor_rest(connection, operator)


def set_code(connection: Connection, operator: str, code: str, until: int) -> None:
    """An open one-time code in the place of everything else."""
    _put(connection, operator, password=None, code=code, code_until=until, seed=None)
    _drop_factor_rest(connection, operator)


def void_code(connection: Connection, operator: str) -> None:
    _put(connection, operator, code=None, code_until=None)


def strengthen(connection: Connection, operator: str, hashed: str | None, seed: bytes | None) -> None:
    """The same password and seed, made at a higher cost; None leaves what there is."""
    if hashed is not None:
        _put(connection, operator, password=hashed)
    if seed is not None:
        _put(connection, operator, seed=seed)


def set_factor(
    connection: Connection, operator: str, seed: bytes, last_step: int, digests: Iterable[bytes]
) -> None:
    """A second factor in the place of the one there was, with its recovery codes."""
    _put(connection, operator, seed=seed, last_step=last_step)
    connection.execute(delete(recovery_code).where(recovery_code.c.operator == operator))
    connection.execute(
        insert(recovery_code), [{"operator": operator, "digest": digest} for digest in digests]
    )


def drop_factor(connection: Connection, operator: str) -> None:
    _put(connection, operator, seed=None)
    _drop_factor_rest(connection, operator)


def _drop_factor_rest(connection: Connection, operator: str) -> None:
    _put(connection, operator, last_step=None)
    connection.execute(delete(recovery_code).where(recovery_code.c.operator == operator))


def spend_step(connection: Connection, operator: str, step: int) -> bool:
    """False when a code of this step, or of a later one, was taken before."""
    older = or_(credential.c.last_step.is_(None), credential.c.last_step < step)
    spent = update(credential).where(credential.c.operator == operator, older).values(last_step=step)
    return connection.execute(spent).rowcount == 1


def spend_recovery(connection: Connection, operator: str, digest: bytes) -> bool:
    """False when there is no such code, or it was used."""
    one = (recovery_code.c.operator == operator, recovery_code.c.digest == digest)
    return connection.execute(delete(recovery_code).where(*one)).rowcount == 1


def drop_sessions(connection: Connection, operator: str) -> None:
    connection.execute(delete(session).where(session.c.operator == operator))


def _put(connection: Connection, operator: str, **values: object) -> None:
    row = sqlite.insert(credential).values(operator=operator, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["operator"], set_=values))
