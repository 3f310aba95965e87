"""What decides about a stream without any stream: tables, meters, turns."""

import threading
from dataclasses import replace
from itertools import product

import av
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.video.cameras import CameraStream, Importance
from app.domain.video.scenes import Overlay, Track
from app.domain.video.stages import TrackClass
from tests.support.waiting import PATIENCE_S, wait_until
from video.media.faults import MediaFault
from video.streams.between import carried_on
from video.streams.endings import KINDS, Ending, ending_of
from video.streams.meters import Lag, Rate
from video.streams.opening_turns import OpeningTurns
from video.streams.policy import TABLE, Audience, Decode, Situation, audience_of, manner_of
from video.streams.shedding import FREE_FOR_S, FULL_FOR_S, Shedding

SITUATIONS = [Situation(*one) for one in product(Audience, *[(False, True)] * 4)]
situations = st.sampled_from(SITUATIONS)
RANK = {Decode.NOTHING: 0, Decode.KEY_FRAMES: 1, Decode.ALL: 2}


# -- how much is decoded and shown -------------------------------------------------------------------


@given(situations)
def test_every_situation_has_its_row(now):
    manner = manner_of(now)
    assert (manner.show_every_s is None) == (now.audience is Audience.NOBODY)


def test_every_row_decides_something():
    first = {next(index for index, row in enumerate(TABLE) if row.fits(now)) for now in SITUATIONS}
    assert first == set(range(len(TABLE)))


@given(situations)
def test_motion_never_shows_less(now):
    still = manner_of(replace(now, moving=False))
    live = manner_of(replace(now, moving=True))
    assert RANK[live.decode] >= RANK[still.decode]
    assert (live.show_every_s or 0) <= (still.show_every_s or 0)


@given(situations)
def test_a_full_processor_is_never_asked_for_more(now):
    calm = manner_of(replace(now, shed=False))
    full = manner_of(replace(now, shed=True))
    assert RANK[full.decode] <= RANK[calm.decode]


@given(situations)
def test_whoever_looks_at_a_large_tile_sees_it_move(now):
    if now.audience is Audience.LARGE:
        manner = manner_of(now)
        assert manner.decode is Decode.ALL
        assert manner.show_every_s <= 0.2


@given(st.integers(-10, 4000))
def test_a_tile_has_an_audience_by_its_width(width):
    assert (audience_of(width) is Audience.NOBODY) == (width <= 0)
    assert (audience_of(width) is Audience.LARGE) == (width >= 640)


# -- who slows down ----------------------------------------------------------------------------------


@given(st.lists(st.floats(0, 3), min_size=1, max_size=200))
def test_the_least_important_slow_down_first_and_come_back_last(loads):
    shedding = Shedding(1.0)
    for second, load in enumerate(loads):
        changed = shedding.told(load, float(second))
        assert not (changed and 0.65 < load < 0.9)
        assert shedding.sheds(Importance.LOW) >= shedding.sheds(Importance.NORMAL)
        assert shedding.sheds(Importance.NORMAL) >= shedding.sheds(Importance.HIGH)


def test_it_takes_seconds_to_slow_down_and_more_of_them_to_come_back():
    shedding = Shedding(2.0)
    changes = [at for at in range(8) if shedding.told(1.9, at)]
    assert changes == [FULL_FOR_S]
    assert shedding.sheds(Importance.LOW)
    assert not shedding.sheds(Importance.NORMAL)
    changes = [at for at in range(8, 60) if shedding.told(0.4, at)]
    assert changes == [8 + FREE_FOR_S]
    assert not shedding.sheds(Importance.LOW)


def test_a_peak_of_a_moment_slows_nobody_down():
    shedding = Shedding(1.0)
    assert not any(shedding.told(0.2 if at % 4 == 3 else 1.0, at) for at in range(60))


# -- words -------------------------------------------------------------------------------------------


@given(st.text(max_size=30))
def test_whatever_happens_has_a_word(kind):
    assert ending_of(MediaFault(kind), CameraStream("C", "rtsp://h")) in Ending


