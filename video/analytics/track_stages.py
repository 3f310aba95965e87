"""Stages that ask what single tracks do: stopped vehicle, wrong way, object left or taken."""

from __future__ import annotations

import datetime as dt
import math

from app.domain.video.stages import Stage, StageKind, TrackClass
from video.analytics.events import Sight
from video.analytics.geometry import inside, scaled
from video.analytics.looks import HEIGHT, WIDTH, Look, Told, box_of
from video.analytics.options import value_of
from video.analytics.tracks import Followed
from video.analytics.zone_stages import Zone, watch_of

LEAST_WAY_PERSONS = 0.5
"""How far, in heights of a person, a trail must lead before its direction tells anything."""
STILL_MS = 1_000
KNOWN_MS = 5_000
"""A hole that appears sooner after the background is known may be of one who walked there meanwhile."""
UNSEEN_WIDTH = 0.85
"""In heights of a person."""


class StoppedVehicleStage:
    def __init__(self, camera: str, stage: Stage, zone: dt.tzinfo) -> None:
        self._zone, self._watch = Zone(stage, zone), watch_of(camera, stage)
        self._any = bool(stage.classes)

    def see(self, look: Look) -> Told:
        stopped = [
            track
            for track in (self._zone.inside(look) if self._zone.holds(look.at_ms) else ())
            if (self._any or _like_a_vehicle(track)) and track.still_ms(look.at_ms) >= STILL_MS
        ]
        sights = [
            Sight(track.id, track.still_ms(look.at_ms) / 1000.0, track.kind, box=box_of(track))
            for track in stopped
        ]
        news = self._watch.see(look.at_ms, sights)
        marked = frozenset(track.id for track in stopped if track.id in self._watch.active)
        return Told(news, float(len(stopped)), bool(self._watch.active), marked)


def _like_a_vehicle(track: Followed) -> bool:
    """By its width where nobody saw it come: as long as it stands it does not show how fast it is."""
    wide = track.right - track.left > UNSEEN_WIDTH * track.person_px
    return track.kind is TrackClass.VEHICLE or (not track.travelled and wide)


class WrongWayStage:
    """The last two of its points are the allowed direction, those before them its zone."""

    def __init__(self, camera: str, stage: Stage, zone: dt.tzinfo) -> None:
        ends = scaled(stage.points[-2:], WIDTH, HEIGHT) if len(stage.points) >= 2 else ((0.0, 0.0),) * 2
        self._allowed = (ends[1][0] - ends[0][0], ends[1][1] - ends[0][1])
        area = Stage(
            stage.id, stage.kind, points=stage.points[:-2], schedule=stage.schedule, classes=stage.classes
        )
        self._zone, self._watch = Zone(area, zone), watch_of(camera, stage)
        self._least = math.cos(math.radians(value_of(stage, "angle")))
        self._any = bool(stage.classes)

    def see(self, look: Look) -> Told:
        wrong = [
            track
            for track in (self._zone.inside(look) if self._zone.holds(look.at_ms) else ())
            if (self._any or track.kind is not TrackClass.PERSON) and self._against(track)
        ]
        sights = [Sight(track.id, 1.0, track.kind, box=box_of(track)) for track in wrong]
        news = self._watch.see(look.at_ms, sights)
        marked = frozenset(track.id for track in wrong if track.id in self._watch.active)
        return Told(news, float(len(wrong)), bool(self._watch.active), marked)

    def _against(self, track: Followed) -> bool:
        # The last second or so: a turn made long ago tells nothing of now.
        (x0, y0), (x1, y1) = track.trail[max(0, len(track.trail) - 6)], track.trail[-1]
        way = (x1 - x0, y1 - y0)
        long, allowed = math.hypot(*way), math.hypot(*self._allowed)
        if not allowed or long < LEAST_WAY_PERSONS * track.person_px:
            return False
        along = (way[0] * self._allowed[0] + way[1] * self._allowed[1]) / (long * allowed)
        return along <= -self._least


class StillObjectStage:
    """Something small that stands where nothing was, or a hole where something stood; by its kind."""

    def __init__(self, camera: str, stage: Stage, zone: dt.tzinfo) -> None:
        self._zone, self._watch = Zone(stage, zone), watch_of(camera, stage)
        self._holes = stage.kind is StageKind.OBJECT_TAKEN
        self._largest = value_of(stage, "largest")

    def see(self, look: Look) -> Told:
        still = [track for track in look.tracks if self._holds(track, look)]
        sights = [
            Sight(track.id, track.still_ms(look.at_ms) / 1000.0, TrackClass.UNKNOWN, box=box_of(track))
            for track in still
        ]
        news = self._watch.see(look.at_ms, sights)
        marked = frozenset(track.id for track in still if track.id in self._watch.active)
        return Told(news, float(len(still)), bool(self._watch.active), marked)

    def _holds(self, track: Followed, look: Look) -> bool:
        return (
            track.confirmed
            and track.judged
            and track.ghost is self._holes
            and track.still_ms(look.at_ms) >= STILL_MS
            and (not self._holes or look.known_ms - track.still_ms(look.at_ms) >= KNOWN_MS)
            and max(track.bottom - track.top, track.right - track.left) <= self._largest * track.person_px
            and inside(self._zone.mask, track.foot)
            and self._zone.holds(look.at_ms)
        )
