"""Keeps each operator's arrangement of the window: takes it when they come, saves it when it changed."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QObject, QThreadPool, QTimer
from PySide6.QtWidgets import QWidget

from widgets import layouts
from widgets.docks import DockPage
from widgets.parts import ConsoleParts
from widgets.theme import THEMES

SAVE_MS = 3000
"""An arrangement is kept this long after its last change."""


class Arranger(QObject):
    """Saves nothing while nobody is signed in. GUI thread; files are written on another."""

    def __init__(
        self, parts: ConsoleParts, window: QWidget, pages: Mapping[str, DockPage], go: Callable[[str], None]
    ) -> None:
        super().__init__(window)
        self._parts, self._window, self._pages, self._go = parts, window, pages, go
        self._operator = ""
        self._kept = layouts.Arrangement(theme=parts.look.theme.name)
        self._writer = QThreadPool(self)
        self._writer.setMaxThreadCount(1)  # one after the other, so that the newest is what stays
        self._saving = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._saving.timeout.connect(self.save)
        for page in pages.values():
            page.arranged.connect(self.save_soon)

    def begin(self, operator: str) -> None:
        """Arrange the window as this operator left it."""
        self._operator = operator
        look, kept = self._parts.look, layouts.load(self._file())
        if kept is None:
            self._begin_afresh()
            return
        self._kept = kept
        if not self._parts.keep_theme:
            look.set_theme(THEMES.get(kept.theme, look.theme))
        look.set_comfortable(kept.comfortable)
        look.set_still(kept.still)
        if kept.window:
            self._window.restoreGeometry(QByteArray(base64.b64decode(kept.window)))
        for name, page in self._pages.items():
            page.restore(kept.pages.get(name, ""))
        self._go(kept.workspace if kept.workspace in self._pages else "operation")

    def _begin_afresh(self) -> None:
        """Somebody new: the layout of the design, without what another one let float."""
        for page in self._pages.values():
            if page.floating():
                page.reset()
        self._go("operation")

    def end(self) -> None:
        """The operator leaves: keep what is theirs, take their floating panels away."""
        self.save()
        self._saving.stop()
        self._operator = ""
        for page in self._pages.values():
            page.close_floating()

    def note_workspace(self, workspace: str) -> None:
        self._kept = replace(self._kept, workspace=workspace)
        self.save_soon()

    def save_soon(self) -> None:
        if self._operator:
            self._saving.start()

    def save(self) -> None:
        """Write on another thread what stands here now."""
        if self._operator:
            path, kept = self._file(), self._now()
            self._writer.start(lambda: layouts.save(path, kept))

    def finish(self) -> None:
        """Save for the last time, within two seconds."""
        self.save()
        self._writer.waitForDone(2000)

    def hand_over(self) -> None:
        """Write at once, for the window that follows this one."""
        if self._operator:
            layouts.save(self._file(), self._now())
        self._saving.stop()
        self._operator = ""

    def _file(self) -> Path:
        return layouts.file_for(self._parts.folder, self._operator)

    def _now(self) -> layouts.Arrangement:
        look = self._parts.look
        return replace(
            self._kept,
            theme=look.theme.name,
            language=self._parts.hub.language,
            comfortable=look.row_height != 24,
            still=look.still,
            window=base64.b64encode(self._window.saveGeometry().data()).decode(),
            pages={name: page.state() for name, page in self._pages.items()},
        )
