"""Sessions at several desks, lost and resumed, over restarts, as long as they last, with the roles of now."""

import pytest

from app.domain.operators import Operator
from app.domain.rights import Grant, Right, Role, allows
from app.engine.access.sessions import RESUME_S
from app.wire import access as wire
from app.wire.access import AccessRules, Desk, SessionChanged, SignInRefusal
from app.wire.administration import ChangeOperator, PutRole, ResetOperator
from tests.engine.access.scene import PASSWORDS, Scene

HOUR = 3600.0


def test_a_newcomer_is_told_the_rules_and_everybody_the_desks(scene: Scene) -> None:
    one = scene.desk("desk 1")
    assert [type(item) for item in one.heard] == [AccessRules]
    assert one.heard[0].first_start
    assert one.heard[0].idle_lock_s == 600
    assert one.heard[0].password_least == 12
    assert one.heard[0].secrets == "ready"
    assert {role.id for role in one.heard[0].roles} >= {"operator", "administrator", "auditor"}
    scene.first(one)
    scene.desk("desk 2")
    assert scene.desks == {
        "desk 1": Desk("desk 1", "ana", "Ana Rojas", ("administrator",), scene.now.wall, locked=False),
        "desk 2": Desk("desk 2", "", "", (), 0, locked=False),
    }
    scene.leave(one)
    assert set(scene.desks) == {"desk 2"}


def test_the_rules_are_told_when_a_setting_changes_and_not_otherwise(scene: Scene) -> None:
    scene.desk("desk 1")
    told = len(scene.told_all)
    scene.book.announce()
    assert len(scene.told_all) == told
    scene.rules.idle_lock_minutes = 0
    scene.book.announce()
    assert len(scene.told_all) == told + 1
    assert scene.told_all[-1].idle_lock_s == 0


def test_two_desks_are_both_shown_where_that_is_allowed(scene: Scene) -> None:
    one, two = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(one)
    assert scene.sign_in(two).session is not None
    assert {desk.operator for desk in scene.desks.values()} == {"ana"}
    assert one.session is not None


def test_a_second_desk_is_refused_where_one_is_allowed(scene: Scene) -> None:
    scene.rules.two_desks = "refuse"
    one, two = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(one)
    assert scene.sign_in(two, "ana", "wrong").refusal is SignInRefusal.WRONG
    assert scene.sign_in(two).refusal is SignInRefusal.ELSEWHERE
    assert scene.last("sign_in").refusal == "elsewhere"
    assert scene.book.session_of(two) is None
    assert scene.sign_in(one).session is not None
    scene.leave(one)
    assert scene.sign_in(two).session is not None


def test_a_session_moves_to_the_second_desk_where_that_is_the_rule(scene: Scene) -> None:
    scene.rules.two_desks = "move"
    one, two = scene.desk("desk 1"), scene.desk("desk 2")
    token = scene.first(one).token
    assert scene.sign_in(two).session is not None
    assert one.ended == ["elsewhere"]
    assert one.session is None
    assert scene.book.session_of(one) is None
    ended = scene.last("session_ended")
    assert (ended.operator, ended.console, ended.details) == ("ana", "desk 1", '{"why": "elsewhere"}')
    assert scene.ask(one, wire.Resume(token)).refusal is SignInRefusal.EXPIRED


def test_names_are_told_to_whoever_is_signed_in_and_to_nobody_else(scene: Scene) -> None:
    desk, door = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(desk)
    scene.hire(desk, "beto")
    told = [item for _, item in desk.log if isinstance(item, wire.SessionChanged)]
    assert told[-1].session is not None
    assert told[-1].session.people == {"ana": "Ana Rojas", "beto": "Beto"}
    assert "Beto" not in str(door.log)
    session = scene.sign_in(door, "beto").session
    assert session is not None
    assert session.people == {"ana": "Ana Rojas", "beto": "Beto"}


