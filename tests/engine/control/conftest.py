"""The scene of these tests, closed when one is over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.control.scene import ControlScene


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[ControlScene]:
    made = ControlScene(tmp_path)
    yield made
    made.close()
