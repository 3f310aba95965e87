"""The panel: what it shows of an incident, how it follows it, and what can be done."""

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDialog, QLabel

from app.domain.acts import Outcome, Verdict
from app.domain.alarms import Priority
from app.domain.devices import Device
from app.domain.incidents import acts, events
from app.domain.incidents.states import IncidentState, Resolution, TaskState
from app.domain.rights import Right
from app.domain.video.cameras import Camera
from app.wire.video import VideoSnapshot
from tests.widgets.incidents.record.conftest import BURST, PANIC
from widgets.actions import ACTIONS
from widgets.incidents.panel import IncidentPanel
from widgets.incidents.record.menu import ENTRIES, Does
from widgets.incidents.record.requests import right_for

Key = Qt.Key


def lines(panel) -> list[str]:
    return [line.text for line in panel.body.timeline.model.lines]


def asked(hub, kind: type) -> list:
    return [act for act in hub.desk.asked if isinstance(act, kind)]


def reasons(panel) -> dict[Does, str]:
    return {entry.does: panel.deeds.why_not(entry.does) for entry in ENTRIES}


def test_without_an_incident_it_says_what_to_do(panel):
    panel.show_incident("")
    assert "Choose an incident" in panel._empty.text()
    assert panel._empty.isVisible()
    panel.dispatch()
    assert not panel.findChildren(QDialog)


def test_it_shows_who_has_it_and_where_it_stands(panel):
    assert panel.head.title.text() == "Rotura de red matriz DN 400"
    assert BURST in panel.head.place.text()
    assert panel.head.state.text() == "Crew on its way · you have it"
    assert panel.body.deadlines.bars.texts[1].startswith("Arrive 2:")
    assert lines(panel)[0].startswith("Opened: Rotura")


def test_the_record_comes_later_and_until_then_the_rest_stands_over_grey_rows(panel, qtbot):
    panel.show_incident(PANIC)
    assert panel.head.title.text() == "Botón de pánico"
    assert panel.body.loading.isVisible()
    assert not panel.body.timeline.isVisible()
    assert panel.deeds.why_not(Does.CAUSE) == "The record is being read"
    qtbot.waitUntil(panel.body.timeline.isVisible)
    assert not panel.body.loading.isVisible()
    assert panel.deeds.why_not(Does.CAUSE) == ""


def test_what_happens_is_told_at_the_end(panel, hub, qtbot):
    before = len(lines(panel))
    hub.desk.happen(BURST, events.Noted("the kerb is under water"), by="m.rojas")
    qtbot.waitUntil(lambda: len(lines(panel)) == before + 1)
    newest = panel.body.timeline.model.lines[-1]
    assert (newest.who, newest.text) == ("M. Rojas", "Note: the kerb is under water")
    panel.body.timeline.only_acts.click()
    assert all(line.who for line in panel.body.timeline.model.lines)
    hub.desk.happen(BURST, events.AlarmsReturned(("a:b",)))
    hub.desk.happen(BURST, events.Acknowledged(), by="m.rojas")
    qtbot.waitUntil(lambda: lines(panel)[-1] == "Acknowledged")
    panel.body.timeline.only_acts.click()
    assert lines(panel)[-2].startswith("Back to normal")


def test_what_it_takes_along_is_counted_by_kind(panel, hub, qtbot):
    lamps = [one for one in hub.devices if one.kind == "luminaire"][:5]
    links = tuple(
        events.LinkedAlarm(f"{one.id}:stale", one.id, "stale", Priority.LOW, hub.now(), "x") for one in lamps
    )
    hub.desk.happen(BURST, events.AlarmsJoined(links, "near"))
    qtbot.waitUntil(lambda: panel.body.cause.takes.isVisible())
    assert panel.body.cause.takes.text() == "Takes along 5 luminaires · 5 are consequences"
    assert lines(panel)[-1] == "5 alarms joined"


