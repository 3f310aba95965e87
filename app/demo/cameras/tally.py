"""What truly happened before each camera since somebody first looked, counted and written as JSON lines."""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from app.demo.cameras.scene import Crossing, Scene
from app.domain.video.stages import TrackClass

QUARTER_S = 900.0
_log = logging.getLogger(__name__)


class Tally:
    """Of one camera. `at`, `since` and `until` are epoch seconds; one thread."""

    def __init__(self, camera: str, scene: Scene, write: Callable[[dict[str, object]], None]) -> None:
        self._camera, self._scene, self._write = camera, scene, write
        self._seen_since: float | None = None
        self._until = 0.0
        self._quarter: list[Crossing] = []
        self._running: Counter[bool] = Counter()
        self._told: set[tuple[str, float]] = set()

    @property
    def forward(self) -> int:
        """Crossings of all lines, since somebody first looked."""
        return self._running[True]

    @property
    def backward(self) -> int:
        return self._running[False]

    def look(self, at: float) -> None:
        """Somebody looks from now on."""
        if self._seen_since is None:
            self._seen_since = self._until = at

    def go_on(self, at: float) -> None:
        """Count up to `at`, and write down each quarter of an hour that is over."""
        if self._seen_since is None:
            return
        while self._until < at:
            boundary = (self._until // QUARTER_S + 1.0) * QUARTER_S
            self._take(min(at, boundary))
            if self._until == boundary:
                self._write_quarter(boundary)

    def _take(self, until: float) -> None:
        truth = self._scene.truth(self._until, until)
        self._until = until
        self._quarter += truth.crossings
        self._running.update(crossing.forward for crossing in truth.crossings)
        for each in truth.occurrences:
            if (each.amiss, each.began) not in self._told:
                self._told.add((each.amiss, each.began))
                self._write(
                    {
                        "camera": self._camera,
                        "amiss": each.amiss.value,
                        "since": _ms(each.began),
                        "until": _ms(each.ended),
                    }
                )

    def _write_quarter(self, until: float) -> None:
        assert self._seen_since is not None
        since = max(self._seen_since, until - QUARTER_S)
        for line in self._scene.lines:
            counts = Counter((each.kind, each.forward) for each in self._quarter if each.line == line.id)
            self._write(
                {
                    "camera": self._camera,
                    "line": line.id,
                    "since": _ms(since),
                    "until": _ms(until),
                    "forward": {kind.value: counts[kind, True] for kind in _KINDS},
                    "backward": {kind.value: counts[kind, False] for kind in _KINDS},
                }
            )
        self._quarter.clear()


_KINDS = (TrackClass.PERSON, TrackClass.TWO_WHEELER, TrackClass.VEHICLE)


class TruthLog:
    """A file of JSON lines, begun anew; what cannot be written is said once in the log."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._failed = False
        path.write_text("", "utf-8")

    def write(self, row: dict[str, object]) -> None:
        try:
            with self._path.open("a", encoding="utf-8") as file:
                file.write(json.dumps(row) + "\n")
        except OSError as fault:
            if not self._failed:
                self._failed = True
                _log.warning("the truth of the cameras cannot be written to %s: %s", self._path, fault)


def _ms(at: float) -> int:
    return round(at * 1000.0)
