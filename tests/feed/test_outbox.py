"""The outbox against a real broker: what it takes, it sends once, in order and at little cost."""

import json
import threading
import time
from collections.abc import Callable

import pytest

from app.feed.sending import WAITING_LIMIT, WINDOW
from tests.feed.obeying import EXPIRES_S, Device, command
from tests.feed.outgoing import Open, commands, let_time_pass
from tests.support.broker import Mosquitto
from tests.support.effort import unit_s
from tests.support.waiting import PATIENCE_S, wait_until


def test_a_command_as_the_device_sees_it(mosquitto: Mosquitto, office: Open) -> None:
    with Device(mosquitto.port) as device:
        desk = office(mosquitto.url)
        desk.wait_up()
        asked = command("0192f0c0-0000-7000-8000-000000000001", expires_in_s=EXPIRES_S - 0.5, over_s=30.0)
        assert desk.send(asked) == 1
        wait_until(lambda: device.heard)
    (message,) = device.heard
    assert (message.topic, message.qos, message.retain) == ("city/ps/luminaire/LUM-1/command", 1, False)
    assert json.loads(message.payload) == {
        "id": asked.id,
        "action": "set_level",
        "args": {"illuminance_level": 60, "ramp_s": 30},
        "issued": asked.issued,
        "expires": asked.expires,
        "operator": "ana",
        "reason": "why",
    }
    properties = message.properties
    assert properties.ResponseTopic == "city/ps/luminaire/LUM-1/reply"
    assert properties.CorrelationData == asked.id.encode()
    assert EXPIRES_S - PATIENCE_S < properties.MessageExpiryInterval <= EXPIRES_S
    assert desk.told == [(True, True)]
    assert desk.outbox.version5


def test_all_come_once_and_in_order_through_a_narrow_window(
    make_mosquitto: Callable[..., Mosquitto], office: Open
) -> None:
    """Mosquitto ends a connection that has more under way than it said."""
    broker = make_mosquitto(max_inflight_messages=3, max_queued_messages=0)
    with Device(broker.port) as device:
        desk = office(broker.url)
        desk.wait_up()
        for first in range(0, 1500, 500):
            assert desk.send(*commands(500, first)) == 500
        wait_until(lambda: len(device.heard) >= 1500)
        desk.mark(device)
    assert device.ids[:-1] == [str(number) for number in range(1500)]
    assert desk.told == [(True, True)]


def test_what_does_not_fit_is_not_taken(mosquitto: Mosquitto, office: Open) -> None:
    desk = office(mosquitto.url)
    desk.wait_up()
    mosquitto.freeze()
    taken = desk.send(*commands(WAITING_LIMIT + 500))
    assert WAITING_LIMIT <= taken <= WAITING_LIMIT + WINDOW
    let_time_pass(0.2)
    assert desk.send(*commands(WINDOW + 1)) <= WINDOW
    mosquitto.thaw()
    wait_until(lambda: len(desk.outbox._waiting) == 0)


@pytest.mark.skipif(not hasattr(time, "pthread_getcpuclockid"), reason="no clock of a thread's own here")
def test_two_thousand_a_second_take_a_small_part_of_a_processor(mosquitto: Mosquitto, office: Open) -> None:
    """By the thread's own processor time, and by what the machine does in it: a tenth of the bound."""
    with Device(mosquitto.port) as device:
        desk = office(mosquitto.url)
        desk.wait_up()
        ident = desk.outbox._thread.ident
        assert ident is not None
        clock = time.pthread_getcpuclockid(ident)
        began, sent, count = time.clock_gettime(clock), 0, 6000
        until = time.monotonic() + PATIENCE_S
        while sent < count and time.monotonic() < until:
            sent += desk.send(*commands(min(500, count - sent), sent))
            time.sleep(0.001)
        wait_until(lambda: len(desk.outbox._waiting) == 0)
        taken = time.clock_gettime(clock) - began
        wait_until(lambda: len(device.heard) == count)
    assert taken / count < 0.7 * unit_s()


def test_what_was_taken_goes_out_before_it_stops(mosquitto: Mosquitto, office: Open) -> None:
    with Device(mosquitto.port) as device:
        desk = office(mosquitto.url)
        desk.wait_up()
        assert desk.send(*commands(WINDOW)) == WINDOW
        desk.outbox.stop()
        wait_until(lambda: len(device.heard) == WINDOW)
    assert [up for up, _ in desk.told] == [True, False]
    assert desk.send(command(1)) == 0
    assert not any(thread.name == "broker-commands" for thread in threading.enumerate())
