"""What goes on when a supervisor is killed: the next one ends it, at the time of the last sign of life."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.video.scenes import SceneEvent
from app.domain.video.stages import StageKind
from video.supervisor.going_on import ALIVE_EVERY_MS, GoingOn, LeftOpen

NOW = 1_773_400_000_000
ONE = SceneEvent("A/T/1", "A", "T", StageKind.INTRUSION, NOW)
OTHER = SceneEvent("B/T/1", "B", "T", StageKind.CROWD, NOW)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "going-on.msgpack"


def test_what_goes_on_is_ended_by_the_next_one(file: Path) -> None:
    killed = GoingOn(file)
    killed.note(0, (ONE, OTHER))
    killed.note(0, (replace(OTHER, ended=NOW + 1),))
    killed.note_said("A", "tamper", active=True)
    killed.note_said("B", "motion", active=True)
    killed.note_said("B", "motion", active=False)
    killed.keep(NOW + 2)
    killed.keep(NOW + ALIVE_EVERY_MS)
    assert GoingOn(file).left_open().alive == NOW + 2, "nothing was another"
    killed.keep(NOW + 2 + ALIVE_EVERY_MS)
    alive = NOW + 2 + ALIVE_EVERY_MS
    left = GoingOn(file).left_open()
    assert left == LeftOpen(alive, (replace(ONE, ended=alive),), (("A", "tamper"),))


def test_it_is_ended_once(file: Path) -> None:
    killed = GoingOn(file)
    killed.note(0, (ONE,))
    killed.keep(NOW)
    second = GoingOn(file)
    assert second.left_open().events
    second.keep(NOW + 1)
    assert GoingOn(file).left_open().events == ()


def test_of_one_that_has_ended_in_good_order_nothing_is_left(file: Path) -> None:
    ending = GoingOn(file)
    ending.note(0, (ONE,))
    ending.keep(NOW)
    assert ending.end_of(0, NOW + 3) == (replace(ONE, ended=NOW + 3),)
    ending.keep(NOW + 4)
    assert GoingOn(file).left_open() == LeftOpen(NOW + 4)


def test_without_a_file_or_with_a_spoilt_one_nothing_is_known(
    file: Path, caplog: pytest.LogCaptureFixture
) -> None:
    assert GoingOn(file).left_open() == LeftOpen()
    assert not caplog.records
    file.write_bytes(b"\xff\x00")
    assert GoingOn(file).left_open() == LeftOpen()
    assert "not known any more" in caplog.text


def test_a_disk_that_takes_nothing_hinders_nobody(tmp_path: Path) -> None:
    made = GoingOn(tmp_path / "gone" / "file")
    made.note(0, (ONE,))
    made.keep(NOW)
    assert made.end_of(0, NOW + 1)
