"""Plays the sounds of the alarms, and says when this PC cannot. The only place that knows QtMultimedia."""

from __future__ import annotations

import time
from typing import Protocol

from PySide6.QtCore import QLoggingCategory, QObject, QTimer, QUrl, Signal
from PySide6.QtMultimedia import QAudioDevice, QMediaDevices, QSoundEffect

from app.domain.alarms import Priority
from app.settings.resources import resource
from widgets.formats import span
from widgets.sound_plan import SoundPlan
from widgets.status_cells import Cell, Mood

CHECK_MS = 250
VOLUME = 0.8
_QUIET = "qt.multimedia.symbolsresolver=false\nqt.multimedia.ffmpeg.info=false"
"""QtMultimedia tells at every start which video libraries it did not find; sound needs none of them."""
_FILES = {Priority.CRITICAL: "critical.wav", Priority.HIGH: "high.wav", Priority.MEDIUM: "medium.wav"}


class Speaker(Protocol):
    """The loudspeaker of this PC."""

    @property
    def available(self) -> bool: ...
    def play(self, priority: Priority) -> None: ...
    def stop(self) -> None: ...


class QtSpeaker(QObject):
    """Short sounds, loaded once; follows the default device as it comes and goes."""

    changed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        QLoggingCategory.setFilterRules(_QUIET)
        self._devices = QMediaDevices(self)
        self._devices.audioOutputsChanged.connect(self._attach)
        self._effects: dict[Priority, QSoundEffect] = {}
        self._device = QAudioDevice()
        self._attach()

    @property
    def available(self) -> bool:
        return bool(self._effects)

    def play(self, priority: Priority) -> None:
        effect = self._effects.get(priority)
        if effect is not None:
            self.stop()
            effect.play()

    def stop(self) -> None:
        for effect in self._effects.values():
            effect.stop()

    def _attach(self) -> None:
        device = QMediaDevices.defaultAudioOutput()
        if self._effects and device == self._device:
            return
        self._device = device
        for old in self._effects.values():
            old.deleteLater()
        self._effects = {} if device.isNull() else {p: self._load(device, f) for p, f in _FILES.items()}
        self.changed.emit()

    def _load(self, device: QAudioDevice, file: str) -> QSoundEffect:
        effect = QSoundEffect(device, self)
        effect.setSource(QUrl.fromLocalFile(str(resource("sounds", file))))
        effect.setVolume(VOLUME)
        return effect


class Sounder(QObject):
    """Follows the standing alarms. `changed` says that the strip should show another state."""

    changed = Signal()

    def __init__(self, speaker: Speaker | None, parent: QObject) -> None:
        super().__init__(parent)
        self._speaker = speaker
        self._plan = SoundPlan()
        self._timer = QTimer(self, interval=CHECK_MS)
        self._timer.timeout.connect(self._play_due)

    def take(self, counts: dict[Priority, int], fresh: frozenset[Priority]) -> None:
        """Learn what is unacknowledged, and what is new."""
        self._plan.take(counts, fresh, time.monotonic())
        if any(counts.values()):
            self._play_due()
            self._timer.start()
        else:
            self._timer.stop()
            if self._speaker is not None:
                self._speaker.stop()
        self.changed.emit()

    def silence(self) -> None:
        self._plan.silence(time.monotonic())
        if self._speaker is not None:
            self._speaker.stop()
        self.changed.emit()

    def again(self, priority: Priority) -> None:
        """Sound once more for what nobody reacts to; silence holds for all but what is critical."""
        if (self.silent_s and priority is not Priority.CRITICAL) or self._speaker is None:
            return
        if self._speaker.available:
            self._speaker.play(priority)

    @property
    def silent_s(self) -> float:
        return self._plan.silent_for(time.monotonic())

    def _play_due(self) -> None:
        priority = self._plan.sound(time.monotonic())
        if priority is not None and self._speaker is not None and self._speaker.available:
            self._speaker.play(priority)

    def cell(self) -> tuple[Cell, str]:
        """What the strip says, and its glyph."""
        if self._speaker is None:
            return Cell(
                self.tr("Off"), Mood.STALE, self.tr("Sound was switched off at the start.")
            ), "sound_off"
        if not self._speaker.available:
            explain = self.tr("This PC has no sound device. Alarms are only seen. Connect a loudspeaker.")
            return Cell(self.tr("No device"), Mood.FAILING, explain), "sound_off"
        left = self.silent_s
        if left > 0:
            explain = self.tr("A new critical alarm sounds again.")
            return Cell(self.tr("Silent {0}").format(span(left)), Mood.STALE, explain), "sound_off"
        return Cell(self.tr("On"), Mood.OK), "sound"
