"""`secret`: what is kept and forgotten, and that no value is ever an argument, printed or on disk."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from app.bootstrap import secret
from app.settings.secrets.passphrase_sources import FILE_VARIABLE, PASSPHRASE_VARIABLE
from app.settings.secrets.store import open_secrets
from tests.bootstrap.typing_in import Typist
from tests.support.waiting import PATIENCE_S

PASSPHRASE = "correcto caballo batería"
OTHER = "otra frase bastante larga"
NAME = "broker.password"
VALUE = "hunter2-hunter2"
ROOT = Path(__file__).parents[2]


@pytest.fixture
def typist(monkeypatch, capsys) -> Typist:
    monkeypatch.delenv(PASSPHRASE_VARIABLE, raising=False)
    monkeypatch.delenv(FILE_VARIABLE, raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
    return Typist(monkeypatch, capsys)


@pytest.fixture
def home(data) -> tuple[str, str]:
    return ("--data", str(data.root))


def test_a_first_secret_chooses_the_passphrase(typist, home, data):
    assert typist.run(secret, *home, "set", NAME, lines=(PASSPHRASE, VALUE)) == 0, typist.err
    assert VALUE not in typist.out
    assert typist.run(secret, *home, "list", lines=(PASSPHRASE,)) == 0
    assert typist.out == f"{NAME}\n"
    found = open_secrets(data.root, environ={PASSPHRASE_VARIABLE: PASSPHRASE})
    assert found.get(NAME) == VALUE
    files = [file for file in data.root.rglob("*") if file.is_file()]
    assert files
    assert not [file for file in files if VALUE.encode() in file.read_bytes()]


def test_a_secret_is_forgotten_once(typist, home):
    typist.run(secret, *home, "set", NAME, lines=(PASSPHRASE, VALUE))
    assert typist.run(secret, *home, "drop", NAME, lines=(PASSPHRASE,)) == 0
    assert typist.run(secret, *home, "drop", NAME, lines=(PASSPHRASE,)) == 1
    assert typist.err == f"'{NAME}' is not kept."
    typist.run(secret, *home, "list", lines=(PASSPHRASE,))
    assert typist.out == "Nothing.\n"


def test_the_passphrase_is_tried_and_changed(typist, home):
    assert typist.run(secret, *home, "unlock", lines=(PASSPHRASE,)) == 1
    assert "no passphrase yet" in typist.err
    assert typist.run(secret, *home, "passphrase", lines=(PASSPHRASE,)) == 0
    assert typist.run(secret, *home, "unlock", lines=(OTHER,)) == 1
    assert typist.err == "That is not the passphrase."
    assert typist.run(secret, *home, "passphrase", lines=(OTHER, PASSPHRASE)) == 1
    assert typist.run(secret, *home, "passphrase", lines=(PASSPHRASE, OTHER)) == 0
    assert typist.run(secret, *home, "unlock", lines=(OTHER,)) == 0


def test_the_environment_gives_the_passphrase_of_a_server(typist, home, monkeypatch, tmp_path):
    credential = tmp_path / "credential"
    credential.write_text(PASSPHRASE, encoding="utf-8")
    credential.chmod(0o400)
    monkeypatch.setenv(FILE_VARIABLE, str(credential))
    assert typist.run(secret, *home, "set", NAME, lines=(VALUE,)) == 0, typist.err
    assert typist.run(secret, *home, "list") == 0
    assert typist.out == f"{NAME}\n"


@pytest.mark.parametrize(
    ("arguments", "lines", "said"),
    [
        (("set", NAME), (), "A new passphrase for the secrets is missing"),
        (("set", NAME), ("short", VALUE), "at least 12"),
        (("set", NAME), (PASSPHRASE,), "The value of broker.password is missing"),
        (("set", NAME), (PASSPHRASE, "x" * 2000), "at most 1200"),
        (("set", "brokr.password"), (PASSPHRASE, VALUE), "There is no secret 'brokr.password'"),
        (("set", "audit.signing_key"), (PASSPHRASE, VALUE), "kept by the program itself"),
        (("drop", NAME), (), "is not kept"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(typist, home, arguments, lines, said):
    assert typist.run(secret, *home, *arguments, lines=lines) == 1
    assert said in typist.err
    assert VALUE not in typist.err


def test_a_damaged_file_is_told_and_kept(typist, home, data):
    (data.root / "keys").mkdir()
    (data.root / "keys" / "secrets.sealed").write_bytes(b"garbage" * 99)
    assert typist.run(secret, *home, "set", NAME, lines=(PASSPHRASE, VALUE)) == 1
    assert "is damaged" in typist.err
    assert (data.root / "keys" / "secrets.sealed").read_bytes() == b"garbage" * 99


@pytest.mark.parametrize("arguments", [(), ("set",), ("set", NAME, VALUE), ("polish",)])
def test_a_value_is_never_an_argument(typist, home, arguments):
    with pytest.raises(SystemExit) as ended:
        typist.run(secret, *home, *arguments)
    assert ended.value.code == 2


AT_TERMINAL = """
import argparse, sys
from app.bootstrap import secret
parser = argparse.ArgumentParser()
secret.add_arguments(parser)
sys.exit(secret.main(parser.parse_args(sys.argv[1:])))
"""


@pytest.mark.skipif(os.name == "nt", reason="terminals are POSIX's")
def test_at_a_terminal_nothing_that_is_typed_is_shown(typist, home, data):
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", AT_TERMINAL, *home, "set", NAME],
        cwd=ROOT,
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
    )
    os.close(theirs)
    shown = b""
    for answer in (PASSPHRASE, PASSPHRASE, VALUE, VALUE):
        while not shown.endswith(b": "):
            shown += os.read(ours, 1024)
        shown += b"\n"
        os.write(ours, f"{answer}\n".encode())
    assert process.wait(PATIENCE_S) == 0
    shown += os.read(ours, 4096)
    os.close(ours)
    assert f"'{NAME}' is kept".encode() in shown
    assert VALUE.encode() not in shown
    assert PASSPHRASE.encode() not in shown
    assert open_secrets(data.root, environ={PASSPHRASE_VARIABLE: PASSPHRASE}).get(NAME) == VALUE
