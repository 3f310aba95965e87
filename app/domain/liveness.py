"""How old a device's newest reading may be before it is late and then lost: the one place that says so."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.devices import Liveness


@dataclass(frozen=True, slots=True)
class LivenessThresholds:
    """Multiples of the expected interval, with a floor in seconds so that a device that reports every
    few seconds is not called late over one lost packet."""

    late_after: float = 2.0
    lost_after: float = 4.0
    late_floor_s: float = 15.0
    lost_floor_s: float = 45.0

    def late_s(self, expected_s: float) -> float:
        """Age in seconds from which a device is late."""
        return max(expected_s * self.late_after, self.late_floor_s)

    def lost_s(self, expected_s: float) -> float:
        """Age in seconds from which a device is lost."""
        return max(expected_s * self.lost_after, self.lost_floor_s)


DEFAULT_THRESHOLDS = LivenessThresholds()


def classify(
    age_s: float | None, expected_s: float, thresholds: LivenessThresholds = DEFAULT_THRESHOLDS
) -> Liveness:
    """How fresh a device is, `age_s` seconds after its newest live reading; None when it was never heard."""
    if age_s is None:
        return Liveness.UNKNOWN
    if age_s >= thresholds.lost_s(expected_s):
        return Liveness.LOST
    if age_s >= thresholds.late_s(expected_s):
        return Liveness.LATE
    return Liveness.FRESH
