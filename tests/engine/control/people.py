"""The people who work at the control desk of a test, made once in a run."""

from __future__ import annotations

from pathlib import Path

from tests.engine.access.scene import Scene

_made: list[bytes] = []


def with_people(folder: Path) -> Scene:
    """Proving passwords takes its time, so the people that were made once in this run are copied."""
    vault = folder / "vault.db"
    if not _made:
        made = Scene(folder)
        link = made.desk("sala-1/1")
        made.first(link)
        made.hire(link, "carla", "engineer")
        made.hire(link, "beto", "supervisor")
        made.close()
        _made.append(vault.read_bytes())
        return Scene(folder)
    folder.mkdir()
    vault.write_bytes(_made[0])
    vault.chmod(0o600)
    return Scene(folder)
