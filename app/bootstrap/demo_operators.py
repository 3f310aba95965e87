"""The operators of the demo: one for each standard role, with passwords by chance at every start."""

from __future__ import annotations

import getpass
import secrets
from dataclasses import replace

from app.bootstrap.commands import Unable
from app.domain.acts import Refusal
from app.domain.audit import Came, Deed, Draft
from app.domain.operators import Operator
from app.domain.rights import STANDARD_ROLES
from app.store.vault.accounts import Accounts
from app.store.vault.credentials import LEAST, Hashes
from app.store.vault.vault import Vault

TEAM = (
    Operator("a.salas", "Ana Salas", ("administrator",)),
    Operator("r.quispe", "Rosa Quispe", ("operator",)),
    Operator("l.campos", "Lucía Campos", ("dispatcher",)),
    Operator("j.paredes", "Jorge Paredes", ("supervisor",)),
    Operator("m.rojas", "Mario Rojas", ("engineer",)),
    Operator("c.vega", "Carmen Vega", ("auditor",)),
)
"""Administrator first, as in any installation. The people are made up."""
_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_GROUPS, _SYLLABLES = 4, 3
"""Twelve syllables of 70: 73 bits."""


def demo_operators(vault: Vault, now_ms: int) -> tuple[tuple[str, str, str, str], ...]:
    """Make them, or bring those there are back to what they began with, with new passwords. For a demo's own
    data folder, under the engine's lock.

    Returns id, name, role and password of each. There is so much chance in the passwords that the least cost
    does for them; the first sign-in proves them at the usual one from then on. Raises StoreUnavailable, and
    Unable when the folder's operators and roles leave no room for them.
    """
    accounts = Accounts(vault, hashes=Hashes(LEAST))
    accounts.load()
    for role in STANDARD_ROLES:
        if accounts.role(role.id) is None:
            _refuse(accounts.put_role(replace(role, version=0), _draft(Deed.CHANGE_ROLE, role.id, now_ms)))
    return tuple(_welcome(accounts, operator, now_ms) for operator in TEAM)


def _welcome(accounts: Accounts, wanted: Operator, now_ms: int) -> tuple[str, str, str, str]:
    known = accounts.operator(wanted.id)
    if known is None:
        code = accounts.add(wanted, _draft(Deed.ADD_OPERATOR, wanted.id, now_ms), now_ms)
    else:
        _refuse(_bring_back(accounts, known, wanted, now_ms))
        code = accounts.reset(wanted.id, _draft(Deed.RESET_OPERATOR, wanted.id, now_ms), now_ms)
    if isinstance(code, Refusal):
        raise Unable(f"The demo's operators cannot be made here ({code}); choose another data folder.")
    password = readable_password()
    if accounts.redeem(wanted.id, code.code, password, now_ms).operator is None:
        raise Unable("The demo's operators cannot be made here; choose another data folder.")
    return wanted.id, wanted.name, wanted.roles[0], password


def _bring_back(accounts: Accounts, known: Operator, wanted: Operator, now_ms: int) -> Refusal | str | None:
    """What somebody changed while playing."""
    back = replace(known, name=wanted.name, roles=wanted.roles, zones=(), enabled=True)
    if back == known:
        return None
    return accounts.change(back, _draft(Deed.CHANGE_OPERATOR, wanted.id, now_ms))


def readable_password() -> str:
    """Such as `kovuta-rimeno-sapelu-tifoga`: to be read off a screen, with 73 bits of chance."""
    groups = (
        "".join(secrets.choice(_CONSONANTS) + secrets.choice(_VOWELS) for _ in range(_SYLLABLES))
        for _ in range(_GROUPS)
    )
    return "-".join(groups)


def _refuse(said: Refusal | str | None) -> None:
    if said is not None:
        raise Unable(f"The demo's operators cannot be made here ({said}); choose another data folder.")


def _draft(deed: Deed, subject: str, now_ms: int) -> Draft:
    return Draft(
        at=now_ms,
        operator=f"os:{getpass.getuser()}",
        act=str(deed),
        outcome=str(Came.APPLIED),
        console="demo",
        subject=subject,
    )
