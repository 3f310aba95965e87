"""The console of one operator: its window, and another one when the language changes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from widgets.languages import Languages
from widgets.main_window import MainWindow, build_main_window
from widgets.parts import ConsoleParts


class Console(QObject):
    """Made by the composition root, which shows `window`. GUI thread."""

    def __init__(self, parts: ConsoleParts, languages: Languages) -> None:
        super().__init__()
        self._languages = languages
        self._parts = replace(parts, on_language=self.switch_language)
        languages.install(parts.hub.language)
        self.window: MainWindow = build_main_window(self._parts)

    def switch_language(self, language: str) -> None:
        """Build the window again in the other language, in the same place, with the same map."""
        if language == self._parts.hub.language:
            return
        self._parts.hub.language = language
        self._languages.install(language)
        old = self.window
        shown, place = old.isVisible(), old.saveGeometry()
        carried = old.hand_over()
        # Whether it signed in by itself or not, a second window is no new start.
        self._parts = replace(self._parts, auto_sign_in=None)
        self.window = build_main_window(self._parts, carried)
        self.window.restoreGeometry(place)
        if shown:
            self.window.show()
        old.hide()
        old.deleteLater()
        self._parts.on_rebuilt()
