"""On Windows a folder outside the profile is open to every account of the PC: close it with `icacls`."""

from __future__ import annotations

import csv
import os
import subprocess
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from app.bootstrap.commands import Unable

Run = Callable[[Sequence[str]], str]
TIME_LIMIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Account:
    """`name` as DOMAIN\\user; `sid` is the same in every language of Windows."""

    name: str
    sid: str


def keep_to_account(folder: Path, *, profile: Path | None = None, run: Run | None = None) -> None:
    """Give `folder`, and all that is or will be in it, to this account alone; raises Unable.

    Nothing is done within the profile, which Windows keeps to its account, or where it was done before.
    """
    home = profile or Path(os.environ.get("USERPROFILE") or Path.home())
    if folder.is_relative_to(home):
        return
    tool = run or _run
    try:
        account = account_of(tool(("whoami", "/user", "/fo", "csv", "/nh")))
        if not is_kept_to(account, tool(("icacls", str(folder))), folder):
            # Our own right first: without it the second step could not be undone.
            tool(("icacls", str(folder), "/grant:r", f"*{account.sid}:(OI)(CI)F"))
            tool(("icacls", str(folder), "/inheritance:r"))
    except (OSError, ValueError, subprocess.SubprocessError) as problem:
        raise Unable(f"{folder} cannot be kept from other accounts of this PC ({problem}).") from problem


def account_of(told: str) -> Account:
    """From `whoami /user /fo csv /nh`; raises ValueError."""
    rows = [row for row in csv.reader(told.splitlines()) if len(row) == 2 and row[1].startswith("S-1-")]
    if len(rows) != 1:
        raise ValueError("Windows does not name this account")
    return Account(*rows[0])


def is_kept_to(account: Account, listing: str, folder: Path) -> bool:
    """Whether `icacls FOLDER` lists this account and nobody else, with rights of the folder's own."""
    entries = [line.removeprefix(str(folder)).strip() for line in listing.splitlines()]
    rights = [entry for entry in entries if ":(" in entry]
    ours = [entry for entry in rights if entry.lower().startswith(f"{account.name.lower()}:(")]
    return bool(rights) and len(ours) == len(rights) and not any("(I)" in entry for entry in rights)


def _run(command: Sequence[str]) -> str:
    done = subprocess.run(
        command, capture_output=True, text=True, errors="replace", timeout=TIME_LIMIT_S, check=True
    )
    return done.stdout
