"""The walls and rounds that an operator keeps by name, and the wall they left: one small file each."""

from __future__ import annotations

import json
import logging
import os
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from video.wall.arrangement import MOST, Arrangement
from video.wall.layouts import BY_ID, USUAL
from widgets import layouts

log = logging.getLogger(__name__)
T = TypeVar("T")

VERSION = 1
LONGEST_NAME = 60
MOST_VIEWS = 50
STAY_S, SHORTEST_STAY_S, LONGEST_STAY_S = 20, 2, 3600
"""A round stays so long on each page."""


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


@dataclass(frozen=True, slots=True)
class Round:
    """Cameras that are gone through page after page."""

    wall: WallView
    stay_s: int = STAY_S


@dataclass(slots=True)
class KeptViews:
    """`last` is None for an operator who had no wall yet."""

    last: WallView | None = None
    named: dict[str, WallView] = field(default_factory=dict)
    analytics: bool = True
    rounds: dict[str, Round] = field(default_factory=dict)

    def keep(self, name: str, view: WallView) -> None:
        """Under this name, in place of another one with it; the oldest goes when there are too many."""
        _put(self.named, name, view)

    def keep_round(self, name: str, kept: Round) -> None:
        """The same for a round."""
        _put(self.rounds, name, kept)


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
    return KeptViews(
        _view(stored.get("last")),
        _named(stored.get("named"), _view),
        stored.get("analytics") is not False,
        _named(stored.get("rounds"), _round),
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


def _put(kept: dict[str, T], name: str, one: T) -> None:
    name = name.strip()[:LONGEST_NAME]
    kept.pop(name, None)
    kept[name] = one
    while len(kept) > MOST_VIEWS:
        del kept[next(iter(kept))]


def _named(stored: Any, read: Callable[[Any], T | None]) -> dict[str, T]:
    items = stored.items() if isinstance(stored, Mapping) else ()
    return {str(name)[:LONGEST_NAME]: one for name, value in items if (one := read(value)) is not None}


def _round(stored: Any) -> Round | None:
    wall = _view(stored.get("wall")) if isinstance(stored, Mapping) else None
    stay = stored.get("stay_s") if isinstance(stored, Mapping) else None
    if wall is None or not isinstance(stay, int):
        return None
    return Round(wall, min(max(stay, SHORTEST_STAY_S), LONGEST_STAY_S))


def _view(stored: Any) -> WallView | None:
    if not isinstance(stored, Mapping) or not isinstance(stored.get("cameras"), list):
        return None
    cameras = tuple(one for one in stored["cameras"] if isinstance(one, str))[:MOST]
    return WallView(str(stored.get("layout", USUAL.id)), cameras)