def test_two_thousand_events_and_five_hundred_alarms_make_no_widget_each(panel, hub, qtbot):
    links = tuple(events.LinkedAlarm(f"LUM-{n}:stale", f"LUM-{n}", "stale", 1, 1000, "x") for n in range(500))
    many = len(panel.findChildren(QDialog)) + len(panel.body.findChildren(type(panel.head.title)))
    hub.desk.happen(BURST, events.AlarmsJoined(links), *[events.Noted(f"n {n}") for n in range(2000)])
    qtbot.waitUntil(lambda: len(lines(panel)) > 2000)
    assert len(panel.body.findChildren(type(panel.head.title))) == many
    assert panel.body.timeline.view.height() < 200
    bar = panel.body.timeline.view.verticalScrollBar()
    assert bar.value() == bar.maximum()


def test_the_first_cause_is_activated_with_enter(panel, qtbot):
    panel.body.cause.list.setFocus()
    panel.body.cause.list.choose(panel.body.cause.list.lines[0].id)
    with qtbot.waitSignal(panel.device_wanted) as told:
        qtbot.keyClick(panel.body.cause.list, Key.Key_Return)
    assert told.args[0] in panel.body.cause.list.lines[0].title


def test_a_note_is_kept_for_its_incident_until_it_was_sent(panel, hub, qtbot):
    panel.write_note()
    qtbot.keyClicks(panel.note.text, "valve stuck")
    panel.show_incident(PANIC)
    assert panel.note.text.toPlainText() == ""
    panel.show_incident(BURST)
    assert panel.note.text.toPlainText() == "valve stuck"
    qtbot.keyClick(panel.note.text, Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: panel.note.text.toPlainText() == "")
    assert asked(hub, acts.NoteIncident) == [acts.NoteIncident(BURST, "valve stuck")]


def test_a_note_that_was_not_kept_stays_and_the_answer_is_said(panel, hub, qtbot):
    hub.desk.away = True
    panel.note.text.setPlainText("valve stuck")
    with qtbot.waitSignal(panel.said) as told:
        panel.note.send.click()
    assert "No answer from the engine" in told.args[0]
    assert panel.note.text.toPlainText() == "valve stuck"
    assert panel.notice.isVisible()


def test_taking_what_is_new_names_the_version_on_the_screen(panel, hub, qtbot):
    panel.show_incident(PANIC)
    seen = hub.incidents.get(PANIC).version
    panel.head.take.click()
    qtbot.waitUntil(lambda: panel.head.state.text().endswith("you have it"))
    assert asked(hub, acts.AcknowledgeIncident) == [acts.AcknowledgeIncident(PANIC, seen)]
    assert reasons(panel)[Does.TAKE] == "You have it already"


def test_who_was_first_is_said(panel, hub, qtbot):
    hub.desk.answer = Verdict(Outcome.SUPERSEDED, superseded_by="m.rojas")
    with qtbot.waitSignal(panel.said) as told:
        panel.do(Does.WATCH)
    assert told.args[0] == "m.rojas was first"


def test_who_may_only_look_sees_everything_off_with_the_reason(panel, hub):
    hub.accounts.sign_in("auditoria")
    off = reasons(panel)
    assert off.pop(Does.PRINT) == ""
    off.pop(Does.REOPEN)
    off.pop(Does.SPLIT)
    off.pop(Does.LIGHT_UP)
    assert all(reason.startswith("Needs") for reason in off.values()), off
    assert not panel.head.dispatch.isEnabled()
    assert "Needs" in panel.head.why.text()
    assert not panel.note.text.isEnabled()
    assert not panel.body.attachments.attach.isEnabled()
    panel.do(Does.MERGE)
    assert not panel.findChildren(QDialog)


def test_a_key_needs_the_same_right_as_its_entry_in_the_menu():
    acted = {f"incident.{entry.does}": right_for(entry.act) for entry in ENTRIES if entry.act}
    by_key = {each.id: each.right for each in ACTIONS if each.id in acted}
    assert by_key == {name: acted[name] for name in by_key}
    assert by_key["incident.watch"] is Right.NOTE


