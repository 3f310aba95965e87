"""The sealed file: what it keeps, what it refuses, and that no fault costs what was in it."""

import hashlib
import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.settings.secrets.backend import SecretsState
from app.settings.secrets.faults import PassphraseUnfit, SecretsDamaged, SecretsLocked, SecretsUnavailable
from app.settings.secrets.names import BROKER_PASSWORD, camera_password
from app.settings.secrets.passphrase_key import BOUNDS, USUAL_COST, KeyCost
from app.settings.secrets.sealed_file import MARK, SUM_BYTES, SealedFile
from tests.settings.secrets import cheap
from tests.settings.secrets.cheap import OTHER, PASSPHRASE, sealed_file
from tests.store.disk import fill, unfill

VALUE = "m0squitó pass"
ROOT = Path(__file__).parents[3]


@pytest.fixture
def filled(tmp_path):
    made = sealed_file(tmp_path)
    made.set_passphrase(PASSPHRASE)
    made.write(BROKER_PASSWORD, VALUE)
    return made


def test_what_was_sealed_is_there_after_a_restart(filled, tmp_path):
    again = sealed_file(tmp_path)
    assert again.state is SecretsState.LOCKED
    with pytest.raises(SecretsLocked):
        again.read(BROKER_PASSWORD)
    assert again.unlock(PASSPHRASE)
    assert again.read(BROKER_PASSWORD) == VALUE
    assert again.names() == (BROKER_PASSWORD,)


def test_another_passphrase_opens_nothing(filled, tmp_path):
    again = sealed_file(tmp_path)
    assert not again.unlock(OTHER)
    assert again.state is SecretsState.LOCKED


def test_one_word_has_one_spelling(tmp_path):
    made = sealed_file(tmp_path)
    made.set_passphrase("man\u0303ana en la mañana")
    assert sealed_file(tmp_path).unlock("ma\u00f1ana en la man\u0303ana")


def test_the_file_says_nothing_of_what_is_in_it(filled):
    content = filled.path.read_bytes()
    assert VALUE.encode() not in content
    assert BROKER_PASSWORD.encode() not in content
    assert PASSPHRASE.encode() not in content
    size = len(content)
    filled.write(BROKER_PASSWORD, "x")
    assert filled.path.stat().st_size == size, "nor how long a password is"


def test_no_two_files_are_the_same(filled, tmp_path):
    first = filled.path.read_bytes()
    filled.write(BROKER_PASSWORD, VALUE)
    assert filled.path.read_bytes() != first


@pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX's")
def test_it_is_for_its_owner_alone_whatever_the_umask(tmp_path):
    before = os.umask(0)
    try:
        made = sealed_file(tmp_path)
        made.set_passphrase(PASSPHRASE)
    finally:
        os.umask(before)
    assert stat.S_IMODE(made.path.parent.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in made.path.parent.iterdir()} == {0o600}


def refused(path: Path) -> None:
    """Neither before nor after the passphrase does the file give anything."""
    other = SealedFile(path, cost=cheap.COST, bounds=cheap.BOUNDS)
    content = path.read_bytes()
    try:
        assert not other.unlock(PASSPHRASE)
        assert other.state is SecretsState.LOCKED
        with pytest.raises(SecretsLocked):
            other.write(BROKER_PASSWORD, "new")
    except SecretsDamaged:
        with pytest.raises(SecretsDamaged):
            other.write(BROKER_PASSWORD, "new")
    assert path.read_bytes() == content, "a damaged file is left as it is"


@given(st.data())
def test_a_flipped_bit_anywhere_is_refused(tmp_path_factory, data):
    path, content = _spoilt(tmp_path_factory, data)
    path.write_bytes(content)
    with pytest.raises(SecretsDamaged, match="damaged"):
        sealed_file(path.parents[1]).unlock(PASSPHRASE)
    refused(path)


@given(st.data())
def test_so_is_one_whose_author_mended_the_sum(tmp_path_factory, data):
    path, content = _spoilt(tmp_path_factory, data, past_sum=SUM_BYTES)
    path.write_bytes(content + hashlib.sha256(content).digest())
    refused(path)


@given(st.data())
def test_and_one_that_was_cut_short(tmp_path_factory, data):
    path, content = _spoilt(tmp_path_factory, data)
    path.write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
    refused(path)


