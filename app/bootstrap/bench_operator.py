"""Somebody who signs in at the consoles of the benchmarks, where nobody is there to type a password."""

from __future__ import annotations

import time
from pathlib import Path

from app.bootstrap.bench_parts import SITE
from app.bootstrap.data_folder import DataFolder
from app.bootstrap.demo_operators import demo_operators
from app.bootstrap.guarded import guarded
from app.engine.run_folder import claim
from app.settings.sections import SiteSettings
from app.settings.settings import Settings


def signing_in(place: Path) -> tuple[str, ...]:
    """The arguments with which a console signs in by itself; before an engine runs on the data folder."""
    data = DataFolder(place / "data")
    data.root.mkdir(mode=0o700, exist_ok=True)
    lock = claim(data.root)
    try:
        with guarded(data, lambda: Settings(SiteSettings(id=SITE))) as guards:
            made = demo_operators(guards.vault, int(time.time() * 1000))
    finally:
        lock.release()
    name, password = next((name, password) for name, _, role, password in made if role == "supervisor")
    file = place / "password"
    file.write_text(password, "utf-8")
    return "--operator", name, "--password-file", str(file)
