"""What a process loads: the headless engine no Qt, the console nothing of the engine's storage."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.waiting import PATIENCE_S

ROOT = Path(__file__).parents[2]
CODE = "import sys, importlib; importlib.import_module(sys.argv[1]); print(*sys.modules, sep='\\n')"


@pytest.mark.parametrize(
    ("module", "kept_out"),
    [
        ("app.bootstrap.engine_process", {"PySide6", "pyqtgraph", "shapely", "amqtt", "app.bridge"}),
        ("app.bootstrap.doctor", {"PySide6", "alembic", "numpy.testing"}),
        ("app.bootstrap.import_devices", {"PySide6", "alembic"}),
        ("app.bootstrap.console", {"alembic", "amqtt", "folium", "app.engine.core", "app.store.writer"}),
    ],
)
def test_a_process_loads_only_what_it_needs(module, kept_out):
    done = subprocess.run(
        [sys.executable, "-c", CODE, module],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=PATIENCE_S,
    )
    assert kept_out & set(done.stdout.split()) == set()
