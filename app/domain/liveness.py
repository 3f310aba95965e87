"""How long a device may be silent before it is late and then lost: the one place that says so."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LivenessThresholds:
    """Multiples of the interval at which a device is expected to report."""

    late_after: float = 2.0
    lost_after: float = 4.0
