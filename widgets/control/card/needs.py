"""Whether an order needs a selection, and whether it needs a second signature."""

from __future__ import annotations

from app.domain.orders import Order
from app.wire.control import Conditions, ControlRules
from widgets.control.card.situation import Situation


def selection(now: Situation, order: Order | None, found: Conditions | None) -> bool:
    """What brings a device to rest goes out directly where another has it reserved."""
    spec = now.spec(order)
    if spec is None:
        return True
    if now.selection is not None and not now.mine and spec.safe:
        return found is not None and found.needs_approval
    return spec.select or (found is not None and found.needs_selection)


def signature(
    now: Situation, order: Order | None, found: Conditions | None, rules: ControlRules | None
) -> bool:
    """By the engine's word where it is there, otherwise by the rules."""
    if now.selection is not None and order is now.selection.order:
        return now.selection.needs_approval
    if found is not None:
        return found.needs_approval
    names = {now.device.id, "" if order is None else f"{now.device.kind}.{order.deed}"}
    return rules is not None and bool(names & set(rules.critical))
