"""The settings page over a real settings file: found, changed as a whole, refused with why, brought in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from app.bootstrap.data_folder import DataFolder
from app.bootstrap.installation_settings import InstallationSettings, settings_of
from app.bridge.views import EngineAway, EngineLink
from app.domain.acts import Outcome, Refusal, Verdict
from app.settings.describing import described
from app.settings.problems import SettingsInvalid
from app.settings.secrets.sealed_file import SealedFile
from app.settings.secrets.store import Secrets
from app.settings.settings_file import SettingsSuperseded
from app.wire import administration as wire
from app.wire.messages import Done
from tests.widgets.soft_hub import SoftHub
from widgets.settings.draft import SettingsDraft
from widgets.settings.page import SettingsPage

TEXT = '[site]\nid = "prueba"  # a remark that stays\n[broker]\nkeepalive_s = 9\n'
EDITABLE = tuple(info for info in described() if info.type in ("integer", "switch", "choice"))


class SettingsHub(SoftHub):
    """Answers about settings as the engine does, from a real file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(devices=10, alarms=0)
        self.file = folder / "settings.toml"
        self.file.write_text(TEXT, "utf-8")
        secrets = Secrets(SealedFile(folder / "secrets.sealed"))
        self.engine: InstallationSettings = settings_of(DataFolder(folder), self.file, secrets)
        self.kept: dict[str, str] = {}
        self.seen: list[Any] = []
        self.away = False
        self.accounts.sign_in("m.rojas")
        self.ask = self._answer

    async def _answer(self, body: Any, _limit_s: float = 10.0) -> Any:
        self.seen.append(body)
        if self.away:
            raise EngineAway("The engine is not there.")
        match body:
            case wire.ReadSettings():
                return self.engine.state(tuple(self.kept))
            case wire.PutSecret(name=name, value=value):
                self.kept[name] = value
            case wire.ExportSettings():
                return wire.SettingsText(self.engine.text())
            case wire.TestBroker():
                return wire.BrokerTrial(reached=False, reason="unreachable")
            case wire.ChangeSettings() | wire.ImportSettings() | wire.RestoreSettings():
                return self._changed(body)
        return Done(Verdict(Outcome.APPLIED, 1))

    def _changed(self, body: object) -> wire.SettingsAnswer:
        try:
            self.engine.change(body, lambda _differences: None)
        except SettingsInvalid as problem:
            refused = Verdict(Outcome.REFUSED, refusal=Refusal.SETTINGS_INVALID)
            return wire.SettingsAnswer(refused, tuple(map(str, problem.problems)))
        except SettingsSuperseded:
            return wire.SettingsAnswer(Verdict(Outcome.SUPERSEDED), state=self.engine.state(()))
        return wire.SettingsAnswer(Verdict(Outcome.APPLIED, 1), state=self.engine.state(()))


@pytest.fixture(name="hub")
def _hub(qapp, tmp_path) -> SettingsHub:
    return SettingsHub(tmp_path)


@pytest.fixture(name="page")
def _page(hub, look, qtbot, gui_loop) -> SettingsPage:
    page = SettingsPage(hub, look)
    qtbot.addWidget(page)
    page.resize(1200, 700)
    page.show()
    qtbot.waitUntil(lambda: page.form.is_whole and bool(page.draft.state.values))
    return page


def visible(page: SettingsPage) -> list[str]:
    return [path for path, row in page.form.rows.items() if row.isVisibleTo(page)]


def test_every_setting_of_the_schema_has_its_row(page):
    assert visible(page) == [info.path for info in described()]


def test_a_search_finds_by_words_in_both_languages_and_without_accents(page, qtbot):
    qtbot.keyClicks(page.top.text, "contrasena minima")
    assert visible(page) == ["security.password_least_length"]
    page.top.text.setText("keepalive")
    assert visible(page) == ["broker.keepalive_s"]
    page.top.text.setText("nothing of the kind")
    assert not visible(page)
    assert page.form.nothing.isVisibleTo(page)


def test_what_differs_from_its_default_can_be_seen_alone(page, qtbot):
    qtbot.mouseClick(page.top.other, Qt.MouseButton.LeftButton)
    assert visible(page) == ["site.id", "broker.keepalive_s"]


def test_a_change_is_typed_saved_and_in_the_file_with_its_remarks(page, hub, qtbot):
    field = page.form.rows["security.idle_lock_minutes"].editor.field
    field.selectAll()
    qtbot.keyClicks(field, "3")
    qtbot.keyClicks(page.foot.reason, "night shift")
    qtbot.mouseClick(page.foot.save, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "idle_lock_minutes = 3" in hub.file.read_text("utf-8"))
    assert "# a remark that stays" in hub.file.read_text("utf-8")
    assert next(one.reason for one in hub.seen if isinstance(one, wire.ChangeSettings)) == "night shift"
    qtbot.waitUntil(lambda: not page.draft.changes())
    assert not page.foot.save.isEnabled()


def test_what_needs_a_restart_says_so_and_offers_it(page, qtbot):
    page.draft.type("limits.devices", 1234)
    page.save()
    qtbot.waitUntil(lambda: page.draft.is_pending("limits.devices"))
    assert page.foot.restart.isVisibleTo(page)
    assert "1" in page.foot.words.text()


