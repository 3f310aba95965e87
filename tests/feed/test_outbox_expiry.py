"""Commands that expire or are taken back before they go out, against a real broker."""

import pytest

from app.domain.instant import Instant
from app.feed.sending import FRESH_S, Waiting
from tests.feed.obeying import Device, command
from tests.feed.outgoing import Open, let_time_pass
from tests.support.broker import Mosquitto


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


def test_one_that_is_expired_is_not_sent(mosquitto: Mosquitto, office: Open) -> None:
    with Device(mosquitto.port) as device:
        desk = office(mosquitto.url)
        desk.wait_up()
        late, timely = command("late", expires_in_s=-0.001), command("timely")
        assert desk.send(late, timely) == 2
        desk.mark(device)
    assert device.ids[0] == "timely"
    assert len(device.heard) == 2


def test_one_that_expires_while_the_broker_hesitates_is_not_sent(mosquitto: Mosquitto, office: Open) -> None:
    with Device(mosquitto.port) as device:
        desk = office(mosquitto.url)
        desk.mark(device)
        let_time_pass(FRESH_S * 1.5)
        mosquitto.freeze()
        desk.send(command("late", expires_in_s=0.5), command("timely"))
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
        desk = office(mosquitto.url)
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
