"""A simulated street before a camera: its pictures, and the truth of what crosses its lines.

Both are pure functions of kind, seed, weather, light and time, so that a counter can be held to the truth.
"""

from __future__ import annotations

import enum
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial

import cv2
import numpy as np

from app.demo.cameras.figures import Figures, Image
from app.demo.cameras.happenings import Amiss, Happening, draw_thing, spoiled, standing, wrong_way
from app.demo.cameras.layouts import LAYOUTS, Line, SceneKind
from app.demo.cameras.movers import Mover, ground_line, movers
from app.demo.cameras.optics import HEIGHT, WIDTH
from app.demo.cameras.scenery import Canvas
from app.domain.video.cameras import Point
from app.domain.video.stages import TrackClass

_SPAN_S = 4.0
"""Who is on the way is looked up once for so long."""
_NEAREST_M = 3.6
_TONES = 32
_GRAINS = 8


class Weather(enum.StrEnum):
    DRY = "dry"
    RAIN = "rain"


class Light(enum.StrEnum):
    DAY = "day"
    DUSK = "dusk"
    NIGHT = "night"


_Drawing = tuple[float, Callable[[Image], None]]
"""How far away it is, metres, and what draws it."""
DAYLIGHT = {Light.DAY: 1.0, Light.DUSK: 0.4, Light.NIGHT: 0.0}


@dataclass(frozen=True, slots=True)
class Crossing:
    """A foot on a line at `at` seconds; forward is from the left to the right of the line as drawn, for
    one who looks from its first point to its last (from above to below a line drawn from left to right)."""

    at: float
    line: str
    kind: TrackClass
    forward: bool


@dataclass(frozen=True, slots=True)
class Occurrence:
    """Something amiss from `began` to `ended`, seconds."""

    amiss: Amiss
    began: float
    ended: float


@dataclass(frozen=True, slots=True)
class Truth:
    """What happened from `since` up to, not including, `until`; crossings in the order of time."""

    since: float
    until: float
    crossings: tuple[Crossing, ...]
    occurrences: tuple[Occurrence, ...]

    def counts(self) -> Counter[tuple[str, TrackClass, bool]]:
        """Crossings by line, kind and whether forward."""
        return Counter((each.line, each.kind, each.forward) for each in self.crossings)


