"""The second factor, as a console turns it on, uses and drops it."""

import pyotp
import pytest

from app.wire import access as wire
from app.wire.access import RecoveryCodes, SecondFactorOffer, SignInAnswer, SignInRefusal
from tests.engine.access.scene import PASSWORDS, Scene, SoftLink

STEP_S = 30


class Phone:
    """Shows the code of the scene's moment."""

    def __init__(self, scene: Scene, secret: str) -> None:
        self._scene, self._codes = scene, pyotp.TOTP(secret)

    @property
    def code(self) -> str:
        return self._codes.at(self._scene.now.wall // 1000)


@pytest.fixture
def desk(scene: Scene) -> SoftLink:
    desk = scene.desk("desk 1")
    scene.first(desk)
    return desk


def enrol(scene: Scene, desk: SoftLink) -> tuple[Phone, RecoveryCodes]:
    offer = scene.ask(desk, wire.BeginSecondFactor(PASSWORDS["ana"]))
    assert isinstance(offer, SecondFactorOffer)
    phone = Phone(scene, offer.secret)
    codes = scene.ask(desk, wire.ConfirmSecondFactor(phone.code))
    assert isinstance(codes, RecoveryCodes)
    scene.pass_time(STEP_S)
    return phone, codes


def test_it_is_turned_on_and_asked_for_from_then_on(scene: Scene, desk: SoftLink) -> None:
    phone, _codes = enrol(scene, desk)
    assert scene.book.session_of(desk).second_factor
    assert desk.session.second_factor
    assert scene.last("second_factor_on").outcome == "applied"
    other = scene.desk("desk 2")
    assert scene.sign_in(other).refusal is SignInRefusal.CODE_NEEDED
    assert scene.last("sign_in").refusal == "code_needed"
    assert scene.book.session_of(other) is None
    code = phone.code
    assert scene.sign_in(other, code=code).session.operator == "ana"
    assert scene.sign_in(scene.desk("desk 3"), code=code).refusal is SignInRefusal.WRONG
    assert scene.last("sign_in").refusal == "code_replayed"
    assert code not in str(scene.trail())


def test_a_wrong_password_or_code_turns_nothing_on(scene: Scene, desk: SoftLink) -> None:
    assert scene.ask(desk, wire.ConfirmSecondFactor("123456")).refusal is SignInRefusal.EXPIRED
    assert scene.ask(desk, wire.BeginSecondFactor("no")).refusal is SignInRefusal.WRONG
    assert isinstance(scene.ask(desk, wire.BeginSecondFactor(PASSWORDS["ana"])), SecondFactorOffer)
    assert scene.ask(desk, wire.ConfirmSecondFactor("12345x")).refusal is SignInRefusal.WRONG
    assert not scene.book.session_of(desk).second_factor
    assert [one.refusal for one in scene.trail("second_factor_on")] == [
        "expired",
        "wrong_password",
        "wrong_code",
    ]


def test_the_lock_asks_for_the_password_alone(scene: Scene, desk: SoftLink) -> None:
    enrol(scene, desk)
    scene.ask(desk, wire.LockSession())
    assert not scene.ask(desk, wire.UnlockSession(PASSWORDS["ana"])).session.locked


def test_a_recovery_code_lets_in_once_and_is_on_record(scene: Scene, desk: SoftLink) -> None:
    _phone, codes = enrol(scene, desk)
    other = scene.desk("desk 2")
    assert scene.sign_in(other, code=codes.codes[0]).session is not None
    assert scene.last("recovery_code_used").subject == "ana"
    assert scene.sign_in(other, code=codes.codes[0]).refusal is SignInRefusal.WRONG
    assert len(scene.trail("recovery_code_used")) == 1
    assert codes.codes[0] not in str(scene.trail())


def test_it_is_dropped_with_the_password(scene: Scene, desk: SoftLink) -> None:
    scene.rules.second_factor_for = ("administrator",)
    enrol(scene, desk)
    assert scene.ask(desk, wire.DropSecondFactor("no")).refusal is SignInRefusal.WRONG
    answer = scene.ask(desk, wire.DropSecondFactor(PASSWORDS["ana"]))
    assert not answer.session.second_factor
    assert answer.problem == "second_factor_wanted"
    assert scene.last("second_factor_off").outcome == "applied"
    assert scene.sign_in(scene.desk("desk 2")).session is not None


@pytest.mark.parametrize("body", [wire.BeginSecondFactor, wire.DropSecondFactor])
def test_what_is_proved_for_a_session_that_has_ended_gives_nothing(scene, desk, body) -> None:
    id_ = scene.start(desk, body(PASSWORDS["ana"]))
    scene.start(desk, wire.SignOut())
    scene.worker.drain()
    assert desk.answers[id_] == SignInAnswer(refusal=SignInRefusal.EXPIRED)
    assert scene.book.session_of(desk) is None


def test_codes_for_a_console_that_left_are_told_to_nobody(scene: Scene, desk: SoftLink) -> None:
    offer = scene.ask(desk, wire.BeginSecondFactor(PASSWORDS["ana"]))
    id_ = scene.start(desk, wire.ConfirmSecondFactor(Phone(scene, offer.secret).code))
    scene.leave(desk)
    scene.worker.drain()
    assert id_ not in desk.answers
    assert scene.last("second_factor_on").outcome == "applied"
