"""The data folder is for one account alone: on POSIX by its mode, on Windows by its list of rights."""

import logging
import os
import stat
import sys
from pathlib import Path, PureWindowsPath

import pytest

from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import data_folder
from app.bootstrap.logs import OwnLogFile
from app.bootstrap.windows_folder import account_of, is_kept_to, keep_to_account

posix = pytest.mark.skipif(os.name == "nt", reason="file modes are POSIX's")
as_root = pytest.mark.skipif(os.name == "nt" or os.getuid() != 0, reason="only root can give a folder away")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix
def test_a_folder_that_stood_open_is_closed(tmp_path):
    (tmp_path / "data" / "store").mkdir(parents=True)
    for folder in (tmp_path / "data", tmp_path / "data" / "store"):
        folder.chmod(0o777)
    data = data_folder(tmp_path / "data")
    assert {mode(folder) for folder in (data.root, data.store, data.maps, data.layouts, data.logs)} == {0o700}


@posix
def test_a_link_to_another_disk_is_followed_and_closed(tmp_path):
    (tmp_path / "disk").mkdir(mode=0o755)
    (tmp_path / "data").symlink_to(tmp_path / "disk")
    assert data_folder(tmp_path / "data").root == tmp_path / "disk"
    assert mode(tmp_path / "disk") == 0o700


@as_root
def test_a_folder_of_somebody_else_is_refused_in_one_sentence_and_left_alone(tmp_path):
    foreign = tmp_path / "foreign"
    foreign.mkdir(mode=0o755)
    os.chown(foreign, 65534, 65534)
    with pytest.raises(Unable, match=r"foreign belongs to somebody else\.$"):
        data_folder(foreign)
    assert mode(foreign) == 0o755


@posix
def test_a_folder_that_all_accounts_share_is_not_taken_for_one(tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o1777)
    with pytest.raises(Unable, match="shared by all accounts"):
        data_folder(shared)
    assert mode(shared) == 0o777 | stat.S_ISVTX


def test_a_file_in_its_place_is_told(tmp_path):
    (tmp_path / "data").write_text("")
    with pytest.raises(Unable, match="cannot be used"):
        data_folder(tmp_path / "data")


@posix
def test_logs_are_closed_too_also_old_ones_and_those_turned_over(tmp_path):
    path = tmp_path / "engine.log"
    path.write_text("old\n")
    path.chmod(0o644)
    before = os.umask(0)
    try:
        log = OwnLogFile(path, maxBytes=100, backupCount=2, encoding="utf-8")
        for _ in range(10):
            log.emit(logging.LogRecord("x", logging.INFO, "", 0, "señal " * 5, None, None))
        log.close()
    finally:
        os.umask(before)
    assert {file.name: mode(file) for file in tmp_path.iterdir()} == dict.fromkeys(
        ("engine.log", "engine.log.1", "engine.log.2"), 0o600
    )
    assert "señal" in path.read_text(encoding="utf-8")


WHOAMI = '"PC7\\ana","S-1-5-21-111-222-333-1001"\r\n'
OPEN = (
    "D:\\atalaya BUILTIN\\Usuarios:(I)(OI)(CI)(RX)\n           PC7\\ana:(I)(F)\n\nSe procesaron 1 archivos\n"
)
CLOSED = "D:\\atalaya PC7\\ana:(OI)(CI)(F)\n\nSe procesaron correctamente 1 archivos\n"


class SoftWindows:
    """What `whoami` and `icacls` print."""

    def __init__(self, listing: str) -> None:
        self.listing, self.asked = listing, []

    def __call__(self, command) -> str:
        self.asked.append(tuple(command))
        return WHOAMI if command[0] == "whoami" else self.listing


@pytest.mark.skipif(sys.platform == "win32", reason="paths of a soft Windows")
def test_windows_gives_an_open_folder_to_the_account_alone():
    folder = Path("D:\\atalaya")
    windows = SoftWindows(OPEN)
    keep_to_account(folder, profile=Path("C:\\Users\\ana"), run=windows)
    assert windows.asked[2:] == [
        ("icacls", "D:\\atalaya", "/grant:r", "*S-1-5-21-111-222-333-1001:(OI)(CI)F"),
        ("icacls", "D:\\atalaya", "/inheritance:r"),
    ]
    windows = SoftWindows(CLOSED)
    keep_to_account(folder, profile=Path("C:\\Users\\ana"), run=windows)
    assert len(windows.asked) == 2, "once is enough"


def test_windows_leaves_the_profile_as_it_is(tmp_path):
    windows = SoftWindows(OPEN)
    keep_to_account(tmp_path / "AppData", profile=tmp_path, run=windows)
    assert windows.asked == []


def test_windows_that_does_not_say_who_we_are_is_told(tmp_path):
    with pytest.raises(Unable, match="other accounts"):
        keep_to_account(tmp_path, profile=tmp_path / "x", run=lambda _: "")


@pytest.mark.parametrize(
    ("listing", "kept"),
    [
        (CLOSED, True),
        (OPEN, False),
        ("", False),
        (CLOSED.replace("(OI)", "(I)(OI)"), False),
        (CLOSED.replace("PC7\\ana", "PC7\\anabel"), False),
        (CLOSED + "           NT AUTHORITY\\SYSTEM:(F)\n", False),
    ],
)
def test_the_listing_of_icacls(listing, kept):
    assert is_kept_to(account_of(WHOAMI), listing, PureWindowsPath("D:\\atalaya")) is kept
