"""The scene of these tests, closed when one is over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.video.scene import VideoScene


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[VideoScene]:
    made = VideoScene(tmp_path)
    yield made
    made.close()
