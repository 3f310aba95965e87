"""Crews in the panel: those that are there, the others by distance, and what is written down of them."""

import math
from dataclasses import replace

from PySide6.QtWidgets import QDialog

from app.domain.devices import Device
from app.domain.incidents import acts, events
from app.domain.incidents.states import TaskState
from tests.widgets.incidents.record.conftest import BURST, PANIC
from widgets.incidents.record.crew_lines import CrewLines, crew_state, distance_words
from widgets.incidents.record.names import RecordNames
from widgets.incidents.record.nearby import nearest, place_of


def moves(hub) -> list:
    return [act for act in hub.desk.asked if isinstance(act, acts.MoveCrew | acts.AssignCrew)]


def test_the_nearest_come_first_and_those_without_a_place_last(hub):
    place = place_of(hub, hub.incidents.get(BURST))
    found = nearest(hub, ("crew", "vehicle", "drone"), place)
    known = [one.distance_m for one in found if math.isfinite(one.distance_m)]
    assert known == sorted(known)
    assert {one.device.kind for one in found} == {"crew", "vehicle", "drone"}
    device = found[0].device
    assert known[0] < 6000
    assert nearest(hub, ("crew", "vehicle", "drone"), (device.lat, device.lon), 1)[0].distance_m < 0.5
    assert all(math.isnan(one.distance_m) for one in nearest(hub, ("crew",), None))


def test_skills_that_fit_are_marked_and_one_that_is_elsewhere_is_said(hub):
    crew = next(one for one in hub.devices if one.kind == "vehicle")
    hub.introduce(replace(crew, capabilities=("water", "patrol")))
    other = "CUA-77"
    hub.introduce(Device(other, "crew", "Eléctrica 7", -12.09, -77.08))
    hub.desk.happen("INC-0403", events.CrewMoved(other, TaskState.ASSIGNED), by="r.quispe")
    lines = {line.id: line for line in CrewLines(hub, RecordNames(hub)).others(hub.incidents.get(BURST))}
    assert lines[crew.id].ticked
    assert "water, patrol" in lines[crew.id].support
    assert "at INC-0403" in lines[other].support
    assert hub.incidents.get(BURST).crews[0].crew not in lines
    few = CrewLines(hub, RecordNames(hub)).others(hub.incidents.get(BURST), 2)
    assert [line.id for line in few][:2] == list(lines)[:2]


def test_distances_and_states_in_words(qapp):
    assert [distance_words(metres) for metres in (340, 1100, math.nan)] == ["340\u202fm", "1.1\u202fkm", "–"]
    assert [crew_state(word) for word in ("en_route", "", "asleep_now")] == ["On its way", "", "asleep now"]


def test_a_crew_is_assigned_by_handset_or_by_radio(panel, hub, qtbot):
    panel.show_incident(PANIC)
    crews = panel.body.crews
    assert not crews.by_handset.isEnabled()
    crews.others.choose(crews.others.lines[1].id)
    crew, seen = crews.others.current, hub.incidents.get(PANIC).version
    crews.by_radio.click()
    qtbot.waitUntil(lambda: bool(crews.here.lines))
    assert moves(hub) == [acts.AssignCrew(PANIC, seen, crew, by_radio=True)]
    assert crews.here.lines[0].id == crew


def test_what_a_crew_says_by_radio_is_written_down_as_far_as_its_task_allows(panel, hub, qtbot):
    crews = panel.body.crews
    assert not crews.moves[TaskState.EN_ROUTE].isEnabled()
    crew, seen = crews.here.current, hub.incidents.get(BURST).version
    crews.moves[TaskState.ON_SITE].click()
    qtbot.waitUntil(lambda: crews.here.lines[0].right == "On site")
    assert moves(hub) == [acts.MoveCrew(BURST, seen, crew, TaskState.ON_SITE)]
    assert not crews.moves[TaskState.ON_SITE].isEnabled()


def test_a_crew_is_withdrawn_with_a_reason(panel, hub, qtbot):
    panel.body.crews.moves[TaskState.WITHDRAWN].click()
    dialog = panel.findChild(QDialog)
    dialog.text.setText("needed elsewhere")
    dialog.press.click()
    qtbot.waitUntil(lambda: panel.body.crews.here.lines[0].faint)
    assert moves(hub)[0].text == "needed elsewhere"


def test_who_may_not_dispatch_reads_why(panel, hub):
    hub.accounts.sign_in("j.paredes")
    crews = panel.body.crews
    crews.others.choose(crews.others.lines[0].id)
    assert not crews.by_handset.isEnabled()
    assert crews.why.text().startswith("Needs")
    assert crews.why.isVisible()
