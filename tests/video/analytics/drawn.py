"""Drawn scenes of which the truth is known: a textured ground, things that stand or go, a sensor's noise."""

from __future__ import annotations

import datetime as dt

import cv2
import numpy as np

from app.domain.video.cameras import Camera
from app.domain.video.stages import Stage, StageKind, TrackClass
from video.analytics.pipeline import Pipeline
from video.analytics.tracks import Followed

# As the workers have it.
cv2.setNumThreads(1)

WIDTH, HEIGHT = 320, 180
START = 1_789_000_000_000 - 1_789_000_000_000 % 900_000
STEP_MS = 200
ZONE = ((0.25, 0.3), (0.75, 0.3), (0.75, 0.95), (0.25, 0.95))
PERSON, CAR, BAG = (8, 24), (46, 24), (10, 9)
"""Width and height where a person is 24 pixels high."""
FLAT = (("person_height", 100.0 * 24 / HEIGHT), ("horizon", -1000.0))
"""Looking down from far above: everybody is as large everywhere."""


def ground(seed=3):
    """(180, 320) uint8: blocks and edges of a street, none of them black or white."""
    chance = np.random.default_rng(seed)
    picture = cv2.resize(chance.integers(90, 150, (12, 20)).astype(np.uint8), (WIDTH, HEIGHT))
    for x, y, w, h, grey in chance.integers((0, 0, 10, 10, 70), (300, 160, 60, 40, 190), (25, 5)).tolist():
        cv2.rectangle(picture, (x, y), (x + w, y + h), grey, 1)
    return picture


class Drawn:
    """Frames of a ground on which `things(t)` (seconds) stand: (middle, foot, (width, height), grey)."""

    def __init__(self, things=lambda _: (), picture=None, noise=2):
        self.ground = ground() if picture is None else picture
        self.things = things
        chance = np.random.default_rng(9)
        self.noises = [chance.integers(0, 3 * noise, (HEIGHT, WIDTH)).astype(np.uint8) for _ in range(7)]

    def frame(self, number):
        picture = self.ground.copy()
        for middle, foot, (width, height), grey in self.things(number * STEP_MS / 1000):
            corner = round(middle - width / 2), round(foot - height)
            cv2.rectangle(picture, corner, (corner[0] + width - 1, corner[1] + height - 1), grey, -1)
        return cv2.add(picture, self.noises[number % 7])


def pipeline_of(*stages, **options):
    tamper = Stage("tamper", StageKind.TAMPER, options=FLAT)
    return Pipeline(Camera("CAM", stages=(tamper, *stages)), dt.UTC, **options)


def played(pipeline, frames, *, start=0, colours=None):
    """What was seen of each frame; times go on from `start` frames."""
    return [
        pipeline.see(
            frame,
            colours(start + number) if colours else None,
            START + (start + number) * STEP_MS,
        )
        for number, frame in enumerate(frames)
    ]


def run(drawn, seconds, *stages, since=0.0, **options):
    """Plays a drawn scene from its beginning; gives the pipeline, what was seen, began and ended."""
    pipeline = pipeline_of(*stages, **options)
    first = round(since * 1000 / STEP_MS)
    frames = (drawn.frame(first + number) for number in range(round(seconds * 1000 / STEP_MS)))
    seen = played(pipeline, frames, start=first)
    return pipeline, seen, [e for s in seen for e in s.began], [e for s in seen for e in s.ended]


def at(event):
    """Its beginning and end in seconds of the scene."""
    return (event.began - START) / 1000, (event.ended - START) / 1000


def person(number=1, kind=TrackClass.PERSON):
    """One that the stages would count."""
    track = Followed(number, START, START, 100.0, 80.0, 108.0, 104.0)
    track.confirmed = track.travelled = True
    track.votes[:] = 0
    track.votes[(TrackClass.PERSON, TrackClass.TWO_WHEELER, TrackClass.VEHICLE).index(kind)] = 5
    return track
