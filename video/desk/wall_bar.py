"""The bar above the wall: how its cameras are, layouts, analytics, the round, kept views, full screen."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.bridge.hub import Hub
from video.desk.tour import PAGE_MS, TourState
from video.wall.layouts import BUTTONS, BY_ID, LAYOUTS, Layout
from video.wall.tile_state import Mood
from video.wall.wall import CameraWall
from widgets.glyphs import glyph_icon
from widgets.look import Look
from widgets.plain_label import plain_label

_FAULTY = frozenset({Mood.NO_SIGNAL, Mood.TAMPERED, Mood.FROZEN, Mood.OLD, Mood.LOST})


class WallBar(QFrame):
    """GUI thread."""

    layout_chosen = Signal(object)
    """A `Layout`."""
    analytics_chosen = Signal(bool)
    tour_asked = Signal()
    full_asked = Signal()
    back_asked = Signal()
    """The wall of before is wanted."""
    view_chosen = Signal(str)
    view_kept = Signal()
    view_forgotten = Signal(str)

    def __init__(self, look: Look) -> None:
        super().__init__()
        self._look = look
        self.setProperty("look", "bar")
        self.summary = plain_label(look="support")
        self.summary.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.layouts = QButtonGroup(self)
        self.buttons = {name: self._chip(name, checkable=True) for name in BUTTONS}
        self.back = self._chip(self.tr("Back to the wall"))
        self.more = QToolButton()
        self.analytics = self._chip(self.tr("Analytics"), checkable=True)
        self.tour = self._chip(self.tr("Round {0} s").format(PAGE_MS // 1000), checkable=True)
        self.views = self._chip(self.tr("Views"))
        self.full = QToolButton()
        self.menu, self.all_layouts = QMenu(self), QMenu(self)
        self._lay_out()
        self._connect()
        look.changed.connect(self._dress)
        self._dress()

    def _chip(self, words: str, *, checkable: bool = False) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("look", "chip")
        button.setCheckable(checkable)
        return button

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 3, 6, 3)
        row.setSpacing(4)
        row.addWidget(self.summary, 1)
        self.back.setToolTip(self.tr("The wall as it was before these cameras were brought up (Esc)"))
        self.back.hide()
        row.addWidget(self.back)
        for name, button in self.buttons.items():
            self.layouts.addButton(button)
            button.setAccessibleName(self.tr("Layout {0}").format(name))
            row.addWidget(button)
        self.layouts.setExclusive(False)
        self.more.setToolTip(self.tr("More layouts"))
        self.more.setAccessibleName(self.tr("More layouts"))
        self.views.setAccessibleName(self.tr("Views"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.more.setMenu(self.all_layouts)
        self.full.setToolTip(self.tr("Whole screen, on another monitor where there is one (Shift+F11)"))
        self.full.setAccessibleName(self.tr("Whole screen"))
        self.views.setMenu(self.menu)
        row.addWidget(self.more)
        row.addSpacing(6)
        for button in (self.analytics, self.tour, self.views):
            row.addWidget(button)
        row.addWidget(self.full)
        for layout in LAYOUTS:
            words = f"{layout.id}  ({len(layout.places)})"
            self.all_layouts.addAction(words).triggered.connect(
                lambda _=False, one=layout: self.layout_chosen.emit(one)
            )

    def _connect(self) -> None:
        for name, button in self.buttons.items():
            button.clicked.connect(lambda _=False, one=BY_ID[name]: self.layout_chosen.emit(one))
        self.analytics.clicked.connect(self.analytics_chosen)
        self.tour.clicked.connect(lambda: self.tour_asked.emit())
        self.full.clicked.connect(lambda: self.full_asked.emit())
        self.back.clicked.connect(lambda: self.back_asked.emit())

    def _dress(self) -> None:
        theme = self._look.theme
        self.more.setIcon(glyph_icon("chevron_down", theme.text2, 12))
        self.full.setIcon(glyph_icon("detach", theme.text2, 13))
        self.analytics.setIcon(glyph_icon("eye", theme.text2, 13))

    # What is told

    def parts(self) -> tuple[QWidget, ...]:
        """What can be pressed, from left to right."""
        return (
            self.back, *self.buttons.values(), self.more, self.analytics, self.tour, self.views, self.full,
        )  # fmt: skip

    def show_layout(self, layout: Layout) -> None:
        for name, button in self.buttons.items():
            button.setChecked(name == layout.id)
        self.more.setText("" if layout.id in self.buttons else layout.id)

    def show_tour(self, state: TourState) -> None:
        self.tour.setChecked(state is not TourState.OFF)
        waits = state is TourState.WAITING
        self.tour.setText(self.tr("Round waits") if waits else self.tr("Round {0} s").format(PAGE_MS // 1000))

    def offer_views(self, names: Iterable[str]) -> None:
        """Each can be shown and forgotten; what stands on the wall can be kept."""
        self.menu.clear()
        names = list(names)
        for name in names:
            shown_as = self.menu.addAction(name.replace("&", "&&"))
            shown_as.triggered.connect(lambda _=False, one=name: self.view_chosen.emit(one))
        if names:
            self.menu.addSeparator()
        self.menu.addAction(self.tr("Keep this wall…")).triggered.connect(lambda: self.view_kept.emit())
        if names:
            forget = self.menu.addMenu(self.tr("Forget"))
            for name in names:
                gone = forget.addAction(name.replace("&", "&&"))
                gone.triggered.connect(lambda _=False, one=name: self.view_forgotten.emit(one))

    def show_wall(self, wall: CameraWall, hub: Hub) -> None:
        """How many of how many, and how those are."""
        arrangement = wall.arrangement
        self.back.setVisible(arrangement.before is not None)
        moods = [wall.view(tile).mood for tile, _ in arrangement.shown() if arrangement.at(tile)]
        words = [self.tr("{0} of {1}").format(len(moods), len(hub.video.cameras))]
        for count, one, several in (
            (sum(mood in (Mood.LIVE, Mood.SLOWED) for mood in moods), self.tr("1 live"), self.tr("{0} live")),
            (sum(mood is Mood.STILL for mood in moods), self.tr("1 still"), self.tr("{0} still")),
            (sum(mood in _FAULTY for mood in moods), self.tr("1 with a fault"), self.tr("{0} with faults")),
            (sum(mood is Mood.RECORDED for mood in moods), self.tr("1 recorded"), self.tr("{0} recorded")),
        ):
            if count:
                words.append(one if count == 1 else several.format(count))
        if arrangement.pages > 1:
            words.append(self.tr("page {0} of {1}").format(arrangement.page + 1, arrangement.pages))
        self.summary.setText(" · ".join(words))
