"""Commands as the console knows them: what is out, who has selected what, the plan; and the ways to ask."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Iterable
from typing import Any

from PySide6.QtCore import QObject, Signal

from app.domain import control_acts as acts
from app.domain.acts import Verdict
from app.domain.command_groups import CommandGroup, GroupChanged
from app.domain.commands import Command, CommandChanged, Tag, TagChanged
from app.domain.lighting.plan import LightingPlan, PlanChanged, PlanInForce
from app.domain.orders import SavedGroup, SavedGroupChanged
from app.domain.selections import Selection, SelectionChanged, SelectionState
from app.wire import control as wire
from app.wire.messages import Done

COMMANDS_KEPT = 2000
"""In memory; older ones are read from the history."""
SIGN_LIMIT_S = 30.0
"""Proving a password takes its time."""
GONE = frozenset({SelectionState.OPERATED, SelectionState.RELEASED, SelectionState.LAPSED})

Ask = Callable[..., Awaitable[Any]]


class ControlBook(QObject):
    """`hub.control`. Dictionaries are by id and read only. GUI thread; requests raise EngineAway."""

    commands_changed = Signal(object)
    """Commands new or moved: a tuple of them, in order. Those of a group come as counts alone."""
    selections_changed = Signal()
    groups_changed = Signal(object)
    """Ids of the command groups that moved."""
    plan_changed = Signal()
    """The plan, or what of it is in force, is another one."""
    tags_changed = Signal(object)
    """Ids of the devices."""
    saved_changed = Signal()
    rules_changed = Signal()
    loaded = Signal()
    """All of it is there, or there anew."""

    def __init__(self, ask: Ask) -> None:
        super().__init__()
        self._ask = ask
        self.rules: wire.ControlRules | None = None
        self.commands: OrderedDict[str, Command] = OrderedDict()
        self.groups: dict[str, CommandGroup] = {}
        self.selections: dict[str, Selection] = {}
        self.tags: dict[str, Tag] = {}
        self.saved: dict[str, SavedGroup] = {}
        self.plan = LightingPlan()
        self.in_force = PlanInForce(())

    def of_device(self, device: str) -> list[Command]:
        """The commands of a device that are kept here, newest first."""
        return [one for one in reversed(self.commands.values()) if one.device == device]

    def selection_of(self, device: str) -> Selection | None:
        """Who has it reserved, whoever it is."""
        return next((one for one in self.selections.values() if device in one.devices), None)

    # -- asking --------------------------------------------------------------------------------------

    async def select(self, act: acts.Select) -> wire.Selected:
        return await self._selected(act)

    async def review(self, selection: Selection) -> wire.Selected:
        return await self._selected(acts.Review(selection.id, selection.version))

    async def sign(self, act: acts.Sign | acts.SignHere) -> wire.Selected:
        return await self._selected(act)

    async def release(self, selection: str) -> Verdict:
        return await self._done(acts.Release(selection))

    async def issue(self, act: acts.Operate | acts.Command | acts.LightUp | acts.RetryGroup) -> wire.Issued:
        answer: wire.Issued | Done = await self._ask(act)
        return answer if isinstance(answer, wire.Issued) else wire.Issued(answer.verdict)

    async def conditions(self, act: acts.ReadConditions) -> wire.Conditions:
        """How the interlocks stand; refused requests come back without any."""
        answer: wire.Conditions | Done = await self._ask(act)
        return answer if isinstance(answer, wire.Conditions) else wire.Conditions((), 0)

    async def act(
        self,
        act: acts.CancelCommand
        | acts.StopGroup
        | acts.TagDevice
        | acts.UntagDevice
        | acts.PutPlan
        | acts.PutGroup
        | acts.DropGroup,
    ) -> Verdict:
        return await self._done(act)

    async def _done(self, act: object) -> Verdict:
        answer: Done = await self._ask(act)
        return answer.verdict

    async def _selected(self, act: object) -> wire.Selected:
        """Whatever the engine refuses at its gate comes as a plain verdict."""
        limit = {"limit_s": SIGN_LIMIT_S} if isinstance(act, acts.SignHere) else {}
        answer: wire.Selected | Done = await self._ask(act, **limit)
        return answer if isinstance(answer, wire.Selected) else wire.Selected(answer.verdict)

    # -- what the engine says ------------------------------------------------------------------------

    def handlers(self) -> dict[type, Callable[[Any], None]]:
        """For the hub, which calls them in the order of what comes."""
        return {
            wire.ControlRules: self._take_rules,
            wire.ControlSnapshot: self._take_snapshot,
            CommandChanged: lambda item: self.take_commands([item.command]),
            GroupChanged: self._take_group,
            SelectionChanged: self._take_selection,
            TagChanged: self._take_tag,
            SavedGroupChanged: self._take_saved,
            PlanChanged: self._take_plan,
            PlanInForce: self._take_in_force,
        }

    def take_commands(self, commands: Iterable[Command]) -> None:
        """Several at once are announced once."""
        news = tuple(commands)
        for one in news:
            self.commands[one.id] = one
        while len(self.commands) > COMMANDS_KEPT:
            self.commands.popitem(last=False)
        self.commands_changed.emit(news)

    def _take_rules(self, rules: wire.ControlRules) -> None:
        self.rules = rules
        self.rules_changed.emit()

    def _take_snapshot(self, snapshot: wire.ControlSnapshot) -> None:
        self.commands = OrderedDict((one.id, one) for one in snapshot.commands)
        self.groups = {one.id: one for one in snapshot.groups}
        self.selections = {one.id: one for one in snapshot.selections}
        self.tags = {one.device: one for one in snapshot.tags}
        self.saved = {one.id: one for one in snapshot.saved}
        self.plan, self.in_force = snapshot.plan, snapshot.in_force
        self.loaded.emit()

    def _take_group(self, item: GroupChanged) -> None:
        self.groups[item.group.id] = item.group
        self.groups_changed.emit((item.group.id,))

    def _take_selection(self, item: SelectionChanged) -> None:
        if item.selection.state in GONE:
            self.selections.pop(item.selection.id, None)
        else:
            self.selections[item.selection.id] = item.selection
        self.selections_changed.emit()

    def _take_tag(self, item: TagChanged) -> None:
        if item.tag is None:
            self.tags.pop(item.device, None)
        else:
            self.tags[item.device] = item.tag
        self.tags_changed.emit((item.device,))

    def _take_saved(self, item: SavedGroupChanged) -> None:
        if item.group is None:
            self.saved.pop(item.id, None)
        else:
            self.saved[item.id] = item.group
        self.saved_changed.emit()

    def _take_plan(self, item: PlanChanged) -> None:
        self.plan = item.plan
        self.plan_changed.emit()

    def _take_in_force(self, item: PlanInForce) -> None:
        self.in_force = item
        self.plan_changed.emit()
