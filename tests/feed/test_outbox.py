"""The outbox against a real broker: what it sends comes once and in order, and what a loss held up never."""

import json
import logging
import threading
import time
from collections.abc import Callable

import pytest

from app.domain.instant import Instant
from app.feed.sending import FRESH_S, WAITING_LIMIT, WINDOW, Waiting
from app.settings.sections import BrokerSettings
from tests.feed.obeying import Device, Office, command
from tests.feed.packets import packet
from tests.feed.proxy import Proxy, Scripted
from tests.support.broker import Mosquitto
from tests.support.waiting import wait_until

Open = Callable[..., Office]


def commands(count: int, first: int = 0, **more: object) -> list:
    return [command(number, **more) for number in range(first, first + count)]


def let_time_pass(seconds: float) -> None:
    """What is tested depends on time: a broker counts as fresh, or a command as timely, only so long."""
    time.sleep(seconds)


def test_a_command_as_the_device_sees_it(mosquitto: Mosquitto, office: Open) -> None:
    with Device(mosquitto.port) as device:
        desk = office(mosquitto.url)
        desk.wait_up()
        asked = command("0192f0c0-0000-7000-8000-000000000001", expires_in_s=29.5, over_s=30.0)
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
    assert 29 <= properties.MessageExpiryInterval <= 30
    assert desk.told == [(True, True)]
    assert desk.outbox.version5


def test_the_broker_is_asked_to_forget_the_session(office: Open) -> None:
    with Scripted(b"") as broker:
        desk = office(broker.url, protocol="5")
        wait_until(lambda: broker.asked)
        desk.outbox.stop()
    connect = broker.asked[0]
    assert connect[9] & 0x02, "clean start"
    assert b"\x11\x00\x00\x00\x00" in connect, "Session Expiry Interval 0"
    assert b"office-commands" in connect
    with Scripted(b"") as broker:
        desk = office(broker.url, protocol="3.1.1")
        wait_until(lambda: broker.asked)
        desk.outbox.stop()
    assert broker.asked[0][9] & 0x02, "clean session"


def test_in_version_3_1_1_it_says_so(mosquitto: Mosquitto, office: Open) -> None:
    with Device(mosquitto.port) as device:
        desk = office(mosquitto.url, protocol="3.1.1")
        desk.wait_up()
        desk.send(*commands(300))
        wait_until(lambda: len(device.heard) == 300)
    assert device.ids == [str(number) for number in range(300)]
    assert device.heard[0].properties.isEmpty()
    assert desk.told == [(True, False)]
    assert not desk.outbox.version5


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
        wait_until(lambda: len(device.heard) >= 1500, 20)
        desk.mark(device)
    assert device.ids[:-1] == [str(number) for number in range(1500)]
    assert desk.told == [(True, True)]


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
        desk = office(mosquitto.url)
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
        desk = office(mosquitto.url)
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
        assert all(message.properties.MessageExpiryInterval <= 30 for message in late)
        assert [up for up, _ in desk.told] == [True, False, True]


def test_the_broker_too_lets_a_command_expire(mosquitto: Mosquitto, office: Open) -> None:
    """A device with a session at the broker is away while its command is valid, and comes back after."""
    desk = office(mosquitto.url)
    with Device(mosquitto.port, session="lamp"):
        pass
    desk.wait_up()
    assert desk.send(command("late", expires_in_s=0.8), command("timely")) == 2
    let_time_pass(2.1)  # the least that the protocol can say is a second
    with Device(mosquitto.port, session="lamp") as device:
        desk.mark(device)
    assert device.ids[0] == "timely"
    assert len(device.heard) == 2


def test_a_broker_that_is_killed_with_commands_before_it(mosquitto: Mosquitto, office: Open) -> None:
    desk = office(mosquitto.url)
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
        desk = office(f"mqtt://127.0.0.1:{network.port}")
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
        desk = office(f"mqtt://127.0.0.1:{network.port}")
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


def test_one_that_is_expired_is_not_sent(mosquitto: Mosquitto, office: Open) -> None:
    with Device(mosquitto.port) as device:
        desk = office(mosquitto.url)
        desk.wait_up()
        late, timely = command("late", expires_in_s=-0.001), command("timely", expires_in_s=5)
        assert desk.send(late, timely) == 2
        desk.mark(device)
    assert device.ids[0] == "timely"
    assert len(device.heard) == 2


def test_one_that_expires_while_the_broker_hesitates_is_not_sent(mosquitto: Mosquitto, office: Open) -> None:
    with Device(mosquitto.port) as device:
        desk = office(mosquitto.url, keepalive_s=15)
        desk.mark(device)
        let_time_pass(FRESH_S * 1.5)
        mosquitto.freeze()
        desk.send(command("late", expires_in_s=0.5), command("timely", expires_in_s=60))
        let_time_pass(0.8)
        mosquitto.thaw()
        desk.mark(device)
    assert "late" not in device.ids
    assert device.ids.count("timely") == 1
    assert [up for up, _ in desk.told] == [True], "the broker was only slow"