def _spoilt(tmp_path_factory, data, past_sum: int = 0) -> tuple[Path, bytes]:
    made = sealed_file(tmp_path_factory.mktemp("sealed"))
    made.set_passphrase(PASSPHRASE)
    made.write(BROKER_PASSWORD, VALUE)
    content = bytearray(made.path.read_bytes())
    if past_sum:
        del content[-past_sum:]
    bit = data.draw(st.integers(0, len(content) * 8 - 1))
    content[bit // 8] ^= 1 << bit % 8
    return made.path, bytes(content)


@pytest.mark.parametrize(
    "cost", [KeyCost(8, 1, 1), KeyCost(64 * 1024, 2, 1), KeyCost(2**32 - 1, 3, 4), KeyCost(2**20, 2**31, 4)]
)
def test_a_key_that_is_too_cheap_or_too_dear_is_refused_at_once(filled, cost):
    at = len(MARK) + 1
    content = filled.path.read_bytes()[:-SUM_BYTES]
    content = content[:at] + cost.packed() + content[at + len(cost.packed()) :]
    filled.path.write_bytes(content + hashlib.sha256(content).digest())
    with pytest.raises(SecretsDamaged, match="cost"):
        SealedFile(filled.path).unlock(PASSPHRASE)


def test_the_usual_cost_is_within_the_bounds():
    assert BOUNDS.hold(USUAL_COST)


def test_a_new_passphrase_keeps_the_secrets_and_the_old_one_is_out(filled, tmp_path):
    assert not filled.change_passphrase(OTHER, "una tercera frase larga")
    assert filled.change_passphrase(PASSPHRASE, OTHER)
    assert filled.read(BROKER_PASSWORD) == VALUE
    again = sealed_file(tmp_path)
    assert not again.unlock(PASSPHRASE)
    assert again.unlock(OTHER)
    assert again.read(BROKER_PASSWORD) == VALUE


def test_a_passphrase_is_long_enough_and_given_once(filled, tmp_path):
    with pytest.raises(PassphraseUnfit, match="12"):
        sealed_file(tmp_path / "x").set_passphrase("too short")
    with pytest.raises(PassphraseUnfit, match="already"):
        filled.set_passphrase(OTHER)
    with pytest.raises(PassphraseUnfit):
        filled.change_passphrase(PASSPHRASE, "short")


def test_another_process_that_changed_the_passphrase_locks_this_one(filled, tmp_path):
    sealed_file(tmp_path).change_passphrase(PASSPHRASE, OTHER)
    assert filled.state is SecretsState.LOCKED
    with pytest.raises(SecretsLocked):
        filled.write(BROKER_PASSWORD, "lost otherwise")
    assert filled.unlock(OTHER)
    assert filled.read(BROKER_PASSWORD) == VALUE


def test_what_another_process_put_in_is_seen_and_kept(filled, tmp_path):
    other = sealed_file(tmp_path)
    other.unlock(PASSPHRASE)
    other.write(camera_password("CAM-1"), "c1")
    assert filled.read(camera_password("CAM-1")) == "c1"
    filled.write(camera_password("CAM-2"), "c2")
    assert other.names() == (BROKER_PASSWORD, camera_password("CAM-1"), camera_password("CAM-2"))
    other.remove(camera_password("CAM-1"))
    other.remove(camera_password("CAM-1"))
    assert filled.read(camera_password("CAM-1")) is None


def test_many_writers_lose_nothing(tmp_path, filled):
    def write(writer: int) -> None:
        mine = sealed_file(tmp_path)
        mine.unlock(PASSPHRASE)
        for number in range(5):
            mine.write(camera_password(f"{writer}-{number}"), "v")

    threads = [threading.Thread(target=write, args=(writer,)) for writer in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(filled.names()) == 1 + 4 * 5
    assert {file.name for file in filled.path.parent.iterdir()} == {"secrets.sealed", "secrets.lock"}


def test_a_full_disk_costs_nothing_that_was_there(small_disk):
    made = sealed_file(small_disk)
    made.set_passphrase(PASSPHRASE)
    made.write(BROKER_PASSWORD, VALUE)
    fill(small_disk)
    with pytest.raises(SecretsUnavailable, match="No space left"):
        made.write(BROKER_PASSWORD, "new")
    assert made.read(BROKER_PASSWORD) == VALUE
    unfill(small_disk)
    made.write(BROKER_PASSWORD, "new")
    assert made.read(BROKER_PASSWORD) == "new"
    assert not list(made.path.parent.glob(".*.new"))


KILLED = """
import os, sys
from pathlib import Path
from app.settings.secrets import sealed_file
from tests.settings.secrets import cheap
made = cheap.sealed_file(Path(sys.argv[1]))
made.unlock(cheap.PASSPHRASE)
os.fsync = lambda descriptor: os.kill(os.getpid(), 9)
made.write("broker.password", "new")
"""


@pytest.mark.skipif(os.name == "nt", reason="signals are POSIX's")
def test_one_killed_while_writing_leaves_the_old_file_and_no_draft_for_long(filled, tmp_path):
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path)], cwd=ROOT, check=False)
    assert done.returncode == -9
    assert list(filled.path.parent.glob(".*.new")), "killed in the midst of writing"
    assert filled.read(BROKER_PASSWORD) == VALUE
    filled.write(BROKER_PASSWORD, "newer")
    assert not list(filled.path.parent.glob(".*.new"))
    assert filled.read(BROKER_PASSWORD) == "newer"


def test_nothing_secret_is_in_a_repr(filled):
    sealed = filled._load()
    assert VALUE not in repr((filled, sealed, filled._held))
    assert filled._held.key.hex() not in repr(filled._held)
    assert repr(filled._held.key) not in repr(filled._held)
