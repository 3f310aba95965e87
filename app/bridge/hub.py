"""The console's one door to the engine: books, columns, history and requests. Lives on the GUI thread."""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.bridge.access import Access
from app.bridge.books import AlarmBook, DeviceBook
from app.bridge.columns import ColumnsView
from app.bridge.control import ControlBook
from app.bridge.engine_link import EngineLinkThread, LinkPlan
from app.bridge.footage import Footage
from app.bridge.history import History
from app.bridge.incidents import IncidentBoard
from app.bridge.reports import Reports
from app.bridge.video import VideoBook
from app.bridge.views import Answer, EngineAway, EngineLink, RejectView
from app.domain.acts import Act
from app.domain.catalogue import Catalogue
from app.domain.changes import AlarmChanged, DeviceRetired, EventNoted
from app.wire import access, administration, frames, messages

HEARTBEAT_LIMIT_S = 2.0
"""Without a sign of life for longer the engine counts as hung, whatever its socket says."""
HEARTBEAT_CHECK_MS = 500
ANSWER_LIMIT_S = 10.0


@dataclass(frozen=True, slots=True)
class HubIdentity:
    language: str
    site: str
    site_name: str


class Hub(QObject):
    """Signals carry tuples of frozen data. Everything here is for the GUI thread."""

    link_changed = Signal(object)
    figures_changed = Signal(object)
    devices_changed = Signal(object, object)
    """Devices new or changed, and ids retired."""
    alarms_changed = Signal(object)
    events_noted = Signal(object)
    snapshot_loaded = Signal()
    rejects_changed = Signal()
    settings_changed = Signal(object)
    """Values of the settings that are others now: `SettingValue`s."""

    _items_arrived = Signal(object)
    _link_said = Signal(object)

    def __init__(
        self,
        catalogue: Catalogue,
        identity: HubIdentity,
        plan: LinkPlan,
        history: History,
        reports: Reports | None = None,
        footage: Footage | None = None,
    ) -> None:
        super().__init__()
        self.reports = reports or Reports((), ())
        self.catalogue, self.history = catalogue, history
        self.footage = footage or Footage(plan.data / "store")
        self.language = identity.language
        self.access = Access(self.ask)
        self.control = ControlBook(self.ask)
        self.video = VideoBook(self.ask, self.access)
        self.incidents = IncidentBoard(
            self.ask, history.incident_events, lambda: self.operator, plan.data / "attachments"
        )
        self.site, self.site_name = identity.site, identity.site_name
        self.devices, self.alarms = DeviceBook(), AlarmBook()
        self.columns = ColumnsView(catalogue, self.devices)
        self.link = EngineLink("starting", self.now())
        self.figures: messages.Figures | None = None
        self._complete = False
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._ids = itertools.count(1)
        self._resuming: asyncio.Future[None] | None = None
        self._handlers = self._handler_table()
        self._items_arrived.connect(self._take)
        self._link_said.connect(self._take_link)
        self._thread = EngineLinkThread(plan, on_items=self._items_arrived.emit, on_link=self._link_said.emit)
        self._heartbeat = QTimer(self, interval=HEARTBEAT_CHECK_MS)
        self._heartbeat.timeout.connect(self._check_heartbeat)

    def start(self) -> None:
        self._thread.start()
        self._heartbeat.start()

    def close(self) -> None:
        """Leave the engine to itself."""
        self._heartbeat.stop()
        self._thread.stop()
        self.history.close()
        self.footage.close()
        self.columns.close()
        self.incidents.close()
        self.reports.close()
        self.video.close()
        self._abandon_requests()

    def now(self) -> int:
        """Wall time, epoch ms."""
        return int(time.time() * 1000)

    def start_engine(self) -> None:
        """Look for the engine again after it was stopped or given up."""
        self._thread.start_again()

    async def request(self, act: Act) -> Answer:
        """Ask the engine to act; raises EngineAway when it does not answer."""
        return await self._verdict(act)

    async def _verdict(self, body: object) -> Answer:
        done: messages.Done = await self.ask(body)
        return Answer(done.verdict)

    async def limits_of(self, device: str) -> tuple[messages.Limit, ...]:
        answer: messages.Limits = await self.ask(messages.LimitsOf(device))
        return answer.limits

    async def stop_engine(self) -> Answer:
        """Ask the engine to end in good order; refused when the operator may not."""
        return await self._verdict(messages.StopEngine())

    async def rejects(self) -> list[RejectView]:
        """The last messages that were not valid, newest first."""
        return await self.history.rejects()

    @property
    def operator(self) -> str:
        """The id of who is signed in here; empty for nobody."""
        return self.access.operator

    async def ask(self, body: object, limit_s: float = ANSWER_LIMIT_S) -> Any:
        """Ask anything of the wire's list; raises EngineAway when the engine does not answer in time."""
        ask_id = next(self._ids)
        answered: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
        if not self._thread.send(frames.Ask(ask_id, self.operator, body)):
            raise EngineAway("The engine is not there.")
        self._waiting[ask_id] = answered
        try:
            return await asyncio.wait_for(answered, limit_s)
        except TimeoutError as late:
            raise EngineAway("The engine did not answer in time.") from late
        finally:
            self._waiting.pop(ask_id, None)

    def _abandon_requests(self) -> None:
        for answered in self._waiting.values():
            if not answered.done():
                answered.set_exception(EngineAway("The engine was lost before it answered."))

    # -- what comes in -------------------------------------------------------------------------------

    def _handler_table(self) -> dict[type, Callable[[Any], None]]:
        return {
            messages.Welcome: self._welcome,
            messages.TableFile: lambda table: self.columns.map_table(table.table, table.path),
            messages.Texts: lambda texts: self.columns.add_texts(texts.entries),
            messages.DevicePage: lambda page: self.devices.put(page.devices),
            messages.AlarmPage: self._alarm_page,
            messages.CityComplete: self._city_complete,
            messages.Figures: self._figures,
            messages.Farewell: lambda _: None,
            access.AccessRules: self.access.take_rules,
            access.SessionChanged: self.access.take_session,
            administration.SettingsChanged: lambda changed: self.settings_changed.emit(changed.values),
            frames.Answer: self._answered,
            **self.control.handlers(),
            **self.incidents.handlers(),
            **self.video.handlers(),
        }

    @Slot(object)
    def _take(self, items: list[Any]) -> None:
        """Apply a frame, then announce what changed, each kind of change once."""
        placed, retired, alarms, events = [], [], [], []
        for item in items:
            match item:
                case AlarmChanged():
                    self.alarms.put(item.alarm)
                    alarms.append(item)
                case messages.PlacedDevice():
                    placed.append(item)
                case DeviceRetired():
                    self.devices.drop(item.device)
                    retired.append(item.device)
                case EventNoted():
                    events.append(item)
                case _:
                    self._handlers[type(item)](item)
        if placed:
            self.devices.put(placed)
        if (placed or retired) and self._complete:
            self.devices_changed.emit(tuple(one.device for one in placed), tuple(retired))
        if alarms:
            self.alarms_changed.emit(tuple(alarms))
        self.incidents.tell()
        if events:
            self.events_noted.emit(tuple(events))

    def _welcome(self, welcome: messages.Welcome) -> None:
        self._complete = False
        self.devices.clear()
        self.alarms.clear()
        self.incidents.clear()
        self.video.clear()
        self.site, self.site_name = welcome.site, welcome.site_name
        self.alarms.set_rules(welcome.rules)
        self.columns.attach(welcome.quantities)
        for table in welcome.tables:
            self.columns.map_table(table.table, table.path)

    def _alarm_page(self, page: messages.AlarmPage) -> None:
        for alarm in page.alarms:
            self.alarms.put(alarm)

    def _city_complete(self, _: messages.CityComplete) -> None:
        self._complete = True
        self.incidents.complete()
        self.snapshot_loaded.emit()
        self._resuming = asyncio.ensure_future(self.access.resume())

    def _figures(self, figures: messages.Figures) -> None:
        news = self.figures is None or figures.feed.rejects != self.figures.feed.rejects
        self.figures = figures
        self.figures_changed.emit(figures)
        if news:
            self.rejects_changed.emit()

    def _answered(self, answer: frames.Answer) -> None:
        waiting = self._waiting.get(answer.id)
        if waiting is not None and not waiting.done():
            waiting.set_result(answer.body)

    # -- how the engine is ---------------------------------------------------------------------------

    @Slot(object)
    def _take_link(self, link: EngineLink) -> None:
        if link.phase != "up":
            self._abandon_requests()
        self.link = link
        self.link_changed.emit(link)

    @Slot()
    def _check_heartbeat(self) -> None:
        beat = self.columns.heartbeat
        if beat is None or self.link.phase not in ("up", "hung"):
            return
        hung = time.monotonic() - beat > HEARTBEAT_LIMIT_S
        phase = "hung" if hung else "up"
        if phase != self.link.phase:
            self.link = replace(self.link, phase=phase, since_ms=self.now())
            self.link_changed.emit(self.link)
