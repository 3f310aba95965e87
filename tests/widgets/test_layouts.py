"""What an operator arranged comes back, and a bad file costs nothing but the arrangement."""

import logging

import pytest

from widgets import layouts


def test_an_arrangement_comes_back_as_it_was_kept(tmp_path):
    path = layouts.file_for(tmp_path, "r.quispe")
    kept = layouts.Arrangement(
        theme="light", comfortable=True, workspace="history", pages={"operation": "QUJD"}
    )
    layouts.save(path, kept)
    assert layouts.load(path) == kept
    assert [file.name for file in tmp_path.iterdir()] == ["desk-r.quispe.json"]


def test_nothing_kept_yet_is_no_arrangement(tmp_path):
    assert layouts.load(tmp_path / "nobody.json") is None


@pytest.mark.parametrize("text", ["", "{", "[]", '"x"', '{"version": 99}', "\x00\xff"])
def test_a_file_that_cannot_be_read_is_left_as_it_is(tmp_path, text, caplog):
    path = tmp_path / "bad.json"
    path.write_text(text, encoding="utf-8")
    with caplog.at_level(logging.ERROR):
        assert layouts.load(path) is None
    assert path.read_text(encoding="utf-8") == text


def test_values_of_a_wrong_type_fall_back_to_the_default(tmp_path):
    path = tmp_path / "odd.json"
    path.write_text('{"version": 1, "theme": 7, "comfortable": true, "unknown": 1}', encoding="utf-8")
    assert layouts.load(path) == layouts.Arrangement(comfortable=True)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "  ", "ñandú/\\:*?", "x" * 400, "con\x00trol"])
def test_no_name_leads_out_of_the_folder(tmp_path, name):
    path = layouts.file_for(tmp_path, name)
    assert path.parent == tmp_path
    layouts.save(path, layouts.Arrangement())
    assert path.is_file()


def test_a_folder_that_cannot_be_written_is_said_and_not_raised(tmp_path, caplog):
    blocked = tmp_path / "file"
    blocked.write_text("", encoding="utf-8")
    layouts.save(blocked / "x.json", layouts.Arrangement())
    assert "cannot be kept" in caplog.text
