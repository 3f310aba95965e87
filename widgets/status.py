"""Keeps the status strip true: figures, link, operator, sound and clock, once a second."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication, QObject, Signal

from app.bridge.hub import Hub
from app.domain.devices import Liveness
from app.domain.plain_text import shown
from app.wire.messages import Figures
from widgets import status_cells
from widgets.access.operator_menu import also_at, other_desks, summary
from widgets.formats import clock, day, number
from widgets.look import Look
from widgets.status_cells import OLD_FIGURES_S, Cell, Mood
from widgets.status_strip import StatusStrip, Workspace

CELLS = ("broker", "messages", "lag", "store", "devices", "cameras", "secrets", "sound", "operator", "clock")
FROM_ENGINE = CELLS[:5]
SPARE = ("lag", "messages", "cameras", "devices", "store")
"""Left out one after another where the window is too narrow, unless they have to say something."""


def workspaces() -> list[Workspace]:
    """Those that exist."""
    return [
        Workspace("operation", "F1", QCoreApplication.translate("StatusBoard", "Operation")),
        Workspace("control", "F2", QCoreApplication.translate("StatusBoard", "Control")),
        Workspace("video", "F3", QCoreApplication.translate("StatusBoard", "Video")),
        Workspace("dispatch", "F4", QCoreApplication.translate("StatusBoard", "Dispatch")),
        Workspace("history", "F5", QCoreApplication.translate("StatusBoard", "History")),
        Workspace("reports", "F6", QCoreApplication.translate("StatusBoard", "Reports")),
        Workspace(
            "diagnostics",
            "F7",
            QCoreApplication.translate("StatusBoard", "Diagnostics"),
            QCoreApplication.translate("StatusBoard", "Diag."),
        ),
        Workspace(
            "administration",
            "F10",
            QCoreApplication.translate("StatusBoard", "Administration"),
            QCoreApplication.translate("StatusBoard", "Admin."),
        ),
    ]


class StatusBoard(QObject):
    """Owns the strip. GUI thread; `tick` once a second."""

    workspace_chosen = Signal(str)
    details_asked = Signal()
    operator_asked = Signal()
    secrets_asked = Signal()

    def __init__(self, hub: Hub, look: Look, parent: QObject, *, console: str = "") -> None:
        """`console` is this one, so that the other desks of an operator can be told from it."""
        super().__init__(parent)
        self._hub, self._console = hub, console
        self.strip = StatusStrip(look, hub.site_name or hub.site, workspaces(), CELLS, spare=SPARE)
        self.strip.workspace_chosen.connect(self.workspace_chosen)
        self.strip.details_asked.connect(self.details_asked)
        self.strip.cells["operator"].clicked.connect(self.operator_asked)
        self.strip.cells["secrets"].clicked.connect(self.secrets_asked)
        self._figures_at: int | None = None
        self._sound = Cell("", Mood.OK)
        self._sound_glyph = "sound"
        self.retranslate()
        hub.figures_changed.connect(self._take)
        hub.link_changed.connect(self.tick)

    def retranslate(self) -> None:
        """Write all titles again."""
        titles = {
            "broker": self.tr("Broker"),
            "messages": self.tr("Messages"),
            "lag": self.tr("Lag"),
            "store": self.tr("Database"),
            "devices": self.tr("Devices"),
            "cameras": self.tr("Cameras"),
            "secrets": self.tr("Secrets"),
            "sound": self.tr("Sound"),
            "operator": self.tr("Operator"),
        }
        for name, title in titles.items():
            self.strip.cells[name].set_title(title)
        for workspace in workspaces():
            self.strip.tabs[workspace.id].name(workspace)
        self.tick()

    def show_sound(self, cell: Cell, glyph: str) -> None:
        self.strip.cells["sound"].show_cell(cell, glyph)

    def tick(self, *_news: object) -> None:
        """Write every cell for now."""
        now = self._hub.now()
        for name, cell in self._engine_cells(now).items():
            self.strip.cells[name].show_cell(cell)
        self.strip.offer("cameras", self._show_cameras())
        rules = self._hub.access.rules
        self.strip.offer("secrets", rules is not None and rules.secrets == "locked")
        self.strip.cells["secrets"].show_cell(status_cells.locked_secrets())
        self.strip.cells["operator"].show_cell(self._operator())
        self.strip.cells["clock"].set_title(day(now, self._hub.language))
        self.strip.cells["clock"].show_cell(Cell(clock(now), Mood.OK))

    def _operator(self) -> Cell:
        """The name, and where else it is signed in; a hand's breadth more in the tooltip."""
        session, rules = self._hub.access.session, self._hub.access.rules
        if session is None:
            return Cell("", Mood.OK)
        elsewhere = also_at(other_desks(session, rules, self._console))
        locked = self.tr("locked") if session.locked else ""
        text = " · ".join(part for part in (shown(session.name), locked, elsewhere) if part)
        return Cell(text, Mood.OK, "\n".join(summary(self._hub, self._console)))

    def _show_cameras(self) -> bool:
        """Write how many cameras report; false where the city has none."""
        code = self._hub.catalogue.kind_codes().get("camera")
        columns = self._hub.columns.devices()
        own = columns.kind == code
        own &= ~np.isnan(columns.lon)
        total = int(np.count_nonzero(own))
        if code is None or not total:
            return False
        fresh = int(np.count_nonzero(columns.liveness[own] == Liveness.FRESH))
        mood = Mood.OK if self._hub.link.phase == "up" else Mood.STALE
        text = f"{number(fresh)} / {number(total)}"
        lost = self.tr("{0} do not report").format(number(total - fresh)) if fresh < total else ""
        self.strip.cells["cameras"].show_cell(Cell(text, mood, lost))
        return True

    def _take(self, _figures: Figures) -> None:
        self._figures_at = self._hub.now()
        self.tick()

    def _engine_cells(self, now: int) -> dict[str, Cell]:
        figures = self._hub.figures
        if figures is None:
            return dict.fromkeys(FROM_ENGINE, status_cells.NOTHING)
        cells = {
            "broker": status_cells.broker(figures.feed, now),
            "messages": status_cells.messages(figures.feed),
            "lag": status_cells.lag(figures.feed),
            "store": status_cells.store(figures.store, now),
            "devices": status_cells.devices(figures),
        }
        came = self._figures_at or figures.at
        if self._hub.link.phase == "up" and now - came <= OLD_FIGURES_S * 1000:
            return cells
        said = self.tr("Said by the engine at {0}; nothing newer has come.").format(clock(came))
        return {name: Cell(cell.text, Mood.STALE, f"{said}\n{cell.explain}") for name, cell in cells.items()}
