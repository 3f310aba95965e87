"""`restore FILE`: a backup into an empty data folder, once every byte of it has proved to be authentic."""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from app.bootstrap.backup import FORMAT, Progress, Say, tell
from app.bootstrap.backup_members import CARRIED, MANIFEST, NameUnfit, parts_of
from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import DataFolder, add_data_argument, data_folder
from app.bootstrap.hidden_input import HiddenInput
from app.engine.run_folder import EngineRunning, claim
from app.settings.secrets.backend import SecretsState
from app.settings.secrets.faults import SecretsFault, StreamRefused
from app.settings.secrets.ownership import new_file, own_folder, settle_folder
from app.settings.secrets.passphrase_key import BOUNDS, CostBounds
from app.settings.secrets.sealed_stream import OpeningReader
from app.settings.secrets.store import open_secrets

SCRATCH = ".restore-"
MAY_BE_THERE = frozenset({"run", "logs"})
PIECE = 1 << 18
LARGEST_TEXT = 1 << 20
"""Bytes of what a backup tells about itself."""


@dataclass(frozen=True, slots=True)
class Unpacked:
    """What a backup told of itself; `carried` was in a keyring. Both are complete once the stream ended."""

    manifest: Mapping[str, Any]
    carried: Mapping[str, str] = field(repr=False)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help="a backup made by `atalaya backup`")
    parser.epilog = "The passphrase is asked for, or is the first line of standard input."


def main(options: argparse.Namespace) -> int:
    data = data_folder(options.data)
    check_empty(data)
    if not options.file.is_file():
        raise Unable(f"There is no backup {options.file}.")
    passphrase = HiddenInput().ask("The passphrase of the backup")
    unpacked = restore(data, options.file, passphrase, say=tell)
    if unpacked.carried:
        print(keep_carried(data, unpacked.carried, passphrase))
    print(f"The backup of {unpacked.manifest['made']} is restored into {data.root}.")
    return 0


def check_empty(data: DataFolder) -> None:
    """Raises Unable; what an unfinished restore left counts as nothing."""
    found = sorted(path.name for path in data.root.iterdir())
    if any(name not in MAY_BE_THERE and not name.startswith(SCRATCH) for name in found):
        raise Unable(f"{data.root} is not empty: restore into a new folder (--data), or move it away first.")


def restore(
    data: DataFolder,
    source: Path,
    passphrase: str,
    *,
    bounds: CostBounds = BOUNDS,
    say: Say = lambda _: None,
) -> Unpacked:
    """Unpack `source`; nothing is in its place before all of it was verified. Raises Unable."""
    try:
        lock = claim(data.root)
    except (EngineRunning, PermissionError) as problem:
        raise Unable(str(problem)) from problem
    try:
        check_empty(data)
        with _scratch(data.root) as scratch:
            unpacked = _unpack(source, scratch, passphrase, bounds, say)
            _move(scratch, data.root)
        return unpacked
    except (StreamRefused, NameUnfit) as problem:
        raise Unable(str(problem)) from problem
    except (tarfile.TarError, ValueError, KeyError) as problem:
        raise Unable("What is in this backup is not laid out as a backup; nothing is used.") from problem
    except OSError as problem:
        raise Unable(f"The backup could not be restored: {problem.strerror or problem}.") from problem
    finally:
        lock.release()


def keep_carried(data: DataFolder, carried: Mapping[str, str], passphrase: str) -> str:
    """Put what was in the keyring of the other machine where this one keeps its secrets; says where."""
    try:
        kept = open_secrets(data.root)
        if kept.state is SecretsState.UNSET:
            kept.set_passphrase(passphrase)
        for name, value in carried.items():
            kept.put(name, value)
    except (SecretsFault, ValueError) as problem:
        raise Unable(
            f"All is restored but the secrets: {problem} Set them with `atalaya secret`."
        ) from problem
    return f"{len(carried)} secrets of the old keyring are kept here ({kept.place})."


def _unpack(source: Path, scratch: Path, passphrase: str, bounds: CostBounds, say: Say) -> Unpacked:
    with source.open("rb") as file:
        reader = OpeningReader(file, passphrase, bounds=bounds)
        with tarfile.open(fileobj=reader, mode="r|") as archive:
            manifest = _json(archive, archive.next(), MANIFEST)
            if manifest["format"] != FORMAT:
                raise StreamRefused("This backup was made by a newer version.")
            if shutil.disk_usage(scratch).free < int(manifest["bytes"]):
                raise Unable("There is not enough room on this disk for what is in the backup.")
            say("Reading the backup")
            progress = Progress(say, int(manifest["bytes"]))
            carried: dict[str, str] = {}
            while (member := archive.next()) is not None:
                if member.name == CARRIED:
                    carried = {
                        str(name): str(value) for name, value in _json(archive, member, CARRIED).items()
                    }
                else:
                    _extract(archive, member, scratch, progress)
        reader.drain()
    return Unpacked(manifest, carried)


def _json(archive: tarfile.TarFile, member: tarfile.TarInfo | None, name: str) -> dict[str, Any]:
    if member is None or member.name != name or not member.isreg() or member.size > LARGEST_TEXT:
        raise ValueError(name)
    return dict(json.loads(_content(archive, member).read()))


def _extract(archive: tarfile.TarFile, member: tarfile.TarInfo, scratch: Path, progress: Progress) -> None:
    """One plain file; links, devices and sparse files are refused."""
    parts = parts_of(member.name)
    if not member.isreg() or member.issparse():
        raise NameUnfit(f"{member.name!r} is no plain file and cannot be in a backup.")
    folder = scratch
    for part in parts[:-1]:
        folder = own_folder(folder / part)
    content = _content(archive, member)
    with new_file(folder / parts[-1]) as file:
        while piece := content.read(PIECE):
            file.write(piece)
            progress.add(len(piece))
        file.flush()
        os.fsync(file.fileno())


def _content(archive: tarfile.TarFile, member: tarfile.TarInfo) -> IO[bytes]:
    content = archive.extractfile(member)
    if content is None:
        raise ValueError(member.name)
    return content


@contextlib.contextmanager
def _scratch(root: Path) -> Iterator[Path]:
    for left in root.glob(f"{SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _move(scratch: Path, root: Path) -> None:
    """Folders before files: whoever finds the settings finds the databases too."""
    for top in sorted(scratch.iterdir(), key=lambda path: (path.is_file(), path.name)):
        top.rename(root / top.name)
    settle_folder(root)
