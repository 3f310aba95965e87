"""How this program starts itself again as another process, from a source tree or frozen."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def own_command(*arguments: str) -> list[str]:
    """The command line that runs `atalaya` with these arguments in this very installation."""
    if getattr(sys, "frozen", False):
        return [sys.executable, *arguments]
    return [sys.executable, "-P", "-c", _STARTER, str(ROOT), *arguments]


_STARTER = (
    "import sys; sys.path.insert(0, sys.argv.pop(1)); "
    "from app.bootstrap.commands import main; sys.exit(main(sys.argv[1:]))"
)
