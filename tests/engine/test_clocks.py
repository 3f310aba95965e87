"""What is known of the devices' clocks: a wrong one is never taken for a right one, whatever was held up."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.instant import Instant
from app.engine.clocks import AGREE_S, SPAN_S, DeviceClocks
from tests.support.effort import effort

WALL = 1_790_000_000.0
"""Our wall time, in seconds, at monotonic 0."""
TOLERANCE_S = 2.0
ROW = 3


class Watched:
    """One device whose clock is `fast` by so many seconds."""

    def __init__(self, fast: float = 0.0) -> None:
        self.clocks, self.fast = DeviceClocks(), fast

    def hear(self, made: float, received: float) -> None:
        """A message made at our monotonic time `made`, received later, and judged a little later still."""
        self.clocks.add((ROW, self.ts(made), received))
        self.settle(received + 0.02)

    def ts(self, made: float) -> int:
        return round((WALL + made + self.fast) * 1000)

    def settle(self, at: float) -> None:
        self.clocks.settle(Instant(at, round((WALL + at) * 1000)))

    @property
    def offset(self) -> float | None:
        return self.clocks.offset_s(ROW)

    @property
    def proven(self) -> bool:
        return self.offset is not None and abs(self.offset) <= TOLERANCE_S


@pytest.mark.parametrize("fast", [0.0, 1.5, -1.5, 600.0, -600.0])
def test_two_messages_in_their_time_show_the_offset(fast: float) -> None:
    device = Watched(fast)
    assert device.offset is None
    device.hear(10.0, 10.1)
    assert device.offset is None, "one message may have lain anywhere"
    device.hear(20.0, 20.2)
    assert device.offset == pytest.approx(-fast, abs=0.2)


def test_the_least_delay_is_the_nearest_to_the_truth() -> None:
    device = Watched(1.0)
    for number, delay in enumerate((0.9, 0.5, 0.05, 0.6, 0.4, 0.7)):
        device.hear(number * 10.0, number * 10.0 + delay)
    assert device.offset == pytest.approx(-0.95, abs=0.2)


def test_messages_at_once_prove_nothing() -> None:
    device = Watched()
    for number in range(5):
        device.hear(number * 0.5, 10.0 + number * 0.5)
    assert device.offset is None
    device.hear(16.0, 16.1)
    assert device.offset is None, "those before were held up, and this one is the first that was not"
    device.hear(20.0, 20.1)
    assert device.proven


@pytest.mark.parametrize("interval", [1.0, 2.0, 10.0, 60.0])
@pytest.mark.parametrize("in_one_batch", [True, False])
def test_what_lay_with_the_broker_makes_no_wrong_clock_right(interval: float, in_one_batch: bool) -> None:
    """Ten minutes of messages of a clock ten minutes fast: the oldest were made 'now'."""
    device = Watched(600.0)
    made = 0.0
    while made <= 600.0:
        received = 600.0 + made / 100.0
        device.clocks.add((ROW, device.ts(made), received))
        if not in_one_batch:
            device.settle(received + 0.02)
        assert not device.proven
        made += interval
    device.settle(606.1)
    for number in range(5):
        device.hear(610.0 + number * 10, 610.1 + number * 10)
        assert not device.proven
    assert device.offset == pytest.approx(-600.0, abs=1.0)


def test_a_retained_message_that_comes_again_and_again() -> None:
    device = Watched(600.0)
    for received in (598.0, 600.0, 604.0, 609.0, 640.0):
        device.hear(0.0, received)
        assert not device.proven


@pytest.mark.parametrize("step", [600.0, -600.0, 5.0, -5.0])
def test_a_clock_that_is_set_is_not_believed_at_once(step: float) -> None:
    device = Watched()
    for number in range(3):
        device.hear(number * 10.0, number * 10.0 + 0.1)
    assert device.proven
    device.fast = step
    device.hear(30.0, 30.1)
    assert device.offset is None
    for number in range(4, 9):
        device.hear(number * 10.0, number * 10.0 + 0.1)
    assert device.offset == pytest.approx(-step, abs=0.2)
    device.fast = 0.0
    for number in range(9, 14):
        device.hear(number * 10.0, number * 10.0 + 0.1)
    assert device.proven


def test_a_message_that_was_held_up_casts_doubt_until_the_next() -> None:
    device = Watched()
    device.hear(0.0, 0.1)
    device.hear(10.0, 10.1)
    assert device.proven
    device.hear(20.0, 27.0)
    assert device.offset is None
    device.hear(30.0, 30.1)
    assert device.proven


def test_our_own_clock_is_set() -> None:
    """Commands are valid by our clock, so a device's must fit the new one."""
    device = Watched()
    device.hear(0.0, 0.1)
    device.hear(10.0, 10.1)
    for at in (20.0, 30.0, 40.0):
        device.clocks.add((ROW, device.ts(at), at))
        device.clocks.settle(Instant(at, round((WALL + at - 600.0) * 1000)))
        assert not device.proven
    assert device.offset == pytest.approx(-600.0, abs=0.2)


