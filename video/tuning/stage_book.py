"""The stages of a camera while they are written: pure; every step gives another camera."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.domain.video.cameras import Camera
from app.domain.video.stages import Stage, StageKind
from video.tuning.figure import Figure, Shape

SHAPES: dict[StageKind, Shape] = {StageKind.LINE: "line", StageKind.WRONG_WAY: "way"}
"""All others are zones."""
FIRST_LETTER = {StageKind.LINE: "L", StageKind.TAMPER: "T", StageKind.DETECTOR: "D"}
"""Of the id that a new stage gets; a zone's is Z."""
MOST_STAGES = 24
_IMPLIED = Stage("tamper", StageKind.TAMPER)
"""Every camera has it, under this id; it is written down as soon as somebody changes it."""


@dataclass(frozen=True, slots=True)
class StageBook:
    """`kept` is the camera as it was read, `camera` as it is written now; `chosen` the stage's id."""

    kept: Camera
    camera: Camera
    chosen: str = ""

    @classmethod
    def of(cls, camera: Camera) -> StageBook:
        return cls(camera, camera)

    @property
    def changed(self) -> bool:
        return self.camera != self.kept

    @property
    def shown(self) -> tuple[Stage, ...]:
        """All of them, with the one that every camera has."""
        stages = self.camera.stages
        return stages if any(one.kind is StageKind.TAMPER for one in stages) else (*stages, _IMPLIED)

    @property
    def stage(self) -> Stage | None:
        return next((one for one in self.shown if one.id == self.chosen), None)

    @property
    def unfinished(self) -> tuple[str, ...]:
        """Stages whose figure lacks corners."""
        return tuple(one.id for one in self.camera.stages if not figure_of(one).complete)

    @property
    def full(self) -> bool:
        return len(self.shown) >= MOST_STAGES

    def choose(self, stage: str) -> StageBook:
        return replace(self, chosen=stage)

    def add(self, kind: StageKind) -> StageBook:
        """A new stage with an id that is free, chosen."""
        letter, taken = FIRST_LETTER.get(kind, "Z"), {one.id for one in self.shown}
        name = next(f"{letter}{nth}" for nth in range(1, MOST_STAGES + 2) if f"{letter}{nth}" not in taken)
        stages = (*self.camera.stages, Stage(name, kind))
        return replace(self, camera=replace(self.camera, stages=stages), chosen=name)

    def put(self, stage: Stage) -> StageBook:
        """This one in place of the one with its id."""
        stages = tuple(stage if one.id == stage.id else one for one in self.shown)
        if stage == _IMPLIED and not any(one.id == stage.id for one in self.camera.stages):
            return self
        kept = tuple(one for one in stages if one is not _IMPLIED)
        return replace(self, camera=replace(self.camera, stages=kept))

    def draw(self, figure: Figure) -> StageBook:
        """The chosen one with these points."""
        return self if self.stage is None else self.put(replace(self.stage, points=figure.points))

    def drop(self) -> StageBook:
        """Without the chosen one."""
        stages = tuple(one for one in self.camera.stages if one.id != self.chosen)
        return replace(self, camera=replace(self.camera, stages=stages), chosen="")


def figure_of(stage: Stage) -> Figure:
    return Figure(SHAPES.get(stage.kind, "zone"), stage.points)
