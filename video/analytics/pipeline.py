"""One camera's analysis: a frame in, what is seen in it out. No clock, no threads, no decoding."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from app.domain.video.cameras import Camera
from app.domain.video.scenes import Overlay, StageNote, Track
from app.domain.video.stages import Stage, StageKind, TrackClass
from video.analytics.blobs import boxes_of, joined
from video.analytics.detecting import Detecting
from video.analytics.foreground import Foreground
from video.analytics.geometry import union_of
from video.analytics.line_stage import LineStage
from video.analytics.looks import HEIGHT, WIDTH, Look, Told, Work
from video.analytics.options import scene_value, value_of
from video.analytics.parked import Parked
from video.analytics.seen import LineTally, Seen
from video.analytics.sizes import Perspective
from video.analytics.stage_works import work_of
from video.analytics.standing import Standing
from video.analytics.tracker import Tracker
from video.analytics.tracks import Followed

Pixels = NDArray[np.uint8]

TAMPER_ID = "tamper"
KNOWN_AFTER_MS = 60_000
"""Of learning, before what does not move is taken for the street: until then it may be somebody who waits."""
PAUSE_MS = 5_000
"""After so long without a frame nobody is still who he was."""
LASTING = (
    StageKind.LOITERING,
    StageKind.INTRUSION,
    StageKind.STOPPED_VEHICLE,
    StageKind.QUEUE,
    StageKind.CROWD,
)
"""Stages that must go on seeing what stands still."""
COLOURED = (StageKind.SMOKE_FLAME, StageKind.DETECTOR)


@dataclass(frozen=True, slots=True)
class Known:
    """What a pipeline has learnt of `picture`: the street, and who stands in it."""

    picture: tuple[object, ...]
    foreground: Foreground
    parked: Parked


class Pipeline:
    """Belongs to one thread. `zone` is the site's, for schedules and midnight; `counted` are the counts of
    the camera's pipeline before this one; `models` is the folder with detectors, None for no detector.
    `timer` gives seconds, for the detector's budget and the overlay's cost. `known` is of the camera's
    pipeline before this one: where both have the same picture, it need not be learnt anew.

    Set `tuning` for overlays with the foreground as PNG.
    """

    def __init__(
        self,
        camera: Camera,
        zone: tzinfo,
        *,
        counted: Iterable[LineTally] = (),
        models: Path | None = None,
        timer: Callable[[], float] = time.perf_counter,
        known: Known | None = None,
        known_after_ms: int = KNOWN_AFTER_MS,
    ) -> None:
        self.camera = camera
        self._known_after_ms = known_after_ms
        self.tuning = False
        stages = sorted(stages_of(camera), key=lambda stage: stage.kind is not StageKind.TAMPER)
        before = {tally.stage: tally for tally in counted}
        self._works: list[tuple[Stage, Work]] = [
            (stage, work)
            for stage in stages
            if (work := work_of(camera, stage, zone, before.get(stage.id))) is not None
        ]
        self._lines = [work for _, work in self._works if isinstance(work, LineStage)]
        self._sensitivity = scene_value(stages, "sensitivity")
        self._foreground = Foreground(self._sensitivity)
        self._least = scene_value(stages, "least_object") / 100.0 * WIDTH * HEIGHT
        height, horizon = scene_value(stages, "person_height"), scene_value(stages, "horizon")
        self._perspective = Perspective(height / 100.0, horizon / 100.0)
        self._tracker = Tracker(WIDTH, HEIGHT, self._perspective)
        self._standing = _standing_of(stages)
        self._parked = Parked((HEIGHT, WIDTH))
        if known is not None and known.picture == self._picture:
            self._foreground, self._parked = known.foreground, known.parked
        self._detecting = Detecting([stage for stage in stages if stage.kind in COLOURED[1:]], models, timer)
        self._colour = any(stage.kind in COLOURED for stage in stages)
        self._timer = timer
        self._at = 0

    def see(self, luma: Pixels, colour: Pixels | None, at_ms: int, *, stream_ms: int | None = None) -> Seen:
        """Looks at a frame of (180, 320) luma; `colour` is the same in BGR at most 640 wide (for smoke and
        flame, and for a detector), None where the camera needs none (see `wants_colour`). `at_ms` is the wall
        time of its receipt and never goes back; `stream_ms` the wall time the camera claims, for its clock.
        The caller may use both arrays again."""
        began = self._timer()
        if self._at and at_ms - self._at > PAUSE_MS:
            self._tracker.forget()
        self._at = at_ms
        foreground = self._foreground
        mask = foreground.see(luma, at_ms, self._standing.held(self._tracker.tracks, at_ms))
        if foreground.settled(at_ms):
            self._follow(mask, colour, at_ms)
        else:
            mask = np.zeros_like(mask)
            self._tracker.forget()
        look = Look(
            at_ms,
            luma,
            foreground.even,
            foreground.background,
            mask,
            self._tracker.tracks,
            _small(colour),
            stream_ms,
            foreground.known_ms(at_ms),
            foreground.small,
        )
        return self._told(self._work(look), look, began)

    @property
    def known(self) -> Known:
        """For the camera's next pipeline; this one sees no frame after that."""
        return Known(self._picture, self._foreground, self._parked)

    @property
    def _picture(self) -> tuple[object, ...]:
        """What the background is learnt from, and how."""
        return self.camera.privacy, self.camera.ptz, self._sensitivity

    @property
    def wants_colour(self) -> bool:
        """Whether any stage looks at colour."""
        return self._colour

    def counts(self) -> tuple[LineTally, ...]:
        """Of each line, as of the newest frame."""
        return tuple(line.tally() for line in self._lines)

    def _work(self, look: Look) -> list[tuple[Stage, Told]]:
        told = []
        # The camera's own state first: works are in this order.
        for stage, work in self._works:
            told.append((stage, work.see(look)))
            if told[-1][1].blind:
                look = replace(look, mask=np.zeros_like(look.mask), tracks=(), colour=None)
        return told

    def _follow(self, mask: Pixels, colour: Pixels | None, at_ms: int) -> None:
        boxes, _ = boxes_of(mask, self._least)
        boxes = joined(boxes, self._perspective.person_px(boxes[:, 3], HEIGHT))
        boxes, said = self._detecting.see(mask, colour, boxes)
        tracks = self._tracker.see(boxes, at_ms, said)
        even, background = self._foreground.even, self._foreground.background
        self._standing.judge(tracks, even, background, mask, at_ms)
        if not self._foreground.flooded:
            self._parked.see(tracks, even, background, at_ms)

    def _told(self, told: list[tuple[Stage, Told]], look: Look, began: float) -> Seen:
        shown = [track for track in look.tracks if track.confirmed and track.seen == look.at_ms]
        counted = Counter([track.kind for track in look.tracks if track.counts])
        marks = {number: stage.id for stage, each in told for number in each.marked}
        figures = {
            "person_count": float(counted[TrackClass.PERSON]),
            "vehicle_count": float(counted[TrackClass.VEHICLE]),
            "two_wheeler_count": float(counted[TrackClass.TWO_WHEELER]),
        }
        for _, each in told:
            figures.update(each.figures)
        overlay = Overlay(
            tracks=tuple(_track(track, marks.get(track.id, "")) for track in shown),
            lines=tuple(line.counts() for line in self._lines),
            notes=tuple(StageNote(stage.id, each.value, each.active) for stage, each in told),
            mask=_png(look.mask) if self.tuning else b"",
            cost_ms=round(1000.0 * (self._timer() - began), 3),
        )
        return Seen(
            overlay,
            self._parked.marked(look.mask, self._detecting.hidden),
            began=tuple(event for _, each in told for event in each.news.began),
            ended=tuple(event for _, each in told for event in each.news.ended),
            faults=tuple(fault for _, each in told for fault in each.faults),
            figures=figures,
            moving=any(track.counts and track.seen == look.at_ms for track in look.tracks),
            settled=look.known_ms >= self._known_after_ms and not self._foreground.flooded,
            detector_faults=self._detecting.faults,
        )


