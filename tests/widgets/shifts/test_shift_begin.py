"""A shift begins with the sign-in, once, and quietly where there is one already."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.shifts import BeginShift, EndShift
from widgets import tasks
from widgets.shifts.begin import ShiftBegin


@pytest.fixture
def begin(hub, qtbot):
    hub.accounts.sign_out()
    keeper = QObject()
    yield ShiftBegin(hub, keeper)
    keeper.deleteLater()


def begun(hub) -> int:
    return sum(isinstance(act, BeginShift) for act in hub.desk.asked)


def test_it_begins_and_says_when(hub, begin, qtbot):
    with qtbot.waitSignal(begin.said) as said:
        hub.accounts.sign_in("j.paredes")
    assert said.args[0].startswith("Shift began ")
    assert hub.incidents.own_shift() is not None
    session = hub.access.session
    hub.access.session_changed.emit(hub.access.session)
    begin.look()
    assert begun(hub) == 1
    assert session is hub.access.session


def test_one_that_is_there_is_left_alone(hub, begin, qtbot):
    hub.desk.answer = Verdict(Outcome.REFUSED, refusal=Refusal.ALREADY)
    with qtbot.assertNotEmitted(begin.said, wait=50):
        hub.accounts.sign_in("r.quispe")
    assert begun(hub) == 1


def test_an_ended_shift_is_not_begun_again_by_unlocking(hub, begin, qtbot):
    hub.accounts.sign_in("r.quispe")
    qtbot.waitUntil(lambda: hub.incidents.own_shift() is not None)
    session = hub.access.session
    done = []
    tasks.run(begin, hub.incidents.done(EndShift()), done.append)
    qtbot.waitUntil(lambda: bool(done))
    for locked in (True, False):
        hub.access.session = replace(session, locked=locked)
        hub.access.session_changed.emit(hub.access.session)
    assert begun(hub) == 1
    hub.accounts.sign_out()
    hub.access.session = session
    begin.look()
    qtbot.waitUntil(lambda: begun(hub) == 2)


def test_after_no_answer_it_is_asked_when_the_engine_is_back(hub, begin, qtbot):
    hub.desk.away = True
    hub.accounts.sign_in("r.quispe")
    qtbot.waitUntil(lambda: begin._begun_for == ("", 0))
    hub.desk.away = False
    with qtbot.waitSignal(begin.said):
        hub.incidents.loaded.emit()


def test_who_may_write_none_begins_none(hub, begin):
    hub.accounts.sign_in("auditoria")
    assert begun(hub) == 0
