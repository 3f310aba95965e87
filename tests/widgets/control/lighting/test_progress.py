"""Groups of commands under way: what they say, and what can be done with them."""

import pytest
from PySide6.QtCore import Qt

from app.domain import control_acts as acts
from app.domain.command_groups import GroupState
from tests.widgets.control.lighting.soft_lighting import command_group
from widgets.control.lighting.progress import KEPT_MS


def press(qtbot, button) -> None:
    assert button.isEnabled()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def asked(hub, kind: type) -> list:
    return [act for act in hub.told if isinstance(act, kind)]


def test_counts_follow_the_group(page, hub):
    progress = page.body.progress
    assert not progress.isVisible()
    hub.put_group(command_group(hub.now()))
    row = progress.rows["g1"]
    assert "sent 90 of 148 · confirmed 60 · failed 4 · left out 41" in row.counts.text()
    assert "41 do not report" in row.skips.text()
    assert "LUM-4405" in row.skips.toolTip()
    hub.put_group(command_group(hub.now(), sent=107, confirmed=100, state=GroupState.FOLLOWING, version=2))
    assert "sent 107 of 148 · confirmed 100" in row.counts.text()
    assert progress.rows["g1"] is row


def test_stop_is_asked_while_waves_go_out(page, hub, qtbot):
    hub.put_group(command_group(hub.now()))
    row = page.body.progress.rows["g1"]
    assert not row.retry.isVisible()
    press(qtbot, row.stop)
    qtbot.waitUntil(lambda: asked(hub, acts.StopGroup) == [acts.StopGroup("g1")])
    hub.put_group(command_group(hub.now(), state=GroupState.STOPPED, stopped_by="r.quispe", ended=hub.now()))
    assert not row.stop.isVisible()
    assert "Stopped by r.quispe" in row.counts.text()


def test_the_failed_alone_are_tried_again(page, hub, qtbot):
    hub.put_group(command_group(hub.now(), state=GroupState.DONE, ended=hub.now()))
    row = page.body.progress.rows["g1"]
    assert "4" in row.retry.text()
    press(qtbot, row.retry)
    qtbot.waitUntil(lambda: asked(hub, acts.RetryGroup) == [acts.RetryGroup("g1")])
    qtbot.waitUntil(lambda: "Trying 4 luminaires again" in page.body.notice.text())


def test_several_stand_below_one_another_those_under_way_first(page, hub):
    now = hub.now()
    hub.put_group(command_group(now, id="old", state=GroupState.DONE, ended=now, started=now - 1_000))
    hub.put_group(command_group(now, id="new", started=now - 9_000))
    assert [one.id for one in page.body.progress._wanted()] == ["new", "old"]


@pytest.mark.parametrize(("ended_ago", "seen"), [(1_000, True), (KEPT_MS + 1_000, False)])
def test_what_is_over_goes_after_a_while(page, hub, ended_ago, seen):
    now = hub.now()
    group = command_group(now, state=GroupState.DONE, started=now - ended_ago, ended=now - ended_ago)
    hub.put_group(group)
    assert ("g1" in page.body.progress.rows) is seen


def test_put_away_stays_away(page, hub, qtbot):
    hub.put_group(command_group(hub.now(), state=GroupState.DONE, ended=hub.now()))
    press(qtbot, page.body.progress.rows["g1"].away)
    assert not page.body.progress.rows
    page.body.progress.refresh()
    assert not page.body.progress.isVisible()


def test_who_may_not_command_may_not_stop(page, hub, qtbot):
    hub.accounts.sign_in("auditoria")
    hub.put_group(command_group(hub.now()))
    row = page.body.progress.rows["g1"]
    assert row.stop.isVisible()
    assert not row.stop.isEnabled()
    assert "Needs" in row.stop.toolTip()
