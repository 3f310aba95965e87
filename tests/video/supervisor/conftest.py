"""A supervisor over a folder of the test's own, ended with it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.video.supervisor.scene import SupervisorScene
from tests.video.supervisor.soft_engine import SoftEngine


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[SupervisorScene]:
    made = SupervisorScene(tmp_path)
    yield made
    made.close()


@pytest.fixture
def engine(scene: SupervisorScene) -> Iterator[Callable[..., SoftEngine]]:
    made: list[SoftEngine] = []

    def make(**more: Any) -> SoftEngine:
        made.append(SoftEngine(scene.data, epoch=len(made) + 1, **more))
        return made[-1]

    yield make
    scene.close()
    for one in made:
        one.stop()
