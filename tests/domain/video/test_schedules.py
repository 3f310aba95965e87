"""A schedule as the minutes of a day."""

import pytest

from app.domain.video.schedules import DAY_MIN, minutes_of


@pytest.mark.parametrize(
    ("schedule", "count", "inside", "outside"),
    [
        ("22:00-06:00", 480, (0, 359, 1320, 1439), (360, 1319)),
        ("08:00-10:00; 9:30-11:00", 180, (480, 659), (479, 660)),
        ("nonsense, 12:00 - 12:01", 1, (720,), (719, 721)),
        ("07:00-07:00", DAY_MIN, (0, 419, 420, 1439), ()),
        ("", 0, (), (0, 1439)),
        ("00:00-24:00", DAY_MIN, (0, 1439), (1440,)),
        ("22:00-25:00, 08:75-09:00", 0, (), (1320, 1439, 0)),
        ("8-9", 0, (), (480,)),
    ],
)
def test_a_schedule_holds_from_its_first_minute_to_the_one_before_its_last(schedule, count, inside, outside):
    minutes = minutes_of(schedule)
    assert len(minutes) == count
    assert minutes.issuperset(inside)
    assert minutes.isdisjoint(outside)
