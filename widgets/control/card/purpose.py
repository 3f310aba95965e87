"""The incident that the next orders of the card are given for: they become a part of its record."""

from __future__ import annotations

from PySide6.QtWidgets import QPushButton

from app.domain.plain_text import shown
from app.domain.selections import Selection


class Purpose(QPushButton):
    """Offers the incident that is chosen in the console; pressed, orders are given for it. While a device is
    selected it tells what it was selected for. GUI thread."""

    def __init__(self) -> None:
        super().__init__()
        self._offered, self._held = "", False
        self.setProperty("look", "small")
        self.setCheckable(True)
        self.setAutoDefault(False)
        self._refresh()

    @property
    def incident(self) -> str:
        """What the next order is given for; empty for none."""
        return self._offered if self.isChecked() and not self._held else ""

    def offer(self, incident: str) -> None:
        """Another incident is chosen, or none: nothing is given for it unless somebody says so."""
        self._offered = incident
        self.forget()

    def take(self) -> None:
        """What follows is done for the incident that is offered."""
        self.setChecked(bool(self._offered))
        self._refresh()

    def forget(self) -> None:
        """Another device: what it was for is over."""
        self.setChecked(False)
        self._refresh()

    def show_selection(self, selection: Selection | None) -> None:
        self._held = selection is not None
        self._refresh(selection.incident if selection is not None else self._offered)

    def _refresh(self, incident: str | None = None) -> None:
        shown_for = self._offered if incident is None else incident
        self.setVisible(bool(shown_for))
        self.setEnabled(not self._held)
        words = self.tr("For {0}").format(shown(shown_for))
        self.setText(words)
        self.setToolTip(self.tr("Orders become a part of the incident's record."))
