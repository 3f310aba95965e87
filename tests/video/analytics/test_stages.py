"""Each stage before a drawn scene whose truth is known, and before one where nothing of its kind happens."""

import datetime as dt
import math

import pytest

from app.domain.video.stages import Stage, StageKind, TrackClass
from tests.video.analytics.drawn import BAG, CAR, PERSON, START, ZONE, Drawn, at, run
from video.analytics.schedules import holds


def crossing(began, speed, foot, size, grey=30, left_to_right=True):
    """Something that goes across the picture from `began` on."""

    def things(t):
        way = -40 + (t - began) * speed
        return [(way if left_to_right else 320 - way, foot, size, grey)] if t >= began and way < 360 else []

    return things


def comes_and_stands(began, speed, stop, until, size, grey=30):
    """Something that comes from the left, stands at `stop` and goes on at `until`."""

    def things(t):
        if t < began:
            return []
        way = min(stop, -40 + (t - began) * speed)
        return [(way if t < until else stop + (t - until) * speed, 140, size, grey)]

    return things


def stage(kind, *, points=ZONE, **options):
    return Stage(kind.value, kind, points=points, options=tuple(options.items()))


def test_motion_begins_and_ends_with_what_moves_in_the_zone():
    *_, began, ended = run(Drawn(crossing(5, 60, 120, CAR)), 18, stage(StageKind.MOTION))
    assert [event.kind for event in began] == [StageKind.MOTION]
    since, until = at(ended[0])
    assert 5 + 96 / 60 <= since <= 5 + 130 / 60
    assert 5 + 270 / 60 <= until <= 5 + 320 / 60


def test_nothing_is_told_of_an_empty_street():
    stages = [stage(kind) for kind in StageKind if kind not in {StageKind.TAMPER, StageKind.DETECTOR}]
    *_, seen, began, _ = run(Drawn(), 30, *stages)
    assert began == []
    assert not any(each.moving or each.overlay.tracks for each in seen)


def test_motion_outside_the_zone_is_none_of_it():
    *_, began, _ = run(Drawn(crossing(5, 60, 40, PERSON)), 14, stage(StageKind.MOTION))
    assert began == []


def test_intrusion_is_one_event_as_long_as_anybody_is_inside():
    def things(t):
        return [*crossing(5, 20, 120, PERSON)(t), *crossing(7, 20, 150, PERSON)(t)]

    *_, began, ended = run(Drawn(things), 30, stage(StageKind.INTRUSION))
    assert len(began) == len(ended) == 1
    assert began[0].id == ended[0].id
    assert ended[0].value == 2
    assert ended[0].track is TrackClass.PERSON
    since, until = at(ended[0])
    assert 10.5 <= since <= 12.5
    assert 20 <= until <= 22.5


def test_who_stays_loiters_and_who_passes_does_not():
    def things(t):
        return [*comes_and_stands(4, 30, 160, 30, PERSON)(t), *crossing(6, 20, 80, PERSON)(t)]

    *_, began, ended = run(Drawn(things), 45, stage(StageKind.LOITERING, seconds=12))
    assert len(began) == len(ended) == 1
    since, until = at(ended[0])
    assert 7 <= since <= 9.5
    assert 30 <= until <= 34


def test_who_goes_through_a_large_zone_does_not_loiter_however_long_it_takes():
    def things(t):
        one, other = crossing(4, 14, 120, PERSON), crossing(8, 14, 123, PERSON, left_to_right=False)
        return [*one(t), *other(t)]

    assert run(Drawn(things), 32, stage(StageKind.LOITERING, points=(), seconds=12))[2] == []


def test_who_walks_up_and_down_loiters_once():
    def things(t):
        return [(160 + 45 * math.sin(0.35 * (t - 8)), 130, PERSON, 30)] if t >= 4 else []

    *_, began, _ = run(Drawn(things), 32, stage(StageKind.LOITERING, points=(), seconds=20))
    assert len(began) == 1
    assert 4 <= at(began[0])[0] <= 6


def test_who_is_hidden_for_a_moment_has_stayed_all_the_time():
    def things(t):
        hidden = 23 <= t < 25.6
        return [] if hidden else comes_and_stands(4, 30, 160, 40, PERSON)(t)

    *_, began, _ = run(Drawn(things), 32, stage(StageKind.LOITERING, points=(), seconds=20))
    assert len(began) == 1
    assert at(began[0])[0] <= 10


@pytest.mark.parametrize(("stands", "expected"), [(25, 1), (6, 0)])
def test_a_vehicle_is_stopped_when_it_stands_for_long(stands, expected):
    drawn = Drawn(comes_and_stands(4, 60, 160, 7.3 + stands, CAR))
    *_, began, ended = run(drawn, 45, stage(StageKind.STOPPED_VEHICLE, seconds=10))
    assert len(began) == len(ended) == expected
    assert all(event.track is TrackClass.VEHICLE for event in began)


def test_a_person_who_stands_is_no_stopped_vehicle():
    drawn = Drawn(comes_and_stands(4, 30, 160, 30, PERSON))
    assert run(drawn, 30, stage(StageKind.STOPPED_VEHICLE, seconds=5))[2] == []


def test_a_parked_car_that_leaves_is_no_stopped_vehicle():
    def things(t):
        return [(160 + max(0, t - 8) * 60, 140, CAR, 30)]

    assert run(Drawn(things), 30, stage(StageKind.STOPPED_VEHICLE, seconds=5))[2] == []


