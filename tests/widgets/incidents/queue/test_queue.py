"""The queue under keys and pointer: what opens, what is asked of the engine, what a flood does to it."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.domain.incidents import acts, events
from app.domain.incidents.states import IncidentState, Resolution
from app.wire import access as wire
from tests.widgets.incidents.queue.made_incidents import incident
from tests.widgets.soft_hub import SoftHub
from widgets.incidents.queue.queue import IncidentQueue
from widgets.incidents.queue.rows import Grouping, Heading, Scope
from widgets.incidents.record.menu import Does

Key = Qt.Key


@pytest.fixture
def hub(gui_loop):
    return SoftHub(devices=80, alarms=0)


@pytest.fixture
def queue(hub, look, qtbot):
    made = IncidentQueue(hub, look)
    qtbot.addWidget(made)
    made.resize(290, 700)
    with qtbot.waitExposed(made):
        made.show()
    made.list.setFocus()
    return made


def cards(queue: IncidentQueue) -> list[str]:
    found = (queue.model.incident(place) for place in range(queue.model.rowCount()))
    return [one.id for one in found if one is not None]


def test_the_most_urgent_stands_on_top_and_the_chips_count(queue):
    assert cards(queue) == ["INC-0402", "INC-0401", "INC-0403", "INC-0404"]
    assert queue.filters.lists.button(Scope.SHIFT).text() == "Shift 4"
    assert queue.filters.lists.button(Scope.UNASSIGNED).text() == "No owner 1"


def test_space_acknowledges_the_chosen_one_once_and_what_was_seen_of_it(queue, hub, qtbot):
    queue.select("INC-0402")
    seen = hub.incidents.get("INC-0402").version
    qtbot.keyClick(queue.list, Key.Key_Space)
    qtbot.waitUntil(lambda: hub.incidents.get("INC-0402").state is IncidentState.ACKNOWLEDGED)
    assert hub.desk.asked == [acts.AcknowledgeIncident("INC-0402", seen)]
    qtbot.keyClick(queue.list, Key.Key_Space)
    assert len(hub.desk.asked) == 1


def test_what_is_off_the_screen_is_looked_at_first(queue, hub, qtbot):
    for number in range(30):
        hub.desk.open_one("waste.full", f"Contenedor {number}")
    queue.model.flush()
    last = cards(queue)[-1]
    queue.select(last)
    queue.list.scrollToTop()
    wanted = []
    queue.wanted.connect(lambda *asked: wanted.append(asked))
    qtbot.keyClick(queue.list, Key.Key_T)
    assert wanted == []
    assert queue.notice.text() == "Look at it, then press again"
    qtbot.keyClick(queue.list, Key.Key_T)
    assert wanted == [(Does.TAKE, last)]


def test_each_key_asks_for_its_deed_and_enter_opens(queue, qtbot):
    asked = []
    queue.wanted.connect(lambda does, incident: asked.append((does, incident)))
    queue.incident_opened.connect(lambda incident: asked.append(("open", incident)))
    queue.select("INC-0401")
    for key in (Key.Key_T, Key.Key_G, Key.Key_W, Key.Key_R, Key.Key_E, Key.Key_Return):
        qtbot.keyClick(queue.list, key)
    deeds = (Does.TAKE, Does.GIVE, Does.WATCH, Does.RESOLVE, Does.SOLVED, "open")
    assert asked == [(deed, "INC-0401") for deed in deeds]


def test_without_the_right_nothing_is_asked_and_it_is_said_who_may(queue, hub, qtbot):
    hub.accounts.sign_in("auditoria")
    queue.select("INC-0402")
    with qtbot.waitSignal(queue.barred) as barred:
        qtbot.keyClick(queue.list, Key.Key_Space)
    assert barred.args[0].startswith("Needs ")
    assert hub.desk.asked == []


def test_the_digits_choose_the_list_and_how_it_is_grouped(queue, hub, qtbot):
    qtbot.keyClick(queue.list, Key.Key_2)
    assert cards(queue) == ["INC-0401"]
    qtbot.keyClick(queue.list, Key.Key_3)
    assert cards(queue) == ["INC-0402"]
    qtbot.keyClick(queue.list, Key.Key_1)
    qtbot.keyClick(queue.list, Key.Key_0)
    assert queue.model.store.grouping is Grouping.ZONE
    assert isinstance(queue.model.entry(0), Heading)


def test_a_group_is_folded_and_unfolded_with_the_arrows(queue, qtbot):
    queue.filters.next_grouping()
    queue.list.setCurrentIndex(queue.model.index(0, 0))
    before = queue.model.rowCount()
    qtbot.keyClick(queue.list, Key.Key_Left)
    assert queue.model.rowCount() < before
    qtbot.keyClick(queue.list, Key.Key_Right)
    assert queue.model.rowCount() == before


def test_a_search_finds_by_place_crew_and_number_without_accents(queue):
    for text, found in (("nothing", []), ("BOTON mercado", ["INC-0402"]), ("0401", ["INC-0401"])):
        queue.filters.text.setText(text)
        assert cards(queue) == found
    queue.reveal("INC-0404")
    assert len(cards(queue)) == 4


def test_an_empty_list_offers_to_open_one(queue, hub, qtbot):
    for number in range(401, 405):
        hub.desk.happen(f"INC-{number:04d}", events.Closed(Resolution.SOLVED, "hecho"))
    queue.model.flush()
    assert queue.empty.isVisible()
    with qtbot.waitSignal(queue.opening_wanted):
        queue.open_one.click()


def test_closed_ones_come_from_the_history_with_how_they_ended(queue, hub, qtbot):
    hub.history.closed = [
        incident(7, state=IncidentState.CLOSED, resolution=Resolution.FALSE_ALARM, closed_at=hub.now())
    ]
    queue.filters.choose(Scope.CLOSED)
    qtbot.waitUntil(lambda: cards(queue) == ["INC-0007"])
    assert queue.shown("INC-0007").resolution is Resolution.FALSE_ALARM
    queue.filters.choose(Scope.SHIFT)
    assert len(cards(queue)) == 4


def test_a_flood_groups_the_list_says_so_and_gives_it_back(queue, hub):
    hub.desk.flood(34)
    assert queue.model.store.grouping is Grouping.KIND
    assert queue.flood_line.text() == "Flood: 34 alarms in 10 min. Grouped by kind."
    hub.desk.flood(3, on=False)
    assert queue.model.store.grouping is Grouping.NONE
    assert not queue.flood_line.isVisible()


def test_what_the_operator_chose_in_a_flood_stays_when_it_is_over(queue, hub):
    hub.desk.flood(34)
    queue.filters.next_grouping()
    chosen = queue.model.store.grouping
    hub.desk.flood(3, on=False)
    assert queue.model.store.grouping is chosen


def test_a_grouping_chosen_before_a_flood_stays_through_it(queue, hub):
    queue.filters.next_grouping()
    hub.desk.flood(34)
    assert queue.model.store.grouping is Grouping.ZONE
    assert queue.flood_line.text().endswith("Grouped by district.")


def test_no_card_slides_under_the_hand_within_two_seconds_of_a_key(queue, hub, qtbot):
    queue.select("INC-0404")
    qtbot.keyClick(queue.list, Key.Key_Up)
    assert queue.model.hold
    before = cards(queue)
    hub.desk.open_one("security.panic", "Botón de pánico")
    queue.model.flush()
    assert cards(queue)[:-1] == before
    assert queue.waiting.text() == "1 new, order held"
    queue.waiting.click()
    assert cards(queue)[0] != before[0] or cards(queue)[1] == "INC-0405"


def test_a_locked_console_asks_nothing(queue, hub, qtbot):
    hub.access.take_session(wire.SessionChanged(replace(hub.access.session, locked=True)))
    queue.select("INC-0402")
    qtbot.keyClick(queue.list, Key.Key_Space)
    assert hub.desk.asked == []
