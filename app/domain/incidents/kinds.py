"""What kinds of incidents there are, and by which rules alarms become incidents: catalogues, as data."""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass

from app.domain.alarms import Priority
from app.domain.catalogue import Label
from app.domain.incidents.procedures import Procedure


@dataclass(frozen=True, slots=True)
class Targets:
    """Seconds from the opening; 0 for no target."""

    acknowledge_s: float = 0.0
    arrive_s: float = 0.0
    resolve_s: float = 0.0


@dataclass(frozen=True, slots=True)
class IncidentKind:
    """`devices` are kinds of devices that matter at it, in order; `cameras` how many of the nearest are
    opened with it; `skills` what a crew needs, any of them, empty for every crew."""

    id: str
    label: Label
    glyph: str
    priority: Priority
    """Of one that an operator opens; one from an alarm has the alarm's."""
    targets: Mapping[Priority, Targets]
    procedure: str = ""
    devices: tuple[str, ...] = ()
    cameras: int = 3
    camera_radius_m: float = 400.0
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OpeningRule:
    """Which alarms open an incident of `kind`: those of these rules (`pressure.pressure_lolo`, or
    `pressure.*`) from priority `at_least` on, that last for `after_s`. The first that fits holds. What is
    suppressed by another alarm never opens one."""

    id: str
    kind: str
    rules: tuple[str, ...]
    at_least: Priority
    after_s: float = 0.0
    title: Label | None = None
    """Else the label of the alarm's rule."""


class JoinBy(enum.StrEnum):
    """What two alarms of the same incident have in common."""

    SUPPRESSED = "suppressed"
    """The one is the other's first cause."""
    DEVICE = "device"
    """The same device."""
    NETWORK = "network"
    """The one's device hangs from the other's, or both from the same (circuit, cabinet, main, gateway)."""
    NEAR = "near"
    """Within `distance_m` of the incident's place."""
    ZONE = "zone"


@dataclass(frozen=True, slots=True)
class JoinRule:
    """Which alarms join an open incident: its kind in `incident_kinds`, the alarm's device in `device_kinds`
    (both empty for all), within `within_s` of the newest alarm that joined (0 for as long as it is open), and
    `by`. Of several incidents that fit the one with the earlier rule, then the nearer, then the older."""

    id: str
    by: JoinBy
    incident_kinds: tuple[str, ...] = ()
    device_kinds: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    """Alarm rules, as in `OpeningRule`; empty for all."""
    distance_m: float = 0.0
    within_s: float = 0.0
    shares: bool = False
    """With NETWORK: also when both hang from the same device, not only one from the other."""


@dataclass(frozen=True, slots=True)
class EscalationStep:
    """Taken `after_s` after the target was missed, in order. `louder` sounds again; `to` is who sees it
    besides its owner: `owner`, `supervisors` (who may dispatch) or `all`."""

    target: str
    """`acknowledge`, `arrive` or `resolve`."""
    after_s: float
    to: str
    louder: bool = False


@dataclass(frozen=True, slots=True)
class IncidentCatalogue:
    """By id where it is a mapping; rules in the order in which they hold."""

    kinds: Mapping[str, IncidentKind]
    opening: tuple[OpeningRule, ...]
    joining: tuple[JoinRule, ...]
    escalation: tuple[EscalationStep, ...]
    procedures: Mapping[str, Procedure]
    """Those that ship; what operators have changed is in the database."""
    rejoin_s: float = 900.0
    """An alarm of an incident that was closed no longer ago opens it again instead of another one."""
