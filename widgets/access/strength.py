"""What is said of a new password while it is typed; the engine, which knows the known ones, judges it."""

from __future__ import annotations

import enum
import itertools
import math
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

OWN_PART = 4
"""Characters a password must have besides a name that it holds."""
LONGEST = 256
_POOLS = ((str.islower, 26), (str.isupper, 26), (str.isdigit, 10))
_SIGNS = 33
_STEPS = (30.0, 45.0, 60.0)
"""Bits from which a password is called fair, good and strong: a rough count of letters, not of words."""


class Fault(enum.StrEnum):
    NONE = ""
    SHORT = "short"
    LONG = "long"
    LIKE_NAME = "like_name"
    ONE_SIGN = "one_sign"
    """Hardly anything but repetitions."""


@dataclass(frozen=True, slots=True)
class Judged:
    """`missing` characters to the least; `level` 0 for a password with a fault, then 1 weak to 4 strong."""

    fault: Fault
    missing: int
    level: int


def judge(password: str, *, least: int, names: Iterable[str] = ()) -> Judged:
    """`names`: what it must not be made of. Quick enough for every key."""
    if len(password) < least:
        return Judged(Fault.SHORT, least - len(password), 0)
    if len(password) > LONGEST:
        return Judged(Fault.LONG, 0, 0)
    if any(_made_of(password, name) for name in names):
        return Judged(Fault.LIKE_NAME, 0, 0)
    if len(set(password.casefold())) < OWN_PART:
        return Judged(Fault.ONE_SIGN, 0, 0)
    return Judged(Fault.NONE, 0, 1 + sum(_bits(password) >= step for step in _STEPS))


def _made_of(password: str, name: str) -> bool:
    bare, own = _bare(password), _bare(name)
    if len(own) < OWN_PART - 1:
        return False
    return any(part in bare and len(bare.replace(part, "")) < OWN_PART for part in (own, own[::-1]))


def _bare(text: str) -> str:
    split = unicodedata.normalize("NFKD", text).casefold()
    return "".join(one for one in split if one.isalnum())


def _bits(password: str) -> float:
    """Characters that neither repeat nor go on from the one before, times what each could have been."""
    pool = sum(size for test, size in _POOLS if any(test(one) for one in password))
    pool += _SIGNS if any(not one.isalnum() for one in password) else 0
    pairs = itertools.pairwise(password)
    fresh = 1 + sum(abs(ord(one) - ord(before)) > 1 for before, one in pairs)
    return fresh * math.log2(max(2, pool))
