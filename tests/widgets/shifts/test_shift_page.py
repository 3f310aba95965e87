"""The shift log: what it lists, what is written in it, and how a shift goes from one person to another."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.bridge.views import EngineLink
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.shifts import BeginShift, EndShift, NoteShift, OfferShift, Shift, ShiftNote, TakeOverShift
from app.store.faults import Fault, StoreUnavailable
from tests.widgets.soft_access import PASSWORD

Key = Qt.Key
HOUR = 3_600_000


def asked(hub, kind) -> list:
    return [act for act in hub.desk.asked if isinstance(act, kind)]


def put(hub, shift: Shift) -> Shift:
    """A shift that the engine keeps."""
    kept = hub.desk.shifts._put(shift)
    hub.incidents.shifts[kept.id] = kept
    hub.incidents.shifts_changed.emit()
    return kept


@pytest.fixture
def mine(hub) -> Shift:
    return put(hub, Shift("s-1", "r.quispe", "sala-1/4021", hub.now() - 2 * HOUR, 1))


@pytest.fixture
def theirs(hub) -> Shift:
    return put(
        hub,
        Shift("s-2", "m.rojas", "sala-2/3310", hub.now() - 8 * HOUR, 1, offered=True,
              hand_over_note="Calm night", open_items=("INC-0402",)),
    )  # fmt: skip


def test_without_a_shift_it_says_so_and_begins_one(page, hub, qtbot):
    assert page.detail.none.isVisible()
    page.desk.begin.setFocus()
    qtbot.keyClick(page.desk.begin, Key.Key_Space)
    qtbot.waitUntil(lambda: page.table.current == "shift-1")
    assert asked(hub, BeginShift)
    assert page.detail.title.text() == "R. Quispe"
    assert page.detail.tag.text() == "Open"
    assert not page.desk.begin.isVisible()


def test_open_shifts_stand_first_and_the_newer_word_wins(page, hub, mine, qtbot):
    ended = Shift("s-0", "j.paredes", "sala-1", hub.now() - HOUR, 3, ended=hub.now() - 60_000,
                  handed_to="l.campos", signed_at=hub.now() - 60_000)  # fmt: skip
    hub.history.old_shifts = [ended, replace(mine, version=0, operator="old")]
    page._read()
    qtbot.waitUntil(lambda: len(page.table.shifts) == 2)
    cells = [[page.table.rows.item(row, column).text() for column in (0, 3)] for row in range(2)]
    assert cells == [["R. Quispe", "–"], ["J. Paredes", "Lucía Campos"]]
    page.table.setFocus()
    qtbot.keyClick(page.table, Key.Key_Down)
    assert page.detail.tag.text() == "Handed over"
    assert not page.desk._own.isVisible()


def test_a_note_is_written_with_enter(page, hub, mine, qtbot):
    page.write()
    assert QApplication.focusWidget() is page.desk.note
    qtbot.keyClicks(page.desk.note, "Valve 7 is stiff")
    with qtbot.waitSignal(page.said):
        qtbot.keyClick(page.desk.note, Key.Key_Return)
    assert asked(hub, NoteShift) == [NoteShift("Valve 7 is stiff")]
    assert page.desk.note.text() == ""
    assert page.detail.note_text.toPlainText().endswith("   Valve 7 is stiff")


def test_a_refused_note_stays_and_says_why(page, hub, mine, qtbot):
    hub.desk.answer = Verdict(Outcome.REFUSED, refusal=Refusal.NOT_RECORDED)
    page.desk.note.setText("Important")
    page.desk.send.click()
    qtbot.waitUntil(lambda: "could not be put on record" in page.desk.why.text())
    assert page.desk.note.text() == "Important"
    hub.desk.away, hub.desk.answer = True, None
    page.desk.send.click()
    qtbot.waitUntil(lambda: page.desk.why.text().startswith("No answer from the engine"))


def test_handing_over_takes_all_of_ones_incidents_along_and_may_be_changed(page, hub, mine, qtbot):
    page.hand_over()
    dialog = page.desk.dialog
    qtbot.waitExposed(dialog)
    assert not dialog.press.isEnabled()
    assert dialog.along() == ("INC-0401",)
    dialog.note.setPlainText("Main burst, crew on its way")
    qtbot.mouseClick(dialog.press, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.desk.dialog is None)
    assert asked(hub, OfferShift) == [OfferShift("Main burst, crew on its way", ("INC-0401",))]
    assert page.detail.tag.text() == "Waits for a signature"
    assert page.desk.sign_here.isVisible()
    assert [line.id for line in page.detail.open_items.lines] == ["INC-0401"]
    with qtbot.waitSignal(page.incident_wanted) as wanted:
        page.detail.open_items.setFocus()
        page.detail.open_items.choose("INC-0401")
        page.detail.open_items.activated.emit(page.detail.open_items.currentIndex())
    assert wanted.args == ["INC-0401"]
    assert page.desk.offer.text() == "Change the hand-over…"
    page.hand_over()
    assert page.desk.dialog.note.toPlainText() == "Main burst, crew on its way"
    page.desk.dialog.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    page.desk.dialog.press.click()
    qtbot.waitUntil(lambda: page.desk.dialog is None)
    assert asked(hub, OfferShift)[-1].incidents == ()


def test_a_second_person_signs_at_this_console(page, hub, mine, qtbot):
    put(hub, replace(mine, offered=True, hand_over_note="All calm"))
    version = hub.desk.shifts.shifts["s-1"].version
    signing = page.desk.sign_here
    qtbot.keyClicks(signing.name, "J.Paredes")
    qtbot.keyClicks(signing.password.line, PASSWORD)
    qtbot.keyClick(signing.password.line, Key.Key_Return)
    qtbot.waitUntil(lambda: page.detail.tag.text() == "Handed over")
    assert asked(hub, TakeOverShift) == [TakeOverShift("s-1", version, "j.paredes", PASSWORD)]
    assert signing.password.line.text() == ""


def test_what_somebody_else_offers_is_taken_over_with_ones_own_password(page, hub, theirs, qtbot):
    page.table.choose("s-2")
    box = page.desk.take_over
    assert box.words.text().startswith("M. Rojas hands over")
    assert not box.press.isEnabled()
    hub.desk.answer = Verdict(Outcome.REFUSED, refusal=Refusal.WRONG_PASSWORD)
    qtbot.keyClicks(box.password.line, "wrong")
    qtbot.keyClick(box.password.line, Key.Key_Return)
    qtbot.waitUntil(lambda: "password" in page.desk.why.text() and not page.desk.requests.busy)
    hub.desk.answer = Verdict(Outcome.SUPERSEDED, superseded_by="m.rojas")
    qtbot.keyClicks(box.password.line, PASSWORD)
    qtbot.keyClick(box.password.line, Key.Key_Return)
    qtbot.waitUntil(lambda: page.desk.why.text() == "m.rojas was first")
    hub.desk.answer = None
    qtbot.keyClicks(box.password.line, PASSWORD)
    with qtbot.waitSignal(page.said):
        box.press.click()
    assert asked(hub, TakeOverShift)[-1].operator == "r.quispe"
    assert not box.isVisible()


def test_an_end_without_successor_needs_a_reason_while_incidents_are_open(page, hub, mine, qtbot):
    page.desk.end.click()
    dialog = page.desk.dialog
    assert dialog.why.text() == "Write the reason."
    dialog.reason.setText("Relief is late")
    dialog.press.click()
    qtbot.waitUntil(lambda: page.desk.dialog is None)
    assert asked(hub, EndShift) == [EndShift("Relief is late")]
    assert page.desk.begin.isVisible()


def test_who_may_write_no_notes_is_told_who_can(page, hub, mine, theirs):
    hub.accounts.sign_in("auditoria")
    page.table.choose("s-2")
    assert not page.desk.begin.isEnabled()
    assert page.desk.begin.toolTip().startswith("Needs ")
    assert not page.desk.take_over.press.isEnabled()


def test_while_the_engine_is_away_nothing_can_be_done(page, hub, mine):
    hub.set_link(EngineLink("lost", hub.now()))
    assert not page.desk.offer.isEnabled()
    assert not page.desk.note.isEnabled()
    assert page.away.isVisible()


def test_another_operator_finds_nothing_of_what_was_begun(page, hub, mine):
    page.desk.note.setText("half a sentence")
    page.hand_over()
    hub.accounts.sign_in("j.paredes")
    assert page.desk.note.text() == ""
    assert page.desk.dialog is None


def test_a_database_that_does_not_answer_is_said(page, hub, mine, qtbot):
    async def gone(**_wanted):
        raise StoreUnavailable(Fault.LOCKED)

    hub.history.shifts = gone
    page._read()
    qtbot.waitUntil(lambda: "does not answer" in page.notice.text())
    assert page.table.current == "s-1"


def test_long_texts_and_many_notes_are_held(page, hub, mine):
    notes = tuple(ShiftNote(hub.now() + n, f"{n} {'x' * 1990}") for n in range(120))
    put(hub, replace(mine, notes=notes, operator="w" * 300))
    assert page.detail.notes.aside.text() == "120"
    assert page.detail.note_text.document().blockCount() == 120
    assert page.detail.note_text.height() < 400
    assert len(page.detail.title.text()) <= 1000
