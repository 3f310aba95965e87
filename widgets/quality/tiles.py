"""The figures of a period as tiles: value, name, target, and a mark where the target is missed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from widgets.glyphs import glyph_pixmap
from widgets.look import Look
from widgets.plain_label import PlainLabel
from widgets.quality.figures import Figure

COLUMNS = 4


class Tile(QFrame):
    """Grey when all is well; one that misses its target says so with a sign and words, not with colour
    alone."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.setProperty("look", "raised")
        self.value, self.name, self.target, self.sign = (PlainLabel() for _ in range(4))
        self.value.setProperty("look", "value")
        self.name.setProperty("look", "support")
        self.target.setProperty("look", "small")
        head = QHBoxLayout()
        head.addWidget(self.value, 1)
        head.addWidget(self.sign)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(2)
        column.addLayout(head)
        column.addWidget(self.name)
        column.addWidget(self.target)

    def show_figure(self, figure: Figure) -> None:
        missed = figure.met is False
        said = QCoreApplication.translate("AlarmQuality", "Misses its target: {0}").format(figure.target)
        self.value.setText(figure.value)
        self.name.setText(figure.name)
        self.target.setText(said if missed else figure.target)
        self.sign.setVisible(missed)
        if missed:
            self.sign.setPixmap(glyph_pixmap("warning", 16, self._look.theme.text))
        self.setAccessibleName(f"{figure.name}: {figure.value}, {self.target.text()}")


class Tiles(QWidget):
    """GUI thread."""

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self.tiles: list[Tile] = []
        self._shown: tuple[Figure, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(8)
        look.changed.connect(self._paint_again)

    def _paint_again(self) -> None:
        self.show_figures(self._shown)

    def show_figures(self, figures: Sequence[Figure]) -> None:
        self._shown = tuple(figures)
        while len(self.tiles) < len(figures):
            tile = Tile(self._look, self)
            place = len(self.tiles)
            self._grid.addWidget(tile, place // COLUMNS, place % COLUMNS)
            self.tiles.append(tile)
        for tile, figure in zip(self.tiles, figures, strict=False):
            tile.show_figure(figure)
