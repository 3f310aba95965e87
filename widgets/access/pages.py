"""What each state of signing in asks for, as a table: title, explanation, fields, and the ways out of it."""

from __future__ import annotations

import enum
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.operators import LONGEST_NAME

CONTEXT = "AccessPages"
LONGEST_SECRET = 256


class Sort(enum.StrEnum):
    """How a field is typed into."""

    ID = "id"
    """The name to sign in with."""
    NEW_ID = "new_id"
    NAME = "name"
    SECRET = "secret"  # noqa: S105
    NEW = "new"
    """A secret that is being chosen: its strength is said."""
    AGAIN = "again"
    """The same as the field before it."""
    CODE = "code"


SECRETS = frozenset({Sort.SECRET, Sort.NEW, Sort.AGAIN})
LONGEST = {Sort.ID: 64, Sort.NEW_ID: 32, Sort.NAME: LONGEST_NAME, Sort.CODE: 40}


@dataclass(frozen=True, slots=True)
class Field:
    """`label` is English source text."""

    name: str
    label: str
    sort: Sort

    @property
    def longest(self) -> int:
        return LONGEST.get(self.sort, LONGEST_SECRET)

    def words(self) -> str:
        return QCoreApplication.translate(CONTEXT, self.label)


@dataclass(frozen=True, slots=True)
class Page:
    """`{0}` in `title` stands for the operator, in `explain` for the least length of a password."""

    id: str
    title: str
    explain: str
    fields: tuple[Field, ...]
    press: str

    def words(self, text: str) -> str:
        return QCoreApplication.translate(CONTEXT, text) if text else ""


_PASSWORD = Field("password", str(QT_TRANSLATE_NOOP("AccessPages", "Password")), Sort.SECRET)
_OLD = Field("old", str(QT_TRANSLATE_NOOP("AccessPages", "Present password")), Sort.SECRET)
_NEW = Field("password", str(QT_TRANSLATE_NOOP("AccessPages", "New password")), Sort.NEW)
_AGAIN = Field("again", str(QT_TRANSLATE_NOOP("AccessPages", "Repeat it")), Sort.AGAIN)
_ID = Field("operator", str(QT_TRANSLATE_NOOP("AccessPages", "Name")), Sort.ID)
_CODE = Field("code", str(QT_TRANSLATE_NOOP("AccessPages", "Code")), Sort.CODE)
_FIRST_FIELDS = (
    Field("operator", str(QT_TRANSLATE_NOOP("AccessPages", "Name to sign in with")), Sort.NEW_ID),
    Field("name", str(QT_TRANSLATE_NOOP("AccessPages", "Your name on screen")), Sort.NAME),
    _NEW,
    _AGAIN,
)
_SEAL = (
    Field("passphrase", str(QT_TRANSLATE_NOOP("AccessPages", "Passphrase for secrets")), Sort.NEW),
    Field("passphrase_again", str(QT_TRANSLATE_NOOP("AccessPages", "Repeat it")), Sort.AGAIN),
)

