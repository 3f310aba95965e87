"""Who somebody says to be, checked: sign-in, unlocking, new passwords. Slow, for a worker thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from sqlalchemy import Connection, update

from app.domain.audit import Draft
from app.domain.operators import Operator, is_sign_in_id, sign_in_id
from app.domain.rights import ADMINISTRATOR
from app.store.vault import one_time, operator_rows, proofs, second_factor
from app.store.vault.attempts import Attempts
from app.store.vault.checked import Checked, refused, right, wrong
from app.store.vault.credentials import Hashes
from app.store.vault.passwords import PasswordRules, problem_of
from app.store.vault.proofs import Proofs
from app.store.vault.roll import Roll
from app.store.vault.schema import operator as operator_table
from app.store.vault.second_factor import SeedSealed
from app.store.vault.wording import is_shown
from app.wire.access import SignInRefusal

LONGEST_ID_TYPED = 200
"""Characters of a typed name that are looked at."""


@dataclass(frozen=True, slots=True)
class _Factor:
    """What a typed code of the second factor turned out to be; `wrong` is a word for the trail."""

    wrong: str = ""
    step: int | None = None
    recovery: bytes | None = None
    seed: str = field(default="", repr=False)


class Proving:
    """Every method counts as a try of the name, and waits for nobody who tried too often. Where `under` is
    given, as for a session that has begun, the try counts under that key alone: then nobody can hinder it
    by trying the name, or many names, elsewhere."""

    def __init__(
        self,
        roll: Roll,
        attempts: Attempts,
        hashes: Hashes,
        *,
        rules: Callable[[], PasswordRules],
        site: Callable[[], str],
    ) -> None:
        self._roll, self._attempts, self._hashes = roll, attempts, hashes
        self._rules, self._site = rules, site

    # -- what is asked -------------------------------------------------------------------------------

    def sign_in(self, name: str, password: str, code: str, now_ms: int) -> Checked:
        return self._tried(name, now_ms, lambda who: self._sign_in(who, password, code, now_ms))

    def password(self, name: str, password: str, now_ms: int, *, under: str = "") -> Checked:
        """The password alone, as for unlocking."""
        return self._tried(name, now_ms, lambda who: self._password(who, password)[0], under)

    def change_password(
        self, name: str, old: str, new: str, now_ms: int, draft: Draft | None = None, *, under: str = ""
    ) -> Checked:
        return self._tried(name, now_ms, lambda who: self._change_password(who, old, new, draft), under)

    def redeem(self, name: str, code: str, password: str, now_ms: int, draft: Draft | None = None) -> Checked:
        return self._tried(name, now_ms, lambda who: self._redeem(who, code, password, now_ms, draft))

    def first(self, who: str, name: str, password: str, draft: Draft, now_ms: int) -> Checked:
        """Make the first administrator, with a password of their own."""
        if (problem := self.problem_of_first(who, name, password)) is not None:
            return problem
        hashed = self._hashes.make(password)
        operator = Operator(who, name, (ADMINISTRATOR,), created_at=now_ms)

        def work(connection: Connection) -> None:
            operator_rows.put_operator(connection, operator)
            proofs.set_password(connection, who, hashed)

        with self._roll.changing:
            self._roll.settle()
            if self._roll.held.operators:
                return refused(SignInRefusal.NOT_FIRST)
            self._roll.write(work, draft)
            self._roll.put(operator, has_password=True)
        return right(operator)

    def problem_of_first(self, who: str, name: str, password: str) -> Checked | None:
        if self._roll.held.operators:
            return refused(SignInRefusal.NOT_FIRST)
        if not is_sign_in_id(who) or not is_shown(name):
            return refused(SignInRefusal.NAME_INVALID)
        if problem := self._problem(who, name, password):
            return refused(SignInRefusal.WEAK_PASSWORD, problem)
        return None

    # -- one try -------------------------------------------------------------------------------------

    def _tried(self, name: str, now_ms: int, prove: Callable[[str], Checked], under: str = "") -> Checked:
        who = sign_in_id(name[:LONGEST_ID_TYPED])
        trial = self._attempts.begin(under or who, now_ms, braked=not under)
        if trial.wait_ms:
            wait_s = trial.wait_ms / 1000
            return Checked(None, SignInRefusal.WAIT, wait_s=wait_s, audit_refusal=trial.reason)
        try:
            checked = prove(who if is_sign_in_id(who) else "")
        except BaseException:
            self._attempts.withdraw(trial)
            raise
        if checked.operator is not None:
            self._attempts.succeed(trial)
        elif checked.refusal is SignInRefusal.WRONG:
            self._attempts.fail(trial, now_ms)
        else:
            self._attempts.withdraw(trial)
        return checked

    def _password(self, who: str, password: str) -> tuple[Checked, Proofs]:
        """The same work for a name that exists, that is disabled and that does not exist."""
        held = self._roll.vault.read(lambda connection: proofs.read(connection, who))
        matches = self._hashes.matches(held.password, password)
        operator = self._roll.held.operators.get(who)
        if operator is None:
            return wrong("unknown_name"), held
        if not matches:
            return wrong("wrong_password"), held
        return (right(operator) if operator.enabled else wrong("disabled")), held

    def _sign_in(self, who: str, password: str, code: str, now_ms: int) -> Checked:
        checked, held = self._password(who, password)
        if checked.operator is None:
            return checked
        factor = _Factor()
        if held.seed is not None:
            if not code.strip():
                return refused(SignInRefusal.CODE_NEEDED)
            factor = self._factor(who, held.seed, password, code, now_ms)
            if factor.wrong:
                return wrong(factor.wrong)
        return self._let_in(who, held, factor, password, now_ms)

    def _factor(self, who: str, sealed: bytes, password: str, code: str, now_ms: int) -> _Factor:
        if not second_factor.is_code(code):
            return _Factor(recovery=one_time.digest_of(who, code))
        try:
            seed = second_factor.unseal(sealed, who, password, self._hashes)
        except SeedSealed:
            return _Factor("second_factor_damaged")
        step = second_factor.step_of(seed, code, now_ms)
        return _Factor("wrong_code") if step is None else _Factor(step=step, seed=seed)

    def _let_in(self, who: str, held: Proofs, factor: _Factor, password: str, now_ms: int) -> Checked:
        """Spend the code and note the sign-in, unless the account changed while the hash was made."""
        stronger = (
            self._hashes.make(password) if held.password and self._hashes.is_weaker(held.password) else None
        )
        sealed = self._sealed_stronger(who, held, factor, password)

        def work(connection: Connection) -> str:
            if proofs.read(connection, who).password != held.password:
                return "wrong_password"
            if factor.step is not None and not proofs.spend_step(connection, who, factor.step):
                return "code_replayed"
            if factor.recovery is not None and not proofs.spend_recovery(connection, who, factor.recovery):
                return "wrong_code"
            proofs.strengthen(connection, who, stronger, sealed)
            one = operator_table.c.id == who
            connection.execute(update(operator_table).where(one).values(last_sign_in=now_ms))
            return ""

        with self._roll.changing:
            self._roll.settle()
            operator = self._roll.held.operators.get(who)
            if operator is None or not operator.enabled:
                return wrong("disabled")
            if word := self._roll.write(work):
                return wrong(word)
            self._roll.put(operator, last_sign_in=now_ms)
        return right(operator, used_recovery=factor.recovery is not None)

    def _sealed_stronger(self, who: str, held: Proofs, factor: _Factor, password: str) -> bytes | None:
        if not factor.seed or held.seed is None:
            return None
        if second_factor.cost_of(held.seed).work >= self._hashes.cost.work:
            return None
        return second_factor.seal(factor.seed, who, password, self._hashes)

    # -- new passwords -------------------------------------------------------------------------------

    def _problem(self, who: str, name: str, password: str, old: str | None = None) -> str:
        return problem_of(password, self._rules().least, (who, name, self._site()), old=old)

    def _change_password(self, who: str, old: str, new: str, draft: Draft | None) -> Checked:
        checked, held = self._password(who, old)
        operator = checked.operator
        if operator is None:
            return checked
        if problem := self._problem(who, operator.name, new, old):
            return refused(SignInRefusal.WEAK_PASSWORD, problem)
        try:
            sealed = self._sealed_anew(who, held.seed, old, new)
        except SeedSealed:
            return wrong("second_factor_damaged")
        hashed = self._hashes.make(new)

        def work(connection: Connection) -> bool:
            now = proofs.read(connection, who)
            if (now.password, now.seed) != (held.password, held.seed):
                return False
            proofs.set_password(connection, who, hashed, sealed)
            operator_rows.set_must_change(connection, who, must=False)
            return True

        return self._finish(who, work, draft, second_factor=sealed is not None)

    def _sealed_anew(self, who: str, sealed: bytes | None, old: str, new: str) -> bytes | None:
        if sealed is None:
            return None
        seed = second_factor.unseal(sealed, who, old, self._hashes)
        return second_factor.seal(seed, who, new, self._hashes)

    def _redeem(self, who: str, code: str, password: str, now_ms: int, draft: Draft | None) -> Checked:
        held = self._roll.vault.read(lambda connection: proofs.read(connection, who))
        operator = self._roll.held.operators.get(who)
        digest = one_time.digest_of(who, code).hex()
        if not one_time.same(held.code, digest) or operator is None:
            return wrong("unknown_name" if operator is None else "wrong_code")
        if not operator.enabled:
            return wrong("disabled")
        if now_ms >= (held.code_until or 0):
            return refused(SignInRefusal.EXPIRED)
        if problem := self._problem(who, operator.name, password):
            return refused(SignInRefusal.WEAK_PASSWORD, problem)
        hashed = self._hashes.make(password)

        def work(connection: Connection) -> bool:
            if proofs.read(connection, who).code != held.code:
                return False
            proofs.set_password(connection, who, hashed)
            operator_rows.set_must_change(connection, who, must=False)
            return True

        return self._finish(who, work, draft, second_factor=False)

    def _finish(
        self, who: str, work: Callable[[Connection], bool], draft: Draft | None, *, second_factor: bool
    ) -> Checked:
        """Write what sets a password and its entry, unless the account changed while the hash was made."""
        with self._roll.changing:
            self._roll.settle()
            operator = self._roll.held.operators.get(who)
            if operator is None or not operator.enabled:
                return wrong("disabled")
            if not self._roll.write_if(work, draft):
                return wrong("wrong_password")
            operator = replace(operator, must_change=False, second_factor=second_factor)
            self._roll.put(operator, has_password=True, code_until=None)
        return right(operator)
