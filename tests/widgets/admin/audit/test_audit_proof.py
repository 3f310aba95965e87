"""Proving the trail from its page: that it runs, what came out, and where it is broken."""

from dataclasses import replace

from PySide6.QtCore import Qt

from app.wire.administration import AuditProof, VerifyAudit
from tests.widgets.admin.audit.trail_view import numbers
from tests.widgets.admin.held_engine import HeldEngine
from widgets.admin.audit_pages import PAGE


def test_verifying_says_that_it_runs_and_what_came_out(make, hub, qtbot):
    page = make(300)
    qtbot.waitUntil(lambda: page.model.rowCount() == PAGE)
    held = HeldEngine(hub)
    qtbot.mouseClick(page.verify_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(held.of(VerifyAudit)) == 1)
    assert page.proof.isVisible()
    assert "Verifying" in page.proof.words.text()
    assert not page.verify_button.isEnabled()
    held.let_go(held.of(VerifyAudit)[0], AuditProof(300, 0, "", 250, 1_773_360_000_000, 12.4))
    qtbot.waitUntil(page.verify_button.isEnabled)
    said = page.proof.words.text()
    assert "300 entries, unbroken." in said
    assert "entry 250" in said
    assert "50 later ones" in said
    assert "12 s" in said


def test_a_broken_trail_says_where_and_goes_there(page, hub, qtbot):
    trail = hub.accounts.administration.trail
    trail.entries[1233] = replace(trail.entries[1233], hash=b"\x07" * 32)
    qtbot.mouseClick(page.verify_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(page.proof.show_broken.isVisible)
    assert "Entry 1\u202f234 was changed." in page.proof.words.text()
    qtbot.mouseClick(page.proof.show_broken, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: numbers(page)[0] == 1234)
    assert page.detail.entry.seq == 1234
    qtbot.mouseClick(page.top_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: numbers(page)[0] == 5000)


def test_a_proof_that_does_not_come_is_no_proof(page, hub, qtbot):
    hub.accounts.away = True
    qtbot.mouseClick(page.verify_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "did not answer" in page.proof.words.text())
    assert page.verify_button.isEnabled()
