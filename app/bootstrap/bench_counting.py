"""The bench `counting`: crossings counted against what is known of simulated streets by day, in rain and by
night and of a filmed one, and what stages tell where nothing happens."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from app.bootstrap.bench import say
from app.bootstrap.bench_video_frames import Still, of_file, of_scene
from app.bootstrap.processes import ROOT
from app.demo.cameras.layouts import SceneKind
from app.demo.cameras.scene import Light, Scene, Weather
from app.domain.video.cameras import Camera
from app.domain.video.stages import Stage, StageKind
from video.analytics.pipeline import Pipeline

SCENES = (SceneKind.STREET, SceneKind.AVENUE, SceneKind.MARKET, SceneKind.PLAZA, SceneKind.SEAFRONT)
CONDITIONS = {
    "day": (Weather.DRY, Light.DAY, 5.0),
    "rain": (Weather.RAIN, Light.DAY, 15.0),
    "night": (Weather.DRY, Light.NIGHT, 20.0),
}
"""With the greatest error that is wanted, percent."""
FPS = 5
WARM_UP_S = 6.0
SIZES = (("person_height", 19.8), ("horizon", 36.0))
"""Of the simulated cameras, 5.5 m above the ground."""
FILM = "ATALAYA_CAR_DETECTION"
FILM_AT = ROOT.parent / "shared" / "data" / "video" / "car-detection.mp4"
WATCHING = tuple(
    Stage(kind.value, kind)
    for kind in (
        StageKind.LOITERING,
        StageKind.OBJECT_LEFT,
        StageKind.OBJECT_TAKEN,
        StageKind.STOPPED_VEHICLE,
        StageKind.QUEUE,
        StageKind.CROWD,
        StageKind.SMOKE_FLAME,
    )
)
"""Looked for in the whole picture of streets where none of it happens. No wrong way, motion or intrusion:
those are there all the time."""


@dataclass(slots=True)
class _Sum:
    known: Counter[str] = field(default_factory=Counter)
    counted: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)
    seconds: float = 0.0

    def figures(self, wanted_percent: float) -> dict[str, Any]:
        known, counted = self.known.total(), self.counted.total()
        return {
            "wanted_error_percent": wanted_percent,
            "known": known,
            "counted": counted,
            "error_percent": round(100.0 * (counted - known) / max(1, known), 1),
            "known_and_counted": {
                each: f"{self.known[each]} {self.counted[each]}" for each in sorted(self.known | self.counted)
            },
        }


def run(*, quick: bool) -> dict[str, Any]:
    seconds = 60.0 if quick else 300.0
    figures: dict[str, Any] = {}
    false: Counter[str] = Counter()
    hours = 0.0
    for name, (weather, light, wanted) in CONDITIONS.items():
        total = _Sum()
        for kind in SCENES[:2] if quick else SCENES:
            say(f"{name}: {kind.value}, {seconds:.0f} s …")
            _count(Scene(kind, 7, weather, light), seconds, total)
        figures[name] = total.figures(wanted)
        false += total.told
        hours += total.seconds / 3600.0
    names = [*(stage.id for stage in WATCHING), "tamper"]
    figures["false_events_per_camera_hour"] = {name: round(false[name] / hours, 2) for name in names}
    figures["camera_hours"] = round(hours, 2)
    figures["film"] = _film(Path(os.environ.get(FILM, FILM_AT)))
    return figures


def _count(scene: Scene, seconds: float, total: _Sum) -> None:
    """One camera before a simulated street; what begins while the background is learnt counts for neither."""
    line = scene.lines[0]
    sizes = Stage("tamper", StageKind.TAMPER, options=SIZES)
    counting = Stage(line.id, StageKind.LINE, points=(line.first, line.last))
    pipeline = Pipeline(Camera("BENCH", stages=(sizes, counting, *WATCHING)), dt.UTC)
    since = 100.0
    first: Counter[str] = Counter()
    for still in of_scene(scene, since, since + seconds, FPS):
        seen = pipeline.see(still.luma, still.colour, still.at_ms)
        total.told.update(event.stage for event in seen.began)
        if still.at_ms <= (since + WARM_UP_S) * 1000:
            first = _counted(pipeline)
    total.counted.update(_counted(pipeline) - first)
    for each in scene.truth(since + WARM_UP_S, since + seconds).crossings:
        total.known[f"{each.kind.value} {'forward' if each.forward else 'backward'}"] += 1
    total.seconds += seconds


def _counted(pipeline: Pipeline) -> Counter[str]:
    counts: Counter[str] = Counter()
    for tally in pipeline.counts():
        for each in tally.today:
            counts[f"{each.kind.value} forward"] += each.forward
            counts[f"{each.kind.value} backward"] += each.backward
    return +counts


def _film(file: Path) -> dict[str, Any]:
    """By eye: four cars, two up and two down, the exposure dips when a white one comes."""
    if not file.is_file():
        return {"skipped": f"{file} is not here; {FILM} names another place"}
    line = Stage("L1", StageKind.LINE, points=((0.0, 0.5), (1.0, 0.5)))
    pipeline = Pipeline(Camera("FILM", stages=(line, *WATCHING)), dt.UTC)
    told = _told(pipeline, of_file(file, FPS))
    tally = pipeline.counts()[0]
    return {
        "wanted": "vehicle backward 2, vehicle forward 2",
        "counted": ", ".join(f"{name} {count}" for name, count in sorted(_counted(pipeline).items())),
        "vehicle_flow": tally.vehicle_flow,
        "false_events": dict(told),
    }


def _told(pipeline: Pipeline, stills: Iterable[Still]) -> Counter[str]:
    told: Counter[str] = Counter()
    for still in stills:
        told.update(event.stage for event in pipeline.see(still.luma, still.colour, still.at_ms).began)
    return told
