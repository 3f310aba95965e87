"""Operators and roles as rows of vault.db, and back."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, select, update
from sqlalchemy.dialects.sqlite import insert

from app.domain.operators import Operator
from app.domain.rights import Grant, Right, Role
from app.store.vault import schema


class RowDamaged(Exception):
    """A row does not hold what this program writes; `str()` names it."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known of an operator besides the account. Wall times in epoch ms."""

    last_sign_in: int | None = None
    code_until: int | None = None
    has_password: bool = False


@dataclass(frozen=True, slots=True)
class Held:
    """All operators and roles by their ids."""

    operators: Mapping[str, Operator]
    roles: Mapping[str, Role]
    facts: Mapping[str, Facts]


def load(connection: Connection) -> Held:
    """Raises RowDamaged."""
    people, proofs = schema.operator, schema.credential
    joined = people.outerjoin(proofs, proofs.c.operator == people.c.id)
    columns = (proofs.c.password, proofs.c.code_until, proofs.c.seed)
    operators: dict[str, Operator] = {}
    facts: dict[str, Facts] = {}
    for row in connection.execute(select(people, *columns).select_from(joined).order_by(people.c.id)):
        operators[row.id] = _operator(row)
        facts[row.id] = Facts(row.last_sign_in, row.code_until, row.password is not None)
    rows = connection.execute(select(schema.role).order_by(schema.role.c.id))
    return Held(operators, {row.id: _role(row) for row in rows}, facts)


def _operator(row: Any) -> Operator:
    try:
        return Operator(
            row.id,
            row.name,
            _texts(json.loads(row.roles)),
            _texts(json.loads(row.zones)),
            enabled=bool(row.enabled),
            must_change=bool(row.must_change),
            second_factor=row.seed is not None,
            created_at=row.created_at,
            version=row.version,
        )
    except (ValueError, TypeError) as damage:
        raise RowDamaged(f"operator {row.id!r}") from damage


def _role(row: Any) -> Role:
    try:
        return Role(row.id, row.title, tuple(_grant(one) for one in json.loads(row.grants)), row.version)
    except (ValueError, TypeError, KeyError) as damage:
        raise RowDamaged(f"role {row.id!r}") from damage


def _grant(stored: Any) -> Grant:
    return Grant(Right(stored["right"]), _texts(stored.get("kinds", ())), _texts(stored.get("zones", ())))


def _texts(stored: Any) -> tuple[str, ...]:
    if not isinstance(stored, list | tuple) or not all(isinstance(one, str) for one in stored):
        raise TypeError
    return tuple(stored)


def put_operator(connection: Connection, operator: Operator) -> None:
    """As it is now, new or known; its last sign-in stays."""
    values = {
        "name": operator.name,
        "roles": _json(operator.roles),
        "zones": _json(operator.zones),
        "enabled": int(operator.enabled),
        "must_change": int(operator.must_change),
        "created_at": operator.created_at,
        "version": operator.version,
    }
    row = insert(schema.operator).values(id=operator.id, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))


def set_must_change(connection: Connection, who: str, *, must: bool) -> None:
    connection.execute(
        update(schema.operator).where(schema.operator.c.id == who).values(must_change=int(must))
    )


def put_role(connection: Connection, role: Role) -> None:
    grants = [{"right": one.right.value, "kinds": one.kinds, "zones": one.zones} for one in role.grants]
    values = {"title": role.title, "grants": _json(grants), "version": role.version}
    row = insert(schema.role).values(id=role.id, **values)
    connection.execute(row.on_conflict_do_update(index_elements=["id"], set_=values))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
