"""Puts the video workspace together: the wall, and what stands beside it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from app.bridge.hub import Hub
from video.desk.page import DeskPlan, build_video_page
from widgets.look import Look
from widgets.video_page import VideoPage


def video_page_maker(hub: Hub, look: Look, folder: Path, console: str) -> Callable[[], VideoPage]:
    """Makes one for each window; `folder` keeps the walls of operators."""
    plan = DeskPlan(hub, look, hub.footage, folder, console, joystick=True)
    return lambda: build_video_page(plan)
