"""A program that puts entries on record for ever and tells which are there, until it is killed."""

from __future__ import annotations

import sys
import threading
from pathlib import Path

from tests.store.vault.trails import draft
from tests.support.stores import vault_in


def main(folder: Path, life: int) -> None:
    vault = vault_in(folder)
    vault.open()

    def record(caller: int) -> None:
        for number in range(100_000):
            vault.note(draft(number, operator="note"))
            subject = f"{life}.{caller}.{number}"
            vault.record(draft(number, subject=subject))
            sys.stdout.write(f"{subject}\n")
            sys.stdout.flush()

    callers = [threading.Thread(target=record, args=(caller,), daemon=True) for caller in range(3)]
    for caller in callers:
        caller.start()
    for caller in callers:
        caller.join()


main(Path(sys.argv[1]), int(sys.argv[2]))
