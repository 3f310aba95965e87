"""Backups for tests: a folder with one of everything, one that is empty, and backups somebody forged."""

import io
import json
import os
import tarfile
from pathlib import Path

import pytest

from app.bootstrap.backup import make_backup
from app.bootstrap.data_folder import DataFolder, data_folder
from app.bootstrap.restoring_backup import restore
from app.settings.secrets.sealed_stream import SealingWriter
from tests.settings.secrets.cheap import BOUNDS, COST, PASSPHRASE

SECRET = b"hunter2-hunter2"
ATTACHMENT = f"attachments/ab/{'ab' * 32}"


@pytest.fixture
def full(city: DataFolder) -> DataFolder:
    """A data folder with one of everything, and what belongs to this machine alone."""
    city.settings.write_text('[site]\nid = "prueba"\n')
    for name, content in {
        "settings-versions/2026-11-20.toml": b"old",
        "maps/basemap.atbase": os.urandom(700_000),
        "layouts/desk-ana.json": b"{}",
        "keys/secrets.sealed": SECRET,
        "logs/engine.log": b"a log",
        "run/engine.json": b"{}",
        "recordings/cam-1/1.mp4": b"video",
        ATTACHMENT: b"a photograph",
        "attachments/0198.part": b"on its way",
    }.items():
        (city.root / name).parent.mkdir(parents=True, exist_ok=True)
        (city.root / name).write_bytes(content)
    return city


@pytest.fixture
def empty(tmp_path: Path) -> DataFolder:
    return data_folder(tmp_path / "other")


def made(data: DataFolder, target: Path, **carried: str) -> Path:
    make_backup(data, target, PASSPHRASE, carried=carried, cost=COST)
    return target


def brought_back(data: DataFolder, source: Path, passphrase: str = PASSPHRASE):
    return restore(data, source, passphrase, bounds=BOUNDS)


def files(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def untouched(data: DataFolder) -> bool:
    return set(files(data.root)) <= {"run/engine.lock"} and not list(data.root.glob(".restore-*"))


def forged(target: Path, *members: tuple[tarfile.TarInfo, bytes], manifest: bytes = b"") -> Path:
    """A backup whose author knows the passphrase."""
    text = manifest or json.dumps({"format": 1, "made": "today", "bytes": 1}).encode()
    first = tarfile.TarInfo("backup.json")
    with target.open("wb") as sink:
        writer = SealingWriter(sink, PASSPHRASE, cost=COST)
        with tarfile.open(fileobj=writer, mode="w|") as archive:
            for info, content in ((first, text), *members):
                info.size = len(content)
                archive.addfile(info, io.BytesIO(content))
        writer.finish()
    return target
