"""What no engine has answered is told again: events, rows, and in portions files that are gone."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest

from app.domain.acts import Outcome, Verdict
from app.domain.video.recordings import FootageClass, Segment
from app.domain.video.scenes import SceneEvent
from app.domain.video.stages import StageKind
from app.wire.frames import Ask
from app.wire.messages import Done
from app.wire.video_service import SegmentRows, SegmentsDropped, SegmentsMissed, VideoNews
from video.supervisor.telling import GONE_AT_ONCE, Telling

T = TypeVar("T")
DONE, REFUSED = Done(Verdict(Outcome.APPLIED, 1)), Done(Verdict(Outcome.REFUSED))
EVENT = SceneEvent("A/T/1", "A", "T", StageKind.INTRUSION, 1_000)


@dataclass
class Heard:
    """An engine that answers when the test says so."""

    asks: list[Ask] = field(default_factory=list)

    def send(self, ask: Any) -> bool:
        self.asks.append(ask)
        return True

    def of_type(self, kind: type[T]) -> list[T]:
        return [ask.body for ask in self.asks if isinstance(ask.body, kind)]

    def answer(self, telling: Telling, body: object) -> None:
        """All that wait."""
        asks, self.asks = self.asks, []
        for ask in asks:
            telling.answered(ask.id, body)


@pytest.fixture
def heard() -> Heard:
    return Heard()


@pytest.fixture
def telling(heard: Heard) -> Telling:
    made = Telling(heard.send)
    made.attached("slots", 1)
    heard.answer(made, DONE)
    return made


def test_files_that_are_gone_are_told_in_portions_and_until_answered(heard: Heard, telling: Telling) -> None:
    files = [f"A/d/{n}.mkv" for n in range(GONE_AT_ONCE + 2)]
    telling.dropped(files)
    taken: set[str] = set()
    for answer in (REFUSED, DONE, DONE):
        telling.flush()
        telling.flush()
        (told,) = heard.of_type(SegmentsDropped)
        heard.answer(telling, answer)
        assert len(told.files) <= GONE_AT_ONCE
        if answer is DONE:
            taken |= set(told.files)
    assert taken == set(files)
    telling.flush()
    assert heard.asks == []


def test_what_has_vanished_is_told_but_for_what_we_have_thrown_away(heard: Heard, telling: Telling) -> None:
    telling.dropped(("A/d/0.mkv", "A/d/1.mkv"))
    telling.flush()
    telling.dropped(("A/d/2.mkv",))
    telling.missed(["A/d/1.mkv", "A/d/2.mkv", "A/d/3.mkv"])
    for expected in ([], [], [("A/d/3.mkv",)]):
        telling.flush()
        assert [told.files for told in heard.of_type(SegmentsMissed)] == expected
        heard.answer(telling, DONE)
    telling.missed(["A/d/4.mkv"])
    telling.flush()
    telling.lost()
    telling.missed(["A/d/5.mkv"])
    heard.asks.clear()
    telling.attached("slots", 1)
    assert heard.of_type(SegmentsMissed) == [], "it is found again by who compares"


def test_events_are_told_until_answered(heard: Heard, telling: Telling) -> None:
    telling.events((EVENT,))
    telling.flush()
    telling.lost()
    telling.attached("slots", 1)
    assert [news.events for news in heard.of_type(VideoNews)] == [(EVENT,), (EVENT,)]
    heard.answer(telling, DONE)
    telling.lost()
    telling.attached("slots", 1)
    assert heard.of_type(VideoNews) == []


def test_what_waits_is_on_the_disk_and_no_longer_than_it_waits(
    heard: Heard, telling: Telling, tmp_path: Path
) -> None:
    file = tmp_path / "rows.msgpack"
    telling.keep(file)
    assert not file.exists(), "nothing waits"
    row = Segment("A", 1, 9, "A/d/1.mkv", 5, FootageClass.EVENT)
    telling.segments((row,))
    telling.dropped(("A/d/0.mkv",))
    telling.events((EVENT,))
    telling.flush()
    telling.keep(file)
    other = Telling(heard.send)
    other.restore(file)
    heard.asks.clear()
    other.attached("slots", 1)
    assert [told.rows for told in heard.of_type(SegmentRows)] == [(row,)]
    assert [told.events for told in heard.of_type(VideoNews)] == [(EVENT,)]
    heard.answer(other, DONE)
    other.flush()
    assert [told.files for told in heard.of_type(SegmentsDropped)] == [("A/d/0.mkv",)]
    heard.answer(other, DONE)
    other.keep(file)
    last = Telling(heard.send)
    last.restore(file)
    last.attached("slots", 1)
    assert len(heard.asks) == 1
