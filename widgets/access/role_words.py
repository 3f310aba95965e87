"""What roles are called: standard ones in the console's language, an administrator's own by their title."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from app.domain.plain_text import shown
from app.domain.rights import Role

MOST_NAMED = 4
"""More roles than these are not counted up in a sentence."""


def role_name(role: str, roles: Iterable[Role] = ()) -> str:
    """As a title: `Supervision`; the title, then the id, of a role that is not a standard one."""
    titled = next((shown(each.title) for each in roles if each.id == role and each.title), "")
    return titled or _standard().get(role, role)


def role_names(named: Sequence[str], roles: Iterable[Role] = ()) -> str:
    """Several as a list: `Supervision, Dispatch`."""
    known = tuple(roles)
    return ", ".join(role_name(role, known) for role in named)


def any_role(named: Sequence[str], roles: Iterable[Role] = ()) -> str:
    """Within a sentence: `supervision or engineering`."""
    known = tuple(roles)
    words = [_within(role, known) for role in named]
    if len(words) > MOST_NAMED:
        words = [*words[:MOST_NAMED], QCoreApplication.translate("Roles", "others")]
    return _either(words)


def _either(words: Sequence[str]) -> str:
    if len(words) < 2:
        return "".join(words)
    return QCoreApplication.translate("Roles", "{0} or {1}").format(", ".join(words[:-1]), words[-1])


def _within(role: str, roles: Sequence[Role]) -> str:
    titled = next((shown(each.title) for each in roles if each.id == role and each.title), "")
    standard = _standard()
    return titled or (standard[role].lower() if role in standard else role)


def _standard() -> dict[str, str]:
    return {
        "operator": QCoreApplication.translate("Roles", "Operation"),
        "dispatcher": QCoreApplication.translate("Roles", "Dispatch"),
        "supervisor": QCoreApplication.translate("Roles", "Supervision"),
        "engineer": QCoreApplication.translate("Roles", "Engineering"),
        "administrator": QCoreApplication.translate("Roles", "Administration"),
        "auditor": QCoreApplication.translate("Roles", "Audit"),
    }
