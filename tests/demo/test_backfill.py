"""The past of the city, as it is pushed through codec and store."""

import json

import numpy as np
import pytest

from app.demo.backfill import backfill
from app.demo.city.city import City
from app.demo.fleet.fleet import Fleet
from app.domain.catalogue import Catalogue

START = 1_773_360_000.0


def test_it_comes_in_time_order_and_is_marked(village: City, catalogue: Catalogue) -> None:
    last = 0
    heard: dict[str, int] = {}
    for _, topic, payload in backfill(
        village, START, START + 5400.0, 900.0, catalogue=catalogue, site="test"
    ):
        body = json.loads(payload)
        assert body["historical"] is True
        assert last <= body["ts"] < (START + 5400.0) * 1000
        last = body["ts"]
        device = topic.split("/")[3]
        heard[device] = heard.get(device, 0) + 1
    standing = {d.id for d in village.devices if d.kind not in ("crew", "vehicle", "drone")}
    assert set(heard) == standing
    assert set(heard.values()) == {6}


def test_it_ends_in_time_when_the_span_is_no_whole_number_of_steps(
    village: City, catalogue: Catalogue
) -> None:
    stamps = [
        json.loads(payload)["ts"]
        for _, _, payload in backfill(village, START, START + 1000.0, 900.0, catalogue=catalogue, site="test")
    ]
    assert max(stamps) < (START + 1000.0) * 1000


def test_the_day_burner_burns_in_the_past_too(village: City, catalogue: Catalogue) -> None:
    noon = START + 17.0 * 3600.0
    found = {
        topic.split("/")[3]: json.loads(payload)
        for _, topic, payload in backfill(
            village, noon, noon + 900.0, 900.0, catalogue=catalogue, site="test"
        )
        if "/luminaire/" in topic
    }
    assert found["LUM-0003"]["active_power"] > 40.0
    assert not any(body["power_state"] for body in found.values())
    assert [name for name, body in found.items() if body["active_power"] > 0.0] == ["LUM-0003"]


def test_the_past_is_what_the_fleet_would_have_said(village: City, catalogue: Catalogue) -> None:
    group = next(group for group in Fleet(village).groups if group.kind == "flow_meter")
    found = [
        json.loads(payload)
        for _, topic, payload in backfill(
            village, START, START + 900.0, 900.0, catalogue=catalogue, site="test"
        )
        if "/flow_meter/" in topic
    ]
    said = group.model.values(np.array([0]), np.array([found[0]["ts"] / 1000.0]))
    assert found[0]["flow"] == pytest.approx(said["flow"][0], abs=0.06)
