"""`video --export`: evidence of a machine that records alone, from its folder of recordings."""

import base64
import io
import json
from zipfile import ZipFile

import pytest

from app.bootstrap.commands import main
from app.bootstrap.evidence_keeping import ManifestSigning
from app.bootstrap.operators import alone
from app.domain.audit import Draft
from app.domain.operators import Operator
from app.engine.run_folder import claim
from app.settings.secrets.store import open_secrets
from tests.video.evidence.scenes import record
from video.evidence.canonical import fingerprint

SETTINGS = '[site]\nid = "parque"\nname = "Parque Sur"\ntime_zone = "America/Lima"\n'
CAMERAS = '[[camera]]\nid = "CAM-118"\nname = "Kiosco"\nurl = "rtsp://10.0.0.8/1"\n'
FILE = "CAM-118/2026-03-13/190000000.mkv"
PHRASE = {"ATALAYA_PASSPHRASE": "una frase de paso larga"}
WANTED = {
    "--camera": "CAM-118",
    "--from": "2026-03-14T00:00:02Z",
    "--until": "2026-03-13T19:00:05-05:00",
    "--operator": "Sgto. R. Quispe",
    "--reason": "oficio 0231",
}


@pytest.fixture(scope="module")
def recordings(tmp_path_factory):
    root = tmp_path_factory.mktemp("disk")
    record(root / FILE)
    return root


@pytest.fixture
def ask(data, command_line, recordings, tmp_path, monkeypatch):
    """Runs it with what is wanted; gives the exit code. Packages go to `tmp_path / "stick"`."""
    monkeypatch.setenv(*next(iter(PHRASE.items())))
    monkeypatch.setattr("sys.stdin", io.StringIO())
    data.settings.write_text(SETTINGS)
    (data.root / "cameras.toml").write_text(CAMERAS)
    (tmp_path / "stick").mkdir()

    def run(**changes):
        named = {**WANTED, **{f"--{name}": text for name, text in changes.items()}}
        words = [word for pair in named.items() for word in pair]
        return command_line.run("video", "--export", tmp_path / "stick", "--folder", recordings, *words)

    return run


def test_a_package_is_made_signed_on_record_and_proved(ask, command_line, data, tmp_path):
    assert ask() == 0, command_line.err
    (package,) = (tmp_path / "stick").iterdir()
    assert str(package) in command_line.out
    with ZipFile(package) as opened:
        manifest = json.loads(opened.read("manifest.json"))
    assert manifest["operator"] == WANTED["--operator"]
    assert manifest["cameras"][0]["name"] == "Kiosco"
    key = base64.b64decode(ManifestSigning(open_secrets(data.root, environ=dict(PHRASE))).sign(bytes(32))[1])
    assert fingerprint(key) in command_line.out
    assert command_line.run("audit", "verify") == 0
    assert main(["verify", str(package), "--key", fingerprint(key)]) == 0
    assert command_line.run("inspect", "audit", "--json") == 0
    begun, signed = sorted(command_line.told, key=lambda entry: entry["seq"])
    assert (begun["act"], begun["reason"]) == ("export", "oficio 0231")
    assert begun["subject"] == signed["subject"]


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"operator": " "}, "--operator must be given"),
        ({"reason": "", "camera": ""}, "--camera, --reason must be given"),
        ({"until": "2026-03-14T00:00:01Z"}, "must be before --until"),
        ({"until": "2026-03-16T00:00:01Z"}, "at most a day"),
        ({"from": "yesterday"}, "neither a time"),
        ({"camera": "../disk/CAM-118"}, "no footage of this camera"),
        ({"folder": "/nowhere"}, "There is no folder /nowhere"),
    ],
)
def test_what_cannot_be_leaves_nothing(ask, command_line, tmp_path, changes, said):
    assert ask(**changes) == 1
    assert said in command_line.err
    assert not list((tmp_path / "stick").iterdir())


def test_where_there_are_operators_or_an_engine_they_export_at_a_console(ask, command_line, data, tmp_path):
    lock = claim(data.root)
    try:
        assert ask() == 1
        assert "export at a console" in command_line.err
    finally:
        lock.release()
    with alone(data) as accounts:
        accounts.add(Operator("ana", "Ana", ("administrator",)), Draft(1, "", "add_operator", "applied"), 1)
    assert ask() == 1
    assert "has operators" in command_line.err
    assert not list((tmp_path / "stick").iterdir())
