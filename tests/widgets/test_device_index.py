"""Finding and sorting devices by text: what a person types finds what they mean, quickly."""

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from app.domain.devices import Device
from tests.support.effort import growth
from widgets.devices.index import DeviceIndex, sort_rows, words_of

CODES = {"valve": 0, "luminaire": 1}


def device(number: int, name: str = "Válvula", zone: str = "San Telmo", kind: str = "valve") -> Device:
    return Device(id=f"VAL-{number:04d}", kind=kind, name=name, zone=zone)


def indexed(*devices: Device) -> DeviceIndex:
    index = DeviceIndex()
    index.put(list(range(len(devices))), devices, CODES)
    return index


def test_words_find_without_accents_in_any_of_the_texts():
    index = indexed(device(1), device(2, zone="Mirador"), device(3, name="Bomba"))
    assert list(index.find(words_of("VALVULA"))) == [0, 1]
    assert list(index.find(words_of("valvula mirador"))) == [1]
    assert list(index.find(words_of("0003 telmo"))) == [2]
    assert list(index.find(())) == [0, 1, 2]


def test_words_do_not_reach_across_texts():
    index = indexed(device(1, name="Norte", zone="Sur"))
    assert list(index.find(words_of("nortesur"))) == []


def test_kinds_narrow():
    index = indexed(device(1), device(2, kind="luminaire"))
    assert list(index.find((), kind=1)) == [1]


def test_a_longer_name_later_widens_the_column_without_losing_others():
    index = indexed(device(1), device(2))
    index.put([1], [device(2, name="Un nombre mucho más largo que los otros")], CODES)
    assert list(index.find(words_of("mucho mas largo"))) == [1]
    assert list(index.find(words_of("0001 valvula"))) == [0]


def test_a_retired_device_is_found_no_more():
    index = indexed(device(1), device(2))
    index.put([0], [None], CODES)
    assert list(index.find(())) == [1]
    assert list(index.find(words_of("0001"))) == []


@given(st.lists(st.text(max_size=12), min_size=1, max_size=30), st.text(max_size=3))
def test_find_agrees_with_a_plain_search(names, typed):
    from widgets.wording import fold

    index = indexed(*(device(number, name=name) for number, name in enumerate(names)))
    words = fold(typed).split()
    expected = [
        number
        for number, name in enumerate(names)
        if all(
            any(word in text for text in (f"val-{number:04d}", fold(name).rstrip("\x00"), "san telmo"))
            for word in words
        )
    ]
    if "\x00" not in typed and not any("\n" in fold(name) or "\x00" in name for name in names):
        assert list(index.find(words_of(typed))) == expected


def test_values_that_are_missing_stand_last_either_way():
    keys = np.array([3.0, np.nan, 1.0, 2.0])
    rows = np.arange(4)
    assert list(sort_rows(rows, keys, descending=False)) == [2, 3, 0, 1]
    assert list(sort_rows(rows, keys, descending=True)) == [0, 3, 2, 1]


def test_many_devices_take_little_more_than_four_times_as_long_as_a_quarter_of_them():
    def indexed_and_found(count):
        shuffled = random.Random(1)
        devices = [
            device(number, f"Luminaria Av. Los Pescadores {shuffled.randint(1, 9000)}")
            for number in range(count)
        ]

        def work():
            index = indexed(*devices)
            for typed in ("a", "pescadores 81", "zzz"):
                index.find(words_of(typed))
            for column in (index.ids, index.names):
                sort_rows(index.find(()), column.ranks(), descending=True)
            assert index.size == count

        return work

    assert growth(indexed_and_found, 2_000) < 9
