"""What a programme comes to in a night, also where the sun does not do as usual."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from app.domain.lighting.nights import night
from app.domain.lighting.plan import Anchor, Programme, Step
from app.domain.lighting.programmes import levels_of
from app.domain.lighting.sunlight import NightSun, dark_ms
from tests.domain.lighting.plans import BY_CLOCK, DATES, HALF_NIGHT, LIMA, STEPS, ZONES, at, by_clock

DATE = dt.date(2026, 3, 13)
TONIGHT = night(DATE, LIMA)
USUAL = NightSun(at("2026-03-13T18:23", LIMA), at("2026-03-14T06:12", LIMA))
MIDNIGHT_SUN = NightSun(None, None)
POLAR_NIGHT = NightSun(None, None, up_at_noon=False)


def said(programme: Programme, sun: NightSun | None = USUAL) -> list[tuple[str, float]] | None:
    """The levels as `HH:MM` and per cent."""
    levels = levels_of(programme, TONIGHT, sun, LIMA)
    if levels is None:
        return None
    return [(f"{dt.datetime.fromtimestamp(one.at / 1000, LIMA):%H:%M}", one.level) for one in levels]


def test_steps_stand_in_the_order_of_their_times():
    assert said(HALF_NIGHT) == [("18:23", 100.0), ("23:00", 60.0), ("05:00", 100.0), ("06:12", 0.0)]
    turned = Programme("t", "t", tuple(reversed(HALF_NIGHT.steps)))
    assert said(turned) == said(HALF_NIGHT)


def test_steps_follow_the_sun_by_their_offset():
    early = Programme("e", "e", (Step(Anchor.SUNSET, -30, 80.0), Step(Anchor.SUNRISE, 15, 0.0)))
    assert said(early) == [("17:53", 80.0), ("06:27", 0.0)]


def test_of_two_steps_at_the_same_time_the_later_in_the_list_holds():
    assert said(by_clock(("22:00", 50.0), ("22:00", 70.0))) == [("22:00", 70.0)]


def test_an_offset_never_leaves_the_night():
    wide = Programme("w", "w", (Step(Anchor.SUNSET, -720, 80.0), Step(Anchor.SUNRISE, 720, 0.0)))
    assert said(wide) == [("12:00", 80.0), ("12:00", 0.0)]
    levels = levels_of(wide, TONIGHT, USUAL, LIMA) or ()
    assert (levels[0].at, levels[-1].at) == (TONIGHT.start, TONIGHT.end)


def test_where_the_sun_never_sets_the_lamps_stay_off():
    assert said(HALF_NIGHT, MIDNIGHT_SUN) == [("12:00", 0.0)]
    assert said(BY_CLOCK, MIDNIGHT_SUN) == [("18:00", 100.0), ("06:00", 0.0)]


def test_where_the_sun_never_rises_they_burn_from_noon_to_noon():
    assert said(HALF_NIGHT, POLAR_NIGHT) == [
        ("12:00", 100.0),
        ("23:00", 60.0),
        ("05:00", 100.0),
        ("12:00", 0.0),
    ]


def test_without_the_sun_or_without_steps_nothing_is_wanted():
    assert said(HALF_NIGHT, None) is None
    assert said(BY_CLOCK, None) is not None
    assert said(Programme("empty", "", ())) is None


def test_how_long_a_night_is_dark():
    hour = 3_600_000
    assert dark_ms(TONIGHT, USUAL) == USUAL.sunrise - USUAL.sunset
    assert dark_ms(TONIGHT, MIDNIGHT_SUN) == 0
    assert dark_ms(TONIGHT, POLAR_NIGHT) == 24 * hour
    no_dawn = NightSun(TONIGHT.end - hour, None)
    assert dark_ms(TONIGHT, no_dawn) == hour
    far_from_its_zone = NightSun(TONIGHT.start + 20 * hour, TONIGHT.start + 8 * hour, up_at_noon=False)
    assert dark_ms(TONIGHT, far_from_its_zone) == 12 * hour


@st.composite
def suns(draw, whole):
    moments = st.integers(whole.start, whole.end - 1)
    return NightSun(draw(st.none() | moments), draw(st.none() | moments), draw(st.booleans()))


@given(st.data(), ZONES, DATES, st.lists(STEPS, min_size=1, max_size=8))
def test_any_steps_give_levels_in_order_inside_the_night(data, zone, date, steps):
    whole = night(date, zone)
    levels = levels_of(Programme("p", "p", tuple(steps)), whole, data.draw(suns(whole)), zone)
    assert levels
    times = [one.at for one in levels]
    assert times == sorted(set(times))
    assert whole.start <= times[0] <= times[-1] <= whole.end
    assert {one.level for one in levels} <= {step.level for step in steps} | {0.0}
