"""How procedures are said while they are written: what is wrong, what buttons do, what fields are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.incidents.procedure_checks import LONGEST_LABEL, MOST_FIELDS, MOST_STEPS, ProcedureFault
from app.domain.incidents.procedures import Button, FieldType

CONTEXT = "ProcedureWords"


def fault_words(fault: ProcedureFault, *, step: bool) -> str:
    """What is wrong with a step, or with the procedure as a whole, and what to do."""
    tr = QCoreApplication.translate
    if fault is ProcedureFault.NAMELESS and not step:
        return tr("ProcedureWords", "The procedure needs an id, and a name in both languages.")
    words = {
        ProcedureFault.NAMELESS: tr(
            "ProcedureWords", "The step, its ways and its fields need a text in both languages."
        ),
        ProcedureFault.TOO_LONG: tr("ProcedureWords", "A text is longer than {0} characters.").format(
            LONGEST_LABEL
        ),
        ProcedureFault.NO_STEPS: tr("ProcedureWords", "The procedure needs at least one step."),
        ProcedureFault.TOO_MANY: tr("ProcedureWords", "At most {0} steps, {1} ways and {1} fields.").format(
            MOST_STEPS, MOST_FIELDS
        ),
        ProcedureFault.TWICE: tr("ProcedureWords", "Two of them have the same id."),
        ProcedureFault.CONDITION: tr(
            "ProcedureWords", "It hangs from a way that no step before it has. Choose another one."
        ),
        ProcedureFault.ONE_BRANCH: tr("ProcedureWords", "One way is no choice. Add another, or none."),
        ProcedureFault.NO_CHOICES: tr("ProcedureWords", "A field to choose from has nothing to choose."),
        ProcedureFault.TIMER: tr("ProcedureWords", "The timer must be between 0 s and a day."),
    }
    return words[fault]


def button_names() -> list[tuple[str, Button]]:
    tr = QCoreApplication.translate
    return [
        (tr("ProcedureWords", "None"), Button.NONE),
        (tr("ProcedureWords", "Open control"), Button.CONTROL),
        (tr("ProcedureWords", "Open camera"), Button.CAMERA),
        (tr("ProcedureWords", "Light up"), Button.LIGHT_UP),
        (tr("ProcedureWords", "Dispatch"), Button.DISPATCH),
    ]


def type_names() -> list[tuple[str, FieldType]]:
    tr = QCoreApplication.translate
    return [
        (tr("ProcedureWords", "Text"), FieldType.TEXT),
        (tr("ProcedureWords", "Number"), FieldType.NUMBER),
        (tr("ProcedureWords", "Choice"), FieldType.CHOICE),
    ]


def followers(versions: Sequence[tuple[int, int]]) -> str:
    """`3 incidents go on with version 2`, for pairs of version and count."""
    tr = QCoreApplication.translate
    one = tr("ProcedureWords", "1 incident goes on with version {0}")
    many = tr("ProcedureWords", "{0} incidents go on with version {1}")
    return " · ".join(one.format(v) if count == 1 else many.format(count, v) for v, count in versions)
