"""How much processor the supervisor and its workers use."""

from __future__ import annotations

import os
from collections.abc import Iterable

import psutil


class ProcessorMeter:
    """One thread."""

    def __init__(self) -> None:
        self._known: dict[int, psutil.Process] = {}

    def __call__(self, pids: Iterable[int]) -> float:
        """Cores used by these processes and this one since the call before; 1.0 is one core."""
        wanted = {os.getpid(), *pids}
        self._known = {pid: one for pid, one in self._known.items() if pid in wanted}
        return sum(self._share(pid) for pid in wanted)

    def _share(self, pid: int) -> float:
        try:
            process = self._known.get(pid) or self._known.setdefault(pid, psutil.Process(pid))
            return float(process.cpu_percent()) / 100.0
        except psutil.Error:
            return 0.0


def cores() -> int:
    """Those that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
