"""What a proof says of the signed trail, and how long that is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from app.store.vault.signing import SignedHead
from app.store.vault.verification import Problem, verify

TRAIL = 12


def broken(path: Path, heads: Sequence[SignedHead] = ()) -> tuple[int, Problem | None]:
    """Where a trail is broken and how; 0 and None where it is whole."""
    proof = verify(path, heads)
    if proof.problem not in (None, Problem.OTHER_INSTALLATION):
        assert f" {proof.broken_at}" in proof.sentence
    return proof.broken_at, proof.problem
