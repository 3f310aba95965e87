"""Operators and roles as administrators change them; sessions follow at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Deed, Draft
from app.domain.operators import Operator, sign_in_id
from app.domain.rights import Grant, Role
from app.engine.access.entries import Asked, Entries
from app.engine.access.parts import AccessParts
from app.engine.access.sessions import SessionBook
from app.engine.server import ConsoleLink
from app.store.faults import StoreUnavailable
from app.wire import administration as wire
from app.wire.administration import OneTimeCode
from app.wire.frames import Ask
from app.wire.messages import Done

Handler = Callable[[ConsoleLink, Ask], None]
Said = Refusal | Literal["superseded"] | OneTimeCode | None

DONE = Verdict(Outcome.APPLIED, 1)


class Administration:
    """Engine's thread. Only what the gate has let pass comes here; the accounts check the rest and put a
    change on record together with doing it."""

    def __init__(self, parts: AccessParts, book: SessionBook) -> None:
        self._parts, self._book = parts, book
        self._entries = Entries(parts)

    def handlers(self) -> dict[type, Handler]:
        return {
            wire.ListOperators: self._list,
            wire.AddOperator: self._add,
            wire.ChangeOperator: self._change,
            wire.ResetOperator: self._reset,
            wire.EndSession: self._end_session,
            wire.PutRole: self._put_role,
            wire.DropRole: self._drop_role,
        }

    # -- operators -----------------------------------------------------------------------------------

    def _list(self, link: ConsoleLink, ask: Ask) -> None:
        rows = self._parts.accounts.rows(self._parts.now().wall)
        self._parts.answer(link, ask.id, wire.Operators(rows))

    def _add(self, link: ConsoleLink, ask: Ask) -> None:
        now = self._parts.now().wall
        wanted = replace(ask.body.operator, id=sign_in_id(ask.body.operator.id))
        draft = self._draft(link, ask, Deed.ADD_OPERATOR, wanted.id, after=_told(wanted))
        self._do(link, ask, draft, lambda: self._parts.accounts.add(wanted, draft, now))

    def _change(self, link: ConsoleLink, ask: Ask) -> None:
        accounts, wanted = self._parts.accounts, ask.body.operator
        before = accounts.operator(wanted.id)
        told = {} if before is None else _told(before)
        draft = self._draft(link, ask, Deed.CHANGE_OPERATOR, wanted.id, **_differences(told, _told(wanted)))

        def change() -> Said:
            said = accounts.change(wanted, draft)
            if said is None and not wanted.enabled:
                self._book.revoke(wanted.id, "disabled", "disabled")
            return said

        self._do(link, ask, draft, change)

    def _reset(self, link: ConsoleLink, ask: Ask) -> None:
        """Whoever is signed in with what is void now is signed out."""
        accounts, now, operator = self._parts.accounts, self._parts.now().wall, ask.body.operator
        draft = self._draft(link, ask, Deed.RESET_OPERATOR, operator)

        def reset() -> Said:
            said = accounts.reset(operator, draft, now)
            if isinstance(said, OneTimeCode):
                self._book.revoke(operator, "ended", "reset")
            return said

        self._do(link, ask, draft, reset)

    def _end_session(self, link: ConsoleLink, ask: Ask) -> None:
        """Of whoever is at consoles of that name; `already` when nobody is."""
        seats = self._book.seats_at(ask.body.console)
        subject = " ".join(dict.fromkeys(seat.operator for seat in seats))
        draft = self._draft(
            link, ask, Deed.SESSION_ENDED, subject, why="administrator", console=ask.body.console
        )

        def end() -> Said:
            if not seats:
                return Refusal.ALREADY
            self._parts.trail.record(draft)
            for seat in seats:
                self._book.remove(seat, "ended")
            return None

        self._do(link, ask, draft, end)

    # -- roles ---------------------------------------------------------------------------------------

    def _put_role(self, link: ConsoleLink, ask: Ask) -> None:
        accounts, wanted = self._parts.accounts, ask.body.role
        draft = self._draft(
            link, ask, Deed.CHANGE_ROLE, wanted.id, **_role_change(accounts.role(wanted.id), wanted)
        )
        self._do(link, ask, draft, lambda: accounts.put_role(wanted, draft))

    def _drop_role(self, link: ConsoleLink, ask: Ask) -> None:
        accounts, role = self._parts.accounts, ask.body.role
        before = accounts.role(role)
        details = {} if before is None else _role_change(before, replace(before, grants=()))
        draft = self._draft(link, ask, Deed.DROP_ROLE, role, **details)
        self._do(link, ask, draft, lambda: accounts.drop_role(role, draft))

    # -- parts ---------------------------------------------------------------------------------------

    def _do(self, link: ConsoleLink, ask: Ask, draft: Draft, change: Callable[[], Said]) -> None:
        """Make the change, put a refusal on record, and answer; sessions follow before the answer goes."""
        try:
            said = change()
        except StoreUnavailable:
            said = Refusal.NOT_RECORDED
        verdict = _verdict(said)
        if verdict.outcome is Outcome.APPLIED:
            self._book.follow()
        else:
            refusal = str(verdict.refusal or "")
            self._entries.happened(replace(draft, outcome=str(verdict.outcome), refusal=refusal))
        self._parts.answer(link, ask.id, said if isinstance(said, OneTimeCode) else Done(verdict))

    def _draft(self, link: ConsoleLink, ask: Ask, deed: Deed, subject: str, **details: object) -> Draft:
        return self._entries.draft(Asked(link, ask), deed, operator=ask.operator, subject=subject, **details)


def _verdict(said: Said) -> Verdict:
    if said == "superseded":
        return Verdict(Outcome.SUPERSEDED)
    if isinstance(said, Refusal):
        return Verdict(Outcome.REFUSED, refusal=said)
    return DONE


def _told(operator: Operator) -> dict[str, object]:
    return {
        "name": operator.name,
        "roles": list(operator.roles),
        "zones": list(operator.zones),
        "enabled": operator.enabled,
    }


def _differences(before: dict[str, object], after: dict[str, object]) -> dict[str, object]:
    """`before` and `after` of what is another now."""
    changed = [name for name in after if before.get(name) != after[name]]
    return {
        "before": {name: before[name] for name in changed if name in before},
        "after": {name: after[name] for name in changed},
    }


def _role_change(before: Role | None, after: Role) -> dict[str, object]:
    """Titles, and the grants that are given and taken: the whole lists would be longer than an entry."""
    had = () if before is None else before.grants
    change: dict[str, object] = {
        "given": [_grant_told(grant) for grant in after.grants if grant not in had],
        "taken": [_grant_told(grant) for grant in had if grant not in after.grants],
    }
    if before is None or before.title != after.title:
        change["title"] = {"before": "" if before is None else before.title, "after": after.title}
    return change


def _grant_told(grant: Grant) -> dict[str, object]:
    told: dict[str, object] = {"right": str(grant.right)}
    if grant.kinds:
        told["kinds"] = list(grant.kinds)
    if grant.zones:
        told["zones"] = list(grant.zones)
    return told
