"""Shifts begin, are handed over with a signature, and end; nobody hands over what is another's."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.shift_book import ENDED_KEPT, ShiftBook
from app.domain.shifts import BeginShift, EndShift, NoteShift, OfferShift, Shift, ShiftChanged, TakeOverShift

OWNED = {"INC-0001": "ana", "INC-0002": "beto", "INC-0003": "ana"}


class Desk:
    """A book whose decisions are done at once."""

    def __init__(self) -> None:
        numbers = itertools.count(1)
        self.book = ShiftBook(lambda: f"s{next(numbers)}")
        self.at = 1000

    def done(self, decision: Verdict | tuple[Shift, ...]) -> tuple[Shift, ...]:
        assert not isinstance(decision, Verdict), decision
        self.book.take([ShiftChanged(shift) for shift in decision])
        return decision

    def begin(self, operator: str) -> Shift:
        self.at += 1
        return self.done(self.book.begin(BeginShift(), operator, f"{operator}-pc", self.at))[0]

    def offer(self, operator: str, *incidents: str) -> Shift:
        return self.done(self.book.offer(OfferShift("Todo en orden", incidents), operator, OWNED))[0]

    def take(self, shift: Shift, operator: str) -> Verdict | tuple[Shift, ...]:
        self.at += 1
        act = TakeOverShift(shift.id, shift.version, operator, "")
        return self.book.take_over(act, operator, "pc", OWNED, self.at)

    def decide(self, what: str, operator: str) -> Verdict | tuple[Shift, ...]:
        if what == "begin":
            return self.book.begin(BeginShift(), operator, "pc", self.at)
        if what == "offer":
            return self.book.offer(OfferShift("x", ()), operator, {})
        if what == "end":
            return self.book.end(EndShift("x"), operator, {}, self.at)
        offered = next((one for one in self.book.all if one.offered), None)
        return Verdict(Outcome.REFUSED) if offered is None else self.take(offered, operator)


@pytest.fixture
def desk() -> Desk:
    return Desk()


def refusal(decision: Verdict | tuple[Shift, ...]) -> Refusal | None:
    assert isinstance(decision, Verdict)
    return decision.refusal


def test_a_shift_is_handed_over_with_what_is_open(desk: Desk) -> None:
    desk.begin("ana")
    offered = desk.offer("ana", "INC-0001", "INC-0003", "INC-0001")
    ended, begun = desk.done(desk.take(offered, "beto"))
    assert (ended.handed_to, ended.open_items, ended.signed_at) == ("beto", ("INC-0001", "INC-0003"), desk.at)
    assert (begun.operator, begun.taken_from) == ("beto", ended.id)
    assert desk.book.of("ana") is None
    assert desk.book.of("beto") == begun


def test_whoever_is_on_shift_already_takes_another_one_along(desk: Desk) -> None:
    desk.begin("ana")
    mine = desk.begin("beto")
    _, kept = desk.done(desk.take(desk.offer("ana"), "beto"))
    assert (kept.id, kept.taken_from) == (mine.id, "s1")


def test_what_was_closed_meanwhile_does_not_go_along(desk: Desk) -> None:
    desk.begin("ana")
    offered = desk.offer("ana", "INC-0001", "INC-0003")
    act = TakeOverShift(offered.id, offered.version, "beto", "")
    ended, _ = desk.done(desk.book.take_over(act, "beto", "pc", {"INC-0003": "ana"}, 5000))
    assert ended.open_items == ("INC-0003",)


def test_what_cannot_be(desk: Desk) -> None:
    book = desk.book
    assert refusal(book.note(NoteShift("x"), "ana", 1)) is Refusal.UNKNOWN_SHIFT
    assert refusal(book.end(EndShift("x"), "ana", {}, 1)) is Refusal.UNKNOWN_SHIFT
    assert refusal(book.offer(OfferShift("x", ()), "ana", {})) is Refusal.UNKNOWN_SHIFT
    begun = desk.begin("ana")
    assert refusal(book.begin(BeginShift(), "ana", "pc", 9)) is Refusal.ALREADY
    assert refusal(book.note(NoteShift(" \n"), "ana", 9)) is Refusal.TEXT_MISSING
    assert refusal(book.offer(OfferShift("", ()), "ana", OWNED)) is Refusal.TEXT_MISSING
    assert refusal(book.offer(OfferShift("x", ("INC-0002",)), "ana", OWNED)) is Refusal.UNKNOWN_INCIDENT
    assert refusal(book.offer(OfferShift("x", ("INC-0009",)), "ana", OWNED)) is Refusal.UNKNOWN_INCIDENT
    assert refusal(desk.take(begun, "beto")) is Refusal.WRONG_STATE
    assert refusal(desk.take(desk.offer("ana"), "ana")) is Refusal.SAME_PERSON
    assert refusal(book.end(EndShift(""), "ana", OWNED, 9)) is Refusal.REASON_MISSING


def test_who_signs_for_other_words_than_stand_there_is_told(desk: Desk) -> None:
    desk.begin("ana")
    before = desk.offer("ana")
    desk.offer("ana", "INC-0001")
    verdict = desk.take(before, "beto")
    assert isinstance(verdict, Verdict)
    assert (verdict.outcome, verdict.superseded_by) == (Outcome.SUPERSEDED, "ana")


def test_a_shift_ends_alone_with_a_reason_for_what_stays(desk: Desk) -> None:
    desk.begin("ana")
    (ended,) = desk.done(desk.book.end(EndShift("Nadie llegó"), "ana", OWNED, 7000))
    assert (ended.ended, ended.open_items, ended.hand_over_note) == (
        7000,
        ("INC-0001", "INC-0003"),
        "Nadie llegó",
    )


@given(st.lists(st.tuples(st.sampled_from(["begin", "offer", "take", "end"]), st.sampled_from("abc"))))
def test_nobody_ever_has_two_shifts_and_every_one_ends_once(steps: list[tuple[str, str]]) -> None:
    desk = Desk()
    ended: set[str] = set()
    for what, operator in steps:
        desk.at += 1
        decision = desk.decide(what, operator)
        if isinstance(decision, Verdict):
            continue
        for shift in desk.done(decision):
            if shift.ended:
                assert shift.id not in ended
                ended.add(shift.id)
        open_ones = [one.operator for one in desk.book.all if not one.ended]
        assert len(open_ones) == len(set(open_ones))


def test_of_those_that_ended_the_last_are_kept(desk: Desk) -> None:
    for number in range(ENDED_KEPT + 5):
        desk.begin(f"o{number}")
        desk.done(desk.book.end(EndShift(), f"o{number}", {}, desk.at))
    assert len(desk.book.all) == ENDED_KEPT
    other = ShiftBook(lambda: "x")
    other.restore(desk.book.all)
    assert other.all == desk.book.all
