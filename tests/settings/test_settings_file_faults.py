"""What befalls a settings file while it is written: a full disk, a read-only one, a kill, another writer."""

from __future__ import annotations

import contextlib
import random
import shutil
import subprocess
import sys
import threading
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.settings.settings_file import (
    SettingChange,
    SettingsFile,
    SettingsInvalid,
    SettingsSuperseded,
    SettingsUnwritable,
)
from app.settings.versions import MOST_VERSIONS
from app.settings.whole_file import held, write_whole
from tests.settings.conftest import SOURCE, Open
from tests.store.disk import fill, unfill

ROOT = Path(__file__).parents[2]
KEEPALIVE = SettingChange("broker.keepalive_s", 15)
LONG = SettingChange("site.name", "x" * 120)
STEPS = 60
"""More than a change takes; the test sees to it that the last is never reached."""


def unchanged(file: SettingsFile, path: Path) -> None:
    assert path.read_text("utf-8") == SOURCE
    assert file.settings.broker.keepalive_s == 10
    assert not list(path.parent.glob(".*.new"))


@pytest.mark.parametrize("versions", ["same", "other"])
def test_a_full_disk_leaves_the_file_as_it_was(
    small_disk: Path, tmp_path: Path, open_file: Open, versions: str
):
    path = small_disk / "settings.toml"
    path.write_text(SOURCE, "utf-8")
    kept = (small_disk if versions == "same" else tmp_path) / "versions"
    file = open_file(path, kept)
    fill(small_disk)
    with pytest.raises(SettingsUnwritable, match="No space left on device"):
        file.change([KEEPALIVE], 1)
    unchanged(file, path)
    assert file.versions() == ()
    unfill(small_disk)
    file.change([KEEPALIVE], 2)
    assert "keepalive_s = 15" in path.read_text("utf-8")
    assert len(file.versions()) == 1


def test_a_read_only_disk_leaves_the_file_as_it_was(small_disk: Path, tmp_path: Path, open_file: Open):
    path = small_disk / "settings.toml"
    path.write_text(SOURCE, "utf-8")
    here, there = open_file(path), open_file(path, tmp_path / "versions")
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    for file in (here, there):
        with pytest.raises(SettingsUnwritable, match="Read-only file system"):
            file.change([KEEPALIVE], 1)
        unchanged(file, path)
        assert file.versions() == ()


def test_versions_that_went_away_are_begun_anew(path: Path, open_file: Open, tmp_path: Path):
    file = open_file(path)
    file.change([KEEPALIVE], 1)
    version = file.versions()[0].id
    shutil.rmtree(tmp_path / "versions")
    assert file.versions() == ()
    with pytest.raises(SettingsInvalid, match="There is no version"):
        file.restore(version, 2)
    file.change([LONG], 3)
    assert [each.at for each in file.versions()] == [3]


@contextlib.contextmanager
def writer(path: Path, *more: str) -> Iterator[subprocess.Popen[str]]:
    command = [
        sys.executable,
        "-m",
        "tests.settings.settings_writer",
        str(path),
        str(path.parent / "versions"),
    ]
    with subprocess.Popen(
        [*command, *more], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as started:
        assert said(started) == "ready"
        yield started


def said(writing: subprocess.Popen[str]) -> str:
    assert writing.stdout is not None
    return writing.stdout.readline().strip()


def tell(writing: subprocess.Popen[str], word: str) -> None:
    assert writing.stdin is not None
    writing.stdin.write(f"{word}\n")
    writing.stdin.flush()


def the_name(path: Path) -> str:
    """Of a file that must be whole."""
    text = path.read_text("utf-8")
    assert text.startswith("# Puerto Sereno, planta baja.\n")
    assert text.endswith("enabled = false\n")
    return str(tomllib.loads(text)["site"]["name"])


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_writer_killed_at_any_of_its_steps_leaves_the_old_file_or_the_new(
    path: Path, open_file: Open, tmp_path: Path
):
    names = []
    with writer(path, "steps") as writing:
        for step in range(1, STEPS):
            path.write_text(SOURCE, "utf-8")
            shutil.rmtree(tmp_path / "versions", ignore_errors=True)
            tell(writing, str(step))
            whole = said(writing) == "whole"
            names.append(the_name(path))
            after = open_file(path)
            assert len(after.versions()) <= 1
            after.change([KEEPALIVE], 9)
            assert sorted(one.name for one in tmp_path.iterdir()) == ["settings.toml", "versions"]
            assert all(
                one.suffix == ".toml" or one.name == ".lock" for one in (tmp_path / "versions").iterdir()
            )
            if whole:
                break
    assert 5 < len(names) < STEPS - 1, "every step was tried, up to the end of the change"
    old, new = "Puerto Sereno", "B" * 100
    assert names == sorted(names, key=[old, new].index), "old up to one step, new from there on"
    assert names[0] == old
    assert names.count(new) > 1, "some die after it took the place"


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_writer_killed_at_any_moment_leaves_a_whole_file(path: Path, open_file: Open, tmp_path: Path):
    seen = set()
    for turn in range(8):
        with writer(path) as killed:
            threading.Event().wait(random.Random(turn).uniform(0.0, 0.7))
            killed.kill()
        seen.add(the_name(path))
        file = open_file(path)
        assert len(file.versions()) <= MOST_VERSIONS
        for version in file.versions():
            assert the_name(tmp_path / "versions" / f"{version.id}.toml")
    assert {"A" * 100, "B" * 100} & seen


def test_two_writers_at_once_lose_nothing(path: Path, open_file: Open):
    """Each counts up its own setting; a change that is superseded is read anew and made again."""
    paths, counts = ("limits.devices", "limits.points"), 12
    refused = []

    def count_up(name: str) -> None:
        file = open_file(path)
        for number in range(1, counts + 1):
            while True:
                try:
                    file.change([SettingChange(name, number)], number)
                    break
                except SettingsSuperseded:
                    refused.append(name)
                    file.reread()

    writers = [threading.Thread(target=count_up, args=(name,)) for name in paths]
    for one in writers:
        one.start()
    for one in writers:
        one.join()
    limits = open_file(path).settings.limits
    assert (limits.devices, limits.points) == (counts, counts)
    assert refused, "they did meet"


def test_a_writer_that_holds_on_is_not_waited_for_without_end(path: Path, open_file: Open, tmp_path: Path):
    file = open_file(path)
    (tmp_path / "versions").mkdir()
    with (
        held(tmp_path / "versions" / ".lock"),
        pytest.raises(SettingsUnwritable, match="another program is writing it"),
    ):
        file.change([KEEPALIVE], 1)
    unchanged(file, path)
    file.change([KEEPALIVE], 1)


def test_a_write_that_fails_leaves_nothing_behind(tmp_path: Path):
    place = tmp_path / "a folder.toml"
    place.mkdir()
    with pytest.raises(OSError, match=r".+"):
        write_whole(place, b"x")
    assert [one.name for one in tmp_path.iterdir()] == ["a folder.toml"]
