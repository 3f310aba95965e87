"""The sign-in screen in each of its states, with the keyboard alone."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from app.bridge.views import EngineLink
from app.wire import access as wire
from tests.widgets.soft_access import CODE, PASSWORD
from tests.widgets.soft_hub import SoftHub
from widgets.access.entry import Stage
from widgets.access.sign_in import SignInScreen

Key = Qt.Key
NEW = "faro-ancla-viento-71"


@pytest.fixture
def hub(gui_loop):
    made = SoftHub(devices=0, alarms=0)
    made.accounts.sign_out()
    return made


@pytest.fixture
def screen(hub, look, qtbot):
    made = SignInScreen(hub, look)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def type_in(qtbot, *texts: str) -> None:
    """Write each and press Enter, wherever the cursor is."""
    for text in texts:
        focused = QApplication.focusWidget()
        qtbot.keyClicks(focused, text)
        qtbot.keyClick(focused, Key.Key_Return)


def said(screen) -> str:
    return screen.entry.form.said.text()


def test_name_and_password_let_in(screen, hub, qtbot):
    type_in(qtbot, " J.Paredes ", PASSWORD)
    qtbot.waitUntil(lambda: hub.operator == "j.paredes")
    assert hub.accounts.asked[-1] == wire.SignIn("j.paredes", PASSWORD)


def test_a_wrong_password_is_said_the_same_way_for_a_name_that_does_not_exist(screen, hub, qtbot):
    answers = []
    for name in ("j.paredes", "nobody"):
        screen.entry.name = name
        screen.entry.form.focus_first()
        type_in(qtbot, "not-the-password")
        qtbot.waitUntil(lambda: bool(said(screen)))
        answers.append(said(screen))
        assert screen.entry.form.lines["password"].text() == ""
        assert screen.entry.form.lines["password"].hasFocus()
        screen.entry.form.say("")
    assert answers[0] == answers[1] == "Name or password is not right. Try again."
    assert hub.operator == ""


def test_the_second_factor_is_asked_for_once_the_password_is_right(screen, hub, qtbot):
    type_in(qtbot, "admin", PASSWORD)
    qtbot.waitUntil(lambda: screen.entry.stage is Stage.CODE)
    type_in(qtbot, "999999")
    qtbot.waitUntil(lambda: bool(said(screen)))
    assert said(screen).startswith("The code is not right")
    type_in(qtbot, f"{CODE[:3]} {CODE[3:]}")
    qtbot.waitUntil(lambda: hub.operator == "admin")


def test_leaving_the_code_forgets_the_password_that_waited(screen, hub, qtbot):
    type_in(qtbot, "admin", PASSWORD)
    qtbot.waitUntil(lambda: screen.entry.stage is Stage.CODE)
    qtbot.keyClick(QApplication.focusWidget(), Key.Key_Tab)
    qtbot.keyClick(screen.entry.ways[0], Key.Key_Space)
    assert screen.entry.stage is Stage.SIGN_IN
    assert screen.entry._pending is None
    assert screen.entry.form.lines["operator"].text() == "admin"


def test_a_wait_keeps_everybody_out_and_counts_down(screen, hub, qtbot):
    hub.accounts.answer = wire.SignInAnswer(refusal=wire.SignInRefusal.WAIT, wait_s=95.0)
    type_in(qtbot, "j.paredes", PASSWORD)
    qtbot.waitUntil(lambda: said(screen) == "Too many tries. Wait 1:35 min.")
    qtbot.waitUntil(lambda: said(screen) == "Too many tries. Wait 1:34 min.")
    assert not screen.entry.form.press.isEnabled()


@pytest.mark.parametrize("refusal", list(wire.SignInRefusal))
def test_every_refusal_is_a_sentence(screen, hub, qtbot, refusal):
    hub.accounts.answer = wire.SignInAnswer(refusal=refusal, problem="known")
    type_in(qtbot, "j.paredes", PASSWORD)
    if refusal is wire.SignInRefusal.CODE_NEEDED:
        qtbot.waitUntil(lambda: screen.entry.stage is Stage.CODE)
        return
    qtbot.waitUntil(lambda: bool(said(screen)))
    assert said(screen) != str(refusal)
    assert said(screen).endswith((".", "s."))


def test_an_engine_that_does_not_answer_is_said_and_the_name_stays(screen, hub, qtbot):
    hub.accounts.away = True
    type_in(qtbot, "j.paredes", PASSWORD)
    qtbot.waitUntil(lambda: said(screen) == "The engine does not answer. Try again when it is there.")
    assert screen.entry.form.lines["operator"].text() == "j.paredes"


def test_it_waits_for_the_engine_and_says_since_when(screen, hub, qtbot):
    qtbot.keyClicks(QApplication.focusWidget(), "j.par")
    hub.set_link(EngineLink("lost", hub.now() - 8_000, "", 2))
    assert screen.wait_title.isVisible()
    assert not screen.entry.isVisible()
    assert "Engine lost 8 s ago. Restarting it, try 2." in screen.wait_words.text()
    assert "Since " in screen.wait_words.text()
    assert not screen.start.isVisible()
    hub.set_link(EngineLink("given_up", hub.now() - 8_000))
    qtbot.mouseClick(screen.start, Qt.MouseButton.LeftButton)
    assert hub.engine_starts == 1
    hub.set_link(EngineLink("up", hub.now()))
    assert screen.entry.isVisible()
    assert screen.entry.form.lines["operator"].text() == "j.par"


def test_when_the_engine_is_there_the_field_has_the_keys_that_a_choice_below_had(screen, hub, qtbot):
    hub.set_link(EngineLink("lost", hub.now() - 8_000, "", 2))
    screen.language.setFocus()
    assert screen.language.hasFocus(), "nothing else is there to be focused"
    hub.set_link(EngineLink("up", hub.now()))
    type_in(qtbot, "j.paredes", PASSWORD)
    qtbot.waitUntil(lambda: hub.operator == "j.paredes")


def test_the_first_administrator_is_made_where_nobody_has_an_account(screen, hub, qtbot):
    hub.access.take_rules(hub.accounts.rules(first_start=True))
    assert screen.entry.stage is Stage.FIRST
    assert "passphrase" not in screen.entry.form.lines
    screen.entry.form.focus_first()
    type_in(qtbot, "Ana", "Ana  Rios", NEW, NEW)
    qtbot.waitUntil(lambda: hub.operator == "ana")
    assert hub.accounts.asked[-1] == wire.CreateFirstAdministrator("ana", "Ana Rios", NEW)


def test_the_first_administrator_also_seals_the_secrets_where_the_system_keeps_none(screen, hub, qtbot):
    hub.access.take_rules(hub.accounts.rules(first_start=True, secrets="unset"))
    assert "it cannot be reset" in screen.entry.form.explain.text()
    screen.entry.form.focus_first()
    type_in(qtbot, "ana", "Ana", NEW, NEW, "cuatro palabras sin orden", "cuatro palabras sin orden")
    qtbot.waitUntil(lambda: hub.operator == "ana")
    assert hub.accounts.asked[-1].passphrase == "cuatro palabras sin orden"


def test_a_one_time_code_sets_a_password_and_lets_in(screen, hub, qtbot):
    screen.entry.show_stage(Stage.REDEEM)
    type_in(qtbot, "j.paredes", "ABCD-EFGH-JKMN", NEW, NEW)
    qtbot.waitUntil(lambda: hub.operator == "j.paredes")
    assert hub.accounts.asked[-1] == wire.RedeemCode("j.paredes", "ABCD-EFGH-JKMN", NEW)


def test_who_must_change_the_password_sees_nothing_else_and_may_sign_out(screen, hub, qtbot):
    hub.accounts.team["nuevo"] = replace(hub.accounts.team["j.paredes"], id="nuevo", must_change=True)
    hub.accounts.sign_in("nuevo")
    screen.begin()
    assert screen.entry.stage is Stage.MUST_CHANGE
    assert screen.leave.isVisible()
    screen.entry.form.focus_first()
    type_in(qtbot, PASSWORD, NEW, NEW)
    qtbot.waitUntil(lambda: not hub.access.session.must_change)


def test_a_weak_password_is_refused_with_the_reason_of_the_engine(screen, hub, qtbot):
    hub.accounts.answer = wire.SignInAnswer(refusal=wire.SignInRefusal.WEAK_PASSWORD, problem="known")
    screen.entry.show_stage(Stage.REDEEM)
    type_in(qtbot, "j.paredes", "ABCD", NEW, NEW)
    qtbot.waitUntil(lambda: "easy to guess" in said(screen))


@pytest.mark.parametrize(
    ("ended", "words"),
    [("elsewhere", "another console"), ("disabled", "switched the account off"),
     ("expired", "session was over"), ("ended", "ended the session"), ("", "")],
)  # fmt: skip
def test_the_end_of_a_session_says_why(screen, hub, ended, words):
    hub.accounts.sign_in("r.quispe")
    hub.accounts.sign_out(ended)
    screen.begin()
    assert words in said(screen)


def test_locked_secrets_are_named_and_keep_nobody_out(screen, hub, qtbot):
    hub.access.take_rules(hub.accounts.rules(secrets="locked"))
    assert screen.sealed.isVisible()
    qtbot.mouseClick(screen.open_secrets, Qt.MouseButton.LeftButton)
    assert screen.entry.stage is Stage.SECRETS
    type_in(qtbot, "not it")
    qtbot.waitUntil(lambda: said(screen) == "This is not the passphrase. Try again.")
    type_in(qtbot, PASSWORD)
    qtbot.waitUntil(lambda: screen.entry.stage is Stage.SIGN_IN)
    assert said(screen) == "The secrets are open."
    type_in(qtbot, "j.paredes", PASSWORD)
    qtbot.waitUntil(lambda: hub.operator == "j.paredes")


def test_news_of_the_engine_leave_what_is_being_typed_alone(screen, hub, qtbot):
    form = screen.entry.form
    qtbot.keyClicks(form.lines["operator"], "j.paredes")
    qtbot.keyClicks(form.lines["password"], "half-a-pass")
    hub.accounts.idle_lock_s = 77
    hub.access.take_rules(hub.accounts.rules())
    hub.snapshot_loaded.emit()
    assert screen.entry.form is form
    assert form.lines["password"].text() == "half-a-pass"


def test_a_name_with_markup_is_written_as_it_is(screen, hub):
    hub.accounts.team["x"] = replace(
        hub.accounts.team["j.paredes"], id="x", name="<b>Juan</b>", must_change=True
    )
    hub.accounts.sign_in("x")
    screen.begin()
    title = screen.entry.form.title
    assert title.text().startswith("<b>Juan</b>:")
    assert title.textFormat() is Qt.TextFormat.PlainText
