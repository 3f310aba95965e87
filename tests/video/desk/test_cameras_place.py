"""A place as an operator types it."""

import pytest

from video.desk.cameras_place import place_of


@pytest.mark.parametrize(
    "typed",
    [
        "-12.04637, -77.04279",
        "-12.04637,-77.04279",
        " -12.04637 -77.04279 ",
        "-12.04637; -77.04279",
        "-12,04637 -77,04279",
        "-12,04637, -77,04279",
        "-12,04637;-77,04279",
        "\u221212.04637, \u221277.04279",
    ],
)
def test_latitude_and_longitude_as_people_write_them(typed):
    assert place_of(typed) == (-12.04637, -77.04279)


@pytest.mark.parametrize(
    "typed", ["plaza", "-12.04637", "-12,04637", "1 2 3", "nan, nan", "1e3, 4.0", "12.5,"]
)
def test_what_is_no_place_or_may_be_two(typed):
    with pytest.raises(ValueError, match=typed):
        place_of(typed)


def test_nothing_typed_is_no_place():
    assert place_of("  ") is None
