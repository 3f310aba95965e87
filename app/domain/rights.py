"""What operators may do: rights, granted by roles for kinds of devices and zones."""

from __future__ import annotations

import enum
from collections.abc import Iterable
from dataclasses import dataclass


class Right(enum.StrEnum):
    """One sort of act. The engine checks every request against these; the console only hides."""

    SEE = "see"
    ACKNOWLEDGE = "acknowledge"
    """Acknowledge and reset alarms."""
    NOTE = "note"
    SHELVE = "shelve"
    OUT_OF_SERVICE = "out_of_service"
    COMMAND_LUMINAIRES = "command_luminaires"
    OPERATE_VALVES = "operate_valves"
    """Valves and pumps."""
    SOUND_SIRENS = "sound_sirens"
    APPROVE = "approve"
    """Sign as the second person."""
    OVERRIDE = "override"
    """Pass an interlock, with a reason."""
    DISPATCH = "dispatch"
    VIDEO_LIVE = "video_live"
    VIDEO_STEER = "video_steer"
    """Pan, tilt and zoom."""
    VIDEO_FACES = "video_faces"
    """See and export faces and plates, which are blurred for everybody else."""
    VIDEO_PLAYBACK = "video_playback"
    VIDEO_EXPORT = "video_export"
    EXPORT = "export"
    """Take data out: trends, lists, reports."""
    EDIT_DEVICES = "edit_devices"
    EDIT_RULES = "edit_rules"
    EDIT_SETTINGS = "edit_settings"
    STOP_ENGINE = "stop_engine"
    READ_AUDIT = "read_audit"
    ADMINISTER = "administer"
    """Operators, roles and secrets."""


PLACED = frozenset(
    {
        Right.SEE,
        Right.ACKNOWLEDGE,
        Right.NOTE,
        Right.SHELVE,
        Right.OUT_OF_SERVICE,
        Right.COMMAND_LUMINAIRES,
        Right.OPERATE_VALVES,
        Right.SOUND_SIRENS,
        Right.APPROVE,
        Right.OVERRIDE,
        Right.DISPATCH,
        Right.VIDEO_LIVE,
        Right.VIDEO_STEER,
        Right.VIDEO_FACES,
        Right.VIDEO_PLAYBACK,
        Right.VIDEO_EXPORT,
    }
)
"""Rights over devices, which can be limited to kinds and zones; the others hold for the installation."""


@dataclass(frozen=True, slots=True)
class Grant:
    """A right for some kinds of devices in some zones; an empty tuple means all of them."""

    right: Right
    kinds: tuple[str, ...] = ()
    zones: tuple[str, ...] = ()

    def covers(self, kind: str, zone: str) -> bool:
        return (not self.kinds or kind in self.kinds) and (not self.zones or zone in self.zones)


@dataclass(frozen=True, slots=True)
class Role:
    """`title` is empty for a standard role, which the console names in its own language."""

    id: str
    title: str
    grants: tuple[Grant, ...]
    version: int = 1


def allows(grants: Iterable[Grant], right: Right, kind: str = "", zone: str = "") -> bool:
    """Whether one of the grants gives the right over a device of this kind in this zone."""
    return any(grant.right is right and (right not in PLACED or grant.covers(kind, zone)) for grant in grants)


def zones_of(grants: Iterable[Grant], right: Right, kind: str) -> tuple[str, ...] | None:
    """Where the right holds over devices of this kind, by name; None for everywhere."""
    held = [grant for grant in grants if grant.right is right and (not grant.kinds or kind in grant.kinds)]
    if any(not grant.zones for grant in held):
        return None
    return tuple(sorted({zone for grant in held for zone in grant.zones}))


def narrowed(grants: Iterable[Grant], zones: tuple[str, ...]) -> tuple[Grant, ...]:
    """The grants of somebody who works in these zones alone; empty means everywhere."""
    return tuple(one for grant in grants if (one := _narrow(grant, zones)) is not None)


def _narrow(grant: Grant, zones: tuple[str, ...]) -> Grant | None:
    if not zones or grant.right not in PLACED:
        return grant
    left = tuple(zone for zone in zones if not grant.zones or zone in grant.zones)
    return Grant(grant.right, grant.kinds, left) if left else None


def who_may(roles: Iterable[Role], right: Right, kind: str = "", zone: str = "") -> tuple[str, ...]:
    """Ids of the roles that could do it."""
    return tuple(role.id for role in roles if allows(role.grants, right, kind, zone))


ADMINISTRATOR = "administrator"

_WATCHING = (Right.SEE, Right.VIDEO_LIVE)
_OPERATING = (
    *_WATCHING,
    Right.VIDEO_STEER,
    Right.ACKNOWLEDGE,
    Right.NOTE,
    Right.SHELVE,
    Right.COMMAND_LUMINAIRES,
)
_SUPERVISING = (
    *_OPERATING,
    Right.OUT_OF_SERVICE,
    Right.OPERATE_VALVES,
    Right.SOUND_SIRENS,
    Right.APPROVE,
    Right.OVERRIDE,
    Right.DISPATCH,
    Right.VIDEO_FACES,
    Right.VIDEO_PLAYBACK,
    Right.VIDEO_EXPORT,
    Right.EXPORT,
    Right.STOP_ENGINE,
)
_RIGHTS: dict[str, tuple[Right, ...]] = {
    "operator": _OPERATING,
    "dispatcher": (*_OPERATING, Right.DISPATCH, Right.VIDEO_FACES, Right.VIDEO_PLAYBACK),
    "supervisor": _SUPERVISING,
    "engineer": (
        *_OPERATING,
        Right.OUT_OF_SERVICE,
        Right.OPERATE_VALVES,
        Right.EXPORT,
        Right.EDIT_DEVICES,
        Right.EDIT_RULES,
        Right.EDIT_SETTINGS,
        Right.STOP_ENGINE,
    ),
    ADMINISTRATOR: (
        *_WATCHING,
        Right.EXPORT,
        Right.EDIT_DEVICES,
        Right.EDIT_RULES,
        Right.EDIT_SETTINGS,
        Right.STOP_ENGINE,
        Right.READ_AUDIT,
        Right.ADMINISTER,
    ),
    "auditor": (*_WATCHING, Right.VIDEO_PLAYBACK, Right.EXPORT, Right.READ_AUDIT),
}

STANDARD_ROLES: tuple[Role, ...] = tuple(
    Role(role, "", tuple(Grant(right) for right in rights)) for role, rights in _RIGHTS.items()
)
"""What a new installation begins with; an administrator may change all of it."""
