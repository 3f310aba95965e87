"""Cameras become devices of the city where nobody else has introduced them, and none when they go."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.waiting import wait_until
from tests.video.supervisor.scene import SupervisorScene
from video.supervisor.introducing import ECHOES, Introducing

OURS, CITY = b'{"name":"CAM-1"}', b'{"name":"Plaza","lat":-12.0}'
CONFIG, STATUS = "city/prueba/camera/CAM-1/config", "city/prueba/camera/CAM-1/status"


@dataclass
class Broker:
    """What a broker has retained; it says all it has to who subscribes anew."""

    retained: dict[str, bytes] = field(default_factory=dict)
    said: list[tuple[str, bytes]] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Topics that are said again to each connection."""
    away: bool = False

    def publish(
        self, topic: str, payload: bytes, *, qos: int = 0, retain: bool = False, again: bool = True
    ) -> None:
        assert (qos, retain) == (1, True)
        if again:
            self.kept.append(topic)
        if self.away:
            return
        self.said.append((topic, payload))
        if payload:
            self.retained[topic] = payload
        else:
            self.retained.pop(topic, None)

    def link(self, to: Introducing) -> None:
        to.linked()
        for topic, payload in self.retained.items():
            if topic.endswith("/config") and "/camera/" in topic:
                to.heard(topic.split("/")[3], payload)
        for _ in range(ECHOES):
            to.echoed()


@pytest.fixture
def broker() -> Broker:
    return Broker()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "introduced.json"


def started(broker: Broker, file: Path) -> Introducing:
    made = Introducing(broker, "city/prueba", file)
    broker.link(made)
    return made


def settled(made: Introducing, *cameras: str) -> None:
    made.cameras({one: json.dumps({"name": one}, separators=(",", ":")).encode() for one in cameras})
    made.settle(())


def test_a_camera_that_nobody_has_introduced_is_and_is_taken_back(broker: Broker, file: Path) -> None:
    made = started(broker, file)
    settled(made, "CAM-1")
    assert broker.retained == {CONFIG: OURS}
    made.heard("CAM-1", OURS)
    made.settle(())
    assert len(broker.said) == 1, "said once"
    broker.retained[STATUS] = b"offline"
    settled(made)
    assert broker.retained == {}, "a status that stays would make a device of it again"
    assert broker.kept == [], "somebody else may introduce it while we are away"


def test_nothing_is_said_before_the_broker_was_heard_out(broker: Broker, file: Path) -> None:
    made = Introducing(broker, "city/prueba", file)
    settled(made, "CAM-1")
    made.linked()
    made.echoed()
    made.settle(())
    assert broker.said == []
    made.heard("CAM-1", CITY)
    made.echoed()
    made.settle(())
    assert broker.said == []


def test_what_the_city_has_introduced_is_neither_replaced_nor_taken_back(broker: Broker, file: Path) -> None:
    broker.retained[CONFIG] = CITY
    made = started(broker, file)
    for cameras in (("CAM-1",), (), ("CAM-1",)):
        settled(made, *cameras)
    settled(started(broker, file), "CAM-1")
    assert broker.said == []
    broker.retained.clear()
    settled(started(broker, file), "CAM-1")
    assert broker.said == [], "a broker that has forgotten is told by the city"


def test_a_city_that_comes_later_has_its_way(broker: Broker, file: Path) -> None:
    made = started(broker, file)
    settled(made, "CAM-1")
    broker.retained[CONFIG] = CITY
    made.heard("CAM-1", CITY)
    broker.link(made)
    settled(made, "CAM-1")
    settled(made)
    assert broker.retained == {CONFIG: CITY}
    made.heard("CAM-1", b"")
    del broker.retained[CONFIG]
    settled(made, "CAM-1")
    assert broker.retained == {CONFIG: OURS}, "the city has taken it back"


def test_a_word_of_ours_that_overtook_the_citys_is_put_right(broker: Broker, file: Path) -> None:
    made = started(broker, file)
    broker.retained[CONFIG] = CITY
    settled(made, "CAM-1")
    assert broker.retained[CONFIG] == OURS, "said before theirs was heard, kept after it"
    made.heard("CAM-1", CITY)
    made.heard("CAM-1", OURS)
    assert broker.retained[CONFIG] == CITY
    made.heard("CAM-1", CITY)
    made.settle(())
    assert len(broker.said) == 2


def test_what_was_introduced_before_is_known_after_a_restart(broker: Broker, file: Path) -> None:
    settled(started(broker, file), "CAM-1", "CAM-2")
    again = started(broker, file)
    settled(again, "CAM-1")
    assert list(broker.retained) == [CONFIG], "one was removed meanwhile"
    assert broker.said[2:] == [
        ("city/prueba/camera/CAM-2/config", b""),
        ("city/prueba/camera/CAM-2/status", b""),
    ]


