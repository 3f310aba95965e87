"""Select before operate: one at a time, two people, only in time, and never twice."""

from dataclasses import dataclass

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.instant import Instant
from app.domain.orders import Action, Order, Scope, Target
from app.domain.selection_book import OPEN, STEPS, SelectionBook, Signature, Step, Times, Wish
from app.domain.selections import Selection, SelectionState

TIMES = Times(selection_s=30.0, approval_s=120.0)
CLOSE = Order(Action.SET_POSITION, 0.0, over_s=90.0)
WALL = 1_773_400_000_000


def at(seconds: float) -> Instant:
    return Instant(1000.0 + seconds, WALL + round(seconds * 1000))


@dataclass
class Desk:
    """A book and its clock; what is decided is committed, as after the record."""

    book: SelectionBook
    time: float = 0.0
    count: int = 0

    @property
    def now(self) -> Instant:
        return at(self.time)

    def select(
        self, *devices: str, by: str = "ana", order: Order = CLOSE, critical: bool = False
    ) -> Selection | Verdict:
        self.count += 1
        scope = Scope.DEVICE if len(devices) == 1 else Scope.DEVICES
        target = Target(scope, "valve", devices)
        wish = Wish(f"s{self.count}", target, order, devices, by, "desk/1", "leak", needs_approval=critical)
        return self.keep(self.book.select(wish, self.now))

    def review(self, held: Selection, *, by: str = "ana", approval: bool = False) -> Selection | Verdict:
        return self.keep(self.book.review(held.id, held.version, by, self.now, approval=approval))

    def sign(self, held: Selection, by: str = "beto", *overrides: str) -> Selection | Verdict:
        return self.keep(self.book.sign(held.id, held.version, Signature(by, overrides, "seen"), self.now))

    def operate(self, held: Selection, by: str = "ana") -> Selection | Verdict:
        return self.keep(self.book.operate(held.id, held.version, by))

    def release(self, held: Selection, by: str = "ana") -> Selection | Verdict:
        return self.keep(self.book.release(held.id, by))

    def keep(self, decided: Selection | Verdict) -> Selection | Verdict:
        return decided if isinstance(decided, Verdict) else self.book.commit(decided, self.now)

    def pass_time(self, seconds: float) -> list[Selection]:
        self.time += seconds
        return self.book.lapse(self.now)


@pytest.fixture
def desk() -> Desk:
    return Desk(SelectionBook(lambda: TIMES))


def held(desk: Desk, *devices: str, **more) -> Selection:
    selection = desk.select(*(devices or ("VLV-1",)), **more)
    assert isinstance(selection, Selection)
    return selection


def signed(desk: Desk) -> Selection:
    waiting = desk.review(held(desk, critical=True), approval=True)
    assert isinstance(waiting, Selection)
    done = desk.sign(waiting)
    assert isinstance(done, Selection)
    return done


def test_a_selection_reserves_its_device_for_half_a_minute(desk):
    selection = held(desk)
    assert (selection.state, selection.until) == (SelectionState.SELECTED, desk.now.wall + 30_000)
    assert desk.book.holder("VLV-1") == selection
    assert not desk.pass_time(29.9)
    (lapsed,) = desk.pass_time(0.1)
    assert lapsed.state is SelectionState.LAPSED
    assert desk.book.holder("VLV-1") is None
    assert desk.operate(selection).refusal is Refusal.SELECTION_OVER


def test_whoever_comes_first_has_it_and_the_other_is_told_who(desk):
    held(desk)
    verdict = desk.select("VLV-1", by="beto")
    assert (verdict.refusal, verdict.who) == (Refusal.RESERVED, ("ana",))
    desk.pass_time(30.0)
    assert isinstance(desk.select("VLV-1", by="beto"), Selection)


def test_another_order_of_the_same_operator_is_another_selection_without_the_signature(desk):
    first = signed(desk)
    second = held(desk, order=Order(Action.SET_POSITION, 50.0, over_s=90.0), critical=True)
    assert desk.book.get(first.id) is None
    assert (second.approver, second.state) == ("", SelectionState.SELECTED)
    assert desk.operate(first).refusal is Refusal.SELECTION_OVER
    assert desk.operate(second).refusal is Refusal.NEEDS_SIGNATURE


def test_a_review_begins_the_time_anew_and_a_wait_lasts_longer(desk):
    selection = held(desk)
    desk.pass_time(20.0)
    reviewed = desk.review(selection)
    assert (reviewed.state, reviewed.reviewed_at) == (SelectionState.SELECTED, desk.now.wall)
    desk.pass_time(20.0)
    waiting = desk.review(reviewed, approval=True)
    assert waiting.until == desk.now.wall + 120_000
    assert not desk.pass_time(119.0)
    assert desk.review(waiting, approval=True).refusal is Refusal.ALREADY
    assert desk.pass_time(1.0)


def test_an_approval_opens_half_a_minute_anew(desk):
    waiting = desk.review(held(desk, critical=True), approval=True)
    desk.pass_time(119.0)
    approved = desk.sign(waiting, "beto", "supply_kept")
    assert (approved.state, approved.until) == (SelectionState.SIGNED, desk.now.wall + 30_000)
    assert (approved.approver, approved.overrides) == ("beto", ("supply_kept",))
    assert desk.pass_time(30.0)


def test_nobody_signs_for_themselves(desk):
    waiting = desk.review(held(desk, critical=True), approval=True)
    assert desk.sign(waiting, "ana").refusal is Refusal.SAME_PERSON