def test_what_the_engine_refuses_is_told_and_stays_typed(page, hub, qtbot):
    page.draft.type("liveness.lost_after", 1.5)
    page.save()
    qtbot.waitUntil(lambda: "lost_after" in page.foot.words.text())
    assert page.draft.value("liveness.lost_after") == 1.5
    assert hub.file.read_text("utf-8") == TEXT


def test_a_change_over_settings_that_were_changed_meanwhile_is_not_done(page, hub, qtbot):
    stamp = page.draft.state.stamp
    hub.engine.change(wire.ChangeSettings(stamp, (wire.SettingChange("broker.qos", "0"),)), lambda _: None)
    page.draft.type("security.idle_lock_minutes", 3)
    page.save()
    qtbot.waitUntil(lambda: page.draft.said("broker.qos") == 0)
    assert page.draft.value("security.idle_lock_minutes") == 3, "what was typed is kept"
    assert "idle_lock" not in hub.file.read_text("utf-8")


def test_a_secret_is_sent_once_and_never_shown(page, hub, qtbot):
    row = page.form.rows["broker.password"]
    qtbot.keyClicks(row.field, "hush-hush")
    qtbot.keyClick(row.field, Qt.Key.Key_Return)
    assert row.field.text() == ""
    qtbot.waitUntil(lambda: hub.kept == {"broker.password": "hush-hush"})
    qtbot.waitUntil(row.drop.isEnabled)
    assert "hush" not in hub.file.read_text("utf-8")


def test_a_version_before_comes_back(page, hub, qtbot):
    page.draft.type("broker.qos", 0)
    page.save()
    qtbot.waitUntil(lambda: len(page.top.menu.actions()) == 1)
    page.top.menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: hub.file.read_text("utf-8") == TEXT)
    qtbot.waitUntil(lambda: page.draft.said("broker.qos") == 1)


def test_settings_go_out_and_come_in(page, hub, tmp_path, qtbot):
    copy = tmp_path / "copy.toml"
    page.take_out(copy)
    qtbot.waitUntil(copy.exists)
    assert copy.read_text("utf-8") == TEXT
    qtbot.waitUntil(lambda: str(copy) in page.foot.words.text())
    copy.write_text(TEXT.replace("9", "11"), "utf-8")
    page.bring_in(copy)
    qtbot.waitUntil(lambda: page.draft.said("broker.keepalive_s") == 11)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[site", b"x = 1\n" * 300_000])
def test_a_file_that_is_no_settings_is_refused_with_a_sentence(page, hub, tmp_path, qtbot, content):
    bad = tmp_path / "bad.toml"
    bad.write_bytes(content)
    page.bring_in(bad)
    qtbot.waitUntil(lambda: bool(page.foot.words.text()))
    assert hub.file.read_text("utf-8") == TEXT


def test_the_broker_is_tried_with_what_was_typed(page, hub, qtbot):
    page.draft.type("broker.url", "mqtts://example.org")
    qtbot.mouseClick(page.top.broker, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "not reached" in page.foot.words.text())
    tried = next(one for one in hub.seen if isinstance(one, wire.TestBroker))
    assert [one.path for one in tried.changes] == ["broker.url"]


def test_an_engine_that_does_not_answer_is_told_and_nothing_is_shown_as_saved(page, hub, qtbot):
    hub.away = True
    page.draft.type("broker.qos", 0)
    page.save()
    qtbot.waitUntil(lambda: "engine" in page.foot.words.text())
    assert page.draft.is_changed("broker.qos")


def test_without_the_right_nothing_is_asked_and_without_the_engine_nothing_can_be_changed(page, hub, qtbot):
    hub.set_link(EngineLink("lost", hub.now()))
    assert not page.form.rows["broker.qos"].editor.isEnabled() or not page.foot.save.isEnabled()
    asked = len(hub.seen)
    hub.accounts.sign_in("j.paredes")
    assert page.currentWidget() is page.barred
    assert len(hub.seen) == asked


def test_an_auditor_sees_every_setting_and_can_change_none(page, hub, qtbot):
    hub.accounts.sign_in("auditoria")
    qtbot.waitUntil(lambda: page.currentWidget() is not page.barred and page.may_ask)
    page.draft.type("broker.qos", 0)
    page.read()
    qtbot.waitUntil(lambda: not page.form.rows["broker.qos"].editor.isEnabled())
    assert not page.foot.save.isEnabled()
    assert not page.top.load.isEnabled()
    page.save()
    assert not [one for one in hub.seen if isinstance(one, wire.ChangeSettings)]


@given(st.lists(st.tuples(st.sampled_from(EDITABLE), st.integers(0, 9)), max_size=12))
def test_a_draft_asks_for_just_what_differs_from_the_engine(typed):
    draft = SettingsDraft()
    last: dict[str, object] = {}
    for info, number in typed:
        value: object = number
        if info.type == "switch":
            value = bool(number % 2)
        elif info.type == "choice":
            value = info.choices[number % len(info.choices)]
        draft.type(info.path, value)
        last[info.path] = value
    defaults = {info.path: info.default for info in described()}
    wanted = {path for path, value in last.items() if value != defaults[path]}
    assert {change.path for change in draft.changes()} == wanted
    draft.discard()
    assert not draft.changes()
