"""What a name, a title, a zone or a kind may look like: it stands on screens and in the audit trail."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from app.domain.acts import Refusal
from app.domain.operators import LONGEST_NAME, Operator, is_sign_in_id
from app.domain.rights import Grant, Role

LONGEST_PLACE = 120
"""Characters of a zone or a kind."""
MOST_PLACES = 200
MOST_ROLES = 50
"""Of one operator."""
MOST_GRANTS = 300
_ROLE_ID = re.compile(r"[a-z][a-z0-9_-]{1,31}")
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")
"""Letters and symbols that show nothing."""
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories: control and format (which holds all that turns the direction of writing), surrogates, private
use, unassigned, line and paragraph separators."""


def is_shown(text: str, longest: int = LONGEST_NAME) -> bool:
    """Visible characters alone, no space at the ends, at least one letter or digit."""
    return (
        0 < len(text) <= longest
        and text == text.strip()
        and not any(one in _BLANK or unicodedata.category(one) in _UNSEEN for one in text)
        and any(one.isalnum() for one in text)
    )


def operator_problem(operator: Operator) -> Refusal | None:
    """None when it may be written like this."""
    if not is_sign_in_id(operator.id) or not is_shown(operator.name):
        return Refusal.NAME_INVALID
    if len(operator.roles) > MOST_ROLES:
        return Refusal.TOO_MANY
    return _places_problem(operator.zones)


def role_problem(role: Role, *, standard: bool) -> Refusal | None:
    """A standard role may go without a title: the console has one."""
    untitled = standard and not role.title
    if not _ROLE_ID.fullmatch(role.id) or not (untitled or is_shown(role.title)):
        return Refusal.NAME_INVALID
    if len(role.grants) > MOST_GRANTS:
        return Refusal.TOO_MANY
    return next(filter(None, map(_grant_problem, role.grants)), None)


def _grant_problem(grant: Grant) -> Refusal | None:
    return _places_problem(grant.kinds) or _places_problem(grant.zones)


def _places_problem(places: Iterable[str]) -> Refusal | None:
    places = tuple(places)
    if len(places) > MOST_PLACES:
        return Refusal.TOO_MANY
    if any(len(place) > LONGEST_PLACE for place in places):
        return Refusal.TOO_LONG
    return None if all(is_shown(place, LONGEST_PLACE) for place in places) else Refusal.NAME_INVALID
