"""Periods, quarters and the quality of alarms as pages, workbooks and text, out of a small database."""

import csv
import datetime as dt
import threading
from dataclasses import replace
from zoneinfo import ZoneInfo

import openpyxl
import pytest
from pypdf import PdfReader

from app.bootstrap.commands import Unable
from app.bootstrap.data_folder import data_folder
from app.bootstrap.report_spans import days_between, quarter_of
from app.domain.alarms import AlarmChanged, Priority, Transition
from app.domain.catalogue import ValueType
from app.domain.changes import DeviceIntroduced
from app.domain.devices import Device
from app.domain.incidents.events import Acknowledged, Closed, Opened, Source
from app.domain.incidents.states import Resolution
from app.domain.lighting.lamp_days import LampDay, LampDaysChanged
from app.domain.work_plan import Activity, WorkPlan, WorkPlanChanged
from tests.bootstrap.small_city import ALARM
from tests.store.incident_stories import told
from tests.support.stores import journal_in
from tests.support.waiting import PATIENCE_S

LIMA = ZoneInfo("America/Lima")
MARCH = int(dt.datetime(2026, 3, 1, tzinfo=LIMA).timestamp() * 1000)
DAY_MS = 86_400_000
DAY = dt.date(2026, 3, 1).toordinal() - dt.date(1970, 1, 1).toordinal()
FORMULA = '=HYPERLINK("http://x";"Avisos")'


def incident(number, at, *, kind="water", end=Resolution.SOLVED):
    opened = Opened(kind, "Fuga", Priority.HIGH, Source.ALARM, zone="San Telmo", acknowledge_s=60)
    return told(number, opened, Acknowledged(), Closed(end, "hecho"), at=at)


@pytest.fixture(name="data", scope="module")
def _data(tmp_path_factory, qapp):
    """One city for all, which none of them changes."""
    data = data_folder(tmp_path_factory.mktemp("city"))
    data.settings.write_text('[site]\nid = "sereno"\nname = "Puerto Sereno"\ntime_zone = "America/Lima"\n')
    plan = WorkPlan(2026, 1, (
        Activity("a", FORMULA, "Informe", "Cerrados", "u", (4.0,) * 12, counts="closed:water"),
        Activity("b", "Visitas", "Acta", "Visitas", "u", (2.0,) * 12, (0.0, 1.0, 2.0, *(0.0,) * 9)),
    ))  # fmt: skip
    lamps = LampDaysChanged((LampDay("L-1", DAY, 86_400, 40_000, 36_000, 1500.0, 2),))
    journal = journal_in(data.store)
    journal.open()
    meter = journal.register_point("MED-1", "volume", ValueType.NUMBER)
    counted = [(meter, MARCH - 1000, 5.0), *((meter, MARCH + day * DAY_MS, 10.0 + day) for day in range(5))]
    recorded = threading.Event()
    journal.append([*counted, (meter, MARCH + 5 * DAY_MS, 2.5)], [], lambda _: recorded.set())
    assert recorded.wait(PATIENCE_S)
    journal.commit(
        [
            DeviceIntroduced(Device("MED-1", "meter", "Medidor", zone="Mirador")),
            incident(1, MARCH - 3_600_000),
            incident(2, MARCH),
            incident(3, MARCH + 10 * DAY_MS, kind="lighting"),
            incident(4, MARCH + 31 * DAY_MS - 1_000_000),
            incident(5, MARCH + 31 * DAY_MS),
            incident(6, MARCH - 1500),
            AlarmChanged(replace(ALARM, raised_at=MARCH), Transition.RAISED, MARCH + 1000),
            WorkPlanChanged(plan),
            lamps,
        ]
    )
    journal.close()
    return data


@pytest.fixture(name="rows")
def _rows(command_line, tmp_path):
    """The tables of a report as CSV, by title."""

    def make(*words):
        out = tmp_path / "report.csv"
        assert command_line.run("report", *words, "--out", out, "--language", "en") == 0, command_line.err
        tables, title = {}, ""
        for row in csv.reader(out.read_text("utf-8-sig").splitlines()):
            if len(row) == 1 and row[0]:
                title = row[0]
                tables[title] = []
            elif row and title:
                tables[title].append(row)
        return tables

    return make


MONTH = ("--from", "2026-03-01", "--to", "2026-03-31")


