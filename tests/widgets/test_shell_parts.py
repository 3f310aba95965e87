"""The strip, the band, the log, the palette's index: each part with real clicks and keys."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.bridge.views import EngineLink
from app.domain.acts import Seen
from app.domain.alarms import Priority, RuleText
from app.domain.devices import Device
from tests.widgets.soft_hub import SoftHub
from widgets.access.permits import Permits
from widgets.alarm_banner import AlarmBanner, worst_first
from widgets.alarm_watch import AlarmWatch
from widgets.alarms.lines import LineWriter
from widgets.engine_notice import EngineNotice
from widgets.event_log import EventLog
from widgets.event_model import KEPT, EventModel
from widgets.hatch import Hatch
from widgets.palette_index import DeviceIndex, Entry, Sort, matching
from widgets.status import StatusBoard
from widgets.status_cells import Cell, Mood


@pytest.fixture
def hub(qapp):
    return SoftHub(devices=120, alarms=0)


@pytest.fixture
def banner(hub, look, qtbot):
    made = AlarmBanner(look, LineWriter(hub), hub.alarms.get, Permits(hub))
    qtbot.addWidget(made)
    made.resize(1700, 60)
    made.show()
    return made


def show(banner, hub):
    banner.take(hub.alarms.counts, worst_first(hub.alarms.standing.values())[:6], hub.now())


def a_device(hub, kind: str, place: int = 0) -> str:
    found = [name for name in hub.devices.ids if name and hub.devices.get(name).kind == kind]
    return found[place]


def test_the_band_shows_the_worst_first_and_then_the_newest(banner, hub):
    hub.raise_alarm(a_device(hub, "luminaire"), "stale")
    hub.raise_alarm(a_device(hub, "river"), "river_high")
    worst = hub.raise_alarm(a_device(hub, "panic_button"), "panic")
    second = hub.raise_alarm(a_device(hub, "cabinet"), "cabinet_power")
    show(banner, hub)
    assert [card.alarm.id for card in banner.cards][:2] == [worst.id, second.id]
    assert banner.cards[2].alarm.rule == "river_high"
    assert "Panic button pressed" in banner.cards[0].accessibleName()


def test_acknowledge_names_the_version_that_stood_there_when_the_button_went_down(banner, hub, qtbot):
    alarm = hub.raise_alarm(a_device(hub, "panic_button"), "panic")
    show(banner, hub)
    button = banner.cards[0].button
    with qtbot.waitSignal(banner.acknowledge_asked) as asked:
        qtbot.mousePress(button, Qt.MouseButton.LeftButton)
        hub.alarms.put(replace(alarm, version=9, active=False))
        show(banner, hub)
        qtbot.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert asked.args == [(Seen(alarm.id, 1),)]


def test_a_click_on_a_card_chooses_its_alarm(banner, hub, qtbot):
    alarm = hub.raise_alarm(a_device(hub, "panic_button"), "panic")
    show(banner, hub)
    with qtbot.waitSignal(banner.alarm_chosen) as chosen:
        qtbot.mouseClick(banner.cards[0], Qt.MouseButton.LeftButton, pos=QPoint(100, 20))
    assert chosen.args == [alarm.id]


def test_quiet_and_acknowledged_alarms_are_kept_from_the_band(banner, hub):
    shelved = hub.raise_alarm(a_device(hub, "panic_button"), "panic")
    hub.alarms.put(replace(shelved, shelved_until=hub.now() + 60_000))
    known = hub.raise_alarm(a_device(hub, "river"), "river_high")
    hub.alarms.put(replace(known, unacknowledged=False))
    show(banner, hub)
    assert [card.alarm for card in banner.cards] == [None, None, None]
    assert not banner.cards[0].button.isVisible()


def test_a_narrow_band_leaves_out_the_last_card_before_it_cuts_words(banner):
    banner.resize(1366, 60)
    assert [card.isVisible() for card in banner.cards] == [True, True, False]


def test_the_watch_gathers_a_storm_into_few_announcements(hub, qtbot):
    watch = AlarmWatch(hub, hub)
    seen = []
    watch.changed.connect(seen.append)
    for name in hub.devices.ids[:100]:
        hub.raise_alarm(name, "panic")
    qtbot.waitUntil(lambda: bool(seen) and seen[-1].total == 100)
    assert len(seen) <= 3
    assert seen[0].fresh == {Priority.CRITICAL}
    assert len(seen[-1].first) == 6
    assert watch.newest_ms is not None


def test_figures_that_stop_coming_are_hatched_and_say_since_when(hub, look, qtbot):
    board = StatusBoard(hub, look, hub)
    qtbot.addWidget(board.strip)
    hub.set_figures(hub.plausible_figures())
    assert board.strip.cells["broker"].cell.mood is Mood.OK
    hub.set_link(EngineLink("lost", hub.now()))
    cell = board.strip.cells["broker"].cell
    assert cell.mood is Mood.STALE
    assert "nothing newer has come" in cell.explain
    assert cell.text == "Connected · 14 ms"


def test_a_workspace_is_chosen_with_the_mouse(hub, look, qtbot):
    board = StatusBoard(hub, look, hub)
    qtbot.addWidget(board.strip)
    board.strip.show()
    with qtbot.waitSignal(board.workspace_chosen) as chosen:
        qtbot.mouseClick(board.strip.tabs["history"], Qt.MouseButton.LeftButton)
    assert chosen.args == ["history"]


def test_the_strip_of_a_lost_engine_offers_a_start_only_when_nobody_else_tries(look, qtbot, hub):
    notice = EngineNotice(look)
    qtbot.addWidget(notice)
    notice.take(EngineLink("up", hub.now()), hub.now())
    assert not notice.isVisible()
    notice.take(EngineLink("lost", hub.now() - 5_000, "", 1), hub.now())
    assert notice.isVisible()
    assert notice.words.text().startswith("Engine lost 5 s ago.")
    assert not notice.start_button.isVisible()
    notice.take(EngineLink("given_up", hub.now()), hub.now())
    with qtbot.waitSignal(notice.start_asked):
        qtbot.mouseClick(notice.start_button, Qt.MouseButton.LeftButton)


def test_the_veil_lies_over_its_panel_and_lets_presses_through(look, qtbot):
    panel = QWidget()
    QVBoxLayout(panel)
    qtbot.addWidget(panel)
    veil = Hatch(panel, look)
    panel.resize(200, 100)
    panel.show()
    veil.set_old(True)
    panel.resize(300, 200)
    assert veil.size() == panel.size()
    plain = QWidget()
    qtbot.addWidget(plain)
    plain.resize(300, 200)
    assert panel.grab().toImage() != plain.grab().toImage()
    assert veil.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    veil.set_old(False)
    assert not veil.isVisible()


def test_the_log_says_what_happened_to_whom_and_by_whom(hub, look, qtbot):
    log = EventLog(hub, look)
    qtbot.addWidget(log)
    alarm = hub.raise_alarm(a_device(hub, "panic_button"), "panic")
    hub.return_alarm(alarm.id)
    hub.note_event(a_device(hub, "camera"), "lens_covered", "Dark")
    log.model.flush()
    rows = [[log.model.index(row, column).data() for column in range(1, 6)] for row in range(3)]
    assert rows[0] == [a_device(hub, "camera"), "lens covered", "began", "", "Dark"]
    assert rows[1][1:3] == ["Panic button pressed", "returned to normal"]
    assert rows[2][2] == "raised"


def test_the_log_calls_an_event_as_its_rule_does_or_as_people_call_it(hub, look, qtbot):
    rule = RuleText("camera.smoke_flame", "camera", "Posible humo", "Possible smoke", "", "", Priority.LOW)
    hub.alarms.set_rules([rule])
    model, camera = EventModel(hub), a_device(hub, "camera")
    for word in ("odd_word", "line", "smoke_flame"):
        hub.note_event(camera, word)
    model.flush()
    hub.language = "es"
    hub.note_event(camera, "smoke_flame")
    model.flush()
    said = [model.index(row, 2).data() for row in range(model.rowCount())]
    assert said == ["Posible humo", "Possible smoke", "Line crossing", "odd word"]


def test_the_log_is_bounded_and_searched_as_one_types(hub, look, qtbot):
    model = EventModel(hub)
    for place in range(KEPT + 50):
        hub.note_event("CAM-1" if place % 2 else "DOOR-2", "open")
        if place % 1000 == 0:
            model.flush()
    model.flush()
    assert model.rowCount() == KEPT
    model.search("cam-1 OPEN")
    assert model.rowCount() == KEPT // 2
    hub.note_event("CAM-1", "open")
    hub.note_event("DOOR-2", "open")
    model.flush()
    assert model.rowCount() == KEPT // 2 + 1


def test_a_click_in_the_log_chooses_the_alarm(hub, look, qtbot):
    log = EventLog(hub, look)
    qtbot.addWidget(log)
    log.resize(900, 300)
    log.show()
    alarm = hub.raise_alarm(a_device(hub, "panic_button"), "panic")
    log.model.flush()
    where = log.table.visualRect(log.model.index(0, 2)).center()
    with qtbot.waitSignal(log.alarm_chosen) as chosen:
        qtbot.mouseClick(log.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert chosen.args == [alarm.id]


def test_the_index_finds_by_every_word_and_puts_what_begins_so_first():
    index = DeviceIndex()
    index.add(
        [
            Device("VAL-1", "valve", "Válvula Malecón", zone="El Malecón"),
            Device("LUM-1", "luminaire", "Val de Sol", zone="Mirador"),
            Device("VAL-2", "valve", "Válvula Mirador", zone="Mirador"),
        ]
    )
    assert index.find("val") == ["VAL-1", "VAL-2", "LUM-1"]
    assert index.find("MALECON valvula") == ["VAL-1"]
    assert index.find("val mirador") == ["VAL-2", "LUM-1"]
    assert index.find("  ") == []
    assert index.find("nothing like it") == []


def test_entries_match_without_case_and_accents():
    entries = [Entry(Sort.ACTION, "a", "Ir a Operación"), Entry(Sort.ACTION, "b", "Silenciar 2 min")]
    assert [each.id for each in matching(entries, "operacion")] == ["a"]
    assert len(matching(entries, "")) == 2


def test_pointer_over_the_band_keeps_every_card_in_its_place(banner, hub, qtbot):
    first = hub.raise_alarm(a_device(hub, "river"), "river_high")
    show(banner, hub)
    banner.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    worse = hub.raise_alarm(a_device(hub, "panic_button"), "panic")
    show(banner, hub)
    assert [card.alarm.id if card.alarm else "" for card in banner.cards] == [first.id, worse.id, ""]
    banner.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, False)
    show(banner, hub)
    assert banner.cards[0].alarm.id == worse.id


def test_a_narrow_strip_leaves_out_what_can_be_spared_but_never_what_fails(hub, look, qtbot):
    board = StatusBoard(hub, look, hub)
    qtbot.addWidget(board.strip)
    hub.set_figures(hub.plausible_figures())
    board.strip.resize(1920, 36)
    board.strip.show()
    assert [name for name, cell in board.strip.cells.items() if not cell.isVisible()] == ["secrets"]
    board.strip.resize(1120, 36)
    shown = [name for name, cell in board.strip.cells.items() if cell.isVisible()]
    assert "lag" not in shown
    assert {"broker", "sound", "operator", "clock"} <= set(shown)
    good = hub.plausible_figures()
    hub.set_figures(replace(good, feed=replace(good.feed, lag_ms=9_000.0)))
    assert board.strip.cells["lag"].isVisible()


@pytest.mark.parametrize(
    ("width", "operator", "named"),
    [
        (1920, "R. Quispe", "Administration"),
        (1366, "R. Quispe", "Administration"),
        (1366, "María Rojas Quispe", "Administration"),
        (1366, "María Rojas Quispe · locked · also at sala-2", "Admin."),
        (1120, "María Rojas Quispe · locked · also at sala-2", ""),
    ],
)
def test_nothing_is_cut_in_a_narrow_strip(hub, look, qtbot, width, operator, named):
    board = StatusBoard(hub, look, hub)
    qtbot.addWidget(board.strip)
    hub.set_figures(hub.plausible_figures())
    board.strip.set_workspace("operation")
    board.strip.cells["operator"].show_cell(Cell(operator, Mood.OK))
    board.strip.resize(width, 36)
    board.strip.show()
    tabs = board.strip.tabs
    shown = [*tabs.values(), *(cell for cell in board.strip.cells.values() if cell.isVisible())]
    qtbot.waitUntil(lambda: all(part.width() >= part.sizeHint().width() for part in shown))
    last = max(shown, key=lambda part: part.geometry().right())
    assert last.geometry().right() < width
    assert tabs["administration"].shown_name == named
    assert tabs["operation"].shown_name == "Operation"
    assert tabs["administration"].toolTip() == ("" if named == "Administration" else "Administration")


def test_a_city_without_cameras_has_no_cell_for_them(look, qtbot):
    hub = SoftHub(devices=0, alarms=0)
    board = StatusBoard(hub, look, hub)
    qtbot.addWidget(board.strip)
    board.strip.resize(1920, 36)
    board.strip.show()
    assert not board.strip.cells["cameras"].isVisible()
    hub.introduce(Device("CAM-1", "camera", "Cámara", -12.0, -77.0))
    board.tick()
    assert board.strip.cells["cameras"].isVisible()
    assert board.strip.cells["cameras"].cell.text.endswith("/ 1")


def test_no_button_of_the_band_can_get_the_focus_that_another_view_lost(banner, hub):
    hub.raise_alarm(a_device(hub, "panic_button"), "panic")
    show(banner, hub)
    banner.focusNextPrevChild(True)
    buttons = [*(card.button for card in banner.cards), banner.next_button, banner.silence_button]
    assert all(button.focusPolicy() is Qt.FocusPolicy.NoFocus for button in buttons)
