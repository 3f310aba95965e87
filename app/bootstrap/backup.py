"""`backup FILE`: settings, maps, layouts, keys and databases in one encrypted file, while the engine runs."""

from __future__ import annotations

import argparse
import contextlib
import io
import json
import os
import secrets
import shutil
import sqlite3
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from app.bootstrap.backup_members import CARRIED, MANIFEST, STORE, Member, NameUnfit, databases, members
from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import DataFolder, add_data_argument, data_folder
from app.bootstrap.database_copy import copy_database
from app.bootstrap.hidden_input import HiddenInput
from app.settings.secrets.backend import SecretPlace, SecretsState
from app.settings.secrets.faults import SecretsFault
from app.settings.secrets.ownership import new_file, own_folder, settle_folder
from app.settings.secrets.passphrase_key import USUAL_COST, KeyCost
from app.settings.secrets.sealed_stream import SealingWriter
from app.settings.secrets.store import open_secrets
from app.settings.secrets.turns import turn

SCRATCH = ".backup-"
FORMAT = 1
TENTHS = 10
UNREACHABLE = "The keyring of the system does not answer: what it keeps is not in this backup."

Say = Callable[[str], None]


@dataclass(slots=True)
class Progress:
    """Says each tenth of `total` bytes."""

    say: Say
    total: int
    done: int = 0
    _said: int = field(default=0, init=False)

    def add(self, count: int) -> None:
        self.done += count
        tenth = self.done * TENTHS // max(1, self.total)
        if tenth > self._said:
            self._said = tenth
            self.say(f"{tenth * 100 // TENTHS} %")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    add_data_argument(parser)
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup, which must not be there yet")
    parser.epilog = "The passphrase is asked for, or is the first line of standard input."


def main(options: argparse.Namespace) -> int:
    data = data_folder(options.data)
    target = options.file.resolve()
    check_target(data, target)
    try:
        carried = carried_secrets(data, tell)
        passphrase = HiddenInput().ask_new("A passphrase for this backup")
        size = make_backup(data, target, passphrase, carried=carried, say=tell)
    except (SecretsFault, NameUnfit) as problem:
        raise Unable(str(problem)) from problem
    print(f"{target} holds the backup ({size / 1e6:.1f} MB). Without its passphrase nobody can read it.")
    return 0


def tell(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def check_target(data: DataFolder, target: Path) -> None:
    """Raises Unable before anybody has typed a passphrase."""
    if target.exists():
        raise Unable(f"{target} is there already; name another file.")
    if target.is_relative_to(data.root):
        raise Unable("A backup does not belong in the data folder itself; name a file on another disk.")
    if not target.parent.is_dir():
        raise Unable(f"There is no folder {target.parent}.")


def carried_secrets(data: DataFolder, say: Say) -> dict[str, str]:
    """What lies in the keyring of this machine, which no file of the data folder holds."""
    kept = open_secrets(data.root, environ={})
    if kept.place is not SecretPlace.KEYRING:
        return {}
    if kept.state is SecretsState.LOCKED:
        say(UNREACHABLE)
    return {name: value for name in kept.names() if (value := kept.get(name)) is not None}


def make_backup(
    data: DataFolder,
    target: Path,
    passphrase: str,
    *,
    carried: Mapping[str, str],
    cost: KeyCost = USUAL_COST,
    say: Say = lambda _: None,
) -> int:
    """Write the backup under its name when it is whole; the bytes of the file.

    Raises Unable, PassphraseUnfit or NameUnfit, and then leaves nothing behind.
    """
    try:
        with turn(own_folder(data.root / "run") / "backup.lock", wait_s=0.0), _scratch(data.root) as scratch:
            copies = [_copied(path, scratch, say) for path in databases(data.store)]
            with _whole(target) as sink:
                _write(sink, passphrase, [*members(data.root), *copies], carried, cost, say)
        return target.stat().st_size
    except TimeoutError:
        raise Unable("Another backup of this data folder is being made.") from None
    except OSError as problem:
        raise Unable(f"The backup could not be written: {problem.strerror or problem}.") from problem
    except sqlite3.Error as problem:
        raise Unable(f"The database could not be copied ({problem}).") from problem


def _copied(database: Path, scratch: Path, say: Say) -> Member:
    say(f"Copying {database.name}")
    progress = Progress(say, database.stat().st_size)
    copy = scratch / database.name
    copy_database(database, copy, progress=lambda done: progress.add(done - progress.done))
    return Member(f"{STORE}/{database.name}", copy)


def _write(
    sink: BinaryIO, passphrase: str, found: list[Member], carried: Mapping[str, str], cost: KeyCost, say: Say
) -> None:
    total = sum(member.path.stat().st_size for member in found)
    made = datetime.now(UTC).isoformat(timespec="seconds")
    say("Writing the backup")
    progress = Progress(say, total)
    writer = SealingWriter(sink, passphrase, cost=cost)
    with tarfile.open(fileobj=writer, mode="w|", format=tarfile.PAX_FORMAT) as archive:
        _add_text(archive, MANIFEST, {"format": FORMAT, "made": made, "bytes": total})
        if carried:
            _add_text(archive, CARRIED, dict(carried))
        for member in found:
            _add(archive, member)
            progress.add(member.path.stat().st_size)
    writer.finish()


def _add_text(archive: tarfile.TarFile, name: str, content: object) -> None:
    text = json.dumps(content).encode()
    info = tarfile.TarInfo(name)
    info.size = len(text)
    archive.addfile(info, io.BytesIO(text))


def _add(archive: tarfile.TarFile, member: Member) -> None:
    with member.path.open("rb") as file:
        info = tarfile.TarInfo(member.name)
        status = os.fstat(file.fileno())
        info.size, info.mtime, info.mode = status.st_size, int(status.st_mtime), 0o600
        archive.addfile(info, file)


@contextlib.contextmanager
def _scratch(root: Path) -> Iterator[Path]:
    """An owner-only folder beside the databases; those that a killed backup left are deleted."""
    for left in root.glob(f"{SCRATCH}*"):
        shutil.rmtree(left, ignore_errors=True)
    folder = Path(tempfile.mkdtemp(prefix=SCRATCH, dir=root))
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def _whole(target: Path) -> Iterator[BinaryIO]:
    """A file that gets the name `target` when all of it is on the disk, and is deleted otherwise."""
    draft = target.with_name(f"{target.name}.{secrets.token_hex(4)}.part")
    try:
        with new_file(draft) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            raise FileExistsError(f"{target} is there already")
        draft.replace(target)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    settle_folder(target.parent)
