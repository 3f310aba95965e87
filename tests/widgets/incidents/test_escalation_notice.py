"""Who is told of an incident that nobody reacts to, in what words, and whether it is heard again."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.domain.alarms import Priority
from app.domain.incidents import events
from app.wire import access as wire
from tests.widgets.soft_hub import SoftHub
from widgets.incidents.escalation_notice import EscalationNotice


@pytest.fixture
def hub(gui_loop):
    return SoftHub(devices=60, alarms=0, incidents=0)


@pytest.fixture
def notice(hub, look, qtbot):
    made = EscalationNotice(hub, look)
    qtbot.addWidget(made)
    return made


def late(hub, level: int, *, priority: Priority = Priority.HIGH) -> str:
    incident = hub.desk.open_one("lighting.outage", "Tablero", minutes_ago=30, priority=priority)
    for step in range(1, level + 1):
        hub.desk.happen(incident, events.Escalated(step, "acknowledge"))
    return incident


def test_nobody_is_told_of_what_is_in_time(notice, hub):
    hub.desk.open_one("lighting.outage", "Tablero", minutes_ago=30)
    assert notice.isHidden()


def test_the_first_step_tells_whoever_may_take_it_and_says_since_when(notice, hub):
    incident = late(hub, 1)
    assert notice.shown == [incident]
    assert notice.words.text() == f"{incident} Tablero: nobody has acknowledged it for 30 min"
    assert not notice.isHidden()
    hub.accounts.sign_in("auditoria")
    assert notice.isHidden()


@pytest.mark.parametrize(("level", "operator", "told"), [
    (2, "r.quispe", True), (2, "j.paredes", False), (3, "j.paredes", True), (3, "auditoria", True),
])  # fmt: skip
def test_later_steps_tell_those_who_may_dispatch_and_then_everybody(notice, hub, level, operator, told):
    late(hub, level)
    hub.accounts.sign_in(operator)
    assert bool(notice.shown) is told


def test_it_is_over_when_somebody_acknowledges(notice, hub):
    incident = late(hub, 2)
    hub.desk.happen(incident, events.Acknowledged())
    assert notice.shown == []
    assert notice.isHidden()


def test_the_most_urgent_is_named_the_others_are_counted_and_the_button_goes_to_it(notice, hub, qtbot):
    late(hub, 1)
    worst = late(hub, 1, priority=Priority.CRITICAL)
    assert notice.shown[0] == worst
    assert notice.more.text() == "and 1 more"
    notice.show()
    with qtbot.waitSignal(notice.incident_wanted) as wanted:
        qtbot.mouseClick(notice.button, Qt.MouseButton.LeftButton)
    assert wanted.args == [worst]


def test_a_louder_step_is_heard_once_with_the_priority_of_the_incident(notice, hub):
    heard = []
    notice.louder.connect(heard.append)
    incident = late(hub, 1, priority=Priority.CRITICAL)
    assert heard == [Priority.CRITICAL]
    hub.desk.happen(incident, events.Noted("nadie contesta"))
    assert heard == [Priority.CRITICAL]


def test_nobody_signed_in_is_told_nothing(notice, hub):
    late(hub, 3)
    hub.access.take_session(wire.SessionChanged(None, ""))
    assert notice.shown == []
    hub.accounts.sign_in("r.quispe")
    assert notice.shown != []
    hub.access.take_session(wire.SessionChanged(replace(hub.access.session, locked=True)))
    assert notice.shown != []
