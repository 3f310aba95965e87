"""Lets operators in at the consoles and out again: first start, sign-in, resuming, locking, signing out."""

from __future__ import annotations

import threading
from collections.abc import Callable

from app.domain.audit import Deed, Draft
from app.domain.operators import is_sign_in_id, sign_in_id
from app.engine.access.answers import let_in
from app.engine.access.attempts import Attempt, Attempts
from app.engine.access.entries import Asked, Entries
from app.engine.access.own_account import OwnAccount
from app.engine.access.parts import AccessParts
from app.engine.access.seats import State
from app.engine.access.sessions import SessionBook
from app.engine.server import ConsoleLink
from app.store.faults import StoreUnavailable
from app.store.vault.checked import Checked
from app.wire import access as wire
from app.wire.access import SignInAnswer, SignInRefusal
from app.wire.frames import Ask

Handler = Callable[[ConsoleLink, Ask], None]

LONGEST_TYPED = 64
"""Characters of a name that are looked at; an id has 32 at most."""
PASSPHRASE_REFUSED = "passphrase"  # noqa: S105
"""`SignInAnswer.problem`: the secrets could not be sealed with that passphrase."""


class Reception:
    """Engine's thread, but for what its errands do."""

    def __init__(self, parts: AccessParts, book: SessionBook) -> None:
        self._parts, self._book = parts, book
        self._entries = Entries(parts)
        self._attempts = Attempts(parts, book)
        self._own = OwnAccount(parts, book, self._attempts)
        self._first = threading.Lock()

    def handlers(self) -> dict[type, Handler]:
        """Everything of `app.wire.access.ASKABLE` but the passphrase of the secrets."""
        return {
            wire.CreateFirstAdministrator: self._create_first,
            wire.SignIn: self._sign_in,
            wire.RedeemCode: self._redeem,
            wire.Resume: self._resume,
            wire.SignOut: self._sign_out,
            wire.LockSession: self._lock,
            **self._own.handlers(),
        }

    def left(self, link: ConsoleLink) -> None:
        """A console has gone: what it had under way gives no session any more."""
        self._attempts.left(link)
        self._book.left(link)

    # -- coming in -----------------------------------------------------------------------------------

    def _create_first(self, link: ConsoleLink, ask: Ask) -> None:
        attempt = self._attempt(link, ask, Deed.FIRST_ADMINISTRATOR, ask.body.operator)
        if not self._parts.accounts.empty():
            self._attempts.refuse(attempt, SignInRefusal.NOT_FIRST)
            return
        draft = self._draft(attempt, attempt.operator)
        now = self._parts.now()
        self._attempts.begin(attempt, lambda: self._make_first(ask.body, draft, now.wall), self._proved)

    def _make_first(self, body: wire.CreateFirstAdministrator, draft: Draft, now_ms: int) -> Checked:
        """A worker's thread. The passphrase seals the secrets only for one who can be the first."""
        accounts = self._parts.accounts
        with self._first:
            if not accounts.empty():
                return Checked(None, SignInRefusal.NOT_FIRST)
            if body.passphrase:
                refused = self._seal(body, draft.subject)
                if refused is not None:
                    return refused
            return accounts.first(draft.subject, body.name, body.password, draft, now_ms)

    def _seal(self, body: wire.CreateFirstAdministrator, operator: str) -> Checked | None:
        if not is_sign_in_id(operator):
            return Checked(None, SignInRefusal.NAME_INVALID)
        refused = self._parts.accounts.problem_of_first(operator, body.name, body.password)
        if refused is not None or self._parts.set_passphrase(body.passphrase):
            return refused
        return Checked(None, SignInRefusal.WEAK_PASSWORD, problem=PASSPHRASE_REFUSED)

    def _sign_in(self, link: ConsoleLink, ask: Ask) -> None:
        accounts, body, now = self._parts.accounts, ask.body, self._parts.now()
        attempt = self._attempt(link, ask, Deed.SIGN_IN, body.operator)
        self._attempts.begin(
            attempt,
            lambda: accounts.check(attempt.operator, body.password, body.code, now.wall),
            self._proved,
        )

    def _redeem(self, link: ConsoleLink, ask: Ask) -> None:
        accounts, body, now = self._parts.accounts, ask.body, self._parts.now()
        attempt = self._attempt(link, ask, Deed.REDEEM_CODE, body.operator)
        draft = self._draft(attempt, attempt.operator)
        self._attempts.begin(
            attempt,
            lambda: accounts.redeem(attempt.operator, body.code, body.password, now.wall, draft),
            self._proved,
        )

    def _proved(self, attempt: Attempt, checked: Checked) -> None:
        if checked.operator is None:
            self._attempts.refuse_checked(attempt, checked)
            return
        operator = checked.operator.id
        if checked.used_recovery:
            used = self._entries.draft(
                attempt.asked, Deed.RECOVERY_CODE_USED, operator=operator, subject=operator
            )
            self._entries.happened(used)
        if attempt.deed is Deed.REDEEM_CODE:
            self._book.revoke(operator, "ended", "password_changed")
        self._enter(attempt, operator, by=_PROOFS[attempt.deed])

    def _enter(self, attempt: Attempt, operator: str, *, by: str) -> None:
        """Begin the session, or say why not; what came before, such as a new password, stands."""
        attempt.deed = Deed.SIGN_IN
        link, book = attempt.asked.link, self._book
        book.announce()
        if attempt.void:
            self._attempts.refuse_void(attempt)
            return
        if self._parts.rules().two_desks == "refuse" and book.elsewhere(operator, link):
            self._attempts.refuse(attempt, SignInRefusal.ELSEWHERE)
            return
        try:
            seat = book.prepare(link, operator)
        except StoreUnavailable:
            self._attempts.refuse(attempt, SignInRefusal.NOT_RECORDED)
            return
        if not self._entries.allowed(self._draft(attempt, operator, by=by)):
            book.discard(seat)
            self._attempts.refuse(attempt, SignInRefusal.NOT_RECORDED)
            return
        self._note_change_of_operator(attempt)
        session = book.begin(link, seat)
        self._attempts.answer(attempt, let_in(self._parts, session, seat.token))

    def _note_change_of_operator(self, attempt: Attempt) -> None:
        former = self._book.seat_of(attempt.asked.link)
        if former is not None:
            draft = self._entries.draft(
                attempt.asked,
                Deed.SIGN_OUT,
                operator=former.operator,
                subject=former.operator,
                why="change_of_operator",
            )
            self._entries.happened(draft)

    def _resume(self, link: ConsoleLink, ask: Ask) -> None:
        token, book = ask.body.token, self._book
        seat = book.find(token)
        attempt = self._attempt(link, ask, Deed.SIGN_IN, "" if seat is None else seat.operator)
        if seat is None:
            self._attempts.refuse(attempt, SignInRefusal.EXPIRED)
            return
        others = [other for other in book.elsewhere(seat.operator, link) if other is not seat]
        if others and self._parts.rules().two_desks == "refuse":
            self._attempts.refuse(attempt, SignInRefusal.ELSEWHERE)
        elif not self._entries.allowed(self._draft(attempt, seat.operator, by="resume")):
            self._attempts.refuse(attempt, SignInRefusal.NOT_RECORDED)
        else:
            session = book.resume(link, seat, token)
            self._attempts.answer(attempt, let_in(self._parts, session, token))

    # -- going away ----------------------------------------------------------------------------------

    def _sign_out(self, link: ConsoleLink, ask: Ask) -> None:
        """Nothing hinders it, no full disk either: its entry follows when it can."""
        self._attempts.cancel(link)
        seat = self._book.seat_of(link)
        if seat is not None:
            draft = self._entries.draft(
                Asked(link, ask), Deed.SIGN_OUT, operator=seat.operator, subject=seat.operator
            )
            self._entries.happened(draft)
            self._book.remove(seat)
        self._parts.answer(link, ask.id, SignInAnswer())

    def _lock(self, link: ConsoleLink, ask: Ask) -> None:
        """As little hindered as signing out. A password that is being proved meanwhile opens nothing."""
        self._attempts.cancel(link, Deed.UNLOCK)
        seat = self._book.seat_of(link)
        if seat is None:
            self._parts.answer(link, ask.id, SignInAnswer())
            return
        if seat.state is not State.LOCKED:
            draft = self._entries.draft(
                Asked(link, ask),
                Deed.LOCK,
                operator=seat.operator,
                subject=seat.operator,
                idle=ask.body.idle,
            )
            self._entries.happened(draft)
        self._parts.answer(link, ask.id, SignInAnswer(self._book.lock(seat)))

    # -- parts ---------------------------------------------------------------------------------------

    def _attempt(self, link: ConsoleLink, ask: Ask, deed: Deed, typed: str) -> Attempt:
        seat = self._book.seat_of(link)
        by = "" if seat is None else seat.operator
        return Attempt(Asked(link, ask), deed, sign_in_id(typed[:LONGEST_TYPED]), by)

    def _draft(self, attempt: Attempt, operator: str, **details: object) -> Draft:
        return self._entries.draft(
            attempt.asked, attempt.deed, operator=operator, subject=operator, **details
        )


_PROOFS = {
    Deed.SIGN_IN: "password",
    Deed.FIRST_ADMINISTRATOR: "first_administrator",
    Deed.REDEEM_CODE: "one_time_code",
}
