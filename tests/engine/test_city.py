"""The city as batches, silence and acts change it, with the shipped rules and the real decoder."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.domain.acts import Acknowledge, Outcome, Seen
from app.domain.alarms import Transition
from app.domain.changes import AlarmChanged
from app.domain.devices import Liveness
from app.engine.city import Outcome as Step
from app.feed.messages import RejectReason
from app.settings.sections import LimitSettings
from app.store.records import Restored
from app.wire.columns import QUALITY_LIVE, QUALITY_RESTORED
from app.wire.messages import PlacedDevice
from tests.engine.workshop import Workshop

PRESSURE = "pressure/PRE-0231"
CONFIG = '{"name":"Presión 231","lat":-12.09,"lon":-77.08,"zone":"San Telmo","capabilities":[]}'


@pytest.fixture
def shop(tmp_path: Path) -> Iterator[Workshop]:
    shop = Workshop(tmp_path / "columns")
    yield shop
    shop.close()


def report(shop: Workshop, value: float, *, offset_s: float = 0.0, historical: bool = False) -> Step:
    late = ',"historical":true' if historical else ""
    payload = f'{{"ts":{shop.ts(offset_s)},"pressure":{value}{late}}}'
    return shop.city.take([shop.arrival(f"{PRESSURE}/telemetry", payload)], shop.now)


def introduce(shop: Workshop) -> Step:
    return shop.city.take([shop.arrival(f"{PRESSURE}/config", CONFIG)], shop.now)


def column(shop: Workshop, name: str) -> float:
    return float(shop.city.parts.devices.table.staging[name][0])


def transitions(step: Step) -> list[Transition]:
    return [change.transition for change in step.changes if isinstance(change, AlarmChanged)]


def break_main(shop: Workshop) -> Step:
    """Low pressure for a minute: longer than any delay of the shipped rules."""
    report(shop, 0.4)
    shop.at += 60
    step = shop.city.tick(shop.now)
    step.add(report(shop, 0.4))
    return step


def test_a_device_that_introduces_itself_gets_a_row_and_a_place(shop: Workshop) -> None:
    step = introduce(shop)
    assert [news.device.name for news in step.news if isinstance(news, PlacedDevice)] == ["Presión 231"]
    assert (column(shop, "lat"), column(shop, "lon")) == (-12.09, -77.08)
    assert column(shop, "liveness") == Liveness.UNKNOWN


def test_the_same_introduction_again_says_nothing_new(shop: Workshop) -> None:
    introduce(shop)
    assert introduce(shop) == Step()


def test_a_device_that_only_measures_is_taken_without_a_place(shop: Workshop) -> None:
    report(shop, 3.8)
    assert shop.city.parts.devices.get("PRE-0231") is not None
    assert np.isnan(column(shop, "lat"))


def test_the_same_id_under_another_kind_is_refused(shop: Workshop) -> None:
    introduce(shop)
    step = shop.city.take([shop.arrival("valve/PRE-0231/config", CONFIG)], shop.now)
    assert [reject.reason for reject in step.rejects] == [RejectReason.KIND_CHANGED]


def test_more_devices_than_the_limit_are_refused_and_counted(tmp_path: Path) -> None:
    shop = Workshop(tmp_path / "columns", limits=LimitSettings(devices=2))
    for number in range(5):
        shop.city.take([shop.arrival(f"tank/T{number}/config", CONFIG)], shop.now)
    assert shop.city.parts.devices.count == 2
    assert shop.city.parts.tally.refused_devices == 3
    shop.close()


def test_a_reading_shows_at_once_and_goes_to_history(shop: Workshop) -> None:
    introduce(shop)
    step = report(shop, 3.8)
    assert step.history == [(1, shop.ts(), 3.8)]
    assert column(shop, "primary") == 3.8
    assert column(shop, "liveness") == Liveness.FRESH
    assert shop.city.parts.points.table.staging["quality"][0] == QUALITY_LIVE


def test_older_and_historical_readings_go_to_history_alone(shop: Workshop) -> None:
    report(shop, 3.8)
    older = report(shop, 0.1, offset_s=-120)
    late = report(shop, 0.2, offset_s=-60, historical=True)
    assert [row[2] for row in older.history + late.history] == [0.1, 0.2]
    assert column(shop, "primary") == 3.8
    shop.at += 120
    assert transitions(shop.city.tick(shop.now)) == []


def test_a_duplicate_is_counted_and_stored_once(shop: Workshop) -> None:
    assert report(shop, 3.8).history
    assert report(shop, 3.8).history == []
    assert shop.city.parts.tally.duplicates == 1


def test_two_readings_of_one_point_in_a_batch_leave_the_newest(shop: Workshop) -> None:
    payloads = [f'{{"ts":{shop.ts(offset)},"pressure":{value}}}' for offset, value in ((0, 3.1), (-5, 3.9))]
    shop.city.take([shop.arrival(f"{PRESSURE}/telemetry", payload) for payload in payloads], shop.now)
    assert column(shop, "primary") == 3.1


def test_a_jump_is_in_history_even_if_nothing_follows(shop: Workshop) -> None:
    report(shop, 3.8)
    shop.at += 1
    assert report(shop, 0.6).history == [], "sooner than the shortest interval"
    shop.at += 900
    released = shop.city.scan(shop.now, link_since=0.0)
    assert [row[2] for row in released.history] == [0.6]
    assert shop.city.scan(shop.now, link_since=0.0).history == []


def test_low_pressure_raises_an_alarm_and_marks_the_device(shop: Workshop) -> None:
    introduce(shop)
    report(shop, 3.8)
    shop.at += 5
    step = break_main(shop)
    assert Transition.RAISED in transitions(step)
    assert column(shop, "priority") > 0
    assert column(shop, "unacknowledged") == 1


def test_an_acknowledgement_is_decided_first_and_done_after_it_is_stored(shop: Workshop) -> None:
    introduce(shop)
    break_main(shop)
    alarm = next(iter(shop.city.parts.marks.alarms()))
    verdict, changes = shop.city.decide(Acknowledge((Seen(alarm.id, alarm.version),)), "R. Quispe", shop.now)
    assert verdict.outcome is Outcome.APPLIED
    assert all(one.unacknowledged for one in shop.city.parts.marks.alarms()), "nothing is done yet"
    shop.city.commit(changes, shop.now)
    acknowledged = shop.city.parts.center.alarms[alarm.id]
    assert (acknowledged.unacknowledged, acknowledged.acknowledged_by) == (False, "R. Quispe")


def test_a_silent_device_becomes_late_and_then_lost(shop: Workshop) -> None:
    introduce(shop)
    report(shop, 3.8)
    shop.at += 75
    shop.city.scan(shop.now, link_since=0.0)
    assert column(shop, "liveness") == Liveness.LATE
    shop.at += 300
    shop.city.scan(shop.now, link_since=0.0)
    assert column(shop, "liveness") == Liveness.LOST


def test_while_the_broker_is_away_nothing_looks_fresh_and_no_device_is_blamed(shop: Workshop) -> None:
    introduce(shop)
    report(shop, 3.8)
    shop.at += 4000
    step = shop.city.scan(shop.now, link_since=None)
    assert column(shop, "liveness") != Liveness.FRESH
    assert transitions(step) == []
    step = shop.city.scan(shop.now, link_since=shop.now.monotonic - 1)
    assert transitions(step) == [], "silence counts from when the broker was back"


def test_a_retired_device_leaves_its_row_empty(shop: Workshop) -> None:
    introduce(shop)
    report(shop, 3.8)
    shop.city.take([shop.arrival(f"{PRESSURE}/config", "")], shop.now)
    assert shop.city.parts.devices.count == 0
    assert column(shop, "serial") == 0
    introduce(shop)
    assert shop.city.parts.devices.row("PRE-0231") == 1, "rows are not given to others"


def test_after_a_restart_old_values_show_as_old_and_alarms_come_back_without_a_burst(
    shop: Workshop, tmp_path: Path
) -> None:
    introduce(shop)
    break_main(shop)
    alarms = list(shop.city.parts.marks.alarms())
    device = shop.city.parts.devices.get("PRE-0231")
    assert device is not None
    restored = Restored([device], [(1, "PRE-0231", "pressure", "number")], [], alarms, [(1, shop.ts(), 0.4)])  # type: ignore[list-item]
    again = Workshop(tmp_path / "again", restored)
    again.at = 100
    again.city.tick(again.now)
    step = again.city.scan(again.now, link_since=again.now.monotonic)
    assert transitions(step) == []
    assert again.city.parts.points.table.staging["quality"][0] == QUALITY_RESTORED
    assert column(again, "liveness") == Liveness.LATE
    assert {alarm.id for alarm in again.city.parts.marks.alarms()} == {alarm.id for alarm in alarms}
    again.close()