class Scene:
    """Pictures are (360, 640, 3) uint8 BGR, made anew at each call; one thread at a time."""

    def __init__(
        self,
        kind: SceneKind,
        seed: int,
        weather: Weather = Weather.DRY,
        light: Light = Light.DAY,
        happenings: tuple[Happening, ...] = (),
    ) -> None:
        self.kind, self.seed, self.weather, self.light = kind, seed, weather, light
        self.layout = LAYOUTS[kind]
        self._happenings = happenings
        self._figures = Figures(self.layout.eye)
        self._tone, self._ground = (-1, weather), np.zeros((0, 0, 3), np.uint8)
        self._span, self._near = -1.0, list[Mover]()

    @property
    def lines(self) -> tuple[Line, ...]:
        """Where crossings are counted."""
        return self.layout.lines

    @property
    def zone(self) -> tuple[Point, ...]:
        """Where people gather and things are left, 0 to 1 of the picture."""
        return self.layout.zone

    def frame(self, t: float, daylight: float | None = None, weather: Weather | None = None) -> Image:
        """The picture at `t` seconds; `daylight` (0 to 1) and weather are the scene's own unless given."""
        light = DAYLIGHT[self.light] if daylight is None else daylight
        weather = weather or self.weather
        lasting = list(self._lasting(t))
        t = next((began for each, began in lasting if each.amiss is Amiss.FROZEN), t)
        image = self._background(light, weather).copy()
        self._draw(image, t, light, [each for each, _ in lasting])
        for each, _ in lasting:
            image = spoiled(image, each.amiss)
        grain = _grain(weather, int(t * 25.0) % _GRAINS)
        return np.asarray(cv2.add(image, grain, dst=image), np.uint8)

    def befall(self, happenings: tuple[Happening, ...]) -> None:
        """From now on these are what goes amiss."""
        self._happenings = happenings

    def frozen(self, t: float) -> bool:
        """Whether the camera sends one and the same picture at `t`."""
        return any(each.amiss is Amiss.FROZEN for each, _ in self._lasting(t))

    def truth(self, since: float, until: float) -> Truth:
        """All that happens in that time (seconds), wherever a lamp post hides it from the camera."""
        found: list[Crossing] = []
        ground = [(line.id, ground_line(self.layout.eye, line.first, line.last)) for line in self.lines]
        for mover in self._movers(since, until):
            for name, ends in ground:
                crossing = mover.crossing(*ends)
                if crossing is not None and since <= crossing[0] < until:
                    found.append(Crossing(crossing[0], name, mover.route.kind, crossing[1]))
        found.sort(key=lambda each: each.at)
        lasted = [
            Occurrence(each.amiss, *times) for each in self._happenings for times in each.times(since, until)
        ]
        return Truth(since, until, tuple(found), tuple(lasted))

    def feet(self, t: float) -> list[tuple[TrackClass, Point]]:
        """Where everybody who moves or stands about is at `t`, 0 to 1; those outside the picture too."""
        found = [(mover.route.kind, mover.place(t)) for mover in self._movers(t, t)]
        for each, _ in self._lasting(t):
            people = standing(each, self.layout, self.seed, t)
            found += [(TrackClass.PERSON, place) for place, _, _ in people]
        spots = [(kind, self.layout.eye.spot(*place)) for kind, place in found if place[1] > _NEAREST_M]
        return [(kind, (u / WIDTH, v / HEIGHT)) for kind, (u, v) in spots]

    def _movers(self, since: float, until: float) -> Iterator[Mover]:
        yield from movers(self.layout.routes, self.seed, since, until)
        for each in self._happenings:
            if each.amiss is Amiss.WRONG_WAY:
                cars = (wrong_way(self.layout, began) for began, _ in each.times(since - 60.0, until))
                yield from (car for car in cars if car and car.began <= until and car.gone >= since)

    def _lasting(self, t: float) -> Iterator[tuple[Happening, float]]:
        for each in self._happenings:
            began = each.began(t)
            if began is not None:
                yield each, began

    def _draw(self, image: Image, t: float, daylight: float, lasting: list[Happening]) -> None:
        """Everything that stands or moves, the farthest first."""
        if self._span != t // _SPAN_S:
            self._span = t // _SPAN_S
            self._near = list(self._movers(self._span * _SPAN_S, (self._span + 1.0) * _SPAN_S))
        for _, draw in sorted(self._drawings(t, daylight, lasting), key=lambda each: -each[0]):
            draw(image)

    def _drawings(self, t: float, daylight: float, lasting: list[Happening]) -> Iterator[_Drawing]:
        layout, figures = self.layout, self._figures
        for mover in self._near:
            z = mover.place(t)[1]
            if mover.began <= t <= mover.gone and z > _NEAREST_M:
                yield z, partial(figures.mover, mover=mover, t=t, daylight=daylight)
        for post in layout.posts:
            yield post[1], partial(figures.post, place=post, daylight=daylight)
        for each in lasting:
            for place, phase, looks in standing(each, layout, self.seed, t):
                person = partial(figures.person, place=place, phase=phase, looks=looks, daylight=daylight)
                yield place[1], person
            thing = partial(
                draw_thing, figures, amiss=each.amiss, place=layout.middle, t=t, daylight=daylight
            )
            yield layout.middle[1], thing

    def _background(self, daylight: float, weather: Weather) -> Image:
        tone = round(daylight * _TONES)
        if (tone, weather) != self._tone:
            share = tone / _TONES
            night = day = _still(self.kind, self.seed, night=tone == 0)
            if 0 < tone < _TONES:
                night = _still(self.kind, self.seed, night=True)
            mixed = cv2.addWeighted(day, share, night, 1.0 - share, 0.0)
            if weather is Weather.RAIN:
                mixed = cv2.addWeighted(mixed, 0.72, np.full_like(mixed, round(40 + 110 * share)), 0.28, 0.0)
            self._tone, self._ground = (tone, weather), np.asarray(mixed, np.uint8)
        return self._ground


@lru_cache(maxsize=64)
def _still(kind: SceneKind, seed: int, *, night: bool) -> Image:
    layout = LAYOUTS[kind]
    canvas = Canvas(layout.eye, seed, night=night)
    layout.paint(canvas)
    return canvas.finished()


@lru_cache(maxsize=2 * _GRAINS)
def _grain(weather: Weather, number: int) -> Image:
    """What the sensor adds by itself, and the rain."""
    chance = np.random.default_rng([41, number])
    grain = chance.integers(0, 6, (HEIGHT, WIDTH, 1), dtype=np.uint8).repeat(3, axis=2)
    if weather is Weather.RAIN:
        for x, y, long in chance.integers((0, -20, 8), (WIDTH, HEIGHT, 22), (260, 3)).tolist():
            cv2.line(grain, (x, y), (x - long // 5, y + long), (34, 34, 34), 1)
    return np.asarray(grain, np.uint8)