@pytest.mark.parametrize("step", [-600.0, -1.5, 1.5, 600.0])
def test_what_was_proven_by_our_clock_ends_when_it_is_set(step: float) -> None:
    """Also while no device says anything: a command would be valid at another time than it is thought."""
    device = Watched()
    device.hear(0.0, 0.1)
    device.hear(10.0, 10.1)
    assert device.proven
    device.clocks.settle(Instant(11.0, round((WALL + 11.0 + step) * 1000)))
    assert device.offset is None


def test_a_clock_of_ours_that_is_corrected_slowly_is_trusted() -> None:
    device = Watched()
    for number in range(200):
        at = number * 10.0
        device.clocks.add((ROW, device.ts(at), at + 0.1))
        device.clocks.settle(Instant(at + 0.1, round((WALL + at + 0.1 + number * 0.01) * 1000)))
        assert device.proven or number == 0


def test_a_slow_drift_is_followed() -> None:
    device = Watched()
    for number in range(2_000):
        device.fast = -number * 0.002
        device.hear(number * 10.0, number * 10.0 + 0.1)
    assert device.offset == pytest.approx(4.0, abs=0.3)


def test_a_device_that_is_gone_must_prove_its_clock_anew() -> None:
    device = Watched()
    device.hear(0.0, 0.1)
    device.hear(10.0, 10.1)
    device.clocks.forget(ROW)
    assert device.offset is None
    device.hear(20.0, 20.1)
    assert device.offset is None
    device.clocks.forget(100_000)


def test_a_device_that_gives_no_time_has_no_clock() -> None:
    """The decoder puts our own time in the place of one that is missing."""
    clocks = DeviceClocks()
    for at in (0.0, 10.0, 20.0):
        now = Instant(at + 0.01, round((WALL + at + 0.01) * 1000))
        clocks.add((ROW, now.wall, at))
        clocks.settle(now)
        assert clocks.offset_s(ROW) is None


def test_devices_do_not_prove_each_other() -> None:
    clocks = DeviceClocks()
    for at in (0.0, 10.0):
        for row in range(1000):
            fast = 600.0 if row % 2 else 0.0
            clocks.add((row, round((WALL + at + fast) * 1000), at + 0.05))
        clocks.settle(Instant(at + 0.1, round((WALL + at + 0.1) * 1000)))
    for row in range(1000):
        assert clocks.offset_s(row) == pytest.approx(-600.0 if row % 2 else 0.0, abs=0.2)
    assert clocks.offset_s(1000) is None


delays = st.one_of(st.floats(0.0, 0.5), st.floats(0.0, 5.0), st.floats(0.0, 700.0))


@given(
    fast=st.one_of(st.floats(5.0, 900.0), st.floats(-900.0, -5.0)),
    gaps=st.lists(st.tuples(st.floats(0.5, 120.0), delays), min_size=1, max_size=40),
)
def test_a_wrong_clock_is_never_proven_however_messages_are_delayed(
    fast: float, gaps: list[tuple[float, float]]
) -> None:
    """But for a delay that is the same to a second for messages that are seconds apart, and that makes up
    for the error to two: from outside that is a right clock."""
    device = Watched(fast)
    made, sent = 0.0, []
    for gap, delay in gaps:
        made += gap
        sent.append((made + delay, delay, made))
    fitting: list[float] = []
    for received, delay, at in sorted(sent):
        device.hear(at, received)
        if abs(delay - fast) <= TOLERANCE_S + 2 * AGREE_S:
            fitting.append(received)
        if len(fitting) < 2 or fitting[-1] - fitting[0] < SPAN_S:
            assert not device.proven


@given(
    fast=st.floats(-1.5, 1.5),
    delays=st.lists(st.floats(0.0, 0.4), min_size=2, max_size=30),
    gap=st.floats(SPAN_S + 0.5, 60.0),
)
def test_a_right_clock_in_a_quick_network_is_proven_by_its_second_message(
    fast: float, delays: list[float], gap: float
) -> None:
    device = Watched(fast)
    for number, delay in enumerate(delays):
        device.hear(number * gap, number * gap + delay)
        assert device.proven == (number > 0)
        if device.offset is not None:
            assert device.offset == pytest.approx(-fast, abs=0.5)


def test_a_message_costs_next_to_nothing() -> None:
    clocks, batches = DeviceClocks(), itertools.count()

    def hear_two_thousand() -> None:
        at = next(batches) * 10.0
        for row in range(2_000):
            clocks.add((row, 1_790_000_000_000, at))
        clocks.settle(Instant(at, round((WALL + at) * 1000)))

    assert effort(hear_two_thousand, tries=20) < 40
