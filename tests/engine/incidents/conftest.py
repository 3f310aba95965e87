"""The scene of these tests, closed when one is over."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engine.incidents.scene import IncidentScene


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[IncidentScene]:
    made = IncidentScene(tmp_path)
    yield made
    made.close()
