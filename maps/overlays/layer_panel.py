"""Switches for what the map shows: by layer of kinds and by state (key L)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QGridLayout, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from widgets.formats import number
from widgets.glyphs import glyph_icon
from widgets.look import Look
from widgets.style import TABLE, ui_font

WIDTH = 232
NORMAL, ABNORMAL, STALE, GROUPED, ZONES = "normal", "abnormal", "stale", "grouped", "zones"


@dataclass(frozen=True, slots=True)
class LayerEntry:
    """One switch: `id` comes back in the signal."""

    id: str
    label: str
    glyph: str


class LayerPanel(QFrame):
    """GUI thread only."""

    layers_changed = Signal(frozenset)
    """The layers that are switched off."""
    switches_changed = Signal(dict)
    """State switches by name: `normal`, `abnormal`, `stale`, `grouped`, `zones`."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._layers: dict[str, tuple[QCheckBox, QLabel, LayerEntry]] = {}
        self._switches = {name: QCheckBox(self) for name in (NORMAL, ABNORMAL, STALE, GROUPED, ZONES)}
        self.setProperty("look", "raised")
        self.setFixedWidth(WIDTH)
        self._title = QLabel(self)
        self._title.setProperty("look", "support")
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(1)
        self._build()
        look.changed.connect(self._take_theme)
        self.retranslate()

    def _build(self) -> None:
        key = QLabel("L", self)
        key.setProperty("look", "key")
        head = QHBoxLayout()
        head.addWidget(self._title)
        head.addStretch()
        head.addWidget(key)
        line = QFrame(self)
        line.setProperty("look", "line")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 6, 10, 8)
        layout.setSpacing(4)
        layout.addLayout(head)
        layout.addLayout(self._grid)
        layout.addWidget(line)
        for box in self._switches.values():
            box.setChecked(True)
            box.setMinimumHeight(20)
            box.setFont(ui_font(TABLE))
            box.toggled.connect(self._say_switches)
            layout.addWidget(box)

    def retranslate(self) -> None:
        """Take the words of the language in force."""
        self._title.setText(self.tr("Layers"))
        words = {
            NORMAL: self.tr("Normal"),
            ABNORMAL: self.tr("In alarm"),
            STALE: self.tr("No recent data"),
            GROUPED: self.tr("Group when dense"),
            ZONES: self.tr("Zones"),
        }
        for name, box in self._switches.items():
            box.setText(words[name])

    def set_layers(self, entries: Sequence[LayerEntry]) -> None:
        """One row for each; all switched on."""
        for box, count, _ in self._layers.values():
            for widget in (box, count):
                self._grid.removeWidget(widget)
                widget.deleteLater()
        self._layers = {}
        for row, entry in enumerate(entries):
            box, count = QCheckBox(entry.label, self), QLabel(self)
            box.setChecked(True)
            box.setMinimumHeight(20)
            box.setFont(ui_font(TABLE))
            box.setIconSize(QSize(14, 14))
            box.toggled.connect(self._say_layers)
            count.setProperty("look", "small")
            self._grid.addWidget(box, row, 0)
            self._grid.addWidget(count, row, 1, Qt.AlignmentFlag.AlignRight)
            self._layers[entry.id] = box, count, entry
        self._grid.setColumnStretch(0, 1)
        self._take_theme()
        self.adjustSize()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Devices in each layer."""
        for name, (_, label, _) in self._layers.items():
            text = number(counts.get(name, 0))
            if label.text() != text:
                label.setText(text)

    def _say_layers(self) -> None:
        self.layers_changed.emit(
            frozenset(n for n, (box, _, _) in self._layers.items() if not box.isChecked())
        )

    def _say_switches(self) -> None:
        self.switches_changed.emit({name: box.isChecked() for name, box in self._switches.items()})

    def _take_theme(self) -> None:
        for box, _, entry in self._layers.values():
            box.setIcon(glyph_icon(entry.glyph, self._look.theme.text2, 14))
