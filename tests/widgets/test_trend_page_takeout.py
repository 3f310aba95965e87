"""Taking a trend out as picture, copy or file: on record first, and nothing where that is refused."""

import asyncio

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPushButton

from app.domain.acts import Outcome, Refusal, Verdict
from app.wire.administration import NoteExport
from app.wire.messages import Done, Limits
from tests.widgets.soft_hub import SoftHub
from tests.widgets.trend_desk import drawn, of_kind, shown_page, trend_hub
from widgets.trend.page import TrendPage


@pytest.fixture(name="hub")
def _hub(qapp) -> SoftHub:
    return trend_hub()


@pytest.fixture(name="page")
def _page(hub, look, qtbot, gui_loop) -> TrendPage:
    return shown_page(hub, look, qtbot)


@pytest.fixture(name="charted")
def _charted(page, hub, qtbot) -> TrendPage:
    """With one curve drawn, and something on the clipboard that is not the page's."""
    page.show_trend(of_kind(hub, "pressure")[0], "pressure")
    qtbot.waitUntil(lambda: drawn(page))
    QGuiApplication.clipboard().setText("before")
    return page


def exports(hub: SoftHub) -> list[NoteExport]:
    return [asked for asked in hub.accounts.asked if isinstance(asked, NoteExport)]


def takeouts(page: TrendPage) -> list[QPushButton]:
    return [page.bar.picture, page.bar.copy, page.bar.save]


def test_a_copy_as_csv_goes_on_record_with_what_it_holds(charted, hub, qtbot):
    charted.bar.copy.click()
    assert QGuiApplication.clipboard().text() == "before"
    qtbot.waitUntil(lambda: charted.bar.notice.text() == "CSV copied")
    lines = QGuiApplication.clipboard().text().splitlines()
    device = charted.curves[0].device
    assert lines[1].split(",")[1] == device
    (note,) = exports(hub)
    assert (note.what, note.file, note.rows) == ("trend", "clipboard", len(lines) - 1)
    assert note.details.startswith("format=csv from=20")
    assert note.details.endswith(f"curves={device}/pressure")


def test_a_copy_as_picture_goes_on_record(charted, hub, qtbot):
    charted.bar.picture.click()
    qtbot.waitUntil(lambda: charted.bar.notice.text() == "Picture copied")
    assert not QGuiApplication.clipboard().pixmap().isNull()
    assert [(note.file, note.details.split()[0]) for note in exports(hub)] == [
        ("clipboard", "format=picture")
    ]


def test_a_file_goes_on_record_and_is_written_whole(charted, hub, qtbot, tmp_path):
    file = tmp_path / "trend.csv"
    charted.save_csv(str(file))
    qtbot.waitUntil(lambda: charted.bar.notice.text() == "Saved")
    content = file.read_bytes()
    assert content.startswith(b"\xef\xbb\xbftime,device")
    assert b"\r\r" not in content
    (note,) = exports(hub)
    assert note.what == "trend"
    assert note.file == str(file)
    assert note.rows == len(content.splitlines()) - 1 > 0
    assert list(tmp_path.iterdir()) == [file]


def test_nothing_is_written_before_the_engine_has_answered(charted, hub, qtbot, tmp_path):
    gate = asyncio.get_running_loop().create_future()

    async def held(body: object, _limit_s: float = 10.0) -> object:
        hub.accounts.asked.append(body)
        return await gate

    hub.ask = held
    charted.save_csv(str(tmp_path / "trend.csv"))
    qtbot.waitUntil(lambda: bool(exports(hub)))
    charted.copy_csv()
    assert not any(button.isEnabled() for button in takeouts(charted))
    assert not list(tmp_path.iterdir())
    gate.set_result(Done(Verdict(Outcome.APPLIED, 1)))
    qtbot.waitUntil(lambda: charted.bar.notice.text() == "Saved")
    assert len(exports(hub)) == 1
    assert all(button.isEnabled() for button in takeouts(charted))


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Done(Verdict(Outcome.REFUSED, 0, Refusal.NOT_RECORDED)), "could not be put on record"),
        (Done(Verdict(Outcome.REFUSED, 0, Refusal.NOT_PERMITTED, who=("auditor",))), "Needs audit"),
        (Done(Verdict(Outcome.REFUSED)), "said no reason"),
        (Limits(()), "said no reason"),
    ],
)
def test_what_the_engine_refuses_is_not_taken_out(charted, hub, qtbot, tmp_path, answer, sentence):
    former = tmp_path / "trend.csv"
    former.write_text("kept")
    hub.accounts.answer = answer
    for take in (charted.copy_picture, charted.copy_csv, lambda: charted.save_csv(str(former))):
        with qtbot.waitSignal(charted.takeout.finished) as told:
            take()
        assert told.args[0].startswith("Nothing was exported.")
        assert sentence in told.args[0]
        assert charted.bar.notice.text() == told.args[0]
    assert former.read_text() == "kept"
    assert list(tmp_path.iterdir()) == [former]
    assert QGuiApplication.clipboard().text() == "before"
    assert all(button.isEnabled() for button in takeouts(charted))


def test_without_the_engine_nothing_is_taken_out(charted, hub, qtbot, tmp_path):
    hub.accounts.away = True
    with qtbot.waitSignal(charted.takeout.finished) as told:
        charted.save_csv(str(tmp_path / "trend.csv"))
    assert told.args[0] == ("Nothing was exported. The engine did not answer. Try again when it is back.")
    with qtbot.waitSignal(charted.takeout.finished):
        charted.copy_csv()
    assert not list(tmp_path.iterdir())
    assert QGuiApplication.clipboard().text() == "before"


def test_a_file_that_cannot_be_written_is_said(charted, qtbot, tmp_path):
    with qtbot.waitSignal(charted.takeout.finished) as told:
        charted.save_csv(str(tmp_path / "gone" / "trend.csv"))
    assert told.args[0] == "Nothing was exported. This folder is not there. Choose another one."


def test_taking_out_is_off_and_says_why_for_who_may_not(charted, hub):
    hub.accounts.sign_in("j.paredes")
    for button in takeouts(charted):
        assert button.isVisible()
        assert not button.isEnabled()
        assert button.toolTip().startswith("Needs supervision, engineering")
    assert charted.bar.barred.isVisible()
    assert charted.bar.barred.text().startswith("Needs supervision, engineering")
    charted.bar.copy.click()
    assert not exports(hub)
    hub.accounts.sign_in("auditoria")
    assert all(button.isEnabled() and not button.toolTip() for button in takeouts(charted))
    assert not charted.bar.barred.isVisible()
    hub.accounts.sign_out()
    assert not any(button.isEnabled() for button in takeouts(charted))


def test_a_long_sentence_does_not_widen_the_page(charted):
    before = charted.minimumSizeHint().width()
    charted.bar.notice.say("Needs supervision, engineering, administration or audit. " * 5)
    assert charted.bar.notice.isVisible()
    assert charted.minimumSizeHint().width() == before
