"""A whole installation on a real broker for every test here."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.endtoend.installation import Installation
from tests.support.broker import Mosquitto


@pytest.fixture
def installation(tmp_path: Path, mosquitto: Mosquitto) -> Iterator[Installation]:
    made = Installation(tmp_path, mosquitto)
    yield made
    made.close()
