"""The menu of whoever is signed in: who it is, since when, where else, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget, QWidgetAction

from app.bridge.hub import Hub
from app.domain.plain_text import shown
from app.wire.access import AccessRules, Session
from widgets.access.role_words import role_names
from widgets.formats import moment
from widgets.plain_label import PlainLabel

CHOICES = ("session.change", "session.password", "session.factor", "session.lock", "session.sign_out")
"""Ids of the actions it offers."""


def other_desks(session: Session, rules: AccessRules | None, console: str) -> tuple[str, ...]:
    """The consoles, without their process, at which the operator is signed in besides this one."""
    if rules is None:
        return ()
    mine = [desk.console for desk in rules.desks if desk.operator == session.operator]
    others = [name for name in mine if name != console]
    if not console:
        others = others[1:]
    return tuple(dict.fromkeys(place_of(name) for name in others))


def place_of(console: str) -> str:
    """`sala-2` of `sala-2/3310`."""
    return console.rpartition("/")[0] or console


def also_at(desks: Sequence[str]) -> str:
    """`also at sala-2`; empty for nowhere else."""
    if not desks:
        return ""
    return QCoreApplication.translate("OperatorMenu", "also at {0}").format(shown(", ".join(desks)))


def summary(hub: Hub, console: str) -> list[str]:
    """Name, roles, since when and where else, a line each."""
    session, rules = hub.access.session, hub.access.rules
    if session is None:
        return []
    since = QCoreApplication.translate("OperatorMenu", "Signed in since {0}")
    lines = [
        f"{shown(session.name)} ({shown(session.operator)})",
        role_names(session.roles, () if rules is None else rules.roles),
        since.format(moment(session.since, hub.now())),
        also_at(other_desks(session, rules, console)),
    ]
    return [line for line in lines if line]


def menu_head(lines: Sequence[str], menu: QMenu) -> QWidgetAction:
    """The lines as plain text at the top of the menu; nothing to choose."""
    body = QWidget()
    column = QVBoxLayout(body)
    column.setContentsMargins(12, 6, 24, 6)
    column.setSpacing(2)
    for place, line in enumerate(lines):
        label = PlainLabel()
        label.setText(line)
        label.setProperty("look", "card" if place == 0 else "support")
        column.addWidget(label)
    action = QWidgetAction(menu)
    action.setDefaultWidget(body)
    action.setEnabled(False)
    return action
