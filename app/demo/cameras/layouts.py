"""What each kind of simulated place looks like, who goes where in it, and where its counting lines lie."""

from __future__ import annotations

import enum
from collections.abc import Callable
from dataclasses import dataclass

from app.demo.cameras.movers import Route
from app.demo.cameras.optics import Eye, Ground
from app.demo.cameras.scenery import Canvas
from app.domain.video.cameras import Point
from app.domain.video.stages import TrackClass


class SceneKind(enum.StrEnum):
    AVENUE = "avenue"
    STREET = "street"
    MARKET = "market"
    PLAZA = "plaza"
    SEAFRONT = "seafront"
    BRIDGE = "bridge"
    STADIUM = "stadium"
    HARBOUR = "harbour"


_EYE = Eye()


@dataclass(frozen=True, slots=True)
class Line:
    """A counting line in the picture, both ends 0 to 1 across and down."""

    id: str
    first: Point
    last: Point


@dataclass(frozen=True, slots=True)
class Layout:
    """A place: `posts` hide what passes behind; in the `zone` (0 to 1) people gather and things are left."""

    paint: Callable[[Canvas], None]
    routes: tuple[Route, ...]
    lines: tuple[Line, ...]
    posts: tuple[Ground, ...]
    zone: tuple[Point, ...]
    middle: Ground
    """The middle of the zone on the ground."""
    eye: Eye = _EYE


_ASPHALT: tuple[tuple[float, float, float], tuple[float, float, float]] = ((112, 110, 108), (58, 54, 52))
_PAVING: tuple[tuple[float, float, float], tuple[float, float, float]] = ((150, 152, 154), (76, 72, 70))
_WATER: tuple[tuple[float, float, float], tuple[float, float, float]] = ((168, 142, 104), (92, 66, 46))
_AWNINGS = ((60, 70, 190), (70, 160, 220), (120, 150, 70), (150, 120, 60), (90, 90, 200), (80, 180, 200))
_FAR, _NEAR = 75.0, 9.5


def _walks(*ways: tuple[float, float], a_minute: float, far: float = _FAR) -> tuple[Route, ...]:
    """People to and fro along lanes: at x from the camera when going away, at the second x coming near."""
    away = [Route(TrackClass.PERSON, (x, _NEAR), (x, far), a_minute, 1.35, 0.4) for x, _ in ways]
    near = [Route(TrackClass.PERSON, (x, far), (x, _NEAR), a_minute, 1.35, 0.4) for _, x in ways]
    return (*away, *near)


def _drives(*lanes: float, a_minute: float, speed: float, far: float = 110.0) -> tuple[Route, ...]:
    """Cars keep to the right: away in lanes with x over 0, towards the camera in the others."""
    return tuple(
        Route(TrackClass.VEHICLE, (x, 5.0 if x > 0 else far), (x, far if x > 0 else 5.0), a_minute, speed)
        for x in lanes
    )


def _rides(x: float, a_minute: float) -> tuple[Route, ...]:
    there = Route(TrackClass.TWO_WHEELER, (x, 7.0), (x, 90.0), a_minute, 5.0, 0.2)
    back = Route(TrackClass.TWO_WHEELER, (-x, 90.0), (-x, 7.0), a_minute, 5.0, 0.2)
    return (there, back)


def _across(z: float, a_minute: float) -> tuple[Route, ...]:
    half = 0.75 * z
    return (
        Route(TrackClass.PERSON, (-half, z), (half, z), a_minute, 1.3, 0.3),
        Route(TrackClass.PERSON, (half, z + 2.2), (-half, z + 2.2), a_minute, 1.3, 0.3),
    )


def _street(canvas: Canvas) -> None:
    canvas.sky()
    canvas.skyline(120.0, 8.0, 22.0)
    canvas.ground(*_PAVING)
    canvas.strip(-5.4, 5.4, 6.0, 110.0, *_ASPHALT)
    for side in (-1.0, 1.0):
        canvas.wall(side * 10.2, 9.0, 100.0)
        canvas.strip(side * 5.4 - 0.12, side * 5.4 + 0.12, 6.0, 110.0, (176, 176, 176), (96, 92, 90))
    canvas.dashes(0.0, 9.0, 100.0)
    canvas.zebra(26.0, 29.0, 5.4)
    for z in (56.0, 34.0, 15.5):
        canvas.lamp(-6.0, z)
        canvas.lamp(6.0, z + 6.0)


