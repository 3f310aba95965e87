"""Operators on a running engine: who gets in, what each may do, what stays on record, what is never found."""

from __future__ import annotations

import base64
import json
import sqlite3
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.domain.acts import Acknowledge, Outcome, Refusal, Seen, TakeOutOfService
from app.domain.audit import AuditFilter
from app.wire.access import AccessRules, CreateFirstAdministrator, Resume, SessionChanged, SignInRefusal
from app.wire.administration import (
    ChangeSettings,
    EndSession,
    ListOperators,
    NoteExport,
    PutSecret,
    ReadAudit,
    ReadSettings,
    SettingChange,
    VerifyAudit,
)
from app.wire.endpoint import read
from app.wire.messages import AlarmPage, StopEngine
from tests.endtoend.installation import Installation, now_ms
from tests.support.desk import Desk
from tests.support.people import PASSWORD, TEAM, make_people
from tests.support.waiting import PATIENCE_S, wait_until

pytestmark = pytest.mark.slow

PASSPHRASE = "siete-lanchas-en-la-niebla"
BROKER_PASSWORD = "clave-del-broker-8841"


@pytest.fixture
def alarmed(installation: Installation) -> Seen:
    """An engine with everybody of the team, and one alarm that stands."""
    make_people(installation.data, *(name for name in TEAM if name != "admin"))
    installation.start_engine()
    installation.publish("panic_button/PAN-1/event", {"ts": now_ms(), "type": "panic", "active": True})
    wait_until(lambda: installation.inspect("alarms"), what="the alarm")
    with Desk(installation.data, "looker/1") as desk:
        page = desk.newest(AlarmPage)
    return Seen(page.alarms[0].id, page.alarms[0].version)


def test_the_first_start_makes_the_first_administrator_once(installation: Installation) -> None:
    installation.start_engine()
    with Desk(installation.data, "sala-1/1") as first, Desk(installation.data, "sala-2/1") as second:
        assert first.newest(AccessRules).first_start
        weak = first.ask(CreateFirstAdministrator("admin", "Ana", "123456789012"))
        assert weak.refusal is SignInRefusal.WEAK_PASSWORD
        made = first.ask(CreateFirstAdministrator("admin", "Ana", PASSWORD, PASSPHRASE))
        assert made.session.roles == ("administrator",)
        late = second.ask(CreateFirstAdministrator("other", "Luis", PASSWORD))
        assert late.refusal is SignInRefusal.NOT_FIRST
        assert not second.newest(AccessRules).first_start, "the others are told"


def test_five_roles_at_one_console_do_what_their_roles_allow(
    installation: Installation, alarmed: Seen
) -> None:
    wanted = TakeOutOfService(alarmed, "under repair")
    allowed = {"r.quispe": True, "m.rojas": True, "j.paredes": False, "l.campos": False, "auditoria": False}
    with Desk(installation.data, "sala-1/1") as desk:
        for name, may in sorted(allowed.items(), key=lambda each: each[1]):
            assert desk.sign_in(name, PASSWORD).session is not None, name
            verdict = desk.ask(wanted).verdict
            if may:
                assert verdict.refusal is not Refusal.NOT_PERMITTED, name
            else:
                assert (verdict.refusal, "supervisor" in verdict.who) == (Refusal.NOT_PERMITTED, True), name


