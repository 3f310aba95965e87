"""Groups the queue while alarms come as a flood, and takes it back unless the operator chose."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from widgets import formats
from widgets.incidents.queue.rows import Grouping

WINDOW_MIN = 10


class FloodSwitch(QObject):
    """GUI thread."""

    grouping_wanted = Signal(object)
    """A `Grouping`."""
    said = Signal(str)
    """The line over the list; empty when there is no flood."""

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self._hub = hub
        self._on = False
        self._before: Grouping | None = None
        """What was shown before the flood, as long as the operator has chosen nothing since."""
        self._now = Grouping.NONE
        hub.incidents.flood_changed.connect(self.look)
        hub.incidents.loaded.connect(self.look)

    def choose(self, grouping: Grouping) -> None:
        """The operator has chosen: it stays as it is when the flood is over."""
        self._before, self._now = None, grouping
        self._say()

    def look(self) -> None:
        flood = self._hub.incidents.flood
        if flood.on != self._on:
            self._on = flood.on
            self._switch()
        self._say()

    def _switch(self) -> None:
        if self._on and self._now is Grouping.NONE:
            self._before, self._now = self._now, Grouping.KIND
            self.grouping_wanted.emit(self._now)
        elif not self._on and self._before is not None:
            self._now, self._before = self._before, None
            self.grouping_wanted.emit(self._now)

    def _say(self) -> None:
        if not self._on:
            self.said.emit("")
            return
        count = formats.number(self._hub.incidents.flood.recent)
        sentence = self.tr("Flood: {0} alarms in {1} min.").format(count, WINDOW_MIN)
        grouped = {Grouping.KIND: self.tr("Grouped by kind."), Grouping.ZONE: self.tr("Grouped by district.")}
        self.said.emit(" ".join(text for text in (sentence, grouped.get(self._now, "")) if text))
