"""`operators`, the way back for who forgot the password, and the operators of the demo."""

import getpass
import math
import re
from dataclasses import replace

import pytest

from app.bootstrap.demo_operators import TEAM, demo_operators, readable_password
from app.bootstrap.operators import alone
from app.domain.audit import AuditFilter, Draft
from app.domain.rights import STANDARD_ROLES
from app.engine.run_folder import claim
from app.store.vault.accounts import Accounts
from app.store.vault.credentials import LEAST, Hashes
from app.store.vault.opening import vault_path
from tests.store.vault.house import OTHER, PASSWORD, House
from tests.support.stores import vault_in

CODE = re.compile(r"\b([2-9A-Z]{5}(?:-[2-9A-Z]{5}){3})\b")


@pytest.fixture
def installed(data):
    """An installation whose only administrator forgot the password."""
    house = House(data.store)
    house.first()
    house.close()
    return house


def test_a_folder_without_a_vault_has_nobody_and_stays_without(command_line, data):
    assert command_line.run("operators", "list") == 0
    assert command_line.out == "There are no operators yet.\n"
    assert command_line.run("operators", "list", "--json") == 0
    assert command_line.told == []
    assert command_line.run("operators", "reset", "ana") == 1
    assert not vault_path(data.store).exists()


def test_the_only_administrator_comes_back_with_the_code(installed, command_line):
    assert command_line.run("operators", "reset", "Ana.Admin") == 0
    (code,) = CODE.findall(command_line.out)
    installed.restart()
    try:
        # The command's own clock is the real one.
        installed.now = installed.accounts.rows(0)[0].code_until - 1000
        assert installed.outcome("ana.admin", PASSWORD) == "wrong"
        assert installed.accounts.redeem("ana.admin", code, OTHER, installed.now).operator
        entry = installed.vault.entries(AuditFilter(act="reset_operator")).entries[0].draft
        assert (entry.operator, entry.subject) == (f"os:{getpass.getuser()}", "ana.admin")
        assert code not in repr(installed.vault.entries(AuditFilter()))
    finally:
        installed.close()


def test_a_first_administrator_can_be_added(command_line):
    assert command_line.run("operators", "add", "r.quispe", "--name", "Rosa", "--role", "operator") == 1
    assert "must be an administrator" in command_line.err
    roles = ("--role", "administrator", "--role", "auditor")
    assert command_line.run("operators", "add", "r.quispe", "--name", "Rosa Ñañez", *roles) == 0
    assert CODE.search(command_line.out)
    assert command_line.run("operators", "list", "--json") == 0
    (row,) = command_line.told
    assert (row["id"], row["name"], row["roles"]) == ("r.quispe", "Rosa Ñañez", ["administrator", "auditor"])
    assert row["code_until"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("add",), "Name the operator"),
        (("reset",), "Name the operator"),
        (("reset", "nobody"), "no operator with this ID"),
        (("add", "new"), "--role"),
        (("add", "new", "--role", "king"), "known: administrator, auditor"),
        (("add", "a/b", "--role", "operator"), "An ID has"),
        (("add", "new", "--role", "operator", "--name", "x\u202ey"), "An ID has"),
        (("add", "ana.admin", "--role", "operator"), "never given again"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(installed, command_line, arguments, said):
    assert command_line.run("operators", *arguments) == 1
    assert said in command_line.err
    assert command_line.err.count("\n") == 1
    assert command_line.out == ""


@pytest.mark.parametrize(
    "arguments", [("list",), ("reset", "ana.admin"), ("add", "x1", "--role", "operator")]
)
def test_nothing_is_done_while_an_engine_runs(installed, command_line, data, arguments):
    lock = claim(data.root)
    try:
        assert command_line.run("operators", *arguments) == 1
        assert "Stop the engine first." in command_line.err
    finally:
        lock.release()
    assert command_line.run("operators", "list") == 0, "the lock is free again"


def test_a_disabled_operator_is_not_reset_from_here(installed, command_line):
    installed.restart()
    installed.hire("r.quispe")
    seen = installed.accounts.operator("r.quispe")
    assert installed.accounts.change(replace(seen, enabled=False), installed.draft()) is None
    installed.close()
    assert command_line.run("operators", "reset", "r.quispe") == 1
    assert "disabled" in command_line.err


def test_an_edited_name_moves_no_cursor(installed, command_line):
    installed.restart()
    installed.vault.write(
        lambda connection: connection.exec_driver_sql("UPDATE operator SET name=char(27)||'[2J'||char(8238)")
    )
    installed.close()
    assert command_line.run("operators", "list") == 0
    assert "\x1b" not in command_line.out
    assert "\u202e" not in command_line.out


def test_a_damaged_vault_is_one_sentence(installed, command_line, data):
    vault_path(data.store).write_bytes(b"not a database" * 100)
    assert command_line.run("operators", "list") == 1
    assert "cannot be read or written" in command_line.err
    assert command_line.err.count("\n") == 1


# -- the demo ----------------------------------------------------------------------------------------


def made(data):
    vault = vault_in(data.store)
    vault.open()
    try:
        now = 1_800_000_000_000
        team = demo_operators(vault, now)
        accounts = Accounts(vault, hashes=Hashes(LEAST))
        accounts.load()
        for who, _name, role, password in team:
            operator = accounts.check(who, password, "", now).operator
            assert operator is not None
            assert (operator.roles, operator.must_change) == ((role,), False)
        return team
    finally:
        vault.close()


def test_the_demo_has_an_operator_for_every_standard_role_and_new_passwords_each_time(data):
    first, second = made(data), made(data)
    assert {role for _id, _name, role, _password in first} == {role.id for role in STANDARD_ROLES}
    assert [one[:3] for one in first] == [one[:3] for one in second]
    assert not {one[3] for one in first} & {one[3] for one in second}


def test_the_demo_brings_back_what_somebody_changed_while_playing(data):
    made(data)
    with alone(data) as accounts:
        draft = Draft(1, "test", "test", "applied")
        vega = accounts.operator("c.vega")
        assert accounts.change(replace(vega, enabled=False, roles=(), name="Somebody"), draft) is None
        assert accounts.drop_role("auditor", draft) is None
    assert len(made(data)) == len(TEAM)


def test_passwords_of_the_demo_have_chance_enough():
    password = readable_password()
    assert re.fullmatch(r"([a-z]{6}-){3}[a-z]{6}", password)
    assert 12 * math.log2(14 * 5) >= 70
    assert len({readable_password() for _ in range(100)}) == 100
