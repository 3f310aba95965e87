"""Pictures of events that are looked at: told to the engine once per camera, operator and hour."""

import pytest

from app.bridge.still_looks import AGAIN_S, StillLooks
from app.wire.video import ViewStills
from tests.bridge.scene import until
from tests.widgets.soft_access import SoftAccounts
from tests.widgets.soft_video import SoftVideo


class Looking:
    def __init__(self, loop, accounts, video) -> None:
        self.loop, self.accounts, self.video, self.now = loop, accounts, video, 5.0
        self.looks = StillLooks(video.ask, accounts.access, lambda: self.now)

    def at(self, *cameras: str) -> list[tuple[str, ...]]:
        """What the engine has been told of so far."""
        for camera in cameras:
            self.looks.saw(camera)
        self.loop.run_until_complete(until(self._told, "the looks to be told"))
        return [one.cameras for one in self.video.asked if isinstance(one, ViewStills)]

    def _told(self) -> bool:
        sending = self.looks._sending
        return not self.looks._soon.isActive() and (sending is None or sending.done())


@pytest.fixture
def looking(console_loop, tmp_path):
    accounts = SoftAccounts()
    accounts.sign_in("r.quispe")
    video = SoftVideo(accounts.access, tmp_path)
    made = Looking(console_loop, accounts, video)
    yield made
    made.looks.close()
    video.close()


def test_a_camera_is_told_at_first_and_an_hour_later_however_often_it_is_painted(looking):
    assert looking.at("B", "A", "B") == [("A", "B")]
    assert looking.at("A") == [("A", "B")]
    looking.now += AGAIN_S
    assert looking.at("A") == [("A", "B"), ("A",)]


def test_the_next_operator_looks_anew_and_what_could_not_be_told_is_told_later(looking):
    assert looking.at("A") == [("A",)]
    looking.accounts.sign_in("l.campos")
    looking.video.away = True
    assert looking.at("A") == [("A",), ("A",)]
    looking.video.away = False
    assert looking.at("A") == [("A",), ("A",), ("A",)]
