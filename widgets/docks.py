"""One workspace of panels that dock, stack, float to other monitors and come back where they were."""

from __future__ import annotations

import contextlib
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from PySide6QtAds import ads

from widgets.glyphs import glyph_icon
from widgets.hatch import Hatch
from widgets.look import Look

STATE_VERSION = 1
_FLAG = ads.CDockManager.eConfigFlag
_AREAS = {
    "center": ads.DockWidgetArea.CenterDockWidgetArea,
    "left": ads.DockWidgetArea.LeftDockWidgetArea,
    "beside": ads.DockWidgetArea.RightDockWidgetArea,
    "right": ads.DockWidgetArea.RightDockWidgetArea,
    "bottom": ads.DockWidgetArea.BottomDockWidgetArea,
}


@dataclass(frozen=True, slots=True)
class Panel:
    """`area` is `center`, `left`, `bottom`, `beside` or `right`, which stands at the outer edge of `beside`;
    panels of one area are tabs. `share` is the part of the page that the area takes, across it, but at
    least `least` logical pixels."""

    id: str
    title: str
    widget: QWidget
    area: str
    share: float = 0.2
    glyph: str = ""
    least: int = 0
    lives_on: bool = False
    """It is no older while the engine is away: it says itself how old what it shows is."""


def set_up_docks(look: Look) -> None:
    """Choose how all docks behave and look; before the first page is made."""
    ads.CDockManager.iconProvider().registerCustomIcon(
        ads.eIcon.DockAreaUndockIcon, glyph_icon("detach", look.theme.text2, 12)
    )
    ads.CDockManager.setConfigFlags(ads.CDockManager.eConfigFlag.DefaultOpaqueConfig)
    for flag, on in (
        # Docks are a part of the application's sheet; their own would come back with every palette.
        (_FLAG.DisableStylesheet, True),
        (_FLAG.DockAreaHasCloseButton, False),
        (_FLAG.DockAreaHasUndockButton, True),
        (_FLAG.DockAreaHasTabsMenuButton, False),
        (_FLAG.AlwaysShowTabs, True),
        (_FLAG.AllTabsHaveCloseButton, False),
        (_FLAG.ActiveTabHasCloseButton, False),
        (_FLAG.DisableTabTextEliding, True),
        (_FLAG.EqualSplitOnInsertion, False),
        (_FLAG.FloatingContainerHasWidgetTitle, True),
    ):
        ads.CDockManager.setConfigFlag(flag, on)


