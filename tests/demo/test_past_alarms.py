"""The alarms of the demo's past: judged at their time, seen to, and none left standing."""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap.backfilling import fill_past
from app.bootstrap.past_alarms import OPERATOR, SIMULATED, PastAlarms
from app.demo.city.city import City, build_city
from app.demo.past_plays import REPERTOIRE, Given, programme
from app.demo.past_scenes import PastScenes
from app.demo.script import TODAY
from app.domain.alarms import Alarm, Priority, Transition
from app.domain.changes import AlarmChanged
from app.domain.shelving import ShelvingLimits
from app.settings.catalogue import load_catalogue
from app.settings.rules import load_rules
from app.settings.sections import SiteSettings
from app.settings.settings import Settings
from app.store.reader import Reader

START = 1_773_360_000.0
DAY = 86_400.0
END = START + 5 * DAY


def judged(
    city: City, given: Iterable[Given], known: tuple[Alarm, ...] = ()
) -> tuple[PastAlarms, list[AlarmChanged]]:
    catalogue = load_catalogue()
    scenes = PastScenes(city, given, catalogue=catalogue, site="test")
    alarms = PastAlarms(load_rules(catalogue), ShelvingLimits(), city.devices, known, start=START, seed=1)
    changes = [change for moment in scenes.moments() for change in alarms.take(moment)]
    changes += alarms.settle(END)
    return alarms, [change for change in changes if isinstance(change, AlarmChanged)]


@pytest.fixture(scope="module")
def past(village: City) -> tuple[PastAlarms, list[AlarmChanged]]:
    return judged(village, programme(1, village.devices, START, END))


def test_nothing_is_left_standing(past: tuple[PastAlarms, list[AlarmChanged]]) -> None:
    alarms, changes = past
    assert not alarms.standing
    assert {change.alarm.rule for change in changes} >= {"panic_button.panic", "camera.sharpness_lo"}


def test_every_alarm_goes_through_its_versions_in_the_order_of_time(
    past: tuple[PastAlarms, list[AlarmChanged]],
) -> None:
    by_alarm: dict[str, list[AlarmChanged]] = {}
    for change in past[1]:
        by_alarm.setdefault(change.alarm.id, []).append(change)
    for own in by_alarm.values():
        assert [change.alarm.version for change in own] == list(range(1, len(own) + 1))
    times = [change.at for change in past[1]]
    assert times == sorted(times)
    assert times[0] > START * 1000
    assert times[-1] <= END * 1000


def test_an_invented_operator_sees_to_them_and_all_is_marked(
    past: tuple[PastAlarms, list[AlarmChanged]],
) -> None:
    acts = {Transition.ACKNOWLEDGED, Transition.SHELVED, Transition.RESET}
    for change in past[1]:
        assert change.by == (OPERATOR if change.transition in acts else "")
        assert change.reason
    answered = [c for c in past[1] if c.transition is Transition.ACKNOWLEDGED]
    waits = sorted(c.at - c.alarm.raised_at for c in answered if c.alarm.raised_at is not None)
    assert waits[0] >= 4000
    assert waits[len(waits) // 2] < 300_000
    assert {change.reason for change in answered} == {SIMULATED}


def test_the_month_has_floods(city: City) -> None:
    given = programme(1, city.devices, START, START + 30 * DAY)
    assert sum(each.play.devices == TODAY.devices for each in given) >= 4


def test_what_chatters_is_put_away_and_comes_back(village: City) -> None:
    camera = next(device.id for device in village.devices if device.kind == "camera")
    play = next(
        piece.play
        for piece in REPERTOIRE
        if [bend.quantity for bend in piece.play.bends].count("signal_present") > 9
    )
    bends = tuple(replace(bend, device=camera) for bend in play.bends)
    alarms, changes = judged(village, [Given(START + 60.0, replace(play, bends=bends))])
    told = [change.transition for change in changes]
    assert told.count(Transition.RAISED) >= 10
    assert told.count(Transition.SHELVED) == told.count(Transition.UNSHELVED) == 1
    assert not alarms.standing


def test_what_stands_already_is_left_alone_and_versions_go_on(village: City) -> None:
    one, other = [device.id for device in village.devices if device.kind == "camera"][:2]
    stands = Alarm(
        f"{one}:camera.sharpness_lo", one, "camera.sharpness_lo", Priority.MEDIUM, 7,
        active=True, unacknowledged=True,
    )  # fmt: skip
    over = replace(
        stands,
        id=f"{other}:camera.sharpness_lo",
        device=other,
        version=40,
        active=False,
        unacknowledged=False,
    )
    play = next(piece.play for piece in REPERTOIRE if piece.play.devices == {"CAM-142"})
    given = [
        Given(START + 60.0, replace(play, notes=(), bends=tuple(replace(b, device=name) for b in play.bends)))
        for name in (one, other)
    ]
    told = [change.alarm for change in judged(village, given, (stands, over))[1]]
    assert {alarm.device for alarm in told} == {other}
    assert [alarm.version for alarm in told] == [41, 42, 43]


def test_the_past_that_is_filled_in_has_its_alarms(tmp_path: Path) -> None:
    site = SiteSettings(id="test", time_zone="America/Lima", lat=-12.09, lon=-77.08)
    began = time.time()
    fill_past(tmp_path, Settings(site), build_city(seed=1, devices=60), 2 * DAY, progress=lambda _: None)
    reader = Reader(tmp_path / "store")
    try:
        log = reader.alarm_log(limit=100_000)
        assert log
        assert all((began - 2 * DAY) * 1000 <= entry.at <= time.time() * 1000 for entry in log)
        assert not [alarm for alarm in reader.alarms() if alarm.standing]
        worst = next(e for e in log if e.transition is Transition.RAISED and e.quantity)
        series = reader.series(worst.device, worst.quantity, worst.at - 60_000, worst.at + 60_000, 500)
        assert len(series.times) >= 2
    finally:
        reader.close()