def test_a_closed_one_can_only_be_reopened_and_noted(panel, hub, qtbot):
    hub.desk.happen(BURST, events.Closed(Resolution.SOLVED, "clamp set"), by="r.quispe")
    qtbot.waitUntil(lambda: "Solved" in panel.head.state.text())
    off = reasons(panel)
    assert off.pop(Does.REOPEN) == off.pop(Does.PRINT) == ""
    assert set(off.values()) == {"It is closed"}
    assert panel.note.text.isEnabled()
    assert not panel.head.dispatch.isEnabled()
    panel.show_incident("")
    panel.show_incident(BURST)
    qtbot.waitUntil(lambda: panel.head.isVisible() and "Solved" in panel.head.state.text())


def test_an_incident_that_is_not_there_is_said(panel, qtbot):
    panel.show_incident("INC-9999")
    qtbot.waitUntil(lambda: "no record of INC-9999" in panel._empty.text())


def test_a_record_that_cannot_be_read_is_tried_again(panel, hub, qtbot):
    kept = hub.desk.records.pop(PANIC)
    hub.desk.records[PANIC] = None  # the database gives nothing that can be read
    panel.show_incident(PANIC)
    qtbot.waitUntil(panel.body.loading.retry.isVisible)
    assert panel.head.title.text() == "Botón de pánico"
    assert "cannot be read now" in panel.body.loading.words.text()
    hub.desk.records[PANIC] = kept
    panel.body.loading.retry.click()
    qtbot.waitUntil(panel.body.timeline.isVisible)


def test_the_menu_holds_every_act_and_says_why_one_is_off(panel):
    panel.deeds.fill(panel.menu)
    items = {item.data(): item for item in panel.menu.actions() if not item.isSeparator()}
    assert set(items) == set(Does)
    assert items[Does.TAKE].text() == "Take it\tYou have it already"
    assert not items[Does.TAKE].isEnabled()
    assert items[Does.SOLVED].isEnabled()


def test_resolving_says_which_steps_are_open_and_asks_why(panel, hub, qtbot):
    panel.do(Does.RESOLVE)
    dialog = panel.findChild(QDialog)
    assert "Required steps open: 4" in dialog.text.placeholderText()
    qtbot.keyClicks(dialog.text, "the pipe is mended")
    qtbot.keyClick(dialog.text, Key.Key_Return)
    qtbot.waitUntil(lambda: hub.incidents.get(BURST).state is IncidentState.RESOLVED)
    assert asked(hub, acts.ResolveIncident)[0].reason == "the pipe is mended"
    assert reasons(panel)[Does.RESOLVE] == "It is resolved"


def test_what_was_superseded_is_asked_again_with_what_was_written_about_what_stands_now(panel, hub, qtbot):
    panel.do(Does.RESOLVE)
    dialog = panel.findChild(QDialog)
    qtbot.keyClicks(dialog.text, "the pipe is mended")
    one = hub.desk.happen(BURST, events.Described("burst", "Two bursts", "", "", None, None), by="j.paredes")
    qtbot.keyClick(dialog.text, Key.Key_Return)
    qtbot.waitUntil(lambda: any(each.isVisible() for each in panel.findChildren(QDialog)))
    again = next(each for each in panel.findChildren(QDialog) if each.isVisible())
    said = [label.text() for label in again.findChildren(QLabel)]
    assert any("Two bursts" in text and "j.paredes" in text for text in said)
    assert hub.incidents.get(BURST).state is not IncidentState.RESOLVED
    again.press.click()
    qtbot.waitUntil(lambda: hub.incidents.get(BURST).state is IncidentState.RESOLVED)
    seen = [act.seen for act in asked(hub, acts.ResolveIncident)]
    assert seen[0] < seen[1] == one.version
    assert asked(hub, acts.ResolveIncident)[1].reason == "the pipe is mended"


def test_what_was_merged_tells_its_story_here(panel, hub, qtbot):
    hub.desk.happen(PANIC, events.Closed(Resolution.MERGED, "", BURST))
    hub.desk.happen(BURST, events.Absorbed(PANIC))
    qtbot.waitUntil(lambda: any(line.incident == PANIC for line in panel.body.timeline.model.lines))
    button = panel.body.cause.related["merged"]
    assert button.text() == f"Took in {PANIC}"
    with qtbot.waitSignal(panel.incident_wanted) as told:
        button.click()
    assert told.args == [PANIC]


