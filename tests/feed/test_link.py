"""The link against a real broker: nothing acknowledged is lost, and whatever breaks is noticed and mended."""

import logging
import socket
from collections.abc import Callable

import pytest

from app.feed.link_state import LossReason, Phase
from app.settings.sections import BrokerSettings
from tests.feed.listening import Listener, Speaker
from tests.feed.packets import packet, publish
from tests.feed.proxy import Proxy, Scripted
from tests.support.broker import Mosquitto
from tests.support.waiting import wait_until

Listen = Callable[..., Listener]


def test_it_says_how_it_is_connected(mosquitto: Mosquitto, listen: Listen) -> None:
    listener = listen(mosquitto.url)
    listener.wait_up()
    state = listener.state
    assert (state.protocol, state.encrypted, state.reason) == ("MQTT 5", False, LossReason.NONE)
    assert state.broker == f"127.0.0.1:{mosquitto.port}"
    assert 0 < (state.latency_ms or 0) < 5000
    listener.link.stop()
    assert listener.states[0].phase is Phase.CONNECTING
    assert listener.state.phase is Phase.STOPPED


def test_messages_come_in_order_with_their_particulars(mosquitto: Mosquitto, listen: Listen) -> None:
    with Speaker(mosquitto.port) as speaker:
        speaker.say("kept", "old", retain=True)
        listener = listen(mosquitto.url)
        listener.wait_up()
        for number in range(60):
            speaker.say("t/a", str(number), qos=number % 2)
        speaker.say("big", b"x" * 500_000)
    wait_until(lambda: len(listener.arrivals) == 62)
    first, *numbers, big = listener.arrivals
    assert (first.topic, first.payload, first.retain, first.qos) == ("kept", b"old", True, 1)
    assert [each.payload for each in numbers] == [str(number).encode() for number in range(60)]
    assert [each.qos for each in numbers[:4]] == [0, 1, 0, 1]
    assert len(big.payload) == 500_000


def test_the_window_of_the_broker_is_known(make_mosquitto: Callable[..., Mosquitto], listen: Listen) -> None:
    listener = listen(make_mosquitto().url)
    listener.wait_up()
    assert listener.state.window == 20, "what Mosquitto has when nobody says otherwise"


def test_a_flood_of_retained_messages_at_connect(mosquitto: Mosquitto, listen: Listen) -> None:
    count = 20_000
    with socket.create_connection(("127.0.0.1", mosquitto.port)) as flood:
        flood.sendall(packet(0x10, b"\x00\x04MQTT\x04\x02\x00\x3c\x00\x05flood"))
        assert flood.recv(4)
        for number in range(count):
            flood.sendall(publish(b"kept/%d" % number, b"x" * 100, qos=0, mid=0, version5=False, retain=True))
        flood.sendall(b"\xc0\x00")
        assert flood.recv(2) == b"\xd0\x00"
    listener = listen(mosquitto.url, filters=("kept/+",))
    wait_until(lambda: len(listener.arrivals) == count, what="the flood")
    assert len({each.topic for each in listener.arrivals}) == count
    assert listener.state.phase is Phase.UP


def test_what_was_not_acknowledged_comes_again(mosquitto: Mosquitto, listen: Listen) -> None:
    listener = listen(mosquitto.url, acknowledge=False)
    listener.wait_up()
    with Speaker(mosquitto.port) as speaker:
        for number in range(10):
            speaker.say("t/a", str(number))
    wait_until(lambda: len(listener.arrivals) == 10)
    listener.link.acknowledge(listener.arrivals[:4])
    listener.link.stop()

    again = listen(mosquitto.url)
    wait_until(lambda: len(again.arrivals) == 6)
    assert again.payloads == [str(number) for number in range(4, 10)]
    assert again.state.session_present
    again.link.stop()

    third = listen(mosquitto.url)
    third.wait_up()
    assert third.arrivals == []


