"""Accounts on a real vault, and a signed trail with copies to edit."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.audit import Draft
from app.store.vault.opening import vault_path
from app.store.vault.signing import SignedHead
from tests.store.vault.house import House
from tests.store.vault.trails import NOW, make


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


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[SignedHead]]:
    """Twelve entries of all kinds, signed after the fifth and the tenth; thirteen with that of the key."""
    folder = tmp_path_factory.mktemp("original")
    texts = ["", "a", "Válvula", "{}", "0", "1", '"', "␀", "�", "?", "\\", "x" * 4000]
    entries = [Draft(NOW + n, f"o{n % 3}", t, t[::-1], t, f"s{n} {t}", "", t, t) for n, t in enumerate(texts)]
    return vault_path(folder), make(folder, entries, signed_at=(5, 10))


@pytest.fixture
def copy(original: tuple[Path, list[SignedHead]], tmp_path: Path) -> Path:
    return Path(shutil.copy(original[0], tmp_path / "copy.db"))


@pytest.fixture
def heads(original: tuple[Path, list[SignedHead]]) -> list[SignedHead]:
    return original[1]
