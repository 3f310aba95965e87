"""The page of reports: what it asks, how it is made and put on record, and what stays away from others."""

import hashlib
import sys

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest

from app.bridge.reports import Reports
from app.domain.acts import Outcome, Refusal, Verdict
from app.wire.administration import NoteExport
from app.wire.messages import Done
from tests.widgets.soft_hub import SoftHub
from widgets.reports.form import KINDS
from widgets.reports.page import ReportsPage

GOOD = """
import sys, pathlib
print("progress 0.50", flush=True)
pathlib.Path(sys.argv[sys.argv.index("--out") + 1]).write_text(" ".join(sys.argv[1:-2]))
"""
ENDLESS = "import time; print('progress 0.10', flush=True); time.sleep(600)"
FAILING = "import sys; print('No hay incidente INC-9999.', file=sys.stderr); sys.exit(1)"


@pytest.fixture(name="hub")
def _hub(qapp):
    hub = SoftHub(devices=40, alarms=0, incidents=1)
    hub.accounts.sign_in("r.quispe")
    return hub


@pytest.fixture(name="page_of")
def _page_of(hub, look, qtbot, gui_loop):
    def show(script):
        hub.reports = Reports([sys.executable, "-c", script], [])
        hub.opened = []
        page = ReportsPage(hub, look, lambda path: hub.opened.append(path) or True)
        qtbot.addWidget(page)
        page.resize(1000, 600)
        page.show()
        return page

    yield show
    hub.reports.close()


@pytest.fixture(name="page")
def _page(page_of):
    return page_of(GOOD)


def exports(hub):
    return [asked for asked in hub.accounts.asked if isinstance(asked, NoteExport)]


def finished(page, qtbot):
    qtbot.waitUntil(lambda: not page.making.running)
    return page.said.text()


def test_a_report_is_made_on_record_with_its_hash_and_can_be_opened(page, hub, qtbot, tmp_path):
    page.show_incident("417")
    page.save(tmp_path / "record")
    assert page.progress.isVisible()
    assert not page.make_button.isEnabled()
    assert finished(page, qtbot) == "Saved as record.pdf."
    file = tmp_path / "record.pdf"
    assert file.read_text() == "incident INC-0417 --language en --by R. Quispe"
    (note,) = exports(hub)
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    assert (note.what, note.file) == ("report", str(file))
    assert note.details == f"incident INC-0417 language=en bytes={file.stat().st_size} sha256={digest}"
    page.file_button.click()
    page.folder_button.click()
    assert hub.opened == [file, tmp_path]
    assert page.make_button.isEnabled()


def test_what_the_engine_refuses_is_not_written(page, hub, qtbot, tmp_path):
    page.show_incident("INC-0417")
    hub.accounts.answer = Done(Verdict(Outcome.REFUSED, 0, Refusal.NOT_RECORDED))
    page.save(tmp_path / "record.pdf")
    assert finished(page, qtbot).startswith("No file was written.")
    assert page.file_button.isHidden()
    hub.reports.close()
    assert not list(tmp_path.iterdir())


def test_a_failure_is_told_in_the_sentence_of_the_process(page_of, hub, qtbot, tmp_path):
    page = page_of(FAILING)
    page.show_incident("INC-9999")
    page.save(tmp_path / "record.pdf")
    assert finished(page, qtbot) == "No file was written. No hay incidente INC-9999."
    assert not exports(hub)


def test_it_can_be_cancelled_and_the_form_is_there_again(page_of, hub, qtbot, tmp_path):
    page = page_of(ENDLESS)
    page.show_incident("INC-0417")
    page.save(tmp_path / "record.pdf")
    qtbot.waitUntil(lambda: page.progress.value() == 10)
    page.cancel_button.click()
    assert page.said.text() == "Report cancelled. No file was written."
    assert page.form.isEnabled()
    hub.reports.close()
    assert not list(tmp_path.iterdir())
    assert not exports(hub)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("INC-0417", ("incident", "INC-0417")),
        ("inc-12345", ("incident", "INC-12345")),
        (" 7 ", ("incident", "INC-0007")),
        ("", ()),
        ("INC-", ()),
        ("INC-1; rm", ()),
        ("--out", ()),
    ],
)
def test_an_incident_is_named_by_its_number(page, typed, words):
    page.show_incident(typed)
    assert page.form.words() == words
    assert page.make_button.isEnabled() == bool(words)


def test_each_kind_asks_for_what_it_needs(page):
    form = page.form
    for row, kind in enumerate(KINDS):
        page.kinds.setCurrentRow(row)
        assert form.kind == kind
        assert form.incident.isVisible() == (kind == "incident")
        assert form.quarter.isVisible() == (kind == "quarter")
        assert form.shift.isVisible() == (kind == "shift")
        assert form.period.isVisible() == (kind in ("period", "alarms"))
        formats = [form.format.itemData(place) for place in range(form.format.count())]
        assert formats == (["pdf"] if kind in ("incident", "shift") else ["pdf", "xlsx", "csv"])


def test_days_and_quarters_are_worded_for_the_command_line(page):
    form = page.form
    page.kinds.setCurrentRow(KINDS.index("quarter"))
    form.year.setValue(2026)
    form.quarter.setCurrentIndex(2)
    assert form.words() == ("quarter", "2026-3")
    assert form.file_name() == "quarter-2026-3.pdf"
    page.kinds.setCurrentRow(KINDS.index("period"))
    form.period.setCurrentIndex(form.period.findData(""))
    form.first.setDate(QDate(2026, 1, 1))
    form.last.setDate(QDate(2026, 3, 31))
    assert form.words() == ("period", "--from", "2026-01-01", "--to", "2026-03-31")
    form.last.setDate(QDate(2025, 3, 31))
    assert form.words() == ()
    assert page.make_button.toolTip() == "The first day comes after the last one."


def test_a_shift_is_chosen_from_the_log(page, hub):
    page.kinds.setCurrentRow(KINDS.index("shift"))
    assert not page.make_button.isEnabled()
    assert page.form.missing() == "No shift is known yet."


def test_without_the_right_the_page_says_who_could(hub, page):
    hub.accounts.sign_in("j.paredes")
    assert not page.is_open
    assert page.currentWidget() is page.barred


def test_the_kinds_are_walked_with_the_keyboard(page):
    page.kinds.setFocus()
    QTest.keyClick(page.kinds, Qt.Key.Key_Down)
    QTest.keyClick(page.kinds, Qt.Key.Key_Down)
    assert page.form.kind == "quarter"
    assert page.make_button.isEnabled()
