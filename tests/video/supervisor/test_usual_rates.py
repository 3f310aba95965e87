"""What is little for one camera is all of another: rates against the usual of each stream."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.video.cameras import CameraState, CameraStream, Picture, Records
from video.supervisor.usual_rates import LEARNED_S, UsualRates
from video.worker.messages import CameraFigures

EVERY_S, MEMORY_S = 10, 7200.0
MAIN = CameraState("CAM-1", Picture.LIVE, 1)
SUB = CameraState("CAM-1", Picture.LIVE, 1, sub_stream=True)
STREAM = CameraStream("CAM-1", "rtsp://cam/main", "rtsp://cam/sub")


class Watch:
    """A camera whose worker tells of it every ten seconds."""

    def __init__(self, file: Path) -> None:
        self.rates, self._at, self._sent = UsualRates(file, memory_s=MEMORY_S), 1_773_400_000_000, 0.0
        self.rates.know([STREAM])

    def shares(
        self, fps: float, seconds: float, state: CameraState | None = MAIN, *, sub: bool = False
    ) -> list[float | None]:
        found = []
        for _ in range(round(seconds / EVERY_S)):
            self._at += EVERY_S * 1000
            before = int(self._sent)
            self._sent += fps * EVERY_S
            told = CameraFigures("CAM-1", self._at, {}, frames=int(self._sent) - before, sub=sub)
            found.append(self.rates.share(told, state))
        return found


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Watch]:
    return Watch(tmp_path / "rates.json")


def known(shares: list[float | None]) -> list[float]:
    return [share for share in shares if share is not None]


@pytest.mark.parametrize("fps", [60.0, 25.0, 5.0, 1.0, 0.2, 1 / 60])
def test_whatever_a_camera_always_sends_is_all_of_it(watch: Watch, fps: float) -> None:
    shares = watch.shares(fps, 3 * 3600)
    assert shares[: round(LEARNED_S / EVERY_S) - 1] == [None] * (round(LEARNED_S / EVERY_S) - 1)
    assert known(shares)
    assert all(80 < share < 125 for share in known(shares))


@pytest.mark.parametrize("fps", [25.0, 5.0, 1.0])
def test_a_third_of_the_usual_is_told_as_that(watch: Watch, fps: float) -> None:
    watch.shares(fps, 3600)
    assert watch.shares(fps / 3, 120)[-1] == pytest.approx(33.3, abs=3)
    assert watch.shares(fps, 120)[-1] == pytest.approx(100, abs=5)


def test_what_stays_becomes_the_usual(watch: Watch) -> None:
    watch.shares(25.0, MEMORY_S)
    assert (watch.shares(10.0, 3 * MEMORY_S)[-1] or 0) > 80


def test_main_and_sub_stream_count_apart(watch: Watch) -> None:
    watch.shares(25.0, 3600)
    assert known(watch.shares(5.0, LEARNED_S, SUB, sub=True)) == []
    assert watch.shares(5.0, 60, SUB, sub=True)[-1] == pytest.approx(100)
    assert watch.shares(25.0, 120)[-1] == pytest.approx(100)


def test_what_is_counted_of_the_main_stream_is_its_rate_whichever_is_shown(watch: Watch) -> None:
    watch.shares(25.0, 3600)
    assert watch.shares(25.0, EVERY_S, SUB)[-1] == pytest.approx(100)
    assert watch.shares(5.0, 120, SUB)[-1] == pytest.approx(20, abs=2)


def test_a_main_stream_that_does_not_come_has_no_rate_while_the_other_one_is_shown(watch: Watch) -> None:
    watch.shares(25.0, 3600)
    assert known(watch.shares(0.0, 600, replace(SUB, records=Records.LOST))) == []
    assert watch.shares(25.0, 120)[-1] == pytest.approx(100)


@pytest.mark.parametrize("state", [None, CameraState("CAM-1", Picture.NO_SIGNAL, 1)])
def test_a_camera_without_a_picture_has_no_rate(watch: Watch, state: CameraState | None) -> None:
    watch.shares(25.0, 3600)
    assert known(watch.shares(0.0, 3600, state)) == []
    assert watch.shares(25.0, 120)[-1] == pytest.approx(100)


def test_it_is_known_again_after_a_restart_and_forgotten_with_the_stream(
    watch: Watch, tmp_path: Path
) -> None:
    watch.shares(25.0, 3600)
    watch.rates.keep()
    again = Watch(tmp_path / "rates.json")
    again.rates.know([])
    again.rates.know([STREAM])
    assert again.shares(5.0, 120)[-1] == pytest.approx(20, abs=2)
    again.rates.know([CameraStream("CAM-1", "rtsp://another/main")])
    assert known(again.shares(5.0, LEARNED_S)) == []
    assert again.shares(5.0, 60)[-1] == pytest.approx(100)
    (tmp_path / "rates.json").write_bytes(b"{spoilt")
    assert known(Watch(tmp_path / "rates.json").shares(5.0, LEARNED_S)) == []
