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


def test_unknown_group_is_a_bug():
    with pytest.raises(KeyError):
        system_packages.missing("nothing")
