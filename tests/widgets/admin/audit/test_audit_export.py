"""Taking the trail out: on record first, whole or not at all, whatever the disk and the engine do."""

import csv
import errno
import json
import stat
import threading
from contextlib import contextmanager

import pytest
from PySide6.QtCore import Qt

from app.bridge.views import EngineAway
from app.domain.acts import Refusal
from app.domain.audit import GENESIS, AuditFilter, Draft, link
from app.store.vault.exporting import NAMES, verify_export
from app.wire.administration import NoteExport, ReadAudit
from tests.widgets.admin.held_engine import HeldEngine
from tests.widgets.admin.soft_administration import refused
from tests.widgets.soft_hub import SoftHub
from widgets.admin.audit_export import ExportPlan
from widgets.admin.audit_page import AuditPage
from widgets.admin.audit_text import COLUMNS, Format
from widgets.admin.export_file import ExportFile
from widgets.file_faults import fault_words

resource = pytest.importorskip("resource")


@pytest.fixture(name="hub")
def _hub(qapp) -> SoftHub:
    hub = SoftHub(devices=10, alarms=0)
    hub.accounts.sign_in("auditoria")
    for place in range(2500):
        draft = Draft(place, f"op{place % 3}", "comment", "applied", subject=f"=N-{place}")
        hub.accounts.administration.trail.add(draft)
    return hub


@pytest.fixture(name="page")
def _page(hub, look, qtbot, gui_loop) -> AuditPage:
    page = AuditPage(hub, look)
    qtbot.addWidget(page)
    page.resize(1200, 500)
    page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    return page


@pytest.fixture(name="folder")
def _folder(tmp_path):
    made = tmp_path / "out"
    made.mkdir()
    return made


def ended(page: AuditPage) -> bool:
    return not page.export.running and bool(page.exported.text())


def test_json_lines_hold_the_whole_chain_oldest_first(page, hub, folder, qtbot):
    page.save(folder / "trail.jsonl", Format.JSON_LINES)
    qtbot.waitUntil(lambda: ended(page))
    assert page.exported.text() == "Exported 2\u202f501 entries."
    before = GENESIS
    told, *lines = (folder / "trail.jsonl").read_text("utf-8").splitlines()
    assert json.loads(told)["entries"] == len(lines)
    for place, line in enumerate(lines, 1):
        read = json.loads(line)
        assert read.pop("seq") == place
        hash_ = bytes.fromhex(read.pop("hash"))
        assert link(before, place, Draft(**read)) == hash_
        before = hash_
    assert place == 2501
    assert [path.name for path in folder.iterdir()] == ["trail.jsonl"]
    assert stat.S_IMODE((folder / "trail.jsonl").stat().st_mode) == 0o600


def prove(path):
    """As `./atalaya audit verify --export` does."""
    return verify_export(path, [])


def test_the_command_line_proves_what_the_console_wrote(page, folder, qtbot):
    page.save(folder / "trail.jsonl", Format.JSON_LINES)
    qtbot.waitUntil(lambda: ended(page))
    proof = prove(folder / "trail.jsonl")
    assert (proof.entries, proof.broken_at, proof.problem) == (2501, 0, None)
    written = (folder / "trail.jsonl").read_bytes()
    (folder / "trail.jsonl").write_bytes(written.replace(b"=N-1999", b"=N-1998"))
    assert prove(folder / "trail.jsonl").broken_at == 2000


def test_a_period_can_be_proved_by_itself(page, folder, qtbot):
    page.export.start(ExportPlan(folder / "p.jsonl", Format.JSON_LINES, AuditFilter(since=500, until=2000)))
    qtbot.waitUntil(lambda: (folder / "p.jsonl").exists())
    proof = prove(folder / "p.jsonl")
    assert (proof.first, proof.entries, proof.broken_at) == (501, 1500, 0)
    assert NAMES == COLUMNS


def test_a_filter_with_gaps_says_that_it_proves_nothing(page, folder, qtbot):
    page.filters.operator.setCurrentIndex(page.filters.operator.findData("op1"))
    qtbot.waitUntil(lambda: {e.draft.operator for e in page.pages.entries} == {"op1"})
    page.save(folder / "f.jsonl", Format.JSON_LINES)
    qtbot.waitUntil(lambda: ended(page))
    assert "cannot be proved" in page.exported.text()
    assert prove(folder / "f.jsonl").broken_at


