"""A real vault with accounts on it, at a low cost and with a clock that the test moves."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, Literal

import pyotp

from app.domain.acts import Refusal
from app.domain.audit import AuditFilter, Draft
from app.domain.operators import Operator
from app.domain.rights import Grant, Right, Role
from app.store.vault.accounts import Accounts, PasswordRules
from app.store.vault.credentials import Cost, Hashes
from app.wire.access import RecoveryCodes, SecondFactorOffer, SignInRefusal
from app.wire.administration import OneTimeCode
from tests.store.vault.quick_hashes import QuickHashes
from tests.support.stores import lay_vault, vault_in

ADMIN = "ana.admin"
PASSWORD = "tifoga-sapelu-rimeno"
OTHER = "zupola mebari kotuna"
WRONG = "this is not the one"
MINUTE = 60_000
DAY = 86_400_000
GUARD = Role("guard", "Guardia", (Grant(Right.SOUND_SIRENS, ("siren",), ("norte", "sur")),), 0)


class House:
    """`restart` is what happens when the engine dies and another begins. Without a `cost` passwords are
    hashed in no time."""

    def __init__(self, folder: Path, *, cost: Cost | None = None, rules: PasswordRules | None = None) -> None:
        self.folder, self.cost, self.rules = folder, cost, rules or PasswordRules()
        self.now = 1_800_000_000_000
        self._open()

    def _open(self) -> None:
        lay_vault(self.folder)
        self.vault = vault_in(self.folder)
        self.vault.open()
        self.accounts = Accounts(
            self.vault,
            hashes=Hashes(self.cost) if self.cost else QuickHashes(),
            rules=lambda: self.rules,
            site=lambda: "Miraflores",
        )
        self.accounts.load()

    def restart(self) -> None:
        self.vault.close()
        self._open()

    def close(self) -> None:
        self.vault.close()

    # -- people --------------------------------------------------------------------------------------

    def draft(self, act: str = "test") -> Draft:
        return Draft(self.now, ADMIN, act, "applied")

    def on_record(self) -> list[str]:
        """Acts, oldest first."""
        return [entry.draft.act for entry in reversed(self.vault.entries(AuditFilter()).entries)]

    def first(self) -> Operator:
        checked = self.accounts.first(ADMIN, "Ana Campos", PASSWORD, self.draft("first"), self.now)
        assert checked.operator is not None, checked
        return checked.operator

    def add(self, who: str, *roles: str, name: str = "Rosa Quispe") -> OneTimeCode:
        code = self.accounts.add(Operator(who, name, roles or ("operator",)), self.draft("add"), self.now)
        assert isinstance(code, OneTimeCode), code
        return code

    def hire(self, who: str, *roles: str, password: str = OTHER) -> Operator:
        """Somebody who has a password."""
        checked = self.accounts.redeem(who, self.add(who, *roles).code, password, self.now)
        assert checked.operator is not None, checked
        return checked.operator

    def enrol(self, who: str = ADMIN, password: str = PASSWORD) -> tuple[pyotp.TOTP, tuple[str, ...]]:
        """A second factor; the step of this moment is spent."""
        offer = self.accounts.begin_second_factor(who, password, self.now)
        assert isinstance(offer, SecondFactorOffer)
        phone = pyotp.TOTP(offer.secret)
        codes = self.accounts.confirm_second_factor(who, phone.at(self.now // 1000), self.now)
        assert isinstance(codes, RecoveryCodes)
        return phone, codes.codes

    # -- asking --------------------------------------------------------------------------------------

    def outcome(self, who: str, password: str, code: str = "") -> str:
        """`in`, or the refusal's word."""
        refusal = self.accounts.check(who, password, code, self.now).refusal
        return "in" if refusal is None else refusal.value

    def fail(self, who: str, times: int = 1) -> None:
        """So many wrong passwords, each as soon as it is let in."""
        for _ in range(times):
            checked = self.accounts.check(who, WRONG, "", self.now)
            while checked.refusal is SignInRefusal.WAIT:
                self.now += int(checked.wait_s * 1000)
                checked = self.accounts.check(who, WRONG, "", self.now)
            assert checked.refusal is SignInRefusal.WRONG

    def stored(self) -> bytes:
        """Every byte of the vault on the disk."""
        return b"".join(path.read_bytes() for path in sorted(self.folder.glob("vault*")))

    def column(self, sql: str) -> object:
        return self.vault.read(lambda connection: connection.exec_driver_sql(sql).scalar())

    def details(self) -> list[dict[str, object]]:
        return [json.loads(one.draft.details or "{}") for one in self.vault.entries(AuditFilter()).entries]


def changed(house: House, who: str, **fields: Any) -> Refusal | Literal["superseded"] | None:
    """What is answered to this change of an operator; None when done."""
    known = house.accounts.operator(who)
    assert known is not None
    return house.accounts.change(replace(known, **fields), house.draft("change"))
