"""The console's half of the benchmark `alarms`: the real list with 10,000 alarms that keep changing."""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import cast

import numpy as np
import qasync
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.bridge.books import AlarmBook, DeviceBook
from app.bridge.hub import Hub
from app.bridge.incidents import IncidentBoard
from app.bridge.views import Answer
from app.domain.acts import Acknowledge, Act, Outcome, Verdict
from app.domain.alarms import Alarm, Priority, RuleText, Transition
from app.domain.changes import AlarmChanged
from app.domain.devices import Device
from app.settings.catalogue import load_catalogue
from app.wire.incidents import EventRecord
from app.wire.messages import PlacedDevice
from widgets.alarms.rows import Column, Show
from widgets.alarms.view import AlarmList
from widgets.look import Look
from widgets.style import apply_style

STANDING = 10_000
TRANSITIONS_PER_S = 1_000
BATCHES_PER_S = 20
VISIBLE = 50
BEAT_MS = 10
"""A timer of this period tells how long the event loop was held."""

Figures = dict[str, object]


async def _no_events(_incidents: Sequence[str]) -> list[EventRecord]:
    return []


class _City(QObject):
    """The books of a hub, filled here and changed here, without an engine behind them."""

    alarms_changed = Signal(object)
    devices_changed = Signal(object, object)
    snapshot_loaded = Signal()

    def __init__(self, standing: int) -> None:
        super().__init__()
        self.catalogue = load_catalogue()
        self.language = "es"
        self.answered = asyncio.Event()
        self.devices, self.alarms = DeviceBook(), AlarmBook()
        self.incidents = IncidentBoard(self.request, _no_events, str, Path())
        kinds = tuple(self.catalogue.kinds)
        devices = [
            Device(
                f"{kind[:3].upper()}-{n:05d}",
                kind,
                f"Punto {n} Av. Los Pescadores {n % 900}",
                zone=f"Zona {n % 40}",
            )
            for n in range(standing)
            for kind in (kinds[n % len(kinds)],)
        ]
        self.devices.put(PlacedDevice(row, device) for row, device in enumerate(devices))
        self.alarms.set_rules(
            RuleText(
                kind, kind, f"Fuera de rango {kind}", f"Out of range {kind}", "Revisar y avisar",
                "Check and tell the crew", Priority.HIGH,
            )
            for kind in kinds
        )  # fmt: skip
        now = time.time_ns() // 1_000_000
        for n, device in enumerate(devices):
            self.alarms.put(_alarm(n, device, now))

    async def request(self, act: Act) -> Answer:
        """Acknowledges at once: what is measured is the console."""
        if not isinstance(act, Acknowledge):
            return Answer(Verdict(Outcome.REFUSED))
        known = [alarm for seen in act.alarms if (alarm := self.alarms.get(seen.alarm)) is not None]
        self.change(
            [replace(a, unacknowledged=False, version=a.version + 1, acknowledged_by="Banco") for a in known],
            Transition.ACKNOWLEDGED,
        )
        self.answered.set()
        return Answer(Verdict(Outcome.APPLIED, len(known)))

    def change(self, alarms: list[Alarm], transition: Transition) -> None:
        at = time.time_ns() // 1_000_000
        for alarm in alarms:
            self.alarms.put(alarm)
        self.alarms_changed.emit(tuple(AlarmChanged(alarm, transition, at) for alarm in alarms))


def _alarm(n: int, device: Device, now: int) -> Alarm:
    return Alarm(
        id=f"{device.id}:{device.kind}", device=device.id, rule=device.kind, priority=Priority(n % 4 + 1),
        version=1, active=n % 7 != 0, unacknowledged=True, quantity="voltage", value=100.0 + n % 90,
        limit=190.0, raised_at=now - n * 500, activations=1,
    )  # fmt: skip


def _flipped(alarm: Alarm) -> Alarm:
    return replace(alarm, active=not alarm.active, unacknowledged=True, version=alarm.version + 1)


