"""The console's books: rows of devices, and which alarms stand."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.bridge.books import AlarmBook, DeviceBook
from app.domain.alarms import Alarm, Priority, RuleText
from app.domain.devices import Device
from app.wire.messages import PlacedDevice

ALARM = Alarm("A:hot", "A", "hot", Priority.HIGH, 1, active=True, unacknowledged=True)


def placed(row: int, name: str = "") -> PlacedDevice:
    return PlacedDevice(row, Device(f"D-{row}", "tank", name))


def test_rows_may_come_in_any_order_and_leave_holes():
    book = DeviceBook()
    book.put([placed(3), placed(1)])
    assert book.ids == [None, "D-1", None, "D-3"]
    assert (book.count, book.row("D-3"), book.row("D-0")) == (2, 3, None)
    assert book.device_at(3) == Device("D-3", "tank", "")
    assert [book.device_at(row) for row in (0, 4, -1)] == [None, None, None]


def test_a_device_that_changes_keeps_its_row_and_a_retired_one_leaves_it_empty():
    book = DeviceBook()
    book.put([placed(0), placed(1)])
    book.put([placed(1, "Nuevo")])
    assert (book.count, book.get("D-1").name, book.ids) == (2, "Nuevo", ["D-0", "D-1"])
    before = book.revision
    book.drop("D-0")
    book.drop("D-0")
    assert (book.ids, book.get("D-0"), book.revision) == ([None, "D-1"], None, before + 1)
    assert [device.id for device in book] == ["D-1"]


@given(st.lists(st.tuples(st.booleans(), st.integers(0, 8))))
def test_ids_rows_and_devices_always_agree(steps):
    book = DeviceBook()
    known: set[int] = set()
    for comes, row in steps:
        if comes:
            book.put([placed(row)])
            known.add(row)
        else:
            book.drop(f"D-{row}")
            known.discard(row)
    assert {device.id for device in book} == {f"D-{row}" for row in known}
    assert [row for row, each in enumerate(book.ids) if each] == sorted(known)
    assert all(book.row(f"D-{row}") == row for row in known)


def test_an_alarm_leaves_the_book_when_nothing_of_it_stands():
    book = AlarmBook()
    book.put(ALARM)
    assert book.of_device("A") == (ALARM,)
    assert book.counts[Priority.HIGH] == 1
    back = replace(ALARM, active=False, version=2)
    book.put(back)
    assert book.of_device("A") == (back,), "it waits for its acknowledgement"
    book.put(replace(back, unacknowledged=False, version=3))
    assert (book.of_device("A"), book.standing, book.get("A:hot")) == ((), {}, None)


def test_quiet_alarms_stand_but_are_not_counted():
    book = AlarmBook()
    book.put(replace(ALARM, shelved_until=10))
    book.put(replace(ALARM, id="A:cold", out_of_service=True))
    book.put(replace(ALARM, id="A:seen", unacknowledged=False))
    assert len(book.of_device("A")) == 3
    assert sum(book.counts.values()) == 0


def test_a_rule_that_is_gone_is_named_by_its_id():
    book = AlarmBook()
    text = RuleText("hot", "tank", "Calor", "Heat", "", "", Priority.HIGH)
    book.set_rules([text])
    assert book.rule("hot") is text
    assert book.rule("gone").label_es == "gone"
