"""The setting that says who is blurred reaches all that show pictures: workers, playbacks and exports."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.bootstrap import evidence, video_parts
from app.bootstrap.data_folder import DataFolder
from app.domain.video.evidence import EvidenceOrder
from app.settings.cameras import Cameras
from app.settings.settings import load


@pytest.mark.parametrize(("lines", "blurs_all"), [("", False), ('[video]\nblur = "all"\n', True)])
def test_all_is_blurred_everywhere_or_nowhere(tmp_path: Path, lines: str, blurs_all: bool) -> None:
    (tmp_path / "settings.toml").write_text(f'[site]\nid = "prueba"\n{lines}', "utf-8")
    settings, data = load(tmp_path / "settings.toml"), DataFolder(tmp_path)
    plan = video_parts.VideoPlan(data, settings, Cameras(), "pc/1", ends_with_engine=True)
    assert video_parts._crew(plan, tmp_path, tmp_path).blur_all is blurs_all
    assert video_parts._playbacks(plan, tmp_path, tmp_path).blur_all is blurs_all
    order = EvidenceOrder(
        "EXP-1", (), 0, 1, "", "", str(tmp_path), "", str(tmp_path), site="", site_name="", timezone=""
    )
    assert evidence._completed(order, data, settings).blur_all is blurs_all
