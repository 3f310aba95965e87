"""The feed's own fixtures: the shipped catalogue, a codec, and links that are always stopped."""

from collections.abc import Callable, Iterator

import pytest

from app.domain.catalogue import Catalogue
from app.feed.codec import Codec
from app.settings.catalogue import load_catalogue
from app.settings.sections import LimitSettings
from tests.feed.listening import Listener
from tests.feed.obeying import Office
from tests.feed.transports import gateway, keys, old_broker, secure

__all__ = ["gateway", "keys", "old_broker", "secure"]


@pytest.fixture(scope="session")
def catalogue() -> Catalogue:
    return load_catalogue()


@pytest.fixture
def codec(catalogue: Catalogue) -> Codec:
    return Codec("city", "ps", catalogue, (), LimitSettings())


@pytest.fixture
def listen() -> Iterator[Callable[..., Listener]]:
    """`listen(url, filters=…, **broker settings)` starts a link that keeps what it hears."""
    listeners: list[Listener] = []

    def start(url: str, **settings: object) -> Listener:
        listeners.append(Listener(url, **settings))
        listeners[-1].link.start()
        return listeners[-1]

    yield start
    for listener in listeners:
        listener.link.stop()


@pytest.fixture
def office() -> Iterator[Callable[..., Office]]:
    """`office(url, **broker settings)` starts an outbox that is stopped in the end."""
    opened: list[Office] = []

    def start(url: str, **settings: object) -> Office:
        opened.append(Office(url, **settings))
        opened[-1].outbox.start()
        return opened[-1]

    yield start
    for each in opened:
        each.outbox.stop()