def test_a_forged_request_is_refused_by_the_engine_and_on_record(
    installation: Installation, alarmed: Seen
) -> None:
    act = Acknowledge((alarmed,))
    with Desk(installation.data, "sala-1/1") as desk, Desk(installation.data, "sala-2/1") as other:
        assert desk.ask(act, operator="r.quispe").verdict.refusal is Refusal.NOT_SIGNED_IN
        desk.sign_in("auditoria", PASSWORD)
        other.sign_in("r.quispe", PASSWORD)
        assert desk.ask(act, operator="r.quispe").verdict.refusal is Refusal.FORGED
        assert desk.ask(act).verdict.refusal is Refusal.NOT_PERMITTED
        assert desk.ask(StopEngine()).verdict.refusal is Refusal.NOT_PERMITTED
        assert other.ask(act).verdict.outcome is Outcome.APPLIED
    entries = installation.inspect("audit")
    forged = next(entry for entry in entries if entry["act"] == "forged_request")
    assert (forged["operator"], forged["outcome"], forged["console"]) == ("auditoria", "refused", "sala-1/1")
    done = next(entry for entry in entries if (entry["act"], entry["outcome"]) == ("acknowledge", "applied"))
    assert (done["operator"], done["subject"]) == ("r.quispe", alarmed.alarm)


def test_unknown_names_and_wrong_passwords_are_answered_alike_and_slow_down(
    installation: Installation,
) -> None:
    make_people(installation.data, "j.paredes")
    installation.start_engine()
    with Desk(installation.data, "sala-1/1") as desk:
        for name in ("j.paredes", "nobody.here"):
            # The slow-down doubles: however slow the machine, some try comes before its end.
            refusals = [desk.sign_in(name, "wrong").refusal]
            while refusals[-1] is SignInRefusal.WRONG:
                refusals.append(desk.sign_in(name, "wrong").refusal)
            assert (len(refusals) >= 4, refusals[-1]) == (True, SignInRefusal.WAIT)
        assert desk.session is None


def test_an_administrator_ends_the_session_at_another_console(
    installation: Installation, alarmed: Seen
) -> None:
    with Desk(installation.data, "sala-1/1") as desk, Desk(installation.data, "sala-2/7") as other:
        desk.sign_in("admin", PASSWORD)
        other.sign_in("r.quispe", PASSWORD)
        assert desk.ask(EndSession("sala-2/7")).verdict.outcome is Outcome.APPLIED
        ended = other.wait_for(SessionChanged)
        assert (ended.session, bool(ended.ended)) == (None, True)
        assert other.ask(Acknowledge((alarmed,))).verdict.refusal is Refusal.NOT_SIGNED_IN


def test_a_session_goes_on_after_the_engine_was_killed(installation: Installation) -> None:
    make_people(installation.data, "r.quispe")
    engine = installation.start_engine()
    with Desk(installation.data, "sala-1/1") as desk:
        desk.sign_in("r.quispe", PASSWORD)
        token = desk.token
    engine.kill()
    engine.wait(PATIENCE_S)
    installation.start_engine()
    with Desk(installation.data, "sala-1/1") as desk:
        assert desk.ask(Resume("no such token"), operator="").session is None
        assert desk.ask(Resume(token), operator="").session.operator == "r.quispe"


def test_settings_change_without_a_restart_and_go_on_record(installation: Installation) -> None:
    make_people(installation.data, "m.rojas")
    installation.start_engine()
    with Desk(installation.data, "sala-1/1") as desk:
        desk.sign_in("m.rojas", PASSWORD)
        state = desk.ask(ReadSettings())
        guarding = ChangeSettings(state.stamp, (SettingChange("security.lockout_failures", "50"),))
        assert desk.ask(guarding).verdict.refusal is Refusal.NOT_PERMITTED, "for administrators"
        harmless = ChangeSettings(state.stamp, (SettingChange("liveness.late_after", "3.0"),))
        assert desk.ask(harmless).verdict.outcome is Outcome.APPLIED
        desk.sign_in("admin", PASSWORD)
        state = desk.ask(ReadSettings())
        bad = desk.ask(ChangeSettings(state.stamp, (SettingChange("security.idle_lock_minutes", "9999"),)))
        assert (bad.verdict.refusal, bool(bad.problems)) == (Refusal.SETTINGS_INVALID, True)
        change = ChangeSettings(state.stamp, (SettingChange("security.idle_lock_minutes", "3"),), "night")
        assert desk.ask(change).verdict.outcome is Outcome.APPLIED
        wait_until(lambda: desk.wait_for(AccessRules).idle_lock_s == 180, what="the consoles to be told")
        assert desk.ask(change).verdict.outcome is Outcome.SUPERSEDED, "the file is another by now"
    assert "idle_lock_minutes = 3" in installation.settings.read_text()

    def changes() -> list[dict[str, Any]]:
        return [one for one in installation.inspect("audit") if one["act"] == "change_settings"]

    wait_until(lambda: len(changes()) == 5, what="the refusals, which are noted after they were told")
    outcomes = ["applied", "applied", "refused", "refused", "superseded"]
    assert sorted(one["outcome"] for one in changes()) == outcomes
    entry = next(one for one in changes() if one["outcome"] == "applied")
    assert (entry["operator"], entry["reason"]) == ("admin", "night")
    assert json.loads(entry["details"]) == {"security.idle_lock_minutes": [10, 3]}


