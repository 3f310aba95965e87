"""Who is signed in at this console: asks the engine, keeps the session, goes on with it after a loss."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.bridge.views import EngineAway
from app.domain.devices import Device
from app.domain.rights import Right, allows, who_may
from app.wire import access as wire

SIGN_IN_LIMIT_S = 30.0
"""Proving a password takes the engine up to half a second, and others may be before us."""

Send = Callable[[object, float], Awaitable[Any]]


@dataclass(frozen=True, slots=True)
class Who:
    """Who could do what this operator may not: roles, and names of those at a console with one of them."""

    roles: tuple[str, ...]
    present: tuple[str, ...]


class Access(QObject):
    """GUI thread. All that is awaited raises EngineAway when the engine does not answer."""

    session_changed = Signal(object)
    """The `Session` now, or None."""
    rules_changed = Signal(object)
    """`AccessRules`."""

    def __init__(self, send: Send) -> None:
        super().__init__()
        self._send = send
        self._token = ""
        self._passphrase = ""
        """Of the secrets, once somebody gave it here: an engine that is started anew gets it again."""
        self._opening: asyncio.Future[None] | None = None
        self.session: wire.Session | None = None
        self.rules: wire.AccessRules | None = None
        self.ended = ""
        """Why the last session is over, when it was not this console that ended it."""

    @property
    def operator(self) -> str:
        """The id of who is signed in, locked or not; empty for nobody."""
        return "" if self.session is None else self.session.operator

    def name_of(self, operator: str) -> str:
        """Of somebody who may sign in; empty where no such id is known, or nobody is signed in here."""
        return "" if self.session is None else self.session.people.get(operator, "")

    def may(self, right: Right, device: Device | None = None) -> bool:
        """Whether the operator may do this, to this device. The engine is asked again when it is done."""
        if self.session is None or self.session.locked or self.session.must_change:
            return False
        kind, zone = ("", "") if device is None else (device.kind, device.zone)
        return allows(self.session.grants, right, kind, zone)

    def who_may(self, right: Right, device: Device | None = None) -> Who:
        if self.rules is None:
            return Who((), ())
        kind, zone = ("", "") if device is None else (device.kind, device.zone)
        roles = who_may(self.rules.roles, right, kind, zone)
        present = {desk.name for desk in self.rules.desks if set(desk.roles) & set(roles)}
        return Who(roles, tuple(sorted(present)))

    # -- asked by the sign-in screen ------------------------------------------------------------------

    async def create_first(
        self, operator: str, name: str, password: str, passphrase: str = ""
    ) -> wire.SignInAnswer:
        answer = await self._enter(wire.CreateFirstAdministrator(operator, name, password, passphrase))
        if answer.session is not None and passphrase:
            self._passphrase = passphrase
        return answer

    async def sign_in(self, operator: str, password: str, code: str = "") -> wire.SignInAnswer:
        """Also the change of operator at this console. Refused leaves everything as it was."""
        return await self._enter(wire.SignIn(operator, password, code))

    async def redeem(self, operator: str, code: str, password: str) -> wire.SignInAnswer:
        return await self._enter(wire.RedeemCode(operator, code, password))

    async def unlock(self, password: str) -> wire.SignInAnswer:
        return await self._enter(wire.UnlockSession(password))

    async def change_password(self, old: str, new: str) -> wire.SignInAnswer:
        return await self._enter(wire.ChangePassword(old, new))

    async def sign_out(self) -> None:
        await self._send(wire.SignOut(), SIGN_IN_LIMIT_S)
        self._leave("")

    async def lock(self, *, idle: bool = False) -> None:
        """Where the engine is away the session is locked here all the same."""
        if self.session is None or self.session.locked:
            return
        self._set(_locked(self.session))
        await self._send(wire.LockSession(idle), SIGN_IN_LIMIT_S)

    async def begin_second_factor(self, password: str) -> wire.SecondFactorOffer | wire.SignInAnswer:
        answer: wire.SecondFactorOffer | wire.SignInAnswer = await self._send(
            wire.BeginSecondFactor(password), SIGN_IN_LIMIT_S
        )
        return answer

    async def confirm_second_factor(self, code: str) -> wire.RecoveryCodes | wire.SignInAnswer:
        answer: wire.RecoveryCodes | wire.SignInAnswer = await self._send(
            wire.ConfirmSecondFactor(code), SIGN_IN_LIMIT_S
        )
        return answer

    async def drop_second_factor(self, password: str) -> wire.SignInAnswer:
        return await self._enter(wire.DropSecondFactor(password))

    async def unlock_secrets(self, passphrase: str) -> wire.SignInAnswer:
        """A refusal in the answer says that the passphrase is not the one."""
        answer: wire.SignInAnswer = await self._send(wire.UnlockSecrets(passphrase), SIGN_IN_LIMIT_S)
        self._passphrase = passphrase if answer.refusal is None else ""
        return answer

    async def resume(self) -> None:
        """After the engine was lost: go on with the session where there was one. Never raises."""
        if not self._token:
            return
        try:
            answer: wire.SignInAnswer = await self._send(wire.Resume(self._token), SIGN_IN_LIMIT_S)
        except EngineAway:
            return
        if answer.session is None:
            self._leave("expired")
            return
        locked_here = self.session is not None and self.session.locked
        self._set(_locked(answer.session) if locked_here else answer.session)
        if locked_here and not answer.session.locked:
            await self._tell_lock()

    async def _open_secrets(self) -> None:
        """The engine that is there now may be another one, which was not told the passphrase."""
        with contextlib.suppress(EngineAway):
            await self.unlock_secrets(self._passphrase)

    async def _tell_lock(self) -> None:
        with contextlib.suppress(EngineAway):
            await self._send(wire.LockSession(), SIGN_IN_LIMIT_S)

    async def _enter(self, body: object) -> wire.SignInAnswer:
        answer: wire.SignInAnswer = await self._send(body, SIGN_IN_LIMIT_S)
        if answer.session is not None:
            self._token = answer.token or self._token
            self.ended = ""
            self._set(answer.session)
        return answer

    # -- what the engine says by itself ---------------------------------------------------------------

    def take_rules(self, rules: wire.AccessRules) -> None:
        if rules != self.rules:
            self.rules = rules
            self.rules_changed.emit(rules)
        if rules.secrets == "locked" and self._passphrase:
            self._opening = asyncio.ensure_future(self._open_secrets())

    def take_session(self, changed: wire.SessionChanged) -> None:
        if changed.session is None:
            self._leave(changed.ended)
        elif self._is_locked_for(changed.session.operator):
            self._set(_locked(changed.session))  # only the password opens a lock
        else:
            self._set(changed.session)

    def _is_locked_for(self, operator: str) -> bool:
        return self.session is not None and self.session.locked and self.session.operator == operator

    def _leave(self, ended: str) -> None:
        self._token = ""
        self.ended = ended
        self._set(None)

    def _set(self, session: wire.Session | None) -> None:
        if session != self.session:
            self.session = session
            self.session_changed.emit(session)


def _locked(session: wire.Session) -> wire.Session:
    return replace(session, locked=True)
