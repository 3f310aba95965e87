"""A map without a city: remembers what it was asked."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.parts import MapHooks


class SoftMap(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.field = QLineEdit(self)

    @property
    def hooks(self) -> MapHooks:
        return MapHooks(
            zoom_to=lambda device: self.asked.append(f"zoom {device}"),
            zoom_back=lambda: self.asked.append("back"),
            toggle_layers=lambda: self.asked.append("layers"),
            search=self.field.setFocus,
        )
