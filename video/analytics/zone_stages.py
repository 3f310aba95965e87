"""Stages that ask who or what is in a zone: motion, intrusion, loitering, crowds, queues."""

from __future__ import annotations

import datetime as dt

import cv2

from app.domain.video.stages import Stage, TrackClass
from video.analytics.events import Sight, Watch
from video.analytics.geometry import inside, zone_mask
from video.analytics.looks import HEIGHT, WIDTH, Look, Told, box_of
from video.analytics.options import value_of
from video.analytics.schedules import holds
from video.analytics.tracks import Followed

QUEUEING_PERSONS_S = 0.6
"""Slower than this, in heights of a person a second, a vehicle stands in the queue."""
PASSING_MS = 12_000.0
"""Within this anybody who goes on has left a neighbourhood of some metres."""
HEADS = 1.6
"""People hide each other: so much more of the zone is theirs than is seen to move."""


class Zone:
    """A stage's zone, classes and schedule."""

    def __init__(self, stage: Stage, zone: dt.tzinfo) -> None:
        self.mask = zone_mask(stage.points, WIDTH, HEIGHT)
        self.area = max(1, cv2.countNonZero(self.mask))
        self._stage, self._zone = stage, zone

    def holds(self, at_ms: int) -> bool:
        return holds(self._stage.schedule, at_ms, self._zone)

    def inside(self, look: Look) -> list[Followed]:
        """Those of its classes whose feet stand in it; all where it names no class."""
        return [
            track
            for track in look.tracks
            if track.there
            and (not self._stage.classes or track.kind in self._stage.classes)
            and inside(self.mask, track.foot)
        ]


def watch_of(camera: str, stage: Stage, after: str = "seconds") -> Watch:
    return Watch(
        camera,
        stage.id,
        stage.kind,
        after_ms=1000.0 * value_of(stage, after),
        gap_ms=1000.0 * value_of(stage, "quiet_s"),
    )


class MotionStage:
    def __init__(self, camera: str, stage: Stage, zone: dt.tzinfo) -> None:
        self._zone, self._watch = Zone(stage, zone), watch_of(camera, stage)
        self._least = value_of(stage, "share")

    def see(self, look: Look) -> Told:
        share = 100.0 * cv2.countNonZero(cv2.bitwise_and(look.mask, self._zone.mask)) / self._zone.area
        moves = share >= self._least and self._zone.holds(look.at_ms)
        news = self._watch.see(look.at_ms, [Sight("", share)] if moves else [])
        return Told(news, round(share, 2), bool(self._watch.active))


class IntrusionStage:
    """One event as long as anybody is inside."""

    def __init__(self, camera: str, stage: Stage, zone: dt.tzinfo) -> None:
        self._zone, self._watch = Zone(stage, zone), watch_of(camera, stage)

    def see(self, look: Look) -> Told:
        within = self._zone.inside(look) if self._zone.holds(look.at_ms) else []
        sights = [Sight("", float(len(within)), within[0].kind)] if within else []
        news = self._watch.see(look.at_ms, sights)
        active = bool(self._watch.active)
        return Told(news, float(len(within)), active, frozenset(track.id for track in within if active))


class LoiteringStage:
    """An event for each one that stays too long in one neighbourhood; who only passes through a large zone
    does not stay, however long that takes."""

    def __init__(self, camera: str, stage: Stage, zone: dt.tzinfo) -> None:
        self._zone, self._watch = Zone(stage, zone), watch_of(camera, stage)
        self._any = bool(stage.classes)
        self._passing_ms = min(PASSING_MS, 1000.0 * value_of(stage, "seconds"))
        self._entered: dict[int, int] = {}
        """When each track came into the zone; epoch ms."""

    def see(self, look: Look) -> Told:
        within = self._zone.inside(look) if self._zone.holds(look.at_ms) else []
        self._entered = {track.id: self._entered.get(track.id, look.at_ms) for track in within}
        able = [track for track in within if self._any or track.kind is not TrackClass.VEHICLE]
        # A bag that stands about loiters nowhere.
        sure = {track.id for track in able if track.travelled and self._stays(track, look.at_ms)}
        staying = [track for track in able if track.id in sure or self._goes_on(track, sure)]
        news = self._watch.see(look.at_ms, [self._sight(track, look.at_ms) for track in staying])
        late = self._watch.active & {track.id for track in staying}
        return Told(news, float(len(staying)), bool(self._watch.active), frozenset(late))  # type: ignore[arg-type]

    def _stays(self, track: Followed, at_ms: int) -> bool:
        """For longer than passing takes."""
        return at_ms - self._since(track) >= self._passing_ms

    def _goes_on(self, track: Followed, sure: set[int]) -> bool:
        """Whether it is one who stayed under another number, which a moment behind a post has cost."""
        return track.staying_since == track.born and self._watch.knows(track.id, box_of(track), sure)

    def _since(self, track: Followed) -> int:
        return max(track.staying_since, self._entered[track.id])

    def _sight(self, track: Followed, at_ms: int) -> Sight:
        since = self._since(track)
        return Sight(track.id, (at_ms - since) / 1000.0, track.kind, box=box_of(track), since=since)


class CrowdStage:
    """How much of the zone people cover, in percent."""

    def __init__(self, camera: str, stage: Stage, zone: dt.tzinfo) -> None:
        self._zone, self._watch = Zone(stage, zone), watch_of(camera, stage)
        self._least = value_of(stage, "density")
        self._density = 0.0

    def see(self, look: Look) -> Told:
        moving = cv2.bitwise_and(look.mask, self._zone.mask)
        for track in look.tracks:
            if track.counts and track.kind is TrackClass.VEHICLE:
                cv2.rectangle(
                    moving, (int(track.left), int(track.top)), (int(track.right), int(track.bottom)), 0, -1
                )
        covered = min(100.0, HEADS * 100.0 * cv2.countNonZero(moving) / self._zone.area)
        self._density += 0.2 * (covered - self._density)
        dense = self._density >= self._least and self._zone.holds(look.at_ms)
        news = self._watch.see(look.at_ms, [Sight("", self._density, TrackClass.PERSON)] if dense else [])
        figures = {"crowd_density": round(self._density, 1)}
        return Told(news, round(self._density, 1), bool(self._watch.active), figures=figures)


class QueueStage:
    """Vehicles that stand or creep in the zone."""

    def __init__(self, camera: str, stage: Stage, zone: dt.tzinfo) -> None:
        self._zone, self._watch = Zone(stage, zone), watch_of(camera, stage)
        self._least = value_of(stage, "vehicles")
        self._any = bool(stage.classes)

    def see(self, look: Look) -> Told:
        standing = [
            track
            for track in self._zone.inside(look)
            if (self._any or track.kind is TrackClass.VEHICLE) and _creeps(track)
        ]
        long = len(standing) >= self._least and self._zone.holds(look.at_ms)
        sights = [Sight("", float(len(standing)), TrackClass.VEHICLE)] if long else []
        news = self._watch.see(look.at_ms, sights)
        active = bool(self._watch.active)
        return Told(news, float(len(standing)), active, frozenset(track.id for track in standing if active))


def _creeps(track: Followed) -> bool:
    across, down = track.speed
    return bool((across**2 + down**2) ** 0.5 < QUEUEING_PERSONS_S * track.person_px)
