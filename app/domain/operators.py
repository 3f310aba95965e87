"""Who works at the consoles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.rights import Grant, Role, narrowed

LONGEST_NAME = 60
_ID = re.compile(r"[a-z0-9][a-z0-9._-]{1,31}")


@dataclass(frozen=True, slots=True)
class Operator:
    """An account. `id` is what is typed to sign in; it is never given to another person."""

    id: str
    name: str
    roles: tuple[str, ...]
    zones: tuple[str, ...] = ()
    """Rights over devices hold in these zones alone; empty means everywhere."""
    enabled: bool = True
    must_change: bool = False
    """The password was given by an administrator's code or by the demo: a new one is asked for first."""
    second_factor: bool = False
    created_at: int = 0
    """Wall time, epoch ms."""
    version: int = 1


def sign_in_id(typed: str) -> str:
    """What somebody typed as a name, in the form of ids: `R.Quispe ` is `r.quispe`."""
    return typed.strip().lower()


def is_sign_in_id(text: str) -> bool:
    """2 to 32 letters a to z, digits, `.`, `_`, `-`; begins with a letter or digit."""
    return _ID.fullmatch(text) is not None


def grants_of(operator: Operator, roles: Mapping[str, Role]) -> tuple[Grant, ...]:
    """All that the operator's roles grant, in the operator's zones."""
    granted: Iterable[Grant] = (
        grant for name in operator.roles if name in roles for grant in roles[name].grants
    )
    return narrowed(dict.fromkeys(granted), operator.zones)
