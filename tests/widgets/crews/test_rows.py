"""Which crews are free, at work or not there, in what order; how many are free in each district."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.domain.devices import Liveness
from app.domain.incidents import events
from app.domain.incidents.states import IncidentState, TaskState
from tests.widgets.soft_hub import SoftHub
from widgets.crews.model import INCIDENT, NAME, POSITION, STATE, CrewModel, Group
from widgets.crews.parts import Part, parts_of
from widgets.crews.rows import CrewRow, Standing, coverage, crew_rows
from widgets.crews.table import CrewTable
from widgets.row_paint import Style


@pytest.fixture
def hub(gui_loop) -> SoftHub:
    return SoftHub(devices=80, alarms=6, incidents=5)


def say(hub: SoftHub, words: dict[str, str]) -> None:
    """Each crew says this word of itself."""
    plain = hub.columns.readings

    def readings(device: str):
        return tuple(
            replace(one, value=words.get(device, one.value)) if one.quantity == "crew_state" else one
            for one in plain(device)
        )

    hub.columns.readings = readings


def of(rows: list[CrewRow], crew: str) -> CrewRow:
    return next(row for row in rows if row.id == crew)


def two_idle(hub: SoftHub) -> tuple[str, str]:
    rows = [row for row in crew_rows(hub, None) if not row.incident and not row.stale]
    return rows[0].id, rows[1].id


def test_a_task_goes_before_what_the_crew_says_and_that_before_nothing(hub):
    free, resting = two_idle(hub)
    task = hub.incidents.get("INC-0401").crews[0]
    say(hub, {free: "available", resting: "break", task.crew: "available"})
    rows = crew_rows(hub, None)
    assert of(rows, free).standing is Standing.FREE
    assert (of(rows, resting).standing, of(rows, resting).state) == (Standing.AWAY, "On a break")
    at_work = of(rows, task.crew)
    assert (at_work.standing, at_work.incident, at_work.state) == (
        Standing.IN_SERVICE,
        "INC-0401",
        "On its way",
    )
    assert at_work.since == task.en_route_at
    assert [row.standing for row in rows] == sorted(row.standing for row in rows)


def test_a_crew_that_is_lost_is_not_free_whatever_it_said(hub):
    crew, _ = two_idle(hub)
    say(hub, {crew: "available"})
    columns = hub.columns.devices()
    liveness = columns.liveness.copy()
    liveness[hub.devices.row(crew)] = Liveness.LOST
    hub.columns.devices = lambda: replace(columns, liveness=liveness)
    row = of(crew_rows(hub, None), crew)
    assert (row.standing, row.state, row.stale) == (Standing.AWAY, "No contact", True)


def test_free_crews_stand_nearest_first_where_an_incident_is_chosen(hub):
    idle = [row.id for row in crew_rows(hub, None) if not row.incident and not row.stale]
    say(hub, dict.fromkeys(idle, "available"))
    rows = crew_rows(hub, hub.incidents.get("INC-0405"))
    free = [row for row in rows if row.standing is Standing.FREE]
    assert len(free) == len(idle)
    assert [(not row.fits, row.distance_m) for row in free] == sorted(
        (not row.fits, row.distance_m) for row in free
    )


def test_free_crews_are_counted_by_district_and_none_is_said_too(hub):
    rows = crew_rows(hub, None)
    crew, _ = two_idle(hub)
    assert {count for _, count in coverage(rows)} == {0}
    say(hub, {crew: "available"})
    found = dict(coverage(crew_rows(hub, None)))
    zone = of(rows, crew).zone
    assert found[zone] == 1
    assert sum(found.values()) == 1
    assert set(found) == {row.zone for row in rows}


def test_what_is_resolved_is_in_no_list(hub):
    new, under_way = hub.incidents.get("INC-0402"), hub.incidents.get("INC-0401")
    assert parts_of(new) == 1 << Part.TO_ASSIGN | 1 << Part.ALL
    assert parts_of(under_way) == 1 << Part.UNDER_WAY | 1 << Part.ALL
    crew = under_way.crews[0].crew
    back = hub.desk.happen("INC-0401", events.CrewMoved(crew, TaskState.WITHDRAWN), by="r.quispe")
    assert parts_of(back) == parts_of(new)
    assert parts_of(replace(new, state=IncidentState.RESOLVED)) == 0


# The table


def crew(name: str, standing: Standing = Standing.FREE, **more) -> CrewRow:
    row = CrewRow(name, name, "crew", standing, "Available", "", 0, "Centro", "", 1_000, False, 90.0, False)
    return replace(row, **more)


@pytest.fixture
def table(qtbot, look) -> CrewTable:
    model = CrewModel()
    made = CrewTable(model, look)
    model.setParent(made)
    qtbot.addWidget(made)
    made.resize(900, 300)
    model.show_crews([crew("A"), crew("B"), crew("C", Standing.AWAY)], 61_000)
    return made


def test_groups_have_their_heading_and_an_old_position_its_hatch(table):
    model = table.model()
    assert [model.index(place, NAME).data() for place in range(5)] == [
        "Free · 2",
        "A",
        "B",
        "Not available · 1",
        "C",
    ]
    assert model.index(1, POSITION).data() == "1 min"
    model.show_crews([crew("A", stale=True, incident="INC-0007")], 61_000)
    assert model.cells(1)[POSITION].style & Style.STALE
    assert model.index(1, INCIDENT).data() == "INC-0007"
    assert table.grab().width() == 900


def test_the_arrows_pass_the_headings_and_the_first_crew_is_the_end(table, qtbot):
    table.choose_first()
    for key, expected in (
        (Qt.Key.Key_Up, "A"),
        (Qt.Key.Key_Down, "B"),
        (Qt.Key.Key_Down, "C"),
        (Qt.Key.Key_Up, "B"),
    ):
        qtbot.keyClick(table, key)
        assert table.crew.id == expected


def test_a_crew_stays_chosen_when_its_group_is_another_one(table):
    table.choose("B")
    chosen = []
    table.crew_chosen.connect(chosen.append)
    table.model().show_crews([crew("A"), crew("C"), crew("B", Standing.IN_SERVICE)], 62_000)
    assert table.crew.id == "B"
    assert table.selectionModel().selectedRows()[0].row() == 4
    assert chosen == []


def test_held_lines_stay_where_they_are_and_tell_what_is_new(table):
    model = table.model()
    model.held = True
    model.show_crews([crew("B", state="Busy"), crew("A"), crew("D")], 62_000)
    assert [getattr(model.entry(place), "id", Group) for place in range(5)] == [Group, "A", "B", Group, "C"]
    assert model.index(2, STATE).data() == "Busy"
    model.held = False
    model.show_crews([crew("B"), crew("A"), crew("D")], 62_000)
    assert [getattr(model.entry(place), "id", Group) for place in range(4)] == [Group, "B", "A", "D"]
