"""How much work something is, told so that neither a slow nor a busy machine changes the answer.

An absolute time says as much about the machine as about the program. A test that guards against a freeze or
against a cost that grows too fast compares two pieces of work on the same machine instead, by the processor
time of its own thread and by the least of several tries.
"""

import time
from collections.abc import Callable

REFERENCE_ITEMS = 1_500


def least(work: Callable[[], object], tries: int = 3) -> float:
    """Seconds of this thread's processor time that the quickest of several tries took."""
    return min(_seconds(work) for _ in range(tries))


def effort(work: Callable[[], object], tries: int = 3) -> float:
    """The least of several tries in units of `unit_s()`.

    A bound on it stands at least ten times above what the work takes: it is there for what takes a hundred.
    """
    before = unit_s()
    taken = least(work, tries)
    return taken / max(before, unit_s())


def growth(cost_of: Callable[[int], Callable[[], object]], small: int, factor: int = 4) -> float:
    """How many times as much `factor` times the size costs; `cost_of(size)` prepares and gives the work.

    Linear work gives about `factor`, quadratic work about its square; half way between tells them apart.
    """
    few, many = cost_of(small), cost_of(small * factor)
    return least(many, 5) / least(few, 5)


def unit_s() -> float:
    """Seconds that a small fixed piece of work takes here and now: some milliseconds at most."""
    return least(_reference, 20)


def _seconds(work: Callable[[], object]) -> float:
    began = time.thread_time()
    work()
    return time.thread_time() - began


def _reference() -> dict[int, str]:
    """What programs in Python do: calls, small texts, a table."""
    return {number % 97: str(number) for number in range(REFERENCE_ITEMS)}
