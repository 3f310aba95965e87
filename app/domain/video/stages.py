"""What is looked for in a camera's picture: a pipeline as data, drawn by the administrator on a still."""

from __future__ import annotations

import enum
from dataclasses import dataclass


class StageKind(enum.StrEnum):
    MOTION = "motion"
    """Something moves in the zone."""
    LINE = "line"
    """Crossings of a line, counted by class and direction."""
    INTRUSION = "intrusion"
    """Somebody is in the zone while the schedule holds."""
    LOITERING = "loitering"
    OBJECT_LEFT = "object_left"
    OBJECT_TAKEN = "object_taken"
    STOPPED_VEHICLE = "stopped_vehicle"
    WRONG_WAY = "wrong_way"
    QUEUE = "queue"
    CROWD = "crowd"
    SMOKE_FLAME = "smoke_flame"
    """Colour and flicker; indicative only."""
    TAMPER = "tamper"
    """Moved, blurred, covered, dark, frozen, clock drift. Every camera has it unless switched off."""
    DETECTOR = "detector"
    """An object detector of the administrator's own, on motion only."""


class TrackClass(enum.StrEnum):
    PERSON = "person"
    TWO_WHEELER = "two_wheeler"
    VEHICLE = "vehicle"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Stage:
    """One step. `points` (0 to 1 of width and height) are a polygon, the ends of a line, or empty for the
    whole picture; for WRONG_WAY the last two points are the allowed direction. `options` are numbers by name,
    of which `video.analytics` has a catalogue with units, ranges and defaults."""

    id: str
    """Short and unique within the camera, as `L1` or `andén`."""
    kind: StageKind
    name: str = ""
    points: tuple[tuple[float, float], ...] = ()
    schedule: str = ""
    """`22:00-06:00` and the like; empty for always."""
    classes: tuple[TrackClass, ...] = ()
    """Empty for all."""
    options: tuple[tuple[str, float], ...] = ()
    model: str = ""
    """The detector's file, inside the models folder."""
    enabled: bool = True

    def option(self, name: str, otherwise: float) -> float:
        return next((value for key, value in self.options if key == name), otherwise)
