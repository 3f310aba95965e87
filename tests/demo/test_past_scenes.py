"""What went amiss in the past of the city: which plays were given, and what the devices told of them."""

import json
from itertools import pairwise

import pytest

from app.demo.backfill import backfill
from app.demo.city.city import City
from app.demo.past_plays import REPERTOIRE, programme
from app.demo.past_scenes import Moment, PastScenes
from app.domain.catalogue import Catalogue
from app.domain.devices import Liveness

START = 1_773_360_000.0
END = START + 3 * 86_400.0


@pytest.fixture(scope="module")
def scenes(village: City, catalogue: Catalogue) -> PastScenes:
    given = programme(1, village.devices, START, END)
    return PastScenes(village, given, catalogue=catalogue, site="test")


@pytest.fixture(scope="module")
def moments(scenes: PastScenes) -> list[Moment]:
    return list(scenes.moments())


def test_every_play_can_be_given_in_the_city_of_the_demo(city: City) -> None:
    known = {device.id for device in city.devices}
    assert all(piece.play.devices <= known for piece in REPERTOIRE)


def test_no_device_is_in_two_plays_at_a_time_and_all_end_in_time(city: City) -> None:
    given = programme(1, city.devices, START, END)
    assert 25 <= len(given) <= 90
    assert len({each.play.devices for each in given}) > 20, "other devices are struck each time"
    spans: dict[str, list[tuple[float, float]]] = {}
    for each in given:
        until = each.start + each.play.period_s + each.silent_s
        assert START <= each.start < until < END
        for device in each.play.devices:
            spans.setdefault(device, []).append((each.start, until))
    for own in spans.values():
        assert all(one[1] <= other[0] for one, other in pairwise(own))


def test_moments_come_in_order_and_say_the_same_twice(moments: list[Moment]) -> None:
    assert all(one.at <= other.at for one, other in pairwise(moments))
    assert moments[0].at > START
    assert moments[-1].at < END
    for moment in moments[:200]:
        told = {json.loads(payload)["ts"] for _, payload in moment.messages}
        assert told <= {round(moment.at * 1000)}
        assert {topic.split("/")[3] for topic, _ in moment.messages} == {
            reading.device for reading in moment.readings
        }
        assert all(json.loads(payload)["historical"] for _, payload in moment.messages)


def test_whoever_falls_silent_is_heard_again(moments: list[Moment]) -> None:
    silences = [each for moment in moments for each in moment.silences]
    assert silences
    for device in {device for device, _ in silences}:
        own = [liveness for name, liveness in silences if name == device]
        assert own == [Liveness.LOST, Liveness.FRESH] * (len(own) // 2)


def test_what_is_acted_is_in_the_history_and_nothing_contradicts_it(
    village: City, catalogue: Catalogue, scenes: PastScenes
) -> None:
    told = ((m.at, topic, body) for m in scenes.moments() for topic, body in m.messages)
    past = backfill(
        village, START, END, 7200.0, catalogue=catalogue, site="test", besides=told, covers=scenes.covers
    )
    sharp: list[float] = []
    last = 0
    for _, topic, payload in past:
        body = json.loads(payload)
        assert last <= body["ts"] + 1
        last = body["ts"]
        if "/camera/" in topic and scenes.covers(topic, body["ts"] / 1000.0):
            sharp.append(body["sharpness"])
    assert min(sharp) < 20.0
    assert max(sharp) > 40.0
