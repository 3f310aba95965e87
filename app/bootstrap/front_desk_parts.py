"""Joins what stands between the consoles' requests and the city: gate, reception, desks and their workers."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from app.bootstrap.guarded import Guarded
from app.bootstrap.head_signing import HeadSigning
from app.bootstrap.installation_settings import InstallationSettings
from app.domain.changes import Change
from app.domain.instant import Instant
from app.domain.operators import grants_of
from app.domain.rights import Right, allows
from app.engine.access.administration import Administration
from app.engine.access.audit_desk import AuditDesk, AuditDeskParts
from app.engine.access.errands import Errands
from app.engine.access.front_desk import FrontDesk, FrontDeskParts, Handler
from app.engine.access.gate import Gate
from app.engine.access.parts import AccessParts
from app.engine.access.reception import Reception
from app.engine.access.secrets_desk import SecretsDesk, SecretsDeskParts
from app.engine.access.sessions import SessionBook
from app.engine.access.settings_desk import SettingsDesk, SettingsDeskParts
from app.engine.city import City
from app.engine.city_acts import CityActs
from app.engine.consoles import Consoles
from app.engine.control.desk import ControlDesk
from app.engine.inbox import Call, Inbox, Stop
from app.engine.server import ConsoleLink
from app.store.faults import StoreUnavailable
from app.store.journal import Journal
from app.wire.access import Session
from app.wire.frames import Ask
from app.wire.messages import Limits, LimitsOf


@dataclass(frozen=True, slots=True)
class Desks:
    """What makes the desks behind the gate, of who sits where and the lane that proves passwords."""

    control: Callable[[SessionBook, Errands], ControlDesk]
    incidents: Callable[[SessionBook, Errands, Errands], Mapping[type, Handler]]
    """After the other, with a lane for what is read from the disk and written there."""
    video: Callable[[SessionBook, Errands], Mapping[type, Handler]]
    """With a lane for the cameras file."""
    secrets_changed: Callable[[], None]
    """A secret is another one, or can be had now; any thread."""
    follow: Callable[[Sequence[Change]], None]
    """Hears what operators do to alarms."""


@dataclass(frozen=True, slots=True)
class FrontDeskPlan:
    """What the desks are joined from. `settings` is the installation's file with what follows a change."""

    guarded: Guarded
    settings: InstallationSettings
    signing: HeadSigning
    city: City
    journal: Journal
    consoles: Consoles
    inbox: Inbox
    desks: Desks
    now: Callable[[], Instant]


@contextlib.contextmanager
def front_desk(plan: FrontDeskPlan) -> Iterator[FrontDesk]:
    """The front desk, with workers for what is slow: proving passwords, reading the trail, and settings."""
    lanes = {
        name: Errands(lambda run: plan.inbox.put(Call(run)), name=name)
        for name in ("proving", "auditing", "settings", "incidents", "cameras")
    }
    secrets = SecretsDesk(
        _secrets_parts(plan, lanes["settings"], lambda: book.announce(), lambda link: book.session_of(link))
    )
    access = _access_parts(plan, lanes["proving"], secrets)
    book = SessionBook(access)
    book.restore()
    lanes["proving"].run(plan.guarded.accounts.warm_up, lambda _: None, lambda _: None)
    try:
        yield FrontDesk(_joined(plan, lanes, book, access, secrets))
    finally:
        for lane in lanes.values():
            lane.close()
        for call in plan.inbox.calls():  # what was done meanwhile still goes on record
            with contextlib.suppress(StoreUnavailable, OSError):
                call.run()
        book.finish()