def _avenue(canvas: Canvas) -> None:
    canvas.sky()
    canvas.skyline(130.0, 10.0, 26.0)
    canvas.ground(*_PAVING)
    canvas.strip(-9.6, 9.6, 6.0, 120.0, *_ASPHALT)
    canvas.strip(-1.2, 1.2, 6.0, 120.0, (96, 140, 104), (46, 62, 50))
    for side in (-1.0, 1.0):
        canvas.wall(side * 15.0, 12.0, 110.0)
        canvas.dashes(side * 5.4, 9.0, 110.0)
    for z in (70.0, 44.0, 24.0):
        canvas.tree(0.0, z)
        canvas.lamp(-10.2, z)
        canvas.lamp(10.2, z)


def _market(canvas: Canvas) -> None:
    canvas.sky()
    canvas.skyline(62.0, 7.0, 12.0)
    canvas.ground(*_PAVING)
    canvas.strip(-5.4, 5.4, 6.0, 60.0, *_ASPHALT)
    for z in (13.0, 16.0, 20.0, 26.0):
        canvas.band(z, z + 0.2, (132, 134, 136), (62, 58, 56))
    for number, awning in enumerate(_AWNINGS):
        canvas.stall(-24.0 + 3.9 * number + (20.0 if number > 2 else 0.0), 34.0, awning)
    for x in (-8.4, -19.0, 8.4, 19.0):
        canvas.lamp(x, 30.0)


def _plaza(canvas: Canvas) -> None:
    canvas.sky()
    canvas.skyline(85.0, 8.0, 16.0)
    canvas.ground(*_PAVING)
    for z in (14.0, 18.0, 24.0, 34.0, 50.0):
        canvas.band(z, z + 0.25, (128, 130, 132), (66, 62, 60))
    for x in (-30.0, -20.0, 20.0, 30.0):
        canvas.tree(x, 52.0)
    canvas.basin(0.0, 42.0, 8.0, (196, 192, 186), (116, 108, 102))
    canvas.basin(0.0, 42.0, 7.0, (214, 190, 140), (150, 120, 70))
    for x in (-12.0, 12.0):
        canvas.lamp(x, 40.0)


def _seafront(canvas: Canvas) -> None:
    canvas.sky()
    canvas.skyline(400.0, 10.0, 40.0, lit=0.4)
    canvas.ground(*_PAVING)
    canvas.band(44.0, 390.0, *_WATER)
    canvas.railing(43.0)
    for x in (-24.0, -8.0, 8.0, 24.0):
        canvas.lamp(x, 41.0)


def _bridge(canvas: Canvas) -> None:
    _seafront(canvas)
    arch = [(x, 150.0, 16.0 - 0.0045 * x * x) for x in map(float, range(-60, 61, 6))]
    canvas.stroke(arch, 1.4, (150, 146, 140), (104, 98, 94))
    canvas.stroke([(-110.0, 150.0, 4.0), (110.0, 150.0, 4.0)], 1.6, (140, 136, 130), (96, 92, 88))
    for x, _, up in arch:
        canvas.stroke([(x, 150.0, 4.0), (x, 150.0, max(4.0, up))], 0.3, (150, 146, 140), (96, 92, 90))


def _stadium(canvas: Canvas) -> None:
    canvas.sky()
    canvas.house((-60.0, 78.0), (60.0, 78.0), 16.0, lit=0.5)
    canvas.ground(*_PAVING)
    for z in (13.0, 17.0, 22.0, 30.0, 44.0):
        canvas.band(z, z + 0.2, (128, 130, 132), (66, 62, 60))
    for x in (-16.0, -6.0, 6.0, 16.0):
        canvas.lamp(x, 48.0)


def _harbour(canvas: Canvas) -> None:
    canvas.sky()
    canvas.skyline(400.0, 6.0, 20.0, lit=0.2)
    canvas.ground(*_ASPHALT)
    canvas.band(60.0, 390.0, *_WATER)
    for x in (-38.0, 10.0):
        for foot in (0.0, 14.0):
            canvas.stroke([(x + foot, 90.0, 0.0), (x + foot, 90.0, 24.0)], 1.0, (150, 140, 130), (96, 90, 86))
        canvas.stroke([(x - 10.0, 90.0, 24.0), (x + 26.0, 90.0, 24.0)], 1.2, (150, 140, 130), (96, 90, 86))
    for number, paint in enumerate(_AWNINGS):
        x, dark = -26.0 + 9.0 * number, (paint[0] * 0.5, paint[1] * 0.5, paint[2] * 0.5)
        canvas.face([(x, 52, 0), (x + 7, 52, 0), (x + 7, 52, 2.6), (x, 52, 2.6)], paint, dark)
    for x in (-20.0, 20.0):
        canvas.lamp(x, 44.0)


