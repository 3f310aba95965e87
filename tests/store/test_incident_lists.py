"""Lists of incidents: by what they are, by when they were opened, and by the words in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.alarms import Priority
from app.domain.changes import Change
from app.domain.incidents.events import OwnerSet
from app.domain.incidents.incident import Incident
from app.domain.incidents.states import IncidentState
from app.store.incident_search import match_of
from app.store.reader import Reader
from tests.store.incident_stories import SOLVED, START, ids, joined, kept, noted, opened, told

KINDS = ("water_leak", "fire", "lighting_fault")
ZONES = ("San Telmo", "Norte", "")
OWNERS = ("ana", "eva", "")
PRIORITIES = (Priority.LOW, Priority.CRITICAL)
HOUR = 3_600_000


@pytest.fixture(name="city", scope="module")
def _city(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Reader, list[Incident]]]:
    """Ninety incidents of every sort, one in ten open; two of them were opened at the same moment."""
    folder = tmp_path_factory.mktemp("lists")
    changes: list[Change] = []
    for number in range(1, 91):
        first = opened(
            f"Caso {number} de la fuga",
            kind=KINDS[number % 3],
            zone=ZONES[number // 3 % 3],
            priority=PRIORITIES[number % 7 == 0],
        )
        bodies = [first, OwnerSet(OWNERS[number % 4 % 3]), noted("Llegó el camión cisterna")]
        bodies += [] if number % 10 == 0 else [SOLVED]
        changes.append(told(number, *bodies, at=START + min(number, 89) * HOUR))
    kept(folder, changes)
    reader = Reader(folder)
    yield reader, [change.incident for change in reversed(changes)]
    reader.close()


def is_wanted(incident: Incident, asked: dict[str, Any]) -> bool:
    """What a list says, in the words of the incident itself."""
    state = "closed" if incident.state is IncidentState.CLOSED else "open"
    return (
        asked.get("state", "") in ("", state)
        and (not asked.get("kinds") or incident.kind in asked["kinds"])
        and (not asked.get("zones") or incident.zone in asked["zones"])
        and asked.get("owner", "") in ("", incident.owner)
        and asked.get("priority") in (None, incident.priority)
        and incident.opened_at >= asked.get("since_ms", 0)
        and incident.opened_at < (asked.get("until_ms") or 2**62)
    )


some_of = st.sampled_from
asks = st.fixed_dictionaries(
    {},
    optional={
        "state": some_of(["", "open", "closed"]),
        "kinds": st.lists(some_of([*KINDS, "flood"]), max_size=4),
        "zones": st.lists(some_of([*ZONES, "Sur"]), max_size=3),
        "owner": some_of(["", "ana", "eva", "luis"]),
        "priority": some_of([None, *PRIORITIES]),
        "since_ms": some_of([0, START + 20 * HOUR, START + 89 * HOUR, START + 500 * HOUR]),
        "until_ms": some_of([0, START + 20 * HOUR + 1000, START + 60 * HOUR]),
        "text": some_of(["", " ", "fuga", "CAMION lleg", "caso INC-00"]),
    },
)


@given(asks, st.integers(0, 40), st.integers(0, 30))
def test_any_list_is_what_it_says_newest_first(
    city: tuple[Reader, list[Incident]], asked: dict[str, Any], limit: int, offset: int
) -> None:
    reader, everything = city
    found = reader.incidents(**asked, limit=limit, offset=offset)
    wanted = [incident for incident in everything if is_wanted(incident, asked)]
    assert found == wanted[offset : offset + limit]


@pytest.fixture(name="words", scope="module")
def _words(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    folder = tmp_path_factory.mktemp("words")
    kept(
        folder,
        [told(417, opened(), joined("PRE-0231", "VAL-7"), noted("El señor Núñez: “no hay presión”"))],
        [told(4170, opened("Semáforo apagado", zone="Ñuñoa", place="Av. Brasil / 9 de Julio"), SOLVED)],
    )
    reader = Reader(folder)
    yield reader
    reader.close()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("fuga", [417]),
        ("FUGA nunez", [417]),
        ("Núñez", [417]),
        ("Nu\u0301n\u0303ez", [417]),
        ("pres", [417]),
        ("esión", []),
        ("semaforo", [4170]),
        ("nunoa", [4170]),
        ("brasil 9", [4170]),
        ("INC-0417", [417]),
        ("inc 417", [4170, 417]),
        ("417", [4170, 417]),
        ("pre-0231", [417]),
        ("val", [4170, 417]),
        ("cambiada", [4170]),
        ("fuga semaforo", []),
        ("arequipa fuga presion", [417]),
        ('"fuga', [417]),
        ("fuga*", [417]),
        ("-fuga", [417]),
        ("NOT fuga", []),
        ("zone:nunoa", []),
        ("***", []),
        ("water_leak", []),
    ],
)
def test_words_are_found_by_their_beginnings_whatever_the_accents(
    words: Reader, text: str, found: list[int]
) -> None:
    assert ids(words.incidents(text=text)) == [f"INC-{number:04d}" for number in found]


@given(st.text() | st.text(alphabet='"*^():{}+-\0 ANDORNEAR,\ud800ñ_'), st.text())
def test_nothing_that_is_typed_breaks_a_search(words: Reader, typed: str, named: str) -> None:
    assert len(words.incidents(text=typed)) <= 2
    assert len(words.incidents(text=f"fuga {typed}", kinds=("water_leak", named), zones=(named, '"'))) <= 1


def test_only_so_many_words_are_looked_up() -> None:
    assert match_of("a " * 500).count('"a"*') == 12
