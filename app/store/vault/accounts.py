"""Operators, roles and what proves them: all that the engine asks of accounts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from app.domain.acts import Refusal
from app.domain.audit import Draft
from app.domain.lockout import LockRule
from app.domain.operators import Operator
from app.domain.rights import Role
from app.store.faults import Fault, StoreUnusable
from app.store.vault import kept_sessions
from app.store.vault.administering import Administering
from app.store.vault.attempts import Attempts
from app.store.vault.checked import Checked as Checked
from app.store.vault.credentials import Hashes
from app.store.vault.enrolment import Enrolment
from app.store.vault.kept_sessions import KeptSession as KeptSession
from app.store.vault.operator_rows import Facts, RowDamaged
from app.store.vault.passwords import PasswordRules as PasswordRules
from app.store.vault.proving import Proving
from app.store.vault.roll import Roll
from app.store.vault.vault import Vault
from app.wire.access import RecoveryCodes, SecondFactorOffer
from app.wire.administration import OneTimeCode, OperatorRow


def _nowhere() -> str:
    return ""


class Accounts:
    """Operators, roles and what proves them. The methods named slow take 0.3 to 1.5 s (Argon2id) and run on a
    worker thread, never the engine's; the others read from memory or write through the vault. All are safe
    from any thread, and raise StoreUnavailable when the vault cannot be read or written: then nothing was
    changed. A `draft` goes on record together with what is changed, or neither; a refusal leaves none.
    `site` is what the settings call this installation, for the second factor and against passwords.
    """

    def __init__(
        self,
        vault: Vault,
        *,
        hashes: Hashes | None = None,
        rules: Callable[[], PasswordRules] = PasswordRules,
        site: Callable[[], str] = _nowhere,
    ) -> None:
        self._vault = vault
        self._rules = rules
        self._hashes = hashes or Hashes()
        self._roll = Roll(vault)
        self._attempts = Attempts(vault, self._lock_rule)
        self._proving = Proving(self._roll, self._attempts, self._hashes, rules=rules, site=site)
        self._enrolment = Enrolment(self._roll, self._proving, self._hashes, site)
        self._administering = Administering(self._roll, self._attempts)

    def load(self) -> None:
        """After `Vault.open`, before anything else. Raises StoreUnusable for rows that are damaged."""
        try:
            self._roll.load()
        except RowDamaged as damage:
            raise StoreUnusable(Fault.DAMAGED, self._vault.path, str(damage)) from damage
        self._attempts.load()

    def _lock_rule(self) -> LockRule:
        rules = self._rules()
        return LockRule(rules.lockout_failures, rules.lockout_minutes)

    # -- who there is --------------------------------------------------------------------------------

    def empty(self) -> bool:
        """There are no operators yet: the first administrator is to be made."""
        return not self._roll.held.operators

    def operator(self, who: str) -> Operator | None:
        return self._roll.held.operators.get(who)

    def operators(self) -> tuple[Operator, ...]:
        """By id."""
        held = self._roll.held.operators
        return tuple(held[key] for key in sorted(held))

    def rows(self, now_ms: int) -> tuple[OperatorRow, ...]:
        return tuple(self._row(operator, now_ms) for operator in self.operators())

    def _row(self, operator: Operator, now_ms: int) -> OperatorRow:
        facts = self._roll.held.facts.get(operator.id, Facts())
        until = facts.code_until if facts.code_until and facts.code_until > now_ms else None
        return OperatorRow(
            operator, facts.last_sign_in, self._attempts.locked_until(operator.id, now_ms), until
        )

    def role(self, role: str) -> Role | None:
        return self._roll.held.roles.get(role)

    def roles(self) -> tuple[Role, ...]:
        """By id."""
        held = self._roll.held.roles
        return tuple(held[key] for key in sorted(held))

    # -- slow ----------------------------------------------------------------------------------------

    def warm_up(self) -> None:
        """Slow. So that the first unknown name after the start takes no longer than those that follow."""
        self._hashes.warm_up()

    def check(self, name: str, password: str, code: str, now_ms: int) -> Checked:
        """Slow. Sign in; `code` of the second factor is six digits, a recovery code, or empty. Notes the time
        of the sign-in when all is right."""
        return self._proving.sign_in(name, password, code, now_ms)

    def check_password(self, who: str, password: str, now_ms: int, *, under: str) -> Checked:
        """Slow. The password alone, as for unlocking a session. Failures slow down and lock as they do for
        signing in, but count under the key `under` of that session alone: what others try under the name
        elsewhere hinders nobody here. `under` has a capital letter, which no id has."""
        return self._proving.password(who, password, now_ms, under=under)

    def locked_out(self, under: str, now_ms: int) -> bool:
        """Not slow. Whether so many failed under that key of `check_password` that it is locked."""
        return self._attempts.locked_until(under, now_ms) is not None

    def first(self, who: str, name: str, password: str, draft: Draft, now_ms: int) -> Checked:
        """Slow. The first administrator, while there are no operators."""
        return self._proving.first(who, name, password, draft, now_ms)

    def problem_of_first(self, who: str, name: str, password: str) -> Checked | None:
        """What `first` would refuse, None for nothing; takes up to a tenth of a second."""
        return self._proving.problem_of_first(who, name, password)

    def redeem(self, name: str, code: str, password: str, now_ms: int, draft: Draft | None = None) -> Checked:
        """Slow. An administrator's one-time code in the place of the old password."""
        return self._proving.redeem(name, code, password, now_ms, draft)

    def change_password(
        self, who: str, old: str, new: str, now_ms: int, draft: Draft | None = None, *, under: str = ""
    ) -> Checked:
        """Slow. The second factor stays. `under` as for `check_password`; without it, failures count under
        the name."""
        return self._proving.change_password(who, old, new, now_ms, draft, under=under)

    def begin_second_factor(self, who: str, password: str, now_ms: int) -> Checked | SecondFactorOffer:
        """Slow. The offer holds for ten minutes and five wrong codes, in memory alone."""
        return self._enrolment.begin(who, password, now_ms)

    def confirm_second_factor(
        self, who: str, code: str, now_ms: int, draft: Draft | None = None
    ) -> Checked | RecoveryCodes:
        """EXPIRED when there is no offer to confirm."""
        return self._enrolment.confirm(who, code, now_ms, draft)

    def drop_second_factor(self, who: str, password: str, now_ms: int, draft: Draft | None = None) -> Checked:
        """Slow."""
        return self._enrolment.drop(who, password, now_ms, draft)

    # -- administration ------------------------------------------------------------------------------

    def add(self, operator: Operator, draft: Draft, now_ms: int) -> OneTimeCode | Refusal:
        """Its id, name, roles, zones and whether it is enabled; the rest is ours."""
        return self._administering.add(operator, draft, now_ms)

    def change(self, operator: Operator, draft: Draft) -> Refusal | Literal["superseded"] | None:
        """None when done. Disabling ends the kept sessions and voids an open code."""
        return self._administering.change(operator, draft)

    def reset(self, who: str, draft: Draft, now_ms: int) -> OneTimeCode | Refusal:
        """Password, second factor, lock and kept sessions are void."""
        return self._administering.reset(who, draft, now_ms)

    def put_role(self, role: Role, draft: Draft) -> Refusal | Literal["superseded"] | None:
        """None when done."""
        return self._administering.put_role(role, draft)

    def drop_role(self, role: str, draft: Draft) -> Refusal | None:
        """None when done."""
        return self._administering.drop_role(role, draft)

    # -- sessions that outlive an engine -------------------------------------------------------------

    def keep_session(self, token: str, session: KeptSession) -> None:
        """Only a digest of the token is stored; again with the same token to change what is kept."""
        kept_sessions.keep(self._vault, token, session)

    def find_session(self, token: str, now_ms: int) -> KeptSession | None:
        """None also when its operator is disabled by now."""
        found = kept_sessions.find(self._vault, token, now_ms)
        return found if found and self._is_enabled(found.operator) else None

    def kept_sessions(self, now_ms: int) -> tuple[tuple[bytes, KeptSession], ...]:
        """All that may be gone on with, by the digests of their tokens."""
        found = kept_sessions.find_all(self._vault, now_ms)
        return tuple((digest, kept) for digest, kept in found if self._is_enabled(kept.operator))

    def _is_enabled(self, who: str) -> bool:
        operator = self.operator(who)
        return operator is not None and operator.enabled

    def drop_session(self, token_digest: bytes) -> None:
        """By `kept_sessions.token_digest`."""
        kept_sessions.drop(self._vault, token_digest)
