"""Waiting for a condition instead of sleeping for luck."""

import time
from collections.abc import Callable


def wait_until(condition: Callable[[], object], timeout: float = 10.0, what: str = "the condition") -> None:
    """Return as soon as the condition holds; fail with `what` when it does not within `timeout` seconds."""
    until = time.monotonic() + timeout
    while not condition():
        if time.monotonic() > until:
            raise AssertionError(f"waited {timeout:g} s in vain for {what}")
        time.sleep(0.01)
