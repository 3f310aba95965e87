"""What operators do to their own account: done and on record, or neither."""

import sqlite3
from contextlib import closing

import pyotp
import pytest
from sqlalchemy.exc import IntegrityError

from tests.store.vault.house import ADMIN, MINUTE, OTHER, PASSWORD, WRONG, House

NEW = "sadule-motiva-perona"


def change_password(house: House, old: str = PASSWORD):
    return house.accounts.change_password(ADMIN, old, NEW, house.now, house.draft("mine"))


def redeem(house: House, code: str):
    return house.accounts.redeem("r.quispe", code, OTHER, house.now, house.draft("mine"))


def confirm(house: House, offer, *, right: bool = True):
    code = pyotp.TOTP(offer.secret).at(house.now // 1000) if right else "12345x"
    return house.accounts.confirm_second_factor(ADMIN, code, house.now, house.draft("mine"))


def drop(house: House, password: str = PASSWORD):
    return house.accounts.drop_second_factor(ADMIN, password, house.now, house.draft("mine"))


def refuse_entries(house: House, *, refused: bool) -> None:
    """A trail that takes no entry, as far as the database goes: each is refused in its transaction."""
    made = "CREATE TRIGGER refuse BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'refused'); END"
    with closing(sqlite3.connect(house.vault.path, isolation_level=None)) as other:
        other.execute(made if refused else "DROP TRIGGER refuse")


def test_each_change_is_on_record_with_it(house):
    code = house.add("r.quispe").code
    assert redeem(house, code).operator
    assert confirm(house, house.accounts.begin_second_factor(ADMIN, PASSWORD, house.now)).codes
    assert drop(house).operator
    assert change_password(house).operator
    assert house.on_record() == ["first", "add", "mine", "mine", "mine", "mine"]


def test_what_is_refused_has_no_entry_of_something_done(house):
    house.add("r.quispe")
    offer = house.accounts.begin_second_factor(ADMIN, PASSWORD, house.now)
    assert redeem(house, "AAAAA-BBBBB").operator is None
    assert drop(house, WRONG).operator is None
    assert change_password(house, WRONG).operator is None
    assert confirm(house, offer, right=False).operator is None
    assert house.accounts.change_password(ADMIN, PASSWORD, OTHER, house.now).operator
    assert confirm(house, offer).operator is None, "the password is another by now"
    assert house.on_record() == ["first", "add"]


def test_nothing_is_changed_where_the_entry_cannot_be_written(house):
    code = house.add("r.quispe").code
    house.enrol()
    offer = house.accounts.begin_second_factor(ADMIN, PASSWORD, house.now)
    before = (house.accounts.operators(), house.accounts.rows(house.now))
    refuse_entries(house, refused=True)
    for change in (
        lambda: redeem(house, code),
        lambda: change_password(house),
        lambda: drop(house),
        lambda: confirm(house, offer),
    ):
        with pytest.raises(IntegrityError, match="refused"):
            change()
    refuse_entries(house, refused=False)
    house.restart()
    assert (house.accounts.operators(), house.accounts.rows(house.now)) == before
    assert house.on_record() == ["first", "add"]
    house.now += MINUTE
    assert house.outcome(ADMIN, PASSWORD) == "code_needed"
    assert redeem(house, code).operator
