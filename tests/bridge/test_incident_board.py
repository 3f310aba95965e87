"""The console's board of incidents: what comes from the engine, what is asked, records kept up to date."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from pathlib import Path

import pytest

from app.bridge.incidents import IncidentBoard
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.alarms import Priority
from app.domain.incidents import acts, events
from app.domain.incidents.flood import FloodState
from app.domain.incidents.folding import fold
from app.domain.incidents.states import IncidentState, Resolution
from app.domain.shifts import BeginShift, Shift, ShiftChanged
from app.wire import incidents as wire
from app.wire.messages import Done

OPENED = events.Opened("water.burst", "Rotura", Priority.HIGH, events.Source.ALARM)


class Desk:
    """The engine's side: events by incident, of which the database knows `written`."""

    def __init__(self, board_folder: Path) -> None:
        self.happened: dict[str, list[events.IncidentEvent]] = {}
        self.written: dict[str, int] = {}
        self.reads = 0
        self.asked: list[object] = []
        self.answer: object = Done(Verdict(Outcome.APPLIED, 1))
        self.board = IncidentBoard(self.ask, self.read, lambda: "r.quispe", board_folder)

    def tell(self, incident: str, *bodies: events.EventBody, written: bool = True) -> None:
        known = self.happened.setdefault(incident, [])
        made = [
            events.IncidentEvent(incident, len(known) + place, 1000 + len(known) + place, "", "", body)
            for place, body in enumerate(bodies, 1)
        ]
        known += made
        if written:
            self.written[incident] = len(known)
        moved = wire.IncidentMoved(fold(known).incident, tuple(wire.record_of(one) for one in made))
        self.take(moved)

    def take(self, *items: object) -> None:
        for item in items:
            self.board.handlers()[type(item)](item)
        self.board.tell()

    async def ask(self, body: object, limit_s: float = 10.0) -> object:
        self.asked.append((body, limit_s))
        return self.answer

    async def read(self, incidents: Sequence[str]) -> list[wire.EventRecord]:
        self.reads += 1
        return [
            wire.record_of(event)
            for one in sorted(incidents)
            for event in self.happened.get(one, [])[: self.written.get(one, 0)]
        ]


@pytest.fixture
def desk(qapp, tmp_path):
    made = Desk(tmp_path)
    yield made
    made.board.close()


def run(work):
    return asyncio.run(work)


def test_a_frame_is_told_once_and_a_closed_incident_is_no_longer_open(desk):
    changed, came = [], []
    desk.board.changed.connect(changed.append)
    desk.board.events_came.connect(came.append)
    desk.tell("INC-0001", OPENED)
    assert desk.board.get("INC-0001").title == "Rotura"
    desk.tell("INC-0001", events.Closed(Resolution.SOLVED, "hecho"))
    assert desk.board.open == {}
    assert [one[0].state for one in changed] == [IncidentState.NEW, IncidentState.CLOSED]
    assert [[type(event.body) for event in batch] for batch in came] == [[events.Opened], [events.Closed]]


def test_several_in_one_frame_are_announced_together_with_all_events(desk):
    changed, came = [], []
    desk.board.changed.connect(changed.append)
    desk.board.events_came.connect(came.append)
    first = events.IncidentEvent("INC-0001", 1, 1, "", "", OPENED)
    noted = events.IncidentEvent("INC-0001", 2, 2, "", "", events.Noted("visto"))
    desk.take(
        wire.IncidentMoved(fold([first]).incident, (wire.record_of(first),)),
        wire.IncidentMoved(fold([first, noted]).incident, (wire.record_of(noted),)),
    )
    assert [[one.version for one in batch] for batch in changed] == [[2]]
    assert came == [(first, noted)]


def test_an_alarm_is_in_one_incident_at_a_time(desk):
    changed = []
    desk.board.links_changed.connect(changed.append)
    desk.take(wire.AlarmLinked("A:x", "INC-0001"), wire.AlarmLinked("B:x", "INC-0001"))
    desk.take(wire.AlarmLinked("A:x", "INC-0002"))
    assert desk.board.incident_of("A:x") == "INC-0002"
    assert set(desk.board.alarms_of("INC-0001")) == {"B:x"}
    desk.take(wire.AlarmLinked("A:x", ""))
    assert (desk.board.incident_of("A:x"), set(desk.board.alarms_of("INC-0002"))) == ("", set())
    assert changed == [("A:x", "B:x"), ("A:x",), ("A:x",)]


def test_pages_are_told_as_one_and_another_engine_begins_from_nothing(desk):
    desk.tell("INC-0009", OPENED)
    incident = desk.board.open["INC-0009"]
    loaded, changed = [], []
    desk.board.loaded.connect(lambda: loaded.append(len(desk.board.open)))
    desk.board.changed.connect(changed.append)
    desk.board.clear()
    shift = Shift("s1", "r.quispe", "sala-1", 5, 1)
    desk.take(
        wire.IncidentPage((incident,), (wire.AlarmLinked("A:x", "INC-0009"),)),
        wire.IncidentSnapshot((), (shift,), (), FloodState(True, 1, 12, 1)),
    )
    assert loaded == []
    desk.board.complete()
    assert (loaded, changed, desk.board.incident_of("A:x")) == ([1], [], "INC-0009")
    assert (desk.board.own_shift(), desk.board.flood.recent) == (shift, 12)
    desk.take(ShiftChanged(Shift("s1", "r.quispe", "sala-1", 5, 2, ended=9)))
    assert desk.board.own_shift() is None