def _joined(
    plan: FrontDeskPlan,
    lanes: Mapping[str, Errands],
    book: SessionBook,
    access: AccessParts,
    secrets: SecretsDesk,
) -> FrontDeskParts:
    audit = _audit_desk(plan, lanes["auditing"], book)
    settings = _settings_desk(plan, lanes["settings"], secrets)
    reception, administration = Reception(access, book), Administration(access, book)
    return FrontDeskParts(
        gate=Gate(
            plan.city.parts.devices.get,
            plan.guarded.accounts.roles,
            lambda: plan.settings.now.security.second_factor_for,
        ),
        trail=plan.guarded.vault,
        doing=CityActs(plan.city, plan.journal, plan.consoles, plan.desks.follow),
        session_of=book.session_of,
        answer=plan.consoles.answer,
        open={
            **reception.handlers(),
            **secrets.open_handlers(),
            LimitsOf: lambda link, ask: _limits(plan, link, ask),
        },
        guarded={
            **administration.handlers(),
            **audit.handlers(),
            **settings.handlers(),
            **secrets.guarded_handlers(),
            **plan.desks.control(book, lanes["proving"]).handlers(),
            **plan.desks.incidents(book, lanes["proving"], lanes["incidents"]),
            **plan.desks.video(book, lanes["cameras"]),
        },
        joined=book.joined,
        left=reception.left,
        each_second=(lambda _now: book.tick(), audit.each_second),
        stop=lambda reason: plan.inbox.put(Stop(reason)),
        now=plan.now,
    )


def _secrets_parts(
    plan: FrontDeskPlan,
    errands: Errands,
    announce: Callable[[], None],
    session_of: Callable[[ConsoleLink], Session | None],
) -> SecretsDeskParts:
    return SecretsDeskParts(
        secrets=plan.guarded.secrets,
        trail=plan.guarded.vault,
        errands=errands,
        answer=plan.consoles.answer,
        announce=announce,
        session_of=session_of,
        changed=lambda: _follow_secrets(plan),
        now=plan.now,
    )


def _follow_secrets(plan: FrontDeskPlan) -> None:
    plan.settings.follow_secrets()
    plan.desks.secrets_changed()


def _access_parts(plan: FrontDeskPlan, proving: Errands, secrets: SecretsDesk) -> AccessParts:
    return AccessParts(
        accounts=plan.guarded.accounts,
        trail=plan.guarded.vault,
        errands=proving,
        answer=plan.consoles.answer,
        tell=plan.consoles.tell_one,
        tell_all=lambda body: plan.consoles.tell([body]),
        now=plan.now,
        rules=lambda: plan.settings.now.security,
        secrets_state=lambda: secrets.state,
        set_passphrase=secrets.set_passphrase,
    )


def _audit_desk(plan: FrontDeskPlan, errands: Errands, book: SessionBook) -> AuditDesk:
    vault = plan.guarded.vault
    return AuditDesk(
        AuditDeskParts(
            trail=vault,
            errands=errands,
            entries=lambda wanted, before, limit: vault.entries(wanted, before=before, limit=limit),
            verify=plan.signing.verify,
            sign=plan.signing.sign_if_due,
            session_of=book.session_of,
            answer=plan.consoles.answer,
            now=plan.now,
        )
    )


def _settings_desk(plan: FrontDeskPlan, errands: Errands, secrets: SecretsDesk) -> SettingsDesk:
    return SettingsDesk(
        SettingsDeskParts(
            settings=plan.settings,
            trail=plan.guarded.vault,
            errands=errands,
            secrets=lambda: secrets.names,
            answer=plan.consoles.answer,
            tell_all=lambda body: plan.consoles.tell([body]),
            may=lambda operator, right: _may(plan, operator, right),
            now=plan.now,
        )
    )


def _may(plan: FrontDeskPlan, operator: str, right: Right) -> bool:
    """As the accounts are at this moment; any thread."""
    accounts = plan.guarded.accounts
    known = accounts.operator(operator)
    if known is None or not known.enabled:
        return False
    return allows(grants_of(known, {role.id: role for role in accounts.roles()}), right)


def _limits(plan: FrontDeskPlan, link: ConsoleLink, ask: Ask) -> None:
    """What the trends draw; it tells no more than the columns, which every console can read."""
    limits = Limits(tuple(plan.city.parts.limits_of(ask.body.device)))
    plan.consoles.answer(link, ask.id, limits)