def test_nothing_that_fits_is_a_file_without_entries(page, folder, qtbot):
    for format_ in Format:
        plan = ExportPlan(folder / f"none.{format_}", format_, AuditFilter(operator="gone"))
        page.export.start(plan)
        qtbot.waitUntil(plan.path.exists)
        qtbot.waitUntil(lambda: not page.export.running)
        assert len(plan.path.read_bytes().splitlines()) == 1


def test_csv_follows_the_filter_and_runs_nothing(page, folder, qtbot):
    page.filters.operator.setCurrentIndex(page.filters.operator.findData("op1"))
    qtbot.waitUntil(lambda: {e.draft.operator for e in page.pages.entries} == {"op1"})
    page.save(folder / "trail.csv", Format.CSV)
    qtbot.waitUntil(lambda: ended(page))
    with (folder / "trail.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["operator"] for row in rows} == {"op1"}
    assert len(rows) == 833
    assert all(row["subject"].startswith("'=N-") for row in rows)
    assert [int(row["seq"]) for row in rows] == sorted(int(row["seq"]) for row in rows)


def test_the_export_is_on_record_before_a_page_is_read(page, hub, folder, qtbot):
    held = HeldEngine(hub)
    page.save(folder / "trail.csv", Format.CSV)
    qtbot.waitUntil(lambda: len(held.asked) == 1)
    qtbot.settle()
    assert held.asked[0][0] == NoteExport("audit", str(folder / "trail.csv"), 2500, "format=csv")
    assert list(folder.iterdir()) == []
    held.let_go(0)
    qtbot.waitUntil(lambda: len(held.asked) == 2)
    assert held.asked[1][0] == ReadAudit(AuditFilter(), 0, 1000)


@pytest.mark.parametrize("refusal", [Refusal.NOT_PERMITTED, Refusal.NOT_RECORDED])
def test_what_is_not_on_record_is_not_written(page, hub, folder, qtbot, refusal):
    hub.accounts.answer = refused(refusal)
    asked = len(hub.accounts.asked)
    page.save(folder / "trail.csv", Format.CSV)
    qtbot.waitUntil(lambda: ended(page))
    assert page.exported.text().startswith("No file was written.")
    assert [type(one) for one in hub.accounts.asked[asked:]] == [NoteExport]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize(
    ("answer", "failure", "said"),
    [
        (None, EngineAway("lost"), "The engine did not answer."),
        (refused(Refusal.TOO_MANY), None, "Too many at once."),
    ],
)
def test_an_engine_lost_on_the_way_leaves_the_file_of_before(page, hub, folder, qtbot, answer, failure, said):
    (folder / "trail.csv").write_text("of before")
    held = HeldEngine(hub)
    page.save(folder / "trail.csv", Format.CSV)
    qtbot.waitUntil(lambda: len(held.asked) == 1)
    held.let_go(0)
    qtbot.waitUntil(lambda: len(held.asked) == 2)
    held.let_go(1)
    qtbot.waitUntil(lambda: len(held.asked) == 3)
    held.let_go(2, answer, failure)
    qtbot.waitUntil(lambda: ended(page))
    assert said in page.exported.text()
    qtbot.waitUntil(lambda: [path.name for path in folder.iterdir()] == ["trail.csv"])
    assert (folder / "trail.csv").read_text() == "of before"


def test_cancelling_leaves_nothing(page, hub, folder, qtbot):
    held = HeldEngine(hub)
    page.save(folder / "trail.csv", Format.CSV)
    qtbot.waitUntil(lambda: len(held.asked) == 1)
    held.let_go(0)
    qtbot.waitUntil(lambda: len(held.asked) == 2)
    held.let_go(1)
    qtbot.waitUntil(lambda: "1\u202f000 entries read" in page.exported.text())
    assert not page.export_button.isEnabled()
    qtbot.mouseClick(page.cancel_button, Qt.MouseButton.LeftButton)
    assert "cancelled" in page.exported.text()
    qtbot.waitUntil(lambda: list(folder.iterdir()) == [])
    assert page.export_button.isEnabled()
    assert not page.cancel_button.isVisible()


def test_another_operator_does_not_go_on_with_an_export(page, hub, folder, qtbot):
    held = HeldEngine(hub)
    page.save(folder / "trail.csv", Format.CSV)
    qtbot.waitUntil(lambda: len(held.asked) == 1)
    held.let_go(0)
    qtbot.waitUntil(lambda: len(held.asked) == 2)
    hub.accounts.sign_in("r.quispe")
    assert not page.export.running
    qtbot.waitUntil(lambda: list(folder.iterdir()) == [])


def test_closing_the_page_leaves_nothing(hub, look, folder, qtbot, gui_loop):
    held = HeldEngine(hub)
    page = AuditPage(hub, look)
    page.save(folder / "trail.csv", Format.CSV)
    qtbot.waitUntil(lambda: len(held.asked) == 1)
    held.let_go(0)
    qtbot.waitUntil(lambda: len(held.asked) == 2)
    assert len(list(folder.iterdir())) == 1
    page.deleteLater()
    qtbot.waitUntil(lambda: list(folder.iterdir()) == [])


@contextmanager
def largest_file(size: int):
    """As a disk that is full after so many bytes."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_is_said_and_leaves_the_file_of_before(page, folder, qtbot):
    (folder / "trail.jsonl").write_text("of before")
    with largest_file(300_000):
        page.save(folder / "trail.jsonl", Format.JSON_LINES)
        qtbot.waitUntil(lambda: ended(page))
    assert page.exported.text() == "No file was written. The disk is full. Choose another place."
    qtbot.waitUntil(lambda: [path.name for path in folder.iterdir()] == ["trail.jsonl"])
    assert (folder / "trail.jsonl").read_text() == "of before"


def test_a_folder_that_is_not_there_is_said(page, tmp_path, qtbot):
    page.save(tmp_path / "gone" / "trail.csv", Format.CSV)
    qtbot.waitUntil(lambda: ended(page))
    assert "not there" in page.exported.text()


def test_a_folder_in_the_place_of_the_file_is_said(page, folder, qtbot):
    (folder / "trail.csv").mkdir()
    page.save(folder / "trail.csv", Format.CSV)
    qtbot.waitUntil(lambda: ended(page))
    assert "This is a folder" in page.exported.text()
    qtbot.waitUntil(lambda: [path.name for path in folder.iterdir()] == ["trail.csv"])


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "cannot be written"),
        (errno.EROFS, "cannot be written"),
        (errno.EIO, "could not be written"),
    ],
)
def test_every_fault_of_a_disk_says_what_to_do(number, said):
    assert said in fault_words(OSError(number, "x"))
    assert "Choose another" in fault_words(OSError(number, "x"))


def test_a_file_that_was_given_up_takes_nothing_more(folder):
    file = ExportFile(folder / "x.csv", Format.CSV)
    file.open()
    writer = threading.Thread(target=file.add, args=([],))
    writer.start()
    writer.join()
    file.discard()
    file.add([])
    file.commit(b"")
    file.open()
    assert list(folder.iterdir()) == []


def test_without_the_right_to_export_the_reason_stands_beside_the_button(hub, look, qtbot, gui_loop):
    role = hub.accounts.roles["auditor"]
    grants = tuple(grant for grant in role.grants if grant.right != "export")
    hub.accounts.roles["auditor"] = type(role)(role.id, role.title, grants)
    hub.accounts.sign_in("auditoria")
    page = AuditPage(hub, look)
    qtbot.addWidget(page)
    page.show()
    qtbot.waitUntil(lambda: page.model.rowCount() > 0)
    assert not page.export_button.isEnabled()
    assert page.exported.text().startswith("Needs ")


def test_the_menu_offers_both_forms(page, qtbot):
    texts = [action.text() for action in page.export_button.menu().actions()]
    assert len(texts) == 2
    assert "CSV" in texts[0]
    assert "JSON" in texts[1]
