"""Rows that an engine did not take are told again, and never an older one over a newer one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from app.domain.acts import Outcome, Verdict
from app.domain.video.recordings import FootageClass, Segment
from app.wire.messages import Done
from app.wire.video_service import SegmentRows
from video.supervisor.telling import Telling

BEGUN = Segment("A", 1, 1, "A/d/1.mkv", 0, FootageClass.EVENT, complete=False)
CLOSED = replace(BEGUN, ended=9_000, size=100, complete=True)
REFUSED = Done(Verdict(Outcome.REFUSED))


class Heard:
    """What an engine is sent."""

    def __init__(self) -> None:
        self.asked: list[Any] = []

    def send(self, item: object) -> bool:
        self.asked.append(item)
        return True

    def rows(self) -> list[tuple[int, Segment]]:
        return [
            (ask.id, row) for ask in self.asked if isinstance(ask.body, SegmentRows) for row in ask.body.rows
        ]


def lose(telling: Telling, _numbers: list[int]) -> None:
    telling.lost()
    telling.attached("slots", 1)


def refuse(telling: Telling, numbers: list[int]) -> None:
    for number in numbers:
        telling.answered(number, REFUSED)
    telling.flush()


@pytest.mark.parametrize("fail", [lose, refuse])
def test_a_closed_segment_stays_closed(fail: Callable[[Telling, list[int]], None]) -> None:
    heard = Heard()
    telling = Telling(heard.send)
    telling.attached("slots", 1)
    for row in (BEGUN, CLOSED):
        telling.segments((row,))
        telling.flush()
    numbers = [number for number, _ in heard.rows()]
    assert len(numbers) == 2
    fail(telling, numbers)
    assert [row for _, row in heard.rows()][2:] == [CLOSED]
