"""Operators and roles in memory, which follows the database and is never ahead of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

from sqlalchemy import Connection

from app.domain.audit import Draft
from app.domain.operators import Operator, grants_of
from app.domain.rights import Right, Role, allows
from app.store.faults import Fault, StoreUnavailable
from app.store.vault import operator_rows
from app.store.vault.operator_rows import Facts, Held, RowDamaged
from app.store.vault.vault import Vault

T = TypeVar("T")


class _Overtaken(Exception):
    """Rolls a transaction back, with its entry."""


class Roll:
    """Read from any thread without waiting; whoever changes it holds `changing` until memory has followed."""

    def __init__(self, vault: Vault) -> None:
        self.vault = vault
        self.changing = threading.RLock()
        self.held = Held({}, {}, {})
        self._in_doubt = False

    def load(self) -> None:
        """Raises StoreUnavailable, and RowDamaged for rows that this program did not write."""
        with self.changing:
            self.held = self.vault.read(operator_rows.load)
            self._in_doubt = False

    def write(self, work: Callable[[Connection], T], draft: Draft | None = None) -> T:
        """As `Vault.write`, for the holder of `changing`. Raises StoreUnavailable."""
        try:
            return self.vault.write(work, draft)
        except StoreUnavailable:
            self._in_doubt = True
            raise

    def write_if(self, work: Callable[[Connection], bool], draft: Draft | None = None) -> bool:
        """As `write`; what `work` answers. When that is False nothing is written, the entry neither."""

        def all_of_it(connection: Connection) -> None:
            if not work(connection):
                raise _Overtaken

        try:
            self.write(all_of_it, draft)
        except _Overtaken:
            return False
        return True

    def settle(self) -> None:
        """Read again after a write that failed: a commit may reach the disk and be answered as failed.

        For the holder of `changing`, before it looks at what is held. Raises StoreUnavailable.
        """
        if not self._in_doubt:
            return
        try:
            self.load()
        except RowDamaged as damage:
            raise StoreUnavailable(Fault.DAMAGED, str(damage)) from damage

    def put(self, operator: Operator, **facts: int | bool | None) -> None:
        """`facts` are those fields of `Facts` that changed."""
        with self.changing:
            known = self.held.facts.get(operator.id, Facts())
            self.held = replace(
                self.held,
                operators={**self.held.operators, operator.id: operator},
                facts={**self.held.facts, operator.id: replace(known, **facts)},  # type: ignore[arg-type]
            )

    def put_role(self, role: Role) -> None:
        with self.changing:
            self.held = replace(self.held, roles={**self.held.roles, role.id: role})

    def drop_role(self, role_id: str) -> None:
        with self.changing:
            self.held = replace(
                self.held, roles={one: role for one, role in self.held.roles.items() if one != role_id}
            )


def has_administrator(held: Held) -> bool:
    """Whether somebody is left who may administer: enabled, and with a password to sign in with."""
    return any(
        operator.enabled
        and held.facts.get(operator.id, Facts()).has_password
        and allows(grants_of(operator, held.roles), Right.ADMINISTER)
        for operator in held.operators.values()
    )