class _Traffic(QObject):
    """So many transitions a second, spread over all alarms in turn."""

    def __init__(self, city: _City) -> None:
        super().__init__()
        self._city = city
        self._ids = list(city.alarms.standing)
        self._next = 0
        self._began = time.perf_counter()
        self.made = 0
        self._timer = QTimer(self, interval=1000 // BATCHES_PER_S)
        self._timer.timeout.connect(self._go_on)
        self._timer.start()

    def _go_on(self) -> None:
        due = int((time.perf_counter() - self._began) * TRANSITIONS_PER_S) - self.made
        changed = []
        for _ in range(due):
            alarm = self._city.alarms.standing[self._ids[self._next % len(self._ids)]]
            self._next += 37
            changed.append(
                replace(alarm, active=not alarm.active, unacknowledged=True, version=alarm.version + 1)
            )
        self.made += due
        if changed:
            self._city.change(changed, Transition.REALARMED)

    def stop(self) -> None:
        self._timer.stop()


class _Beat(QObject):
    """How late a short timer comes: the time the event loop was held, in milliseconds."""

    def __init__(self) -> None:
        super().__init__()
        self.late: list[float] = []
        self._last = time.perf_counter()
        self._timer = QTimer(self, interval=BEAT_MS)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._note)
        self._timer.start()

    def _note(self) -> None:
        now = time.perf_counter()
        self.late.append(max(0.0, (now - self._last) * 1000 - BEAT_MS))
        self._last = now

    def stop(self) -> None:
        self._timer.stop()


def measure(seconds: float = 8.0) -> Figures:
    """All figures of the list in milliseconds; makes the QApplication when there is none. Main thread."""
    if sys.platform.startswith("linux") and not os.environ.get("DISPLAY"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication.instance() or QApplication([sys.argv[0]])
    assert isinstance(application, QApplication)
    loop = qasync.QEventLoop(application)
    asyncio.set_event_loop(loop)
    with loop:
        figures: Figures = loop.run_until_complete(_measure(application, seconds))
    return figures


async def _measure(application: QApplication, seconds: float) -> Figures:
    look = Look()
    apply_style(application, look.theme)
    city = _City(STANDING)
    began = time.perf_counter()
    view = AlarmList(cast(Hub, city), look)
    view.resize(1500, VISIBLE * look.row_height + 24 + 34)
    view.show()
    filled = asyncio.Event()
    view.model.rowsInserted.connect(lambda: filled.set() if view.model.rowCount() == STANDING else None)
    await filled.wait()
    figures: Figures = {"standing": STANDING, "filled_ms": _ms(began)}
    traffic, beat = _Traffic(city), _Beat()
    processor = time.process_time()
    began = time.perf_counter()
    await asyncio.sleep(seconds)
    figures["transitions_per_s"] = round(traffic.made / (time.perf_counter() - traffic._began))  # noqa: SLF001
    figures["processor_share"] = round((time.process_time() - processor) / (time.perf_counter() - began), 3)
    figures["loop_held_p99_ms"] = round(float(np.percentile(beat.late, 99)), 1)
    figures["loop_held_max_ms"] = round(max(beat.late), 1)
    beat.stop()
    figures["sort_ms"] = await _sorts(view)
    figures["filter_ms"] = await _filters(view)
    figures["acknowledge_visible"] = await _acknowledge(view, city)
    traffic.stop()
    view.close()
    return figures


async def _sorts(view: AlarmList) -> dict[str, dict[str, float]]:
    """From the press of a head to the painted table, with changes still coming in."""
    found = {}
    for column in Column:
        if column is not Column.ACTION:
            found[column.name.lower()] = _painted(
                view, partial(view.table.sortByColumn, column, Qt.SortOrder.AscendingOrder)
            )
            await asyncio.sleep(0.15)
    _painted(view, partial(view.table.sortByColumn, Column.TIME, Qt.SortOrder.DescendingOrder))
    return found


async def _filters(view: AlarmList) -> dict[str, dict[str, float]]:
    found = {}
    for typed in ("p", "pu", "punto 99", ""):
        name = f"text '{typed}'"
        found[name] = _painted(view, partial(view.filters.text.setText, typed))
        await asyncio.sleep(0.15)
    for show in (Show.UNACKNOWLEDGED, Show.SHELVED, Show.ALL):
        found[show.name.lower()] = _painted(view, partial(view.filters.choose, show))
        await asyncio.sleep(0.15)
    return found


async def _acknowledge(view: AlarmList, city: _City) -> Figures:
    """From the click to the rows painted as acknowledged, with the time of gathering changes in it."""
    asked = view.table.visible_unacknowledged()
    began = time.perf_counter()
    QTest.mouseClick(view.all_visible, Qt.MouseButton.LeftButton)
    click = _ms(began)
    await city.answered.wait()
    view.model.flush()
    view.table.viewport().repaint()
    return {"alarms": len(asked), "click_ms": click, "until_painted_ms": _ms(began)}


def _painted(view: AlarmList, act: Callable[[], object]) -> dict[str, float]:
    """On the clock, and of the processor alone: the two part where the machine is busy with other things."""
    began, processor = time.perf_counter(), time.process_time()
    act()
    view.table.viewport().repaint()
    return {"clock": _ms(began), "processor": round((time.process_time() - processor) * 1000, 1)}


def _ms(began: float) -> float:
    return round((time.perf_counter() - began) * 1000, 1)
