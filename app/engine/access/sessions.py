"""Who is signed in at which console: begins, locks, follows changes of accounts, and ends."""

from __future__ import annotations

import secrets
from collections.abc import Iterable

from app.domain.operators import Operator, grants_of
from app.engine.access.entries import Entries
from app.engine.access.keeping import SessionKeeper
from app.engine.access.parts import AccessParts
from app.engine.access.seats import Seat, State, Step
from app.engine.server import ConsoleLink
from app.store.vault.kept_sessions import KeptSession, token_digest
from app.wire.access import AccessRules, Desk, Session, SessionChanged

RESUME_S = 600.0
"""A console that has gone may come back to its session for so long, also one from before a restart."""
TOKEN_BYTES = 32
HOUR_S = 3600.0


class SessionBook:
    """Engine's thread. Whatever changes here is told to the consoles at once."""

    def __init__(self, parts: AccessParts) -> None:
        self._parts = parts
        self._entries = Entries(parts)
        self._keeper = SessionKeeper(parts)
        self._links: dict[ConsoleLink, None] = {}
        self._seats: dict[bytes, Seat] = {}
        self._revisions: dict[str, int] = {}
        self._told: AccessRules | None = None

    # -- asked ---------------------------------------------------------------------------------------

    def session_of(self, link: ConsoleLink) -> Session | None:
        """The session of this console with the rights of this moment."""
        seat = self.seat_of(link)
        return None if seat is None or self._enabled(seat.operator) is None else self._session(seat)

    def state_of(self, link: ConsoleLink) -> State:
        seat = self.seat_of(link)
        return State.NONE if seat is None else seat.state

    def seat_of(self, link: ConsoleLink) -> Seat | None:
        return next((seat for seat in self._seats.values() if seat.link is link), None)

    def seats_at(self, console: str) -> tuple[Seat, ...]:
        """Sessions at attached consoles of this name."""
        return tuple(seat for seat in self._seats.values() if seat.link and seat.console == console)

    def elsewhere(self, operator: str, link: ConsoleLink) -> tuple[Seat, ...]:
        """The operator's sessions at other consoles that are attached."""
        return tuple(one for one in self._of(operator) if one.link is not None and one.link is not link)

    def present(self) -> int:
        """How many operators are signed in at consoles that are attached."""
        return len({seat.operator for seat in self._seats.values() if seat.link is not None})

    def revision(self, operator: str) -> int:
        """Goes up when what proves this operator changes: an answer under way is worth nothing then."""
        return self._revisions.get(operator, 0)

    def access_rules(self) -> AccessRules:
        parts, rules = self._parts, self._parts.rules()
        return AccessRules(
            first_start=parts.accounts.empty(),
            roles=parts.accounts.roles(),
            desks=tuple(self._desk(link) for link in self._links),
            idle_lock_s=rules.idle_lock_minutes * 60,
            password_least=rules.password_least_length,
            secrets=parts.secrets_state(),
        )

    # -- consoles ------------------------------------------------------------------------------------

    def restore(self) -> None:
        """Take over the sessions of the engine before: their consoles may come back to them. Those that ran
        out meanwhile are ended by the first tick, so that they are on record. Raises StoreUnavailable."""
        now = self._parts.now()
        for digest, kept in self._parts.accounts.kept_sessions(0):
            age = max(0.0, (now.wall - kept.since) / 1000)
            seat = Seat(kept.operator, kept.console, digest, kept.since, now.monotonic - age)
            seat.lost_at = now.monotonic
            seat.step(Step.ENTER)
            if kept.locked:
                seat.step(Step.LOCK)
            self._seats[digest] = seat

    def joined(self, link: ConsoleLink) -> None:
        """A console has attached: it is told the rules, and the others that it is there."""
        self._links[link] = None
        self.announce()
        self._parts.tell(link, self.access_rules())

    def left(self, link: ConsoleLink) -> None:
        seat = self.seat_of(link)
        self._links.pop(link, None)
        if seat is not None:
            seat.link, seat.lost_at = None, self._parts.now().monotonic
        self.announce()

    def announce(self) -> None:
        """Tell all consoles the rules and desks if they are others than those told last."""
        rules = self.access_rules()
        if rules != self._told:
            self._told = rules
            self._parts.tell_all(rules)

    # -- beginning -----------------------------------------------------------------------------------

    def prepare(self, link: ConsoleLink, operator: str) -> Seat:
        """A session that is on the disk but not begun; raises StoreUnavailable."""
        now, token = self._parts.now(), secrets.token_urlsafe(TOKEN_BYTES)
        seat = Seat(operator, link.console, token_digest(token), now.wall, now.monotonic, token)
        self._parts.accounts.keep_session(token, self._kept(seat))
        return seat

    def discard(self, seat: Seat) -> None:
        """The prepared session will not be."""
        self._keeper.forget(seat.digest)

    def begin(self, link: ConsoleLink, seat: Seat) -> Session:
        """Seat a prepared session, in the place of the one that this console had; the caller has put the
        end of that one on record."""
        former = self.seat_of(link)
        if former is not None:
            self.remove(former)
        self._seats[seat.digest] = seat
        seat.step(Step.ENTER)
        return self._place(link, seat)

    def find(self, token: str) -> Seat | None:
        """The session of a token, whether its console is away or not; None when it is over."""
        seat = self._seats.get(token_digest(token))
        return None if seat is None or self._enabled(seat.operator) is None else seat

    def resume(self, link: ConsoleLink, seat: Seat, token: str) -> Session:
        """Bring a session that `find` found to this console; one that had it is told."""
        if seat.link is not None and seat.link is not link:
            self._parts.tell(seat.link, SessionChanged(None, "elsewhere"))
        former = self.seat_of(link)
        if former is not None and former is not seat:
            self.end(former, "", "replaced")
        seat.token, seat.console = token, link.console
        session = self._place(link, seat)
        self._keeper.keep(seat, self._kept(seat))
        return session

    def _place(self, link: ConsoleLink, seat: Seat) -> Session:
        seat.link = link
        if self._parts.rules().two_desks != "allow":
            for other in self._of(seat.operator):
                if other is not seat:
                    self.end(other, "elsewhere", "elsewhere")
        return self.show(seat)

    # -- while it lasts ------------------------------------------------------------------------------

    def lock(self, seat: Seat) -> Session:
        return self._stepped(seat, Step.LOCK)

    def unlock(self, seat: Seat) -> Session:
        return self._stepped(seat, Step.UNLOCK)

    def choose(self, seat: Seat) -> Session:
        """The operator has chosen a password."""
        return self._stepped(seat, Step.CHOOSE)

    def show(self, seat: Seat) -> Session:
        """The session as its console is to have it now; the caller sends it."""
        session = self._shown(seat)
        self.announce()
        return session

    def _shown(self, seat: Seat) -> Session:
        operator = self._enabled(seat.operator)
        if operator is not None and operator.must_change:
            seat.step(Step.REQUIRE)
        seat.shown = session = self._session(seat)
        return session

    def _stepped(self, seat: Seat, step: Step) -> Session:
        before = seat.state
        seat.step(step)
        session = self.show(seat)
        if seat.state is not before:
            self._keeper.keep(seat, self._kept(seat))
        return session

    # -- changes and ends ----------------------------------------------------------------------------

    def follow(self) -> None:
        """Operators or roles are others now: sessions end or change with them, and all are told."""
        for seat in self._all():
            if self._enabled(seat.operator) is None:
                self.revoke(seat.operator, "disabled", "disabled")
            elif seat.link is not None:
                before = seat.shown
                if (session := self._shown(seat)) != before:
                    self._parts.tell(seat.link, SessionChanged(session))
        self.announce()

    def revoke(self, operator: str, ended: str, why: str, *, but: Seat | None = None) -> None:
        """End all sessions of the operator but one, and make worthless what is being proved just now."""
        self._revisions[operator] = self.revision(operator) + 1
        for seat in self._of(operator):
            if seat is not but:
                self.end(seat, ended, why)

    def end(self, seat: Seat, ended: str, why: str) -> None:
        """End a session from outside: put it on record, and tell its console the word `ended`, if any."""
        self._entries.ended(seat.operator, seat.console, why)
        self.remove(seat, ended)

    def remove(self, seat: Seat, ended: str = "") -> None:
        """End a session that is on record as ended; its console is told when there is a word for it."""
        link = seat.link
        if link is not None and ended:
            self._parts.tell(link, SessionChanged(None, ended))
        seat.step(Step.END)
        seat.link = None
        del self._seats[seat.digest]
        self._keeper.forget(seat.digest)
        self.announce()

    def tick(self) -> None:
        """Each second: end what is over, follow what changed unnoticed, try again what the disk refused."""
        self.follow()
        now = self._parts.now().monotonic
        lasts = self._parts.rules().session_hours * HOUR_S
        for seat in self._all():
            if now - seat.began >= lasts:
                self.end(seat, "expired", "expired")
            elif seat.link is None and now - seat.lost_at >= RESUME_S:
                self.end(seat, "expired", "lost")
        self._keeper.flush()

    def finish(self) -> None:
        """The engine ends: what is over and what is locked gets on the disk. After the worker's end, before
        the vault's."""
        self._keeper.finish()

    # -- parts ---------------------------------------------------------------------------------------

    def _all(self) -> tuple[Seat, ...]:
        return tuple(self._seats.values())

    def _of(self, operator: str) -> Iterable[Seat]:
        return [seat for seat in self._all() if seat.operator == operator]

    def _enabled(self, operator: str) -> Operator | None:
        known = self._parts.accounts.operator(operator)
        return known if known is not None and known.enabled else None

    def _session(self, seat: Seat) -> Session:
        """Without rights where the operator is gone or disabled, until `follow` ends it."""
        operator = self._enabled(seat.operator) or Operator(seat.operator, seat.operator, ())
        return Session(
            operator=operator.id,
            name=operator.name,
            roles=operator.roles,
            grants=grants_of(operator, {role.id: role for role in self._parts.accounts.roles()}),
            since=seat.since,
            locked=seat.state is State.LOCKED,
            must_change=operator.must_change,
            second_factor=operator.second_factor,
            people={one.id: one.name for one in self._parts.accounts.operators() if one.enabled},
        )

    def _desk(self, link: ConsoleLink) -> Desk:
        seat = self.seat_of(link)
        operator = None if seat is None else self._enabled(seat.operator)
        if seat is None or operator is None:
            return Desk(link.console, "", "", (), 0, locked=False)
        locked = seat.state is State.LOCKED
        return Desk(link.console, operator.id, operator.name, operator.roles, seat.since, locked)

    def _kept(self, seat: Seat) -> KeptSession:
        until = seat.since + int(self._parts.rules().session_hours * HOUR_S * 1000)
        locked = seat.state is State.LOCKED
        return KeptSession(seat.operator, seat.console, seat.since, until, locked)