def test_another_introduction_of_ours_takes_the_place_of_the_one_before(broker: Broker, file: Path) -> None:
    settled(started(broker, file), "CAM-1")
    again = started(broker, file)
    again.cameras({"CAM-1": b'{"name":"Otra"}'})
    again.settle(())
    again.heard("CAM-1", OURS)  # it was still under way
    again.heard("CAM-1", b'{"name":"Otra"}')
    again.settle(())
    assert broker.retained == {CONFIG: b'{"name":"Otra"}'}
    assert len(broker.said) == 2


def test_a_place_that_is_taken_from_a_camera_is_gone(broker: Broker, file: Path) -> None:
    """A city keeps the place of who says none any more, so the device is taken back before."""
    placed = b'{"name":"CAM-1","lat":-12.0,"lon":-77.0}'
    made = started(broker, file)
    made.cameras({"CAM-1": placed})
    assert made.settle(()) == set(), "it is new"
    made.cameras({"CAM-1": placed.replace(b"-77", b"-76")})
    assert made.settle(()) == set(), "it has another one"
    again = started(broker, file)
    again.cameras({"CAM-1": OURS})
    assert again.settle(()) == {"CAM-1"}
    assert broker.said[2:] == [(CONFIG, b""), (CONFIG, OURS)]
    for word in (b"", OURS):  # as the broker says them again
        again.heard("CAM-1", word)
        assert again.settle(()) == set()
    assert broker.retained == {CONFIG: OURS}


def test_a_line_loses_its_place_with_its_camera(broker: Broker, file: Path) -> None:
    made = started(broker, file)
    assert made.counters({"CAM-1-L1": b'{"lat":1.0}', "CAM-1-L2": b"{}"}) == set()
    assert made.counters({"CAM-1-L1": b"{}", "CAM-1-L2": b"{}"}) == {"CAM-1-L1"}
    topic = "city/prueba/traffic_counter/CAM-1-L1/config"
    assert broker.said[-2:] == [(topic, b""), (topic, b"{}")]


def test_a_camera_goes_when_it_has_nothing_more_to_say(broker: Broker, file: Path) -> None:
    """What it says later would make a device of it again."""
    made = started(broker, file)
    settled(made, "CAM-1")
    made.cameras({})
    made.settle({"CAM-1"})
    assert broker.retained == {CONFIG: OURS}
    made.settle(())
    assert broker.retained == {}


def test_what_was_said_to_nobody_is_said_to_the_next_connection(broker: Broker, file: Path) -> None:
    made = started(broker, file)
    broker.away = True
    settled(made, "CAM-1")
    broker.away = False
    broker.link(made)
    made.settle(())
    assert broker.retained == {CONFIG: OURS}
    broker.away = True
    settled(made)
    broker.away = False
    broker.link(made)
    made.settle(())
    assert broker.retained == {}


@pytest.mark.parametrize("spoilt", [False, True])
def test_lines_that_went_while_nobody_looked_are_taken_back(
    broker: Broker, file: Path, spoilt: bool, caplog: pytest.LogCaptureFixture
) -> None:
    started(broker, file).counters({"CAM-1-L1": b"1", "CAM-1-L2": b"2"})
    if spoilt:
        file.write_text("{")
    again = started(broker, file)
    again.counters({"CAM-1-L1": b"1"})
    left = {topic.split("/")[3] for topic in broker.retained}
    assert left == ({"CAM-1-L1", "CAM-1-L2"} if spoilt else {"CAM-1-L1"})
    assert ("are not known any more" in caplog.text) is spoilt


def test_a_line_that_went_while_the_broker_was_away_is_taken_back_by_the_next_one(
    broker: Broker, file: Path
) -> None:
    first = started(broker, file)
    first.counters({"CAM-1-L1": b"1", "CAM-1-L2": b"2"})
    broker.away = True
    first.counters({"CAM-1-L1": b"1"})
    first.settle(())
    assert [topic for topic in broker.retained if "L2" in topic], "nobody has heard it"
    broker.away = False
    again = started(broker, file)
    again.counters({"CAM-1-L1": b"1"})
    again.counters({"CAM-1-L1": b"1"})
    assert {topic.split("/")[3] for topic in broker.retained} == {"CAM-1-L1"}
    assert len([topic for topic, payload in broker.said if not payload]) == 2, "said once"
    for _ in range(ECHOES):
        again.echoed()
    again.settle(())
    broker.said.clear()
    started(broker, file).counters({"CAM-1-L1": b"1"})
    assert not [topic for topic, payload in broker.said if not payload], "it was surely heard"


def test_the_supervisor_introduces_its_cameras_once_its_own_words_come_back(scene: SupervisorScene) -> None:
    supervisor = scene.run(("A", "live"), ("B", "live"))

    def introduced() -> list[str]:
        return [
            topic.split("/")[3]
            for topic, *_ in scene.outlet.said
            if "/camera/" in topic and "config" in topic
        ]

    supervisor.broker_linked()
    supervisor.place("B", CITY)
    for _ in range(ECHOES):
        supervisor.echoed()
    wait_until(introduced, what="the introduction")
    assert introduced() == ["A"]
