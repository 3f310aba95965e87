"""Where every act on devices arrives: selecting, signing, operating, groups, plans and tags."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from collections.abc import Set as AbstractSet

from app.control.plan_members import Members
from app.domain.command_groups import CommandGroup
from app.domain.commands import Command, Measured, Tag
from app.domain.devices import Device
from app.domain.instant import Instant
from app.domain.lighting.plan import LightingPlan
from app.domain.orders import Order, SavedGroup
from app.domain.selection_book import SelectionBook, Times
from app.domain.selections import Selection
from app.engine.access.front_desk import Handler
from app.engine.control.counter import Counter
from app.engine.control.facts import Facts
from app.engine.control.grouping import RunningGroups
from app.engine.control.holding import Holding
from app.engine.control.issuing import Issuing
from app.engine.control.lamp_screen import LampScreen
from app.engine.control.operating import Operating
from app.engine.control.parts import ControlDeskParts
from app.engine.control.plans import Plans
from app.engine.control.records import Records
from app.engine.control.saving import SavedGroups, Saving
from app.engine.control.selecting import Selecting
from app.engine.control.signing import Signing
from app.engine.control.tags import Tagging, Tags
from app.engine.control.weighing import Weighing
from app.engine.server import ConsoleLink
from app.wire.frames import Ask


class ControlDesk:
    """Engine's thread. What the gate let pass comes here; rights over the devices are looked at here."""

    def __init__(self, parts: ControlDeskParts) -> None:
        self._parts = parts
        self._book = SelectionBook(lambda: Times(parts.rules().selection_s, parts.rules().approval_s))
        self._tags, self._saved = Tags(), SavedGroups()
        facts = self._facts = Facts(parts.facts, parts.actions, self._tags.of, self._book.holder)
        lamps = LampScreen(parts.facts, self._tags.devices, self._book)
        self._weighing = Weighing(parts, facts, lamps, lambda: self._saved.by_id)
        self._records = Records(parts.trail, parts.dispatcher.control_of, parts.now)
        counter = Counter(parts, self._book, facts, self._weighing, self._records)
        self._holding, self._plans = Holding(counter), Plans(counter)
        self._handlers: dict[type, Handler] = {
            **Selecting(counter, self._holding).handlers(),
            **Signing(counter, self._holding).handlers(),
            **Operating(counter, Issuing(counter), self._in_plan).handlers(),
            **RunningGroups(counter).handlers(),
            **Saving(counter, self._saved, lambda: self._plans.plan).handlers(),
            **Tagging(counter, self._tags).handlers(),
            **self._plans.handlers(),
        }

    # -- as it stands --------------------------------------------------------------------------------

    @property
    def selections(self) -> tuple[Selection, ...]:
        return self._book.all

    @property
    def tags(self) -> tuple[Tag, ...]:
        return self._tags.all

    @property
    def saved(self) -> tuple[SavedGroup, ...]:
        return tuple(self._saved.by_id.values())

    @property
    def saved_by_id(self) -> Mapping[str, SavedGroup]:
        """Read only."""
        return self._saved.by_id

    @property
    def plan(self) -> LightingPlan:
        """The one in force."""
        return self._plans.plan

    @property
    def selected(self) -> AbstractSet[str]:
        """Devices that somebody has selected; a live view, as is `tagged`."""
        return self._book.reserved

    @property
    def tagged(self) -> AbstractSet[str]:
        return self._tags.devices

    def check(self, device: Device, order: Order, now: Instant) -> str:
        """Why this device is left alone by groups and programmes; empty where nothing stands in the way."""
        return self._weighing.check(device, order, now)

    def measured(self, device: str) -> tuple[Measured, ...]:
        """What was measured last of all that shows how orders to it went."""
        known = self._parts.device(device)
        return () if known is None else self._facts.measured(known)

    # -- what comes ----------------------------------------------------------------------------------

    def restore(self, tags: Iterable[Tag], saved: Iterable[SavedGroup], plan: LightingPlan) -> None:
        """What the store remembers, at the start. Selections are not kept."""
        self._tags.restore(tags)
        self._saved.restore(saved)
        self._plans.plan = plan

    def handlers(self) -> dict[type, Handler]:
        """Everything of `app.wire.control.ASKABLE`, for behind the gate."""
        return {kind: self._timely(handler) for kind, handler in self._handlers.items()}

    def each_tick(self, now: Instant) -> None:
        """Four times a second: selections end with their time and with their operator."""
        self._facts.closings.each_tick()
        self._holding.each_tick(now)

    def left(self, link: ConsoleLink) -> None:
        """A console is gone, and may come back."""
        self._holding.left(link)

    def ended(self, commands: Iterable[Command], groups: Iterable[CommandGroup], now: Instant) -> None:
        """What has moved: commands and groups at their end go on record, a group once however often it is
        told."""
        ended = tuple(commands)
        self._facts.closings.ended(ended, now)
        self._records.ended(ended, now)
        for group in groups:
            self._records.group_ended(group, now)

    def _in_plan(self, lamps: Iterable[Device]) -> Collection[str]:
        return Members(self.plan, lamps, self.saved_by_id).lamps.keys()

    def _timely(self, handler: Handler) -> Handler:
        """Whose time is over has nothing any more when the next act is looked at."""

        def handle(link: ConsoleLink, ask: Ask) -> None:
            self._holding.lapse(self._parts.now())
            handler(link, ask)

        return handle
