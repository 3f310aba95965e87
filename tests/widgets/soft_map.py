"""A map without a city: remembers what it was asked."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from widgets.parts import MapHooks, Ring


class SoftMap(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.take_area: Callable[[Ring], None] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.field = QLineEdit(self)

    @property
    def hooks(self) -> MapHooks:
        return MapHooks(
            zoom_to=lambda device: self.asked.append(f"zoom {device}"),
            go_to_incident=lambda incident: self.asked.append(f"go to {incident}"),
            zoom_back=lambda: self.asked.append("back"),
            toggle_layers=lambda: self.asked.append("layers"),
            search=self.field.setFocus,
            draw_area=self._draw,
        )

    def _draw(self, take: Callable[[Ring], None]) -> None:
        self.asked.append("area")
        self.take_area = take
