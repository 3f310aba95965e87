"""Texts from outside are shown in tooltips as they came, never taken for markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtGui import QTextDocument

from tests.widgets.soft_hub import SoftHub
from widgets.control.elided import Elided
from widgets.incidents.queue.model import QueueModel
from widgets.incidents.record.line_list import Line, LineModel
from widgets.notice import Notice
from widgets.plain_label import LONGEST, plain_tip

EVIL = '<b>all clear</b> <img src="file:///etc/hostname">'
TIP = Qt.ItemDataRole.ToolTipRole


def read(tip: str) -> str:
    """What a tooltip shows."""
    if not GuiQt.mightBeRichText(tip):
        return tip
    document = QTextDocument()
    document.setHtml(tip)
    return document.toPlainText()


@pytest.mark.parametrize("text", [EVIL, "a < b & c", "", "plain", "<i>one</i>\ntwo & three"])
def test_a_tip_reads_as_the_text_it_was_made_of(text):
    assert read(plain_tip(text)) == text


@given(st.text(st.characters(codec="ascii", categories=["L", "N", "P", "S"]), max_size=40))
def test_no_tag_becomes_markup(text):
    marked = f"<b>{text}</b>"
    assert read(plain_tip(marked)) == marked


def test_a_tip_has_an_end():
    assert len(plain_tip("x" * 50_000)) == LONGEST


def test_cards_lines_and_labels_show_what_came(qapp, qtbot):
    hub = SoftHub(devices=9, alarms=0, incidents=0)
    hub.desk.open_one("waste.full", EVIL, zone="Mirador")
    queue = QueueModel(hub)
    queue.flush()
    lines = LineModel(None)
    lines.show_lines([Line("a", EVIL), Line("b", "b", tip=f"{EVIL}\nSHA-256")])
    label, notice = Elided(EVIL), Notice()
    qtbot.addWidget(label)
    qtbot.addWidget(notice)
    notice.say(EVIL)
    tips = (queue.index(0, 0).data(TIP), *(lines.index(row).data(TIP) for row in range(2)))
    for tip in (*tips, label.toolTip(), notice.toolTip()):
        assert EVIL in read(tip)