_OVER_THE_ROAD = (Line("L1", (0.03, 0.79), (0.97, 0.75)),)
_PROMENADE = (Line("L1", (0.06, 0.84), (0.94, 0.74)),)
_WIDE_PROMENADE = (Line("L1", (0.0, 0.84), (0.94, 0.74)),)
"""Where people walk near the left side of the picture: the line begins there."""
_OPEN_ZONE = ((0.28, 0.62), (0.72, 0.62), (0.80, 0.82), (0.20, 0.82))
_STREET_ZONE = ((0.36, 0.56), (0.64, 0.56), (0.70, 0.72), (0.30, 0.72))
_STREET_POSTS = ((-6.0, 15.5), (6.0, 21.5), (-6.0, 34.0), (6.0, 40.0))

LAYOUTS: dict[SceneKind, Layout] = {
    SceneKind.STREET: Layout(
        _street,
        _walks((-8.4, -7.0), (8.4, 7.0), a_minute=1.6)
        + _drives(-2.6, 2.6, a_minute=4.0, speed=8.5)
        + _rides(4.6, 1.2)
        + _across(27.5, 0.8),
        _OVER_THE_ROAD,
        _STREET_POSTS,
        _STREET_ZONE,
        (0.0, 25.0),
    ),
    SceneKind.AVENUE: Layout(
        _avenue,
        _drives(-7.4, -3.4, 3.4, 7.4, a_minute=5.0, speed=11.0) + _rides(9.0, 1.0),
        (Line("L1", (0.02, 0.70), (0.98, 0.70)),),
        ((-10.2, 24.0), (10.2, 24.0), (-10.2, 44.0), (10.2, 44.0)),
        _STREET_ZONE,
        (5.4, 30.0),
    ),
    SceneKind.MARKET: Layout(
        _market,
        _walks((-8.6, -7.2), (8.6, 7.2), a_minute=1.4)
        + _drives(2.6, a_minute=1.5, speed=5.0, far=58.0)
        + _across(28.0, 2.0),
        _OVER_THE_ROAD,
        ((-8.4, 30.0), (8.4, 30.0)),
        _STREET_ZONE,
        (0.0, 24.0),
    ),
    SceneKind.PLAZA: Layout(
        _plaza,
        _across(30.0, 2.0) + _walks((-7.2, -5.8), (7.2, 5.8), a_minute=1.5),
        _WIDE_PROMENADE,
        ((-12.0, 40.0), (12.0, 40.0)),
        _OPEN_ZONE,
        (0.0, 21.0),
    ),
    SceneKind.SEAFRONT: Layout(
        _seafront,
        (
            *_walks((-4.6, -6.5), (7.0, 5.0), a_minute=1.6, far=41.0),
            Route(TrackClass.TWO_WHEELER, (0.0, _NEAR), (0.0, 41.0), 1.0, 4.5, 0.3),
        ),
        _PROMENADE,
        ((-8.0, 41.0), (8.0, 41.0)),
        _OPEN_ZONE,
        (0.0, 22.0),
    ),
    SceneKind.BRIDGE: Layout(
        _bridge,
        _walks((5.5, -5.5), a_minute=0.9, far=41.0),
        _PROMENADE,
        ((-8.0, 41.0), (8.0, 41.0)),
        _OPEN_ZONE,
        (0.0, 22.0),
    ),
    SceneKind.STADIUM: Layout(
        _stadium,
        _across(46.0, 2.0) + _walks((-7.2, -5.8), a_minute=1.4),
        _WIDE_PROMENADE,
        ((-6.0, 48.0), (6.0, 48.0)),
        _OPEN_ZONE,
        (0.0, 22.0),
    ),
    SceneKind.HARBOUR: Layout(
        _harbour,
        _across(40.0, 0.4) + _drives(-3.0, a_minute=0.3, speed=5.0, far=50.0),
        _PROMENADE,
        ((-20.0, 44.0), (20.0, 44.0)),
        _OPEN_ZONE,
        (0.0, 24.0),
    ),
}  # fmt: skip
