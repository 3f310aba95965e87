"""The screen of lamps says of each what the interlocks say of it, of one and of all at once."""

import itertools
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.actions import ActionSpec, Busy
from app.domain.commands import Tag
from app.domain.devices import Liveness
from app.domain.instant import Instant
from app.domain.interlocking import first_blocking
from app.domain.orders import Action, Order, Scope, Target
from app.domain.selection_book import SelectionBook, Times, Wish
from app.domain.selections import Selection
from app.engine.control.facts import Facts
from app.engine.control.lamp_screen import LampScreen
from tests.engine.control.scene import ACTIONS, DIM, ControlScene

LAMPS = [f"LUM-{number}" for number in range(1, 31)]
NEVER = "LUM-90"
ORDERS = [DIM, Order(Action.RESUME_PROGRAMME), Order(Action.SET_PROGRAMME)]
SPECS = [spec for (kind, _), spec in ACTIONS.items() if kind == "luminaire"]
SPECS += [replace(SPECS[0], busy=busy, safe=safe) for busy, safe in itertools.product(Busy, (False, True))]
"""As shipped, and as a catalogue may have them one day."""

Names = st.frozensets(st.sampled_from(LAMPS), max_size=6)


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ControlScene]:
    made = ControlScene(tmp_path_factory.mktemp("town"))
    yield made
    made.close()


def book_of(held: dict[str, str], now: Instant) -> SelectionBook:
    """`held`: who has selected which device."""
    book = SelectionBook(lambda: Times(30.0, 120.0))
    for who in sorted(set(held.values())):
        devices = tuple(device for device, one in held.items() if one == who)
        wish = Wish(who, Target(Scope.ALL), DIM, devices, who, "sala-1/1", "obra")
        selected = book.select(wish, now)
        assert isinstance(selected, Selection)
        book.commit(selected, now)
    return book


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    liveness=st.dictionaries(st.sampled_from(LAMPS), st.sampled_from(Liveness), max_size=6),
    offsets=st.dictionaries(
        st.sampled_from(LAMPS), st.none() | st.sampled_from([-2.0, 2.0]) | st.floats(-9.0, 9.0), max_size=6
    ),
    unheard=Names,
    tagged=Names,
    held=st.dictionaries(st.sampled_from(LAMPS), st.sampled_from(["carla", "beto"]), max_size=6),
    foreign=Names,
    busy=Names,
    gone=Names,
    keeping=Names,
    up=st.booleans() | st.just(True),
    healthy=st.booleans() | st.just(True),
    order=st.sampled_from(ORDERS),
    spec=st.sampled_from(SPECS),
    operator=st.sampled_from(["", "carla"]),
)
def test_it_says_what_the_interlocks_say(
    town: ControlScene,
    liveness: dict[str, Liveness],
    offsets: dict[str, float | None],
    unheard: frozenset[str],
    tagged: frozenset[str],
    held: dict[str, str],
    foreign: frozenset[str],
    busy: frozenset[str],
    gone: frozenset[str],
    keeping: frozenset[str],
    up: bool,
    healthy: bool,
    order: Order,
    spec: ActionSpec,
    operator: str,
):
    table, now = town.shop.city.parts.devices, town.now
    staging = table.table.staging
    lamps = [table.at(table.row(name)) for name in (*LAMPS, NEVER)]
    for lamp in lamps:
        row = table.row(lamp.id)
        staging["liveness"][row] = liveness.get(lamp.id, Liveness.FRESH)
        staging["heard"][row] = float("nan") if lamp.id in unheard else now.monotonic
    lamps = [
        replace(
            lamp,
            id=f"{lamp.id}-gone" if lamp.id in gone else lamp.id,
            capabilities=("programme",) if lamp.id in keeping else (),
        )
        for lamp in lamps
    ]
    town.offsets, town.foreign = offsets, set(foreign)
    town.outbox.up, town.store.healthy = up, healthy
    parts = replace(town.facts_parts(), is_busy=lambda device, _action: device in busy)
    tags = {name: Tag(name, "beto", "obra", 0) for name in tagged}
    book = book_of(held, now)
    facts = Facts(parts, ACTIONS, tags.get, book.holder)
    screen, rules = LampScreen(parts, tags.keys(), book), facts.rules()

    expected = [
        first_blocking(order, spec, facts.of(lamp, order.action, now, operator=operator), rules)
        for lamp in lamps
    ]
    assert screen.reasons(lamps, order, spec, rules, operator) == expected
    assert [screen.reason(lamp, order, spec, rules, operator) for lamp in lamps] == expected


def test_of_no_lamps_it_says_nothing(town: ControlScene):
    book = book_of({}, town.now)
    screen = LampScreen(town.facts_parts(), frozenset(), book)
    rules = Facts(town.facts_parts(), ACTIONS, lambda _lamp: None, book.holder).rules()
    assert screen.reasons([], DIM, SPECS[0], rules) == []
