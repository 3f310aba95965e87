"""The settings file of an installation: changed as a whole or not at all, and every version can come back."""

import json
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.settings.describing import described
from app.settings.problems import SettingsInvalid
from app.settings.settings import PASSWORD_VARIABLE
from app.settings.settings_file import (
    FIRST,
    Difference,
    SettingChange,
    SettingsFile,
    SettingsSuperseded,
    SettingsUnwritable,
)
from app.settings.versions import MOST_VERSIONS
from tests.settings.conftest import SOURCE, Open
from tests.settings.test_editing import change_lists

KEEPALIVE = SettingChange("broker.keepalive_s", 15)


def value(file: SettingsFile, path: str) -> object:
    return next(each.value for each in file.values() if each.path == path)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_change_is_in_force_in_the_file_and_told(file: SettingsFile, path: Path, open_file: Open):
    changed = file.change([KEEPALIVE, SettingChange("security.session_hours", 8)], 1000)
    assert changed.settings.broker.keepalive_s == file.settings.broker.keepalive_s == 15
    assert changed.differences == (
        Difference("broker.keepalive_s", 10, 15),
        Difference("security.session_hours", 13, 8),
    )
    assert changed.restart_needed == ()
    assert file.change([SettingChange("limits.devices", 7)], 1001).restart_needed == ("limits.devices",)
    assert open_file(path).settings.security.session_hours == 8
    assert path.read_text("utf-8").startswith("# Puerto Sereno, planta baja.\n")


def test_the_values_name_every_setting_but_the_secret(file: SettingsFile):
    values = {each.path: each for each in file.values()}
    assert list(values) == [info.path for info in described() if info.type != "secret"]
    assert json.loads(json.dumps([each.value for each in file.values()]))
    assert values["broker.keepalive_s"].value == 10
    assert not values["broker.keepalive_s"].is_default
    assert values["broker.qos"].is_default
    assert values["broker.url"].is_default, "it is written, and is the default"


def test_values_that_are_handed_out_are_not_the_files_own(file: SettingsFile):
    value(file, "alarms.rule")[0]["id"] = "spoilt"
    value(file, "mapping").append("spoilt")
    assert value(file, "alarms.rule") == [{"id": "pump.lost", "enabled": False}]
    assert value(file, "mapping") == []


def test_without_a_file_the_first_change_makes_one(tmp_path: Path, open_file: Open):
    path = tmp_path / "settings.toml"
    file = open_file(path)
    assert (file.settings.site.id, file.export(), file.versions()) == ("puerto-sereno", FIRST, ())
    assert all(each.is_default for each in file.values())
    changed = file.change([KEEPALIVE], 5)
    assert changed.differences == (Difference("broker.keepalive_s", 12, 15),)
    assert path.read_text("utf-8") == f"{FIRST}\n[broker]\nkeepalive_s = 15\n"
    assert file.versions() == ()
    assert open_file(path).settings.site.name == "Puerto Sereno"


def test_all_or_nothing_and_every_problem_is_told(file: SettingsFile, path: Path):
    before = file.settings
    with pytest.raises(SettingsInvalid) as told:
        file.change(
            [
                KEEPALIVE,
                SettingChange("site.id", "a/b"),
                SettingChange("liveness.late_after", 9),
                SettingChange("broker.ca_file", r"\\evil\share"),
                SettingChange("security.lockout_failures", 1),
            ],
            1,
        )
    assert len(told.value.problems) == 4
    assert path.read_text("utf-8") == SOURCE
    assert file.settings is before
    assert file.versions() == ()


def test_what_was_before_is_kept_and_can_come_back(file: SettingsFile, path: Path):
    file.change([KEEPALIVE], 1000)
    file.replace('[site]\nid = "other"\n', 2000)
    newest, oldest = file.versions()
    assert (newest.at, oldest.at) == (2000, 1000)
    changed = file.restore(oldest.id, 3000)
    assert path.read_text("utf-8") == SOURCE
    assert Difference("site.id", "other", "ps") in changed.differences
    assert [version.at for version in file.versions()] == [3000, 2000, 1000]


def test_at_most_ten_versions_are_kept_whatever_the_clock_says(file: SettingsFile, tmp_path: Path):
    for step in range(14):
        file.change([SettingChange("limits.devices", 100 + step)], 50_000 - step * 1000)
    assert len(file.versions()) == MOST_VERSIONS
    assert [version.at for version in file.versions()] == [37_000 + 1000 * step for step in range(10)]
    assert len(list((tmp_path / "versions").glob("*.toml"))) == MOST_VERSIONS
    file.restore(file.versions()[0].id, 1)
    assert value(file, "limits.devices") == 112


@pytest.mark.parametrize("version", ["", "000009-1", "../settings", "/etc/passwd", "000001-1000.toml", "*"])
def test_a_version_that_there_is_not(file: SettingsFile, path: Path, version: str):
    file.change([KEEPALIVE], 1000)
    with pytest.raises(SettingsInvalid, match="There is no version"):
        file.restore(version, 2)


