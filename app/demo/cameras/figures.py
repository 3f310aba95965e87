"""Draws walkers, riders, cars and things at their place in the picture, as large as they are far."""

from __future__ import annotations

import functools
import math

import cv2
import numpy as np
from numpy.typing import NDArray

from app.demo.cameras.movers import Mover
from app.demo.cameras.optics import Eye, Ground
from app.domain.video.stages import TrackClass

Image = NDArray[np.uint8]
"""(360, 640, 3) BGR."""
Corners = NDArray[np.int32]
"""(N, 2) pixels across and down."""
Colour = tuple[float, float, float]

_CLOTHES: tuple[Colour, ...] = (
    (104, 84, 66), (150, 148, 146), (96, 120, 150), (178, 178, 172), (70, 62, 58), (120, 96, 84),
    (84, 92, 138), (140, 132, 110), (66, 78, 72), (190, 170, 150),
)  # fmt: skip
_TROUSERS: tuple[Colour, ...] = ((70, 58, 50), (92, 92, 92), (54, 58, 70), (110, 96, 84))
_PAINT: tuple[Colour, ...] = (
    (208, 208, 206), (58, 52, 130), (64, 60, 58), (150, 150, 154), (120, 84, 56), (44, 44, 46),
    (96, 124, 160),
)  # fmt: skip
_SKIN: Colour = (112, 138, 176)
_GLASS: Colour = (70, 60, 52)
_STRIDE_M = 1.5
_ARMS_FROM_PX = 16.0
"""Of a metre: farther away arms are too small to be seen."""
_HEADLIGHT, _TAIL_LIGHT = (200.0, 240.0, 255.0), (40.0, 40.0, 225.0)
_HEADLIGHTS_BELOW = 0.5
"""Of daylight."""


