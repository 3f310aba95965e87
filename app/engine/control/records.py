"""What goes on the audit trail about control: what was ordered, by whom, why, and what became of it."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable

from app.domain.audit import Came, Deed, Draft
from app.domain.command_groups import CommandGroup
from app.domain.commands import Command, CommandState, DeviceControl, Measured, Source
from app.domain.instant import Instant
from app.domain.orders import Order, Scope, Target
from app.domain.selections import Selection
from app.engine.access.entries import Asked, written
from app.engine.access.recording import Doing, Recording
from app.engine.ports import Trail

GROUPS_REMEMBERED = 500
"""Ended groups whose entry was written; their last change may be told more than once."""


class Records(Recording):
    """Engine's thread."""

    def __init__(
        self, trail: Trail, control_of: Callable[[str], DeviceControl], now: Callable[[], Instant]
    ) -> None:
        super().__init__(trail, now)
        self._control_of = control_of
        self._groups: OrderedDict[str, None] = OrderedDict()

    def selection_ended(self, selection: Selection, why: str, now: Instant) -> None:
        """By its time, or because its operator is gone."""
        self._follow(
            now,
            Deed.SELECTION_ENDED,
            selection.operator,
            Came.APPLIED,
            console=selection.console,
            subject=words_of(selection.target),
            details=written({"why": why, "selection": selection.id, "order": told(selection.order)}),
        )

    def ended(self, commands: Iterable[Command], now: Instant) -> None:
        """Commands that operators gave, or that followed from theirs; of the latter also that they were sent.
        Those of a group are told by its own entry; what programmes do is in the history of commands."""
        for command in commands:
            if command.group or command.source is Source.PROGRAMME:
                continue
            if command.ended:
                self._ended(command, now)
            elif command.source is Source.AUTOMATIC:
                self._sent(command, now)

    def group_ended(self, group: CommandGroup, now: Instant) -> None:
        if not group.ended or group.id in self._groups:
            return
        self._groups[group.id] = None
        if len(self._groups) > GROUPS_REMEMBERED:
            self._groups.popitem(last=False)
        counts = {name: getattr(group, name) for name in ("total", "sent", "confirmed", "failed", "skipped")}
        self._follow(
            now,
            Deed.GROUP_ENDED,
            group.operator,
            Came.APPLIED if not group.failed else Came.FAILED,
            subject=words_of(group.target),
            reason=group.reason,
            details=written(
                {
                    "group": group.id,
                    "order": told(group.order),
                    "skips": {skip.reason: skip.count for skip in group.skips},
                    "stopped_by": group.stopped_by,
                    **counts,
                }
            ),
        )

    def _sent(self, command: Command, now: Instant) -> None:
        """By no operator: what it follows from is the command that is its cause."""
        details = {
            "command": command.id,
            "order": told(command.order),
            "source": str(command.source),
            "cause": command.cause,
            "incident": command.incident,
            "before": three(command.asked_before, command.force_before, command.before),
        }
        self._follow(
            now,
            Deed.COMMAND,
            command.operator,
            Came.APPLIED,
            subject=command.device,
            details=written({name: value for name, value in details.items() if value}),
        )

    def _ended(self, command: Command, now: Instant) -> None:
        control = self._control_of(command.device)
        self._follow(
            now,
            Deed.COMMAND_ENDED,
            command.operator,
            Came.APPLIED if command.state is CommandState.CONFIRMED else Came.FAILED,
            subject=command.device,
            refusal=str(command.end)
            or ("" if command.state is CommandState.CONFIRMED else str(command.state)),
            reason=command.reason,
            details=written(
                {
                    "command": command.id,
                    "order": told(command.order),
                    "state": str(command.state),
                    "approver": command.approver,
                    "cause": command.cause,
                    "before": three(command.asked_before, command.force_before, command.before),
                    "after": three(control.asked, control.in_force, command.measured),
                }
            ),
        )

    def _follow(self, now: Instant, deed: Deed, operator: str, came: Came, **more: str) -> None:
        self._trail.note(Draft(now.wall, operator, str(deed), str(came), **more))


def about(asked: Asked, deed: Deed, selection: Selection | None, reason: str = "") -> Doing:
    """What is asked of a selection; of one that is over nothing more is known."""
    if selection is None:
        return Doing(asked, deed, reason=reason)
    return Doing(
        asked,
        deed,
        subject=words_of(selection.target),
        reason=reason or selection.reason,
        details={
            "selection": selection.id,
            "order": told(selection.order),
            "incident": selection.incident,
            "operator": selection.operator if selection.operator != asked.ask.operator else "",
        },
    )


def told(order: Order) -> dict[str, object]:
    """An order's particulars, without those that say nothing."""
    particulars = {
        "value": order.value,
        "over_s": order.over_s or None,
        "until": order.until,
        "tone": order.tone or None,
        "duration_s": order.duration_s or None,
        "test": order.test or None,
    }
    return {
        "action": str(order.action),
        **{key: value for key, value in particulars.items() if value is not None},
    }


def three(asked: float | None, in_force: float | None, measured: Iterable[Measured]) -> dict[str, object]:
    """Asked, in force and measured."""
    values = {one.quantity: one.value for one in measured}
    return {"asked": asked, "in_force": in_force, "measured": values}


def words_of(target: Target) -> str:
    """The ids of devices, or the target in words, as a subject of the trail."""
    match target.scope:
        case Scope.DEVICE | Scope.DEVICES:
            return " ".join(target.ids)
        case Scope.ZONE:
            return f"zone {target.zone}"
        case Scope.AREA:
            return f"area of {len(target.ring)} corners"
        case Scope.PLACE:
            lon, lat = target.ring[0] if target.ring else (0.0, 0.0)
            return f"place {lat:.5f},{lon:.5f} within {target.radius_m:.0f} m"
        case _:
            return " ".join([str(target.scope), *target.ids])
