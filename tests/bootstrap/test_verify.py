"""`evidence` and `verify`: a package is made by a process for its console, and proved on another machine."""

import asyncio
import base64
import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from app.bootstrap.commands import main
from app.bootstrap.data_folder import data_folder
from app.bootstrap.evidence_keeping import ManifestSigning
from app.bootstrap.processes import own_command
from app.bridge.evidence import Evidence, EvidenceWanted
from app.domain.acts import Outcome, Verdict
from app.domain.video.evidence import EvidenceCamera, EvidenceOrder
from app.domain.video.footage import ScenesPut, SegmentsPut
from app.domain.video.scenes import SceneEvent
from app.domain.video.stages import StageKind
from app.settings.secrets.store import open_secrets
from app.wire.evidence import order_line
from app.wire.messages import Done
from app.wire.video import KeepClip
from app.wire.video_evidence import BeginExport, ExportBegun, ManifestSigned
from tests.support.stores import journal_in
from tests.support.waiting import PATIENCE_S, wait_until
from tests.video.evidence.scenes import AT, record, segment
from video.evidence.canonical import fingerprint

APPLIED = Verdict(Outcome.APPLIED, 1)
SETTINGS = '[site]\nid = "puerto-sereno"\nname = "C4 Puerto Sereno"\ntime_zone = "America/Lima"\n'
FILE = "CAM-118/2026-03-13/190000000.mkv"


class Engine:
    """Leaves to export, and signs with the key of its own secrets."""

    def __init__(self, keys):
        secrets = open_secrets(keys, environ={"ATALAYA_PASSPHRASE": "una frase de paso larga"})
        self._signing = ManifestSigning(secrets)

    async def __call__(self, body):
        if isinstance(body, BeginExport):
            return ExportBegun(APPLIED, "EXP-0007")
        if isinstance(body, KeepClip):
            return Done(APPLIED)
        return ManifestSigned(APPLIED, *self._signing.sign(bytes.fromhex(body.sha256)))

    @property
    def key(self):
        return fingerprint(base64.b64decode(self._signing.sign(bytes(32))[1]))


class Installation:
    """A data folder whose index knows one recording of CAM-118 and what was seen on it."""

    def __init__(self, root):
        self.recordings = root / "recordings"
        record(self.recordings / FILE)
        config = root / "atalaya.toml"
        config.write_text(SETTINGS)
        data = data_folder(root / "data")
        self._index(data)
        self.engine = Engine(root / "engine")
        self.options = ["--data", str(data.root), "--config", str(config)]
        self.evidence = Evidence(self.engine, own_command("evidence"), self.options)

    def _index(self, data):
        journal = journal_in(data.store)
        journal.open()
        seen = SceneEvent("CAM-118/Z1/1", "CAM-118", "Z1", StageKind.INTRUSION, AT + 4200)
        rows = SegmentsPut((segment(self.recordings, "CAM-118", AT, 8, FILE),))
        journal.commit([rows, ScenesPut((seen,))])
        journal.close()


@pytest.fixture(scope="module", name="installation")
def _installation(tmp_path_factory):
    made = Installation(tmp_path_factory.mktemp("installation"))
    yield made
    made.evidence.close()


@pytest.fixture(scope="module", name="made")
def _made(installation, tmp_path_factory):
    """The folder with the package alone; not to be changed."""
    stick = tmp_path_factory.mktemp("stick")
    export(installation, stick)
    return stick


@pytest.fixture(name="package")
def _package(made, tmp_path):
    """To be changed."""
    (file,) = made.glob("*.zip")
    return Path(shutil.copy(file, tmp_path))


@pytest.fixture(name="verify")
def _verify(capsys):
    def run(*arguments):
        capsys.readouterr()
        code = main(["verify", *map(str, arguments)])
        return code, *capsys.readouterr()

    return run


def export(installation, folder):
    wanted = EvidenceWanted(
        cameras=(EvidenceCamera("CAM-118"),),
        since=AT + 3500,
        until=AT + 5500,
        reason="oficio 0231",
        folder=folder,
        recordings=str(installation.recordings),
        operator="rquispe (R. Quispe)",
        incident="INC-0417",
    )
    try:
        return asyncio.run(installation.evidence.export(wanted, lambda _: None))
    finally:
        wait_until(lambda: not list(folder.glob(".evidence-*")))