def test_a_signature_is_for_one_version_and_given_once(desk):
    selection = held(desk, critical=True)
    waiting = desk.review(selection, approval=True)
    assert desk.sign(selection).outcome is Outcome.SUPERSEDED
    approved = desk.sign(waiting)
    late = desk.sign(waiting, "carla")
    assert (late.outcome, late.superseded_by) == (Outcome.SUPERSEDED, "beto")
    assert desk.sign(approved, "carla").refusal is Refusal.NOT_WAITING


def test_what_is_critical_is_not_operated_without_the_second_signature(desk):
    selection = held(desk, critical=True)
    assert desk.operate(selection).refusal is Refusal.NEEDS_SIGNATURE
    waiting = desk.review(selection, approval=True)
    assert desk.operate(waiting).refusal is Refusal.NEEDS_SIGNATURE
    assert desk.operate(desk.sign(waiting)).state is SelectionState.OPERATED


def test_what_was_critical_when_it_was_selected_waits_whatever_the_settings_say_by_now(desk):
    waiting = desk.review(held(desk, critical=True), approval=False)
    assert waiting.state is SelectionState.WAITING


def test_a_selection_is_operated_once_by_its_own_operator(desk):
    selection = held(desk)
    assert desk.operate(selection, by="beto").refusal is Refusal.RESERVED
    assert desk.operate(selection).state is SelectionState.OPERATED
    assert desk.operate(selection).refusal is Refusal.SELECTION_OVER
    assert desk.book.holder("VLV-1") is None


def test_a_group_is_held_and_given_up_as_a_whole(desk):
    group = held(desk, "VLV-1", "VLV-2", "VLV-3")
    assert desk.select("VLV-2", by="beto").who == ("ana",)
    assert desk.release(group, by="beto").refusal is Refusal.RESERVED
    assert desk.release(group).state is SelectionState.RELEASED
    assert [desk.book.holder(f"VLV-{number}") for number in (1, 2, 3)] == [None] * 3


def test_all_that_happens_is_told_in_order(desk):
    desk.operate(desk.sign(desk.review(held(desk, critical=True), approval=True)))
    states = [item.selection.state for item in desk.book.take_news()]
    assert states == ["selected", "waiting", "signed", "operated"]
    assert not desk.book.take_news()


def test_no_step_leads_out_of_an_end():
    assert {state for state, _ in STEPS} == OPEN
    assert {STEPS[state, Step.LAPSE] for state in OPEN} == {SelectionState.LAPSED}


OPERATORS, VALVES = ("ana", "beto", "carla"), ("VLV-1", "VLV-2", "VLV-3")


class Consoles(RuleBasedStateMachine):
    """Three people, three valves, and any order of what they press, with whatever version they last saw."""

    def __init__(self) -> None:
        super().__init__()
        self.desk = Desk(SelectionBook(lambda: TIMES))
        self.seen: list[Selection] = []
        self.touched: dict[str, float] = {}
        self.operated: list[str] = []

    def note(self, decided: Selection | Verdict) -> None:
        if isinstance(decided, Selection):
            self.seen.append(decided)
            self.touched[decided.id] = self.desk.time

    @rule(
        devices=st.lists(st.sampled_from(VALVES), min_size=1, unique=True),
        by=st.sampled_from(OPERATORS),
        critical=st.booleans(),
    )
    def select(self, devices, by, critical):
        self.note(self.desk.select(*devices, by=by, critical=critical))

    @rule(data=st.data(), by=st.sampled_from(OPERATORS), approval=st.booleans())
    def review(self, data, by, approval):
        if self.seen:
            one = data.draw(st.sampled_from(self.seen))
            self.note(self.desk.review(one, by=by, approval=approval))

    @rule(data=st.data(), by=st.sampled_from(OPERATORS))
    def sign(self, data, by):
        if self.seen:
            decided = self.desk.sign(data.draw(st.sampled_from(self.seen)), by)
            assert isinstance(decided, Verdict) or decided.operator != by
            self.note(decided)

    @rule(data=st.data(), by=st.sampled_from(OPERATORS))
    def operate(self, data, by):
        if not self.seen:
            return
        one = data.draw(st.sampled_from(self.seen))
        decided = self.desk.operate(one, by)
        if isinstance(decided, Selection):
            assert decided.operator == by
            assert decided.approver or not decided.needs_approval
            assert self.desk.time - self.touched[decided.id] < TIMES.approval_s
            assert decided.id not in self.operated, "operated twice"
            self.operated.append(decided.id)

    @rule(seconds=st.sampled_from((1.0, 15.0, 29.0, 31.0, 121.0)))
    def pass_time(self, seconds):
        for lapsed in self.desk.pass_time(seconds):
            assert self.desk.time - self.touched[lapsed.id] >= TIMES.selection_s

    @invariant()
    def every_device_has_one_holder_that_is_open(self):
        held = [device for one in self.desk.book.all for device in one.devices]
        assert len(held) == len(set(held))
        for one in self.desk.book.all:
            assert one.state in OPEN
            assert all(self.desk.book.holder(device) == one for device in one.devices)
            assert one.state is not SelectionState.SIGNED or one.approver not in {"", one.operator}

    @invariant()
    def nothing_outlives_its_time(self):
        for one in self.desk.book.all:
            lasts = TIMES.approval_s if one.state is SelectionState.WAITING else TIMES.selection_s
            assert self.desk.time - self.touched[one.id] < lasts


TestConsoles = Consoles.TestCase
TestConsoles.settings = settings(max_examples=60, stateful_step_count=30, deadline=None)
