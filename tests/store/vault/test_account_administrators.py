"""Whatever administrators do, in any order: a whole installation is left that somebody administers."""

import tempfile
from dataclasses import replace
from pathlib import Path

from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.acts import Refusal
from app.domain.operators import Operator, grants_of
from app.domain.rights import Grant, Right, Role, allows
from tests.store.vault.house import ADMIN, PASSWORD, House

IDS = st.sampled_from(["ana.admin", "eva", "luz", "ida"])
ROLE_IDS = st.sampled_from(["administrator", "operator", "boss", "guard"])
ROLE_SETS = st.lists(ROLE_IDS, max_size=3).map(tuple)
GRANT_SETS = st.lists(st.sampled_from([Grant(Right.ADMINISTER), Grant(Right.SEE)]), max_size=2).map(tuple)


class Administrators(RuleBasedStateMachine):
    """Adds, changes and drops at random, which must leave a whole installation whatever was allowed."""

    @initialize()
    def begin(self):
        self.temporary = tempfile.TemporaryDirectory()
        self.house = House(Path(self.temporary.name))
        self.house.first()
        self.ids = {ADMIN}
        self.entries = 1

    def took(self, result):
        if not isinstance(result, Refusal | str):
            self.entries += 1
        return not isinstance(result, Refusal | str)

    @rule(who=IDS, roles=ROLE_SETS, redeemed=st.booleans())
    def add(self, who, roles, redeemed):
        code = self.house.accounts.add(Operator(who, who, roles), self.house.draft(), self.house.now)
        if self.took(code):
            assert who not in self.ids
            self.ids.add(who)
            if redeemed:
                assert self.house.accounts.redeem(who, code.code, PASSWORD, self.house.now).operator

    @rule(who=IDS, roles=ROLE_SETS, enabled=st.booleans(), late=st.booleans())
    def change(self, who, roles, enabled, late):
        known = self.house.accounts.operator(who) or Operator(who, who, ())
        wanted = replace(known, roles=roles, enabled=enabled, version=known.version - late)
        took = self.took(self.house.accounts.change(wanted, self.house.draft()))
        assert not (took and late)

    @rule(role=ROLE_IDS, grants=GRANT_SETS)
    def put_role(self, role, grants):
        known = self.house.accounts.role(role)
        version = known.version if known else 0
        self.took(self.house.accounts.put_role(Role(role, role, grants, version), self.house.draft()))

    @rule(role=ROLE_IDS)
    def drop_role(self, role):
        self.took(self.house.accounts.drop_role(role, self.house.draft()))

    @invariant()
    def somebody_administers_and_the_disk_says_the_same(self):
        if not hasattr(self, "house"):
            return
        accounts = self.house.accounts
        roles = {role.id: role for role in accounts.roles()}
        can = [
            one
            for one in accounts.operators()
            if one.enabled and allows(grants_of(one, roles), Right.ADMINISTER)
        ]
        stored = {
            who: password is not None
            for who, password in self.house.vault.read(
                lambda connection: connection.exec_driver_sql(
                    "SELECT operator, password FROM credential"
                ).all()
            )
        }
        assert any(stored[one.id] for one in can)
        assert {one.id for one in accounts.operators()} == self.ids == set(stored)
        assert all(role in roles for one in accounts.operators() for role in one.roles)
        assert len(self.house.on_record()) == self.entries
        before = accounts.operators(), accounts.roles()
        accounts.load()
        assert (accounts.operators(), accounts.roles()) == before

    def teardown(self):
        if hasattr(self, "house"):
            self.house.close()
            self.temporary.cleanup()


Administrators.TestCase.settings = hypothesis_settings(max_examples=10, stateful_step_count=12, deadline=None)
TestAdministrators = Administrators.TestCase