def test_an_auditor_verifies_the_trail_and_a_changed_byte_is_found(
    installation: Installation, alarmed: Seen, tmp_path: Path
) -> None:
    with Desk(installation.data, "sala-1/1") as desk:
        desk.sign_in("r.quispe", PASSWORD)
        desk.ask(Acknowledge((alarmed,)))
        desk.sign_in("auditoria", PASSWORD)
        proof = desk.ask(VerifyAudit())
        assert (proof.broken_at, proof.problem) == (0, "")
        page = desk.ask(ReadAudit(AuditFilter(operator="r.quispe")))
        assert {"acknowledge", "sign_in"} <= {entry.draft.act for entry in page.entries}
        assert desk.ask(NoteExport("audit", "trail.csv", 9)).verdict.outcome is Outcome.APPLIED
        assert desk.ask(ListOperators()).rows
    verified = installation.run("audit", "verify", "--data", str(installation.data))
    assert verified.returncode == 0, verified.stdout + verified.stderr
    copy = tmp_path / "copy.db"
    with sqlite3.connect(installation.data / "store" / "vault.db") as live, sqlite3.connect(copy) as to:
        live.backup(to)
        to.execute("DROP TRIGGER IF EXISTS audit_no_update")
        for (trigger,) in to.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            to.execute(f"DROP TRIGGER {trigger}")
        (seq,) = to.execute("SELECT seq FROM audit WHERE act = 'acknowledge'").fetchone()
        to.execute("UPDATE audit SET operator = 'r.quispf' WHERE seq = ?", (seq,))
    live.close()
    to.close()
    found = installation.run("audit", "verify", "--file", str(copy))
    assert found.returncode == 1
    assert str(seq) in found.stdout + found.stderr


def test_no_secret_is_found_in_the_folder_the_logs_or_the_process_list(installation: Installation) -> None:
    engine = installation.start_engine()
    with Desk(installation.data, "sala-1/1") as desk:
        desk.ask(CreateFirstAdministrator("admin", "Ana", PASSWORD, PASSPHRASE))
        assert desk.ask(PutSecret("broker.password", BROKER_PASSWORD)).verdict.outcome is Outcome.APPLIED
        desk.sign_in("admin", "mistyped-secret-word")
        desk.sign_in("my-password-in-the-name-field", PASSWORD)
        endpoint = read(installation.data)
        assert endpoint is not None
    typed = (PASSWORD, PASSPHRASE, BROKER_PASSWORD, "mistyped-secret-word", "my-password-in-the-name")
    needles = [*typed, endpoint.secret.hex(), base64.b64encode(endpoint.secret).decode()]
    engine.terminate()
    engine.wait(PATIENCE_S)
    for path in installation.folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            for needle in needles:
                assert needle.encode() not in content, f"{path} holds {needle!r}"
                assert needle.encode("utf-16-le") not in content, f"{path} holds {needle!r}"
    for process in psutil.process_iter(["cmdline"]):
        line = " ".join(process.info["cmdline"] or [])
        assert not [needle for needle in needles if needle in line], line
