"""The queue's model under changes: what moves, what stays, what waits."""

import pytest
from PySide6.QtCore import QPersistentModelIndex

from app.domain.alarms import Priority
from app.domain.incidents import events
from app.domain.incidents.states import Resolution, TaskState
from tests.widgets.soft_hub import SoftHub
from widgets.alarms.held_order import SLICE
from widgets.incidents.queue.model import QueueModel
from widgets.incidents.queue.rows import Grouping, Heading, Row, Scope


@pytest.fixture
def hub(qapp):
    return SoftHub(devices=60, alarms=0, incidents=0)


@pytest.fixture
def model(hub, qtmodeltester):
    made = QueueModel(hub)
    for minutes in (1, 2, 3):
        hub.desk.open_one("waste.full", f"Contenedor {minutes}", minutes_ago=minutes, zone="Mirador")
    made.flush()
    qtmodeltester.check(made)
    return made


def shown(model: QueueModel) -> list[str]:
    entries = (model.entry(place) for place in range(model.rowCount()))
    return [entry.key if isinstance(entry, Row) else f"# {entry.title}" for entry in entries]


def test_the_longest_open_of_equals_stands_first_and_a_worse_one_before_all(model, hub):
    assert shown(model) == ["INC-0403", "INC-0402", "INC-0401"]
    hub.desk.open_one("security.panic", "Botón de pánico")
    model.flush()
    assert shown(model)[0] == "INC-0404"


def test_no_card_moves_while_the_order_is_held(model, hub):
    model.set_hold(True)
    hub.desk.happen("INC-0401", events.PrioritySet(Priority.CRITICAL))
    hub.desk.happen("INC-0402", events.Closed(Resolution.SOLVED, "vaciado"))
    hub.desk.open_one("security.panic", "Botón de pánico")
    waiting = []
    model.held_changed.connect(waiting.append)
    model.flush()
    assert shown(model) == ["INC-0403", "INC-0402", "INC-0401", "INC-0404"]
    assert model.incident(2).priority == Priority.CRITICAL
    assert model.is_gone("INC-0402")
    assert waiting == [1]
    model.set_hold(False)
    assert shown(model) == ["INC-0404", "INC-0401", "INC-0403"]
    assert not model.is_gone("INC-0402")


def test_what_headings_count_is_told_while_the_order_is_held_too(model, hub):
    model.group_by(Grouping.ZONE)
    assert (model.entry(0).count, model.entry(0).new) == (3, 3)
    model.set_hold(True)
    hub.desk.happen("INC-0402", events.Acknowledged())
    model.flush()
    assert (model.entry(0).count, model.entry(0).new) == (3, 2)
    assert shown(model)[1:] == ["INC-0403", "INC-0402", "INC-0401"]


def test_a_selection_stays_on_its_incident_when_the_order_changes(model, hub):
    chosen = QPersistentModelIndex(model.index(2, 0))
    hub.desk.happen("INC-0401", events.PrioritySet(Priority.CRITICAL))
    model.flush()
    assert model.incident(chosen.row()).id == "INC-0401"
    assert chosen.row() == 0


def test_grouping_puts_headings_between_and_takes_them_away_again(model, hub, qtmodeltester):
    hub.desk.open_one("security.panic", "Botón de pánico", zone="San Telmo")
    model.flush()
    model.group_by(Grouping.ZONE)
    assert shown(model) == ["# San Telmo", "INC-0404", "# Mirador", "INC-0403", "INC-0402", "INC-0401"]
    qtmodeltester.check(model)
    model.turn(model.entry(2))
    assert shown(model) == ["# San Telmo", "INC-0404", "# Mirador"]
    assert isinstance(model.entry(2), Heading)
    model.group_by(Grouping.NONE)
    assert len(shown(model)) == 4


def test_an_incident_that_changes_hands_leaves_mine_and_joins_it(model, hub):
    model.choose(Scope.MINE, ())
    assert shown(model) == []
    hub.desk.happen("INC-0402", events.OwnerSet("r.quispe"))
    model.flush()
    assert shown(model) == ["INC-0402"]
    assert model.store.counts[Scope.MINE] == 1
    hub.accounts.sign_in("j.paredes")
    assert shown(model) == []


def test_many_at_once_are_written_in_slices_and_none_is_lost(hub, qtbot):
    for number in range(2 * SLICE + 1):
        hub.desk.open_one("waste.full", f"Contenedor {number}")
    model = QueueModel(hub)
    assert model.rowCount() == SLICE
    qtbot.waitUntil(lambda: model.rowCount() == 2 * SLICE + 1)


def test_a_card_tells_the_crew_that_is_farthest_and_what_hangs_from_it(hub):
    crew = next(device for device in hub.devices if device.kind == "crew")
    hub.desk.open_one("water.burst", "Rotura", place="Av. 1", zone="Mirador")
    for state in (TaskState.ASSIGNED, TaskState.EN_ROUTE):
        hub.desk.happen("INC-0401", events.CrewMoved(crew.id, state))
    model = QueueModel(hub)
    card = model.entry(0)
    assert (card.crew, card.state, card.where) == (crew.name, "On its way", "Av. 1 · Mirador")
