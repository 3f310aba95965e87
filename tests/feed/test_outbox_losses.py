"""Brokers and networks that freeze, die or go silent: what a loss held up is never sent."""

from collections.abc import Callable

import pytest

from app.feed.sending import FRESH_S, WINDOW
from tests.feed.obeying import DEAD_S, EXPIRES_S, Device, Office
from tests.feed.outgoing import Open, commands, let_time_pass
from tests.feed.proxy import Proxy
from tests.support.broker import Mosquitto
from tests.support.waiting import wait_until

QUICK = {"keepalive_s": DEAD_S, "connect_timeout_s": 2.0}
"""What freezes or falls silent is soon known, and a try that gets no answer soon over."""


def test_nothing_is_taken_while_there_is_no_connection(
    make_mosquitto: Callable[..., Mosquitto], office: Open
) -> None:
    broker = make_mosquitto()
    desk = office(broker.url)
    desk.wait_up()
    broker.kill()
    desk.wait_down()
    assert desk.send(*commands(5)) == 0
    broker.start()
    with Device(broker.port) as device:
        desk.mark(device)
    assert len(device.heard) == 1
    assert [up for up, _ in desk.told] == [True, False, True]


def test_what_waits_for_a_frozen_broker_is_never_sent(mosquitto: Mosquitto, office: Open) -> None:
    """It wakes up with the old connection's bytes before it: none of them is a command."""
    with Device(mosquitto.port) as device:
        desk = office(mosquitto.url, **QUICK)
        desk.mark(device)
        let_time_pass(FRESH_S * 1.5)
        mosquitto.freeze()
        assert desk.send(*commands(300)) == 300
        desk.wait_down()
        mosquitto.thaw()
        desk.mark(device)
        assert len(device.heard) == 2, device.ids


def test_of_a_flood_that_freezes_no_more_than_the_window_comes_late(
    mosquitto: Mosquitto, office: Open
) -> None:
    """What the broker's system had taken when it froze cannot be had back; devices go by its expiry."""
    with Device(mosquitto.port) as device:
        desk = office(mosquitto.url, **QUICK)
        desk.wait_up()
        assert desk.send(*commands(1900)) == 1900
        wait_until(lambda: len(device.heard) >= 100)
        mosquitto.freeze()
        desk.wait_down()
        let_time_pass(0.1)
        before = len(device.heard)
        mosquitto.thaw()
        desk.mark(device)
        late = device.heard[before:-1]
        assert len(late) <= WINDOW
        assert all(message.properties.MessageExpiryInterval <= EXPIRES_S for message in late)
        assert [up for up, _ in desk.told] == [True, False, True]


def test_a_broker_that_is_killed_with_commands_before_it(mosquitto: Mosquitto, office: Open) -> None:
    desk = office(mosquitto.url, **QUICK)
    desk.wait_up()
    mosquitto.freeze()
    desk.send(*commands(300))
    mosquitto.kill()
    desk.wait_down()
    mosquitto.start()
    with Device(mosquitto.port) as device:
        desk.mark(device)
        assert len(device.heard) == 1, device.ids


def test_a_half_open_connection_is_given_up_and_sends_nothing_when_the_network_is_back(
    mosquitto: Mosquitto, office: Open
) -> None:
    with Proxy(mosquitto.port) as network, Device(mosquitto.port) as device:
        desk = office(f"mqtt://127.0.0.1:{network.port}", **QUICK)
        desk.mark(device)
        network.stall()
        let_time_pass(FRESH_S * 1.5)
        desk.send(*commands(50))
        desk.wait_down()
        network.mend()
        desk.mark(device)
        assert len(device.heard) == 2, device.ids
        desk.outbox.stop()


def test_an_idle_half_open_connection_is_given_up_too(mosquitto: Mosquitto, office: Open) -> None:
    with Proxy(mosquitto.port) as network:
        desk = office(f"mqtt://127.0.0.1:{network.port}", **QUICK)
        desk.wait_up()
        network.stall()
        desk.wait_down()
        desk.outbox.stop()


@pytest.mark.parametrize("after", [1, 40, 400])
def test_a_flood_that_is_cut_stays_cut(mosquitto: Mosquitto, office: Open, after: int) -> None:
    with Proxy(mosquitto.port) as network, Device(mosquitto.port) as device:
        desk = office(f"mqtt://127.0.0.1:{network.port}")
        desk.wait_up()
        assert desk.send(*commands(1500)) == 1500
        wait_until(lambda: len(device.heard) >= after)
        network.cut()
        desk.wait_down()
        aside = Office(mosquitto.url, name="aside")
        aside.outbox.start()
        aside.mark(device)  # all that had reached the broker is behind this
        aside.outbox.stop()
        before = len(device.heard)
        network.mend()
        desk.mark(device)
        assert len(device.heard) == before + 1
        assert len(set(device.ids)) == len(device.ids), "none came twice"
        desk.outbox.stop()
