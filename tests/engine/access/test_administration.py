"""Operators and roles as an administrator changes them, and what goes on record of it."""

import json

import pytest

from app.domain.acts import Outcome, Refusal
from app.domain.operators import Operator
from app.domain.rights import Grant, Right, Role
from app.wire import access as wire
from app.wire.access import SignInRefusal
from app.wire.administration import (
    AddOperator,
    ChangeOperator,
    DropRole,
    EndSession,
    ListOperators,
    OneTimeCode,
    PutRole,
    ResetOperator,
)
from tests.engine.access.scene import PASSWORDS, Scene, SoftLink

BETO = Operator("beto", "Beto", ("operator",), ("Centro",))


@pytest.fixture
def admin(scene: Scene) -> SoftLink:
    """The desk of a signed-in administrator."""
    desk = scene.desk("desk 1")
    scene.first(desk)
    return desk


def refusal_of(answer: object) -> tuple[Outcome, Refusal | None]:
    return answer.verdict.outcome, answer.verdict.refusal


def test_operators_are_listed(scene: Scene, admin: SoftLink) -> None:
    scene.ask(admin, AddOperator(BETO))
    rows = scene.ask(admin, ListOperators()).rows
    assert [row.operator.id for row in rows] == ["ana", "beto"]
    assert rows[1].code_until > scene.now.wall
    assert rows[1].operator.zones == ("Centro",)


def test_an_operator_is_added_with_a_code_that_stands_nowhere(scene: Scene, admin: SoftLink) -> None:
    code = scene.ask(admin, AddOperator(Operator(" Beto", "Beto", ("operator",), ("Centro",))))
    assert isinstance(code, OneTimeCode)
    assert code.operator == "beto"
    entry = scene.last("add_operator")
    assert (entry.operator, entry.console, entry.subject) == ("ana", "desk 1", "beto")
    assert json.loads(entry.details) == {
        "after": {"name": "Beto", "roles": ["operator"], "zones": ["Centro"], "enabled": True}
    }
    assert code.code not in str(scene.trail())


@pytest.mark.parametrize(
    ("operator", "refusal"),
    [
        (Operator("x", "Too short an id", ("operator",)), Refusal.NAME_INVALID),
        (Operator("ana", "Another Ana", ("operator",)), Refusal.NAME_TAKEN),
        (Operator("beto", "Beto", ("no such role",)), Refusal.UNKNOWN_ROLE),
    ],
)
def test_an_operator_who_cannot_be_is_refused_on_record(scene, admin, operator, refusal) -> None:
    assert refusal_of(scene.ask(admin, AddOperator(operator))) == (Outcome.REFUSED, refusal)
    entry = scene.last("add_operator")
    assert (entry.outcome, entry.refusal, entry.subject) == ("refused", str(refusal), operator.id)


def test_a_change_of_an_operator_tells_before_and_after(scene: Scene, admin: SoftLink) -> None:
    scene.ask(admin, AddOperator(BETO))
    seen = scene.accounts.operator("beto")
    changed = Operator("beto", "Beto", ("supervisor",), ("Centro",), version=seen.version)
    assert refusal_of(scene.ask(admin, ChangeOperator(changed))) == (Outcome.APPLIED, None)
    assert json.loads(scene.last("change_operator").details) == {
        "before": {"roles": ["operator"]},
        "after": {"roles": ["supervisor"]},
    }
    assert refusal_of(scene.ask(admin, ChangeOperator(changed))) == (Outcome.SUPERSEDED, None)
    assert scene.last("change_operator").outcome == "superseded"
    unknown = ChangeOperator(Operator("nobody", "Nobody", ("operator",)))
    assert refusal_of(scene.ask(admin, unknown)) == (Outcome.REFUSED, Refusal.UNKNOWN_OPERATOR)


