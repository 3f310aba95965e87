"""An engine's reception to test with: a real vault and real accounts, soft consoles, a worker on a string."""

from __future__ import annotations

import itertools
import threading
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.domain.audit import AuditFilter, Draft
from app.domain.instant import Instant
from app.domain.operators import Operator
from app.engine.access.administration import Administration
from app.engine.access.parts import AccessParts, ErrandRunner
from app.engine.access.reception import Reception
from app.engine.access.sessions import SessionBook
from app.store.vault import operator_rows
from app.store.vault.accounts import Accounts
from app.store.vault.passwords import PasswordRules
from app.wire import access as wire
from app.wire.access import AccessRules, Desk, Session, SignInAnswer
from app.wire.administration import AddOperator, OneTimeCode
from app.wire.frames import Answer, Ask, decode, encode
from tests.store.vault.quick_hashes import QuickHashes
from tests.support.stores import lay_vault, vault_in

START_WALL = 1_773_400_000_000
PASSWORDS = {
    "ana": "torre azul 39 lenta brisa",
    "beto": "siete caballos 82 sobre el rio",
    "carla": "una lampara verde 17 canta",
}
NEW = "nueve gatos 41 miran la luna"
"""A password to change to."""


@dataclass(eq=False)
class SoftLink:
    """A console that hears all it is sent."""

    console: str
    closed: threading.Event = field(default_factory=threading.Event)
    answers: dict[int, Any] = field(default_factory=dict)
    log: list[tuple[int, Any]] = field(default_factory=list)
    """All that was heard, with the number of the request that it answers; 0 for what was said unasked."""

    @property
    def heard(self) -> list[Any]:
        return [item for _id, item in self.log]

    @property
    def session(self) -> Session | None:
        """As a console would have it from what it was answered and told."""
        return next(
            (one.session for one in reversed(self.heard) if hasattr(one, "session") and not _refused(one)),
            None,
        )

    @property
    def ended(self) -> list[str]:
        return [one.ended for one in self.heard if isinstance(one, wire.SessionChanged) and one.ended]


def _refused(answer: object) -> bool:
    return isinstance(answer, SignInAnswer) and answer.refusal is not None


@dataclass
class Rules:
    idle_lock_minutes: int = 10
    password_least_length: int = 12
    session_hours: float = 12.0
    two_desks: str = "allow"
    second_factor_for: tuple[str, ...] = ()


class Worker:
    """Errands whose work and whose callbacks are done when the test says so."""

    def __init__(self, limit: int = 16) -> None:
        self.limit = limit
        self._waiting: deque[tuple[Any, Any, Any]] = deque()
        self._done: deque[Callable[[], None]] = deque()

    def run(self, work: Any, then: Any, failed: Any) -> bool:
        if len(self._waiting) >= self.limit:
            return False
        self._waiting.append((work, then, failed))
        return True

    def work(self) -> None:
        """Do what waits; the engine does not hear of it yet."""
        while self._waiting:
            work, then, failed = self._waiting.popleft()
            try:
                result = work()
            except Exception as error:  # noqa: BLE001 (as the real worker does)
                self._done.append(lambda failed=failed, error=error: failed(error))
            else:
                self._done.append(lambda then=then, result=result: then(result))

    def deliver(self) -> None:
        while self._done:
            self._done.popleft()()

    def drain(self) -> None:
        while self._waiting or self._done:
            self.work()
            self.deliver()


