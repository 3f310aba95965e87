"""Turning a second factor on and off."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection

from app.domain.audit import Draft
from app.store.vault import one_time, proofs, second_factor
from app.store.vault.checked import Checked, refused, right, wrong
from app.store.vault.credentials import Hashes
from app.store.vault.proving import Proving
from app.store.vault.roll import Roll
from app.wire.access import RecoveryCodes, SecondFactorOffer, SignInRefusal

OFFERED_MS = 10 * 60_000
"""An offer that is not confirmed by then is void."""
TRIES = 5
"""Wrong codes after which an offer is void."""


@dataclass(frozen=True, slots=True)
class _Offer:
    """In memory alone. `sealed` under the password that was `password` then."""

    seed: str = field(repr=False)
    sealed: bytes = field(repr=False)
    password: str | None = field(repr=False)
    until: int
    tries: int = TRIES


class Enrolment:
    """Slow where the password is asked for. Safe from any thread."""

    def __init__(self, roll: Roll, proving: Proving, hashes: Hashes, site: Callable[[], str]) -> None:
        self._roll, self._proving, self._hashes, self._site = roll, proving, hashes, site
        self._lock = threading.Lock()
        self._offers: dict[str, _Offer] = {}

    def begin(self, who: str, password: str, now_ms: int) -> Checked | SecondFactorOffer:
        checked = self._proving.password(who, password, now_ms)
        if checked.operator is None:
            return checked
        who = checked.operator.id
        stored = self._roll.vault.read(lambda connection: proofs.read(connection, who)).password
        seed = second_factor.new_seed()
        sealed = second_factor.seal(seed, who, password, self._hashes)
        with self._lock:
            self._offers[who] = _Offer(seed, sealed, stored, now_ms + OFFERED_MS)
        return SecondFactorOffer(second_factor.offer_uri(seed, who, self._site()), seed)

    def confirm(
        self, who: str, code: str, now_ms: int, draft: Draft | None = None
    ) -> Checked | RecoveryCodes:
        """With a code of the phone, so that nobody is locked out by a seed that did not arrive."""
        with self._lock:
            offer = self._offers.pop(who, None)
        if offer is None or now_ms >= offer.until:
            return refused(SignInRefusal.EXPIRED)
        step = second_factor.step_of(offer.seed, code, now_ms)
        if step is None:
            self._offer_again(who, offer)
            return wrong("wrong_code")
        try:
            return self._turn_on(who, offer, step, draft)
        except BaseException:
            self._offer_again(who, offer)
            raise

    def _offer_again(self, who: str, offer: _Offer) -> None:
        with self._lock:
            if offer.tries > 1:
                self._offers.setdefault(who, replace(offer, tries=offer.tries - 1))

    def _turn_on(self, who: str, offer: _Offer, step: int, draft: Draft | None) -> Checked | RecoveryCodes:
        codes = tuple(one_time.make_code(one_time.RECOVERY_LENGTH) for _ in range(one_time.RECOVERY_CODES))
        digests = [one_time.digest_of(who, code) for code in codes]

        def work(connection: Connection) -> bool:
            if proofs.read(connection, who).password != offer.password:
                return False  # the password is another by now, and would not open the seed
            proofs.set_factor(connection, who, offer.sealed, step, digests)
            return True

        with self._roll.changing:
            self._roll.settle()
            operator = self._roll.held.operators.get(who)
            if operator is None or not operator.enabled or not self._roll.write_if(work, draft):
                return refused(SignInRefusal.EXPIRED)
            self._roll.put(replace(operator, second_factor=True))
        return RecoveryCodes(codes)

    def drop(self, who: str, password: str, now_ms: int, draft: Draft | None = None) -> Checked:
        checked = self._proving.password(who, password, now_ms)
        if checked.operator is None:
            return checked
        who = checked.operator.id
        with self._roll.changing:
            self._roll.settle()
            operator = self._roll.held.operators[who]
            self._roll.write(lambda connection: proofs.drop_factor(connection, who), draft)
            operator = replace(operator, second_factor=False)
            self._roll.put(operator)
        return right(operator)
