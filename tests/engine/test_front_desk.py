"""The front desk with a real vault: nothing is done off the record, and what is refused is told and kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.domain.acts import Acknowledge, Comment, Outcome, Refusal, Seen, Shelve, Verdict
from app.domain.audit import AuditFilter
from app.domain.changes import Change
from app.domain.devices import Device
from app.domain.instant import Instant
from app.domain.rights import STANDARD_ROLES
from app.engine.access.front_desk import FrontDesk, FrontDeskParts, HalfDone
from app.engine.access.gate import Gate
from app.store.faults import Fault, StoreUnavailable
from app.wire.access import Session
from app.wire.administration import PutSecret
from app.wire.frames import Ask
from app.wire.messages import Done, LimitsOf, StopEngine
from tests.support.stores import lay_vault, vault_in

NOW = Instant(1.0, 1_790_000_000_000)
DEVICES = {
    "LUM-1": Device("LUM-1", "luminaire", "Lamp", zone="Centro"),
    "LUM-2": Device("LUM-2", "luminaire", "Lamp", zone="Puerto"),
}
LAMP, FAR = Seen("LUM-1:off", 3), Seen("LUM-2:off", 1)


@dataclass(eq=False)
class SoftLink:
    console: str = "sala-1/1"


@dataclass
class SoftCity:
    """Says yes to everything; `fails` when it is to be stored."""

    verdict: Verdict = field(default_factory=lambda: Verdict(Outcome.APPLIED, 1))
    fails: bool = False
    done: list[Any] = field(default_factory=list)

    def decide(self, act: Any, operator: str, _now: Instant) -> tuple[Verdict, list[Change]]:
        self.wanted = (act, operator)
        return self.verdict, []

    def carry_out(self, _changes: list[Change], _now: Instant) -> None:
        if self.fails:
            raise StoreUnavailable(Fault.FULL)
        self.done.append(self.wanted)


class Scene:
    def __init__(self, folder: Path) -> None:
        lay_vault(folder)
        self.vault = vault_in(folder)
        self.vault.open()
        self.city, self.link = SoftCity(), SoftLink()
        self.session: Session | None = None
        self.answers: list[tuple[int, Any]] = []
        self.stopped: list[str] = []
        self.handled: list[Ask] = []
        self.desk = FrontDesk(
            FrontDeskParts(
                gate=Gate(DEVICES.get, lambda: STANDARD_ROLES),
                trail=self.vault,
                doing=self.city,
                session_of=lambda _link: self.session,
                answer=lambda _link, number, body: self.answers.append((number, body)),
                open={LimitsOf: lambda _link, ask: self.handled.append(ask)},
                guarded={PutSecret: lambda _link, ask: self.handled.append(ask)},
                joined=lambda _link: None,
                left=lambda _link: None,
                each_second=(),
                stop=self.stopped.append,
                now=lambda: NOW,
            )
        )

    def sign_in(self, role: str, zones: tuple[str, ...] = ()) -> None:
        grants = next(one.grants for one in STANDARD_ROLES if one.id == role)
        if zones:
            grants = tuple(type(grant)(grant.right, zones=zones) for grant in grants)
        self.session = Session("ana", "Ana", (role,), grants, 0)

    def ask(self, body: Any, operator: str = "ana") -> Verdict:
        self.desk.asked(self.link, Ask(len(self.answers) + 1, operator, body))  # type: ignore[arg-type]
        done = self.answers[-1][1]
        assert isinstance(done, Done)
        return done.verdict

    def trail(self) -> list[Any]:
        self.vault.close()
        return [entry.draft for entry in reversed(self.vault.entries(AuditFilter()).entries)]


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    made = Scene(tmp_path)
    yield made
    made.vault.close()


def test_what_is_applied_was_on_record_before(scene):
    scene.sign_in("operator")
    assert scene.ask(Shelve(LAMP, 30, "street works")).outcome is Outcome.APPLIED
    assert scene.city.done == [(Shelve(LAMP, 30, "street works"), "ana")]
    (entry,) = scene.trail()
    assert (entry.operator, entry.act, entry.outcome, entry.console) == (
        "ana",
        "shelve",
        "applied",
        "sala-1/1",
    )
    assert (entry.subject, entry.reason, entry.details) == ("LUM-1:off", "street works", '{"minutes": 30}')


def test_what_cannot_go_on_record_is_not_done(scene):
    scene.sign_in("operator")
    scene.vault.close()
    assert scene.ask(Comment(LAMP, "x")).refusal is Refusal.NOT_RECORDED
    assert not scene.city.done


def test_what_was_recorded_and_could_not_be_stored_is_said_to_have_failed(scene):
    scene.sign_in("operator")
    scene.city.fails = True
    assert scene.ask(Acknowledge((LAMP,))).refusal is Refusal.NOT_RECORDED
    assert [(one.outcome, one.refusal) for one in scene.trail()] == [
        ("applied", ""),
        ("failed", "not_recorded"),
    ]


def test_a_refusal_of_the_city_is_on_record_with_its_reason(scene):
    scene.sign_in("operator")
    scene.city.verdict = Verdict(Outcome.REFUSED, refusal=Refusal.TOO_LONG)
    assert scene.ask(Shelve(LAMP, 99_999, "x")).refusal is Refusal.TOO_LONG
    assert [(one.outcome, one.refusal) for one in scene.trail()] == [("refused", "too_long")]


def test_of_several_alarms_the_others_are_refused_on_record(scene):
    scene.sign_in("operator", zones=("Centro",))
    assert scene.ask(Acknowledge((LAMP, FAR))).outcome is Outcome.APPLIED
    assert scene.city.done == [(Acknowledge((LAMP,)), "ana")]
    assert [(one.subject, one.outcome, one.refusal) for one in scene.trail()] == [
        ("LUM-1:off", "applied", ""),
        ("LUM-2:off", "refused", "not_permitted"),
    ]


def test_a_forged_name_is_on_record_with_who_sat_there(scene):
    scene.sign_in("auditor")
    assert scene.ask(Acknowledge((LAMP,)), operator="r.quispe").refusal is Refusal.FORGED
    (entry,) = scene.trail()
    assert (entry.operator, entry.act, entry.reason) == ("ana", "forged_request", "as r.quispe")


def test_nobody_is_on_record_in_a_name_that_is_not_signed_in(scene):
    for _ in range(100):
        assert scene.ask(Acknowledge((LAMP,)), operator="r.quispe").refusal is Refusal.NOT_SIGNED_IN
    (entry,) = scene.trail()
    assert (entry.operator, entry.reason) == ("", "as r.quispe"), "and once a minute is enough"


def test_an_act_that_breaks_half_way_ends_the_engine_and_is_said_to_have_failed(scene):
    scene.sign_in("operator")
    scene.city.carry_out = lambda _changes, _now: 1 / 0
    with pytest.raises(HalfDone):
        scene.ask(Acknowledge((LAMP,)))
    assert [one.outcome for one in scene.trail()] == ["applied", "failed"]


def test_a_secret_that_is_refused_leaves_no_trace_of_itself(scene):
    scene.sign_in("operator")
    assert scene.ask(PutSecret("broker.password", "hush-hush")).refusal is Refusal.NOT_PERMITTED
    (entry,) = scene.trail()
    assert "hush" not in repr(entry)
    assert not scene.handled


def test_only_who_may_stops_the_engine_from_a_session(scene):
    scene.sign_in("operator")
    assert scene.ask(StopEngine()).refusal is Refusal.NOT_PERMITTED
    assert not scene.stopped
    scene.sign_in("supervisor")
    assert scene.ask(StopEngine()).outcome is Outcome.APPLIED
    assert scene.stopped == ["stopped by ana"]


def test_the_account_that_runs_the_engine_stops_it_from_the_command_line(scene):
    assert scene.ask(StopEngine(), operator="engine --stop").outcome is Outcome.APPLIED
    (entry,) = scene.trail()
    assert entry.operator.startswith("os:")


def test_limits_are_told_to_everybody_and_leave_no_entry(scene):
    scene.desk.asked(scene.link, Ask(1, "", LimitsOf("LUM-1")))
    assert len(scene.handled) == 1
    assert not scene.trail()