def stages_of(camera: Camera) -> tuple[Stage, ...]:
    """Those switched on; the camera's own state is looked after unless that is switched off."""
    enabled = tuple(stage for stage in camera.stages if stage.enabled)
    if any(stage.kind is StageKind.TAMPER for stage in camera.stages):
        return enabled
    return (*enabled, Stage(TAMPER_ID, StageKind.TAMPER))


def _standing_of(stages: Sequence[Stage]) -> Standing:
    things = [s for s in stages if s.kind in {StageKind.OBJECT_LEFT, StageKind.OBJECT_TAKEN}]
    holes = [value_of(s, "seconds") for s in stages if s.kind is StageKind.OBJECT_TAKEN]
    return Standing(
        (HEIGHT, WIDTH),
        things=union_of([stage.points for stage in things], WIDTH, HEIGHT) if things else None,
        holes_ms=1000.0 * max(holes, default=0.0),
        long=any(stage.kind in LASTING for stage in stages),
    )


def _track(track: Followed, stage: str) -> Track:
    left, top = max(0.0, track.left) / WIDTH, max(0.0, track.top) / HEIGHT
    right, bottom = min(WIDTH, track.right) / WIDTH, min(HEIGHT, track.bottom) / HEIGHT
    return Track(
        id=track.id,
        kind=track.kind,
        left=round(left, 4),
        top=round(top, 4),
        width=round(max(0.0, right - left), 4),
        height=round(max(0.0, bottom - top), 4),
        score=round(track.score, 2),
        trail=tuple([(x / WIDTH, y / HEIGHT) for x, y in track.trail]),
        stage=stage,
    )


def _small(colour: Pixels | None) -> Pixels | None:
    if colour is None or colour.shape[:2] == (HEIGHT, WIDTH):
        return colour
    small: Pixels = cv2.resize(colour, (WIDTH, HEIGHT), interpolation=cv2.INTER_AREA)
    return small


def _png(mask: Pixels) -> bytes:
    return bytes(cv2.imencode(".png", mask)[1].tobytes())
