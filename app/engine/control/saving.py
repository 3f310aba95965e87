"""Groups of devices that operators save under a name, to command them together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from app.domain import control_acts as acts
from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Deed
from app.domain.devices import Device
from app.domain.lighting.plan import LightingPlan
from app.domain.orders import SavedGroup, SavedGroupChanged, Scope
from app.domain.plain_text import plain
from app.domain.rights import Grant, Right, allows, who_may
from app.domain.selection_book import refused
from app.engine.access.entries import Asked
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Doing
from app.engine.control.checking import MOST_DEVICES
from app.engine.control.counter import Counter
from app.engine.server import ConsoleLink
from app.wire.frames import Ask

LONGEST_NAME = 80
LONGEST_ID = 64
MOST_SAVED = 2_000


class SavedGroups:
    """Engine's thread. `by_id` is read only."""

    def __init__(self) -> None:
        self.by_id: dict[str, SavedGroup] = {}

    def restore(self, groups: Iterable[SavedGroup]) -> None:
        self.by_id = {group.id: group for group in groups}

    def take(self, item: SavedGroupChanged) -> None:
        if item.group is None:
            self.by_id.pop(item.id, None)
        else:
            self.by_id[item.id] = item.group


class Saving:
    """Engine's thread."""

    def __init__(self, counter: Counter, saved: SavedGroups, plan: Callable[[], LightingPlan]) -> None:
        """`plan` is the one in force."""
        self._counter, self._parts, self._saved, self._plan = counter, counter.parts, saved, plan

    def handlers(self) -> dict[type, Handler]:
        return {acts.PutGroup: self._put, acts.DropGroup: self._drop}

    def _put(self, link: ConsoleLink, ask: Ask) -> None:
        wanted = _cleaned(ask.body.group)
        doing = Doing(
            Asked(link, ask),
            Deed.PUT_GROUP,
            subject=wanted.id[:LONGEST_ID],
            details={"name": wanted.name, "kind": wanted.kind, "devices": len(wanted.devices)},
        )
        verdict = self._against(doing.asked, wanted)
        kept = replace(wanted, version=wanted.version + 1)
        self._change(doing, verdict, SavedGroupChanged(kept.id, kept))

    def _drop(self, link: ConsoleLink, ask: Ask) -> None:
        held = self._saved.by_id.get(ask.body.group)
        doing = Doing(Asked(link, ask), Deed.DROP_GROUP, subject=ask.body.group[:LONGEST_ID])
        if held is None:
            self._change(doing, refused(Refusal.UNKNOWN_GROUP), SavedGroupChanged("", None))
            return
        doing = replace(doing, details={"name": held.name, "devices": len(held.devices)})
        verdict = self._may_not(doing.asked, held)
        self._change(doing, verdict, SavedGroupChanged(held.id, None))

    def _against(self, asked: Asked, wanted: SavedGroup) -> Verdict | None:
        held = self._saved.by_id.get(wanted.id)
        if not 0 < len(wanted.id) <= LONGEST_ID or not wanted.name:
            return refused(Refusal.NAME_INVALID)
        if wanted.version != (0 if held is None else held.version):
            return Verdict(Outcome.SUPERSEDED)
        if self._name_taken(wanted):
            return refused(Refusal.NAME_TAKEN)
        if not wanted.devices:
            return refused(Refusal.NO_DEVICES)
        if len(wanted.devices) > MOST_DEVICES or (held is None and len(self._saved.by_id) >= MOST_SAVED):
            return refused(Refusal.TOO_MANY)
        if any(self._kind_of(device) != wanted.kind for device in wanted.devices):
            return refused(Refusal.UNKNOWN_DEVICE)
        return self._may_not(asked, *((wanted,) if held is None else (held, wanted)))

    def _may_not(self, asked: Asked, *groups: SavedGroup) -> Verdict | None:
        """A group as it was and as it will be. To change one that the plan names is to change the plan: lamps
        come under another programme by it."""
        grants = self._counter.grants_at(asked)
        if self._is_in_plan(groups[0].id) and not allows(grants, Right.EDIT_RULES):
            return refused(Refusal.NOT_PERMITTED, *who_may(self._parts.accounts.roles(), Right.EDIT_RULES))
        verdicts = (self._out_of_reach(group, grants) for group in groups)
        return next((verdict for verdict in verdicts if verdict is not None), None)

    def _is_in_plan(self, group: str) -> bool:
        targets = (assignment.target for assignment in self._plan().assignments)
        return any(target.scope is Scope.GROUP and group in target.ids for target in targets)

    def _name_taken(self, wanted: SavedGroup) -> bool:
        name = wanted.name.casefold()
        return any(one.name.casefold() == name and one.id != wanted.id for one in self._saved.by_id.values())

    def _kind_of(self, device: str) -> str:
        known = self._parts.device(device)
        return "" if known is None else known.kind

    def _out_of_reach(self, group: SavedGroup, grants: tuple[Grant, ...]) -> Verdict | None:
        """Whoever may command the devices, with any action of their kind, may save and drop their group."""
        rights = dict.fromkeys(
            spec.right for (kind, _), spec in self._parts.actions.items() if kind == group.kind
        )
        if not rights:
            return refused(Refusal.UNKNOWN_ACTION)
        found = (self._parts.device(one) for one in group.devices)
        devices: list[Device] = [one for one in found if one is not None]
        verdicts = [self._counter.weighing.lacks(devices, right, grants) for right in rights]
        return None if None in verdicts else verdicts[0]

    def _change(self, doing: Doing, verdict: Verdict | None, item: SavedGroupChanged) -> None:
        if verdict is not None:
            self._counter.done(doing.asked, self._counter.refuse(doing, verdict))
            return
        verdict = self._counter.store(doing, [item])
        if verdict.refusal is None:
            self._saved.take(item)
            self._parts.tell([item])
        self._counter.done(doing.asked, verdict)


def _cleaned(group: SavedGroup) -> SavedGroup:
    """With a name that can be shown, and every device once."""
    name = plain(group.name.strip(), LONGEST_NAME)
    return replace(group, name=name, devices=tuple(dict.fromkeys(group.devices)))