def test_a_record_is_read_once_and_follows_what_comes(desk):
    desk.tell("INC-0001", OPENED)
    assert run(desk.board.record("INC-0001")).incident.version == 1
    desk.tell("INC-0001", events.Noted("visto"), written=False)
    record = run(desk.board.record("INC-0001"))
    assert (record.incident.version, record.incident.notes, desk.reads) == (2, 1, 1)


def test_what_the_database_has_not_written_yet_is_in_the_record_all_the_same(desk):
    desk.tell("INC-0001", OPENED)
    desk.tell("INC-0001", events.Noted("visto"), events.Acknowledged(), written=False)
    assert [event.seq for event in run(desk.board.record("INC-0001")).events] == [1, 2, 3]


def test_a_record_with_a_hole_is_read_again_until_it_is_whole(desk):
    """The console came after the second event was told, and before the database had it."""
    desk.tell("INC-0001", OPENED)
    desk.tell("INC-0001", events.Noted("uno"), written=False)
    desk.board.clear()
    desk.tell("INC-0001", events.Noted("dos"), written=False)
    assert [event.seq for event in run(desk.board.record("INC-0001")).events] == [1, 3]
    desk.written["INC-0001"] = 3
    assert [event.seq for event in run(desk.board.record("INC-0001")).events] == [1, 2, 3]


def test_nobody_knows_an_incident_that_never_was(desk):
    with pytest.raises(KeyError):
        run(desk.board.record("INC-0099"))


def test_events_of_merged_ones_come_in_order_with_those_not_written(desk):
    desk.tell("INC-0002", OPENED, events.Noted("b"), written=False)
    desk.tell("INC-0001", OPENED)
    found = run(desk.board.events(["INC-0002", "INC-0001"]))
    assert [(event.incident, event.seq) for event in found] == [
        ("INC-0001", 1), ("INC-0002", 1), ("INC-0002", 2),
    ]  # fmt: skip


def test_what_the_gate_refuses_comes_as_a_plain_verdict(desk):
    refused = Verdict(Outcome.REFUSED, refusal=Refusal.LOCKED)
    desk.answer = Done(refused)
    assert run(desk.board.act(acts.NoteIncident("INC-0001", "x"))) == wire.Incidental(refused)
    assert run(desk.board.done(BeginShift())) == refused


def test_a_file_goes_in_parts_after_its_hash_and_what_is_too_large_does_not(desk, tmp_path):
    desk.take(wire.IncidentRules((), (), 2 * wire.PART_BYTES))
    desk.answer = wire.Uploading(Verdict(Outcome.APPLIED, 1), "u1")
    file = tmp_path / "foto.jpg"
    file.write_bytes(b"x" * (wire.PART_BYTES + 7))
    shares: list[float] = []
    verdict = run(desk.board.attach("INC-0001", file, "tapa rota", shares.append))
    begin, first, second, finish = (body for body, _ in desk.asked)
    assert verdict.outcome is Outcome.APPLIED
    assert (begin.name, begin.size, begin.note) == ("foto.jpg", wire.PART_BYTES + 7, "tapa rota")
    assert (first.place, second.place, len(second.data)) == (0, wire.PART_BYTES, 7)
    assert (finish, shares[-1]) == (acts.FinishAttachment("u1"), 1.0)
    desk.asked.clear()
    file.write_bytes(b"x" * (2 * wire.PART_BYTES + 1))
    assert run(desk.board.attach("INC-0001", file, "", shares.append)).refusal is Refusal.FILE_TOO_LARGE
    assert desk.asked == []


def test_a_refused_part_ends_the_upload(desk, tmp_path):
    desk.take(wire.IncidentRules((), (), 1 << 20))
    desk.answer = wire.Uploading(Verdict(Outcome.REFUSED, refusal=Refusal.FILE_EMPTY))
    file = tmp_path / "nada.txt"
    file.write_bytes(b"")
    assert run(desk.board.attach("INC-0001", file, "", lambda _: None)).refusal is Refusal.FILE_EMPTY
    assert len(desk.asked) == 1


@pytest.mark.parametrize("name", ["", "..", "../" * 22, "g" * 64, "a" * 63, "a" * 64 + "/.."])
def test_no_name_leads_out_of_the_folder_of_attachments(desk, name):
    assert desk.board.attachment_path(name) is None


def test_an_attachment_is_found_by_its_hash(desk, tmp_path):
    sha256 = "ab" * 32
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / sha256).write_bytes(b"x")
    assert desk.board.attachment_path(sha256) == tmp_path / "ab" / sha256
