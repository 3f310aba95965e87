"""With the engine's own worker and inbox: passwords are proved on another thread, answers come on this."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.engine.access.errands import Errands
from app.engine.inbox import Call, Inbox
from app.wire import access as wire
from app.wire.access import SignInRefusal
from tests.engine.access.scene import PASSWORDS, Scene, SoftLink
from tests.support.waiting import PATIENCE_S


class Engine:
    """Its thread is the test's: `until` runs what comes through the inbox."""

    def __init__(self, folder: Path) -> None:
        self.inbox = Inbox()
        self.errands = Errands(lambda run: self.inbox.put(Call(run)), name="proving", limit=4)
        self.scene = Scene(folder, errands=self.errands)

    def until(self, link: SoftLink, id_: int) -> object:
        while id_ not in link.answers:
            item = self.inbox.get(PATIENCE_S)
            assert isinstance(item, Call), "nothing came through the inbox"
            item.run()
        return link.answers[id_]

    def close(self) -> None:
        self.errands.close()
        self.scene.book.finish()
        self.scene.close()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    made = Engine(tmp_path / "data")
    yield made
    made.close()


def test_the_engine_goes_on_while_a_password_is_proved(engine: Engine) -> None:
    desk = engine.scene.desk("desk 1")
    id_ = engine.scene.start(desk, wire.CreateFirstAdministrator("ana", "Ana", PASSWORDS["ana"]))
    assert id_ not in desk.answers
    assert engine.until(desk, id_).session is not None
    lock = engine.scene.start(desk, wire.LockSession())
    assert desk.answers[lock].session.locked


def test_many_consoles_at_once_are_all_answered(engine: Engine) -> None:
    scene = engine.scene
    first = scene.desk("desk 0")
    engine.until(first, scene.start(first, wire.CreateFirstAdministrator("ana", "Ana", PASSWORDS["ana"])))
    links = [scene.desk(f"desk {number}") for number in range(1, 13)]
    held, go_on = threading.Event(), threading.Event()
    assert engine.errands.run(
        lambda: (held.set(), go_on.wait(PATIENCE_S)), lambda _none: None, lambda _error: None
    )
    assert held.wait(PATIENCE_S)
    asked = [(link, scene.start(link, wire.SignIn("ana", PASSWORDS["ana"]))) for link in links]
    go_on.set()
    answers = [engine.until(link, id_) for link, id_ in asked]
    let_in = [answer for answer in answers if answer.session is not None]
    assert {answer.refusal for answer in answers} == {None, SignInRefusal.BUSY}
    assert len(let_in) == 4
    assert len({answer.token for answer in let_in}) == len(let_in)
    entries = [entry for entry in scene.trail("sign_in") if entry.console != "desk 0"]
    assert len(entries) == len(links)
    assert sum(entry.outcome == "applied" for entry in entries) == len(let_in)


def test_a_worker_that_ends_with_passwords_waiting_leaves_nobody_signed_in(engine: Engine) -> None:
    scene = engine.scene
    links = [scene.desk(f"desk {number}") for number in range(3)]
    for link in links:
        scene.start(link, wire.CreateFirstAdministrator("ana", "Ana", PASSWORDS["ana"]))
    engine.errands.close()
    assert all(scene.book.session_of(link) is None for link in links)
