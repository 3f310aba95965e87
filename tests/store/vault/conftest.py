"""Accounts on a real vault."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.vault.house import House


@pytest.fixture
def empty_house(tmp_path: Path) -> Iterator[House]:
    """A vault without operators."""
    house = House(tmp_path)
    yield house
    house.close()


@pytest.fixture
def house(empty_house: House) -> House:
    """A vault with its first administrator."""
    empty_house.first()
    return empty_house
