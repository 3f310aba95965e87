"""The manual: readable in both languages, it loads nothing, and its broker example holds."""

import re
import subprocess

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QTextDocument

from app.settings.resources import resource
from tests.attacks.certificates import issue
from tests.support.broker import Mosquitto
from tests.support.machine import tool
from tests.support.waiting import PATIENCE_S
from widgets.help.page_view import PageView
from widgets.help.pages import pages
from widgets.help.viewer import HelpViewer
from widgets.theme import LIGHT

SITE = "city/puerto-sereno"
PAGES = ["control", "incidents", "operators", "shifts_and_reports", "threat_model", "video"]


@pytest.fixture
def viewer(look, qtbot):
    made = HelpViewer(look, "es")
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def shape(markdown):
    """What a page is made of, whatever its language."""
    return [re.match(r"#+|\||-|\d|```|", line)[0] for line in markdown.splitlines() if line]


def test_every_page_says_the_same_in_both_languages():
    spanish, english = pages("es"), pages("en")
    assert [page.id for page in spanish] == [page.id for page in english] == PAGES
    for one, other in zip(spanish, english, strict=True):
        assert one.title != other.title
        assert shape(one.markdown) == shape(other.markdown)
        assert re.findall(r"`(atalaya [a-z -]+)", one.markdown) == re.findall(
            r"`(atalaya [a-z -]+)", other.markdown
        )


def test_a_language_that_is_not_there_gets_another():
    assert [page.path.name for page in pages("fr")] == [f"{name}.es.md" for name in PAGES]


def test_the_keyboard_is_enough(viewer, qtbot):
    assert viewer.list.currentRow() == 0
    for _ in range(PAGES.index("threat_model")):
        qtbot.keyClick(viewer.list, Qt.Key.Key_Down)
    assert "Ataque por ataque" in viewer.view.toPlainText()
    qtbot.keyClick(viewer.list, Qt.Key.Key_Tab)
    assert viewer.focusWidget() is viewer.view
    before = viewer.view.verticalScrollBar().value()
    qtbot.keyClick(viewer.view, Qt.Key.Key_PageDown)
    assert viewer.view.verticalScrollBar().value() > before
    viewer.show_page("operators")
    assert "Segundo factor" in viewer.view.toPlainText()
    viewer.show_page("../../etc/passwd")
    assert "Segundo factor" in viewer.view.toPlainText()
    qtbot.keyClick(viewer.view, Qt.Key.Key_Escape)
    assert not viewer.isVisible()


def test_a_page_keeps_its_place_when_the_theme_changes(viewer, look):
    viewer.view.verticalScrollBar().setValue(120)
    look.set_theme(LIGHT)
    assert viewer.view.verticalScrollBar().value() == 120


def test_a_planted_page_loads_no_file_and_follows_no_link(look, qtbot, picture):
    view = PageView(look)
    qtbot.addWidget(view)
    view.resize(600, 400)
    view.show()
    view.show_page(
        f"# T\n\n![]({picture.path})\n![](file://{picture.path})\n<img src='{picture.path}'>\n"
        f"[here](file://{picture.path}) <http://10.0.0.9/>\n"
    )
    view.grab()
    before = view.toPlainText()
    view.anchorClicked.emit(QUrl.fromLocalFile(str(picture.path)))
    view.setSource(QUrl.fromLocalFile(str(picture.path)))
    view.grab()
    for kind in (QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.HtmlResource):
        assert view.loadResource(kind, QUrl("http://10.0.0.9/x")) is None
    assert not picture.opened
    assert "here" in before
    assert not view.openExternalLinks()


@pytest.fixture
def example(tmp_path, make_mosquitto):
    """A broker set up as the page says, with three accounts, and `say`, `hear` through it."""
    settings, permissions = re.findall(
        r"```\n(.*?)```", pages("en")[PAGES.index("threat_model")].markdown, re.DOTALL
    )
    authority = issue("City authority", names=(), authority=True)
    ca, _ = authority.save(tmp_path, "ca")
    certificate, key = issue("broker", authority).save(tmp_path, "broker")
    passwords, acl = tmp_path / "passwords", tmp_path / "acl"
    acl.write_text(permissions)
    passwords.touch(mode=0o600)
    for name in ("atalaya", "VAL-1", "VAL-2"):
        subprocess.run(
            [tool("mosquitto_passwd"), "-b", passwords, name, f"{name}-pw"], check=True, capture_output=True
        )
    lines = dict(line.split(" ", 1) for line in settings.splitlines() if line)
    lines |= {
        "cafile": ca,
        "certfile": certificate,
        "keyfile": key,
        "password_file": passwords,
        "acl_file": acl,
    }
    del lines["listener"]
    return make_mosquitto(**lines), ca


def account(broker, ca, name):
    return ["-h", "127.0.0.1", "-p", str(broker.port), "--cafile", str(ca), "-u", name, "-P", f"{name}-pw"]


def publish(broker: Mosquitto, ca, name, topic):
    words = [*account(broker, ca, name), "-t", topic, "-m", name, "-r", "-q", "1"]
    subprocess.run([tool("mosquitto_pub"), *words], check=False, capture_output=True, timeout=PATIENCE_S)


def test_the_broker_example_keeps_devices_apart_and_lets_the_engine_work(example):
    broker, ca = example
    for name, topic in (
        ("VAL-1", f"{SITE}/valve/VAL-1/telemetry"),
        ("VAL-1", f"{SITE}/valve/VAL-2/telemetry"),
        ("VAL-2", f"{SITE}/valve/VAL-2/command"),
        ("VAL-1", f"{SITE}/valve/VAL-1/command"),
        ("atalaya", f"{SITE}/valve/VAL-1/command"),
        ("atalaya", f"{SITE}/valve/VAL-2/telemetry"),
    ):
        publish(broker, ca, name, topic)
    heard = subprocess.run(
        [tool("mosquitto_sub"), *account(broker, ca, "atalaya"), "-t", "city/#", "-F", "%t %p", "-W", "2"],
        check=False, capture_output=True, text=True, timeout=PATIENCE_S,
    )  # fmt: skip
    assert sorted(heard.stdout.split("\n")) == [
        "",
        f"{SITE}/valve/VAL-1/command atalaya",
        f"{SITE}/valve/VAL-1/telemetry VAL-1",
    ]


def test_nobody_speaks_to_the_example_without_an_account(example):
    broker, ca = example
    words = ["-h", "127.0.0.1", "-p", str(broker.port), "--cafile", str(ca), "-t", "x", "-m", "x"]
    done = subprocess.run(
        [tool("mosquitto_pub"), *words], check=False, capture_output=True, timeout=PATIENCE_S
    )
    assert done.returncode != 0


def test_the_pages_are_where_a_frozen_program_looks_for_them():
    assert resource("help", "threat_model.es.md").is_file()
