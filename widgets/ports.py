"""What the shell of the console asks of the hub, so that a soft twin can stand in for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import SignalInstance

from app.domain.acts import Act, Verdict
from app.domain.alarms import Alarm, RuleText
from app.domain.catalogue import Catalogue
from app.domain.devices import Device
from app.wire.messages import Figures


class EngineLinkView(Protocol):
    """How the console stands with its engine. Phases: `starting`, `connecting`, `up`, `lost`, `stopped`."""

    @property
    def phase(self) -> str: ...
    @property
    def since_ms(self) -> int: ...
    @property
    def reason(self) -> str: ...
    @property
    def attempt(self) -> int: ...
    @property
    def next_try_ms(self) -> int | None: ...


class RejectView(Protocol):
    """One message that was not taken, and why. `at` is wall time in epoch ms."""

    @property
    def at(self) -> int: ...
    @property
    def topic(self) -> str: ...
    @property
    def reason(self) -> str: ...
    @property
    def detail(self) -> str: ...
    @property
    def head(self) -> bytes: ...


class AnswerView(Protocol):
    @property
    def verdict(self) -> Verdict: ...


class DevicesView(Protocol):
    @property
    def ids(self) -> Sequence[str | None]: ...
    @property
    def count(self) -> int: ...
    @property
    def revision(self) -> int: ...
    def get(self, device: str, /) -> Device | None: ...


class AlarmsView(Protocol):
    @property
    def standing(self) -> Mapping[str, Alarm]: ...
    def get(self, alarm: str, /) -> Alarm | None: ...
    def of_device(self, device: str, /) -> tuple[Alarm, ...]: ...
    def rule(self, rule: str, /) -> RuleText | None: ...


class HubPort(Protocol):
    """The bridge's hub as the shell sees it. GUI thread only."""

    link_changed: SignalInstance
    figures_changed: SignalInstance
    devices_changed: SignalInstance
    alarms_changed: SignalInstance
    events_noted: SignalInstance
    snapshot_loaded: SignalInstance
    rejects_changed: SignalInstance

    operator: str
    site: str
    language: str

    @property
    def catalogue(self) -> Catalogue: ...
    @property
    def devices(self) -> DevicesView: ...
    @property
    def alarms(self) -> AlarmsView: ...
    @property
    def link(self) -> EngineLinkView: ...
    @property
    def figures(self) -> Figures | None: ...
    async def request(self, act: Act, /) -> AnswerView: ...
    async def rejects(self) -> Sequence[RejectView]: ...
