"""Bench `audit`: entries a second onto the trail with its chain, and seconds to prove a million of them."""

from __future__ import annotations

import threading
import time
from pathlib import Path
from typing import Any

from app.bootstrap import bench_parts as parts
from app.bootstrap.bench import say
from app.domain.audit import Draft
from app.store.faults import StoreUnavailable
from app.store.vault.signing import SigningKey
from app.store.vault.vault import Vault
from app.store.vault.verification import verify

START_MS = 1_790_000_000_000
BURST = 10_000
"""Noted between two waits, so that none has to be given up."""
CALLERS = (1, 8)


def run(*, quick: bool) -> dict[str, Any]:
    many, seconds = (20_000, 1.0) if quick else (1_000_000, 10.0)
    with parts.folder() as place:
        recorded = {
            f"recorded_by_{callers}": _record(place / str(callers), callers, seconds) for callers in CALLERS
        }
        say(f"{many:,} entries …")
        noted, path = _note(place / "noted", many)
        say("their proof …")
        proof = verify(path)
        return {
            "needed": {"entries_per_s": 5_000, "verify_a_million_s": 30},
            "noted": noted,
            **recorded,
            "verify": {
                "entries": proof.entries,
                "whole": proof.problem is None,
                "seconds": round(proof.seconds, 2),
                "seconds_a_million": round(proof.seconds / proof.entries * 1e6, 2),
                "bytes_an_entry": round(path.stat().st_size / proof.entries),
            },
        }


def _note(folder: Path, many: int) -> tuple[dict[str, Any], Path]:
    """Without waiting for each, as refusals and sign-outs come; the last one is waited for."""
    vault = Vault(folder)
    vault.open()
    began = time.perf_counter()
    for number in range(many):
        vault.note(_draft(number))
        if number % BURST == 0:
            _wait_for(vault, number + 1)
    _wait_for(vault, many)
    taken = time.perf_counter() - began
    vault.sign(SigningKey.generate(), START_MS)
    vault.close()
    return {"entries": many, "entries_per_s": round(many / taken)}, vault.path


def _wait_for(vault: Vault, seq: int) -> None:
    while vault.head().seq < seq:
        time.sleep(0.002)


def _record(folder: Path, callers: int, seconds: float) -> dict[str, Any]:
    """Each entry is on the disk before its caller goes on, as every act of an operator is."""
    say(f"{seconds:.0f} s of entries that {callers} wait for …")
    vault = Vault(folder)
    vault.open()
    waits: list[float] = []
    refused: list[float] = []
    until = time.perf_counter() + seconds

    def record() -> None:
        while (began := time.perf_counter()) < until:
            try:
                vault.record(_draft(len(waits)))
            except StoreUnavailable:
                refused.append(began)
            waits.append(time.perf_counter() - began)

    threads = [threading.Thread(target=record) for _ in range(callers)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken = time.perf_counter() - began
    vault.close()
    waits.sort()
    return {
        "entries_per_s": round((len(waits) - len(refused)) / taken),
        "refused": len(refused),
        "median_ms": round(waits[len(waits) // 2] * 1000, 2),
        "p99_ms": round(waits[len(waits) * 99 // 100] * 1000, 2),
    }


def _draft(number: int) -> Draft:
    return Draft(
        at=START_MS + number,
        operator="ana",
        act="acknowledge",
        outcome="applied",
        console="consola-1",
        subject=f"PRE-{number % 5000}:low",
        reason="Válvula revisada según protocolo",
        details='{"version": 3}',
        request=str(number),
    )