def test_acknowledgements_of_an_old_connection_are_dropped(mosquitto: Mosquitto, listen: Listen) -> None:
    with Proxy(mosquitto.port) as network:
        listener = listen(f"mqtt://127.0.0.1:{network.port}", acknowledge=False)
        listener.wait_up()
        with Speaker(mosquitto.port) as speaker:
            speaker.say("t/a", "first")
            wait_until(lambda: len(listener.arrivals) == 1)
            network.cut()
            listener.wait_for(Phase.DOWN)
            network.mend()
            wait_until(lambda: len(listener.arrivals) == 2, what="the second delivery")
            old, new = listener.arrivals
            assert new.epoch > old.epoch
            listener.link.acknowledge([old])
        listener.link.stop()
    third = listen(mosquitto.url)
    wait_until(lambda: third.payloads == ["first"])


def test_the_network_is_cut_and_comes_back(
    mosquitto: Mosquitto, listen: Listen, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.WARNING, "app.feed.link")
    with Proxy(mosquitto.port) as network, Speaker(mosquitto.port) as speaker:
        listener = listen(f"mqtt://127.0.0.1:{network.port}")
        listener.wait_up()
        network.cut()
        listener.wait_for(Phase.DOWN)
        speaker.say("t/a", "meanwhile")
        wait_until(lambda: listener.state.attempt >= 4, what="several tries")
        assert listener.state.next_try_ms is not None
        assert len({each.since_ms for each in listener.states if each.phase is Phase.DOWN}) == 1
        network.mend()
        wait_until(lambda: listener.payloads == ["meanwhile"])
        assert listener.state.phase is Phase.UP
        assert listener.state.session_present
        listener.link.stop()
    said = [record.message for record in caplog.records if record.name == "app.feed.link"]
    assert len(said) == 2, said
    assert "is gone" in said[0]
    assert "is back" in said[1]


def test_the_broker_is_killed_and_has_forgotten_the_session(
    make_mosquitto: Callable[..., Mosquitto], listen: Listen
) -> None:
    broker = make_mosquitto(persistence="false")
    listener = listen(broker.url)
    listener.wait_up()
    broker.kill()
    listener.wait_for(Phase.DOWN)
    broker.start()
    listener.wait_up()
    assert not listener.state.session_present
    with Speaker(broker.port) as speaker:
        speaker.say("t/a", "again")
    wait_until(lambda: listener.payloads == ["again"])


def test_the_broker_is_restarted_in_good_order_and_keeps_what_was_sent(
    mosquitto: Mosquitto, listen: Listen
) -> None:
    listener = listen(mosquitto.url, acknowledge=False)
    listener.wait_up()
    with Speaker(mosquitto.port) as speaker:
        speaker.say("t/a", "kept")
    wait_until(lambda: len(listener.arrivals) == 1)
    mosquitto.stop()
    listener.wait_for(Phase.DOWN)
    mosquitto.start()
    wait_until(lambda: len(listener.arrivals) == 2)
    assert listener.arrivals[1].payload == b"kept"


def test_a_frozen_broker_is_noticed_in_two_keepalive_times(mosquitto: Mosquitto, listen: Listen) -> None:
    listener = listen(mosquitto.url, keepalive_s=2, connect_timeout_s=1.0)
    listener.wait_up()
    mosquitto.freeze()
    listener.wait_for(Phase.DOWN)
    assert listener.state.reason in {LossReason.SILENT, LossReason.NO_ANSWER}
    wait_until(lambda: listener.state.reason is LossReason.NO_ANSWER, what="the tries to time out")
    mosquitto.thaw()
    listener.wait_up()


def test_a_half_open_connection_is_noticed(mosquitto: Mosquitto, listen: Listen) -> None:
    with Proxy(mosquitto.port) as network:
        listener = listen(f"mqtt://127.0.0.1:{network.port}", keepalive_s=2, connect_timeout_s=1.0)
        listener.wait_up()
        network.stall()
        listener.wait_for(Phase.DOWN)
        assert any(each.reason is LossReason.SILENT for each in listener.states)
        network.mend()
        listener.wait_up()
        listener.link.stop()


def test_who_takes_the_connection_but_never_answers_is_given_up(listen: Listen) -> None:
    with socket.create_server(("127.0.0.1", 0)) as mute:
        listener = listen(f"mqtt://127.0.0.1:{mute.getsockname()[1]}", connect_timeout_s=0.5)
        wait_until(lambda: listener.state.attempt >= 3)
        assert listener.state.reason is LossReason.NO_ANSWER
        listener.link.stop()


