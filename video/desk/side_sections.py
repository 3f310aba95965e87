"""Evidence and camera health as sections of the column beside the wall."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from video.desk.evidence_panel import EvidencePanel
from video.desk.health_panel import HealthPanel
from video.desk.side_parts import Chosen


class EvidenceSection:
    """Photos are of the marked camera, clips of those on the timeline. GUI thread."""

    def __init__(self, panel: EvidencePanel) -> None:
        self._panel = panel

    @property
    def widget(self) -> QWidget:
        return self._panel

    def show_chosen(self, chosen: Chosen) -> None:
        first = (chosen.camera,) if chosen.camera else ()
        cameras = tuple(dict.fromkeys((*first, *chosen.cameras))) if chosen.until else first
        self._panel.set_subject(cameras, chosen.since, chosen.until, chosen.incident)

    def fit(self, *, tight: bool) -> None:
        self._panel.fit(tight=tight)


class HealthSection:
    """Is about all cameras, whichever is chosen. GUI thread."""

    def __init__(self, panel: HealthPanel) -> None:
        self._panel = panel

    @property
    def widget(self) -> QWidget:
        return self._panel

    def show_chosen(self, _chosen: Chosen) -> None:
        """Nothing of it changes."""

    def fit(self, *, tight: bool) -> None:
        self._panel.fit(tight=tight)
