"""The outbox's connection: what it asks of a broker, in which version, and what it makes of a refusal."""

import logging
from collections.abc import Callable

import pytest

from app.settings.sections import BrokerSettings
from tests.feed.obeying import Device
from tests.feed.outgoing import Open, commands
from tests.feed.packets import packet
from tests.feed.proxy import Scripted
from tests.support.broker import Mosquitto
from tests.support.waiting import wait_until


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


def test_a_change_of_the_settings_moves_it_at_once(
    make_mosquitto: Callable[..., Mosquitto], office: Open
) -> None:
    before, after = make_mosquitto(), make_mosquitto()
    desk = office(before.url)
    desk.wait_up()
    desk.outbox.change(BrokerSettings.model_validate({"url": after.url}))
    wait_until(lambda: [up for up, _ in desk.told] == [True, False, True])
    with Device(after.port) as device:
        desk.mark(device)


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
