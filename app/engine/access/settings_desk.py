"""Answers who may change the settings: what they are, changes checked as a whole, versions, trials."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Came, Deed, Draft
from app.domain.instant import Instant
from app.domain.rights import Right
from app.engine.access.errands import Errands
from app.engine.ports import Trail
from app.engine.server import ConsoleLink
from app.settings.problems import SettingsInvalid
from app.settings.settings_file import Accepted, Difference, SettingsSuperseded, SettingsUnwritable
from app.store.faults import StoreUnavailable
from app.wire import administration as wire
from app.wire.frames import Ask
from app.wire.messages import Done

log = logging.getLogger(__name__)


class SettingsKeeper(Protocol):
    """The settings of the installation. All but `follow` run on a worker's thread."""

    def state(self, secrets: tuple[str, ...]) -> wire.SettingsState: ...

    def change(self, request: object, put_on_record: Accepted) -> None:
        """Do what `request` asks, one of ChangeSettings, ImportSettings and RestoreSettings.

        `put_on_record` is called once everything was found valid and before anything is written; when it
        raises, nothing is. Raises SettingsInvalid, SettingsSuperseded or SettingsUnwritable; then nothing is
        changed.
        """

    def text(self) -> str: ...

    def try_broker(self, changes: Sequence[wire.SettingChange]) -> wire.BrokerTrial: ...

    def follow(self) -> None:
        """Let what can change without a restart follow the settings. The engine's thread."""


DEEDS: Mapping[type, Deed] = {
    wire.ChangeSettings: Deed.CHANGE_SETTINGS,
    wire.ImportSettings: Deed.IMPORT_SETTINGS,
    wire.RestoreSettings: Deed.RESTORE_SETTINGS,
    wire.ExportSettings: Deed.EXPORT,
    wire.TestBroker: Deed.TEST_BROKER,
}


GUARDING = ("security.", "broker.url", "broker.ca_file")
"""Settings that only administrators change."""


@dataclass(frozen=True, slots=True)
class SettingsDeskParts:
    """`secrets` gives the names of the secrets that are set."""

    settings: SettingsKeeper
    trail: Trail
    errands: Errands
    secrets: Callable[[], tuple[str, ...]]
    answer: Callable[[ConsoleLink, int, object], None]
    tell_all: Callable[[object], None]
    may: Callable[[str, Right], bool]
    """Whether an operator may, at this moment and not when it was asked. Any thread."""
    now: Callable[[], Instant]


