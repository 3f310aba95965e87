"""How procedures are said while they are written: what is wrong, what buttons do, what fields are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.incidents.procedure_checks import LONGEST_LABEL, MOST_FIELDS, MOST_STEPS, ProcedureFault
from app.domain.incidents.procedures import Button, FieldType

CONTEXT = "ProcedureWords"


def fault_words(fault: ProcedureFault, *, step: bool) -> str:
    """What is wrong with a step, or with the procedure as a whole, and what to do."""
    if fault is ProcedureFault.NAMELESS and not step:
        return QCoreApplication.translate(
            "ProcedureWords", "The procedure needs an id, and a name in both languages."
        )
    words = {
        ProcedureFault.NAMELESS: QCoreApplication.translate(
            "ProcedureWords", "The step, its ways and its fields need a text in both languages."
        ),
        ProcedureFault.NOT_PLAIN: QCoreApplication.translate(
            "ProcedureWords", "A text has signs that nobody sees, such as the end of a line. Type it anew."
        ),
        ProcedureFault.TOO_LONG: QCoreApplication.translate(
            "ProcedureWords", "A text is longer than {0} characters."
        ).format(LONGEST_LABEL),
        ProcedureFault.NO_STEPS: QCoreApplication.translate(
            "ProcedureWords", "The procedure needs at least one step."
        ),
        ProcedureFault.TOO_MANY: QCoreApplication.translate(
            "ProcedureWords", "At most {0} steps, {1} ways and {1} fields."
        ).format(MOST_STEPS, MOST_FIELDS),
        ProcedureFault.TWICE: QCoreApplication.translate("ProcedureWords", "Two of them have the same id."),
        ProcedureFault.CONDITION: QCoreApplication.translate(
            "ProcedureWords", "It hangs from a way that no step before it has. Choose another one."
        ),
        ProcedureFault.ONE_BRANCH: QCoreApplication.translate(
            "ProcedureWords", "One way is no choice. Add another, or none."
        ),
        ProcedureFault.NO_CHOICES: QCoreApplication.translate(
            "ProcedureWords", "A field to choose from has nothing to choose."
        ),
        ProcedureFault.TIMER: QCoreApplication.translate(
            "ProcedureWords", "The timer must be between 0 s and a day."
        ),
    }
    return words[fault]


def button_names() -> list[tuple[str, Button]]:
    return [
        (QCoreApplication.translate("ProcedureWords", "None"), Button.NONE),
        (QCoreApplication.translate("ProcedureWords", "Open control"), Button.CONTROL),
        (QCoreApplication.translate("ProcedureWords", "Open camera"), Button.CAMERA),
        (QCoreApplication.translate("ProcedureWords", "Light up"), Button.LIGHT_UP),
        (QCoreApplication.translate("ProcedureWords", "Dispatch"), Button.DISPATCH),
    ]


def type_names() -> list[tuple[str, FieldType]]:
    return [
        (QCoreApplication.translate("ProcedureWords", "Text"), FieldType.TEXT),
        (QCoreApplication.translate("ProcedureWords", "Number"), FieldType.NUMBER),
        (QCoreApplication.translate("ProcedureWords", "Choice"), FieldType.CHOICE),
    ]


def followers(versions: Sequence[tuple[int, int]]) -> str:
    """`3 incidents go on with version 2`, for pairs of version and count."""
    one = QCoreApplication.translate("ProcedureWords", "1 incident goes on with version {0}")
    many = QCoreApplication.translate("ProcedureWords", "{0} incidents go on with version {1}")
    return " · ".join(one.format(v) if count == 1 else many.format(count, v) for v, count in versions)
