"""The tables of `incidents.toml` as they are written, one model each, and how they become the domain's."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from app.domain.alarms import Priority
from app.domain.catalogue import Label
from app.domain.incidents.kinds import (
    EscalationStep,
    IncidentKind,
    JoinBy,
    JoinRule,
    OpeningRule,
    Targets,
)
from app.settings.validation import Section

Word = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$", max_length=64)]
Text = Annotated[str, Field(min_length=1, max_length=200)]
Seconds = Annotated[float, Field(ge=0, le=2_592_000, allow_inf_nan=False)]
Metres = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]
Grade = Literal["low", "medium", "high", "critical"]


class _TargetsRow(Section):
    acknowledge_s: Seconds = 0.0
    arrive_s: Seconds = 0.0
    resolve_s: Seconds = 0.0


class KindRow(Section):
    id: Word
    es: Text
    en: Text
    glyph: Word
    priority: Grade
    targets: dict[Grade, _TargetsRow] = Field(default_factory=dict)
    procedure: str = ""
    devices: list[str] = Field(default_factory=list)
    cameras: int = Field(default=3, ge=0, le=16)
    camera_radius_m: Metres = 400.0
    skills: list[Word] = Field(default_factory=list)

    def made(self) -> IncidentKind:
        return IncidentKind(
            id=self.id,
            label=Label(self.es, self.en),
            glyph=self.glyph,
            priority=_priority(self.priority),
            targets={_priority(grade): Targets(**row.model_dump()) for grade, row in self.targets.items()},
            procedure=self.procedure,
            devices=tuple(self.devices),
            cameras=self.cameras,
            camera_radius_m=self.camera_radius_m,
            skills=tuple(self.skills),
        )


class OpenRow(Section):
    id: Word
    kind: str
    rules: list[str] = Field(min_length=1)
    at_least: Grade = "medium"
    after_s: Seconds = 0.0
    title_es: str = Field(default="", max_length=120)
    title_en: str = Field(default="", max_length=120)
    enabled: bool = True

    def made(self) -> OpeningRule:
        title = Label(self.title_es, self.title_en or self.title_es) if self.title_es else None
        at_least = _priority(self.at_least)
        return OpeningRule(self.id, self.kind, tuple(self.rules), at_least, self.after_s, title)


class JoinRow(Section):
    id: Word
    by: JoinBy = Field(strict=False)
    incident_kinds: list[str] = Field(default_factory=list)
    device_kinds: list[str] = Field(default_factory=list)
    rules: list[str] = Field(default_factory=list)
    distance_m: Metres = 0.0
    within_s: Seconds = 0.0
    shares: bool = False
    enabled: bool = True

    def made(self) -> JoinRule:
        return JoinRule(
            id=self.id,
            by=self.by,
            incident_kinds=tuple(self.incident_kinds),
            device_kinds=tuple(self.device_kinds),
            rules=tuple(self.rules),
            distance_m=self.distance_m,
            within_s=self.within_s,
            shares=self.shares,
        )


class EscalateRow(Section):
    id: Word
    target: Literal["acknowledge", "arrive", "resolve"]
    after_s: Seconds
    to: Literal["owner", "supervisors", "all"]
    louder: bool = False
    enabled: bool = True

    def made(self) -> EscalationStep:
        return EscalationStep(self.target, self.after_s, self.to, self.louder)


def _priority(grade: Grade) -> Priority:
    return Priority[grade.upper()]