def test_a_period_begins_and_ends_at_midnight_of_the_city(rows):
    tables = rows("period", *MONTH)
    assert dict(tables["Incidents"][1:]) == {
        "Open at the begin": "1", "Opened": "3", "Closed": "4", "Open at the end": "0",
    }  # fmt: skip
    assert [row[:3] for row in tables["By kind"][1:]] == [
        ["Water main", "2", "3"],
        ["Lighting cabinet", "1", "1"],
    ]
    acknowledged = tables["Times from the opening"][1]
    assert acknowledged == ["Acknowledged", "3", "1", "1", "3", "3", "1"]
    assert tables["Energy of the lighting"][1] == ["2026-03", "1", "1.5", "10"]
    assert ["Alarms announced", "1"] in tables["Alarms"]
    (meter,) = tables["Meters"][1:]
    assert (meter[0], *meter[2:]) == ("Total volume", "Mirador", "1", "4", "m³"), (
        "without the change of meter"
    )


def test_a_quarter_stands_against_the_work_plan(rows):
    tables = rows("quarter", "2026-1")
    counted, by_hand = tables["Activities and goals"][1:]
    assert counted[0] == f"'{FORMULA}", "nothing that a spreadsheet would run"
    assert counted[2:] == ["4", "0", "4", "1", "4", "3", "12", "4", "0.3333333333"]
    assert by_hand[2:] == ["2", "0", "2", "1", "2", "2", "6", "3", "0.5"]
    assert dict(tables["Incidents"][1:])["Opened"] == "5"


def test_a_workbook_has_a_sheet_for_each_table_with_numbers_as_numbers(command_line, tmp_path):
    out = tmp_path / "report.xlsx"
    assert command_line.run("report", "quarter", "2026-1", "--out", out, "--language", "en") == 0
    book = openpyxl.load_workbook(out)
    goals = book["Activities and goals"]
    assert goals["A2"].value == f"'{FORMULA}"
    assert {cell.data_type for row in goals.iter_rows() for cell in row} <= {"s", "n"}, "and no formulas"
    assert goals["I2"].value == 12
    times = book["Times from the opening"]
    assert (times["A2"].value, times["C2"].value) == ("Acknowledged", dt.timedelta(seconds=1))
    assert book.worksheets[0]["A3"].value == "Puerto Sereno"


def test_pages_tell_the_same(command_line, tmp_path):
    out = tmp_path / "report.pdf"
    assert command_line.run("report", "period", *MONTH, "--out", out, "--language", "en") == 0
    told = " ".join(" ".join(page.extract_text() for page in PdfReader(out).pages).split())
    for part in ("Incidents of a period", "01/03/2026 to 31/03/2026", "Water main", "1.5", "Page 1 of"):
        assert part in told


def test_the_alarms_of_a_period_by_their_quality(rows):
    tables = rows("alarms", *MONTH)
    assert tables["Most frequent"][1][1:] == ["1", "1"]
    assert tables["Active for more than a day"][1][1].endswith("00:00:01")
    assert tables["Floods"][1:] == []


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("quarter", "2026-5"), "is not a quarter"),
        (("period", "--from", "2026-03-31", "--to", "2026-03-01"), "are not between"),
        (("period", "--from", "yesterday", "--to", "2026-03-01"), "is not a day"),
        (("alarms", "--from", "0001-01-01", "--to", "9999-12-31"), "is not a day between"),
    ],
)
def test_a_time_that_is_none_is_one_sentence(command_line, tmp_path, words, sentence):
    assert command_line.run("report", *words, "--out", tmp_path / "a.csv") == 1
    assert sentence in command_line.err
    assert not list(tmp_path.iterdir())


def test_spans_follow_the_city_over_a_change_of_the_clock():
    madrid = ZoneInfo("Europe/Madrid")
    span = days_between("2026-03-29", "2026-03-29", madrid)
    assert span.until - span.since == 23 * 3_600_000
    year, months, quarter = quarter_of("2026-4", madrid)
    assert (year, months, quarter.last) == (2026, (9, 10, 11), dt.date(2026, 12, 31))
    month_of = quarter.months()
    assert month_of(quarter.since) == 2026 * 12 + 9
    assert month_of(quarter.until - 1) == 2026 * 12 + 11
    with pytest.raises(Unable):
        quarter_of("2026-0", madrid)