def test_a_late_note_on_one_that_was_merged_is_told_here_too(panel, hub, qtbot):
    hub.desk.happen(PANIC, events.Closed(Resolution.MERGED, "", BURST))
    hub.desk.happen(BURST, events.Absorbed(PANIC))
    qtbot.waitUntil(lambda: any(line.incident == PANIC for line in panel.body.timeline.model.lines))
    qtbot.waitUntil(lambda: not panel.reader.busy)
    hub.desk.happen(PANIC, events.Noted("the neighbour called again"), by="m.rojas")
    qtbot.waitUntil(lambda: any("called again" in text for text in lines(panel)))


def test_light_up_names_the_place_and_the_incident(panel, hub, qtbot):
    incident = hub.incidents.get(BURST)
    with qtbot.waitSignal(panel.light_up_wanted) as told:
        panel.do(Does.LIGHT_UP)
    assert told.args == [incident.lat, incident.lon, incident.title, BURST]


def test_a_camera_that_is_only_a_device_is_shown_on_the_map(panel, hub, qtbot):
    with qtbot.waitSignal(panel.device_wanted) as told:
        panel.head.cameras.click()
    assert hub.devices.get(told.args[0]).kind == "camera"


def test_cameras_brings_up_those_around_the_best_facing_first(panel, hub, qtbot):
    incident = hub.incidents.get(BURST)
    south, north = incident.lat - 0.0003, incident.lat + 0.0002
    for name, lat in (("CAM-901", north), ("CAM-902", south)):
        hub.introduce(Device(name, "camera", "Near", lat, incident.lon))
    away, facing = Camera("CAM-901", facing=0.0), Camera("CAM-902", facing=0.0)
    hub.cameras.say(VideoSnapshot("", 0, (away, facing), (), (), "", 45))
    panel.body.cameras.show_incident(incident)
    assert [line.id for line in panel.body.cameras.list.lines][:2] == ["CAM-902", "CAM-901"]
    assert "sees the place" in panel.body.cameras.list.lines[0].support
    with qtbot.waitSignal(panel.cameras_wanted) as told:
        panel.head.cameras.click()
    assert told.args == [("CAM-902", "CAM-901"), BURST]


def test_a_file_that_is_dropped_is_attached(panel, hub, qtbot, tmp_path):
    file = tmp_path / "burst.txt"
    file.write_bytes(b"water")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    drop = QDropEvent(
        QPointF(9, 9),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    panel.dropEvent(drop)
    qtbot.waitUntil(lambda: bool(panel.body.attachments.list.lines))
    assert panel.body.attachments.list.lines[0].title == "burst.txt"


def test_a_crew_that_refused_can_be_read_in_the_crews(panel, hub, qtbot):
    crew = hub.incidents.get(BURST).crews[0].crew
    hub.desk.happen(BURST, events.CrewMoved(crew, TaskState.REFUSED, "c-0001", "flat tyre"), by=crew)
    line = panel.body.crews.here.lines[0]
    assert (line.right, line.faint) == ("Not taken", True)
    assert "flat tyre" in line.support


@pytest.mark.parametrize("width", [330, 420])
def test_the_longest_texts_take_no_more_room(panel, hub, qtbot, width):
    hub.desk.happen(
        BURST,
        events.Described("water.burst", "W" * 300, "P" * 400, "Z" * 200, -12.0, -77.0),
        events.Attached("f" * 500 + ".jpg", 12, "ab" * 32),
        by="r.quispe",
    )
    qtbot.waitUntil(lambda: bool(panel.body.attachments.list.lines))
    panel.resize(width, 900)
    assert panel.minimumSizeHint().width() <= 330
    assert panel.body.widget().width() <= width


def test_nothing_is_asked_of_a_panel_that_is_gone(hub, look, qtbot):
    other = IncidentPanel(hub, look)
    other.show_incident(PANIC)
    qtbot.waitUntil(lambda: not other.reader.busy)
    with qtbot.waitSignal(other.destroyed):
        other.deleteLater()
    hub.accounts.sign_in("j.paredes")
    look.blinked.emit(True)
    look.changed.emit()
    hub.desk.happen(PANIC, events.Acknowledged(), by="m.rojas")
