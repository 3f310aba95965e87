"""The names under which the program keeps its secrets."""

from __future__ import annotations

BROKER_PASSWORD = "broker.password"  # noqa: S105 (the name of a secret)
AUDIT_SIGNING_KEY = "audit.signing_key"
MADE_BY_PROGRAM = frozenset({AUDIT_SIGNING_KEY})
"""Nobody types these."""

_CAMERA, _PASSWORD = "camera.", ".password"
LONGEST = 160


def camera_password(camera: str) -> str:
    """`camera` is the id of its device."""
    return f"{_CAMERA}{camera}{_PASSWORD}"


def is_name(name: str) -> bool:
    """Whether the program has a use for a secret of this name."""
    if name in {BROKER_PASSWORD, AUDIT_SIGNING_KEY}:
        return True
    camera = name.removeprefix(_CAMERA).removesuffix(_PASSWORD)
    return bool(camera) and name == camera_password(camera) and len(name) <= LONGEST and name.isprintable()
