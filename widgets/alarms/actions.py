"""What an operator can do with one alarm, as a table: title, key, when it can be done, and what it calls."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtWidgets import QWidget

from app.domain.alarms import Alarm
from app.domain.rights import Right
from widgets.alarms.dialogs import ReasonDialog, ShelveDialog
from widgets.alarms.requests import AlarmRequests, seen

CONTEXT = "AlarmActions"


@dataclass(frozen=True, slots=True)
class Asked:
    """Requests to send with, the alarm as it stands on the screen, its line of text, the dialog's parent."""

    requests: AlarmRequests
    alarm: Alarm
    subject: str
    parent: QWidget


@dataclass(frozen=True, slots=True)
class AlarmAction:
    id: str
    title: str
    """English source text; `name` translates it."""
    key: str
    fits: Callable[[Alarm], bool]
    call: Callable[[Asked], None]
    right: Right

    def name(self) -> str:
        return QCoreApplication.translate(CONTEXT, self.title)


def _acknowledge(asked: Asked) -> None:
    asked.requests.acknowledge((seen(asked.alarm),))


def _reset(asked: Asked) -> None:
    asked.requests.reset((seen(asked.alarm),))


def _shelve(asked: Asked) -> None:
    dialog = ShelveDialog(asked.subject, asked.parent)
    dialog.shelved.connect(lambda minutes, reason: asked.requests.shelve(seen(asked.alarm), minutes, reason))
    _open(dialog)


def _unshelve(asked: Asked) -> None:
    asked.requests.unshelve(seen(asked.alarm))


def _take_out(asked: Asked) -> None:
    dialog = ReasonDialog(
        QCoreApplication.translate("AlarmActions", "Take out of service"),
        asked.subject,
        QCoreApplication.translate("AlarmActions", "Write the reason"),
        QCoreApplication.translate("AlarmActions", "Take out"),
        asked.parent,
    )
    dialog.given.connect(lambda reason: asked.requests.take_out_of_service(seen(asked.alarm), reason))
    _open(dialog)


def _return(asked: Asked) -> None:
    asked.requests.return_to_service(seen(asked.alarm))


def _comment(asked: Asked) -> None:
    dialog = ReasonDialog(
        QCoreApplication.translate("AlarmActions", "Note on the alarm"),
        asked.subject,
        QCoreApplication.translate("AlarmActions", "Write a note"),
        QCoreApplication.translate("AlarmActions", "Keep note"),
        asked.parent,
    )
    dialog.given.connect(lambda text: asked.requests.comment(seen(asked.alarm), text))
    _open(dialog)


def _open(dialog: ReasonDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


ACTIONS: tuple[AlarmAction, ...] = (
    AlarmAction(
        "acknowledge",
        str(QT_TRANSLATE_NOOP("AlarmActions", "Acknowledge")),
        "Space",
        lambda a: a.unacknowledged,
        _acknowledge,
        Right.ACKNOWLEDGE,
    ),
    AlarmAction(
        "reset",
        str(QT_TRANSLATE_NOOP("AlarmActions", "Reset")),
        "",
        lambda a: a.latched and not a.active,
        _reset,
        Right.ACKNOWLEDGE,
    ),
    AlarmAction(
        "shelve",
        str(QT_TRANSLATE_NOOP("AlarmActions", "Shelve…")),
        "",
        lambda a: a.shelved_until is None and not a.out_of_service,
        _shelve,
        Right.SHELVE,
    ),
    AlarmAction(
        "unshelve",
        str(QT_TRANSLATE_NOOP("AlarmActions", "Take off the shelf")),
        "",
        lambda a: a.shelved_until is not None,
        _unshelve,
        Right.SHELVE,
    ),
    AlarmAction(
        "out_of_service",
        str(QT_TRANSLATE_NOOP("AlarmActions", "Take out of service…")),
        "",
        lambda a: not a.out_of_service,
        _take_out,
        Right.OUT_OF_SERVICE,
    ),
    AlarmAction(
        "return",
        str(QT_TRANSLATE_NOOP("AlarmActions", "Return to service")),
        "",
        lambda a: a.out_of_service,
        _return,
        Right.OUT_OF_SERVICE,
    ),
    AlarmAction(
        "comment",
        str(QT_TRANSLATE_NOOP("AlarmActions", "Write a note…")),
        "N",
        lambda _: True,
        _comment,
        Right.NOTE,
    ),
)
