"""Puts the video workspace together: the wall, what stands beside it, its pages of health and of tuning."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.bridge.evidence import Evidence
from app.bridge.hub import Hub
from app.bridge.reports import Reports
from app.domain.video.health import Condition
from video.desk.bringing_up import BringingUp, BringRule
from video.desk.cameras_page import CamerasPage
from video.desk.evidence_panel import EvidencePanel
from video.desk.health_page import HealthPage
from video.desk.health_panel import HealthPanel
from video.desk.health_reading import HealthReading
from video.desk.page import DeskPlan, build_video_page
from video.desk.side_parts import Desk
from video.desk.side_sections import EvidenceSection, HealthSection
from video.desk.wall_panel import WallPanel
from video.tuning.page import TuningPage
from video.tuning.recount_panel import RecountPanel
from widgets.look import Look
from widgets.video_page import ExtraPage, VideoPage

HEALTH, TUNING, SET_UP = "camera_health", "tuning", "cameras"
TITLES = {
    HEALTH: QT_TRANSLATE_NOOP("Panels", "Camera health"),
    TUNING: QT_TRANSLATE_NOOP("Panels", "Tuning"),
    SET_UP: QT_TRANSLATE_NOOP("Panels", "Set up cameras"),
}
DETECTORS = "*.onnx"


@dataclass(frozen=True, slots=True)
class VideoParts:
    """`folder` keeps the walls of operators, `zone` is the site's and `time_zone` its name, `console` this
    one for the engine; `recounts` sees footage again, `models` holds detectors; `rule` is what
    brings cameras up."""

    hub: Hub
    look: Look
    evidence: Evidence
    recounts: Reports
    folder: Path
    models: Path
    rule: BringRule
    zone: dt.tzinfo
    time_zone: str
    console: str


def video_page_maker(parts: VideoParts) -> Callable[[], VideoPage]:
    """Makes one for each window."""
    return lambda: _WorkspaceParts(parts).build()


class _WorkspaceParts:
    """What one window's workspace is made of; the panel of health leads to its page."""

    def __init__(self, parts: VideoParts) -> None:
        self._parts = parts
        self._reading = HealthReading(parts.hub, parts.hub.footage, parts.zone)
        self._page = HealthPage(parts.hub, parts.look, self._reading)
        self._reading.setParent(self._page)
        self._tuning: TuningPage | None = None
        self._set_up: CamerasPage | None = None
        self._front: Callable[[str], None] = lambda _: None

    def build(self) -> VideoPage:
        parts = self._parts
        plan = DeskPlan(
            parts.hub,
            parts.look,
            parts.hub.footage,
            parts.folder,
            parts.console,
            parts=(self._evidence, self._health),
            pages=(self._health_page, self._tuning_page, self._set_up_page),
            joystick=True,
        )
        page = build_video_page(plan)
        if isinstance(page.wall, WallPanel):
            waiting, playing = page.wall.waiting, page.wall.playing
            bringing = BringingUp(
                parts.hub, parts.rule, page.bring_up, wall=page.wall.wall, free=lambda: bool(playing.live)
            )
            bringing.offered.connect(waiting.offer)
            waiting.asked.connect(bringing.show_offered)
        return replace(page, show_device=lambda device: self._show_device(page, device))

    def _show_device(self, page: VideoPage, device: str) -> None:
        page.show_device(device)
        if self._set_up is not None:
            self._set_up.show_chosen(device)

    def _evidence(self, desk: Desk) -> EvidenceSection:
        hub = self._parts.hub
        panel = EvidencePanel(
            hub,
            self._parts.look,
            self._parts.evidence,
            hub.footage.exports,
            desk.shot,
            hub.footage.segments,
        )
        panel.said.connect(desk.say)
        return EvidenceSection(panel)

    def _health(self, desk: Desk) -> HealthSection:
        panel = HealthPanel(self._parts.hub, self._parts.look, self._reading)
        self._front = desk.front
        panel.page_wanted.connect(self._show_health)
        return HealthSection(panel)

    def _health_page(self, desk: Desk) -> ExtraPage:
        self._page.camera_wanted.connect(lambda camera: desk.show_cameras((camera,)))
        return ExtraPage(HEALTH, _title(HEALTH), "camera", self._page)

    def _set_up_page(self, desk: Desk) -> ExtraPage:
        page = self._set_up = CamerasPage(self._parts.hub, self._parts.look)
        page.tune_wanted.connect(self._tune)
        self._page.administration_wanted.connect(lambda: desk.front(SET_UP))
        return ExtraPage(SET_UP, _title(SET_UP), "camera", page)

    def _tuning_page(self, desk: Desk) -> ExtraPage:
        parts = self._parts
        panel = RecountPanel(parts.hub, parts.hub.footage, parts.recounts, parts.time_zone, str(parts.models))
        detectors = tuple(sorted(path.name for path in parts.models.glob(DETECTORS)))
        page = self._tuning = TuningPage(parts.hub, parts.look, panel, detectors)
        page.said.connect(desk.say)
        return ExtraPage(TUNING, _title(TUNING), "camera", page)

    def _tune(self, camera: str) -> None:
        if self._tuning is not None:
            self._tuning.choose_camera(camera)
            self._front(TUNING)

    def _show_health(self, condition: Condition | None, district: str | None) -> None:
        self._page.show_filter(condition, district)
        self._front(HEALTH)


def _title(page: str) -> str:
    return QCoreApplication.translate("Panels", str(TITLES[page]))
