"""Secrets in the system's keyring: a soft one behind the same port, and a real D-Bus that never answers."""

import os
import socket
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.settings.secrets.backend import SecretsState
from app.settings.secrets.faults import PassphraseUnfit, SecretsLocked, SecretsUnavailable
from app.settings.secrets.names import AUDIT_SIGNING_KEY, BROKER_PASSWORD, LONGEST, camera_password
from app.settings.secrets.os_keyring import OsKeyring, service_name, system_ring
from app.settings.secrets.store import LONGEST_BYTES, Secrets
from tests.settings.secrets.soft_keyring import SoftKeyring
from tests.support.waiting import PATIENCE_S, wait_until

ROOT = Path(__file__).parents[3]
SERVICE = "atalaya:0123456789ab"


@pytest.fixture
def soft():
    return SoftKeyring()


def keyring_on(soft: SoftKeyring, folder: Path, limit_s: float = 5.0) -> OsKeyring:
    made = OsKeyring(SERVICE, folder / "keys" / "remark", find=lambda: soft, time_limit_s=limit_s)
    made.probe()
    return made


def test_what_was_put_in_is_there_for_the_next_start(soft, tmp_path):
    keyring_on(soft, tmp_path).write(BROKER_PASSWORD, "value")
    again = keyring_on(soft, tmp_path)
    assert again.state is SecretsState.READY
    assert again.read(BROKER_PASSWORD) == "value"
    assert again.names() == (BROKER_PASSWORD,)
    assert {service for service, _ in soft.entries} == {SERVICE}
    assert (tmp_path / "keys" / "remark").exists(), "the folder remembers where its secrets are"


def test_probing_leaves_nothing_behind(soft, tmp_path):
    assert keyring_on(soft, tmp_path).probe()
    assert soft.entries == {}
    assert not (tmp_path / "keys").exists()


@given(st.lists(st.tuples(st.booleans(), st.sampled_from([f"C{n:03}" * 35 for n in range(30)])), max_size=60))
def test_the_list_of_names_holds_any_number_within_what_windows_takes(tmp_path_factory, steps):
    soft = SoftKeyring()
    ring = keyring_on(soft, tmp_path_factory.mktemp("data"))
    expected = set()
    for put, camera in steps:
        name = camera_password(camera[: LONGEST - 16])
        if put:
            ring.write(name, "v")
            expected.add(name)
        else:
            ring.remove(name)
            expected.discard(name)
    assert ring.names() == tuple(sorted(expected))
    entries = {name for _, name in soft.entries}
    assert {name for name in entries if not name.startswith("index")} == expected
    assert not expected or len(entries) > len(expected)


