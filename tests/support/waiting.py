"""Waiting for a condition instead of sleeping for luck."""

import time
from collections.abc import Callable

PATIENCE_S = 180.0
"""How long a test waits for what must come: only what hangs takes longer, however busy the machine."""


def wait_until(
    condition: Callable[[], object], timeout: float = PATIENCE_S, what: str = "the condition"
) -> None:
    """Return as soon as the condition holds; fail with `what` when it does not.

    No limit is under PATIENCE_S.
    """
    limit = max(timeout, PATIENCE_S)
    until = time.monotonic() + limit
    while not condition():
        if time.monotonic() > until:
            raise AssertionError(f"waited {limit:g} s in vain for {what}")
        time.sleep(0.01)
