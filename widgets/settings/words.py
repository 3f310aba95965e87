"""What is said of answers about settings, secrets and trials of the broker."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app.domain.acts import Outcome, Refusal
from app.domain.rights import Role
from app.wire.administration import BrokerTrial, SettingsAnswer
from app.wire.messages import Done
from widgets import reasons
from widgets.access.refusal_words import refusal


def answer_words(answer: object, roles: Iterable[Role]) -> str:
    """Why something was not done; empty when it was."""
    if not isinstance(answer, SettingsAnswer | Done):
        return ""
    verdict = answer.verdict
    if verdict.outcome is Outcome.APPLIED:
        return ""
    if verdict.outcome is Outcome.SUPERSEDED:
        return QCoreApplication.translate(
            "SettingsAnswers",
            "The settings were changed meanwhile. They are shown as they are now; look again.",
        )
    if isinstance(answer, SettingsAnswer) and answer.problems:
        return "\n".join(answer.problems)
    return refusal(verdict, roles) if verdict.refusal is not None else refusal_of_nothing()


def refusal_of_nothing() -> str:
    return QCoreApplication.translate("SettingsAnswers", "The engine refused it.")


def secret_words(answer: object, roles: Iterable[Role]) -> str:
    """What became of keeping a secret."""
    if isinstance(answer, Done) and answer.verdict.refusal is Refusal.SECRETS_LOCKED:
        return QCoreApplication.translate(
            "SettingsAnswers", "The secrets are locked. Give their passphrase on the sign-in screen first."
        )
    return answer_words(answer, roles) or QCoreApplication.translate(
        "SettingsAnswers", "Done, and on record."
    )


def trial_words(trial: BrokerTrial) -> str:
    """What came of trying the broker."""
    if not trial.reached:
        reason = reasons.loss(trial.reason)
        return QCoreApplication.translate("SettingsAnswers", "The broker was not reached. {0}").format(reason)
    if trial.encrypted:
        return QCoreApplication.translate(
            "SettingsAnswers", "The broker answers, encrypted, in {0} s."
        ).format(f"{trial.seconds:.1f}")
    return QCoreApplication.translate(
        "SettingsAnswers", "The broker answers in {0} s. The link is not encrypted."
    ).format(f"{trial.seconds:.1f}")