class Figures:
    """Draws into one picture after another; `daylight` goes from 0 (night) to 1."""

    def __init__(self, eye: Eye) -> None:
        self._eye = eye

    def mover(self, image: Image, mover: Mover, t: float, daylight: float) -> None:
        place = mover.place(t)
        if mover.route.kind is TrackClass.VEHICLE:
            self.car(image, place, mover.heading(), mover.looks, daylight)
        elif mover.route.kind is TrackClass.TWO_WHEELER:
            self.rider(image, place, mover.heading(), mover.looks, daylight)
        else:
            phase = (t - mover.began) * mover.speed / _STRIDE_M * 2.0 * math.pi
            self.person(image, place, phase, mover.looks, daylight)

    def person(self, image: Image, place: Ground, phase: float, looks: int, daylight: float) -> None:
        """A walker; `phase` (radians) of the gait moves legs and arms, a constant one stands."""
        x, z = place
        size = 0.92 + 0.16 * (looks % 97) / 97.0
        px = self._eye.scale(z) * size
        u, v = self._eye.spot(x, z)
        swing, lift = math.sin(phase), abs(math.cos(phase)) * 0.03
        shade = _shade(daylight)
        cloth = _lit(_CLOTHES[looks % len(_CLOTHES)], shade)
        trousers = _lit(_TROUSERS[looks // 16 % len(_TROUSERS)], shade)
        hip = v - (0.86 + lift) * px
        _shadow(image, u, v, 0.34 * px, daylight)
        leg = max(1, round(0.17 * px))
        for side in (swing, -swing):
            _line(image, (u, hip), (u + 0.26 * side * px, v), trousers, leg)
        shoulder = v - (1.42 + lift) * px
        _line(image, (u, hip), (u, shoulder), cloth, max(2, round(0.40 * px)))
        for side in (swing, -swing) if px > _ARMS_FROM_PX else ():
            _line(image, (u, shoulder), (u + 0.24 * side * px, hip), cloth, max(1, round(0.12 * px)))
        _disc(image, (u, v - (1.62 + lift) * px), 0.13 * px, _lit(_SKIN, shade))

    def rider(self, image: Image, place: Ground, heading: Ground, looks: int, daylight: float) -> None:
        """A two-wheeler; seen from the side both wheels, from ahead one behind the other."""
        (x, z), (right, away) = place, heading
        shade = _shade(daylight)
        ends = [self._eye.spot(x + right * side, max(1.0, z + away * side), 0.33) for side in (-0.55, 0.55)]
        px = self._eye.scale(z)
        u, v = self._eye.spot(x, z)
        _shadow(image, u, v, 0.5 * px, daylight)
        dark = _lit((48, 46, 44), shade)
        for across, down in ends:
            axes = (max(1, round((0.08 + 0.25 * abs(right)) * px)), max(1, round(0.33 * px)))
            cv2.ellipse(image, (round(across), round(down)), axes, 0, 0, 360, dark, -1, cv2.LINE_AA)
        paint = _lit(_PAINT[looks % len(_PAINT)], shade)
        _line(image, ends[0], ends[1], paint, max(2, round(0.22 * px)))
        seat, shoulder = v - 0.8 * px, v - 1.38 * px
        lean = 0.12 * right * px
        cloth = _lit(_CLOTHES[looks // 8 % len(_CLOTHES)], shade)
        _line(image, (u, seat), (u + 0.15 * right * px, v - 0.25 * px), cloth, max(1, round(0.2 * px)))
        _line(image, (u, seat), (u + lean, shoulder), cloth, max(2, round(0.42 * px)))
        _disc(image, (u + 1.4 * lean, v - 1.6 * px), 0.15 * px, paint)
        if daylight < _HEADLIGHTS_BELOW:
            lamp = _HEADLIGHT if away < 0.0 else _TAIL_LIGHT
            _disc(image, (u + 0.5 * right * px, v - 0.75 * px), 0.12 * px, lamp)

    def car(self, image: Image, place: Ground, heading: Ground, looks: int, daylight: float) -> None:
        """A box on four wheels with a cabin on top, 4.2 by 1.75 by 1.45 m."""
        shade = _shade(daylight)
        paint = _lit(_PAINT[looks % len(_PAINT)], shade)
        body = self._box(place, heading, (2.1, 0.88), (0.22, 0.85), 0.0)
        cabin = self._box(place, heading, (1.15, 0.76), (0.85, 1.45), -0.25)
        floor = self._box(place, heading, (2.15, 0.92), (0.0, 0.25), 0.0)
        _hull(image, floor, _lit((30, 28, 26), shade))
        _hull(image, body, paint)
        _hull(image, cabin, _lit(_GLASS, shade))
        _hull(image, cabin[4:], _lit(paint, 0.95))
        self._lights(image, place, heading, daylight)

    def _box(
        self, place: Ground, heading: Ground, half: tuple[float, float], levels: Ground, shift: float
    ) -> Corners:
        """The eight corners of a box on the ground in the picture, lower four first."""
        (x, z), (right, away) = place, heading
        corners = []
        for up in levels:
            for along, aside in ((-1.0, -1.0), (-1.0, 1.0), (1.0, 1.0), (1.0, -1.0)):
                a, b = shift + along * half[0], aside * half[1]
                corners.append(self._eye.spot(x + right * a - away * b, z + away * a + right * b, up))
        return np.array(corners).round().astype(np.int32)

    def _lights(self, image: Image, place: Ground, heading: Ground, daylight: float) -> None:
        (x, z), (right, away) = place, heading
        towards = away < 0.0
        end = 2.1 if towards else -2.1
        on = daylight < _HEADLIGHTS_BELOW
        colour: Colour = (_HEADLIGHT if towards else _TAIL_LIGHT) if on else (150, 150, 160)
        for aside in (-0.62, 0.62):
            fx, fz = x + right * end - away * aside, z + away * end + right * aside
            spot, px = self._eye.spot(fx, fz, 0.62), self._eye.scale(fz)
            if on and towards:
                _glow(image, spot, 0.75 * px)
            _disc(image, spot, 0.13 * px, colour)

    def bag(self, image: Image, place: Ground, daylight: float) -> None:
        """A suitcase that somebody left."""
        u, v = self._eye.spot(*place)
        px, shade = self._eye.scale(place[1]), _shade(daylight)
        corners = [
            (u - 0.34 * px, v),
            (u + 0.34 * px, v),
            (u + 0.3 * px, v - 0.55 * px),
            (u - 0.3 * px, v - 0.55 * px),
        ]
        _hull(image, np.array(corners).round().astype(np.int32), _lit((40, 44, 96), shade))
        _line(
            image,
            (u - 0.12 * px, v - 0.62 * px),
            (u + 0.12 * px, v - 0.62 * px),
            _lit((30, 30, 34), shade),
            2,
        )

    def post(self, image: Image, place: Ground, daylight: float) -> None:
        """A lamp post, which hides what passes behind it."""
        x, z = place
        px = self._eye.scale(z)
        colour = _lit((86, 80, 76), 0.35 + 0.65 * daylight)
        _line(image, self._eye.spot(x, z), self._eye.spot(x, z, 7.0), colour, max(1, round(0.2 * px)))

    def fire(self, image: Image, place: Ground, t: float) -> None:
        """Flames that flicker, with smoke above."""
        u, v = self._eye.spot(*place)
        px = self._eye.scale(place[1])
        for number in range(4):
            rise = (t * 0.35 + number / 4.0) % 1.0
            grey = 120.0 - 30.0 * rise
            _disc(image, (u + 0.5 * px * math.sin(3 * t + number), v - (1.4 + 3.0 * rise) * px),
                  (0.4 + 0.6 * rise) * px, (grey, grey, grey))  # fmt: skip
        for number in range(5):
            tall = 0.9 + 0.5 * math.sin(t * (11.0 + 2.3 * number) + number)
            base = u + (number - 2) * 0.3 * px
            colour = (20.0, 90.0 + 30.0 * number, 250.0)
            tip = (base, v - tall * px)
            corners = [(base - 0.25 * px, v), (base + 0.25 * px, v), tip]
            _hull(image, np.array(corners).round().astype(np.int32), colour)

    def water(self, image: Image, place: Ground, t: float) -> None:
        """A jet out of the road, and the pool around it."""
        u, v = self._eye.spot(*place)
        px = self._eye.scale(place[1])
        pool = (round(4.2 * px), round(1.1 * px))
        cv2.ellipse(image, (round(u), round(v)), pool, 0, 0, 360, (136, 112, 84), -1, cv2.LINE_AA)
        for number in range(14):
            flown = (t * 1.4 + number / 14.0) % 1.0
            reach = (number % 7 - 3) * 0.55 * flown
            up = 3.4 * (flown - flown * flown) * 2.0
            _disc(image, (u + reach * px, v - up * px), 0.11 * px, (214, 206, 196))


def _shade(daylight: float) -> float:
    """By night street lamps still light what moves."""
    return 0.62 + 0.38 * daylight


def _lit(colour: Colour, shade: float) -> Colour:
    return (colour[0] * shade, colour[1] * shade, colour[2] * shade)


def _line(image: Image, start: Ground, end: Ground, colour: Colour, width: int) -> None:
    ends = (round(start[0]), round(start[1])), (round(end[0]), round(end[1]))
    cv2.line(image, *ends, colour, width, cv2.LINE_AA if width < 8 else cv2.LINE_8)


def _disc(image: Image, middle: Ground, radius: float, colour: Colour) -> None:
    cv2.circle(image, (round(middle[0]), round(middle[1])), max(1, round(radius)), colour, -1, cv2.LINE_AA)


def _hull(image: Image, corners: Corners, colour: Colour) -> None:
    cv2.fillConvexPoly(image, cv2.convexHull(corners), colour, cv2.LINE_AA)


def _shadow(image: Image, u: float, v: float, half: float, daylight: float) -> None:
    grey = 38.0 + 42.0 * daylight
    axes = (max(1, round(half)), max(1, round(half * 0.25)))
    cv2.ellipse(image, (round(u), round(v)), axes, 0, 0, 360, (grey, grey, grey), -1)


def _glow(image: Image, middle: Ground, radius: float) -> None:
    """Light around a lamp, added to what is there."""
    size = max(2, round(radius))
    left, top = round(middle[0]) - size, round(middle[1]) - size
    x0, y0 = max(0, left), max(0, top)
    x1, y1 = min(image.shape[1], left + 2 * size), min(image.shape[0], top + 2 * size)
    if x0 < x1 and y0 < y1:
        part = image[y0:y1, x0:x1]
        cv2.add(part, halo(size)[y0 - top : y1 - top, x0 - left : x1 - left], dst=part)


@functools.lru_cache(maxsize=256)
def halo(radius: int) -> Image:
    """Warm light that fades out over `radius` pixels, (2r, 2r, 3), to be added."""
    away = np.hypot(*np.mgrid[-radius:radius, -radius:radius]) / radius
    strength = np.clip(1.0 - away, 0.0, 1.0)[..., None] ** 2
    return np.asarray(strength * np.array([110.0, 150.0, 170.0]), np.uint8)
