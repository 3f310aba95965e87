"""A device of the contract as far as commands go: what it does, what it answers, what it measures."""

from __future__ import annotations

from dataclasses import dataclass, field

from app.domain.commands import Command, Value

TOLERANCE_S = 2.0
"""Beyond this, or unknown, the desk commands nothing."""
LAMP, VALVE = "L1", "V1"


@dataclass(frozen=True)
class Sample:
    """A reading on its way: measured at a true moment, stamped by the device's clock."""

    device: str
    ts: int
    true_ms: int
    values: tuple[tuple[str, Value], ...]


@dataclass
class ContractDevice:
    """One device of the contract: it does an id once, and nothing that its own clock finds expired."""

    name: str
    clock_error_s: float = 0.0
    value: float = 100.0
    lies: bool = False
    done: dict[str, str] = field(default_factory=dict)
    done_at: dict[str, int] = field(default_factory=dict)
    """Those that it did while its clock was right."""

    def clock_ms(self, true_ms: int) -> int:
        return true_ms + round(self.clock_error_s * 1000)

    def obey(self, command: Command, true_ms: int) -> list[str]:
        """What it answers."""
        if command.id in self.done:
            return [self.done[command.id]]
        if self.clock_ms(true_ms) >= command.expires:
            return ["rejected"]
        self.done[command.id] = "done"
        if abs(self.clock_error_s) <= TOLERANCE_S:
            self.done_at[command.id] = true_ms
        if command.order.value is not None and not self.lies:
            self.value = command.order.value
        return ["accepted", "executing", "done"]

    def measured(self) -> dict[str, Value]:
        if self.name == LAMP:
            return {"illuminance_level": self.value, "power_state": self.value > 0}
        return {"open_percentage": self.value, "flow": 1.2 * self.value}

    def measure(self, true_ms: int) -> Sample:
        return Sample(self.name, self.clock_ms(true_ms), true_ms, tuple(self.measured().items()))
