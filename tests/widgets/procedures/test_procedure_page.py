"""Procedures: reading versions, writing the next one, and publishing it as a whole."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt

from app.bridge.views import EngineLink
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.catalogue import Label
from app.domain.incidents.acts import PutProcedure
from app.domain.incidents.procedures import Branch, Button, Condition, FieldType, Procedure, ProcedureChanged
from app.store.faults import Fault, StoreUnavailable
from tests.widgets.soft_hub import SoftHub
from tests.widgets.soft_incident_rules import BURST, OUTAGE
from widgets.procedures import writing
from widgets.procedures.page import ProcedurePage

Key = Qt.Key


@pytest.fixture
def hub(gui_loop) -> SoftHub:
    made = SoftHub(devices=40, alarms=4, incidents=3)
    made.accounts.sign_in("m.rojas")
    made.history.versions = [replace(BURST, version=1, steps=BURST.steps[:2]), BURST, OUTAGE]
    return made


@pytest.fixture
def page(hub, look, qtbot) -> ProcedurePage:
    made = ProcedurePage(hub, look)
    qtbot.addWidget(made)
    made.resize(1400, 800)
    with qtbot.waitExposed(made):
        made.show()
    qtbot.waitUntil(lambda: len(made.versions) == 2)
    return made


def put(hub) -> list[Procedure]:
    return [act.procedure for act in hub.desk.asked if isinstance(act, PutProcedure)]


def test_versions_are_listed_with_who_wrote_them_and_who_follows_older_ones(page, hub):
    assert [line.title for line in page.shelf.procedures.lines] == ["Burst water main", "Lighting outage"]
    assert [line.title for line in page.shelf.versions.lines] == ["version 2", "version 1"]
    assert page.shelf.versions.lines[0].support == "Ships with the program"
    assert not page.shelf.followed.isVisible()
    hub.desk._tell(ProcedureChanged(replace(BURST, version=3, by="r.quispe", at=hub.now())))
    assert page.steps.procedure.version == 3
    assert page.shelf.followed.text() == "1 incident goes on with version 2"
    assert page.shelf.procedures.lines[0].support.startswith("R. Quispe · ")


def test_a_step_is_added_written_and_published(page, hub, qtbot):
    assert not page.publish.isEnabled()
    page.steps.list.choose("traffic")
    page.steps.add.click()
    assert page.steps.list.current == "s1"
    assert not page.publish.isEnabled()
    assert "both languages" in page.steps.editor.problem.text()
    assert page.steps.list.lines[6].glyph == "warning"
    editor = page.steps.editor
    qtbot.keyClicks(editor.es, "Cerrar la calle")
    qtbot.keyClicks(editor.en, "Close the street")
    editor.timer.setValue(90)
    editor.required.setChecked(False)
    editor.only_if.setCurrentIndex(editor.only_if.findData("seen\nseen"))
    editor.button.setCurrentIndex(editor.button.findData(Button.CONTROL))
    editor.kind.setCurrentIndex(editor.kind.findData("valve"))
    editor.deed.setCurrentIndex(editor.deed.findData("close"))
    assert not editor.problem.isVisible()
    assert page.publish.text() == "Publish version 3"
    qtbot.mouseClick(page.publish, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.changed)
    (made,) = put(hub)
    step = made.steps[6]
    assert (made.version, step.label) == (3, Label("Cerrar la calle", "Close the street"))
    assert (step.timer_s, step.required, step.only_if) == (90.0, False, Condition("seen", "seen"))
    assert (step.button, step.device_kind, step.deed) == (Button.CONTROL, "valve", "close")
    assert page.steps.procedure.version == 3


def test_ways_and_fields_are_written_in_their_tables(page, qtbot):
    page.steps.list.choose("hospital")
    editor = page.steps.editor
    editor.branches.add.click()
    assert "no choice" in editor.problem.text()
    editor.branches.add.click()
    for row, text in enumerate(("Sí", "No")):
        for column in (0, 1):
            editor.branches.table.item(row, column).setText(text)
    editor.fields.add.click()
    editor.fields.table.item(0, 0).setText("Quién")
    editor.fields.table.item(0, 1).setText("Who")
    box = editor.fields.table.cellWidget(0, editor.fields.TYPE)
    box.setCurrentIndex(box.findData(FieldType.CHOICE))
    assert "nothing to choose" in editor.problem.text()
    editor.fields.table.item(0, editor.fields.CHOICES).setText("sí = yes; no")
    assert not editor.problem.isVisible()
    step = page.steps.procedure.steps[3]
    assert step.branches == (Branch("b1", Label("Sí", "Sí")), Branch("b2", Label("No", "No")))
    assert step.fields[0].choices == (Label("sí", "yes"), Label("no", "no"))
    editor.branches.table.setCurrentCell(0, 0)
    editor.branches.drop.click()
    assert len(page.steps.procedure.steps[3].branches) == 1


def test_a_step_moved_before_the_one_it_hangs_from_is_named(page):
    page.steps.list.choose("close")
    page.steps.up.click()
    assert page.steps.list.current == "close"
    assert [step.id for step in page.steps.procedure.steps[:2]] == ["close", "seen"]
    assert "hangs from a way" in page.steps.list.lines[0].support
    assert not page.publish.isEnabled()
    page.steps.down.click()
    assert page.publish.isEnabled()
    page.steps.drop.click()
    assert page.steps.list.current == "pressure"
    page.discard.click()
    assert page.steps.procedure == BURST
    assert not page.changed


def test_a_new_one_needs_an_id_that_nobody_has(page, hub, qtbot):
    page.shelf.new.click()
    assert page.steps.problem.text()
    for line, text in ((page.steps.name, "outage"), (page.steps.es, "Fuga"), (page.steps.en, "Leak")):
        qtbot.keyClicks(line, text)
    page.steps.add.click()
    qtbot.keyClicks(page.steps.editor.es, "Mirar")
    qtbot.keyClicks(page.steps.editor.en, "Look")
    assert page.publish.toolTip() == "Another procedure has this id."
    page.steps.name.clear()
    qtbot.keyClicks(page.steps.name, "leak")
    page.publish.click()
    qtbot.waitUntil(lambda: "leak" in hub.incidents.procedures and not page.changed)
    assert put(hub)[0].version == 1
    assert page.shelf.procedures.current == "leak"


def test_an_older_version_can_be_taken_up_again(page, hub, qtbot):
    page.shelf.version_chosen.emit(1)
    assert len(page.steps.procedure.steps) == 2
    page.publish.click()
    qtbot.waitUntil(lambda: bool(put(hub)) and not page.changed)
    assert (put(hub)[0].version, len(put(hub)[0].steps)) == (3, 2)


def test_another_procedure_is_shown_only_after_asking_while_something_is_not_published(page):
    page.steps.drop.click()
    page.shelf.procedures.choose("outage")
    assert page.steps.procedure.id == "water_burst"
    assert page.shelf.procedures.current == "water_burst"
    page.dialog.press.click()
    assert page.steps.procedure == OUTAGE


def test_it_is_retired_after_asking(page, hub, qtbot):
    page.retire.click()
    page.dialog.press.click()
    qtbot.waitUntil(lambda: hub.incidents.procedures["water_burst"].retired)
    assert put(hub)[0].version == 3
    assert page.shelf.procedures.lines[-1].right == "version 3 · retired"
    assert not page.retire.isEnabled()


def test_whoever_published_first_is_not_overwritten(page, hub, qtbot):
    page.steps.list.choose("traffic")
    page.steps.drop.click()
    hub.desk.answer = Verdict(Outcome.SUPERSEDED, superseded_by="r.quispe")
    page.publish.click()
    qtbot.waitUntil(lambda: page.answer.text().startswith("Somebody else published"))
    hub.desk.answer = Verdict(Outcome.REFUSED, refusal=Refusal.NOT_RECORDED)
    page.publish.click()
    qtbot.waitUntil(lambda: "could not be put on record" in page.answer.text())
    assert page.changed


def test_who_may_not_write_reads_and_the_reason_stands_there(page, hub):
    hub.accounts.sign_in("j.paredes")
    assert page.is_open
    assert not page.shelf.new.isEnabled()
    assert page.publish.toolTip().startswith("Needs ")
    assert not page.steps.editor.isEnabled()
    hub.accounts.sign_in("m.rojas")
    assert page.steps.editor.isEnabled()
    hub.set_link(EngineLink("lost", hub.now()))
    assert not page.steps.editor.isEnabled()
    assert page.away.isVisible()


def test_the_preview_follows_the_ways(page, qtbot):
    page.preview.click()
    preview = page.dialog
    assert "close" not in preview.rows
    form = preview.rows["seen"].form
    form.branches.button(0).click()
    preview.rows["seen"].tick.click()
    assert list(preview._ticks) == ["seen"]
    assert "close" in preview.rows
    preview.rows["seen"].tick.click()
    assert "close" not in preview.rows
    preview.reject()


def test_a_database_that_does_not_answer_is_said(page, hub, qtbot):
    async def gone(_procedure):
        raise StoreUnavailable(Fault.LOCKED)

    hub.history.procedures = gone
    page._read_versions("water_burst")
    qtbot.waitUntil(lambda: "cannot be read" in page.answer.text())


def test_long_texts_are_held(page, hub):
    long = replace(OUTAGE, version=2, label=Label("x" * 5000, "y" * 5000))
    hub.desk._tell(ProcedureChanged(long))
    assert len(page.shelf.procedures.lines[1].title) <= 210


def test_a_text_with_hidden_signs_is_not_called_missing(page):
    page.steps.show_procedure(replace(BURST, label=Label("Rot\u200bura", "Burst")), editable=True)
    assert "signs that nobody sees" in page.steps.problem.text()
    assert "needs" not in page.steps.problem.text()


def test_choices_are_read_as_they_are_written():
    choices = (Label("rojo", "red"), Label("no", "no"))
    assert writing.read_choices(writing.write_choices(choices)) == choices
    assert writing.read_choices(" ; ") == ()
    assert writing.move_step(BURST, 0, -1) == BURST
