"""The bar above the wall: how its cameras are, layouts, analytics, the round, kept views, full screen."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from PySide6.QtCore import Qt, Signal
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
from video.desk.tour import Tour, TourState
from video.desk.views import STAY_S
from video.wall.layouts import BUTTONS, BY_ID, LAYOUTS, Layout
from video.wall.tile_state import Mood
from video.wall.wall import CameraWall
from widgets.glyphs import glyph_icon
from widgets.look import Look
from widgets.plain_label import plain_label, plain_tip

_FAULTY = frozenset({Mood.NO_SIGNAL, Mood.TAMPERED, Mood.FROZEN, Mood.OLD, Mood.LOST})

NAME_PX = 90
"""Room for the name of a round."""


class WallBar(QFrame):
    """GUI thread."""

    layout_chosen = Signal(object)
    """A `Layout`."""
    analytics_chosen = Signal(bool)
    tour_asked = Signal()
    round_chosen = Signal(str)
    """Empty for that of all cameras."""
    round_kept = Signal()
    round_forgotten = Signal(str)
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
        self.tour = self._chip(self.tr("Round {0} s").format(STAY_S), checkable=True)
        self.rounds = QToolButton()
        self.views = self._chip(self.tr("Views"))
        self.full = QToolButton()
        self.menu, self.all_layouts, self.round_menu = QMenu(self), QMenu(self), QMenu(self)
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
        self.rounds.setToolTip(self.tr("Rounds that you keep (Shift+O); O begins and ends the chosen one"))
        self.rounds.setAccessibleName(self.tr("Rounds"))
        self.rounds.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.rounds.setMenu(self.round_menu)
        row.addWidget(self.more)
        row.addSpacing(6)
        for part in (self.analytics, self.tour, self.rounds, self.views):
            row.addWidget(part)
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
        for menu in (self.more, self.rounds):
            menu.setIcon(glyph_icon("chevron_down", theme.text2, 12))
        self.full.setIcon(glyph_icon("detach", theme.text2, 13))
        self.analytics.setIcon(glyph_icon("eye", theme.text2, 13))

    # What is told

    def parts(self) -> tuple[QWidget, ...]:
        """What can be pressed, from left to right."""
        return (
            self.back, *self.buttons.values(), self.more, self.analytics, self.tour, self.rounds, self.views,
            self.full,
        )  # fmt: skip

    def show_layout(self, layout: Layout) -> None:
        for name, button in self.buttons.items():
            button.setChecked(name == layout.id)
        self.more.setText("" if layout.id in self.buttons else layout.id)

    def show_tour(self, tour: Tour) -> None:
        self.tour.setChecked(tour.on)
        words = self.tr("Round {0} s").format(tour.stay_s)
        if tour.name:
            name = self.fontMetrics().elidedText(tour.name, Qt.TextElideMode.ElideRight, NAME_PX)
            words = f"{name} {tour.stay_s} s".replace("&", "&&")
        self.tour.setText(self.tr("Round waits") if tour.state is TourState.WAITING else words)
        self.tour.setToolTip(plain_tip(tour.name))

    def open_rounds(self) -> None:
        """Below its button, with the first one under the keys."""
        self.round_menu.popup(self.rounds.mapToGlobal(self.rounds.rect().bottomLeft()))
        self.round_menu.setActiveAction(self.round_menu.actions()[0])

    def offer_views(self, names: Iterable[str]) -> None:
        """Each can be shown and forgotten; what stands on the wall can be kept."""
        self.menu.clear()
        names = list(names)
        _offer(self.menu, names, self.view_chosen.emit)
        if names:
            self.menu.addSeparator()
        self.menu.addAction(self.tr("Keep this wall…")).triggered.connect(lambda: self.view_kept.emit())
        if names:
            _offer(self.menu.addMenu(self.tr("Forget")), names, self.view_forgotten.emit)

    def offer_rounds(self, names: Iterable[str]) -> None:
        """That of all cameras, then those that are kept."""
        self.round_menu.clear()
        names = list(names)
        self.round_menu.addAction(self.tr("All cameras")).triggered.connect(
            lambda: self.round_chosen.emit("")
        )
        _offer(self.round_menu, names, self.round_chosen.emit)
        self.round_menu.addSeparator()
        keep = self.round_menu.addAction(self.tr("Keep these cameras as a round…"))
        keep.triggered.connect(lambda: self.round_kept.emit())
        if names:
            _offer(self.round_menu.addMenu(self.tr("Forget")), names, self.round_forgotten.emit)

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


def _offer(menu: QMenu, names: Iterable[str], chosen: Callable[[str], None]) -> None:
    """An entry for each name."""
    for name in names:
        entry = menu.addAction(name.replace("&", "&&"))
        entry.triggered.connect(lambda _=False, one=name: chosen(one))