def test_a_version_that_fits_no_more_is_refused(file: SettingsFile, path: Path, tmp_path: Path):
    (tmp_path / "ca.crt").write_text("x")
    file.change([SettingChange("broker.ca_file", "ca.crt")], 1)
    file.change([SettingChange("broker.ca_file", None)], 2)
    (tmp_path / "ca.crt").unlink()
    before = path.read_bytes()
    with pytest.raises(SettingsInvalid, match="there is no file"):
        file.restore(file.versions()[0].id, 3)
    assert path.read_bytes() == before


def test_a_change_to_the_same_writes_nothing(file: SettingsFile, path: Path):
    before = path.stat().st_mtime_ns
    changed = file.change([SettingChange("broker.keepalive_s", 10)], 1)
    assert changed.differences == changed.restart_needed == ()
    assert file.versions() == ()
    assert path.stat().st_mtime_ns == before


def test_a_file_changed_by_hand_is_not_written_over(file: SettingsFile, path: Path):
    by_hand = SOURCE.replace("Puerto Sereno", "Puerto Bravo")
    path.write_text(by_hand, "utf-8")
    stamp = file.stamp
    for refused in (
        lambda: file.change([KEEPALIVE], 1),
        lambda: file.replace(FIRST, 1),
        lambda: file.restore("000001-1", 1),
    ):
        with pytest.raises(SettingsSuperseded, match="was changed since it was read"):
            refused()
    assert path.read_text("utf-8") == by_hand
    told = file.reread()
    assert told.differences == (Difference("site.name", "Puerto Sereno", "Puerto Bravo"),)
    assert file.stamp != stamp
    file.change([KEEPALIVE], 2)
    assert "Puerto Bravo" in path.read_text("utf-8")


def test_a_file_that_went_away_or_came_is_not_written_over(file: SettingsFile, path: Path, open_file: Open):
    path.unlink()
    with pytest.raises(SettingsSuperseded):
        file.change([KEEPALIVE], 1)
    assert not path.exists()
    absent = open_file(path)
    path.write_text(SOURCE, "utf-8")
    with pytest.raises(SettingsSuperseded):
        absent.change([KEEPALIVE], 1)
    assert path.read_text("utf-8") == SOURCE


def test_a_file_spoilt_by_hand_is_told_and_what_was_read_goes_on(file: SettingsFile, path: Path):
    path.write_text("[site\n", "utf-8")
    with pytest.raises(SettingsInvalid, match="not TOML"):
        file.reread()
    assert file.settings.site.id == "ps"


def test_changes_can_be_tried_without_writing(file: SettingsFile, path: Path):
    assert file.tried([SettingChange("broker.url", "mqtts://h")]).broker.encrypted
    with pytest.raises(SettingsInvalid):
        file.tried([SettingChange("broker.url", "h")])
    assert path.read_text("utf-8") == SOURCE
    assert not file.settings.broker.encrypted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "'site' is missing"),
        ("x", "not TOML"),
        ('[site]\nid = "a"\n[broker]\npassword = "hunter2"', "does not belong in the settings file"),
        ('[site]\nid = "a"\n# password = "hunter2"', "holds a password"),
        ('[site]\nid = "a"\n[broker]\nurl = "mqtt://a:hunter2@h"', "must not hold the user or password"),
        ("#" * 1_100_000, "larger than 1 MB"),
        ("# \ud800", "half a character"),
    ],
    ids=["empty", "nonsense", "password", "comment", "address", "large", "surrogate"],
)
def test_an_import_is_checked_like_a_file(file: SettingsFile, path: Path, text: str, said: str):
    with pytest.raises(SettingsInvalid) as told:
        file.replace(text, 1)
    assert said in str(told.value)
    assert "hunter2" not in str(told.value)
    assert path.read_text("utf-8") == SOURCE


def test_nothing_of_it_holds_the_password(path: Path, open_file: Open, tmp_path: Path):
    kept = {"broker.password": "hunter2-in-the-ring"}
    environ = {PASSWORD_VARIABLE: "hunter2-in-the-air", "ATALAYA_BROKER_USER": "ana"}
    for around in ({"secret": kept.get}, {"environ": environ}):
        file = open_file(path, **around)
        assert file.settings.broker.password.get_secret_value().startswith("hunter2")
        with pytest.raises(SettingsInvalid) as told:
            file.change([SettingChange("broker.password", "hunter2-by-hand")], 1)
        changed = file.change([SettingChange("broker.user", f"user{len(around)}{len(file.versions())}")], 1)
        assert changed.settings.broker.password.get_secret_value().startswith("hunter2")
        seen = f"{told.value} {changed!r} {file.values()!r} {file.export()} {file.settings!r} {vars(file)!r}"
        assert "hunter2" not in seen
    written = b"".join(one.read_bytes() for one in tmp_path.rglob("*") if one.is_file())
    assert b"hunter2" not in written
    assert b'user = "ana"' not in written, "the account of the environment is not the file's"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
