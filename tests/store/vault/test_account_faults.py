"""A disk that refuses: nothing is changed, in memory neither, and nobody is let in unrecorded."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain.operators import Operator
from app.domain.rights import Grant, Right, Role
from app.store.faults import Fault, StoreUnavailable
from app.store.vault.kept_sessions import KeptSession
from tests.store.disk import fill, unfill
from tests.store.vault.house import ADMIN, DAY, MINUTE, OTHER, PASSWORD, House


@pytest.fixture
def cramped(small_disk: Path) -> Iterator[House]:
    """An installation on a disk of 4 MB."""
    house = House(small_disk)
    house.first()
    house.hire("r.quispe")
    # Somebody who reads at the same time: a write that fails closes the database, and its log with it
    # where nobody else has it open, which would make room again.
    with closing(sqlite3.connect(house.vault.path)) as reader:
        reader.execute("SELECT count(*) FROM audit").fetchone()
        yield house
    house.close()


def told(house: House) -> object:
    accounts = house.accounts
    return accounts.operators(), accounts.roles(), accounts.rows(house.now), house.on_record()


def until_refused(house: House) -> None:
    """Fill the disk, and what its files still had free inside."""
    refused = 0
    while refused < 3:
        fill(house.folder)
        try:
            house.vault.record(house.draft("filling"))
        except StoreUnavailable:
            refused += 1
        else:
            refused = 0


CHANGES = {
    "add": lambda house: house.accounts.add(
        Operator("new", "New", ("operator",)), house.draft("bad"), house.now
    ),
    "change": lambda house: house.accounts.change(
        replace(house.accounts.operator("r.quispe"), name="Other", enabled=False), house.draft("bad")
    ),
    "reset": lambda house: house.accounts.reset("r.quispe", house.draft("bad"), house.now),
    "put_role": lambda house: house.accounts.put_role(
        Role("guard", "Guard", (Grant(Right.SEE),), 0), house.draft("bad")
    ),
    "drop_role": lambda house: house.accounts.drop_role("dispatcher", house.draft("bad")),
    "check": lambda house: house.accounts.check(ADMIN, PASSWORD, "", house.now),
    "change_password": lambda house: house.accounts.change_password(
        "r.quispe", OTHER, PASSWORD, house.now, house.draft("bad")
    ),
    "keep_session": lambda house: house.accounts.keep_session(
        "token", KeptSession(ADMIN, "sala-1", house.now, house.now + DAY)
    ),
}


@pytest.mark.parametrize("what", CHANGES)
def test_a_full_disk_leaves_all_as_it_was(cramped, what):
    until_refused(cramped)
    before = told(cramped)
    with pytest.raises(StoreUnavailable):
        CHANGES[what](cramped)
    assert told(cramped) == before
    assert cramped.accounts.find_session("token", cramped.now) is None
    unfill(cramped.folder)
    assert told(cramped) == before
    assert cramped.outcome("r.quispe", OTHER) == "in"
    CHANGES[what](cramped)
    after = told(cramped)
    cramped.restart()
    assert told(cramped) == after


def test_failures_count_on_a_full_disk_too(cramped):
    until_refused(cramped)
    cramped.fail(ADMIN, 8)
    assert cramped.outcome(ADMIN, PASSWORD) == "wait"
    unfill(cramped.folder)


def test_a_code_is_not_spent_when_the_sign_in_is_not_kept(cramped):
    phone, codes = cramped.enrol()
    cramped.now += MINUTE
    until_refused(cramped)
    for code in (phone.at(cramped.now // 1000), codes[0]):
        with pytest.raises(StoreUnavailable):
            cramped.accounts.check(ADMIN, PASSWORD, code, cramped.now)
    unfill(cramped.folder)
    assert cramped.outcome(ADMIN, PASSWORD, codes[0]) == "in"
    assert cramped.outcome(ADMIN, PASSWORD, phone.at(cramped.now // 1000)) == "in"


def test_a_vault_that_is_closed_lets_nobody_in(house):
    house.vault.close()
    with pytest.raises(StoreUnavailable):
        house.accounts.check(ADMIN, PASSWORD, "", house.now)
    house.restart()


def test_rows_found_damaged_after_a_failed_write_are_a_fault_of_the_store(cramped):
    until_refused(cramped)
    with pytest.raises(StoreUnavailable):
        CHANGES["change"](cramped)
    unfill(cramped.folder)
    cramped.vault.write(lambda c: c.exec_driver_sql("UPDATE operator SET roles='nonsense'"))
    for what in ("change", "check"):
        with pytest.raises(StoreUnavailable, match="operator") as caught:
            CHANGES[what](cramped)
        assert caught.value.fault is Fault.DAMAGED
