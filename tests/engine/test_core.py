"""The engine's thread: what follows an errand may fail, and must not be half done."""

from types import SimpleNamespace
from typing import Any

import pytest

from app.domain.instant import Instant
from app.engine.access.front_desk import HalfDone
from app.engine.core import Engine
from app.engine.inbox import Call, Inbox


def engine_with(inbox: Inbox) -> Engine:
    parts: Any = SimpleNamespace(inbox=inbox, now=lambda: Instant(0.0, 0))
    return Engine(parts)


def half_done() -> None:
    raise HalfDone("an act was stored and could not be done")


def test_what_follows_an_errand_and_is_half_done_ends_the_engine() -> None:
    inbox = Inbox()
    inbox.put(Call(half_done))
    with pytest.raises(HalfDone):
        engine_with(inbox).run()
