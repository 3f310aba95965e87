"""The record of an incident as PDF, held against what `inspect` tells of it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from app.bootstrap.commands import main
from app.bootstrap.data_folder import data_folder
from app.domain.operators import Operator
from app.store.vault import operator_rows
from tests.bootstrap.burst_main import CLOSING, CREW, NOTE, fill
from tests.support.stores import vault_in

LIMA = ZoneInfo("America/Lima")


def compact(text):
    """Without the breaks that a page puts in."""
    return "".join(text.split())


@pytest.fixture(name="data", scope="module")
def _data(tmp_path_factory, qapp):
    """One city for all, which none of them changes."""
    data = data_folder(tmp_path_factory.mktemp("city"))
    fill(data.store, data.attachments)
    vault = vault_in(data.store)
    vault.open()
    ana = Operator("ana", "Ana Rojas", ("operator",))
    vault.write(lambda connection: operator_rows.put_operator(connection, ana))
    vault.close()
    data.settings.write_text('[site]\nid = "sereno"\nname = "Puerto Sereno"\ntime_zone = "America/Lima"\n')
    return data


@pytest.fixture(name="paper", scope="module")
def _paper(data, tmp_path_factory):
    out = tmp_path_factory.mktemp("paper") / "INC-0001.pdf"
    words = ("report", "incident", "INC-0001", "--data", str(data.root), "--out", str(out))
    assert main([*words, "--language", "en", "--by", "R. Quispe"]) == 0
    return PdfReader(out)


@pytest.fixture(name="text", scope="module")
def _text(paper):
    return "\n".join(page.extract_text() for page in paper.pages)


def moment(rfc):
    return datetime.fromisoformat(rfc).astimezone(LIMA).strftime("%d/%m/%Y %H:%M:%S")


def test_every_event_author_time_and_hash_is_there_in_the_order_of_inspect(text, command_line):
    assert command_line.run("inspect", "incidents", "--json") == 0
    for incident in command_line.told:
        told = compact(text).partition("Whathappened")[2]
        place = 0
        for event in incident["events"]:
            author = {CREW: f"Agua 3 ({CREW})", "ana": "Ana Rojas (ana)", None: "the program"}.get(
                event["by"], event["by"]
            )
            number = "" if incident["id"] == "INC-0001" else f"{incident['id']} "
            row = compact(f"{number}{event['seq']}{moment(event['at'])}{author}{event['console'] or ''}")
            assert row in told[place:], f"{incident['id']} {event['seq']} {event['kind']}"
            place = told.index(row, place) + len(row)
            if event["kind"] == "Attached":
                assert event["body"]["sha256"] in told[place : place + 300], told[place : place + 300]


def test_it_reads_as_a_story_from_its_head_to_its_end(text):
    parts = [
        "INC-0001 · Presión muy baja",
        "Closed · Solved",
        "Jr. Olmos 412",
        CLOSING,
        "late by",
        "Where",
        "first cause",
        "What happened",
        "Opened: Presión muy baja",
        "Charco en Olmos",
        NOTE,
        "Estamos en el lugar",
        "Orders",
        "Opening 100 % → Opening 0 %",
        "Crews",
        "Procedure: Water main break",
        "sin personas cerca",
        "Pictures",
        "Files",
        "People",
    ]
    told, place = compact(text), 0
    for part in parts:
        assert compact(part) in told[place:], f"{part} is missing, or comes before its turn"
        place = told.index(compact(part), place)


def test_a_damaged_picture_is_named_and_the_sound_one_shown(paper, text):
    files = compact(text[text.rindex("Files") :])
    assert "damagedandisnotshown" in files[files.index("rota.png") :][:120]
    assert "damaged" not in files[files.index("zanja.png") : files.index("rota.png")]
    objects = [each.get_object() for page in paper.pages for each in page["/Resources"]["/XObject"].values()]
    sizes = {(each["/Width"], each["/Height"]) for each in objects if each["/Subtype"] == "/Image"}
    assert sizes == {(1320, 560), (240, 160)}, "the map and one picture"


def test_every_page_says_which_city_report_and_page_it_is_and_who_made_it(paper):
    count = len(paper.pages)
    assert count > 1
    for number, page in enumerate(paper.pages, 1):
        told = " ".join(page.extract_text().split())
        for part in (
            "Puerto Sereno",
            "Incident record INC-0001",
            f"Page {number} of {count}",
            "by R. Quispe",
        ):
            assert part in told


def test_progress_is_told_and_ends_at_the_whole(command_line, tmp_path):
    assert command_line.run("report", "incident", "INC-0001", "--out", tmp_path / "a.pdf") == 0
    shares = [float(line.split()[1]) for line in command_line.out.splitlines()]
    assert shares == sorted(set(shares))
    assert shares[-1] == 1.0
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == ["a.pdf"]


@pytest.mark.parametrize(
    ("incident", "file", "sentence"),
    [
        ("INC-9999", "a.pdf", "There is no incident INC-9999."),
        ("INC-0001", "a.docx", "written as pdf"),
        ("INC-0001", "missing/a.pdf", "cannot be written"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(command_line, tmp_path, incident, file, sentence):
    assert command_line.run("report", "incident", incident, "--out", tmp_path / file, "--language", "en") == 1
    assert sentence in command_line.err
    assert len(command_line.err.splitlines()) == 1
    assert not [path for path in tmp_path.iterdir() if path.is_file()]
