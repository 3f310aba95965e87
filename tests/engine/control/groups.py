"""Groups for tests: one that is saved, and whom one left out."""

from app.domain.orders import SavedGroup
from tests.engine.control.scene import ControlScene


def skips(scene: ControlScene, group: str) -> dict[str, int]:
    known = scene.groups.get(group)
    return {skip.reason: skip.count for skip in known.skips}


def malecon(*devices: str, **more) -> SavedGroup:
    return SavedGroup(
        more.get("id", "g1"),
        more.get("name", "Malecón"),
        more.get("kind", "luminaire"),
        devices or ("LUM-1", "LUM-2"),
        more.get("version", 0),
    )
