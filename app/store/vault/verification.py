"""Proves the audit trail: recomputes its chain and holds it against the signed heads."""

from __future__ import annotations

import enum
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.domain.audit import GENESIS
from app.store.vault.rows import Link, Row, chained, form_of
from app.store.vault.signing import SignedHead
from app.store.vault.snapshot import RowUnreadable, Snapshot


class Problem(enum.StrEnum):
    """What is wrong at the first entry that does not fit; the console has its own sentence for each."""

    CHANGED = "changed"
    MISPLACED = "misplaced"
    MISSING = "missing"
    SHORTENED = "shortened"
    REWRITTEN = "rewritten"
    FORGED_HEAD = "forged_head"
    OTHER_INSTALLATION = "other_installation"
    UNREADABLE = "unreadable"


_SENTENCES = {
    Problem.CHANGED: "Entry {0} was changed.",
    Problem.MISPLACED: "Entry {0} does not follow the one before it: an entry was put in, removed, moved or "
    "written anew here.",
    Problem.MISSING: "Entry {0} is missing.",
    Problem.SHORTENED: "The trail was shortened: it ends before entry {0}, and there was more.",
    Problem.REWRITTEN: "The trail was written anew: from entry {0} on it does not fit a signed head.",
    Problem.FORGED_HEAD: "The signature of the head at entry {0} is not genuine.",
    Problem.OTHER_INSTALLATION: "The signed heads belong to another installation than this trail.",
    Problem.UNREADABLE: "The file is damaged at entry {0}.",
}


@dataclass(frozen=True, slots=True)
class Proof:
    """`first` and `entries`: how many fit, from which on. `broken_at` is the number of the first that does
    not fit, 0 for none. `signed_until` is the last entry under a good signature, at `signed_at` (wall time,
    epoch ms; 0 for none), by one of `keys`; `pinned` when those come from heads that were kept elsewhere;
    `foreign` of those belong to another installation."""

    first: int
    entries: int
    broken_at: int
    problem: Problem | None
    signed_until: int
    signed_at: int
    keys: tuple[bytes, ...]
    pinned: bool
    foreign: int
    seconds: float

    @property
    def sentence(self) -> str:
        """One clear sentence for a person."""
        if self.problem is not None:
            return _SENTENCES[self.problem].format(self.broken_at)
        if self.entries == 0:
            return "The trail has no entries."
        last = self.first + self.entries - 1
        return f"Entries {self.first} to {last} are whole: none was changed, removed or put in."


def verify(path: Path, kept: Sequence[SignedHead] = ()) -> Proof:
    """Prove the trail in the vault at `path`, which may be a copy, or in use by the engine.

    `kept` are heads from elsewhere: what is not in the file any more, or was signed anew with another key,
    shows by them. Reads all entries, about 20 s for a million. Raises StoreUnavailable when the file
    cannot be read at all.
    """
    with Snapshot(path) as snapshot:
        chain = _Chain(1, GENESIS, snapshot.installation, snapshot.heads(), kept)
        return chain.prove(snapshot.links())


def verify_part(
    rows: Iterable[Row],
    first: int,
    before: bytes,
    installation: str,
    entries: int,
    kept: Sequence[SignedHead] = (),
) -> Proof:
    """Prove so many entries from number `first` on, which follow the hash `before`, as an export has them.
    Heads beyond the last one are not held against it."""
    return _Chain(first, before, installation, (), kept, entries=entries).prove(
        (row[0], form_of(row), row[-1]) for row in rows
    )


class _Chain:
    """One proof. A break is a number and a problem; the smallest number counts."""

    def __init__(
        self,
        first: int,
        before: bytes,
        installation: str,
        own: Sequence[SignedHead],
        kept: Sequence[SignedHead],
        *,
        entries: int | None = None,
    ) -> None:
        self._began = time.perf_counter()
        self._first = first
        self._seq, self._hash = first - 1, before
        self._breaks: list[tuple[int, Problem]] = []
        self._wanted = entries
        self._pinned = bool(kept)
        self._trusted = {head.key for head in kept or own if head.is_genuine()}
        self._foreign = 0
        self._signed: SignedHead | None = None
        self._agreed = first - 1
        self._awaited: dict[int, list[SignedHead]] = {}
        for head in (*own, *kept):
            self._expect(head, installation)
        if kept and self._foreign == len(kept):
            self._breaks.append((self._first, Problem.OTHER_INSTALLATION))

    def prove(self, links: Iterator[Link]) -> Proof:
        self._hold_against_heads()
        try:
            for seq, form, kept in links:
                if seq != self._seq + 1 or kept is None or chained(self._hash, form) != kept:
                    self._breaks.append((self._seq + 1, self._problem_of((seq, form, kept), links)))
                    break
                self._seq, self._hash = seq, kept
                if seq in self._awaited and not self._hold_against_heads():
                    break
            else:
                self._miss_the_rest()
        except RowUnreadable as unreadable:
            damaged = Problem.UNREADABLE if unreadable.damaged else Problem.CHANGED
            self._breaks.append((self._seq + 1, damaged))
        return self._proof()

    def _expect(self, head: SignedHead, installation: str) -> None:
        if head.installation != installation:
            self._foreign += 1
        elif not head.is_genuine():
            self._breaks.append((max(self._first, head.seq), Problem.FORGED_HEAD))
        else:
            self._awaited.setdefault(head.seq, []).append(head)

    def _problem_of(self, link: Link, rest: Iterator[Link]) -> Problem:
        """Where the entry after it still follows its hash, or that of what it says, it stands in its place
        and was changed itself."""
        seq, form, kept = link
        if seq <= self._seq:
            return Problem.MISPLACED
        if seq > self._seq + 1:
            return Problem.MISSING
        after = next(rest, None)
        if after is None:
            return Problem.CHANGED
        hashes = [one for one in (kept, chained(self._hash, form)) if isinstance(one, bytes)]
        stays = any(after[2] is not None and chained(one, after[1]) == after[2] for one in hashes)
        return Problem.CHANGED if stays else Problem.MISPLACED

    def _hold_against_heads(self) -> bool:
        """False when a head knows another hash for the present entry; then nothing since the last head that
        agreed is sure."""
        for head in self._awaited.pop(self._seq, ()):
            if head.hash != self._hash:
                self._breaks.append((self._agreed + 1, Problem.REWRITTEN))
                return False
            if head.key in self._trusted:
                self._signed = head
        self._agreed = self._seq
        return True

    def _miss_the_rest(self) -> None:
        if self._wanted is None:
            is_short = any(seq > self._seq for seq in self._awaited)
        else:
            is_short = self._seq - self._first + 1 < self._wanted
        if is_short:
            self._breaks.append((self._seq + 1, Problem.SHORTENED))

    def _proof(self) -> Proof:
        broken_at, problem = min(self._breaks, default=(0, None), key=lambda one: one[0])
        signed = self._signed
        return Proof(
            first=self._first,
            entries=(broken_at or self._seq + 1) - self._first,
            broken_at=broken_at,
            problem=problem,
            signed_until=signed.seq if signed else 0,
            signed_at=signed.at if signed else 0,
            keys=tuple(sorted(self._trusted)),
            pinned=self._pinned,
            foreign=self._foreign,
            seconds=time.perf_counter() - self._began,
        )
