"""A shift as PDF: from its begin to the signature, with what was worked on and ordered in it."""

import pytest
from pypdf import PdfReader

from app.bootstrap.data_folder import data_folder
from app.domain.commands import Command, CommandChanged, CommandState
from app.domain.incidents.events import IncidentEvent, Noted
from app.domain.orders import Action, Order
from app.domain.shifts import Shift, ShiftChanged, ShiftNote
from tests.store.incident_stories import changed, opened, story
from tests.support.stores import journal_in

BEGIN = 1_773_400_000_000
HOUR = 3_600_000
BEFORE = Shift("s-1", "rosa", "sala-1/1", BEGIN - 8 * HOUR, 3, BEGIN, handed_to="ana", signed_at=BEGIN)
SHIFT = Shift(
    "s-2", "ana", "sala-1/2", BEGIN, 5, BEGIN + 8 * HOUR,
    (ShiftNote(BEGIN + HOUR, "Corte en Mirador <b>avisado</b>"), ShiftNote(BEGIN + 2 * HOUR, "Sin novedad")),
    "s-1", "luis", True, "Queda la fuga de Arequipa", ("INC-0001",), BEGIN + 8 * HOUR,
)  # fmt: skip


def ordered(id_, operator, at, group=""):
    return CommandChanged(
        Command(
            id_, f"VAL-{id_}", "valve", Order(Action.SET_POSITION, 0.0), operator, "fuga", at, at + HOUR,
            CommandState.CONFIRMED, group=group, incident="INC-0001",
        ),
        at,
    )  # fmt: skip


@pytest.fixture(name="data", scope="module")
def _data(tmp_path_factory, qapp):
    data = data_folder(tmp_path_factory.mktemp("city"))
    others = story(2, opened("Charco"), at=BEGIN + HOUR, by="luis")
    late = story(3, opened("Poste"), at=BEGIN - HOUR, by="rosa")
    late.append(IncidentEvent("INC-0003", 2, BEGIN + HOUR, "ana", "sala-1/2", Noted("visto")))
    journal = journal_in(data.store)
    journal.open()
    journal.commit(
        [
            ShiftChanged(BEFORE),
            ShiftChanged(SHIFT),
            changed(story(1, opened("Fuga en Arequipa"), at=BEGIN + HOUR)),
            changed(others),
            changed(late),
            ordered("1", "ana", BEGIN + HOUR),
            ordered("2", "luis", BEGIN + HOUR),
            ordered("3", "ana", BEGIN - 1),
            ordered("4", "ana", BEGIN + HOUR, group="g-1"),
        ]
    )
    journal.close()
    return data


@pytest.fixture(name="told")
def _told(command_line, tmp_path):
    out = tmp_path / "shift.pdf"
    assert command_line.run("report", "shift", "s-2", "--out", out, "--language", "en") == 0, command_line.err
    return " ".join(" ".join(page.extract_text() for page in PdfReader(out).pages).split())


def test_it_is_told_from_its_begin_to_the_signature(told):
    place = 0
    for part in (
        "Shift of ana", "sala-1/2", "Lasted 8 h", "rosa", "Corte en Mirador <b>avisado</b>", "Sin novedad",
        "Hand-over", "Queda la fuga de Arequipa", "INC-0001", "Incidents of the shift", "Orders of the shift",
        "Signature", "signed by luis",
    ):  # fmt: skip
        assert part in told[place:], f"{part} is missing, or comes before its turn"
        place = told.index(part, place)


def test_only_what_the_operator_did_in_it_belongs_to_it(told):
    incidents = told.partition("Incidents of the shift")[2].partition("Orders of the shift")[0]
    assert "INC-0001" in incidents
    assert "INC-0003" in incidents, "opened before, by another one, and touched in it"
    assert "INC-0002" not in incidents
    orders = told.partition("Orders of the shift")[2]
    assert [name for name in ("VAL-1", "VAL-2", "VAL-3", "VAL-4") if name in orders] == ["VAL-1"]


def test_a_shift_that_is_not_there_is_one_sentence(command_line, tmp_path):
    assert command_line.run("report", "shift", "s-9", "--out", tmp_path / "a.pdf", "--language", "en") == 1
    assert command_line.err.strip() == "There is no shift s-9."
