"""The console's half of the benchmark `commands`: the real window, whose bridge is asked as by a click."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import psutil
import qasync
from PySide6.QtWidgets import QApplication

from app.bootstrap.bench import say
from app.bootstrap.bench_commands_lamps import lamp_id
from app.bootstrap.commands import Unable
from app.bootstrap.console_parts import RunningConsole, build_console
from app.bootstrap.console_plan import ConsolePlan
from app.bootstrap.frame_meter import FrameMeter
from app.domain.command_groups import CommandGroup
from app.domain.commands import WAITING, Command, CommandState
from app.domain.control_acts import Command as Act
from app.domain.control_acts import ReadConditions
from app.domain.orders import Action, Order, Scope, Target

READY_LIMIT_S = 90.0
ANSWER_LIMIT_S = 15.0
GROUP_LIMIT_S = 180.0
BETWEEN_S = 0.05
"""Between the answer to a click and the next click."""


@dataclass(frozen=True, slots=True)
class Clicks:
    lamps: int
    singles: int
    engine: int
    """The engine's process."""


@dataclass(slots=True)
class Group:
    """Times in monotonic seconds."""

    clicked: float = 0.0
    ended: float = 0.0
    refusal: str = ""
    counts: dict[str, int] = field(default_factory=dict)
    skips: dict[str, int] = field(default_factory=dict)
    processor_s: float = 0.0
    """Of the engine, from the click to the end."""


@dataclass(slots=True)
class Seen:
    """Times in monotonic seconds, by command."""

    clicked: dict[str, float] = field(default_factory=dict)
    answered: dict[str, float] = field(default_factory=dict)
    """When the console knew of the device's first answer."""
    painted: list[float] = field(default_factory=list)
    refused: int = 0
    group: Group = field(default_factory=Group)


def measure(plan: ConsolePlan, clicks: Clicks) -> Seen:
    """Makes the QApplication when there is none. Main thread; Unable when the city never gets ready."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(application, QApplication)
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    console = build_console(plan, application)
    console.show(plan.size)
    with loop:
        try:
            seen: Seen = loop.run_until_complete(_Operator(console, clicks).work())
        finally:
            console.window.close()
            console.close()
    return seen


class _Operator:
    """Somebody who clicks as soon as the last click was answered."""

    def __init__(self, console: RunningConsole, clicks: Clicks) -> None:
        self._console, self._hub, self._clicks = console, console.hub, clicks
        self._seen = Seen()
        self._hub.control.commands_changed.connect(self._note)

    async def work(self) -> Seen:
        say("The console signs in, and the lamps' clocks are proven …")
        await _until(lambda: self._hub.access.session is not None, READY_LIMIT_S, "Nobody was signed in.")
        await self._wait_until_ready()
        meter = FrameMeter(self._console.map.view, self._hub)
        say(f"{self._clicks.singles} clicks …")
        for number in range(self._clicks.singles):
            await self._click(number * 37 % self._clicks.lamps, 40.0 + number % 50)
        say(f"A group of {self._clicks.lamps} …")
        await self._command_all()
        self._seen.painted = list(meter.painted)
        return self._seen

    async def _wait_until_ready(self) -> None:
        """Until no lamp would be left out."""
        deadline = time.monotonic() + READY_LIMIT_S
        while True:
            asked = ReadConditions(Target(Scope.ALL), _order(50.0))
            conditions = await self._hub.control.conditions(asked)
            if conditions.devices and not conditions.skips:
                return
            if time.monotonic() > deadline:
                raise Unable(f"The lamps never became ready: {conditions.skips or conditions.conditions}")
            await asyncio.sleep(3.0)  # it is asked of every lamp

    async def _click(self, lamp: int, level: float) -> None:
        clicked = time.monotonic()
        issued = await self._hub.control.issue(Act(Target(Scope.DEVICE, ids=(lamp_id(lamp),)), _order(level)))
        if not issued.command:
            self._seen.refused += 1
            return
        self._seen.clicked[issued.command] = clicked
        answered = self._seen.answered
        await _until(lambda: issued.command in answered, ANSWER_LIMIT_S, "A lamp did not answer.")
        await asyncio.sleep(BETWEEN_S)

    async def _command_all(self) -> None:
        group = self._seen.group
        began = self._engine_processor_s()
        group.clicked = time.monotonic()
        issued = await self._hub.control.issue(Act(Target(Scope.ALL), _order(35.0), reason="bench"))
        group.refusal = str(issued.verdict.refusal or "")
        if not issued.group:
            group.ended = time.monotonic()
            return
        groups = self._hub.control.groups

        def told() -> CommandGroup | None:
            return groups.get(issued.group)

        await _until(
            lambda: (one := told()) is not None and bool(one.ended), GROUP_LIMIT_S, "The group never ended."
        )
        group.ended = time.monotonic()
        group.processor_s = self._engine_processor_s() - began
        ended = told()
        assert ended is not None
        group.counts = {name: getattr(ended, name) for name in _COUNTS}
        group.skips = {skip.reason: skip.count for skip in ended.skips}

    def _engine_processor_s(self) -> float:
        times = psutil.Process(self._clicks.engine).cpu_times()
        return float(times.user + times.system)

    def _note(self, commands: tuple[Command, ...]) -> None:
        now = time.monotonic()
        for command in commands:
            if command.state not in _UNANSWERED:
                self._seen.answered.setdefault(command.id, now)


_COUNTS = ("total", "sent", "confirmed", "failed", "skipped")
_UNANSWERED = WAITING | {CommandState.SENT}


def _order(level: float) -> Order:
    return Order(Action.SET_LEVEL, level)


async def _until(condition: Callable[[], bool], limit_s: float, otherwise: str) -> None:
    deadline = time.monotonic() + limit_s
    while not condition():
        if time.monotonic() > deadline:
            raise Unable(otherwise)
        await asyncio.sleep(0.005)
