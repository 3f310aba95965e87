"""Sessions that are kept: gone on with until their time, without their token, and not too many."""

from dataclasses import replace

from app.store.vault.kept_sessions import KeptSession, token_digest
from tests.store.vault.house import ADMIN, DAY


def test_a_session_is_gone_on_with_until_its_time(house):
    kept = KeptSession(ADMIN, "sala-1/77", house.now, house.now + DAY, locked=True)
    house.accounts.keep_session("a-token", kept)
    house.restart()
    assert house.accounts.find_session("a-token", house.now + DAY - 1) == kept
    assert house.accounts.find_session("a-token", house.now + DAY) is None
    assert house.accounts.find_session("another", house.now) is None
    assert house.accounts.kept_sessions(house.now) == ((token_digest("a-token"), kept),)
    house.accounts.keep_session("a-token", replace(kept, locked=False))
    assert house.accounts.find_session("a-token", house.now).locked is False
    house.accounts.drop_session(token_digest("a-token"))
    assert house.accounts.find_session("a-token", house.now) is None
    house.vault.close()
    assert b"a-token" not in house.stored()
    house.restart()


def test_kept_sessions_do_not_fill_the_disk(house):
    for number in range(230):
        at = house.now + number
        house.accounts.keep_session(f"token{number}", KeptSession(ADMIN, "sala-1", at, at + DAY))
    assert house.column("SELECT count(*) FROM session") <= 200
    assert house.accounts.find_session("token229", house.now)
    house.accounts.keep_session(
        "later", KeptSession(ADMIN, "sala-1", house.now + 2 * DAY, house.now + 3 * DAY)
    )
    assert house.column("SELECT count(*) FROM session") == 1
