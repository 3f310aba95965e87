"""Which street each camera of the demo shows, how it hangs, what is looked for in it and what befalls it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.demo.cameras.happenings import Amiss, Happening
from app.demo.cameras.layouts import LAYOUTS, SceneKind
from app.demo.script import TODAY
from app.domain.video.cameras import Camera, Importance, Point, RecordingMode
from app.domain.video.stages import Stage, StageKind, TrackClass

_AGAIN_S = TODAY.period_s
_LEFT_LANE = ((0.415, 0.52), (0.495, 0.52), (0.487, 0.80), (0.267, 0.80))
_TOWARDS_US = ((0.455, 0.54), (0.38, 0.78))


@dataclass(frozen=True, slots=True)
class Part:
    """What befalls a camera, in seconds of the script: from `since` to `until` of each of its turns."""

    amiss: Amiss
    since: float
    until: float
    count: int = 6


@dataclass(frozen=True, slots=True)
class Station:
    """One camera of the demo: its street, and the camera as the engine is told of it."""

    camera: Camera
    kind: SceneKind
    parts: tuple[Part, ...] = ()
    gone: tuple[float, float] | None = None
    """From when to when in the script it cannot be reached."""
    dead: bool = False
    """Nothing listens where it should be."""

    @property
    def id(self) -> str:
        return self.camera.id

    @property
    def seed(self) -> int:
        return int(self.id.removeprefix("CAM-"))

    def happenings(self, start: float) -> tuple[Happening, ...]:
        """With the script beginning at `start`, epoch seconds."""
        return tuple(
            Happening(each.amiss, start + each.since, start + each.until, _AGAIN_S, each.count)
            for each in self.parts
        )

    def reachable(self, elapsed: float) -> bool:
        """Whether its pictures can be had so many seconds after the script's beginning."""
        return not self.dead and (self.gone is None or not self.gone[0] <= elapsed % _AGAIN_S < self.gone[1])


def stations(known: Iterable[str]) -> tuple[Station, ...]:
    """Those whose devices a city has."""
    wanted = set(known)
    return tuple(each for each in STATIONS if each.id in wanted)


def _line(kind: SceneKind, name: str) -> Stage:
    line = LAYOUTS[kind].lines[0]
    return Stage(line.id, StageKind.LINE, name, (line.first, line.last))


def _zone(kind: SceneKind, what: StageKind, name: str, **options: float) -> Stage:
    return Stage("Z1", what, name, LAYOUTS[kind].zone, options=tuple(options.items()))


_HANGING = Stage(
    "T1", StageKind.TAMPER, "Estado de la cámara", options=(("person_height", 19.8), ("horizon", 36.0))
)
"""All of them hang alike: how tall people are at the lower edge, and where the horizon lies, in percent."""


def _camera(
    number: int,
    facing: float,
    *stages: Stage,
    importance: Importance = Importance.NORMAL,
    recording: RecordingMode = RecordingMode.EVENTS,
    privacy: tuple[tuple[Point, ...], ...] = (),
) -> Camera:
    return Camera(
        f"CAM-{number:03d}",
        importance=importance,
        facing=facing,
        view_angle=65.0,
        reach_m=70.0,
        privacy=privacy,
        stages=(*stages, _HANGING),
        recording=recording,
    )


_STREET, _AVENUE, _MARKET = SceneKind.STREET, SceneKind.AVENUE, SceneKind.MARKET
_PLAZA, _SEAFRONT, _STADIUM = SceneKind.PLAZA, SceneKind.SEAFRONT, SceneKind.STADIUM
_HIGH, _LOW = Importance.HIGH, Importance.LOW
_ALWAYS = RecordingMode.CONTINUOUS
_WINDOWS = (((0.0, 0.0), (0.16, 0.0), (0.16, 0.34), (0.0, 0.34)),)