class SettingsDesk:
    """Engine's thread."""

    def __init__(self, parts: SettingsDeskParts) -> None:
        self._parts = parts

    def handlers(self) -> Mapping[type, Callable[[ConsoleLink, Ask], None]]:
        return {
            wire.ReadSettings: self._read,
            wire.ChangeSettings: self._change,
            wire.ImportSettings: self._change,
            wire.RestoreSettings: self._change,
            wire.ExportSettings: self._export,
            wire.TestBroker: self._try_broker,
        }

    def _read(self, link: ConsoleLink, ask: Ask) -> None:
        secrets = self._parts.secrets()
        self._errand(link, ask, lambda: self._parts.settings.state(secrets), self._answered(link, ask))

    def _change(self, link: ConsoleLink, ask: Ask) -> None:
        draft, secrets = self._draft(link, ask), self._parts.secrets()

        def done(answer: wire.SettingsAnswer) -> None:
            if answer.state is not None and answer.verdict.outcome is Outcome.APPLIED:
                self._parts.settings.follow()
                self._parts.tell_all(wire.SettingsChanged(answer.state.values))
            self._parts.answer(link, ask.id, answer)

        self._errand(link, ask, lambda: self._changed(ask.body, draft, secrets), done)

    def _changed(self, request: object, draft: Draft, secrets: tuple[str, ...]) -> wire.SettingsAnswer:
        """A worker's thread: checked, then on record, then written."""
        settings, recorded = self._parts.settings, False

        def put_on_record(differences: Sequence[Difference]) -> None:
            nonlocal recorded
            if not all(self._parts.may(draft.operator, right) for right in _needed(differences)):
                raise _NotPermitted
            told = {each.path: [each.before, each.after] for each in differences}
            subject = " ".join(told)
            details = json.dumps(told, ensure_ascii=False, default=str)
            self._parts.trail.record(replace(draft, subject=subject, details=details))
            recorded = True

        try:
            settings.change(request, put_on_record)
        except SettingsInvalid as problem:
            return self._refused(draft, Refusal.SETTINGS_INVALID, tuple(map(str, problem.problems)))
        except _NotPermitted:
            return self._refused(draft, Refusal.NOT_PERMITTED, ())
        except SettingsSuperseded:
            self._parts.trail.note(replace(draft, outcome=str(Came.SUPERSEDED)))
            return wire.SettingsAnswer(Verdict(Outcome.SUPERSEDED), state=settings.state(secrets))
        except StoreUnavailable:
            return wire.SettingsAnswer(Verdict(Outcome.REFUSED, refusal=Refusal.NOT_RECORDED))
        except SettingsUnwritable as problem:
            came = Came.FAILED if recorded else Came.REFUSED
            return self._refused(draft, Refusal.FAILED, (str(problem),), came)
        return wire.SettingsAnswer(Verdict(Outcome.APPLIED, 1), state=settings.state(secrets))

    def _refused(
        self, draft: Draft, refusal: Refusal, problems: tuple[str, ...], came: Came = Came.REFUSED
    ) -> wire.SettingsAnswer:
        self._parts.trail.note(replace(draft, outcome=str(came), refusal=str(refusal)))
        return wire.SettingsAnswer(Verdict(Outcome.REFUSED, refusal=refusal), problems)

    def _export(self, link: ConsoleLink, ask: Ask) -> None:
        draft = replace(self._draft(link, ask), subject="settings")

        def work() -> wire.SettingsText:
            text = self._parts.settings.text()
            self._parts.trail.record(draft)
            return wire.SettingsText(text)

        self._errand(link, ask, work, self._answered(link, ask))

    def _try_broker(self, link: ConsoleLink, ask: Ask) -> None:
        changes = ask.body.changes
        told = json.dumps({each.path: each.json for each in changes}, ensure_ascii=False)
        self._parts.trail.note(replace(self._draft(link, ask), details=told))
        work = self._parts.settings.try_broker
        self._errand(link, ask, lambda: work(changes), self._answered(link, ask))

    def _answered(self, link: ConsoleLink, ask: Ask) -> Callable[[object], None]:
        return lambda body: self._parts.answer(link, ask.id, body)

    def _errand(
        self, link: ConsoleLink, ask: Ask, work: Callable[[], Any], then: Callable[[Any], None]
    ) -> None:
        def failed(error: Exception) -> None:
            log.warning("The settings could not be used: %s", error)
            self._parts.answer(link, ask.id, _refusal(Refusal.FAILED))

        if not self._parts.errands.run(work, then, failed):
            self._parts.answer(link, ask.id, _refusal(Refusal.TOO_MANY))

    def _draft(self, link: ConsoleLink, ask: Ask) -> Draft:
        return Draft(
            at=self._parts.now().wall,
            operator=ask.operator,
            act=str(DEEDS.get(type(ask.body), Deed.CHANGE_SETTINGS)),
            outcome=str(Came.APPLIED),
            console=link.console,
            reason=getattr(ask.body, "reason", ""),
            request=str(ask.id),
        )


class _NotPermitted(Exception):
    """The operator may not, or not any more."""


def _needed(differences: Sequence[Difference]) -> set[Right]:
    """The rights over these settings: those that guard the others, and where the broker's password goes to,
    are for administrators."""
    guarding = any(each.path.startswith(GUARDING) for each in differences)
    return {Right.EDIT_SETTINGS, *([Right.ADMINISTER] if guarding else [])}


def _refusal(refusal: Refusal) -> Done:
    return Done(Verdict(Outcome.REFUSED, refusal=refusal))
