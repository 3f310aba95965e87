"""The views and rounds that an operator keeps by name, as the bar above the wall offers them."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QInputDialog

from video.desk.round_dialog import RoundDialog
from video.desk.tour import Tour
from video.desk.view_keeper import ViewKeeper
from video.desk.views import Round, WallView
from video.desk.wall_panel import WallPanel


class KeptWalls(QObject):
    """GUI thread."""

    def __init__(self, panel: WallPanel, keeper: ViewKeeper, tour: Tour) -> None:
        super().__init__(panel)
        self._panel, self._keeper, self._tour = panel, keeper, tour
        bar = panel.bar
        bar.view_chosen.connect(self.show_view)
        bar.view_kept.connect(self._ask_name)
        bar.view_forgotten.connect(keeper.forget)
        bar.tour_asked.connect(tour.toggle)
        bar.round_chosen.connect(self.begin_round)
        bar.round_kept.connect(self.ask_round)
        bar.round_forgotten.connect(keeper.forget_round)
        keeper.changed.connect(self._offer)
        tour.changed.connect(lambda: bar.show_tour(tour))
        self._offer()

    def show_view(self, name: str) -> None:
        self._tour.stop(told=False)
        self._keeper.show(name)

    def begin_round(self, name: str) -> None:
        """One that is kept; an empty name is that of all cameras."""
        self._tour.choose(name, self._keeper.kept.rounds.get(name))
        self._tour.start()

    def offer_rounds(self) -> None:
        """Open the list of rounds, for the keys."""
        self._panel.bar.open_rounds()

    def ask_round(self) -> RoundDialog:
        """With what stands on the operator's wall."""
        self._tour.stop()
        dialog = RoundDialog(WallView.of(self._panel.wall.arrangement), self._panel.window())
        dialog.kept.connect(self._keep_round)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
        return dialog

    def _keep_round(self, name: str, kept: Round) -> None:
        self._keeper.keep_round(name, kept)
        self._tour.choose(name, kept)

    def _ask_name(self) -> None:
        name, given = QInputDialog.getText(
            self._panel.window(), self.tr("Keep this wall"), self.tr("Name of the view")
        )
        if given:
            self._keeper.keep(name)

    def _offer(self) -> None:
        kept = self._keeper.kept
        self._panel.bar.offer_views(kept.named)
        self._panel.bar.offer_rounds(kept.rounds)
        there = kept.rounds.get(self._tour.name)
        if there != self._tour.kept:  # it is forgotten, or that of another operator
            self._tour.choose("" if there is None else self._tour.name, there)
