"""A key that costs next to nothing, for places that are made and opened a thousand times."""

from __future__ import annotations

from pathlib import Path

from app.settings.secrets.passphrase_key import CostBounds, KeyCost
from app.settings.secrets.sealed_file import SealedFile

COST = KeyCost(memory_kib=8, passes=1, lanes=1)
BOUNDS = CostBounds(least=COST, most=KeyCost(memory_kib=64, passes=2, lanes=2))
PASSPHRASE = "correcto caballo batería"
OTHER = "otra frase bastante larga"


def sealed_file(folder: Path) -> SealedFile:
    return SealedFile(folder / "keys" / "secrets.sealed", cost=COST, bounds=BOUNDS)