FIRST = Page(
    "first",
    str(QT_TRANSLATE_NOOP("AccessPages", "Name the first administrator")),
    str(
        QT_TRANSLATE_NOOP(
            "AccessPages",
            "Nobody has an account yet. The administrator makes the others. "
            "The password needs {0} characters or more and must not be made of your name.",
        )
    ),
    _FIRST_FIELDS,
    str(QT_TRANSLATE_NOOP("AccessPages", "Make the account")),
)
FIRST_SEALED = Page(
    "first_sealed",
    FIRST.title,
    str(
        QT_TRANSLATE_NOOP(
            "AccessPages",
            "Nobody has an account yet. The administrator makes the others. "
            "The password needs {0} characters or more and must not be made of your name. "
            "The passphrase seals the passwords of broker and cameras, because this PC keeps none itself: "
            "keep it in a safe place, it cannot be reset.",
        )
    ),
    (*_FIRST_FIELDS, *_SEAL),
    FIRST.press,
)
SIGN_IN = Page(
    "sign_in",
    str(QT_TRANSLATE_NOOP("AccessPages", "Sign in")),
    "",
    (_ID, _PASSWORD),
    str(QT_TRANSLATE_NOOP("AccessPages", "Start the shift")),
)
CHANGE = Page(
    "change",
    str(QT_TRANSLATE_NOOP("AccessPages", "Change operator")),
    str(QT_TRANSLATE_NOOP("AccessPages", "Whoever is signed in here goes on until you are in.")),
    (_ID, _PASSWORD),
    SIGN_IN.press,
)
CODE = Page(
    "code",
    str(QT_TRANSLATE_NOOP("AccessPages", "Second factor")),
    str(QT_TRANSLATE_NOOP("AccessPages", "Write the six digits of your telephone, or a recovery code.")),
    (_CODE,),
    str(QT_TRANSLATE_NOOP("AccessPages", "Continue")),
)
REDEEM = Page(
    "redeem",
    str(QT_TRANSLATE_NOOP("AccessPages", "Use a one-time code")),
    str(
        QT_TRANSLATE_NOOP(
            "AccessPages",
            "An administrator gave you the code. Choose a password of {0} characters or more; "
            "it must not be made of your name.",
        )
    ),
    (
        _ID,
        Field("code", str(QT_TRANSLATE_NOOP("AccessPages", "One-time code")), Sort.CODE),
        _NEW,
        _AGAIN,
    ),
    str(QT_TRANSLATE_NOOP("AccessPages", "Set the password")),
)
MUST_CHANGE = Page(
    "must_change",
    str(QT_TRANSLATE_NOOP("AccessPages", "{0}: choose your own password")),
    str(
        QT_TRANSLATE_NOOP(
            "AccessPages",
            "Somebody else knows the present one. The new one needs {0} characters or more "
            "and must not be made of your name.",
        )
    ),
    (_OLD, _NEW, _AGAIN),
    str(QT_TRANSLATE_NOOP("AccessPages", "Set the password")),
)
PASSWORD = Page(
    "password",
    str(QT_TRANSLATE_NOOP("AccessPages", "Change the password")),
    str(
        QT_TRANSLATE_NOOP(
            "AccessPages", "The new one needs {0} characters or more and must not be made of your name."
        )
    ),
    (_OLD, _NEW, _AGAIN),
    str(QT_TRANSLATE_NOOP("AccessPages", "Set the password")),
)
UNLOCK = Page(
    "unlock",
    str(QT_TRANSLATE_NOOP("AccessPages", "Locked: {0}")),
    str(QT_TRANSLATE_NOOP("AccessPages", "The picture goes on and alarms sound. Acts need the password.")),
    (_PASSWORD,),
    str(QT_TRANSLATE_NOOP("AccessPages", "Unlock")),
)
SECRETS_PAGE = Page(
    "secrets",
    str(QT_TRANSLATE_NOOP("AccessPages", "Open the secrets")),
    str(
        QT_TRANSLATE_NOOP(
            "AccessPages",
            "Until then the passwords of broker and cameras cannot be used. Everything else works.",
        )
    ),
    (Field("passphrase", str(QT_TRANSLATE_NOOP("AccessPages", "Passphrase")), Sort.SECRET),),
    str(QT_TRANSLATE_NOOP("AccessPages", "Open")),
)
FACTOR_BEGIN = Page(
    "factor_begin",
    str(QT_TRANSLATE_NOOP("AccessPages", "Set up the second factor")),
    str(
        QT_TRANSLATE_NOOP(
            "AccessPages", "You need a telephone with an app for codes. It works without a network."
        )
    ),
    (_PASSWORD,),
    str(QT_TRANSLATE_NOOP("AccessPages", "Show the picture")),
)
FACTOR_CONFIRM = Page(
    "factor_confirm",
    FACTOR_BEGIN.title,
    str(
        QT_TRANSLATE_NOOP(
            "AccessPages",
            "Point the app at the picture, or type the key. Then write the six digits it shows.",
        )
    ),
    (_CODE,),
    str(QT_TRANSLATE_NOOP("AccessPages", "Confirm")),
)
FACTOR_DROP = Page(
    "factor_drop",
    str(QT_TRANSLATE_NOOP("AccessPages", "Second factor")),
    str(
        QT_TRANSLATE_NOOP(
            "AccessPages", "It is on: signing in asks for a code. Without it the password alone is enough."
        )
    ),
    (_PASSWORD,),
    str(QT_TRANSLATE_NOOP("AccessPages", "Switch it off")),
)
