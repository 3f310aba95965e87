"""An engine's city to test with: the shipped catalogue and rules, a soft register, real columns."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from pathlib import Path

from app.bootstrap.city_parts import build_city, build_codec
from app.bootstrap.city_restoring import restore_city
from app.domain.catalogue import ValueType
from app.domain.instant import Instant
from app.engine.city import City
from app.engine.run_folder import RunFolder
from app.feed.messages import Arrival
from app.settings.catalogue import load_catalogue
from app.settings.sections import SiteSettings
from app.settings.settings import Settings
from app.store.records import Restored

SITE = "test"
START_WALL = 1_773_400_000_000
NOTHING = Restored([], [], [], [], [])


@dataclass
class SoftRegister:
    """Numbers for points and texts, as the store gives them."""

    points: dict[tuple[str, str], int] = field(default_factory=dict)
    texts: dict[str, int] = field(default_factory=dict)

    def register_point(self, device: str, quantity: str, type_: ValueType) -> int:
        return self.points.setdefault((device, quantity), len(self.points) + 1)

    def register_text(self, text: str) -> int:
        return self.texts.setdefault(text, len(self.texts) + 1)


class Workshop:
    """`city` with a clock of its own: `at` seconds since the start, on both of the engine's clocks."""

    def __init__(self, folder: Path, restored: Restored = NOTHING, **settings: object) -> None:
        self.settings = Settings(SiteSettings(id=SITE), **settings)  # type: ignore[arg-type]
        self.register = SoftRegister()
        folder.mkdir(exist_ok=True)
        run = RunFolder(1, folder, "")
        codec = build_codec(self.settings, load_catalogue())
        self.city: City = build_city(self.settings, codec, run, self.register, restored)  # type: ignore[arg-type]
        self.at = 0.0
        restore_city(self.city, restored, self.now)
        self._mids = itertools.count(1)

    @property
    def now(self) -> Instant:
        return Instant(1000.0 + self.at, START_WALL + int(self.at * 1000))

    def arrival(self, topic: str, payload: str | bytes, *, qos: int = 0) -> Arrival:
        body = payload.encode() if isinstance(payload, str) else payload
        return Arrival(f"city/{SITE}/{topic}", body, qos, False, next(self._mids), 1, self.now.monotonic)

    def ts(self, offset_s: float = 0.0) -> int:
        return self.now.wall + int(offset_s * 1000)

    def close(self) -> None:
        self.city.parts.devices.table.close()
        self.city.parts.points.table.close()