STATIONS = (
    Station(
        _camera(
            118, 35.0, _line(_STREET, "Calzada"), _zone(_STREET, StageKind.MOTION, "Calzada"),
            importance=_HIGH, recording=_ALWAYS,
        ),
        _STREET,
        (Part(Amiss.WATER, 30.0, 600.0),),
        gone=(100.0, 190.0),
    ),
    Station(
        _camera(
            121, 120.0, _line(_STREET, "Almirante Ruiz"),
            Stage("W1", StageKind.WRONG_WAY, "Contra el tránsito", (*_LEFT_LANE, *_TOWARDS_US)),
        ),
        _STREET,
        (Part(Amiss.WRONG_WAY, 150.0, 165.0), Part(Amiss.WRONG_WAY, 1050.0, 1065.0)),
    ),
    Station(
        _camera(
            61, 290.0, _line(_MARKET, "Puerta 2"), _zone(_MARKET, StageKind.CROWD, "Puerta 2", density=8.0),
            importance=_HIGH, recording=_ALWAYS,
        ),
        _MARKET,
        (Part(Amiss.CROWD, 58.0, 245.0, count=7),),
    ),
    Station(
        _camera(97, 200.0, _line(_STREET, "Entrada"), importance=_HIGH, recording=_ALWAYS, privacy=_WINDOWS),
        _STREET,
        (Part(Amiss.MOVED, 700.0, 800.0),),
    ),
    Station(
        _camera(14, 250.0, importance=_LOW),
        _SEAFRONT,
        (Part(Amiss.BLURRED, 900.0, 1000.0),),
    ),
    Station(
        _camera(15, 255.0, _line(_SEAFRONT, "Paseo"), _zone(_SEAFRONT, StageKind.LOITERING, "Mirador")),
        _SEAFRONT,
        (Part(Amiss.LOITERER, 200.0, 700.0),),
    ),
    Station(
        _camera(31, 15.0, _line(_PLAZA, "Paso"), _zone(_PLAZA, StageKind.OBJECT_LEFT, "Plaza")),
        _PLAZA,
        (Part(Amiss.BAG, 240.0, 900.0), Part(Amiss.CROWD, 1000.0, 1500.0, count=18)),
    ),
    Station(
        _camera(142, 80.0, _line(_STREET, "Libertad")),
        _STREET,
        (Part(Amiss.COVERED, 85.0, 330.0),),
    ),
    Station(_camera(44, 330.0, _line(SceneKind.BRIDGE, "Puente"), importance=_HIGH), SceneKind.BRIDGE),
    Station(
        _camera(
            52, 270.0,
            Stage("Z1", StageKind.INTRUSION, "Muelle 2", LAYOUTS[SceneKind.HARBOUR].zone,
                  classes=(TrackClass.PERSON,)),
            importance=_LOW,
        ),
        SceneKind.HARBOUR,
        (Part(Amiss.INTRUDER, 500.0, 620.0),),
    ),
    Station(_camera(207, 90.0, _line(_STREET, "Acceso")), _STREET, dead=True),
    Station(
        _camera(133, 140.0, _line(_STREET, "Cruce"), _zone(_STREET, StageKind.SMOKE_FLAME, "Contenedores")),
        _STREET,
        (Part(Amiss.FIRE, 60.0, 330.0),),
    ),
    Station(
        _camera(
            76, 10.0, _line(_STADIUM, "Paso"), _zone(_STADIUM, StageKind.CROWD, "Puerta 4", density=15.0),
        ),
        _STADIUM,
        (Part(Amiss.CROWD, 20.0, 1600.0, count=22),),
    ),
    Station(_camera(88, 180.0, _line(_STREET, "Las Dunas")), _STREET, (Part(Amiss.FROZEN, 120.0, 1500.0),)),
    Station(_camera(90, 60.0, _line(_AVENUE, "Circunvalación"), importance=_LOW), _AVENUE),
    Station(
        _camera(
            119, 215.0, _line(_STREET, "Calzada"), _zone(_STREET, StageKind.STOPPED_VEHICLE, "Calzada"),
            recording=_ALWAYS,
        ),
        _STREET,
        (Part(Amiss.STOPPED_CAR, 400.0, 800.0),),
    ),
)  # fmt: skip
