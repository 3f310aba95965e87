"""The console's session: what it keeps, locks and takes up again when the engine was away."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from app.bridge.access import Access
from app.bridge.views import EngineAway
from app.domain.devices import Device
from app.domain.rights import STANDARD_ROLES, Grant, Right
from app.wire import access as wire

ANA = wire.Session("ana", "Ana", ("operator",), (Grant(Right.SHELVE, zones=("Centro",)),), 0)
HERE, THERE = Device("A", "valve", "A", zone="Centro"), Device("B", "valve", "B", zone="Sur")


class SoftEngine:
    """Answers each sort of request with what was set; `away` answers none."""

    def __init__(self) -> None:
        self.answers: dict[type, Any] = {wire.SignIn: wire.SignInAnswer(ANA, "token")}
        self.asked: list[Any] = []
        self.away = False

    async def send(self, body: object, _limit_s: float) -> Any:
        self.asked.append(body)
        if self.away:
            raise EngineAway("not there")
        return self.answers.get(type(body), wire.SignInAnswer())


@pytest.fixture
def engine() -> SoftEngine:
    return SoftEngine()


@pytest.fixture
def access(qapp, engine: SoftEngine) -> Access:
    made = Access(engine.send)
    asyncio.run(made.sign_in("ana", "secret"))
    return made


def rules(secrets: str = "ready") -> wire.AccessRules:
    desks = (wire.Desk("sala-2/1", "luis", "Luis", ("supervisor",), 0, locked=False),)
    return wire.AccessRules(False, STANDARD_ROLES, desks, 600, 12, secrets)


def test_names_of_all_who_may_sign_in_are_known_while_somebody_is(access):
    access.take_session(wire.SessionChanged(replace(access.session, people={"luis": "Luis Ríos"})))
    assert (access.name_of("luis"), access.name_of("nobody")) == ("Luis Ríos", "")
    access.take_session(wire.SessionChanged(None, "ended"))
    assert access.name_of("luis") == ""


def test_rights_hold_where_they_were_granted_and_only_while_unlocked(access):
    assert access.may(Right.SHELVE, HERE)
    assert not access.may(Right.SHELVE, THERE)
    assert not access.may(Right.APPROVE, HERE)
    asyncio.run(access.lock())
    assert not access.may(Right.SHELVE, HERE)


def test_who_could_names_roles_and_those_who_are_there(access):
    access.take_rules(rules())
    who = access.who_may(Right.APPROVE, HERE)
    assert ("supervisor" in who.roles, who.present) == (True, ("Luis",))


def test_a_lock_holds_though_the_engine_is_away_and_after_it_is_back(access, engine):
    engine.away = True
    with pytest.raises(EngineAway):
        asyncio.run(access.lock())
    assert access.session.locked
    engine.away = False
    engine.answers[wire.Resume] = wire.SignInAnswer(ANA)
    asyncio.run(access.resume())
    assert access.session.locked, "the engine did not hear of it, the console remembers"
    assert isinstance(engine.asked[-1], wire.LockSession), "and tells it now"


def test_a_session_that_is_over_is_left_with_its_reason(access, engine):
    engine.answers[wire.Resume] = wire.SignInAnswer(refusal=wire.SignInRefusal.EXPIRED)
    asyncio.run(access.resume())
    assert (access.session, access.ended, access.operator) == (None, "expired", "")
    asked = len(engine.asked)
    asyncio.run(access.resume())
    assert len(engine.asked) == asked, "there is nothing to go on with"


def test_a_refused_change_of_operator_leaves_who_was_there(access, engine):
    engine.answers[wire.SignIn] = wire.SignInAnswer(refusal=wire.SignInRefusal.WRONG)
    asyncio.run(access.sign_in("luis", "wrong"))
    assert access.operator == "ana"


def test_an_engine_that_was_started_anew_gets_the_passphrase_again(access, engine):
    async def play() -> None:
        await access.unlock_secrets("siete lanchas")
        access.take_rules(rules("locked"))
        await asyncio.sleep(0)
        await asyncio.sleep(0)

    asyncio.run(play())
    assert engine.asked[-2:] == [wire.UnlockSecrets("siete lanchas")] * 2


def test_a_wrong_passphrase_is_not_tried_again_by_itself(access, engine):
    engine.answers[wire.UnlockSecrets] = wire.SignInAnswer(refusal=wire.SignInRefusal.WRONG)

    async def play() -> None:
        await access.unlock_secrets("wrong")
        access.take_rules(rules("locked"))
        await asyncio.sleep(0)

    asyncio.run(play())
    assert sum(isinstance(one, wire.UnlockSecrets) for one in engine.asked) == 1


def test_nothing_secret_shows(access):
    shown = f"{wire.SignIn('ana', 'hush')}{wire.SignInAnswer(ANA, 'hush')}{wire.UnlockSecrets('hush')}"
    assert "hush" not in shown
