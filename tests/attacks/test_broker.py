"""A broker that is false, or that is the attacker: it is refused, or it costs a bounded amount."""

import gc
import json

import psutil
import pytest

from app.engine.meters import Rates
from app.engine.report import FigureSources, figures
from app.feed.codec import Codec
from app.feed.framing import LARGEST_KEPT, FramedStream
from app.feed.link_state import LossReason, Phase
from app.feed.messages import HEAD_BYTES, Reject, RejectReason
from app.settings.catalogue import load_catalogue
from app.settings.sections import LimitSettings
from app.store.records import StoreState
from tests.attacks.certificates import DAY, ELSEWHERE, issue
from tests.engine.workshop import Workshop
from tests.feed.conftest import listen
from tests.feed.listening import NOW, Speaker
from tests.feed.packets import length_of, publish
from tests.support.waiting import wait_until

__all__ = ["listen"]
FLOOD = 50_000
"""A million were measured by hand: 28 MB with room for 1,000 devices, 246 MB with room for 200,000, none for
quantities."""
MB = 1024 * 1024


@pytest.fixture(scope="module")
def authority(tmp_path_factory):
    """The city's own authority, and the file that the settings name."""
    made = issue("City authority", names=(), authority=True)
    return made, made.save(tmp_path_factory.mktemp("authority"), "ca")[0]


def forged(kind, authority):
    stranger = issue("City authority", names=(), authority=True)
    return {
        "another authority of the same name": lambda: issue("broker", stranger),
        "self-signed": lambda: issue("broker"),
        "expired": lambda: issue("broker", authority, begins=-2 * DAY, ends=-DAY),
        "not yet valid": lambda: issue("broker", authority, begins=DAY, ends=2 * DAY),
        "another host": lambda: issue("broker", authority, names=ELSEWHERE),
        "a host in the common name alone": lambda: issue("127.0.0.1", authority, names=()),
        "signed by who is no authority": lambda: issue("broker", issue("Somebody", authority)),
    }[kind]()


KINDS = (
    "another authority of the same name",
    "self-signed",
    "expired",
    "not yet valid",
    "another host",
    "a host in the common name alone",
    "signed by who is no authority",
)


def start(make_mosquitto, certificate, folder):
    file, key = certificate.save(folder, "broker")
    return make_mosquitto(certfile=file, keyfile=key)


@pytest.mark.parametrize("kind", KINDS)
def test_a_broker_with_a_false_certificate_is_never_spoken_to(
    kind, authority, make_mosquitto, listen, tmp_path
):
    broker = start(make_mosquitto, forged(kind, authority[0]), tmp_path)
    listener = listen(
        f"mqtts://127.0.0.1:{broker.port}", ca_file=authority[1], user="engine", password="not for you"
    )
    wait_until(lambda: listener.states and listener.state.attempt >= 2, what=f"two tries: {listener.states}")
    assert listener.state.reason is LossReason.TLS
    assert Phase.UP not in {state.phase for state in listener.states}
    assert "not for you" not in repr(listener.states)


def test_the_citys_own_certificate_is_taken(authority, make_mosquitto, listen, tmp_path):
    """The forgeries above fail for what is false in them, not for how they are made."""
    broker = start(make_mosquitto, issue("broker", authority[0]), tmp_path)
    listener = listen(f"mqtts://127.0.0.1:{broker.port}", ca_file=authority[1])
    listener.wait_up()
    assert listener.state.encrypted


@pytest.mark.parametrize(
    ("url", "encrypted", "local"),
    [
        ("mqtt://192.0.2.1:1883", False, False),
        ("ws://192.0.2.1:8080", False, False),
        ("mqtts://192.0.2.1:8883", True, False),
        ("mqtt://localhost.example.invalid:1883", False, False),
        ("mqtt://127.0.0.1.example.invalid:1883", False, False),
        ("mqtt://127.0.0.1:1", False, True),
        ("mqtt://LOCALHOST:1", False, True),
        ("mqtt://[::1]:1", False, True),
    ],
)
def test_an_open_link_to_another_machine_is_told_to_the_console(url, encrypted, local, listen, tmp_path):
    listener = listen(url, connect_timeout_s=0.5)
    wait_until(lambda: listener.states)
    shop = Workshop(tmp_path / "columns")
    sources = FigureSources(shop.city, listener.state, StoreState("ok", 0), Rates(0, 0, 0, 0, 0, 0), 1, 0)
    feed = figures(sources, NOW).feed
    assert (feed.encrypted, feed.local) == (encrypted, local)
    shop.close()


