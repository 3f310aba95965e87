"""Procedures: what is to be done at an incident, step by step, with branches, fields, timers and buttons."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from app.domain.catalogue import Label


class FieldType(enum.StrEnum):
    TEXT = "text"
    NUMBER = "number"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class StepField:
    """Something to be entered before the step can be ticked, when it is `required`."""

    id: str
    label: Label
    type: FieldType = FieldType.TEXT
    required: bool = True
    choices: tuple[Label, ...] = ()
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """A way on that the operator chooses at a step."""

    id: str
    label: Label


@dataclass(frozen=True, slots=True)
class Condition:
    """The step is there only when `step` was ticked with this branch."""

    step: str
    branch: str


class Button(enum.StrEnum):
    """What a step's button opens. None of them acts on a device by itself."""

    NONE = ""
    CONTROL = "control"
    """The card of the nearest device of `device_kind`, or the lighting page."""
    CAMERA = "camera"
    """The nearest camera."""
    LIGHT_UP = "light_up"
    DISPATCH = "dispatch"


@dataclass(frozen=True, slots=True)
class Step:
    id: str
    label: Label
    branches: tuple[Branch, ...] = ()
    fields: tuple[StepField, ...] = ()
    only_if: Condition | None = None
    timer_s: float = 0.0
    """Counts down from when the step is the next one; 0 for none."""
    required: bool = True
    """Must be ticked before the incident is resolved, unless a reason is given."""
    button: Button = Button.NONE
    device_kind: str = ""
    """For CONTROL: which kind of device."""
    deed: str = ""
    """For CONTROL: what is to be ordered, as the settings name it (`close`)."""


@dataclass(frozen=True, slots=True)
class Procedure:
    """One version of one procedure; an incident goes on with the version it began with."""

    id: str
    version: int
    label: Label
    steps: tuple[Step, ...]
    by: str = ""
    """Who wrote this version; empty for one that ships."""
    at: int = 0
    retired: bool = False


@dataclass(frozen=True, slots=True)
class ProcedureChanged:
    procedure: Procedure
