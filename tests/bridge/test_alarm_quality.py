"""The quality of alarms as the console reads it, from a real database, page by page."""

import asyncio
from pathlib import Path

from app.bridge.history import History
from app.bridge.quality_reading import Staff
from app.domain.alarms import Alarm, Priority, Transition
from app.domain.changes import AlarmChanged
from app.domain.incidents.flood import ISA
from app.domain.shifts import Shift, ShiftChanged
from app.settings.catalogue import load_catalogue
from app.store.quality_reading import PAGE
from tests.support.stores import journal_in

BEGIN = 1_700_000_000_000
HOUR = 3_600_000


def alarm(name: str, at: int, transition: Transition) -> AlarmChanged:
    active = transition is Transition.RAISED
    made = Alarm(f"{name}:r", name, "r", Priority.LOW, 1, active, active, raised_at=BEGIN + at)
    return AlarmChanged(made, transition, BEGIN + at)


def test_it_is_read_to_the_end_and_the_staff_counts(tmp_path: Path) -> None:
    journal = journal_in(tmp_path)
    journal.open()
    count = PAGE + 10
    many = [alarm(f"d{n % 500}", n * 1000, Transition.RAISED) for n in range(count)]
    journal.commit([alarm("old", -30 * 24 * HOUR, Transition.RAISED), *many])
    shift = Shift("s1", "ana", "pc", BEGIN - HOUR, 1)
    journal.commit([ShiftChanged(shift), ShiftChanged(Shift("s2", "beto", "pc", BEGIN, 1))])
    journal.close()
    shares: list[float] = []
    history = History(tmp_path, load_catalogue())
    try:
        found = asyncio.run(history.alarm_quality(BEGIN, BEGIN + 2 * HOUR, ISA, shares.append))
    finally:
        history.close()
    assert (found.announced, found.positions) == (count, 2.0)
    assert [one.alarm for one in found.stale] == ["old:r"]
    assert shares == sorted(shares)
    assert shares[0] == 0.0
    assert 0.0 < shares[-1] <= 1.0


def test_how_a_past_period_began_is_read_from_the_log_of_before_it(tmp_path: Path) -> None:
    """Not from how alarms stand today."""
    journal = journal_in(tmp_path)
    journal.open()
    month = -30 * 24 * HOUR
    journal.commit([alarm("old", month, Transition.RAISED), alarm("old", 9 * HOUR, Transition.RETURNED)])
    journal.commit([alarm("out", month, Transition.OUT_OF_SERVICE), alarm("out", HOUR, Transition.RAISED)])
    journal.commit([alarm("shelf", month, Transition.SHELVED), alarm("shelf", HOUR, Transition.RAISED)])
    journal.close()
    history = History(tmp_path, load_catalogue())
    try:
        found = asyncio.run(history.alarm_quality(BEGIN, BEGIN + 2 * HOUR, ISA, lambda _share: None))
    finally:
        history.close()
    assert [(one.alarm, one.since) for one in found.stale] == [("old:r", BEGIN + month)]
    assert found.announced == 0
    assert [one.alarm for one in found.shelved] == ["shelf:r"]


def test_a_position_is_staffed_from_the_begin_of_a_shift_to_its_end() -> None:
    staff = Staff([Shift("a", "x", "", 100, 1, ended=200), Shift("b", "y", "", 150, 1)])
    assert [staff.at(moment) for moment in (50, 100, 150, 199, 200, 900)] == [1, 1, 2, 2, 1, 1]
