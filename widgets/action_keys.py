"""Binds the keys of the table of actions to one window and the panels that float from it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from widgets.action import Action, Deeds, Situation


class ActionKeys(QObject):
    """Keys act in the whole application, so that they also work in a floating panel. A text field takes
    the letters for itself before they become keys."""

    def __init__(
        self,
        actions: Sequence[Action],
        deeds: Deeds,
        situation: Callable[[], Situation],
        barred: Callable[[Action], None],
        window: QWidget,
    ) -> None:
        """`barred` is told of an action that was asked for with its key and cannot be done."""
        super().__init__(window)
        self._barred = barred
        self._deeds = deeds
        self._situation = situation
        self.shortcuts = {
            action.id: self._bind(action, window)
            for action in actions
            if action.key and action.call is not None
        }

    def _bind(self, action: Action, window: QWidget) -> QShortcut:
        shortcut = QShortcut(QKeySequence(action.key), window)
        shortcut.setContext(Qt.ShortcutContext.ApplicationShortcut)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(partial(self._run, action))
        return shortcut

    def _run(self, action: Action) -> None:
        situation = self._situation()
        if action.call is not None and action.possible(situation):
            action.call(self._deeds)
        elif action.fits(situation):
            self._barred(action)
