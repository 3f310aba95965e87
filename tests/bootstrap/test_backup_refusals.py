"""Backups that are not restored: changed, forged, too large, or into a folder that is in use."""

import json
import os
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.bootstrap.backup_members import NameUnfit, parts_of
from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import data_folder
from app.engine.run_folder import claim
from tests.bootstrap.backups import brought_back, empty, files, forged, made, untouched
from tests.settings.secrets.cheap import OTHER

__all__ = ["empty"]


@pytest.fixture(scope="module")
def small_backup(tmp_path_factory) -> bytes:
    folder = tmp_path_factory.mktemp("small")
    data = data_folder(folder / "data")
    data.settings.write_text('[site]\nid = "prueba"\n')
    (data.maps / "basemap.atbase").write_bytes(os.urandom(600_000))
    return made(data, folder / "one.backup").read_bytes()


@given(st.data())
def test_a_changed_or_shortened_backup_leaves_the_folder_empty(small_backup, tmp_path_factory, data):
    folder = tmp_path_factory.mktemp("restore")
    content = bytearray(small_backup)
    if data.draw(st.booleans()):
        bit = data.draw(st.integers(0, len(content) * 8 - 1))
        content[bit // 8] ^= 1 << bit % 8
    else:
        del content[data.draw(st.integers(0, len(content) - 1)) :]
    (folder / "one.backup").write_bytes(content)
    target = data_folder(folder / "data")
    with pytest.raises(Unable):
        brought_back(target, folder / "one.backup")
    assert untouched(target)


def test_another_passphrase_opens_nothing(small_backup, empty, tmp_path):
    (tmp_path / "one.backup").write_bytes(small_backup)
    with pytest.raises(Unable, match="passphrase is another"):
        brought_back(empty, tmp_path / "one.backup", OTHER)
    assert untouched(empty)


def link(name: str, kind: bytes) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, "/etc/passwd"
    return info


@pytest.mark.parametrize(
    "info",
    [
        tarfile.TarInfo("../outside"),
        tarfile.TarInfo("/etc/outside"),
        tarfile.TarInfo("maps/../../outside"),
        tarfile.TarInfo("maps\\..\\outside"),
        tarfile.TarInfo("C:outside"),
        tarfile.TarInfo("maps/a\nb"),
        tarfile.TarInfo("run/engine.json"),
        tarfile.TarInfo(".restore-x"),
        tarfile.TarInfo("x" * 2000),
        link("maps/link", tarfile.SYMTYPE),
        link("maps/link", tarfile.LNKTYPE),
        link("maps/pipe", tarfile.FIFOTYPE),
        link("maps/device", tarfile.CHRTYPE),
    ],
    ids=lambda info: f"{info.name[:20]!r}{info.type!r}",
)
def test_a_name_that_leads_out_or_is_no_file_is_refused(empty, tmp_path, info):
    good = tarfile.TarInfo("settings.toml")
    with pytest.raises(Unable, match="cannot be in a backup"):
        brought_back(empty, forged(tmp_path / "evil.backup", (good, b"x"), (info, b"")))
    assert untouched(empty)
    assert {path.name for path in tmp_path.iterdir()} == {"evil.backup", "other"}


@pytest.mark.parametrize("manifest", [b"[]", b"{}", b"{", b'{"format": 2, "bytes": 1}', b'{"format": 1}'])
def test_a_backup_that_tells_nonsense_of_itself_is_refused(empty, tmp_path, manifest):
    with pytest.raises(Unable, match=r"laid out|newer version"):
        brought_back(empty, forged(tmp_path / "odd.backup", manifest=manifest))
    assert untouched(empty)


def test_the_same_file_twice_is_refused(empty, tmp_path):
    twice = [(tarfile.TarInfo("settings.toml"), b"x"), (tarfile.TarInfo("settings.toml"), b"y")]
    with pytest.raises(Unable, match="File exists"):
        brought_back(empty, forged(tmp_path / "odd.backup", *twice))
    assert untouched(empty)


def test_more_than_the_disk_holds_is_refused_before_it_is_unpacked(empty, tmp_path):
    manifest = json.dumps({"format": 1, "made": "today", "bytes": 10**18}).encode()
    with pytest.raises(Unable, match="not enough room"):
        brought_back(empty, forged(tmp_path / "big.backup", manifest=manifest))
    assert untouched(empty)


@given(st.text(max_size=30))
def test_no_accepted_name_leads_out(name):
    try:
        parts = parts_of(name)
    except NameUnfit:
        return
    assert Path("/data", *parts).resolve().is_relative_to("/data")
    assert "/".join(parts) == name


def test_a_folder_in_use_or_an_engine_that_runs_is_left_alone(small_backup, city, empty, tmp_path):
    (tmp_path / "one.backup").write_bytes(small_backup)
    before = files(city.root)
    with pytest.raises(Unable, match="is not empty"):
        brought_back(city, tmp_path / "one.backup")
    assert files(city.root).items() >= before.items()
    engine = claim(empty.root)
    with pytest.raises(Unable, match="already running"):
        brought_back(empty, tmp_path / "one.backup")
    engine.release()
    assert untouched(empty)
