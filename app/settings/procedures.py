"""The procedures that ship, read from `procedures.toml` and checked as those that operators write."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

from pydantic import Field

from app.domain.catalogue import Catalogue, Label
from app.domain.incidents.procedure_checks import ProcedureFault, problems
from app.domain.incidents.procedures import (
    Branch,
    Button,
    Condition,
    FieldType,
    Procedure,
    Step,
    StepField,
)
from app.settings.problems import Problem, SettingsInvalid, did_you_mean
from app.settings.toml_lines import Key, TomlText, read_shipped
from app.settings.validation import Section, validate

_SENTENCES = {
    ProcedureFault.NAMELESS: "has a part without a text or an id",
    ProcedureFault.TOO_LONG: "has a text or an id that is too long",
    ProcedureFault.NO_STEPS: "has no steps",
    ProcedureFault.TOO_MANY: "has too many steps, branches or fields",
    ProcedureFault.TWICE: "has an id twice",
    ProcedureFault.CONDITION: "hangs from a branch that no step before it has",
    ProcedureFault.ONE_BRANCH: "has a single branch, which is no choice",
    ProcedureFault.NO_CHOICES: "has a field with nothing to choose",
    ProcedureFault.TIMER: "has a time below 0 or longer than a day",
}


class _LabelRow(Section):
    es: str
    en: str

    @property
    def text(self) -> Label:
        return Label(self.es, self.en)


class _BranchRow(_LabelRow):
    id: str


class _FieldRow(_LabelRow):
    id: str
    type: FieldType = Field(default=FieldType.TEXT, strict=False)
    required: bool = True
    choices: list[_LabelRow] = Field(default_factory=list)
    unit: str = ""


class _ConditionRow(Section):
    step: str
    branch: str


class _StepRow(_LabelRow):
    id: str
    branches: list[_BranchRow] = Field(default_factory=list)
    fields: list[_FieldRow] = Field(default_factory=list)
    only_if: _ConditionRow | None = None
    timer_s: Annotated[float, Field(allow_inf_nan=False)] = 0.0
    required: bool = True
    button: Button = Field(default=Button.NONE, strict=False)
    device_kind: str = ""
    deed: str = ""


class _ProcedureRow(_LabelRow):
    id: str
    version: int = Field(default=1, ge=1)
    step: list[_StepRow]


def load_procedures(catalogue: Catalogue, folder: Path | None = None) -> dict[str, Procedure]:
    """The shipped procedures, or those in `folder`, by id; raises SettingsInvalid with all problems."""
    text = read_shipped("catalogue", "procedures.toml", folder)
    procedures: dict[str, Procedure] = {}
    found: list[Problem] = []
    for index, table in enumerate(text.table.get("procedure", ())):
        key: Key = ("procedure", index)
        row = validate(_ProcedureRow, text, key, table, found)
        if row is None:
            continue
        if row.id in procedures:
            found.append(Problem(text.file, text.line((*key, "id")), f"'{row.id}' is there twice."))
        procedures[row.id] = procedure = _procedure(row)
        found.extend(_faults(procedure, text, key))
        found.extend(_kind_problems(procedure, text, key, catalogue))
    if found:
        raise SettingsInvalid(found)
    return procedures


def _faults(procedure: Procedure, text: TomlText, key: Key) -> Iterator[Problem]:
    places = {step.id: index for index, step in enumerate(procedure.steps)}
    for problem in problems(procedure):
        step = (*key, "step", places[problem.step]) if problem.step in places else key
        name = f"{procedure.id}.{problem.step}" if problem.step else procedure.id
        yield Problem(text.file, text.line(step), f"'{name}' {_SENTENCES[problem.fault]}.")


def _kind_problems(procedure: Procedure, text: TomlText, key: Key, catalogue: Catalogue) -> Iterator[Problem]:
    for index, step in enumerate(procedure.steps):
        name, line = f"{procedure.id}.{step.id}", text.line((*key, "step", index, "device_kind"))
        if step.device_kind and step.device_kind not in catalogue.kinds:
            hint = did_you_mean(step.device_kind, list(catalogue.kinds))
            yield Problem(text.file, line, f"'{name}': there is no kind '{step.device_kind}'.", hint)
        if (step.button is Button.CONTROL) != bool(step.device_kind):
            message = f"'{name}': 'control' and 'device_kind' stand together or not at all."
            yield Problem(text.file, line, message)


def _procedure(row: _ProcedureRow) -> Procedure:
    return Procedure(row.id, row.version, row.text, tuple(_step(step) for step in row.step))


def _step(row: _StepRow) -> Step:
    return Step(
        id=row.id,
        label=row.text,
        branches=tuple(Branch(branch.id, branch.text) for branch in row.branches),
        fields=tuple(_field(field) for field in row.fields),
        only_if=Condition(row.only_if.step, row.only_if.branch) if row.only_if else None,
        timer_s=row.timer_s,
        required=row.required,
        button=row.button,
        device_kind=row.device_kind,
        deed=row.deed,
    )


def _field(row: _FieldRow) -> StepField:
    choices = tuple(choice.text for choice in row.choices)
    return StepField(row.id, row.text, row.type, row.required, choices, row.unit)