def test_a_package_is_made_with_what_the_database_knows(made, package, installation, verify):
    assert [path.name for path in made.iterdir()] == ["INC-0417_CAM-118_20260313-1900.evidence.zip"]
    code, out, _ = verify(package, "--key", installation.engine.key)
    assert code == 0
    assert out.startswith("Verified: 6 files")
    assert "EXP-0007 of C4 Puerto Sereno, asked by rquispe (R. Quispe): oficio 0231" in out
    with ZipFile(package) as opened:
        events = json.loads(opened.read("events.json"))["events"]
    assert [event["id"] for event in events] == ["CAM-118/Z1/1"]


def test_it_verifies_on_a_machine_that_has_nothing_of_ours(package, installation, tmp_path):
    home = tmp_path / "home"
    home.mkdir()
    environment = {"HOME": str(home), "PATH": os.environ["PATH"]}
    command = own_command("verify", str(package), "--json")
    done = subprocess.run(
        command, env=environment, cwd=home, capture_output=True, text=True, timeout=PATIENCE_S, check=False
    )
    told = json.loads(done.stdout)
    assert (done.returncode, told["verified"], told["trusted_by"]) == (0, True, "itself")
    assert told["fingerprint"] == installation.engine.key
    assert not list(home.iterdir())


def test_after_one_byte_is_changed_it_fails_and_names_the_file(package, verify):
    raw = bytearray(package.read_bytes())
    with ZipFile(package) as opened:
        clip = next(row for row in opened.infolist() if row.filename.startswith("clips/"))
    raw[clip.header_offset + 200] ^= 1
    package.write_bytes(raw)
    code, _, err = verify(package)
    assert code == 1
    assert f"{clip.filename} was changed." in err
    code, out, _ = verify(package, "--json")
    assert code == 1
    assert json.loads(out)["problems"] == [{"problem": "changed", "file": clip.filename}]


def test_a_folder_with_a_file_more_or_less_fails(package, tmp_path, verify):
    with ZipFile(package) as opened:
        opened.extractall(tmp_path / "open")
    assert verify(tmp_path / "open")[0] == 0
    (tmp_path / "open" / "events.json").rename(tmp_path / "open" / "eventos.json")
    code, _, err = verify(tmp_path / "open" / "manifest.json")
    assert code == 1
    assert "events.json is missing." in err
    assert "eventos.json does not belong to it." in err


def test_a_foreign_key_and_a_key_that_is_none(package, verify):
    code, _, err = verify(package, "--key", "0" * 64)
    assert code == 1
    assert "not with the key that was demanded" in err
    code, _, err = verify(package, "--key", "abc")
    assert (code, err) == (1, "A key's fingerprint has 64 hexadecimal digits.\n")


def test_what_is_no_package_is_said_in_one_sentence(tmp_path, verify):
    (tmp_path / "x.zip").write_bytes(b"PK no")
    assert "no package" in verify(tmp_path / "x.zip")[2]
    assert verify(tmp_path / "nothing.zip")[2].endswith("No such file or directory.\n")


def run_evidence(installation, monkeypatch, capsys, line):
    """As a console that goes away after its first line; the exit code and what was said on both streams."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line)))
    capsys.readouterr()
    code = main(["evidence", *installation.options])
    return code, *capsys.readouterr()


@pytest.mark.parametrize(("since", "fault"), [(AT + 60_000, "no_footage"), (AT + 3500, "unsigned")])
def test_without_footage_or_signature_nothing_is_left(
    installation, tmp_path, monkeypatch, capsys, since, fault
):
    order = EvidenceOrder(
        "EXP-0008", (EvidenceCamera("CAM-118"),), since, since + 1000, "x", "y", str(tmp_path),
        str(tmp_path / ".evidence-1"), str(installation.recordings), "", "", "",
    )  # fmt: skip
    Path(order.work).mkdir()
    code, out, err = run_evidence(installation, monkeypatch, capsys, order_line(order))
    assert code == 1
    assert f'refused {{"fault":"{fault}"' in out
    assert err.startswith("No package was made: ")
    assert not list(tmp_path.iterdir())


def test_it_is_started_by_a_console_alone(installation, monkeypatch, capsys):
    code, _, err = run_evidence(installation, monkeypatch, capsys, b"no order\n")
    assert (code, err) == (1, "No order came: the console starts this command.\n")


def test_verifying_loads_neither_qt_nor_video_libraries():
    script = (
        "import sys, app.bootstrap.verify; print([n for n in ('PySide6', 'av', 'cv2') if n in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
