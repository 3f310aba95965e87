"""One camera's analysis and recording behind its stream: the stream's ports, filled."""

from __future__ import annotations

import datetime as dt
import logging
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from app.domain.video.cameras import Camera, CameraState, Picture
from app.domain.video.recordings import FootageClass
from app.domain.video.scenes import SceneEvent
from app.domain.video.stages import StageKind, TrackClass
from video.analytics.pipeline import Pipeline
from video.analytics.seen import LineTally, Seen, Tally
from video.analytics.tally import FLOW_MINUTES, MINUTE_MS, QUARTER_MS
from video.media.packets import PacketView
from video.recording.naming import camera_folder, day_and_stem
from video.recording.recorder import CameraRecorder
from video.streams.ports import Analysed, Pixels
from video.worker.counts_file import CountsFile
from video.worker.messages import LineFigures
from video.worker.outgoing import Outgoing

FOOTAGE: Final[dict[StageKind, FootageClass | None]] = {
    StageKind.MOTION: FootageClass.MOTION,
    StageKind.LINE: None,
}
"""What is kept for a stage's events where it is another class than `EVENT`: crossings are counted only."""
GOING_ON_MS = 20_000
"""So often an event that goes on asks for more footage."""
COUNTED_MS = 5_000
FLOW_MS = FLOW_MINUTES * MINUTE_MS


log = logging.getLogger(__name__)


