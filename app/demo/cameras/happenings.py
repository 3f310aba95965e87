"""What goes amiss before a simulated camera, or with it, at known times."""

from __future__ import annotations

import enum
import math
from collections.abc import Iterator
from dataclasses import dataclass

import cv2
import numpy as np

from app.demo.cameras.figures import Figures, Image
from app.demo.cameras.layouts import Layout
from app.demo.cameras.movers import Mover, Route
from app.demo.cameras.optics import HEIGHT, WIDTH, Ground
from app.domain.video.stages import TrackClass


class Amiss(enum.StrEnum):
    BAG = "bag"
    """A suitcase is left in the zone."""
    STOPPED_CAR = "stopped_car"
    WRONG_WAY = "wrong_way"
    """A car drives against a lane's direction; the happening begins when it sets out."""
    LOITERER = "loiterer"
    """One person walks up and down in the zone."""
    INTRUDER = "intruder"
    """One person stands in the zone."""
    CROWD = "crowd"
    """`count` people gather in the zone."""
    FIRE = "fire"
    WATER = "water"
    """A main has burst under the road."""
    COVERED = "covered"
    """Something is put over the lens."""
    BLURRED = "blurred"
    MOVED = "moved"
    """The camera is turned aside."""
    DARK = "dark"
    FROZEN = "frozen"
    """The camera sends one and the same picture."""


@dataclass(frozen=True, slots=True)
class Happening:
    """Something amiss from `since` to `until`, seconds; over again each `every_s` where that is over 0."""

    amiss: Amiss
    since: float
    until: float
    every_s: float = 0.0
    count: int = 6
    """How many people a crowd has."""

    def began(self, t: float) -> float | None:
        """When the one that lasts at `t` began; None if none does."""
        start = self.since
        if self.every_s > 0.0 and t >= start:
            start += (t - start) // self.every_s * self.every_s
        return start if start <= t < start + self.until - self.since else None

    def times(self, since: float, until: float) -> Iterator[tuple[float, float]]:
        """Beginning and end of each that lasts at some moment between the two."""
        lasts, start = self.until - self.since, self.since
        if self.every_s > 0.0:
            start += max(0.0, math.floor((since - lasts - start) / self.every_s) * self.every_s)
        while start < until:
            if start + lasts > since:
                yield start, start + lasts
            if self.every_s <= 0.0:
                return
            start += self.every_s


def wrong_way(layout: Layout, began: float) -> Mover | None:
    """The car that comes from the wrong end of the first lane; None where no cars drive."""
    lane = next((route for route in layout.routes if route.kind is TrackClass.VEHICLE), None)
    if lane is None:
        return None
    backwards = Route(lane.kind, lane.end, lane.start, 1.0, lane.speed)
    return Mover(backwards, began, lane.speed, 0.0, looks=0)


def standing(happening: Happening, layout: Layout, seed: int, t: float) -> list[tuple[Ground, float, int]]:
    """People in the zone at `t`: foot, phase of the gait (radians) and looks."""
    x, z = layout.middle
    if happening.amiss is Amiss.LOITERER:
        turn = t * 0.25
        return [((x + 2.2 * math.sin(turn), z + 0.8 * math.sin(0.37 * turn)), t * 5.0, seed)]
    if happening.amiss is Amiss.INTRUDER:
        return [((x + 0.12 * math.sin(t * 0.9), z), 0.3 * math.sin(t * 0.7), seed + 3)]
    if happening.amiss is not Amiss.CROWD:
        return []
    chance = np.random.default_rng([seed, 57])
    wide = min(4.0, 0.8 + 0.25 * happening.count)
    away = chance.uniform((-wide, -3.2), (wide, 3.2), (happening.count, 2)).tolist()
    sway = [0.2 * math.sin(0.8 * t + number) for number in range(happening.count)]
    return [
        ((x + dx + shift, z + dz), 0.5 * math.sin(1.1 * t + number), seed + 7 * number)
        for number, ((dx, dz), shift) in enumerate(zip(away, sway, strict=True))
    ]


def draw_thing(
    figures: Figures, image: Image, amiss: Amiss, place: Ground, t: float, daylight: float
) -> None:
    """A bag, a stopped car, a fire or water; nothing for what is no thing."""
    if amiss is Amiss.BAG:
        figures.bag(image, place, daylight)
    elif amiss is Amiss.STOPPED_CAR:
        figures.car(image, place, (0.0, 1.0), 3, daylight)
    elif amiss is Amiss.FIRE:
        figures.fire(image, place, t)
    elif amiss is Amiss.WATER:
        figures.water(image, place, t)


def spoiled(image: Image, amiss: Amiss) -> Image:
    """The picture as a lens or a camera that was tampered with gives it."""
    if amiss is Amiss.COVERED:
        cloth = cv2.GaussianBlur(image, (0, 0), 16)
        cloth = cv2.convertScaleAbs(cloth, alpha=0.16, beta=8)
        cv2.ellipse(cloth, (0, HEIGHT), (440, 420), 0, 0, 360, (18, 22, 28), -1, cv2.LINE_AA)
        return np.asarray(cloth, np.uint8)
    if amiss is Amiss.BLURRED:
        return np.asarray(cv2.GaussianBlur(image, (0, 0), 7), np.uint8)
    if amiss is Amiss.DARK:
        return np.asarray(cv2.convertScaleAbs(image, alpha=0.04), np.uint8)
    if amiss is Amiss.MOVED:
        turn = cv2.getRotationMatrix2D((WIDTH / 2, HEIGHT / 2), 9.0, 1.15)
        turn[0, 2] += 150.0
        return np.asarray(
            cv2.warpAffine(image, turn, (WIDTH, HEIGHT), borderMode=cv2.BORDER_REFLECT), np.uint8
        )
    return image
