"""An engine that answers when the test says so, in whatever order."""

from __future__ import annotations

import asyncio
from typing import Any


class HeldEngine:
    """Stands in the place of `hub.ask`; the answers come from `answers`, or from the test."""

    def __init__(self, hub: Any) -> None:
        self._answers = hub.accounts.administration.answer
        self.asked: list[tuple[object, asyncio.Future[Any]]] = []
        hub.ask = self.ask

    async def ask(self, body: object, _limit_s: float = 10.0) -> Any:
        gate = asyncio.get_running_loop().create_future()
        self.asked.append((body, gate))
        return await gate

    def of(self, kind: type) -> list[int]:
        """Places of what was asked of one kind."""
        return [place for place, (body, _) in enumerate(self.asked) if isinstance(body, kind)]

    def let_go(self, place: int, answer: object | None = None, failure: Exception | None = None) -> None:
        body, gate = self.asked[place]
        if gate.done():
            return
        if failure is not None:
            gate.set_exception(failure)
        else:
            gate.set_result(self._answers(body) if answer is None else answer)
