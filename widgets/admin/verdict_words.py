"""One sentence for an answer of the engine to an administrator: done, or why not and what to do."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.rights import Role
from app.wire.messages import Done
from widgets.access.refusal_words import refusal


def verdict_words(verdict: Verdict, roles: Iterable[Role] = ()) -> str:
    """Empty when it was done. `roles` have the titles of those that could do what was not permitted."""
    if verdict.outcome is Outcome.APPLIED:
        return ""
    if verdict.outcome is Outcome.SUPERSEDED:
        if verdict.superseded_by:
            return QCoreApplication.translate(
                "AdminAnswers", "{0} changed it meanwhile. Nothing was done; reload it."
            ).format(verdict.superseded_by)
        return QCoreApplication.translate(
            "AdminAnswers", "Another administrator changed it meanwhile. Nothing was done; reload it."
        )
    if verdict.refusal is None:
        return QCoreApplication.translate("AdminAnswers", "The engine refused it and said no reason.")
    return _own_words().get(verdict.refusal) or refusal(verdict, roles)


def answer_words(answer: object, roles: Iterable[Role] = ()) -> str:
    """For an answer that is not the one that was hoped for."""
    if isinstance(answer, Done):
        return verdict_words(answer.verdict, roles) or verdict_words(Verdict(Outcome.REFUSED), roles)
    return verdict_words(Verdict(Outcome.REFUSED), roles)


def away_words() -> str:
    return QCoreApplication.translate(
        "AdminAnswers", "No answer from the engine. Reload to see what was done before asking again."
    )


def _own_words() -> dict[Refusal, str]:
    """Refusals that have a way out on these pages."""
    return {
        Refusal.LAST_ADMINISTRATOR: QCoreApplication.translate(
            "AdminAnswers",
            "Nobody would be left to administer. Give another operator that right first.",
        ),
        Refusal.NAME_TAKEN: QCoreApplication.translate(
            "AdminAnswers", "This id belongs to somebody already, also if disabled. Choose another."
        ),
        Refusal.NAME_INVALID: QCoreApplication.translate(
            "AdminAnswers", "The id or the name cannot be used. An id has 2 to 32 of a–z, 0–9, . _ -"
        ),
        Refusal.ROLE_IN_USE: QCoreApplication.translate(
            "AdminAnswers", "Operators still have this role. Take it from them first."
        ),
        Refusal.UNKNOWN_OPERATOR: QCoreApplication.translate(
            "AdminAnswers", "This operator is no longer there. Reload the list."
        ),
        Refusal.UNKNOWN_ROLE: QCoreApplication.translate(
            "AdminAnswers", "One of the roles is no longer there. Reload and choose again."
        ),
        Refusal.NOT_RECORDED: QCoreApplication.translate(
            "AdminAnswers", "The audit trail cannot be written, so nothing was done. See the database."
        ),
        Refusal.ALREADY: QCoreApplication.translate("AdminAnswers", "It is so already. Reload the list."),
    }
