"""The secrets of the installation as consoles see them: opened with the passphrase, written, never read."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Protocol

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Came, Deed, Draft
from app.domain.instant import Instant
from app.domain.rights import Right, allows
from app.engine.access.errands import Errands
from app.engine.ports import Trail
from app.engine.server import ConsoleLink
from app.settings.secrets.faults import SecretsFault
from app.settings.secrets.names import MADE_BY_PROGRAM, is_name
from app.store.faults import StoreUnavailable
from app.wire.access import Session, SignInAnswer, SignInRefusal, UnlockSecrets
from app.wire.administration import PutSecret
from app.wire.frames import Ask
from app.wire.messages import Done

log = logging.getLogger(__name__)

LONGEST_WAIT_S = 60.0
"""After many wrong passphrases; each one doubles the wait, from a second on."""


class SecretPlaceKeeper(Protocol):
    """What keeps secrets. Every call may take seconds."""

    @property
    def state(self) -> str: ...

    def names(self) -> tuple[str, ...]: ...

    def unlock(self, passphrase: str) -> bool: ...

    def set_passphrase(self, passphrase: str) -> None: ...

    def put(self, name: str, value: str) -> None: ...

    def drop(self, name: str) -> None: ...


@dataclass(frozen=True, slots=True)
class SecretsDeskParts:
    """`changed` is told, on a worker's thread, that other secrets can be had now; `announce`, on the
    engine's, that the state is another."""

    secrets: SecretPlaceKeeper
    trail: Trail
    errands: Errands
    answer: Callable[[ConsoleLink, int, object], None]
    session_of: Callable[[ConsoleLink], Session | None]
    announce: Callable[[], None]
    changed: Callable[[], None]
    now: Callable[[], Instant]


class SecretsDesk:
    """Engine's thread, but for `set_passphrase`. `state` and `names` are as they were last seen."""

    def __init__(self, parts: SecretsDeskParts) -> None:
        self._parts = parts
        self._failures = 0
        self._not_before = 0.0
        self._under_way = False
        self.state, self.names = str(parts.secrets.state), parts.secrets.names()

    def open_handlers(self) -> Mapping[type, Callable[[ConsoleLink, Ask], None]]:
        return {UnlockSecrets: self._unlock}

    def guarded_handlers(self) -> Mapping[type, Callable[[ConsoleLink, Ask], None]]:
        return {PutSecret: self._put}

    def set_passphrase(self, passphrase: str) -> bool:
        """Seal the secrets for the first time, or open them; a worker's thread."""
        secrets = self._parts.secrets
        try:
            if str(secrets.state) == "unset":
                secrets.set_passphrase(passphrase)
            elif not secrets.unlock(passphrase):
                return False
        except SecretsFault as problem:
            log.warning("The secrets could not be opened: %s", problem)
            return False
        self._parts.changed()
        return True

    def look(self) -> None:
        """See how the secrets are now, after something that may have changed them."""
        self._parts.errands.run(self._seen, self._took, lambda error: log.warning("No secrets: %s", error))

    def _seen(self) -> tuple[str, tuple[str, ...]]:
        return str(self._parts.secrets.state), self._parts.secrets.names()

    def _took(self, seen: tuple[str, tuple[str, ...]]) -> None:
        if seen != (self.state, self.names):
            self.state, self.names = seen
            self._parts.announce()

    def _unlock(self, link: ConsoleLink, ask: Ask) -> None:
        """Anybody who knows the passphrase may, signed in or not; guessing gets slower with every try. To
        seal secrets for the first time is for administrators."""
        if self.state == "ready":
            self._parts.answer(link, ask.id, SignInAnswer())
            return
        session = self._parts.session_of(link)
        may_seal = session is not None and allows(session.grants, Right.ADMINISTER) and not session.locked
        if self.state == "unset" and not may_seal:
            self._parts.answer(link, ask.id, SignInAnswer(refusal=SignInRefusal.WRONG))
            return
        now = self._parts.now().monotonic
        if self._under_way or now < self._not_before:
            wait = max(1.0, self._not_before - now)
            self._parts.answer(link, ask.id, SignInAnswer(refusal=SignInRefusal.WAIT, wait_s=wait))
            return
        wanted: UnlockSecrets = ask.body
        self._under_way = True
        taken = self._parts.errands.run(
            lambda: self.set_passphrase(wanted.passphrase),
            lambda opened: self._unlocked(link, ask, opened=opened),
            lambda _error: self._unlocked(link, ask, opened=False),
        )
        if not taken:
            self._under_way = False
            self._parts.answer(link, ask.id, SignInAnswer(refusal=SignInRefusal.BUSY))

    def _unlocked(self, link: ConsoleLink, ask: Ask, *, opened: bool) -> None:
        self._under_way = False
        now = self._parts.now()
        self._failures = 0 if opened else self._failures + 1
        if self._failures:
            self._not_before = now.monotonic + min(LONGEST_WAIT_S, 2.0 ** (self._failures - 1))
        came = Came.APPLIED if opened else Came.REFUSED
        refusal = "" if opened else "wrong_passphrase"
        session = self._parts.session_of(link)
        who = "" if session is None else session.operator
        self._parts.trail.note(
            Draft(now.wall, who, str(Deed.UNLOCK_SECRETS), str(came), link.console, refusal=refusal)
        )
        self._parts.answer(link, ask.id, SignInAnswer(refusal=None if opened else SignInRefusal.WRONG))
        self.look()

    def _put(self, link: ConsoleLink, ask: Ask) -> None:
        wanted: PutSecret = ask.body
        draft = Draft(
            at=self._parts.now().wall,
            operator=ask.operator,
            act=str(Deed.CHANGE_SECRET),
            outcome=str(Came.APPLIED),
            console=link.console,
            subject=wanted.name,
            details=json.dumps({"dropped": not wanted.value}),
        )
        taken = self._parts.errands.run(
            lambda: self._write(wanted, draft),
            lambda refusal: self._written(link, ask, refusal),
            lambda _error: self._written(link, ask, Refusal.FAILED),
        )
        if not taken:
            self._written(link, ask, Refusal.TOO_MANY)

    def _write(self, wanted: PutSecret, draft: Draft) -> Refusal | None:
        """On record first, then done; a worker's thread."""
        if wanted.name in MADE_BY_PROGRAM or not is_name(wanted.name):
            return Refusal.UNKNOWN_SECRET
        if str(self._parts.secrets.state) != "ready":
            return Refusal.SECRETS_LOCKED
        try:
            self._parts.trail.record(draft)
        except StoreUnavailable:
            return Refusal.NOT_RECORDED
        try:
            if wanted.value:
                self._parts.secrets.put(wanted.name, wanted.value)
            else:
                self._parts.secrets.drop(wanted.name)
        except Exception as problem:
            failed = replace(draft, outcome=str(Came.FAILED), reason=type(problem).__name__)
            self._parts.trail.note(failed)
            raise
        self._parts.changed()
        return None

    def _written(self, link: ConsoleLink, ask: Ask, refusal: Refusal | None) -> None:
        outcome = Outcome.APPLIED if refusal is None else Outcome.REFUSED
        self._parts.answer(link, ask.id, Done(Verdict(outcome, int(refusal is None), refusal)))
        if refusal is None:
            self.look()