def test_a_huge_retained_message_is_refused_and_the_feed_goes_on(mosquitto, listen):
    codec = Codec("city", "ps", load_catalogue(), (), LimitSettings())
    with Speaker(mosquitto.port) as speaker:
        speaker.say("city/ps/valve/VAL-1/config", b'{"name":"' + b"x" * (8 * MB) + b'"}', retain=True)
        speaker.say("city/ps/valve/VAL-2/config", b"{" * (2 * MB), retain=True)
        listener = listen(mosquitto.url)
        listener.wait_up()
        speaker.say("city/ps/valve/VAL-3/telemetry", b'{"open_percentage":5}')
        wait_until(lambda: len(listener.arrivals) == 3)
    told = [message for each in listener.arrivals for message in codec.decode(each, NOW)]
    refused = [message for message in told if isinstance(message, Reject)]
    assert [message.reason for message in refused] == [RejectReason.TOO_LARGE] * 2
    assert all(len(message.head) <= HEAD_BYTES for message in refused)
    assert len(told) == 3


class Broadcast:
    """A broker's end of a stream: gives what it was made of, a part at a time."""

    def __init__(self, parts) -> None:
        self._parts = iter(parts)

    def recv(self, _size: int) -> bytes:
        return next(self._parts, b"")


def test_a_packet_of_256_megabytes_costs_no_more_than_the_largest_that_is_allowed():
    body = b"\x00\x03t/1\x00"
    head = b"\x30" + length_of(268_435_455) + body
    rest = 268_435_455 - len(body)
    after = publish(b"t/2", b"still here", qos=0, mid=0, version5=True)

    def parts():
        yield head
        for begin in range(0, rest, MB):
            part = bytes(min(MB, rest - begin))
            yield part if begin + MB < rest else part + after

    stream, batch = FramedStream(Broadcast(parts()), epoch=1, version5=True), []
    before, most = psutil.Process().memory_info().rss, 0
    while stream.pull(batch):
        most = max(most, psutil.Process().memory_info().rss - before)
    assert [arrival.topic for arrival in batch] == ["t/1", "t/2"]
    assert LARGEST_KEPT - 100 < len(batch[0].payload) < LARGEST_KEPT + MB
    assert batch[1].payload == b"still here"
    assert most < 4 * LARGEST_KEPT


def test_a_control_packet_of_17_megabytes_ends_the_connection():
    stream = FramedStream(
        Broadcast([b"\x90" + length_of(200 * MB), *[bytes(MB)] * 20]), epoch=1, version5=True
    )
    pulls = iter(lambda: stream.pull([]), 0)
    with pytest.raises(OSError, match="too large"):
        list(pulls)


def grown(shop, arrivals):
    """Megabytes that the engine's city grew by, and its refusals by reason."""
    gc.collect()
    before = psutil.Process().memory_info().rss
    refused = {}
    for begin in range(0, len(arrivals), 2000):
        for reject in shop.city.take([make() for make in arrivals[begin : begin + 2000]], shop.now).rejects:
            refused[reject.reason] = refused.get(reject.reason, 0) + 1
    gc.collect()
    return (psutil.Process().memory_info().rss - before) / MB, refused


def test_a_flood_of_devices_stops_at_the_limit(tmp_path):
    shop = Workshop(tmp_path / "columns", limits=LimitSettings(devices=1000))
    say = [lambda n=n: shop.arrival(f"luminaire/L-{n}/telemetry", '{"voltage":220}') for n in range(FLOOD)]
    growth, refused = grown(shop, say)
    assert shop.city.parts.devices.count == 1000
    assert shop.city.parts.tally.refused_devices == FLOOD - 1000
    assert refused == {RejectReason.TOO_MANY_DEVICES: FLOOD - 1000}
    assert growth < 100
    shop.close()


def test_a_flood_of_quantities_never_becomes_points(tmp_path):
    shop = Workshop(tmp_path / "columns")
    say = [
        lambda n=n: shop.arrival("luminaire/L-1/telemetry", f'{{"voltage":220,"q{n}":1}}')
        for n in range(FLOOD)
    ]
    growth, refused = grown(shop, say)
    assert refused == {RejectReason.QUANTITY_UNKNOWN: FLOOD}
    assert shop.city.parts.points.table.rows == 1
    assert growth < 30
    shop.close()


def test_points_stop_at_their_limit_and_are_counted(tmp_path):
    shop = Workshop(tmp_path / "columns", limits=LimitSettings(points=50))
    values = json.dumps({"voltage": 220.0, "current": 1.0, "power_state": True})
    for number in range(100):
        shop.city.take([shop.arrival(f"luminaire/L-{number}/telemetry", values)], shop.now)
    assert shop.city.parts.points.table.rows == 50
    assert shop.city.parts.intake.refused_points > 0
    shop.close()


def test_texts_that_are_new_with_every_message_stop_filling_the_dictionary(tmp_path):
    catalogue = load_catalogue()
    kind, quantity = next(
        (kind.id, name)
        for kind in catalogue.kinds.values()
        for name in kind.quantities
        if catalogue.quantities[name].type == "text"
    )
    shop = Workshop(tmp_path / "columns")
    say = [
        lambda n=n: shop.arrival(f"{kind}/D-1/telemetry", json.dumps({quantity: f"t{n}"}))
        for n in range(30_000)
    ]
    growth, _ = grown(shop, say)
    assert len(shop.city.parts.texts.entries()) == 20_000
    assert shop.city.parts.intake.refused_points == 10_000
    assert growth < 40
    shop.close()