@pytest.mark.parametrize(("left_to_right", "expected"), [(True, 0), (False, 1)])
def test_wrong_way_is_against_the_arrow(left_to_right, expected):
    arrow = (*ZONE, (0.3, 0.5), (0.7, 0.5))
    drawn = Drawn(crossing(5, 60, 120, CAR, left_to_right=left_to_right))
    *_, began, ended = run(drawn, 18, stage(StageKind.WRONG_WAY, points=arrow))
    assert len(began) == len(ended) == expected


def test_a_queue_counts_those_that_stand():
    def things(t):
        return [part for n in range(4) for part in comes_and_stands(4 + 3 * n, 60, 220 - 52 * n, 30, CAR)(t)]

    whole = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))
    _, seen, began, _ = run(Drawn(things), 32, stage(StageKind.QUEUE, points=whole, vehicles=3, seconds=5))
    assert len(began) == 1
    assert began[0].value >= 3
    notes = [n.value for s in seen for n in s.overlay.notes if n.stage == "queue"]
    assert max(notes) == 4


@pytest.mark.parametrize(("number", "expected"), [(24, 1), (2, 0)])
def test_a_crowd_is_where_people_cover_much_of_the_zone(number, expected):
    def things(t):
        spots = [(90 + 23 * (n % 8), 80 + 32 * (n // 8)) for n in range(number)]
        return [(x - 200 + min(200, 40 * max(0, t - 4)), y, (13, 26), 30 + x % 25) for x, y in spots]

    *_, began, _ = run(Drawn(things), 30, stage(StageKind.CROWD, density=45, seconds=4))
    assert len(began) == expected


def carried(t, *, leaves):
    """Somebody walks in with a bag or without, stops in the middle and goes on; a bag lies there after or
    before that."""
    walker = comes_and_stands(4, 30, 160, 11, PERSON)(t)
    there = t >= 10.5 if leaves else t < 10.5
    return [(172, 140, BAG, 35), *walker] if there else walker


def test_what_is_put_down_is_left_and_nothing_is_taken():
    stages = [stage(StageKind.OBJECT_LEFT, seconds=8), stage(StageKind.OBJECT_TAKEN, seconds=8)]
    *_, began, _ = run(Drawn(lambda t: carried(t, leaves=True)), 35, *stages)
    assert [event.kind for event in began] == [StageKind.OBJECT_LEFT]
    assert 10 <= at(began[0])[0] <= 16


def test_what_is_carried_away_is_taken_and_nothing_is_left():
    stages = [stage(StageKind.OBJECT_LEFT, seconds=8), stage(StageKind.OBJECT_TAKEN, seconds=8)]
    *_, began, ended = run(Drawn(lambda t: carried(t, leaves=False)), 60, *stages)
    assert [event.kind for event in began] == [StageKind.OBJECT_TAKEN]
    assert len(ended) == 1


def test_a_line_counts_classes_and_directions():
    line = Stage("L1", StageKind.LINE, points=((0.5, 0.05), (0.5, 0.95)), options=(("events", 1.0),))

    def things(t):
        return [
            *crossing(5, 60, 60, CAR)(t),
            *crossing(12, 60, 60, CAR, left_to_right=False)(t),
            *crossing(6, 18, 120, PERSON)(t),
            *crossing(9, 18, 160, PERSON)(t),
        ]

    pipeline, seen, began, ended = run(Drawn(things), 30, line)
    # A line drawn downwards has the left of the picture on its right.
    counts = {each.kind: (each.forward, each.backward) for each in pipeline.counts()[0].today}
    assert counts == {TrackClass.VEHICLE: (1, 1), TrackClass.PERSON: (0, 2)}
    assert (seen[-1].overlay.lines[0].forward, seen[-1].overlay.lines[0].backward) == (1, 3)
    assert [event.detail for event in began].count("backward") == 3
    assert began == ended


def test_a_pipeline_goes_on_from_the_counts_of_the_one_before():
    line = Stage("L1", StageKind.LINE, points=((0.5, 0.05), (0.5, 0.95)))
    first, *_ = run(Drawn(crossing(5, 60, 60, CAR)), 12, line)
    second, *_ = run(Drawn(crossing(25, 60, 60, CAR)), 15, line, since=18, counted=first.counts())
    assert [(each.kind, each.backward) for each in second.counts()[0].today] == [(TrackClass.VEHICLE, 2)]


NIGHT = "22:00-06:00"


@pytest.mark.parametrize(
    ("hour", "minute", "inside"),
    [(21, 59, False), (22, 0, True), (23, 59, True), (0, 0, True), (5, 59, True), (6, 0, False)],
)
def test_a_schedule_over_midnight_goes_by_the_site_s_clock(hour, minute, inside):
    lima = dt.timezone(dt.timedelta(hours=-5))
    moment = int(dt.datetime(2026, 3, 13, hour, minute, tzinfo=lima).timestamp() * 1000)
    assert holds(NIGHT, moment, lima) is inside


@pytest.mark.parametrize("schedule", ["", "nonsense", "25", "8-9"])
def test_a_schedule_that_is_not_understood_watches_always(schedule):
    assert holds(schedule, START, dt.UTC)


def test_an_intrusion_outside_its_hours_is_none():
    hour = dt.datetime.fromtimestamp(START / 1000, dt.UTC).hour
    other = f"{(hour + 2) % 24:02}:00-{(hour + 3) % 24:02}:00"
    zone = Stage("i", StageKind.INTRUSION, points=ZONE, schedule=other)
    assert run(Drawn(crossing(5, 20, 120, PERSON)), 20, zone)[2] == []


def test_a_stage_that_is_switched_off_sees_nothing():
    off = Stage("m", StageKind.MOTION, enabled=False)
    assert run(Drawn(crossing(5, 60, 120, CAR)), 10, off)[2] == []