@pytest.mark.parametrize("set_by_s", [-3600.0, -10.0, 0.0, 10.0, 3600.0])
@pytest.mark.parametrize("set_before", [False, True])
def test_a_clock_that_is_set_gives_no_command_more_time(set_by_s: float, set_before: bool) -> None:
    asked, waiting = command(1, expires_in_s=30.0), Waiting()
    waiting.open()
    step = round(set_by_s * 1000)
    assert waiting.put([asked], Instant(50.0, asked.issued + step * set_before)) == 1
    (due,) = waiting.take(10)
    left_s = due.left_s(Instant(70.0, asked.issued + 20_000 + step))
    assert left_s == pytest.approx(min(10.0, 10.0 - set_by_s))
    assert due.left_s(Instant(80.0, asked.issued + 30_000 + step)) <= 0.0


def test_what_is_withdrawn_in_time_is_not_sent(mosquitto: Mosquitto, office: Open) -> None:
    with Device(mosquitto.port) as device:
        desk = office(mosquitto.url, keepalive_s=15)
        desk.mark(device)
        let_time_pass(FRESH_S * 1.5)
        mosquitto.freeze()
        desk.send(command("given up"), command("still wanted"))
        assert desk.outbox.holds("given up")
        assert desk.outbox.withdraw(["given up", "never taken"]) == 1
        assert not desk.outbox.holds("given up")
        mosquitto.thaw()
        desk.mark(device)
        assert desk.outbox.withdraw(["still wanted"]) == 0, "it is out"
    assert "given up" not in device.ids
    assert device.ids.count("still wanted") == 1


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
    """By the thread's own processor time, for the machine may be busy: 25 µs each where it is not."""
    with Device(mosquitto.port) as device:
        desk = office(mosquitto.url)
        desk.wait_up()
        ident = desk.outbox._thread.ident
        assert ident is not None
        clock = time.pthread_getcpuclockid(ident)
        began, sent, count = time.clock_gettime(clock), 0, 6000
        until = time.monotonic() + 30
        while sent < count and time.monotonic() < until:
            sent += desk.send(*commands(min(500, count - sent), sent))
            time.sleep(0.001)
        wait_until(lambda: len(desk.outbox._waiting) == 0)
        taken = time.clock_gettime(clock) - began
        wait_until(lambda: len(device.heard) == count, 30)
    assert 2_000 * taken / count < 0.3


def test_a_change_of_the_settings_moves_it_at_once(
    make_mosquitto: Callable[..., Mosquitto], office: Open
) -> None:
    before, after = make_mosquitto(), make_mosquitto()
    desk = office(before.url)
    desk.wait_up()
    desk.outbox.change(BrokerSettings.model_validate({"url": after.url, "keepalive_s": 2}))
    wait_until(lambda: [up for up, _ in desk.told] == [True, False, True])
    with Device(after.port) as device:
        desk.mark(device)


def test_what_was_taken_goes_out_before_it_stops(mosquitto: Mosquitto, office: Open) -> None:
    with Device(mosquitto.port) as device:
        desk = office(mosquitto.url)
        desk.wait_up()
        assert desk.send(*commands(1000)) == 1000
        desk.outbox.stop()
        wait_until(lambda: len(device.heard) == 1000)
    assert [up for up, _ in desk.told] == [True, False]
    assert desk.send(command(1)) == 0
    assert not any(thread.name == "broker-commands" for thread in threading.enumerate())


def test_a_broker_that_lets_this_account_send_nothing_is_named(
    make_mosquitto: Callable[..., Mosquitto],
    office: Open,
    tmp_path_factory: pytest.TempPathFactory,
    caplog: pytest.LogCaptureFixture,
) -> None:
    rules = tmp_path_factory.mktemp("acl") / "rules"
    rules.write_text("topic read #\n")
    rules.chmod(0o644)
    caplog.set_level(logging.WARNING, "app.feed.sending")
    desk = office(make_mosquitto(acl_file=rules).url)
    desk.wait_up()
    desk.send(*commands(3))
    wait_until(lambda: caplog.records)
    desk.outbox.stop()
    assert [record.message for record in caplog.records] == [
        "The broker refuses commands to LUM-1 (reason 135)"
    ]


def test_a_wrong_password(make_mosquitto: Callable[..., Mosquitto], office: Open) -> None:
    desk = office(make_mosquitto(allow_anonymous="false").url, user="ana", password="secret-word")
    wait_until(lambda: desk.outbox._state.attempt >= 2)
    assert not desk.outbox.up
    assert desk.told == []


def test_a_broker_that_sends_what_nobody_asked_for(office: Open) -> None:
    """An acknowledgement of nothing, and a publish on a connection that subscribed to nothing."""
    connack = packet(0x20, b"\x00\x00\x00")
    with Scripted(connack + packet(0x40, b"\x00\x09") + packet(0x30, b"\x00\x01t\x00x")) as broker:
        desk = office(broker.url)
        wait_until(lambda: len(broker.asked) >= 2)
        wait_until(lambda: (False, True) in desk.told)
        desk.outbox.stop()
