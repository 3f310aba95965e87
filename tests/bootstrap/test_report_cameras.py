"""The report on cameras as pages, workbook and text, from a folder with some days of footage."""

import csv

import openpyxl
import pytest
from pypdf import PdfReader

from app.bootstrap.commands import main
from app.bootstrap.data_folder import data_folder
from tests.bootstrap.camera_past import days_ago, fill_cameras


@pytest.fixture(name="data", scope="module")
def _data(tmp_path_factory, qapp):
    """One city for all, which none of them changes."""
    data = data_folder(tmp_path_factory.mktemp("cameras"))
    fill_cameras(data)
    return data


def report(data, out, *more):
    assert main(["report", "cameras", "--data", str(data.root), "--out", str(out), *more]) == 0
    return out


def tables(path):
    """Of separated text: title to rows."""
    found, title = {}, ""
    for row in csv.reader(path.read_text("utf-8-sig").splitlines()):
        if len(row) == 1:
            title = row[0]
        elif row:
            found.setdefault(title, []).append(row)
    return found


def test_separated_text_has_every_camera_and_every_gap(data, tmp_path, capsys):
    path = report(data, tmp_path / "c.csv", "--language", "en")
    found = tables(path)
    cameras = {row[0]: row for row in found["Cameras"][1:]}
    assert cameras["CAM-1"][3:] == ["Not known", "", cameras["CAM-1"][5], "18", "27", "0"]
    assert float(cameras["CAM-2"][5]) == pytest.approx(28 / 30)
    assert cameras["CAM-2"][6:] == ["43", "2", "0"]
    assert float(cameras["CAM-1"][5]) == 1
    assert cameras["CAM-3"][3] == "Switched off"
    assert cameras["CAM-9"][3] == "Only telemetry"
    assert cameras["CAM-1"][1].startswith("'="), "nothing that a spreadsheet would run"
    gaps = found["Gaps in the recordings"][1:]
    assert ["CAM-1", days_ago(45).isoformat(), days_ago(19).isoformat(), "27"] in gaps
    districts = {row[0]: row[4:] for row in found["Districts"][1:]}
    assert districts["Zona Franca"] == ["18", "18", "27", "1"]
    assert "progress 1.00" in capsys.readouterr().out


def test_who_works_in_one_district_reads_of_that_alone(data, tmp_path):
    found = tables(report(data, tmp_path / "z.csv", "--language", "en", "--zone=Centro"))
    assert [row[0] for row in found["Cameras"][1:]] == ["CAM-2", "CAM-9"]
    assert [row[0] for row in found["Districts"][1:]] == ["Centro"]
    assert [row[0] for row in found["Gaps in the recordings"][1:]] == ["CAM-2"]
    assert found["Summary"][-1] == ["Districts in this report", "1"]


def test_pages_and_workbook_in_both_languages(data, tmp_path):
    pages = PdfReader(report(data, tmp_path / "c.pdf", "--language", "en", "--by", "R. Quispe"))
    text = " ".join(" ".join(page.extract_text() for page in pages.pages).split())
    assert "Camera health and retention" in text
    assert "R. Quispe" in text
    assert "No engine ran when this was made" in text
    book = openpyxl.load_workbook(report(data, tmp_path / "c.xlsx"))
    assert len(book.sheetnames) == 6, "a cover and five tables"


def test_another_format_is_refused(data, tmp_path, capsys):
    out = tmp_path / "c.txt"
    assert main(["report", "cameras", "--data", str(data.root), "--out", str(out)]) != 0
    assert "pdf or xlsx or csv" in capsys.readouterr().err
    assert not out.exists()