@pytest.mark.parametrize(
    "answer", [b"HTTP/1.1 400 Bad Request\r\n\r\n", b"\x20\xff\xff\xff\xff\xff", bytes(64), b""]
)
def test_whoever_is_no_broker_is_no_trouble(listen: Listen, answer: bytes) -> None:
    with Scripted(answer) as server:
        listener = listen(server.url, connect_timeout_s=0.5)
        wait_until(lambda: listener.state.attempt >= 2)
        assert listener.state.phase is Phase.DOWN
        listener.link.stop()


def test_another_client_has_taken_the_name(listen: Listen) -> None:
    accepted, taken_over = b"\x20\x03\x00\x00\x00", b"\xe0\x02\x8e\x00"
    with Scripted(accepted + taken_over) as server:
        listener = listen(server.url)
        listener.wait_for(Phase.DOWN)
        assert listener.state.reason is LossReason.TAKEN_OVER
        listener.link.stop()


@pytest.mark.parametrize("session", [b"\x20\x02\x00\x01", b"\x20\x03\x00\x84\x00"])
def test_a_broker_that_refuses_the_version_is_asked_again_with_the_older_one(
    listen: Listen, session: bytes
) -> None:
    with Scripted(session) as server:
        listener = listen(server.url)
        wait_until(lambda: len(server.asked) >= 2)
        versions = [asked[asked.index(b"MQTT") + 4] for asked in server.asked[:2]]
        assert versions == [5, 4]
        listener.link.stop()


def test_nobody_there(listen: Listen, free_port: int) -> None:
    listener = listen(f"mqtt://127.0.0.1:{free_port}")
    wait_until(lambda: listener.state.attempt >= 2)
    assert listener.state.reason is LossReason.UNREACHABLE


def test_wrong_password(make_mosquitto: Callable[..., Mosquitto], listen: Listen) -> None:
    listener = listen(make_mosquitto(allow_anonymous="false").url, user="ana", password="secret-word")
    wait_until(lambda: listener.state.attempt >= 2)
    assert listener.state.reason is LossReason.NOT_AUTHORISED
    assert "secret-word" not in repr(listener.states)


def test_stopping_while_it_waits_for_the_next_try(listen: Listen, free_port: int) -> None:
    listener = listen(f"mqtt://127.0.0.1:{free_port}")
    listener.wait_for(Phase.DOWN)
    listener.link.stop()
    assert listener.state.phase is Phase.STOPPED


@pytest.mark.expects_errors
def test_a_listener_that_fails_does_not_end_the_link(mosquitto: Mosquitto, listen: Listen) -> None:
    listener = listen(mosquitto.url)
    listener.wait_up()
    with Speaker(mosquitto.port) as speaker:
        listener.fails = True
        speaker.say("t/a", "lost")
        wait_until(lambda: listener.payloads == ["lost"])
        listener.fails = False
        speaker.say("t/a", "heard")
        wait_until(lambda: listener.payloads == ["lost", "heard"])
    assert listener.state.phase is Phase.UP


def test_a_change_of_the_settings_moves_it_to_another_broker_at_once(
    make_mosquitto: Callable[..., Mosquitto], listen: Listen
) -> None:
    before, after = make_mosquitto(), make_mosquitto()
    listener = listen(before.url)
    listener.wait_up()
    listener.link.change(BrokerSettings.model_validate({"url": after.url}))
    wait_until(lambda: listener.state.phase is Phase.UP and listener.state.broker.endswith(str(after.port)))
    with Speaker(after.port) as speaker:
        speaker.say("t/new", "here")
    wait_until(lambda: listener.payloads == ["here"])


def test_a_change_ends_the_waiting_for_a_broker_that_is_gone(
    free_port: int, mosquitto: Mosquitto, listen: Listen
) -> None:
    listener = listen(f"mqtt://127.0.0.1:{free_port}")
    listener.wait_for(Phase.DOWN)
    listener.link.change(BrokerSettings.model_validate({"url": mosquitto.url}))
    listener.wait_up()
