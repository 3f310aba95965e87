"""A page that is built when it is first looked at: most operators never open those of the administration."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.rights import Right


class Later(QWidget):
    """`right` is what the page asks for; the page itself says who may see it."""

    def __init__(self, right: Right, make: Callable[[], QWidget]) -> None:
        super().__init__()
        self.right = right
        self._make = make
        self.page: QWidget | None = None
        self.setProperty("look", "panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._column = column

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.page is None:
            self.page = self._make()
            self._column.addWidget(self.page)
            self.setFocusProxy(self.page)