class Scene:
    """One engine; `restart` makes the next one over the same vault. `at` seconds since the start."""

    def __init__(
        self,
        folder: Path,
        *,
        at: float = 0.0,
        ids: Iterator[int] | None = None,
        errands: ErrandRunner | None = None,
    ) -> None:
        folder.mkdir(exist_ok=True)
        self.folder, self.at = folder, at
        self.rules = Rules()
        self.worker = Worker()
        self.told_all: list[AccessRules] = []
        self.links: list[SoftLink] = []
        self.passphrases: list[str] = []
        self.passphrase_good = True
        self._ids = ids or itertools.count(1)
        lay_vault(folder)
        self.vault = vault_in(folder)
        self.vault.open()
        self.accounts = Accounts(
            self.vault, hashes=QuickHashes(), rules=lambda: PasswordRules(self.rules.password_least_length)
        )
        self.accounts.load()
        self.parts = AccessParts(
            accounts=self.accounts,
            trail=self.vault,
            errands=errands or self.worker,
            answer=self._answer,
            tell=self._tell,
            tell_all=self._tell_all,
            now=lambda: self.now,
            rules=lambda: self.rules,
            secrets_state=lambda: "ready",
            set_passphrase=self._set_passphrase,
        )
        self.book = SessionBook(self.parts)
        self.reception = Reception(self.parts, self.book)
        self.administration = Administration(self.parts, self.book)
        self._handlers = {**self.reception.handlers(), **self.administration.handlers()}
        self.book.restore()

    @property
    def now(self) -> Instant:
        return Instant(1000.0 + self.at, START_WALL + int(self.at * 1000))

    def close(self) -> None:
        self.vault.close()

    def restart(self, *, after_s: float = 0.0) -> Scene:
        """Without a word of farewell, unless `book.finish` was called before."""
        self.close()
        return Scene(self.folder, at=self.at + after_s, ids=self._ids)

    # -- consoles ------------------------------------------------------------------------------------

    def desk(self, console: str) -> SoftLink:
        link = SoftLink(console)
        self.links.append(link)
        self.book.joined(link)
        return link

    def leave(self, link: SoftLink) -> None:
        link.closed.set()
        self.links.remove(link)
        self.reception.left(link)

    def start(self, link: SoftLink, body: object, operator: str | None = None) -> int:
        """Hand a request in; a password in it is not proved yet."""
        id_ = next(self._ids)
        session = self.book.session_of(link)
        named = operator if operator is not None else ("" if session is None else session.operator)
        self._handlers[type(body)](link, Ask(id_, named, body))
        return id_

    def ask(self, link: SoftLink, body: object) -> Any:
        id_ = self.start(link, body)
        self.worker.drain()
        return link.answers.get(id_)

    def pass_time(self, seconds: float) -> None:
        self.at += seconds
        self.book.tick()
        self.worker.drain()

    # -- operators -----------------------------------------------------------------------------------

    def first(self, link: SoftLink, operator: str = "ana") -> SignInAnswer:
        return self.ask(link, wire.CreateFirstAdministrator(operator, "Ana Rojas", PASSWORDS[operator]))

    def sign_in(
        self, link: SoftLink, operator: str = "ana", password: str = "", code: str = ""
    ) -> SignInAnswer:
        return self.ask(link, wire.SignIn(operator, password or PASSWORDS[operator], code))

    def hire(self, link: SoftLink, operator: str, *roles: str) -> None:
        """By the administrator at `link`; the operator has set a password by code at a console that left."""
        code = self.ask(link, AddOperator(Operator(operator, operator.title(), roles or ("operator",))))
        assert isinstance(code, OneTimeCode), code
        door = self.desk("door")
        assert self.ask(door, wire.RedeemCode(operator, code.code, PASSWORDS[operator])).session is not None
        self.ask(door, wire.SignOut())
        self.leave(door)

    def demand_new_password(self, operator: str) -> None:
        """As the demo leaves its operators, written past the accounts."""
        self.vault.write(lambda connection: operator_rows.set_must_change(connection, operator, must=True))
        self.accounts.load()

    # -- what can be seen ----------------------------------------------------------------------------

    def trail(self, act: str = "") -> list[Draft]:
        """The entries, oldest first, once all that was noted is written."""
        self.vault.write(lambda _connection: None)
        page = self.vault.entries(AuditFilter(act=act), limit=1000)
        return [entry.draft for entry in reversed(page.entries)]

    def last(self, act: str) -> Draft:
        return self.trail(act)[-1]

    @property
    def desks(self) -> dict[str, Desk]:
        """As the consoles were told last."""
        return {desk.console: desk for desk in self.told_all[-1].desks}

    def _answer(self, link: SoftLink, ask_id: int, body: object) -> None:
        assert ask_id not in link.answers, "a request was answered twice"
        assert decode(encode([Answer(ask_id, body)])) == [Answer(ask_id, body)]
        link.answers[ask_id] = body
        link.log.append((ask_id, body))

    def _tell(self, link: SoftLink, item: object) -> None:
        assert decode(encode([item])) == [item]
        link.log.append((0, item))

    def _tell_all(self, rules: AccessRules) -> None:
        self.told_all.append(rules)

    def _set_passphrase(self, passphrase: str) -> bool:
        self.passphrases.append(passphrase)
        return self.passphrase_good
