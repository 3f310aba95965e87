"""A video workspace without a window, over soft cameras."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QWidget

from tests.widgets.soft_hub import SoftHub
from tests.widgets.soft_video import SoftFootage, soft_wall
from video.desk.page import DeskPlan, VideoDesk
from widgets.look import Look

CONSOLE = "sala-1/4021"


@dataclass
class SoftDesk:
    """`said` are the sentences for the foot of the window, `chosen` the cameras for the selection."""

    hub: SoftHub
    desk: VideoDesk
    window: QWidget
    footage: SoftFootage
    said: list[str]
    chosen: list[str]
    fronts: list[str]

    def acts(self, kind: type) -> list[Any]:
        return [one for one in self.hub.cameras.asked if isinstance(one, kind)]

    def close(self) -> None:
        self.desk.close()
        self.hub.cameras.close()


def soft_desk(folder: Path, look: Look, *, count: int = 16, operator: str = "r.quispe") -> SoftDesk:
    """As the window has it: wall, events and camera beside each other."""
    hub = SoftHub(devices=20, alarms=0, incidents=1, slots=folder)
    hub.accounts.sign_in(operator)
    soft_wall(hub.cameras, hub.introduce, count)
    footage = SoftFootage()
    desk = VideoDesk(DeskPlan(hub, look, footage, folder / "layouts", CONSOLE))  # type: ignore[arg-type]
    page, window = desk.page(), QWidget()
    row = QHBoxLayout(window)
    for part, share in ((page.wall, 4), (page.events, 1), (page.camera, 1)):
        row.addWidget(part, share)
    window.resize(1500, 900)
    made = SoftDesk(hub, desk, window, footage, [], [], [])
    page.join(made.said.append, made.chosen.append, made.fronts.append)
    return made
