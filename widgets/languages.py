"""Installs the language of the console: our texts, and Qt's own."""

from __future__ import annotations

import logging

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from app.settings.resources import resource

log = logging.getLogger(__name__)

SOURCE = "en"
"""The language the texts are written in; it needs no file."""
OFFERED = ("es", "en")


def choose(wanted: str) -> str:
    """The offered language nearest to a setting such as `es-PE`; empty follows the system, and Spanish
    is taken where nothing fits."""
    code = (wanted or QLocale.system().name()).replace("_", "-").partition("-")[0].lower()
    return code if code in OFFERED else OFFERED[0]


class Languages:
    """One per application. GUI thread."""

    def __init__(self, application: QApplication) -> None:
        self._application = application
        self._installed: list[QTranslator] = []

    def install(self, language: str) -> None:
        """Replace what was installed; views made after this speak the language."""
        for old in self._installed:
            self._application.removeTranslator(old)
        self._installed = []
        QLocale.setDefault(QLocale(language))
        if language == SOURCE:
            return
        own = str(resource("i18n", f"atalaya_{language}.qm"))
        base = f"{QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)}/qtbase_{language}.qm"
        for path in (base, own):
            translator = QTranslator(self._application)
            if translator.load(path):
                self._application.installTranslator(translator)
                self._installed.append(translator)
            elif path is own:
                log.warning("The translation %s cannot be read; texts stay in English.", own)
