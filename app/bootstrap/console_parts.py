"""Puts the console together: catalogue, hub, map and main window, each told what it needs."""

from __future__ import annotations

import logging
import os
import socket
from dataclasses import dataclass

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication

from app.bootstrap.city_clock import city_zone
from app.bootstrap.console_plan import ConsolePlan
from app.bootstrap.map_parts import ConsoleMap, build_map
from app.bootstrap.processes import own_command
from app.bootstrap.video_desk_parts import VideoParts, video_page_maker
from app.bootstrap.video_paths import models_folder
from app.bridge.engine_link import LinkPlan
from app.bridge.engine_starter import EngineStarter
from app.bridge.evidence import Evidence
from app.bridge.history import History
from app.bridge.hub import Hub, HubIdentity
from app.bridge.reports import Reports
from app.domain.alarms import Priority
from app.settings.actions import load_actions
from app.settings.catalogue import load_catalogue
from app.settings.video import VideoSettings
from video.desk.bringing_up import BringRule
from widgets.console import Console
from widgets.languages import Languages, choose
from widgets.log_lines import LogLines
from widgets.look import Look
from widgets.main_window import MainWindow
from widgets.parts import ConsoleParts
from widgets.selection import Selection
from widgets.style import load_fonts, ui_font
from widgets.theme import DARK, THEMES


@dataclass(frozen=True, slots=True)
class RunningConsole:
    """All that lives as long as the window. GUI thread."""

    hub: Hub
    console: Console
    map: ConsoleMap
    evidence: Evidence
    recounts: Reports

    @property
    def window(self) -> MainWindow:
        """The window now; another one after a change of language."""
        return self.console.window

    def show(self, size: str) -> None:
        """Show the window, over the whole screen or as large as asked (`1920x1080`)."""
        if size:
            width, _, height = size.partition("x")
            self.window.resize(QSize(int(width), int(height)))
            self.window.show()
        else:
            self.window.showMaximized()
        self.hub.start()

    def close(self) -> None:
        """Let go of the engine, which goes on, and end the console's threads."""
        self.map.close()
        self.evidence.close()
        self.recounts.close()
        self.hub.close()


def build_console(plan: ConsolePlan, application: QApplication) -> RunningConsole:
    """The console, not shown yet."""
    lines = LogLines()
    logging.getLogger().addHandler(lines)
    languages = Languages(application)
    languages.install(choose(plan.language))
    load_fonts()
    application.setFont(ui_font())
    hub = _hub(plan)
    look = Look(THEMES.get(plan.theme or "", DARK))
    selection = Selection()
    evidence = Evidence(hub.ask, own_command("evidence"), _report_options(plan))
    recounts = Reports(own_command("recount"), ())
    city_map = build_map(hub, look, selection, plan.data.maps)
    parts = ConsoleParts(
        hub=hub,
        look=look,
        selection=selection,
        map_view=city_map.widget,
        folder=plan.data.layouts,
        map_hooks=city_map.hooks,
        video=video_page_maker(_video_parts(plan, hub, look, evidence, recounts)),
        console=console_name(),
        suggested_operator=plan.operator,
        auto_sign_in=(plan.operator, plan.password) if plan.password else None,
        log_lines=lines,
        actions=load_actions(load_catalogue()),
        keep_theme=plan.theme is not None,
        ask_at_close=not plan.simulated and plan.seconds is None,
        on_rebuilt=city_map.retranslate,
    )
    return RunningConsole(hub, Console(parts, languages), city_map, evidence, recounts)


def _video_parts(
    plan: ConsolePlan, hub: Hub, look: Look, evidence: Evidence, recounts: Reports
) -> VideoParts:
    return VideoParts(
        hub,
        look,
        evidence,
        recounts,
        folder=plan.data.layouts,
        models=models_folder(plan.settings, plan.data),
        rule=_bring_rule(plan.settings.video),
        zone=city_zone(plan.settings),
        time_zone=plan.settings.site.time_zone,
        console=console_name(),
    )


def _bring_rule(video: VideoSettings) -> BringRule:
    least = None if video.bring_up == "never" else Priority[video.bring_up.upper()]
    return BringRule(least, video.alarm_radius_m, video.alarm_cameras)


def _hub(plan: ConsolePlan) -> Hub:
    catalogue = load_catalogue()
    site = plan.settings.site
    identity = HubIdentity(choose(plan.language), site.id, site.name or site.id)
    link = LinkPlan(
        data=plan.data.root,
        console=console_name(),
        starter=EngineStarter(_engine_command(plan), plan.data.logs / "engine.out"),
    )
    reports = Reports(own_command("report"), _report_options(plan))
    return Hub(catalogue, identity, link, History(plan.data.store, catalogue), reports)


def console_name() -> str:
    """Where this console stands: machine and process."""
    return f"{socket.gethostname()}/{os.getpid()}"


def _report_options(plan: ConsolePlan) -> list[str]:
    config = ("--config", str(plan.config)) if plan.config is not None else ()
    return ["--data", str(plan.data.root), *config]


def _engine_command(plan: ConsolePlan) -> list[str]:
    config = ("--config", str(plan.config)) if plan.config is not None else ()
    simulated = ("--simulated",) if plan.simulated else ()
    return own_command("engine", "--data", str(plan.data.root), *config, *simulated)