def test_the_last_administrator_stays_one(scene: Scene, admin: SoftLink) -> None:
    ana = scene.accounts.operator("ana")
    for changed in (
        Operator("ana", ana.name, ("operator",), version=ana.version),
        Operator("ana", ana.name, ana.roles, enabled=False, version=ana.version),
    ):
        answer = scene.ask(admin, ChangeOperator(changed))
        assert refusal_of(answer) == (Outcome.REFUSED, Refusal.LAST_ADMINISTRATOR)
    role = scene.accounts.role("administrator")
    answer = scene.ask(admin, PutRole(Role(role.id, "", (Grant(Right.SEE),), role.version)))
    assert refusal_of(answer) == (Outcome.REFUSED, Refusal.LAST_ADMINISTRATOR)
    assert scene.book.session_of(admin).operator == "ana"
    assert scene.last("change_role").refusal == "last_administrator"


def test_a_reset_makes_the_old_password_worthless(scene: Scene, admin: SoftLink) -> None:
    scene.hire(admin, "beto")
    code = scene.ask(admin, ResetOperator("beto"))
    desk = scene.desk("desk 2")
    assert scene.sign_in(desk, "beto").refusal is SignInRefusal.WRONG
    assert scene.ask(desk, wire.RedeemCode("beto", code.code, PASSWORDS["beto"])).session is not None
    assert scene.last("reset_operator").subject == "beto"
    answer = scene.ask(admin, ResetOperator("nobody"))
    assert refusal_of(answer) == (Outcome.REFUSED, Refusal.UNKNOWN_OPERATOR)


def test_an_administrator_ends_the_session_at_a_console(scene: Scene, admin: SoftLink) -> None:
    scene.hire(admin, "beto")
    desk = scene.desk("desk 2")
    token = scene.sign_in(desk, "beto").token
    assert refusal_of(scene.ask(admin, EndSession("desk 2"))) == (Outcome.APPLIED, None)
    assert scene.book.session_of(desk) is None
    assert desk.ended == ["ended"]
    assert scene.ask(desk, wire.Resume(token)).refusal is SignInRefusal.EXPIRED
    entries = scene.trail("session_ended")
    assert [(one.operator, one.subject, one.console) for one in entries] == [("ana", "beto", "desk 1")]
    assert json.loads(entries[0].details) == {"why": "administrator", "console": "desk 2"}
    assert refusal_of(scene.ask(admin, EndSession("desk 2"))) == (Outcome.REFUSED, Refusal.ALREADY)


def test_a_role_is_made_changed_and_dropped_on_record(scene: Scene, admin: SoftLink) -> None:
    guard = Role("guard", "Guardia", (Grant(Right.SEE), Grant(Right.VIDEO_LIVE, ("camera",), ("Puerto",))), 0)
    assert refusal_of(scene.ask(admin, PutRole(guard))) == (Outcome.APPLIED, None)
    assert json.loads(scene.last("change_role").details) == {
        "title": {"before": "", "after": "Guardia"},
        "given": [{"right": "see"}, {"right": "video_live", "kinds": ["camera"], "zones": ["Puerto"]}],
        "taken": [],
    }
    assert "guard" in {role.id for role in scene.told_all[-1].roles}
    fewer = Role("guard", "Guardia", (Grant(Right.SEE),), scene.accounts.role("guard").version)
    scene.ask(admin, PutRole(fewer))
    assert json.loads(scene.last("change_role").details) == {
        "given": [],
        "taken": [{"right": "video_live", "kinds": ["camera"], "zones": ["Puerto"]}],
    }
    assert refusal_of(scene.ask(admin, PutRole(fewer))) == (Outcome.SUPERSEDED, None)
    scene.hire(admin, "beto", "guard")
    assert refusal_of(scene.ask(admin, DropRole("guard"))) == (Outcome.REFUSED, Refusal.ROLE_IN_USE)
    beto = scene.accounts.operator("beto")
    scene.ask(admin, ChangeOperator(Operator("beto", "Beto", ("operator",), version=beto.version)))
    assert refusal_of(scene.ask(admin, DropRole("guard"))) == (Outcome.APPLIED, None)
    assert json.loads(scene.last("drop_role").details)["taken"] == [{"right": "see"}]
    assert "guard" not in {role.id for role in scene.told_all[-1].roles}
    assert refusal_of(scene.ask(admin, DropRole("guard"))) == (Outcome.REFUSED, Refusal.UNKNOWN_ROLE)
