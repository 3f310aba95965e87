"""The secrets as the program sees them: where they are, when they are open, and what is never told."""

import logging
import threading

import pytest

from app.settings.secrets.backend import SecretPlace, SecretsState
from app.settings.secrets.faults import SecretsDamaged, SecretsLocked
from app.settings.secrets.names import AUDIT_SIGNING_KEY, BROKER_PASSWORD, camera_password, is_name
from app.settings.secrets.passphrase_sources import FILE_VARIABLE, PASSPHRASE_VARIABLE
from app.settings.secrets.store import KEYS, SEALED_NAME, Secrets, choose_backend, open_secrets
from tests.settings.secrets.cheap import OTHER, PASSPHRASE, sealed_file


@pytest.fixture
def secrets(tmp_path):
    return Secrets(sealed_file(tmp_path))


def opened(folder, **environ: str) -> Secrets:
    return open_secrets(folder, backend=sealed_file(folder), environ=environ)


def test_from_nothing_to_a_password_and_back(secrets):
    assert secrets.state is SecretsState.UNSET
    assert (secrets.get(BROKER_PASSWORD), secrets.names()) == (None, ())
    with pytest.raises(SecretsLocked, match="no passphrase yet"):
        secrets.put(BROKER_PASSWORD, "value")
    secrets.set_passphrase(PASSPHRASE)
    assert secrets.state is SecretsState.READY
    secrets.put(BROKER_PASSWORD, "value")
    assert secrets.get(BROKER_PASSWORD) == "value"
    secrets.drop(BROKER_PASSWORD)
    assert (secrets.get(BROKER_PASSWORD), secrets.names()) == (None, ())


def test_locked_secrets_are_missing_and_cannot_be_put(secrets, tmp_path):
    secrets.set_passphrase(PASSPHRASE)
    secrets.put(BROKER_PASSWORD, "value")
    locked = opened(tmp_path)
    assert locked.state is SecretsState.LOCKED
    assert (locked.get(BROKER_PASSWORD), locked.names()) == (None, ())
    for act in (lambda: locked.put(BROKER_PASSWORD, "other"), lambda: locked.drop(BROKER_PASSWORD)):
        with pytest.raises(SecretsLocked):
            act()
    assert not locked.unlock(OTHER)
    assert locked.unlock(PASSPHRASE)
    assert locked.get(BROKER_PASSWORD) == "value"


def test_a_server_without_a_desktop_opens_them_from_its_environment(secrets, tmp_path):
    secrets.set_passphrase(PASSPHRASE)
    environ = {PASSPHRASE_VARIABLE: PASSPHRASE}
    assert open_secrets(tmp_path, backend=sealed_file(tmp_path), environ=environ).state is SecretsState.READY
    assert environ == {}, "no child process is given it too"


def test_or_from_a_file(secrets, tmp_path):
    secrets.set_passphrase(PASSPHRASE)
    credential = tmp_path / "credential"
    credential.write_text(f"{PASSPHRASE}\n", encoding="utf-8")
    credential.chmod(0o400)
    assert opened(tmp_path, **{FILE_VARIABLE: str(credential)}).state is SecretsState.READY


@pytest.mark.parametrize("given", [OTHER, "\x00", ""])
def test_a_wrong_one_is_logged_without_its_text(secrets, tmp_path, given, caplog):
    secrets.set_passphrase(PASSPHRASE)
    credential = tmp_path / "credential"
    credential.write_text(given)
    found = opened(tmp_path, **{FILE_VARIABLE: str(credential)})
    assert found.state is SecretsState.LOCKED
    assert OTHER not in caplog.text


def test_a_passphrase_file_that_is_not_there_is_named(tmp_path, caplog):
    assert opened(tmp_path, **{FILE_VARIABLE: str(tmp_path / "none")}).state is SecretsState.UNSET
    assert str(tmp_path / "none") in caplog.text


def test_a_first_start_takes_the_passphrase_of_the_environment(tmp_path):
    assert opened(tmp_path, **{PASSPHRASE_VARIABLE: PASSPHRASE}).state is SecretsState.READY
    assert opened(tmp_path).unlock(PASSPHRASE)


def test_unless_it_is_too_short(tmp_path, caplog):
    assert opened(tmp_path, **{PASSPHRASE_VARIABLE: "short"}).state is SecretsState.UNSET
    assert "at least 12" in caplog.text


@pytest.mark.parametrize("content", [b"", b"garbage" * 100])
def test_a_damaged_file_is_told_at_once_and_kept(tmp_path, content):
    path = tmp_path / KEYS / SEALED_NAME
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(SecretsDamaged, match="damaged"):
        opened(tmp_path, **{PASSPHRASE_VARIABLE: PASSPHRASE})
    with pytest.raises(SecretsDamaged):
        open_secrets(tmp_path, environ={})
    with pytest.raises(SecretsDamaged):
        Secrets(sealed_file(tmp_path)).set_passphrase(PASSPHRASE)
    assert path.read_bytes() == content


def test_once_sealed_they_stay_in_the_file(secrets, tmp_path):
    secrets.set_passphrase(PASSPHRASE)
    assert choose_backend(tmp_path).place is SecretPlace.FILE


def test_what_is_kept_in_the_keyring_is_not_looked_for_in_a_file(tmp_path):
    (tmp_path / KEYS).mkdir()
    (tmp_path / KEYS / "secrets.in-keyring").write_bytes(b"")
    found = open_secrets(tmp_path, environ={PASSPHRASE_VARIABLE: PASSPHRASE})
    assert (found.place, found.state) == (SecretPlace.KEYRING, SecretsState.LOCKED)
    assert not (tmp_path / KEYS / SEALED_NAME).exists()


@pytest.mark.parametrize(
    ("name", "known"),
    [
        (BROKER_PASSWORD, True),
        (AUDIT_SIGNING_KEY, True),
        (camera_password("CAM-12.b"), True),
        ("camera..password", False),
        ("camera.password", False),
        ("camera.a\nindex.password", False),
        ("index", False),
        ("probe", False),
        ("broker.passwort", False),
        (camera_password("x" * 160), False),
    ],
)
def test_only_names_of_the_program_are_taken(secrets, name, known):
    secrets.set_passphrase(PASSPHRASE)
    assert is_name(name) is known
    if known:
        secrets.put(name, "value")
    else:
        with pytest.raises(ValueError, match="not the name"):
            secrets.put(name, "value")


def test_values_are_never_told(secrets, caplog):
    caplog.set_level(logging.DEBUG)
    secrets.set_passphrase(PASSPHRASE)
    secrets.put(BROKER_PASSWORD, "hunter2hunter2")
    with pytest.raises(ValueError) as refusal:
        secrets.put(BROKER_PASSWORD, "hunter2" * 1000)
    secrets.unlock("wrong and hunter2")
    assert "hunter2" not in f"{secrets!r}{secrets.__dict__!r}{refusal.value}{caplog.text}"


def test_threads_may_use_them_at_once(secrets):
    secrets.set_passphrase(PASSPHRASE)
    wrong = []

    def work(number: int) -> None:
        name = camera_password(str(number))
        for turn in range(20):
            secrets.put(name, str(turn))
            if secrets.get(name) != str(turn):
                wrong.append(number)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert len(secrets.names()) == 4
