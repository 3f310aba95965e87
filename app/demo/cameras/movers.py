"""Who walks and drives through a simulated street: a pure function of seed and time, so truth is known."""

from __future__ import annotations

import functools
import math
from collections.abc import Iterator
from dataclasses import dataclass

from app.demo.cameras.optics import Eye, Ground
from app.domain.video.cameras import Point
from app.domain.video.stages import TrackClass

_MIX = (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
_WORD = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Route:
    """A straight way over the ground (metres) that movers of one kind take, `a_minute` on the average."""

    kind: TrackClass
    start: Ground
    end: Ground
    a_minute: float
    speed: float
    """m/s; each mover's own differs a little."""
    spread_m: float = 0.0
    """How far to either side of the way they may keep."""

    @property
    def length(self) -> float:
        return math.dist(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Mover:
    """One that sets out at `began` (seconds) along its way and goes on at its speed."""

    route: Route
    began: float
    speed: float
    aside: float
    """Metres to the left of the way."""
    looks: int
    """From which colours and builds are chosen."""

    @property
    def gone(self) -> float:
        """When it reaches the end of its way, seconds."""
        return self.began + self.route.length / self.speed

    def place(self, t: float) -> Ground:
        """Its foot on the ground at `t`."""
        return self._along((t - self.began) * self.speed)

    def heading(self) -> Ground:
        """Its direction as a vector of length 1."""
        (x0, z0), (x1, z1), length = self.route.start, self.route.end, self.route.length
        return (x1 - x0) / length, (z1 - z0) / length

    def _along(self, metres: float) -> Ground:
        right, away = self.heading()
        x, z = self.route.start
        return x + right * metres - away * self.aside, z + away * metres + right * self.aside

    def crossing(self, first: Ground, last: Ground) -> tuple[float, bool] | None:
        """When its foot crosses the line between two points of the ground, and whether forward: from the
        left to the right of the line for one who looks from its first point to its last, as drawn in the
        picture, which is from far to near along a line drawn from left to right."""
        x, z = self._along(0.0)
        right, away = self.heading()
        line = (last[0] - first[0], last[1] - first[1])
        turn = right * line[1] - away * line[0]
        if abs(turn) < 1e-9:
            return None
        to = (first[0] - x, first[1] - z)
        metres = (to[0] * line[1] - to[1] * line[0]) / turn
        share = (to[0] * away - to[1] * right) / turn
        if not (0.0 <= share <= 1.0 and 0.0 <= metres <= self.route.length):
            return None
        return self.began + metres / self.speed, turn > 0.0


@functools.lru_cache(maxsize=8192)
def _mover(route: Route, seed: int, number: int, slot: int) -> Mover:
    """The one that sets out in a route's slot; each slot has its own moment, far enough from the next."""
    period = 60.0 / route.a_minute
    chance = [_chance(seed, number, slot, salt) for salt in range(4)]
    return Mover(
        route,
        began=(slot + 0.7 * chance[0]) * period,
        speed=route.speed * (0.93 + 0.14 * chance[1]),
        aside=route.spread_m * (2.0 * chance[2] - 1.0),
        looks=int(chance[3] * (1 << 30)),
    )


def movers(routes: tuple[Route, ...], seed: int, since: float, until: float) -> Iterator[Mover]:
    """All that are on their way at some moment from `since` to `until`."""
    for number, route in enumerate(routes):
        period = 60.0 / route.a_minute
        longest = route.length / (route.speed * 0.93)
        for slot in range(math.floor((since - longest) / period) - 1, math.floor(until / period) + 1):
            found = _mover(route, seed, number, slot)
            if found.began <= until and found.gone >= since:
                yield found


def ground_line(eye: Eye, first: Point, last: Point) -> tuple[Ground, Ground]:
    """A line of the picture (0 to 1) as it lies on the ground."""
    return eye.ground(*first), eye.ground(*last)


def _chance(*words: int) -> float:
    """A number from 0 to 1 that looks random (SplitMix64)."""
    state = 0
    for word in words:
        state = (state ^ (word & _WORD)) + _MIX[0] & _WORD
        state = (state ^ state >> 30) * _MIX[1] & _WORD
        state = (state ^ state >> 27) * _MIX[2] & _WORD
        state ^= state >> 31
    return state / (1 << 64)
