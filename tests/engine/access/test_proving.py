"""While a password is proved: how many at a time, and what wins that happens meanwhile."""

from app.domain.operators import Operator
from app.wire import access as wire
from app.wire.access import SignInRefusal
from app.wire.administration import ChangeOperator, ResetOperator
from tests.engine.access.scene import PASSWORDS, Scene


def test_who_is_disabled_while_the_password_is_proved_is_not_let_in(scene: Scene) -> None:
    one, two = scene.desk("desk 1"), scene.desk("desk 2")
    scene.first(one)
    scene.hire(one, "beto")
    scene.hire(one, "carla")
    for name, body in {
        "beto": ChangeOperator(Operator("beto", "Beto", ("operator",), enabled=False)),
        "carla": ResetOperator("carla"),
    }.items():
        id_ = scene.start(two, wire.SignIn(name, PASSWORDS[name]))
        scene.worker.work()
        scene.start(one, body)
        scene.worker.drain()
        assert two.answers[id_].refusal is SignInRefusal.BUSY
        assert scene.book.session_of(two) is None
        assert scene.last("sign_in").refusal == "overtaken"


def test_a_console_proves_one_password_at_a_time(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    one = scene.start(desk, wire.SignIn("ana", PASSWORDS["ana"]))
    two = scene.start(desk, wire.UnlockSession(PASSWORDS["ana"]))
    assert desk.answers[two].refusal is SignInRefusal.BUSY
    scene.worker.drain()
    assert desk.answers[one].session is not None
    assert scene.last("unlock").refusal == "busy"


def test_all_consoles_together_are_bounded(scene: Scene) -> None:
    scene.first(scene.desk("desk 0"))
    scene.worker.limit = 2
    links = [scene.desk(f"desk {number}") for number in range(1, 5)]
    asked = [(link, scene.start(link, wire.SignIn("ana", PASSWORDS["ana"]))) for link in links]
    assert [link.answers[id_].refusal for link, id_ in asked[2:]] == [SignInRefusal.BUSY] * 2
    scene.worker.drain()
    assert all(link.answers[id_].session for link, id_ in asked[:2])
    assert scene.sign_in(links[3]).session is not None


def test_signing_out_while_a_password_is_proved_wins(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    id_ = scene.start(desk, wire.SignIn("ana", PASSWORDS["ana"]))
    scene.worker.work()
    scene.start(desk, wire.SignOut())
    scene.worker.drain()
    assert desk.answers[id_].refusal is SignInRefusal.BUSY
    assert scene.book.session_of(desk) is None
    assert scene.last("sign_in").refusal == "cancelled"


def test_a_lock_while_the_password_is_proved_wins(scene: Scene) -> None:
    desk = scene.desk("desk 1")
    scene.first(desk)
    scene.ask(desk, wire.LockSession())
    id_ = scene.start(desk, wire.UnlockSession(PASSWORDS["ana"]))
    scene.worker.work()
    scene.start(desk, wire.LockSession())
    scene.worker.drain()
    assert desk.answers[id_].refusal is SignInRefusal.BUSY
    assert scene.book.session_of(desk).locked
    assert len(scene.trail("lock")) == 1
