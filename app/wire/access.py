"""Who is at which console: what is asked and answered about signing in. Secrets never show in a repr."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from app.domain.rights import Grant, Role


class SignInRefusal(enum.StrEnum):
    """Why somebody was not let in; the same for a wrong password and for a name that does not exist."""

    WRONG = "wrong"
    """Name, password or code."""
    CODE_NEEDED = "code_needed"
    """The password is right; the code of the second factor is asked for."""
    WAIT = "wait"
    """Too many tries; `wait_s` says how long, whether the name exists or not."""
    ELSEWHERE = "elsewhere"
    """The operator is at another console, and the settings allow one."""
    BUSY = "busy"
    WEAK_PASSWORD = "weak_password"  # noqa: S105
    """`problem` is the machine word of what is wrong with it."""
    NAME_INVALID = "name_invalid"
    NOT_FIRST = "not_first"
    """The first administrator exists already."""
    EXPIRED = "expired"
    """The session to go on with, or the one-time code, is over."""
    NOT_RECORDED = "not_recorded"
    """The audit trail cannot be written, so nobody can be let in."""


@dataclass(frozen=True, slots=True)
class CreateFirstAdministrator:
    """Accepted while there are no operators. `passphrase` seals the secrets where the operating system
    keeps none; empty where it does."""

    operator: str
    name: str
    password: str = field(repr=False)
    passphrase: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class SignIn:
    """Also the quick change of operator: whoever was signed in at this console is signed out."""

    operator: str
    password: str = field(repr=False)
    code: str = field(default="", repr=False)
    """Of the second factor: six digits, or a recovery code."""


@dataclass(frozen=True, slots=True)
class Resume:
    """Go on after the link or the engine was lost, with the token of the session."""

    token: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SignOut:
    pass


@dataclass(frozen=True, slots=True)
class LockSession:
    """The picture goes on; acts need the password again."""

    idle: bool = False


@dataclass(frozen=True, slots=True)
class UnlockSession:
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ChangePassword:
    old: str = field(repr=False)
    new: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RedeemCode:
    """A one-time code of an administrator in place of the password; sets a new one and signs in."""

    operator: str
    code: str = field(repr=False)
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class BeginSecondFactor:
    """Answered by `SecondFactorOffer`, or by `SignInAnswer` when the password is wrong."""

    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class SecondFactorOffer:
    """`uri` is an otpauth address (Key Uri Format) for the QR picture, `secret` the same in base 32."""

    uri: str = field(repr=False)
    secret: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class ConfirmSecondFactor:
    """Answered by `RecoveryCodes`, or by `SignInAnswer` when the code is wrong."""

    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecoveryCodes:
    """Shown once; each is good for one sign-in."""

    codes: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True, slots=True)
class DropSecondFactor:
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Session:
    """Who is signed in at this console, and what they may do."""

    operator: str
    name: str
    roles: tuple[str, ...]
    grants: tuple[Grant, ...]
    since: int
    """Wall time, epoch ms."""
    locked: bool = False
    must_change: bool = False
    """Nothing but a change of the password is accepted."""
    second_factor: bool = False
    people: Mapping[str, str] = field(default_factory=dict)
    """The names of all who may sign in, by their ids: for what carries the ids alone. Told to a console."""


@dataclass(frozen=True, slots=True)
class SignInAnswer:
    """The answer to all that signs in, unlocks or changes a password: a session, or a refusal."""

    session: Session | None = None
    token: str = field(default="", repr=False)
    refusal: SignInRefusal | None = None
    wait_s: float = 0.0
    problem: str = ""


@dataclass(frozen=True, slots=True)
class SessionChanged:
    """To one console: its session is another now (rights changed, ended by an administrator or by its time).

    `ended` is a machine word: `elsewhere`, `disabled`, `expired`, `ended`; empty while there is a session.
    """

    session: Session | None
    ended: str = ""


@dataclass(frozen=True, slots=True)
class Desk:
    """A console that is attached, and who is at it."""

    console: str
    operator: str
    name: str
    roles: tuple[str, ...]
    since: int
    locked: bool


@dataclass(frozen=True, slots=True)
class AccessRules:
    """What every console must know of accounts; said at the start and whenever it changes."""

    first_start: bool
    """There are no operators: the first administrator is to be made."""
    roles: tuple[Role, ...]
    desks: tuple[Desk, ...]
    idle_lock_s: int
    """Lock after so long without key or pointer; 0 never."""
    password_least: int
    """Characters."""
    secrets: str
    """`ready`, `locked` (the passphrase is asked for) or `unset`."""


@dataclass(frozen=True, slots=True)
class UnlockSecrets:
    """The passphrase that seals the secrets of this installation. Anybody who knows it may; answered by
    `SignInAnswer` with a refusal, or without one."""

    passphrase: str = field(repr=False)


ASKABLE: tuple[type, ...] = (
    CreateFirstAdministrator,
    SignIn,
    Resume,
    SignOut,
    LockSession,
    UnlockSession,
    ChangePassword,
    RedeemCode,
    BeginSecondFactor,
    ConfirmSecondFactor,
    DropSecondFactor,
    UnlockSecrets,
)
ANSWERS: tuple[type, ...] = (SignInAnswer, SecondFactorOffer, RecoveryCodes)
PLAIN: tuple[type, ...] = (SessionChanged, AccessRules)
