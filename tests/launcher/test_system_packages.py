"""What the set-up says and does about system packages, without touching this machine."""

import pytest

from installer import system_packages


def test_group_with_nothing_missing_is_done():
    assert system_packages.missing("python") == []
    assert system_packages.ensure("python")


def test_libraries_are_named_by_their_packages():
    names = set(system_packages.QT_LIBRARIES)
    assert "libxcb-cursor.so.0" in names
    assert all(package.startswith("lib") for package in system_packages.QT_LIBRARIES.values())


@pytest.mark.parametrize("place", ["x86_64-linux-gnu", "aarch64-linux-gnu", "arm-linux-gnueabihf", "."])
def test_files_of_packages_are_found_on_any_architecture(tmp_path, place):
    assert not system_packages.is_library_file("gstreamer-1.0/libgstapp.so", tmp_path)
    (tmp_path / place / "gstreamer-1.0").mkdir(parents=True)
    (tmp_path / place / "gstreamer-1.0" / "libgstapp.so").touch()
    assert system_packages.is_library_file("gstreamer-1.0/libgstapp.so", tmp_path)


def test_a_tool_that_is_missing_is_named_by_its_package(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "ffmpeg" in system_packages.missing("test")


def test_unknown_group_is_a_bug():
    with pytest.raises(KeyError):
        system_packages.missing("nothing")
