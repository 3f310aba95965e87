"""Asks a level for the chosen group: slider, presets, how long, how fast, and what would be left out."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.bridge.hub import Hub
from app.domain.command_groups import Skipped
from app.domain.lighting.plan import InForce
from app.domain.orders import Action, Order
from app.domain.plain_text import shown
from widgets import formats
from widgets.calm import CalmBox
from widgets.control import words as control_words
from widgets.control.hold_button import HOLD_S
from widgets.control.level_slider import LevelSlider, Mark
from widgets.control.lighting import words
from widgets.control.lighting.ask_button import AskButton
from widgets.control.lighting.city import City
from widgets.control.lighting.ends import End, offered, until
from widgets.control.lighting.figures import ChosenFigures
from widgets.look import Look
from widgets.plain_label import PlainLabel

PRESETS = (0, 30, 60, 80, 100)
RAMPS_S = (0, 5, 30, 120, 600)
NARROW, COMBO_W = 620, 128
USUAL_END, USUAL_RAMP_S = End.TWO_HOURS, 30


@dataclass(frozen=True, slots=True)
class Standing:
    """How it stands with the chosen group. `reason` says why nothing may be asked; `select`: it must be
    selected first."""

    lamps: int = 0
    reason: str = ""
    select: bool = False
    skips: tuple[Skipped, ...] = ()


class LevelEditor(QWidget):
    """GUI thread."""

    wanted = Signal(object)
    """The `Order` to send, or to select for."""
    changed = Signal()
    """Another order would be asked now."""

    def __init__(self, hub: Hub, look: Look, city: City, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub, self._city = hub, city
        self._standing = Standing()
        self._dawn_ms = 0
        self._touched = False
        self.slider = LevelSlider(look)
        self.presets = [QPushButton() for _ in PRESETS]
        self.duration, self.ramp = CalmBox(), CalmBox()
        self.send, self.resume = AskButton(look, "primary"), AskButton(look, "")
        self.note = PlainLabel()
        self._lay_out()
        self._offer_ramps()
        self._offer_ends()
        self._connect()
        self.slider.setValue(100)
        self._touched = False
        self._write()

    def _lay_out(self) -> None:
        caption = PlainLabel(self.tr("Change the level of the group"))
        caption.setProperty("look", "caption")
        caption.setMinimumWidth(0)
        caption.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        top = QHBoxLayout()
        top.setSpacing(5)
        top.addWidget(caption, 1)
        for level, button in zip(PRESETS, self.presets, strict=True):
            button.setText(formats.measure(level, "%", 0) if level else self.tr("Off"))
            button.setProperty("look", "chip")
            button.setAutoDefault(False)
            top.addWidget(button)
        middle = QGridLayout()
        middle.setHorizontalSpacing(8)
        middle.setVerticalSpacing(4)
        middle.addWidget(self.slider, 0, 0, 2, 1)
        middle.setColumnStretch(0, 1)
        for row, (text, box) in enumerate(((self.tr("Last"), self.duration), (self.tr("Ramp"), self.ramp))):
            label = PlainLabel(text)
            label.setProperty("look", "small")
            label.setBuddy(box)
            box.setAccessibleName(text)
            box.setFixedWidth(COMBO_W)
            middle.addWidget(label, row, 1)
            middle.addWidget(box, row, 2)
        self.note.setProperty("look", "small")
        self.note.setWordWrap(True)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._foot = foot = QGridLayout()
        foot.setColumnStretch(2, 1)
        for place, button in enumerate((self.send, self.resume)):
            foot.addWidget(button, 0, place)
        foot.addWidget(self.note, 0, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(4)
        for part in (top, middle, foot):
            column.addLayout(part)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, what is left out stands below the buttons."""
        super().resizeEvent(event)
        place = (1, 0, 1, 3) if self.width() < NARROW else (0, 2, 1, 1)
        self._foot.addWidget(self.note, *place)

    def _connect(self) -> None:
        for level, button in zip(PRESETS, self.presets, strict=True):
            button.clicked.connect(lambda _=False, level=level: self.slider.setValue(level))
        self._hub.control.rules_changed.connect(self._take_rules)
        self._take_rules()
        self.slider.valueChanged.connect(self._move)
        self.duration.currentIndexChanged.connect(self._move)
        self.ramp.currentIndexChanged.connect(self._move)
        self.send.asked.connect(lambda: self.wanted.emit(self.order()))
        self.resume.asked.connect(lambda: self.wanted.emit(Order(Action.RESUME_PROGRAMME)))

    def _take_rules(self) -> None:
        rules = self._hub.control.rules
        for button in (self.send, self.resume):
            button.set_hold(HOLD_S if rules is None else rules.hold_s)

    # What is asked

    def order(self) -> Order:
        """As it would be asked now; its end counts from now."""
        end = self.duration.currentData()
        over_s = float(self.ramp.currentData())
        moment = until(End(end), self._hub.now(), self._dawn_ms, self._city.zone)
        return Order(Action.SET_LEVEL, float(self.slider.value()), over_s, moment)

    def begin(self) -> None:
        """Another group was chosen: what was set for the last one is not meant for it."""
        self._touched = False

    # What is shown

    def show_figures(self, figures: ChosenFigures, in_force: InForce | None) -> None:
        """The marks on the slider; it starts at what is in force."""
        marks: list[Mark] = []
        if figures.in_force.is_one:
            words_ = self.tr("in force {0}").format(formats.number(figures.in_force.mean))
            marks.append(Mark(figures.in_force.mean, words_, manual=figures.group.manual > 0))
        if in_force is not None and in_force.level is not None:
            level = in_force.level
            marks.append(Mark(level, self.tr("programme {0}").format(formats.number(level))))
        self.slider.show_marks(marks, figures.group.measured)
        if not self._touched and figures.in_force.known and not self.slider.hasFocus():
            level = figures.in_force.mean
            if not math.isnan(level) and round(level) != self.slider.value():
                self.slider.setValue(round(level))
            self._touched = False
        dawn = 0 if in_force is None else in_force.sunrise
        if dawn != self._dawn_ms:
            self._dawn_ms = dawn
        self._offer_ends()

    def show_standing(self, standing: Standing) -> None:
        if standing != self._standing:
            self._standing = standing
            self._write()

    def _move(self) -> None:
        self._touched = True
        self._write()
        self.changed.emit()

    def _write(self) -> None:
        standing, level = self._standing, self.slider.value()
        meant = words.luminaires(standing.lamps)
        asked = self.tr("off") if level == 0 else formats.measure(level, "%", 0)
        text = self.tr("Select {0}") if standing.select else self.tr("Send {1} to {0}")
        self.send.set_words(text.format(meant, asked))
        self.resume.set_words(self.tr("Back to the programme"))
        may = not standing.reason and standing.lamps > 0
        for part in (self.send, self.resume):
            part.setEnabled(may)
            part.only_opens = standing.select
            hold = "" if standing.select else self.tr("By keyboard: hold Space")
            part.setToolTip(standing.reason or hold)
        left = skipped_words(standing.skips)
        left = self.tr("Left out: {0}").format(left) if left else ""
        hold = self.tr("A group of this size is selected, looked over, and then held to send.")
        parts = [standing.reason] if standing.reason else [left, hold if standing.select else ""]
        self.note.setText(" · ".join(part for part in parts if part))
        self.note.setToolTip(named_words(standing.skips))

    def _offer_ramps(self) -> None:
        for seconds in RAMPS_S:
            self.ramp.addItem(formats.duration(seconds) if seconds else self.tr("At once"), seconds)
        self.ramp.setCurrentIndex(RAMPS_S.index(USUAL_RAMP_S))

    def _offer_ends(self) -> None:
        """The moments move on with the clock; the choice stays."""
        now = self._hub.now()
        ends, city = offered(now, self._dawn_ms), self._city
        texts = [words.end(end, city.hour(until(end, now, self._dawn_ms, city.zone))) for end in ends]
        if texts == [self.duration.itemText(place) for place in range(self.duration.count())]:
            return
        before = self.duration.currentData() or USUAL_END
        self.duration.blockSignals(True)
        self.duration.clear()
        for end, text in zip(ends, texts, strict=True):
            self.duration.addItem(text, end)
        self.duration.setCurrentIndex(ends.index(before) if before in ends else ends.index(USUAL_END))
        self.duration.blockSignals(False)


def skipped_words(skips: Sequence[Skipped]) -> str:
    """`41 do not report: left out`, the largest reason first."""
    from_most = sorted(skips, key=lambda one: one.count, reverse=True)
    return " · ".join(f"{formats.number(one.count)} {control_words.skip(one.reason)}" for one in from_most)


def named_words(skips: Sequence[Skipped]) -> str:
    """The devices by name, a line for each reason."""
    lines = []
    for one in skips:
        more = "…" if one.count > len(one.devices) else ""
        lines.append(f"{control_words.skip(one.reason)}: {', '.join(map(shown, one.devices))}{more}")
    return "\n".join(lines)
