"""What `inspect` tells of incidents, shifts, procedures and work plans: the whole story of each."""

from __future__ import annotations

import pytest

from app.bootstrap.data_folder import DataFolder
from app.domain.catalogue import Label
from app.domain.incidents.events import Attached, CrewMoved
from app.domain.incidents.procedures import Procedure, ProcedureChanged, Step
from app.domain.incidents.states import TaskState
from app.domain.shifts import Shift, ShiftChanged, ShiftNote
from app.domain.work_plan import Activity, WorkPlan, WorkPlanChanged
from tests.store.incident_stories import SOLVED, START, joined, noted, opened, told
from tests.support.stores import journal_in

HASH = "ab" * 32


@pytest.fixture(name="told_city")
def _told_city(data: DataFolder) -> None:
    journal = journal_in(data.store)
    journal.open()
    crew = CrewMoved("CUA-1", TaskState.ASSIGNED)
    coming = CrewMoved("CUA-1", TaskState.EN_ROUTE, text="En camino", by_hand=True)
    photo = Attached("foto.jpg", 1200, HASH, "image/jpeg")
    shift = Shift("t-1", "ana", "consola-1", START, 1, notes=(ShiftNote(START, "Sin novedad"),))
    procedure = Procedure("fuga", 1, Label("Fuga", "Leak"), (Step("a", Label("A", "A")),), "ana")
    goal = Activity("a", "Rondas", "Acta", "Rondas hechas", "n", (4.0,) * 12)
    journal.commit(
        [
            told(417, opened(), joined("PRE-1", "PRE-2"), crew, coming, photo, noted("Llama una vecina")),
            told(418, opened("Semáforo apagado", kind="traffic"), SOLVED, at=START + 60_000),
            ShiftChanged(shift),
            ProcedureChanged(procedure),
            WorkPlanChanged(WorkPlan(2026, 3, (goal,))),
        ]
    )
    journal.close()


@pytest.mark.usefixtures("told_city")
def test_an_incident_with_all_that_hangs_from_it(command_line):
    assert command_line.run("inspect", "incidents", "--json") == 0
    closed, open_ = command_line.told
    assert (closed["id"], closed["state"], closed["resolution"], closed["reason"]) == (
        "INC-0418",
        "closed",
        "solved",
        "Válvula cambiada",
    )
    assert (open_["id"], open_["state"], open_["priority"]) == ("INC-0417", "en_route", "high")
    assert [(alarm["id"], alarm["active"]) for alarm in open_["alarms"]] == [
        ("PRE-1:low", True),
        ("PRE-2:low", True),
    ]
    assert [(crew["crew"], crew["state"], crew["text"]) for crew in open_["crews"]] == [
        ("CUA-1", "en_route", "En camino")
    ]
    assert [(file["name"], file["sha256"]) for file in open_["attachments"]] == [("foto.jpg", HASH)]
    assert [event["seq"] for event in open_["events"]] == [1, 2, 3, 4, 5, 6]
    assert open_["events"][5] == {
        "seq": 6,
        "at": "2026-09-21T14:13:26.000Z",
        "by": "ana",
        "console": "consola-1",
        "kind": "Noted",
        "body": {"text": "Llama una vecina"},
    }


@pytest.mark.usefixtures("told_city")
@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        (("--device", "PRE-2"), ["INC-0417"]),
        (("--device", "CUA-1"), ["INC-0417"]),
        (("--device", "PRE-1"), ["INC-0418", "INC-0417"]),
        (("--device", "PRE-9"), []),
        (("--limit", "1"), ["INC-0418"]),
        (("--since", "2026-09-21T14:14:00Z"), ["INC-0418"]),
    ],
)
def test_only_those_that_are_asked_for(command_line, chosen, found):
    assert command_line.run("inspect", "incidents", "--json", *chosen) == 0
    assert [row["id"] for row in command_line.told] == found


@pytest.mark.usefixtures("told_city")
@pytest.mark.parametrize(
    ("what", "word"),
    [
        ("shifts", '"text": "Sin novedad"'),
        ("procedures", '"id": "fuga"'),
        ("work-plan", '"indicator": "Rondas hechas"'),
    ],
)
def test_every_list_is_a_json_array_and_a_table(command_line, what, word):
    assert command_line.run("inspect", what, "--json") == 0
    assert len(command_line.told) == 1
    assert word in command_line.out
    assert command_line.run("inspect", what) == 0
    assert len(command_line.out.splitlines()) == 2
