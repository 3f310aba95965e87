"""The way from a device to where it is commanded, with the reason where it is closed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.actions import Actions
from widgets.actions import action
from widgets.commandable import Commandable
from widgets.key_button import KeyButton
from widgets.look import Look
from widgets.plain_label import plain_label


class ControlLine(QWidget):
    """Hidden for what takes no orders. It only opens a page: nothing is sent from here. GUI thread."""

    wanted = Signal()

    def __init__(self, hub: Hub, look: Look, actions: Actions) -> None:
        super().__init__()
        self._commandable = Commandable(hub, actions)
        self.button = KeyButton(self.tr("Control"), action("device.control").key_name(), look)
        self.reason = plain_label(look="support", wraps=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 8)
        row.setSpacing(8)
        row.addWidget(self.button)
        row.addWidget(self.reason, 1)
        self.button.clicked.connect(self.wanted)
        self.hide()

    def show_device(self, device: str) -> None:
        """As it is now."""
        takes = self._commandable.takes_orders(device)
        self.setVisible(takes)
        if takes:
            reason = self._commandable.why_not(device, briefly=True)
            self.button.setEnabled(not reason)
            self.button.setToolTip(self._commandable.why_not(device))
            self.reason.setText(reason)