class CameraDesk:
    """The ports of one camera's thread, which are called by one connection at a time."""

    def __init__(
        self,
        camera: Camera,
        *,
        zone: dt.tzinfo,
        recordings: Path | None,
        models: Path | None,
        out: Outgoing,
        recorder: CameraRecorder | None,
        took: Callable[[float], None],
        counts: CountsFile | None = None,
        may_write: Callable[[], bool] = lambda: True,
    ) -> None:
        """`took` is told each analysis' milliseconds; `counts` has what lines counted before; `may_write`
        whether the recordings folder is there and takes something."""
        self.camera, self._zone, self._models = camera, zone, models
        self._recordings, self._out, self._took = recordings, out, took
        self.recorder = recorder
        self.tuning = False
        self.figures: dict[str, float] = {}
        self.lines: tuple[LineFigures, ...] = ()
        self._counts, self._may_write = counts, may_write
        counted = counts.load() if counts is not None else ()
        self._pipeline = Pipeline(camera, zone, counted=counted, models=models)
        self._active: dict[str, SceneEvent] = {}
        self._detector_faults: tuple[tuple[str, str], ...] = ()
        self._asked_at = self._counted_at = self._seen_at = 0
        self._lock = threading.Lock()
        self._sparse, self._sparse_at = False, -QUARTER_MS
        """Whether, and when last, only key frames were looked at: between two of them anybody may cross."""
        self._closed = False
        """Whatever its thread still says, nobody hears it."""

    def change(self, camera: Camera) -> None:
        """Other stages, zones or mode; counts go on. From any thread."""
        with self._lock:
            self.camera = camera
            if camera.analysis_fps <= 0:
                self._end_events()
        if self.recorder is not None:
            self.recorder.change(camera)

    def on_packet(self, _camera: str, packet: PacketView) -> None:
        if self.recorder is not None and not self._closed:
            self.recorder.packet(packet)

    def on_lost(self, _camera: str) -> None:
        if self.recorder is not None and not self._closed:
            self.recorder.lost()

    def on_state(self, state: CameraState) -> None:
        if self._closed:
            return
        self._sparse = state.picture is Picture.KEY_FRAMES
        recording = self.recorder is not None and self.recorder.recording
        recording = recording and state.picture is not Picture.NO_SIGNAL
        self._out.state(replace(state, recording=recording, detector_faults=self._detector_faults))

    def on_analysis(self, _camera: str, luma: Pixels, colour: Pixels | None, at_ms: int) -> Analysed:
        with self._lock:
            return Analysed() if self._closed else self._analysed(luma, colour, at_ms)

    def _analysed(self, luma: Pixels, colour: Pixels | None, at_ms: int) -> Analysed:
        self._seen_at = at_ms
        if self._sparse:
            self._sparse_at = at_ms
        seen = self._fitting_pipeline().see(luma, colour, at_ms)
        self._took(seen.overlay.cost_ms)
        stills = self._tell_scenes(seen)
        self._keep_footage(seen, at_ms)
        self._note_detectors(seen)
        self.figures = dict(seen.figures)
        if at_ms - self._counted_at >= COUNTED_MS:
            self._counted_at = at_ms
            self.lines = self._line_figures(at_ms)
        lines = seen.overlay.lines
        if lines and self._counts is not None and self._counts.due(lines, at_ms):
            self._counts.save(self._pipeline.counts())
        return Analysed(seen.overlay, seen.moving, seen.faults, seen.mask, stills, seen.settled)

    def close(self, seconds: float) -> None:
        """Waits at most so long for the segment's end, which comes in any case."""
        with self._lock:
            self._closed = True
            self._end_events()
        if self.recorder is not None:
            self.recorder.close(seconds)

    def _fitting_pipeline(self) -> Pipeline:
        """A pipeline belongs to the camera's thread: it is made anew here when the camera looks for other
        things. The old one's events end with it; what goes on is seen again."""
        if _looks_for(self._pipeline.camera) != _looks_for(self.camera):
            self._end_events()
            counted = self._pipeline.counts()
            known = self._pipeline.known
            self._pipeline = Pipeline(
                self.camera, self._zone, counted=counted, models=self._models, known=known
            )
        self._pipeline.tuning = self.tuning
        return self._pipeline

    def _line_figures(self, at_ms: int) -> tuple[LineFigures, ...]:
        """Without a flow or a quarter of which only key frames were seen."""
        if at_ms - self._sparse_at < FLOW_MS:
            return ()
        told = (line_figures(tally) for tally in self._pipeline.counts())
        return tuple(
            replace(one, quarter=0) if self._sparse_at >= one.quarter - QUARTER_MS else one for one in told
        )

    def _end_events(self) -> None:
        """Under the lock: nobody looks any more at what goes on."""
        if self._active:
            ended = (replace(event, ended=max(self._seen_at, event.began)) for event in self._active.values())
            self._out.scenes(tuple(ended))
            self._active.clear()

    def _tell_scenes(self, seen: Seen) -> tuple[Path, ...]:
        began = tuple(self._with_still(event) for event in seen.began)
        if began or seen.ended:
            self._active.update((event.id, event) for event in began)
            # What was ended here before is told no second time.
            ended = tuple(
                replace(event, picture=self._active.pop(event.id).picture)
                for event in seen.ended
                if event.id in self._active
            )
            self._out.scenes((*began, *ended))
        if self._recordings is None:
            return ()
        return tuple(self._recordings / event.picture for event in began if event.picture)

    def _note_detectors(self, seen: Seen) -> None:
        if seen.detector_faults == self._detector_faults:
            return
        for stage, word in sorted(set(seen.detector_faults) - set(self._detector_faults)):
            log.warning("camera %s: the detector of stage %s is not used: %s", self.camera.id, stage, word)
        self._detector_faults = seen.detector_faults

    def _with_still(self, event: SceneEvent) -> SceneEvent:
        if self._recordings is None or _footage_of(event) is None or not self._may_write():
            return event
        day, stem = day_and_stem(event.began, self._zone)
        return replace(event, picture=f"{camera_folder(self.camera.id)}/{day}/{stem}.jpg")

    def _keep_footage(self, seen: Seen, at_ms: int) -> None:
        if self.recorder is None:
            return
        going_on = tuple(self._active.values()) if at_ms - self._asked_at >= GOING_ON_MS else ()
        for footage in {_footage_of(event) for event in (*seen.began, *seen.ended, *going_on)} - {None}:
            self._asked_at = at_ms
            self.recorder.event(at_ms, footage or FootageClass.EVENT)


def line_figures(tally: LineTally) -> LineFigures:
    """The quarter that is complete, as telemetry has it."""
    none = Tally(TrackClass.UNKNOWN)
    of = {one.kind: one for one in tally.complete}
    persons, vehicles = of.get(TrackClass.PERSON, none), of.get(TrackClass.VEHICLE, none)
    two_wheelers = of.get(TrackClass.TWO_WHEELER, none)
    return LineFigures(
        stage=tally.stage,
        quarter=tally.quarter if tally.complete else 0,
        vehicle_flow=tally.vehicle_flow,
        persons_forward=persons.forward,
        persons_backward=persons.backward,
        vehicles_forward=vehicles.forward,
        vehicles_backward=vehicles.backward,
        two_wheelers_forward=two_wheelers.forward,
        two_wheelers_backward=two_wheelers.backward,
    )


def _looks_for(camera: Camera) -> tuple[object, ...]:
    """All of a camera that its pipeline is made of: black zones are part of the picture that it learns."""
    return camera.stages, camera.privacy, camera.ptz


def _footage_of(event: SceneEvent) -> FootageClass | None:
    return FOOTAGE.get(event.kind, FootageClass.EVENT)
