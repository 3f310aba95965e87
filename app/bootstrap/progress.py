"""How far a process of the console's is, said on its output for the console to show."""

from __future__ import annotations

import sys

STEPS = 100
"""Progress is said at most so often."""


class Progress:
    """Says how far it is, never backwards and never the same twice."""

    def __init__(self) -> None:
        self._said = -1

    def __call__(self, share: float) -> None:
        step = int(min(1.0, max(0.0, share)) * STEPS)
        if step > self._said:
            self._said = step
            print(f"progress {step / STEPS:.2f}", file=sys.stdout, flush=True)
