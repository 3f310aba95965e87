"""Background work of a view: one coroutine on the console's loop, whose outcome comes back to its owner."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any, TypeVar

from PySide6.QtCore import QObject

T = TypeVar("T")
_log = logging.getLogger(__name__)


class _Run(QObject):
    """Keeps one task alive as a child of its owner, and cancels it when the owner goes."""

    def __init__(self, owner: QObject, task: asyncio.Task[Any]) -> None:
        super().__init__(owner)
        self.task = task
        self.destroyed.connect(task.cancel)


def run(
    owner: QObject,
    work: Coroutine[Any, Any, T],
    on_done: Callable[[T], None] | None = None,
    on_refused: Callable[[Exception], None] | None = None,
) -> asyncio.Task[None]:
    """Run `work` on the running event loop; call on the GUI thread. Exactly one of the two callbacks is
    called, on the same thread, unless the task is cancelled or `owner` is deleted first. Without
    `on_refused` a failure is logged."""
    task = asyncio.get_running_loop().create_task(_guarded(work, on_done, on_refused))
    keeper = _Run(owner, task)
    task.add_done_callback(lambda _: _release(keeper))
    task.add_done_callback(lambda _: work.close())  # cancelled before its first step, it never began
    return task


async def _guarded(
    work: Coroutine[Any, Any, T],
    on_done: Callable[[T], None] | None,
    on_refused: Callable[[Exception], None] | None,
) -> None:
    try:
        result = await work
    except Exception as failure:  # noqa: BLE001 - whatever it is belongs to the owner's callback
        if on_refused is None:
            _log.exception("background work failed")
        else:
            on_refused(failure)
        return
    if on_done is not None:
        on_done(result)


def _release(keeper: _Run) -> None:
    try:
        keeper.deleteLater()
    except RuntimeError:
        return