def test_only_the_owner_reads_what_is_written(file: SettingsFile, path: Path, tmp_path: Path):
    path.chmod(0o644)
    file.change([KEEPALIVE], 1)
    file.change([SettingChange("broker.keepalive_s", 5)], 2)
    assert stat.S_IMODE((tmp_path / "versions").stat().st_mode) == 0o700
    for written in (path, *(tmp_path / "versions").iterdir()):
        assert stat.S_IMODE(written.stat().st_mode) == 0o600, written


def test_a_link_stays_a_link(tmp_path: Path, path: Path, open_file: Open):
    link = tmp_path / "elsewhere" / "settings.toml"
    link.parent.mkdir()
    link.symlink_to(path)
    open_file(link, tmp_path / "v").change([KEEPALIVE], 1)
    assert link.is_symlink()
    assert "keepalive_s = 15" in path.read_text("utf-8")


def test_nothing_else_is_left_lying(file: SettingsFile, tmp_path: Path):
    (tmp_path / ".settings.toml.0a1b.new").write_text("of a killed writer")
    (tmp_path / ".other.toml.0a1b.new").write_text("of somebody else")
    file.change([KEEPALIVE], 7)
    assert names(tmp_path) == [".other.toml.0a1b.new", "settings.toml", "versions"]
    assert names(tmp_path / "versions") == [".lock", "000001-7.toml"]


def test_two_writers_do_not_write_over_each_other(path: Path, open_file: Open):
    one, other = open_file(path), open_file(path)
    one.change([KEEPALIVE], 1)
    with pytest.raises(SettingsSuperseded):
        other.change([SettingChange("site.name", "Otra")], 2)
    other.reread()
    other.change([SettingChange("site.name", "Otra")], 3)
    one.reread()
    assert (one.settings.site.name, one.settings.broker.keepalive_s) == ("Otra", 15)


@settings(max_examples=15)
@given(change_lists(), change_lists())
def test_any_change_is_taken_whole_or_refused_and_can_be_taken_back(
    shipped, tmp_path_factory, first: list[SettingChange], second: list[SettingChange]
):
    folder = tmp_path_factory.mktemp("any")
    path = folder / "settings.toml"
    path.write_text(SOURCE, "utf-8")
    file = SettingsFile(path, folder / "versions", catalogue=shipped, environ={})
    for changes in (first, second):
        before, text, kept = file.values(), path.read_bytes(), file.versions()
        try:
            changed = file.change(changes, 1)
        except SettingsInvalid:
            assert (file.values(), path.read_bytes(), file.versions()) == (before, text, kept)
            continue
        again = SettingsFile(path, folder / "versions", catalogue=shipped, environ={})
        assert again.values() == file.values()
        was, now = ({each.path: each.value for each in values} for values in (before, file.values()))
        assert {each.path for each in changed.differences} == {key for key in was if was[key] != now[key]}
        if path.read_bytes() == text:
            continue
        file.restore(file.versions()[0].id, 2)
        assert (file.values(), path.read_bytes()) == (before, text)
        file.restore(file.versions()[0].id, 3)


@settings(max_examples=25)
@given(st.text(max_size=200))
def test_any_text_at_all_is_taken_or_told(shipped, tmp_path_factory, text: str):
    folder = tmp_path_factory.mktemp("text")
    file = SettingsFile(folder / "s.toml", folder / "versions", catalogue=shipped, environ={})
    for tried in (
        text,
        f'[site]\nid = "a"\nname = "{text}"',
        f"[site]\nid = 'a'\n[broker]\nca_file = '{text}'",
    ):
        taken = True
        try:
            file.replace(tried, 1)
        except SettingsInvalid:
            taken = False
        if taken:
            assert file.export().encode() == (folder / "s.toml").read_bytes()


def test_a_change_is_told_before_it_is_in_force_and_not_made_when_that_fails(
    file: SettingsFile, path: Path, tmp_path: Path
):
    told = []

    def record(differences: tuple[Difference, ...]) -> None:
        assert path.read_text("utf-8") == SOURCE
        told.append(differences)
        raise LookupError

    for attempt in (
        lambda: file.change([KEEPALIVE], 1, record),
        lambda: file.replace(SOURCE.replace("= 10", "= 15"), 1, record),
    ):
        with pytest.raises(LookupError):
            attempt()
    assert told == [(Difference("broker.keepalive_s", 10, 15),)] * 2
    assert (file.settings.broker.keepalive_s, file.versions()) == (10, ())
    assert names(tmp_path) == ["settings.toml", "versions"]
    assert names(tmp_path / "versions") == [".lock"]
    with pytest.raises(SettingsInvalid):
        file.change([SettingChange("site.id", "a/b")], 1, record)
    file.change([SettingChange("broker.keepalive_s", 10)], 1, record)
    assert len(told) == 2


def test_a_versions_folder_that_is_a_file_is_told(path: Path, open_file: Open, tmp_path: Path):
    (tmp_path / "versions").write_text("")
    with pytest.raises(SettingsUnwritable, match="cannot be written"):
        open_file(path).change([KEEPALIVE], 1)
    assert path.read_text("utf-8") == SOURCE
