"""Another account of the same PC: a running engine, and a process that may do nothing with what it made."""

import json
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from app.bootstrap.data_folder import data_folder
from app.bootstrap.processes import own_command
from app.settings.secrets.names import BROKER_PASSWORD
from app.settings.secrets.sealed_file import SealedFile
from app.settings.secrets.store import KEYS, SEALED_NAME
from app.wire.endpoint import read
from tests.settings.secrets.cheap import PASSPHRASE
from tests.support.machine import free_port
from tests.support.waiting import PATIENCE_S, wait_until

NOBODY = 65534
pytestmark = pytest.mark.skipif(
    os.name == "nt" or os.getuid() != 0, reason="only root can start a process of another account"
)

# Gives up every right first, then tries what the arguments name and prints what succeeded.
INTRUDER = """
import json, os, socket, sys
account, paths = int(sys.argv[1]), json.loads(sys.stdin.read())
os.setgroups([])
os.setgid(account)
os.setuid(account)
assert os.getuid() == os.geteuid() == account
done = []
def tried(what, path, act):
    try:
        act(path)
        done.append([what, path])
    except OSError:
        pass
def connected(path):
    with socket.socket(socket.AF_UNIX) as link:
        link.connect(path)
def written(path):
    os.close(os.open(path, os.O_WRONLY))
def made(path):
    os.close(os.open(os.path.join(path, "planted"), os.O_WRONLY | os.O_CREAT))
for path in paths:
    tried("list", path, os.listdir)
    tried("read", path, lambda path: open(path, "rb").read())
    tried("write", path, written)
    tried("plant", path, made)
    tried("remove", path, os.unlink)
    tried("connect", path, connected)
print(json.dumps(done))
"""


@dataclass(frozen=True, slots=True)
class Scene:
    """A running engine; `places` are all folders, files and sockets of it."""

    places: tuple[Path, ...]
    socket: Path
    columns: Path


def intrude(paths: tuple[Path, ...]) -> list[list[str]]:
    """What an account without rights could do with the paths."""
    done = subprocess.run(
        [sys.executable, "-c", INTRUDER, str(NOBODY)],
        input=json.dumps([str(path) for path in paths]),
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=True,
        cwd="/",
    )
    found: list[list[str]] = json.loads(done.stdout)
    return found


def everything(*roots: Path) -> tuple[Path, ...]:
    return tuple(path for root in roots for path in (root, *root.rglob("*")))


@pytest.fixture
def public() -> Iterator[Path]:
    """A folder in which every account may look around, so that only our own modes keep anybody out."""
    folder = Path(tempfile.mkdtemp(prefix="atalaya-public-", dir="/tmp"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def scene(public: Path) -> Iterator[Scene]:
    data = data_folder(public / "data")
    secrets = SealedFile(data.root / KEYS / SEALED_NAME)
    secrets.set_passphrase(PASSPHRASE)
    secrets.write(BROKER_PASSWORD, "value")
    data.settings.write_text(f'[site]\nid = "prueba"\n[broker]\nurl = "mqtt://127.0.0.1:{free_port()}"\n')
    data.settings.chmod(0o600)
    environment = {name: value for name, value in os.environ.items() if name != "XDG_RUNTIME_DIR"}
    engine = subprocess.Popen(
        own_command("engine", "--data", str(data.root)),
        env={**environment, "TMPDIR": str(public)},
        umask=0o022,
    )
    try:
        wait_until(lambda: read(data.root) or engine.poll() is not None, what="the engine")
        endpoint = read(data.root)
        assert endpoint is not None, "the engine did not start"
        socket, columns = Path(endpoint.address), Path(endpoint.columns)
        yield Scene(everything(data.root, socket.parent, columns.parent), socket, columns)
    finally:
        engine.send_signal(signal.SIGTERM)
        engine.wait(PATIENCE_S)


def test_another_account_can_do_nothing_with_what_the_engine_makes(scene: Scene, public: Path) -> None:
    names = {path.name for path in scene.places}
    expected = {
        "history.db",
        "vault.db",
        "engine.json",
        "engine.lock",
        "secrets.sealed",
        "engine.log",
        "settings.toml",
    }
    assert names >= expected
    assert any(scene.columns.iterdir())
    assert stat.S_ISSOCK(scene.socket.stat().st_mode)
    assert scene.socket.is_relative_to(public)
    assert intrude(scene.places) == []


def test_not_even_where_the_folders_around_stand_open(scene: Scene) -> None:
    """The files themselves are closed as well: a folder that somebody opened by mistake gives none away."""
    folders = [path for path in scene.places if path.is_dir()]
    for folder in folders:
        folder.chmod(0o755)
    try:
        done = intrude(tuple(path for path in scene.places if not path.is_dir()))
    finally:
        for folder in folders:
            folder.chmod(0o700)
    assert done == []


def test_the_intruder_would_have_succeeded_with_what_is_open(public: Path) -> None:
    (public / "open").mkdir(mode=0o755)
    file = public / "open" / "file"
    file.write_text("for all")
    file.chmod(0o666)
    assert intrude((public / "open", file)) == [
        ["list", str(public / "open")],
        ["read", str(file)],
        ["write", str(file)],
    ]