def test_a_value_of_the_longest_kind_fits(soft, tmp_path):
    secrets = Secrets(keyring_on(soft, tmp_path))
    longest = "ñ" * (LONGEST_BYTES // 2)
    secrets.put(BROKER_PASSWORD, longest)
    assert secrets.get(BROKER_PASSWORD) == longest
    with pytest.raises(ValueError, match="1200"):
        secrets.put(BROKER_PASSWORD, longest + "ñ")


@pytest.mark.expects_leftovers("a call into a keyring that hangs cannot be ended")
def test_a_keyring_that_hangs_is_given_up_and_asked_again_later(soft, tmp_path):
    ring = keyring_on(soft, tmp_path, limit_s=0.2)
    ring.write(BROKER_PASSWORD, "value")
    soft.open.clear()
    with pytest.raises(SecretsUnavailable, match="does not answer"):
        ring.read(BROKER_PASSWORD)
    assert ring.state is SecretsState.LOCKED
    with pytest.raises(SecretsLocked):
        ring.read(BROKER_PASSWORD)
    assert not ring.unlock("")
    soft.open.set()
    wait_until(lambda: ring.unlock(""))
    assert ring.read(BROKER_PASSWORD) == "value"


def test_a_keyring_that_refuses_is_told_without_its_own_words(soft, tmp_path):
    ring = keyring_on(soft, tmp_path)
    soft.locked = True
    with pytest.raises(SecretsUnavailable) as refusal:
        ring.write(BROKER_PASSWORD, "hunter2hunter2")
    assert "hunter2" not in str(refusal.value)
    assert refusal.value.__suppress_context__
    secrets = Secrets(ring)
    assert secrets.get(BROKER_PASSWORD) is None
    assert secrets.names() == ()


def test_a_value_that_could_not_be_read_is_not_replaced(soft, tmp_path):
    secrets = Secrets(keyring_on(soft, tmp_path))
    secrets.put(AUDIT_SIGNING_KEY, "the key so far")
    soft.locked = True
    assert secrets.get(AUDIT_SIGNING_KEY) is None
    soft.locked = False
    with pytest.raises(SecretsLocked):
        secrets.put(AUDIT_SIGNING_KEY, "a new key, since there seems to be none")
    assert secrets.unlock("")
    assert secrets.get(AUDIT_SIGNING_KEY) == "the key so far"


def test_a_locked_keyring_does_not_pass_the_probe(soft, tmp_path):
    soft.locked = True
    assert keyring_on(soft, tmp_path).state is SecretsState.LOCKED


def test_the_keyring_has_its_own_password(soft, tmp_path):
    ring = keyring_on(soft, tmp_path)
    with pytest.raises(PassphraseUnfit):
        ring.set_passphrase("a passphrase of mine")
    with pytest.raises(PassphraseUnfit):
        ring.change_passphrase("a passphrase of mine", "another one of mine")


def test_each_folder_has_its_own_service(tmp_path):
    names = {service_name(tmp_path / name) for name in ("a", "b")}
    assert len(names) == 2
    assert all(len(name) == len("atalaya:") + 12 for name in names)


def test_a_keyring_that_keeps_plain_text_is_not_taken(monkeypatch):
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "tests.settings.secrets.soft_keyring.SoftKeyring")
    assert system_ring() is None


HANGING = """
import sys, time
from pathlib import Path
from app.settings.secrets.store import open_secrets
began = time.monotonic()
found = open_secrets(Path(sys.argv[1]), environ={})
print(found.place, found.state, time.monotonic() - began)
"""


def greet_and_fall_silent(bus: socket.socket) -> None:
    """Let one client in by the handshake of D-Bus, then answer nothing until it leaves.

    On a busy machine a client may have given up before it comes here; the test then knocks in its place.
    """
    client = bus.accept()[0]
    with client:
        client.settimeout(90)
        said = b""
        while b"AUTH" not in said or not said.endswith(b"\r\n"):
            heard = client.recv(4096)
            if not heard:
                return
            said += heard
        client.sendall(b"OK 0123456789abcdef0123456789abcdef\r\n")
        while client.recv(4096):
            pass


@pytest.mark.skipif(sys.platform != "linux", reason="D-Bus is Linux's")
@pytest.mark.parametrize(("remark", "told"), [(False, ["file", "unset"]), (True, ["keyring", "locked"])])
def test_a_desktop_bus_that_never_answers_holds_nobody_up(tmp_path, remark, told):
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    if remark:
        (keys / "secrets.in-keyring").write_bytes(b"")
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind(str(tmp_path / "bus"))
        bus.listen()
        bus.settimeout(90)
        greeter = threading.Thread(target=greet_and_fall_silent, args=(bus,))
        greeter.start()
        done = subprocess.run(
            [sys.executable, "-c", HANGING, str(tmp_path)],
            cwd=ROOT,
            env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path / 'bus'}"},
            capture_output=True,
            text=True,
            timeout=PATIENCE_S,
            check=True,
        )
        with socket.socket(socket.AF_UNIX) as knock:
            knock.connect(str(tmp_path / "bus"))
        greeter.join()
    place, state, took = done.stdout.split()
    assert [place, state] == told
    assert float(took) > 2.5, "the bus was really asked, for three seconds"