def test_errors_of_the_library_go_by_the_names_it_has():
    ours = {"End", "Garbage", "NoVideo", "CodecUnknown"}
    ours |= {"CertificateOther", "CertificateUnknown", "TlsFailed"}
    of_urllib = {"gaierror", "RemoteDisconnected", "IncompleteRead", "BadStatusLine"}
    assert not {name for name in KINDS if not hasattr(av.error, name)} - ours - of_urllib


@pytest.mark.parametrize(("user", "word"), [("", Ending.NO_PASSWORD), ("u", Ending.UNAUTHORISED)])
def test_a_missing_password_is_not_a_wrong_one(user, word):
    stream = CameraStream("C", "rtsp://h", user=user, password="p" if user else "")
    assert ending_of(MediaFault("HTTPUnauthorizedError"), stream) is word


# -- meters ------------------------------------------------------------------------------------------


@given(st.integers(1, 60))
def test_a_rate_is_what_comes_in_a_second(fps):
    rate = Rate(3.0)
    for number in range(fps * 5):
        rate.add(number / fps)
    assert rate.per_second((fps * 5 - 1) / fps) == pytest.approx(fps, abs=0.4)
    assert rate.per_second(100.0) == 0


def test_what_waits_in_buffers_is_behind_and_a_jump_is_not():
    lag = Lag()
    assert [lag.behind(at, at + 100, 0.04) for at in (0.0, 1.0, 2.0)] == [0, 0, 0]
    assert lag.behind(2.1, 103.0, 0.0) == pytest.approx(0.9)
    assert lag.behind(2.2, 103.01, 0.001) == pytest.approx(0.81)
    assert lag.behind(2.3, 103.02, 0.02) == 0
    assert lag.behind(-5000.0, 104.1, 0.0) == 0
    assert lag.behind(None, 105.0, 0.0) == 0


def test_a_camera_with_a_wrong_clock_is_not_behind():
    lag = Lag()
    assert max(lag.behind(at * 0.8, at, 0.03) for at in range(1, 600)) == 0


# -- boxes between analysed frames -------------------------------------------------------------------


def moving_track(*trail):
    return Track(1, TrackClass.VEHICLE, 0.4, 0.4, 0.1, 0.1, trail=trail)


def test_a_box_goes_on_as_it_was_moving():
    overlay = carried_on(Overlay((moving_track((0.4, 0.5), (0.5, 0.5)),)), 0.1, 0.2)
    assert overlay.tracks[0].left == pytest.approx(0.45)
    assert overlay.tracks[0].top == pytest.approx(0.4)


def test_a_new_box_stays():
    overlay = Overlay((moving_track((0.4, 0.5)),))
    assert carried_on(overlay, 0.1, 0.2) == overlay
    assert carried_on(overlay, 0.0, 0.2) is overlay


# -- turns -------------------------------------------------------------------------------------------


def test_two_hundred_that_come_back_at_once_take_turns():
    turns, lock, now, most, done = OpeningTurns(4), threading.Lock(), [0], [0], [0]
    stop = threading.Event()

    def camera():
        with turns.turn(lambda seconds: stop.wait(seconds / 50)) as ours:
            assert ours
            with lock:
                now[0] += 1
                most[0] = max(most[0], now[0])
            stop.wait(0.002)
            with lock:
                now[0] -= 1
                done[0] += 1

    threads = [threading.Thread(target=camera) for _ in range(200)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_S)
    assert done[0] == 200
    assert most[0] <= 4


def test_who_ends_while_waiting_gets_no_turn():
    turns, ending, given_up = OpeningTurns(1), threading.Event(), []
    with turns.turn(ending.wait):

        def second():
            with turns.turn(ending.wait) as ours:
                given_up.append(ours)

        thread = threading.Thread(target=second)
        thread.start()
        ending.set()
        wait_until(lambda: given_up == [False], what="giving up")
        thread.join()
