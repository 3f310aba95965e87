"""Who looks after the disk says at once whether anything may be recorded, and then when that changes."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.video.recordings import Segment
from tests.support.waiting import wait_until
from video.supervisor.housekeeping import Housekeeping


@dataclass
class Keeper:
    used: int = 0
    fault: str = ""
    steps: int = 0

    def note(self, row: Segment) -> None:
        """Nothing goes."""

    def step(self) -> float:
        self.steps += 1
        return 0.001


def test_the_first_word_is_said_whatever_it_is_and_none_twice() -> None:
    keeper, told = Keeper(fault="folder_away"), list[str]()
    housekeeping = Housekeeping(keeper, told.append)
    assert told == []
    housekeeping.start()
    wait_until(lambda: keeper.steps > 5, what="some steps")
    assert told == ["folder_away"]
    keeper.fault = ""
    wait_until(lambda: len(told) == 2, what="the end of the fault")
    housekeeping.stop()
    assert told == ["folder_away", ""]


def test_that_all_is_well_is_said_too() -> None:
    told = list[str]()
    housekeeping = Housekeeping(Keeper(), told.append)
    housekeeping.start()
    wait_until(lambda: told == [""], what="leave to record")
    housekeeping.stop()
