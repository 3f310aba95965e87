"""Commands as `inspect` prints them: the whole story of each, from who asked to what a reading showed."""

from __future__ import annotations

from typing import Any

from app.bootstrap.moments import rfc3339
from app.domain.command_groups import CommandGroup
from app.domain.commands import Command, DeviceControl, Measured, Said
from app.domain.orders import Order, Target

Row = dict[str, Any]


def command_row(command: Command) -> Row:
    """The three values stand apart: `asked`, `in_force` and `measured`, each before and after."""
    return {
        "id": command.id,
        "device": command.device,
        "kind": command.kind,
        "action": str(command.order.action),
        "order": order_row(command.order),
        "state": str(command.state),
        "end": str(command.end) or None,
        "operator": command.operator or None,
        "approver": command.approver or None,
        "source": str(command.source),
        "reason": command.reason or None,
        "overrides": list(command.overrides),
        "group": command.group or None,
        "incident": command.incident or None,
        "cause": command.cause or None,
        "issued": rfc3339(command.issued),
        "expires": rfc3339(command.expires),
        "sent": _moment(command.sent_at),
        "accepted": _moment(command.accepted_at),
        "executing": _moment(command.executing_at),
        "done": _moment(command.done_at),
        "ended": _moment(command.ended_at),
        "tries": command.tries,
        "asked": {"before": command.asked_before, "after": command.order.value},
        "in_force": {"before": command.force_before},
        "measured": {"before": _measured(command.before), "after": _measured(command.measured)},
        "life": [_said(each) for each in command.life],
        "version": command.version,
    }


def group_row(group: CommandGroup) -> Row:
    return {
        "id": group.id,
        "target": target_row(group.target),
        "order": order_row(group.order),
        "state": str(group.state),
        "operator": group.operator or None,
        "approver": group.approver or None,
        "reason": group.reason or None,
        "incident": group.incident or None,
        "total": group.total,
        "sent": group.sent,
        "confirmed": group.confirmed,
        "failed": group.failed,
        "skipped": group.skipped,
        "skips": [{"reason": skip.reason, "count": skip.count} for skip in group.skips],
        "per_s": group.per_s,
        "started": rfc3339(group.started),
        "ended": _moment(group.ended),
        "stopped_by": group.stopped_by or None,
        "retry_of": group.retry_of or None,
    }


def control_row(control: DeviceControl) -> Row:
    return {
        "device": control.device,
        "asked": control.asked,
        "in_force": control.in_force,
        "manual": control.manual,
        "until": rfc3339(control.until),
        "by": control.by or None,
        "at": _moment(control.at),
        "programme": control.programme or None,
        "programme_until": _moment(control.programme_until),
        "failed": control.failed,
    }


def order_row(order: Order) -> Row:
    """What was asked, without what does not apply."""
    told: Row = {"value": order.value, "over_s": order.over_s, "until": rfc3339(order.until)}
    told |= {"tone": order.tone, "duration_s": order.duration_s, "test": order.test}
    told |= {"programme": order.programme}
    told |= {
        "levels": [
            {"at": rfc3339(each.at), "level": each.level, "ramp_s": each.ramp_s} for each in order.levels
        ]
    }
    return {name: value for name, value in told.items() if value not in (None, "", 0.0, False, [])} | (
        {} if order.value is None else {"value": order.value}
    )


def target_row(target: Target) -> Row:
    told: Row = {"scope": str(target.scope), "kind": target.kind, "zone": target.zone}
    told |= {"ids": list(target.ids[:50]), "ring": [list(corner) for corner in target.ring]}
    told |= {"radius_m": target.radius_m}
    return {name: value for name, value in told.items() if value not in ("", 0.0, [])}


def _measured(values: tuple[Measured, ...]) -> Row:
    return {each.quantity: {"value": each.value, "ts": rfc3339(each.ts)} for each in values}


def _said(said: Said) -> Row:
    return {"state": said.state, "at": rfc3339(said.at), "text": said.text or None, "late": said.late}


def _moment(ms: int) -> str | None:
    return rfc3339(ms) if ms else None
