"""A program that writes for ever and tells what was acknowledged, until it is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from app.domain.alarms import Alarm, Priority, Transition
from app.domain.catalogue import ValueType
from app.domain.changes import AlarmChanged
from tests.support.stores import journal_in

ROWS = 500
BASE = 1_790_000_000_000


def tell(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def main(folder: Path, first: int) -> None:
    journal = journal_in(folder, longest_wait_s=0.02)
    journal.open()
    point = journal.register_point(f"D{first}", "x", ValueType.NUMBER)
    for batch in range(10_000):
        start = (first * 10_000 + batch) * ROWS
        rows = [(point, BASE + start + k, float(start + k)) for k in range(ROWS)]
        done = f"rows {first} {start}"
        journal.append(rows, [], lambda ok, done=done: tell(f"{done} {ok}"))
        if batch % 5 == 0:
            alarm = Alarm("A:r", "A", "r", Priority.LOW, start + 1, active=True, unacknowledged=False)
            journal.commit([AlarmChanged(alarm, Transition.ACKNOWLEDGED, BASE + start, by="Ana")])
            tell(f"act {start}")


main(Path(sys.argv[1]), int(sys.argv[2]))
