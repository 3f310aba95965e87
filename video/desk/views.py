"""The walls that an operator keeps by name, and the one they left: one small file each."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from video.wall.arrangement import MOST, Arrangement
from video.wall.layouts import BY_ID, USUAL
from widgets import layouts

log = logging.getLogger(__name__)

VERSION = 1
LONGEST_NAME = 60
MOST_VIEWS = 50


@dataclass(frozen=True, slots=True)
class WallView:
    """A layout and what stands in it."""

    layout: str = USUAL.id
    cameras: tuple[str, ...] = ()

    @classmethod
    def of(cls, arrangement: Arrangement) -> WallView:
        return cls(arrangement.layout.id, tuple(arrangement.cameras))

    def put(self, arrangement: Arrangement) -> None:
        """Onto a wall; empty tiles stay empty."""
        arrangement.become(Arrangement(BY_ID.get(self.layout, USUAL), list(self.cameras)))


@dataclass(slots=True)
class KeptViews:
    """`last` is None for an operator who had no wall yet."""

    last: WallView | None = None
    named: dict[str, WallView] = field(default_factory=dict)
    analytics: bool = True

    def keep(self, name: str, view: WallView) -> None:
        """Under this name, in place of another one with it; the oldest goes when there are too many."""
        name = name.strip()[:LONGEST_NAME]
        self.named.pop(name, None)
        self.named[name] = view
        while len(self.named) > MOST_VIEWS:
            del self.named[next(iter(self.named))]


def file_for(folder: Path, operator: str) -> Path:
    """Beside the arrangement of the window."""
    desk = layouts.file_for(folder, operator)
    return desk.with_name(desk.name.replace("desk-", "wall-", 1))


def load(path: Path) -> KeptViews:
    """What was kept; nothing where there is no file, or none that can be read, which the log says."""
    try:
        stored: Any = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return KeptViews()
    except (OSError, ValueError) as failure:
        log.warning("The kept walls %s cannot be read: %s", path.name, failure)
        return KeptViews()
    if not isinstance(stored, Mapping) or stored.get("version") != VERSION:
        return KeptViews()
    named = stored.get("named")
    walls = named.items() if isinstance(named, Mapping) else ()
    return KeptViews(
        _view(stored.get("last")),
        {str(name)[:LONGEST_NAME]: view for name, value in walls if (view := _view(value)) is not None},
        stored.get("analytics") is not False,
    )


def save(path: Path, kept: KeptViews) -> None:
    """Write beside, then replace. Any thread; a disk that refuses is said in the log."""
    text = json.dumps({"version": VERSION, **asdict(kept)}, indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, beside = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        Path(beside).replace(path)
    except OSError as failure:
        log.warning("The walls cannot be kept: %s", failure)


def _view(stored: Any) -> WallView | None:
    if not isinstance(stored, Mapping) or not isinstance(stored.get("cameras"), list):
        return None
    cameras = tuple(one for one in stored["cameras"] if isinstance(one, str))[:MOST]
    return WallView(str(stored.get("layout", USUAL.id)), cameras)