class DockPage(QWidget):
    """The panels of one workspace. `state` and `restore` speak base64."""

    arranged = Signal()
    """A panel was moved, floated, shown or hidden."""

    def __init__(self, panels: Sequence[Panel], look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._panels = {panel.id: panel for panel in panels}
        self._manager: Any = ads.CDockManager(self)
        self._manager.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._manager)
        self._docks = {panel.id: self._make(panel) for panel in panels}
        self._fresh = True
        self._lay_out()
        for panel in panels:
            # Only now: every change of parent has Qt style all that is inside again.
            self._docks[panel.id].setWidget(panel.widget, ads.CDockWidget.eInsertMode.ForceNoScrollArea)
        self._design = self._manager.saveState(STATE_VERSION)
        self._adopt_areas()
        self.veils = [Hatch(panel.widget, look) for panel in panels if not panel.lives_on]
        look.changed.connect(self._dress)

    def _make(self, panel: Panel) -> Any:
        dock = ads.CDockWidget(self._manager, panel.title)
        dock.setObjectName(panel.id)
        feature = ads.CDockWidget.DockWidgetFeature
        dock.setFeature(feature.DockWidgetClosable, False)
        dock.setMinimumSizeHintMode(ads.CDockWidget.eMinimumSizeHintMode.MinimumSizeHintFromContent)
        dock.topLevelChanged.connect(self._note)
        return dock

    def _lay_out(self) -> None:
        """The layout of the design: the centre, its left neighbour, then what spans below and beside."""
        areas: dict[str, Any] = {}
        for place in ("center", "left", "bottom", "beside", "right"):
            for panel in self._panels.values():
                if panel.area != place:
                    continue
                dock = self._docks[panel.id]
                if place in areas:
                    self._manager.addDockWidgetTabToArea(dock, areas[place])
                elif place == "left" and "center" in areas:
                    areas[place] = self._manager.addDockWidget(_AREAS[place], dock, areas["center"])
                else:
                    areas[place] = self._manager.addDockWidget(_AREAS[place], dock)
        for area in areas.values():
            area.setCurrentIndex(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._fresh:
            QTimer.singleShot(0, self, self._share_again)

    def _share_again(self) -> None:
        if self._fresh:
            self._share_out(self.size())

    def _adopt_areas(self) -> None:
        """Take over the areas and borders that a layout has made."""
        for splitter in self._manager.findChildren(ads.CDockSplitter):
            splitter.splitterMoved.connect(self._keep, Qt.ConnectionType.UniqueConnection)
        self._dress()

    def _keep(self) -> None:
        """The operator moved a border: from now on it is theirs."""
        self._fresh = False
        self.arranged.emit()

    def _share_out(self, size: QSize) -> None:
        """Give each area its part, once the page knows its size."""
        width, height = size.width(), size.height()
        first = {panel.area: panel for panel in reversed(self._panels.values())}
        across = {"left": width, "beside": width, "right": width, "bottom": height}
        left, beside, right, bottom = (
            max(first[area].least, round(across[area] * first[area].share)) if area in first else 0
            for area in ("left", "beside", "right", "bottom")
        )
        for place, sizes in (
            ("right", [width - beside - right, *([beside] if beside else []), right]),
            ("bottom", [height - bottom, bottom]),
            ("left", [left, width - beside - right - left]),
        ):
            if place in first:
                area = self._docks[first[place].id].dockAreaWidget()
                self._manager.setSplitterSizes(area, sizes)

    def reset(self) -> None:
        """Back to the layout of the design."""
        self._manager.restoreState(self._design, STATE_VERSION)
        self._adopt_areas()
        self._fresh = True
        self._share_out(self.size())
        self.arranged.emit()

    def state(self) -> str:
        return bytes(self._manager.saveState(STATE_VERSION).toBase64().data()).decode()

    def restore(self, state: str) -> bool:
        """Take a saved layout; false, and as it was, when it is none or does not fit these panels."""
        plain = QByteArray.fromBase64(QByteArray(state.encode()))
        if not _looks_whole(plain):
            return False
        taken = bool(self._manager.restoreState(plain, STATE_VERSION))
        self._fresh = self._fresh and not taken
        self._adopt_areas()
        return taken

    def show_panel(self, panel: str) -> None:
        """Bring a panel to the front and give it the focus."""
        dock = self._docks[panel]
        dock.toggleView(True)
        dock.setAsCurrentTab()
        self._panels[panel].widget.setFocus()

    def detach(self) -> bool:
        """Float the panel that has the focus, or bring it back if it floats."""
        focused = QApplication.focusWidget()
        for name, dock in self._docks.items():
            if focused is not None and (dock is focused or dock.isAncestorOf(focused)):
                if dock.isInFloatingContainer():
                    self._dock_back(name)
                else:
                    dock.setFloating()
                self.arranged.emit()
                return True
        return False

    def _dock_back(self, name: str) -> None:
        dock, place = self._docks[name], self._panels[name].area
        neighbours = [
            other.dockAreaWidget()
            for key, other in self._docks.items()
            if key != name and self._panels[key].area == place and not other.isInFloatingContainer()
        ]
        if neighbours:
            self._manager.addDockWidgetTabToArea(dock, neighbours[0])
        else:
            self._manager.addDockWidget(_AREAS[place], dock)
        dock.toggleView(True)

    def floating(self) -> list[str]:
        """Which panels float."""
        return [name for name, dock in self._docks.items() if dock.isInFloatingContainer()]

    def set_title(self, panel: str, title: str) -> None:
        self._docks[panel].setWindowTitle(title)

    def set_old(self, old: bool) -> None:
        """Hatch every panel, or lift it."""
        for veil in self.veils:
            veil.set_old(old)

    def take(self, panel: str) -> QWidget:
        """Let a panel's widget go to another page; its place stays empty."""
        self._docks[panel].takeWidget()
        widget = self._panels[panel].widget
        widget.setParent(None)
        return widget

    def close_floating(self) -> None:
        """Take the floating windows away with the console."""
        for window in list(self._manager.floatingWidgets()):
            window.hide()

    def _dress(self) -> None:
        theme = self._look.theme
        for button in self._manager.findChildren(ads.CTitleBarButton):
            button.setIcon(glyph_icon("detach", theme.text2, 12))
        for name, dock in self._docks.items():
            if glyph := self._panels[name].glyph:
                dock.setIcon(glyph_icon(glyph, theme.text2, 14))

    def _note(self) -> None:
        self.arranged.emit()


def _looks_whole(state: QByteArray) -> bool:
    """Whether it is what `saveState` writes: XML, compressed after four bytes that tell its length."""
    packed = bytes(state.data())
    with contextlib.suppress(zlib.error):
        return zlib.decompress(packed[4:]).lstrip().startswith(b"<?xml")
    return False
