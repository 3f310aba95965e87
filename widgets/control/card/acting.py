"""Turns what is pressed on the card into requests, each decided anew from what stands at that moment."""

from __future__ import annotations

from app.domain import control_acts as acts
from app.domain.devices import Device
from app.domain.orders import Action, Order, Scope, Target
from widgets.control.card.offers import Draft, Offer, Press
from widgets.control.card.situation import Situation
from widgets.control.requests import ControlRequests


def target(device: Device) -> Target:
    return Target(Scope.DEVICE, device.kind, (device.id,))


def press(requests: ControlRequests, now: Situation, draft: Draft, offer: Offer) -> bool:
    """Ask what the offer says; False when it was not asked."""
    selection, order = now.selection, draft.order
    match offer.press:
        case Press.SELECT if order is not None:
            return requests.select(acts.Select(target(now.device), order, draft.reason, draft.incident))
        case Press.COMMAND if order is not None:
            return requests.issue(acts.Command(target(now.device), order, draft.reason, draft.incident))
        case Press.REVIEW if selection is not None:
            return requests.review(selection)
        case Press.SIGN if selection is not None:
            return requests.sign(
                acts.Sign(selection.id, selection.version, draft.passed, draft.passing_reason)
            )
        case Press.OPERATE if selection is not None:
            return requests.issue(
                acts.Operate(selection.id, selection.version, draft.passed, draft.passing_reason)
            )
    return False


def sign_here(requests: ControlRequests, now: Situation, draft: Draft, approver: str, password: str) -> bool:
    selection = now.selection
    if selection is None or not now.mine:
        return False
    return requests.sign(
        acts.SignHere(selection.id, selection.version, approver, password, draft.passed, draft.passing_reason)
    )


def hold_position(requests: ControlRequests, now: Situation, incident: str) -> bool:
    return requests.issue(acts.Command(target(now.device), Order(Action.HOLD), incident=incident))
