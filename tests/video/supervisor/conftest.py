"""A supervisor over a folder of the test's own, ended with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.video.supervisor.scene import SupervisorScene


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[SupervisorScene]:
    made = SupervisorScene(tmp_path)
    yield made
    made.close()
