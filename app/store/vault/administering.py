"""What an administrator changes of operators and roles: each change with its entry, or neither."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal, TypeVar

from sqlalchemy import Connection, delete

from app.domain.acts import Refusal
from app.domain.audit import Draft
from app.domain.operators import Operator, grants_of
from app.domain.rights import STANDARD_ROLES, Right, Role, allows
from app.store.vault import one_time, operator_rows, proofs, schema
from app.store.vault.attempts import Attempts, forget, key_of
from app.store.vault.operator_rows import Held
from app.store.vault.roll import Roll, has_administrator
from app.store.vault.wording import operator_problem, role_problem
from app.wire.administration import OneTimeCode

MOST_OPERATORS = 1000
MOST_ROLES = 100
T = TypeVar("T")
Superseded = Literal["superseded"]
SUPERSEDED: Superseded = "superseded"
_STANDARD = frozenset(role.id for role in STANDARD_ROLES)


class Administering:
    """Every method raises StoreUnavailable, and then nothing was changed, in memory neither."""

    def __init__(self, roll: Roll, attempts: Attempts) -> None:
        self._roll, self._attempts = roll, attempts

    def add(self, operator: Operator, draft: Draft, now_ms: int) -> OneTimeCode | Refusal:
        """A new account without a password; its code sets one. The first of all must be an administrator."""
        added = replace(
            operator,
            roles=_once(operator.roles),
            zones=_once(operator.zones),
            must_change=True,
            second_factor=False,
            created_at=now_ms,
            version=1,
        )
        with self._roll.changing:
            self._roll.settle()
            if (problem := self._problem_of_new(added)) is not None:
                return problem
            return self._hand_out(
                added, draft, now_ms, lambda connection: operator_rows.put_operator(connection, added)
            )

    def _problem_of_new(self, operator: Operator) -> Refusal | None:
        held = self._roll.held
        if (problem := operator_problem(operator)) is not None:
            return problem
        if operator.id in held.operators:
            return Refusal.NAME_TAKEN
        if len(held.operators) >= MOST_OPERATORS:
            return Refusal.TOO_MANY
        if any(role not in held.roles for role in operator.roles):
            return Refusal.UNKNOWN_ROLE
        administers = allows(grants_of(operator, held.roles), Right.ADMINISTER)
        if not held.operators and not (operator.enabled and administers):
            return Refusal.LAST_ADMINISTRATOR
        return None

    def reset(self, who: str, draft: Draft, now_ms: int) -> OneTimeCode | Refusal:
        """A code in the place of password, second factor and lock; kept sessions end."""
        with self._roll.changing:
            self._roll.settle()
            operator = self._roll.held.operators.get(who)
            if operator is None:
                return Refusal.UNKNOWN_OPERATOR
            renewed = replace(operator, must_change=True, second_factor=False)

            def work(connection: Connection) -> None:
                operator_rows.set_must_change(connection, who, must=True)
                proofs.drop_sessions(connection, who)

            return self._hand_out(renewed, draft, now_ms, work)

    def _hand_out(
        self, operator: Operator, draft: Draft, now_ms: int, work: Callable[[Connection], None]
    ) -> OneTimeCode:
        code, until = one_time.make_code(one_time.OPEN_LENGTH), now_ms + one_time.VALID_MS
        digest = one_time.digest_of(operator.id, code).hex()

        def all_of_it(connection: Connection) -> None:
            work(connection)
            forget(connection, key_of(operator.id))
            proofs.set_code(connection, operator.id, digest, until)

        self._roll.write(all_of_it, draft)
        self._roll.put(operator, code_until=until, has_password=False)
        self._attempts.clear(operator.id)
        return OneTimeCode(operator.id, code, until)

    def change(self, operator: Operator, draft: Draft) -> Refusal | Superseded | None:
        """Name, roles, zones and whether it is enabled; the rest of `operator` is not looked at."""
        with self._roll.changing:
            self._roll.settle()
            held = self._roll.held
            known = held.operators.get(operator.id)
            if known is None:
                return Refusal.UNKNOWN_OPERATOR
            if known.version != operator.version:
                return SUPERSEDED
            changed = replace(
                known,
                name=operator.name,
                roles=_once(operator.roles),
                zones=_once(operator.zones),
                enabled=operator.enabled,
                version=known.version + 1,
            )
            if (problem := _problem_of_change(held, changed)) is not None:
                return problem

            def work(connection: Connection) -> None:
                operator_rows.put_operator(connection, changed)
                if not changed.enabled:
                    proofs.void_code(connection, changed.id)
                    proofs.drop_sessions(connection, changed.id)

            self._roll.write(work, draft)
            if changed.enabled:
                self._roll.put(changed)
            else:
                self._roll.put(changed, code_until=None)
        return None

    def put_role(self, role: Role, draft: Draft) -> Refusal | Superseded | None:
        """A new role has version 0."""
        with self._roll.changing:
            self._roll.settle()
            held = self._roll.held
            changed = replace(role, grants=_once(role.grants), version=role.version + 1)
            if (problem := _problem_of_role(held, changed)) is not None:
                return problem
            self._roll.write(lambda connection: operator_rows.put_role(connection, changed), draft)
            self._roll.put_role(changed)
        return None

    def drop_role(self, role: str, draft: Draft) -> Refusal | None:
        """Not one that an operator has, enabled or not."""
        with self._roll.changing:
            self._roll.settle()
            if role not in self._roll.held.roles:
                return Refusal.UNKNOWN_ROLE
            if any(role in operator.roles for operator in self._roll.held.operators.values()):
                return Refusal.ROLE_IN_USE
            one = delete(schema.role).where(schema.role.c.id == role)
            self._roll.write(lambda connection: connection.execute(one), draft)
            self._roll.drop_role(role)
        return None


def _problem_of_change(held: Held, changed: Operator) -> Refusal | None:
    if (problem := operator_problem(changed)) is not None:
        return problem
    known = held.operators[changed.id]
    if any(role not in held.roles and role not in known.roles for role in changed.roles):
        return Refusal.UNKNOWN_ROLE
    after = replace(held, operators={**held.operators, changed.id: changed})
    return None if has_administrator(after) else Refusal.LAST_ADMINISTRATOR


def _problem_of_role(held: Held, changed: Role) -> Refusal | Superseded | None:
    if (problem := role_problem(changed, standard=changed.id in _STANDARD)) is not None:
        return problem
    known = held.roles.get(changed.id)
    new = changed.version == 1
    if known is None and not new:
        return Refusal.UNKNOWN_ROLE
    if known is None:
        return Refusal.TOO_MANY if len(held.roles) >= MOST_ROLES else None
    if new:
        return Refusal.NAME_TAKEN
    if known.version != changed.version - 1:
        return SUPERSEDED
    after = replace(held, roles={**held.roles, changed.id: changed})
    return None if has_administrator(after) else Refusal.LAST_ADMINISTRATOR


def _once(values: tuple[T, ...]) -> tuple[T, ...]:
    """Without those that came before."""
    return tuple(dict.fromkeys(values))
