"""The order that holds for a group by hand: found among the newest of what was asked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from app.bridge.hub import Hub
from app.domain.command_groups import CommandGroup
from app.domain.commands import Command, CommandState, Source
from app.domain.orders import Action, Order
from widgets.control.lighting.scene import LampScene, Places

LEVELS = frozenset({Action.SET_LEVEL, Action.RESUME_PROGRAMME})
NOT_SENT = frozenset({CommandState.CANCELLED, CommandState.EXPIRED})
COVERS = 0.5
"""Of a group: an order for fewer of its lamps does not speak for it."""
LOOKED_AT = 400
"""Newest commands of single lamps that are searched."""


@dataclass(frozen=True, slots=True)
class HandOrder:
    """`at` epoch ms."""

    order: Order
    operator: str
    at: int
    incident: str = ""


def newest_by_hand(hub: Hub, scene: LampScene, members: Places) -> HandOrder | None:
    """The newest order of an operator for most of these lamps; None where there is none that is known, or
    where its end is over."""
    if not len(members):
        return None
    found = _of_groups(hub.control.groups.values(), scene, members)
    if len(members) == 1:
        device = scene.device(int(members[0]))
        single = None if device is None else _of_device(hub, device.id)
        if single is not None and (found is None or single.at > found.at):
            found = single
    if found is None or found.order.action is Action.RESUME_PROGRAMME:
        return None
    ended = found.order.until is not None and found.order.until <= hub.now()
    return None if ended else found


def _of_groups(groups: Iterable[CommandGroup], scene: LampScene, members: Places) -> HandOrder | None:
    ordered = sorted(groups, key=lambda one: one.started, reverse=True)
    inside = np.zeros(scene.lamps.count, np.bool_)
    inside[members] = True
    for one in ordered:
        if one.order.action not in LEVELS:
            continue
        meant = scene.members(one.target)
        if inside[meant].sum() >= COVERS * len(members):
            return HandOrder(one.order, one.operator, one.started, one.incident)
    return None


def _of_device(hub: Hub, device: str) -> HandOrder | None:
    newest: list[Command] = hub.control.of_device(device)[:LOOKED_AT]
    for one in newest:
        by_hand = one.source is Source.OPERATOR and one.order.action in LEVELS
        if by_hand and one.state not in NOT_SENT:
            return HandOrder(one.order, one.operator, one.sent_at or one.issued, one.incident)
    return None
