"""An incident panel over the soft hub."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.widgets.soft_hub import SoftHub
from widgets.incidents.panel import IncidentPanel
from widgets.look import Look

BURST, PANIC = "INC-0401", "INC-0402"


@pytest.fixture(name="hub")
def _hub(gui_loop: Any, tmp_path: Path) -> Iterator[SoftHub]:
    made = SoftHub(devices=90, alarms=8, attachments=tmp_path / "attachments")
    yield made
    made.incidents.close()


@pytest.fixture(name="panel")
def _panel(hub: SoftHub, look: Look, qtbot: Any) -> IncidentPanel:
    """Shows a burst main, whose record has come."""
    made = IncidentPanel(hub, look)
    qtbot.addWidget(made, before_close_func=lambda panel: qtbot.waitUntil(lambda: not panel.reader.busy))
    made.resize(360, 900)
    with qtbot.waitExposed(made):
        made.show()
    made.show_incident(BURST)
    qtbot.waitUntil(lambda: bool(made.body.timeline.model.lines))
    return made