def test_a_console_that_comes_back_goes_on_with_its_session(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    answer = scene.first(desk)
    scene.leave(desk)
    scene.pass_time(RESUME_S - 1)
    back = scene.desk("desk 1")
    assert scene.book.session_of(back) is None
    resumed = scene.ask(back, wire.Resume(answer.token))
    assert resumed.session == answer.session
    assert scene.desks["desk 1"].operator == "ana"
    entry = scene.last("sign_in")
    assert (entry.operator, entry.outcome, entry.details) == ("ana", "applied", '{"by": "resume"}')
    scene.pass_time(RESUME_S + 1)
    assert scene.book.session_of(back) is not None


def test_a_console_that_stays_away_has_lost_its_session(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    token = scene.first(desk).token
    scene.leave(desk)
    scene.pass_time(RESUME_S)
    assert '"lost"' in scene.last("session_ended").details
    back = scene.desk("desk 1")
    assert scene.ask(back, wire.Resume(token)).refusal is SignInRefusal.EXPIRED
    assert scene.last("sign_in").refusal == "expired"
    again = scene.restart()
    assert again.ask(again.desk("desk 1"), wire.Resume(token)).refusal is SignInRefusal.EXPIRED
    again.close()


def test_a_locked_session_comes_back_locked(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    token = scene.first(desk).token
    scene.ask(desk, wire.LockSession())
    again = scene.restart(after_s=5)
    back = again.desk("desk 1")
    assert again.ask(back, wire.Resume(token)).session.locked
    assert again.ask(back, wire.UnlockSession(PASSWORDS["ana"])).session is not None
    third = again.restart(after_s=5)
    assert not third.ask(third.desk("desk 1"), wire.Resume(token)).session.locked
    third.close()


def test_a_session_outlives_the_engine_for_a_while(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    answer = scene.first(desk)
    again = scene.restart(after_s=60)
    back = again.desk("desk 1")
    assert again.book.session_of(back) is None
    assert again.ask(back, wire.Resume("x" + answer.token[1:])).refusal is SignInRefusal.EXPIRED
    resumed = again.ask(back, wire.Resume(answer.token))
    assert resumed.session == answer.session
    again.pass_time(12 * HOUR - 61)
    assert again.book.session_of(back) is not None
    again.pass_time(1)
    assert again.book.session_of(back) is None
    again.close()


def test_a_session_that_nobody_comes_back_to_after_a_restart_ends_on_record(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    token = scene.first(desk).token
    again = scene.restart(after_s=60)
    again.pass_time(RESUME_S)
    assert '"lost"' in again.last("session_ended").details
    refused = again.ask(again.desk("desk 1"), wire.Resume(token))
    assert refused.refusal is SignInRefusal.EXPIRED
    again.close()


def test_a_session_that_ran_out_while_there_was_no_engine_ends_on_record(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    token = scene.first(desk).token
    again = scene.restart(after_s=13 * HOUR)
    back = again.desk("desk 1")
    again.pass_time(0)
    assert again.last("session_ended").details == '{"why": "expired"}'
    assert again.ask(back, wire.Resume(token)).refusal is SignInRefusal.EXPIRED
    again.close()


def test_a_session_lasts_as_long_as_the_settings_say(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    token = scene.first(desk).token
    scene.pass_time(12 * HOUR - 1)
    assert scene.book.session_of(desk) is not None
    scene.pass_time(1)
    assert scene.book.session_of(desk) is None
    assert desk.ended == ["expired"]
    assert scene.last("session_ended").details == '{"why": "expired"}'
    assert scene.ask(desk, wire.Resume(token)).refusal is SignInRefusal.EXPIRED
    scene.sign_in(desk)
    scene.rules.session_hours = 1
    scene.pass_time(HOUR)
    assert desk.ended == ["expired", "expired"]


def test_a_token_that_is_used_at_another_console_takes_the_session_along(scene: Scene) -> None:
    one = scene.desk("desk 1")
    token = scene.first(one).token
    two = scene.desk("desk 2")
    assert scene.ask(two, wire.Resume(token)).session.operator == "ana"
    assert scene.book.session_of(one) is None
    assert one.ended == ["elsewhere"]
    assert (scene.desks["desk 1"].operator, scene.desks["desk 2"].operator) == ("", "ana")


def test_resuming_obeys_the_rule_of_two_desks(scene: Scene) -> None:
    one, two = scene.desk("desk 1"), scene.desk("desk 2")
    token = scene.first(one).token
    scene.leave(one)
    scene.sign_in(two)
    scene.rules.two_desks = "refuse"
    back = scene.desk("desk 1")
    assert scene.ask(back, wire.Resume(token)).refusal is SignInRefusal.ELSEWHERE
    scene.rules.two_desks = "move"
    assert scene.ask(back, wire.Resume(token)).session is not None
    assert two.ended == ["elsewhere"]


def test_resuming_at_a_console_with_another_session_ends_that_one(scene: Scene) -> None:
    one = scene.desk("desk 1")
    token = scene.first(one).token
    scene.hire(one, "beto")
    scene.leave(one)
    two = scene.desk("desk 2")
    scene.sign_in(two, "beto")
    assert scene.ask(two, wire.Resume(token)).session.operator == "ana"
    assert scene.last("session_ended").operator == "beto"


def test_an_operator_who_is_disabled_is_out_at_once(scene: Scene) -> None:
    admin, desk = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(admin)
    scene.hire(admin, "beto")
    token = scene.sign_in(desk, "beto").token
    beto = scene.accounts.operator("beto")
    off = Operator("beto", beto.name, beto.roles, enabled=False, version=beto.version)
    scene.ask(admin, ChangeOperator(off))
    assert scene.book.session_of(desk) is None
    assert desk.ended == ["disabled"]
    assert scene.desks["desk 2"].operator == ""
    assert scene.last("session_ended").details == '{"why": "disabled"}'
    scene.ask(admin, ChangeOperator(Operator("beto", "Beto", ("operator",), version=beto.version + 1)))
    assert scene.ask(desk, wire.Resume(token)).refusal is SignInRefusal.EXPIRED


def test_a_reset_ends_the_sessions(scene: Scene) -> None:
    admin, desk = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(admin)
    scene.hire(admin, "beto")
    token = scene.sign_in(desk, "beto").token
    scene.leave(desk)
    scene.ask(admin, ResetOperator("beto"))
    back = scene.desk("desk 2")
    assert scene.ask(back, wire.Resume(token)).refusal is SignInRefusal.EXPIRED
    assert scene.last("session_ended").details == '{"why": "reset"}'


def test_changed_roles_are_in_force_and_told_to_that_console_alone(scene: Scene) -> None:
    admin, desk = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(admin)
    scene.hire(admin, "beto")
    scene.sign_in(desk, "beto")
    before = len(admin.heard)
    beto = scene.accounts.operator("beto")
    scene.ask(admin, ChangeOperator(Operator("beto", "Beto", ("supervisor",), version=beto.version)))
    assert isinstance(desk.heard[-1], SessionChanged)
    assert desk.session == scene.book.session_of(desk)
    assert allows(desk.session.grants, Right.APPROVE)
    assert not any(isinstance(item, SessionChanged) for item in admin.heard[before:])
    assert scene.desks["desk 2"].roles == ("supervisor",)


def test_a_changed_role_changes_the_sessions_of_those_who_have_it(scene: Scene) -> None:
    admin, desk = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(admin)
    scene.hire(admin, "beto")
    scene.sign_in(desk, "beto")
    role = scene.accounts.role("operator")
    scene.ask(admin, PutRole(Role(role.id, "", (Grant(Right.SEE),), role.version)))
    assert desk.session.grants == (Grant(Right.SEE),)
    assert scene.book.session_of(desk).grants == (Grant(Right.SEE),)
    assert next(one for one in scene.told_all[-1].roles if one.id == "operator").grants == (Grant(Right.SEE),)


def test_who_must_choose_a_password_can_do_nothing_else(scene: Scene) -> None:
    admin, desk = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(admin)
    scene.hire(admin, "beto")
    scene.sign_in(desk, "beto")
    scene.demand_new_password("beto")
    scene.pass_time(1)
    assert desk.session.must_change
    for body in (wire.BeginSecondFactor(PASSWORDS["beto"]), wire.ConfirmSecondFactor("123456")):
        answer = scene.ask(desk, body)
        assert (answer.refusal, answer.problem) == (SignInRefusal.WRONG, "must_change")
    assert scene.ask(desk, wire.LockSession()).session.must_change
    unlocked = scene.ask(desk, wire.UnlockSession(PASSWORDS["beto"])).session
    assert (unlocked.locked, unlocked.must_change) == (False, True)
    changed = scene.ask(desk, wire.ChangePassword(PASSWORDS["beto"], "nueve gatos 41 miran la luna"))
    assert not changed.session.must_change
    scene.demand_new_password("beto")
    scene.pass_time(1)
    assert scene.ask(desk, wire.SignOut()).refusal is None
    answer = scene.sign_in(desk, "beto", "nueve gatos 41 miran la luna")
    assert answer.session.must_change


@pytest.mark.parametrize("rule", ["allow", "refuse", "move"])
def test_signing_in_again_at_the_same_desk_is_no_second_desk(scene: Scene, rule: str) -> None:
    scene.rules.two_desks = rule
    desk = scene.desk("desk 1")
    token = scene.first(desk).token
    assert scene.sign_in(desk).session is not None
    assert not desk.ended
    assert [seat.operator for seat in scene.book.seats_at("desk 1")] == ["ana"]
    assert scene.ask(scene.desk("desk 2"), wire.Resume(token)).refusal is SignInRefusal.EXPIRED
