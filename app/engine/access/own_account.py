"""What operators do to their own session and account, each time with their password: unlock, change, add a
second factor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from app.domain.audit import Deed, Draft
from app.engine.access.answers import let_in
from app.engine.access.attempts import Attempt, Attempts
from app.engine.access.entries import Asked, Entries
from app.engine.access.parts import AccessParts
from app.engine.access.seats import Seat, State
from app.engine.access.sessions import SessionBook
from app.engine.server import ConsoleLink
from app.store.vault.checked import Checked
from app.wire import access as wire
from app.wire.access import RecoveryCodes, SecondFactorOffer, SignInAnswer, SignInRefusal
from app.wire.frames import Ask

Handler = Callable[[ConsoleLink, Ask], None]

DEEDS: Mapping[type, Deed] = {
    wire.UnlockSession: Deed.UNLOCK,
    wire.ChangePassword: Deed.CHANGE_PASSWORD,
    wire.BeginSecondFactor: Deed.SECOND_FACTOR_ON,
    wire.ConfirmSecondFactor: Deed.SECOND_FACTOR_ON,
    wire.DropSecondFactor: Deed.SECOND_FACTOR_OFF,
}
ACCEPTED: Mapping[State, frozenset[type]] = {
    State.NONE: frozenset(),
    State.SIGNED_IN: frozenset(DEEDS),
    State.LOCKED: frozenset({wire.UnlockSession}),
    State.MUST_CHANGE: frozenset({wire.UnlockSession, wire.ChangePassword}),
}
"""A console locks by itself while the engine is away: what is not locked here may be unlocked too."""


LOCKED_OUT = "locked_out"
"""Why a session ended, for the trail: too many wrong passwords in it."""


class OwnAccount:
    """Engine's thread."""

    def __init__(self, parts: AccessParts, book: SessionBook, attempts: Attempts) -> None:
        self._parts, self._book, self._attempts = parts, book, attempts
        self._entries = Entries(parts)

    def handlers(self) -> dict[type, Handler]:
        doing: dict[type, Callable[[Attempt], None]] = {
            wire.UnlockSession: self._unlock,
            wire.ChangePassword: self._change_password,
            wire.BeginSecondFactor: self._begin_second_factor,
            wire.ConfirmSecondFactor: self._confirm_second_factor,
            wire.DropSecondFactor: self._drop_second_factor,
        }
        return {kind: partial(self._admit, do) for kind, do in doing.items()}

    def _admit(self, do: Callable[[Attempt], None], link: ConsoleLink, ask: Ask) -> None:
        """Only in a state of the session that accepts it."""
        kind, seat = type(ask.body), self._book.seat_of(link)
        operator = "" if seat is None else seat.operator
        attempt = Attempt(Asked(link, ask), DEEDS[kind], operator, operator, seat)
        state = self._book.state_of(link)
        if kind in ACCEPTED[state]:
            do(attempt)
        elif seat is None:
            self._attempts.refuse(attempt, SignInRefusal.EXPIRED, "not_signed_in")
        else:
            self._attempts.refuse(attempt, SignInRefusal.WRONG, str(state), problem=str(state))

    # -- unlocking -----------------------------------------------------------------------------------

    def _unlock(self, attempt: Attempt) -> None:
        accounts, password, now = self._parts.accounts, attempt.asked.ask.body.password, self._parts.now()
        under = _tries_of(_seat_of(attempt))
        self._attempts.begin(
            attempt,
            lambda: accounts.check_password(attempt.operator, password, now.wall, under=under),
            self._unlocked,
        )

    def _unlocked(self, attempt: Attempt, checked: Checked) -> None:
        """The password alone unlocks: the second factor was shown when the session began."""
        if checked.operator is None:
            self._refuse_at_seat(attempt, checked)
        elif attempt.void:
            self._attempts.refuse_void(attempt)
        elif not self._entries.allowed(self._draft(attempt)):
            self._attempts.refuse(attempt, SignInRefusal.NOT_RECORDED)
        else:
            self._attempts.answer(attempt, let_in(self._parts, self._book.unlock(_seat_of(attempt))))

    # -- password ------------------------------------------------------------------------------------

    def _change_password(self, attempt: Attempt) -> None:
        accounts, body, now = self._parts.accounts, attempt.asked.ask.body, self._parts.now()
        draft, under = self._draft(attempt), _tries_of(_seat_of(attempt))
        self._attempts.begin(
            attempt,
            lambda: accounts.change_password(
                attempt.operator, body.old, body.new, now.wall, draft, under=under
            ),
            self._password_changed,
        )

    def _password_changed(self, attempt: Attempt, checked: Checked) -> None:
        """The operator's other sessions end: one of them may be the reason for the change."""
        if checked.operator is None:
            self._refuse_at_seat(attempt, checked)
            return
        self._book.revoke(attempt.operator, "ended", "password_changed", but=attempt.seat)
        if attempt.void:
            self._attempts.answer(attempt, SignInAnswer(refusal=SignInRefusal.EXPIRED))
        else:
            self._attempts.answer(attempt, let_in(self._parts, self._book.choose(_seat_of(attempt))))

    # -- second factor -------------------------------------------------------------------------------

    def _begin_second_factor(self, attempt: Attempt) -> None:
        accounts, password, now = self._parts.accounts, attempt.asked.ask.body.password, self._parts.now()
        self._attempts.begin(
            attempt,
            lambda: accounts.begin_second_factor(attempt.operator, password, now.wall),
            self._second_factor_begun,
        )

    def _second_factor_begun(self, attempt: Attempt, result: Checked | SecondFactorOffer) -> None:
        """Nothing has changed yet, so nothing but a refusal goes on record."""
        if isinstance(result, Checked):
            self._attempts.refuse_checked(attempt, result)
        elif attempt.void:
            self._attempts.refuse_void(attempt)
        else:
            self._attempts.answer(attempt, result)

    def _confirm_second_factor(self, attempt: Attempt) -> None:
        accounts, code, now = self._parts.accounts, attempt.asked.ask.body.code, self._parts.now()
        draft = self._draft(attempt)
        self._attempts.begin(
            attempt,
            lambda: accounts.confirm_second_factor(attempt.operator, code, now.wall, draft),
            self._second_factor_confirmed,
        )

    def _second_factor_confirmed(self, attempt: Attempt, result: Checked | RecoveryCodes) -> None:
        if isinstance(result, Checked):
            self._attempts.refuse_checked(attempt, result)
            return
        self._book.follow()
        self._attempts.answer(
            attempt, SignInAnswer(refusal=SignInRefusal.EXPIRED) if attempt.void else result
        )

    def _drop_second_factor(self, attempt: Attempt) -> None:
        accounts, password, now = self._parts.accounts, attempt.asked.ask.body.password, self._parts.now()
        draft = self._draft(attempt)
        self._attempts.begin(
            attempt,
            lambda: accounts.drop_second_factor(attempt.operator, password, now.wall, draft),
            self._second_factor_dropped,
        )

    def _second_factor_dropped(self, attempt: Attempt, checked: Checked) -> None:
        if checked.operator is None:
            self._attempts.refuse_checked(attempt, checked)
            return
        self._book.follow()
        session = None if attempt.void else self._book.session_of(attempt.asked.link)
        if session is None:
            self._attempts.answer(attempt, SignInAnswer(refusal=SignInRefusal.EXPIRED))
        else:
            self._attempts.answer(attempt, let_in(self._parts, session))

    # -- parts ---------------------------------------------------------------------------------------

    def _refuse_at_seat(self, attempt: Attempt, checked: Checked) -> None:
        """Too many failures end the session: they do not lock the name, so nobody goes on guessing here."""
        self._attempts.refuse_checked(attempt, checked)
        seat = _seat_of(attempt)
        over = seat.state is State.NONE
        if not over and self._parts.accounts.locked_out(_tries_of(seat), self._parts.now().wall):
            self._book.end(seat, "expired", LOCKED_OUT)

    def _draft(self, attempt: Attempt) -> Draft:
        """What is done to the account is written with it, so that neither is there without the other."""
        return self._entries.draft(
            attempt.asked, attempt.deed, operator=attempt.operator, subject=attempt.operator
        )


def _seat_of(attempt: Attempt) -> Seat:
    """The session that the attempt was made in, which is still there unless the attempt is void."""
    assert attempt.seat is not None
    return attempt.seat


def _tries_of(seat: Seat) -> str:
    """What wrong passwords in this session count under; the capital keeps it apart from every typed name."""
    return f"Session {seat.digest.hex()}"
