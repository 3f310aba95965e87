"""Accounts without an engine: a real `Access` over answers made here."""

from __future__ import annotations

import time
from dataclasses import dataclass, field, replace
from typing import Any

from app.bridge.access import Access
from app.bridge.views import EngineAway
from app.domain.operators import Operator, grants_of
from app.domain.rights import STANDARD_ROLES, Role
from app.wire import access as wire
from tests.widgets.admin.soft_administration import SoftAdministration

PASSWORD = "farola-niebla-42-muelle"
CODE = "123456"
TEAM = (
    Operator("r.quispe", "R. Quispe", ("supervisor",)),
    Operator("j.paredes", "J. Paredes", ("operator",)),
    Operator("l.campos", "Lucía Campos", ("dispatcher",)),
    Operator("m.rojas", "M. Rojas", ("engineer",)),
    Operator("admin", "Ana Administradora", ("administrator",), second_factor=True),
    Operator("auditoria", "Contraloría", ("auditor",)),
)


@dataclass
class SoftAccounts:
    """What an engine would answer. `access` is the real one of the console; everybody's password is PASSWORD,
    the second factor CODE. `away` makes every request fail; `answer` overrides the next answers."""

    team: dict[str, Operator] = field(default_factory=lambda: {one.id: one for one in TEAM})
    roles: dict[str, Role] = field(default_factory=lambda: {one.id: one for one in STANDARD_ROLES})
    asked: list[object] = field(default_factory=list)
    away: bool = False
    answer: object | None = None
    idle_lock_s: int = 600

    def __post_init__(self) -> None:
        self.administration = SoftAdministration(self.team, self.roles)
        self.access = Access(self.ask)
        self.access.rules = self.rules()
        self.administration.changed = lambda: self.access.take_rules(self.rules())

    def sign_in(self, operator: str) -> None:
        """Somebody is signed in, as the engine would have it."""
        self.access.take_session(wire.SessionChanged(self.session(self.team[operator])))

    def sign_out(self, ended: str = "") -> None:
        self.access.take_session(wire.SessionChanged(None, ended))

    def rules(self, *, first_start: bool = False, secrets: str = "ready") -> wire.AccessRules:
        now = int(time.time() * 1000)
        desks = (
            wire.Desk("sala-1/4021", "r.quispe", "R. Quispe", ("supervisor",), now - 3_600_000, False),
            wire.Desk("sala-2/3310", "m.rojas", "M. Rojas", ("engineer",), now - 7_200_000, True),
        )
        return wire.AccessRules(first_start, tuple(self.roles.values()), desks, self.idle_lock_s, 12, secrets)

    def session(self, operator: Operator) -> wire.Session:
        return wire.Session(
            operator.id,
            operator.name,
            operator.roles,
            grants_of(operator, self.roles),
            int(time.time() * 1000) - 5_000_000,
            must_change=operator.must_change,
            second_factor=operator.second_factor,
            people={one.id: one.name for one in self.team.values() if one.enabled},
        )

    async def ask(self, body: Any, _limit_s: float = 10.0) -> Any:
        self.asked.append(body)
        if self.away:
            raise EngineAway("The engine is not there.")
        if self.answer is not None:
            return self.answer
        return self._answers(body)

    def _answers(self, body: Any) -> object:
        match body:
            case wire.SignIn(operator=name, password=password, code=code):
                return self._sign_in(name, password, code)
            case wire.CreateFirstAdministrator(operator=name, name=shown):
                self.team[name] = made = Operator(name, shown, ("administrator",))
                return wire.SignInAnswer(self.session(made), "token")
            case wire.RedeemCode(operator=name):
                return wire.SignInAnswer(self.session(self.team[name]), "token")
            case wire.UnlockSession(password=password):
                mine = self.access.session
                right = mine is not None and password == PASSWORD
                return wire.SignInAnswer(replace(mine, locked=False)) if right and mine else self._wrong()
            case wire.ChangePassword(old=old):
                mine = self.access.session
                right = mine is not None and old == PASSWORD
                return (
                    wire.SignInAnswer(replace(mine, must_change=False)) if right and mine else self._wrong()
                )
            case wire.BeginSecondFactor(password=password):
                uri = "otpauth://totp/Atalaya:r.quispe?secret=JBSWY3DPEHPK3PXP&issuer=Atalaya"
                return (
                    wire.SecondFactorOffer(uri, "JBSWY3DPEHPK3PXP") if password == PASSWORD else self._wrong()
                )
            case wire.ConfirmSecondFactor(code=code):
                codes = tuple(f"K7MP-{n}XQA-9FHT" for n in range(10))
                return wire.RecoveryCodes(codes) if code == CODE else self._wrong()
            case wire.DropSecondFactor():
                mine = self.access.session
                return wire.SignInAnswer(replace(mine, second_factor=False)) if mine else self._wrong()
            case wire.UnlockSecrets(passphrase=passphrase):
                return wire.SignInAnswer() if passphrase == PASSWORD else self._wrong()
        return self.administration.answer(body)

    def _sign_in(self, name: str, password: str, code: str) -> wire.SignInAnswer:
        known = self.team.get(name)
        if known is None or not known.enabled or password != PASSWORD:
            return self._wrong()
        if known.second_factor and not code:
            return wire.SignInAnswer(refusal=wire.SignInRefusal.CODE_NEEDED)
        if known.second_factor and code != CODE:
            return self._wrong()
        return wire.SignInAnswer(self.session(known), "token")

    def _wrong(self) -> wire.SignInAnswer:
        return wire.SignInAnswer(refusal=wire.SignInRefusal.WRONG)
