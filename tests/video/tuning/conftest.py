"""The tuning page over soft cameras whose pictures stand in real slots."""

import pytest

from app.bridge.footage import Footage
from app.bridge.reports import Reports
from tests.widgets.conftest import gui_loop
from tests.widgets.soft_hub import SoftHub
from tests.widgets.soft_video import soft_wall
from video.tuning.page import TuningPage
from video.tuning.recount_panel import RecountPanel
from widgets.look import Look
from widgets.style import apply_style, load_fonts

__all__ = ["gui_loop"]


@pytest.fixture
def look(qapp) -> Look:
    load_fonts()
    made = Look(still=True)
    apply_style(qapp, made.theme)
    return made


@pytest.fixture
def hub(gui_loop, tmp_path):
    made = SoftHub(devices=0, alarms=0, slots=tmp_path)
    soft_wall(made.cameras, made.introduce, 4)
    made.accounts.sign_in("m.rojas")
    yield made
    made.cameras.close()


@pytest.fixture
def page(hub, look, qtbot, tmp_path):
    footage, recounts = Footage(tmp_path / "store"), Reports((), ())
    panel = RecountPanel(hub, footage, recounts, "America/Lima", "")
    made = TuningPage(hub, look, panel, ("street.onnx",))
    qtbot.addWidget(made)
    made.resize(1200, 760)
    made.show()
    qtbot.waitExposed(made)
    yield made
    footage.close()
    recounts.close()
