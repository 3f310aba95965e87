"""The console shows what devices, operators and files say as plain text: no markup, no file, no freeze."""

import logging
import time
from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMessageBox, QTextEdit, QToolTip, QWidget
from shiboken6 import isValid

from app.bridge.views import RejectView
from app.domain.alarms import Priority, RuleText, Transition
from app.domain.changes import AlarmChanged
from app.domain.devices import Device
from tests.attacks.hostile import HOSTILE, LONG, MARKUP
from tests.support.effort import unit_s
from tests.widgets.soft_hub import SoftHub
from tests.widgets.soft_rules import soft_rules
from widgets.alarms.dialogs import ShelveDialog
from widgets.log_lines import LogLines
from widgets.main_window import build_main_window
from widgets.parts import ConsoleParts
from widgets.selection import Selection
from widgets.trend.picker import QuantityPicker

PLAIN = Qt.TextFormat.PlainText
FREEZE = 3_000
"""More effort than this for one step of the console is a freeze."""


class AttackedHub(SoftHub):
    """A soft city with a device for each text, which writes the text wherever somebody can write."""

    def __init__(self, texts) -> None:
        super().__init__(devices=20, alarms=4)
        self._texts = list(texts)
        self.figures = replace(self.figures, feed=replace(self.figures.feed, detail=self._texts[-1]))
        rules = [self._rule(place, text) for place, text in enumerate(self._texts)]
        self.alarms.set_rules([*soft_rules().values(), *rules])

    @staticmethod
    def _rule(place, text):
        return RuleText(f"r{place}", "pressure", text, text, text, text, Priority.LOW, "pressure")

    def attack(self) -> None:
        for place, text in enumerate(self._texts):
            device = f"HOSTIL-{place}"
            self.introduce(Device(device, "pressure", text, -12.09, -77.08, text, text, text))
            alarm = self.raise_alarm(device, f"r{place}")
            known = replace(
                alarm, comment=text, value=text, version=2, acknowledged_by=text, unacknowledged=False
            )
            self.alarms.put(known)
            change = AlarmChanged(known, Transition.COMMENTED, self.now(), text, text)
            self.alarms_changed.emit((change,))
            self.note_event(device, text, text)

    async def rejects(self):
        return [
            RejectView(self.now(), text, text, text, text.encode("utf-8", "replace")[:256])
            for text in self._texts
        ]


@pytest.fixture
def open_window(look, tmp_path, qtbot, gui_loop):
    """`open_window(hub)`: the whole console over a hub, as an operator sees it."""

    def make(hub):
        lines = LogLines()
        parts = ConsoleParts(hub, look, Selection(), QWidget(), tmp_path, sound=False, log_lines=lines)
        window = build_main_window(parts)
        qtbot.addWidget(window)
        window.resize(1500, 900)
        with qtbot.waitExposed(window):
            window.show()
        return window, parts

    return make


def visit(window, parts, texts):
    """Goes to every place of the console that shows what others wrote; yields the name of each step taken."""
    for workspace in ("history", "diagnostics", "operation"):
        window.go(workspace)
        settle(window)
        yield workspace
    for panel in ("devices", "log", "alarms"):
        window.show_panel("operation", panel)
        settle(window)
        yield panel
    for place, text in enumerate(texts):
        parts.selection.choose_device(f"HOSTIL-{place}")
        parts.selection.choose_alarm(f"HOSTIL-{place}:r{place}")
        window.hints.say(text)
        settle(window)
        yield f"device {place}"
    window.panels.trend.show_trend("HOSTIL-0", "pressure")
    window.go("history")
    settle(window)
    yield "trend"
    window.open_palette()
    window.palette_box.field.setText("hostil")
    settle(window)
    yield "palette"


def settle(window):
    """Let the timers of the views run, then draw everything."""
    QTest.qWait(1)
    for model in (window.panels.log.model,):
        model.flush()
    window.grab()


def labels(window):
    """All labels as they would be laid out: Qt dresses a label before it asks for its size."""
    found = window.findChildren(QLabel)
    for label in found:
        label.ensurePolished()
    return found


def assert_plain(window):
    rich = [label.text()[:60] for label in labels(window) if label.textFormat() is not PLAIN]
    assert not rich


def test_rich_text_would_read_the_file(picture, qtbot):
    """The watch is worth something: what follows would be found."""
    view = QTextEdit()
    qtbot.addWidget(view)
    view.setHtml(f'<img src="{picture.path}">')
    view.grab()
    assert picture.opened


def test_no_view_takes_a_text_for_markup_or_reads_a_file(open_window, picture):
    texts = [*HOSTILE, f'<img src="{picture.path}">', f'<img src="{picture.path.as_uri()}" width=900>']
    hub = AttackedHub(texts)
    window, parts = open_window(hub)
    hub.attack()
    seen = [name for name in visit(window, parts, texts) if assert_plain(window) is None]
    assert len(seen) == len(texts) + 8
    for view in (QuantityPicker(hub, window), ShelveDialog(texts[-1], window)):
        view.show()
        settle(window)
        view.grab()
        assert_plain(view)
        view.close()
    assert not picture.opened


def test_ten_megabytes_of_text_never_hold_up_the_console(open_window):
    texts = [sign * (LONG // len(sign)) for sign in ("<b>x</b> ", "\u0301", "\u202e", "\u05d0", "x\n", "W")]
    hub = AttackedHub(texts)
    window, parts = open_window(hub)
    unit, began, spent = unit_s(), time.thread_time(), {}
    hub.attack()
    for name in visit(window, parts, texts):
        spent[name] = (time.thread_time() - began) / unit
        began = time.thread_time()
    assert max(spent.values()) < FREEZE, spent


@pytest.mark.parametrize("text", MARKUP)
def test_a_tool_tip_shows_markup_as_it_was_written(text, look, qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    QToolTip.showText(QPoint(10, 10), text, widget)
    (tip,) = (top for top in QApplication.topLevelWidgets() if top.inherits("QTipLabel") and top.isVisible())
    assert tip.text() == text
    assert tip.textFormat() is PLAIN
    QToolTip.hideText()
    qtbot.waitUntil(lambda: not isValid(tip) or not tip.isVisible())


@pytest.mark.parametrize("text", MARKUP)
def test_a_message_box_shows_markup_as_it_was_written(text, look, qtbot):
    box = QMessageBox()
    qtbot.addWidget(box)
    box.setText(text)
    box.setInformativeText(text)
    box.show()
    box.grab()
    shown = [label for label in box.findChildren(QLabel) if label.text()]
    assert [label.text() for label in shown] == [text, text]
    assert all(label.textFormat() is PLAIN for label in shown)


def test_the_place_of_a_format_in_a_name_stays_empty(open_window):
    hub = AttackedHub(["{0} {site.__class__} %s %1"])
    window, parts = open_window(hub)
    hub.attack()
    parts.selection.choose_device("HOSTIL-0")
    settle(window)
    assert "{0} {site.__class__} %s %1" in [label.text() for label in labels(window)]


def test_a_log_line_cannot_be_forged():
    lines = LogLines()
    lines.handle(
        logging.makeLogRecord({"msg": "a\r\n2026-11-21 ERROR root: forged \u202e\x1b[31m", "levelno": 20})
    )
    (line,) = lines.lines()
    assert line.text == "a  2026-11-21 ERROR root: forged [31m"
