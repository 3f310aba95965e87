"""A program that tells one incident after another, and which were acknowledged, until it is killed."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.store.incident_stories import joined, noted, opened, told
from tests.support.stores import journal_in


def main(folder: Path) -> None:
    journal = journal_in(folder)
    journal.open()
    for number in range(1, 10_000):
        bodies = (opened(), joined("PRE-1"), noted("tres"), noted("cuatro"))
        if number % 2:
            journal.append([], [told(number, *bodies)])
        else:
            journal.commit([told(number, *bodies)])
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


main(Path(sys.argv[1]))
