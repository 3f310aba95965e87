"""What would come of each act on an incident, without any of the engine's checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.domain.incidents import acts, events
from app.domain.incidents.incident import Incident
from app.domain.incidents.states import Resolution, TaskState
from tests.widgets.soft_incident_rules import BURST

Bodies = Callable[[Any, Incident, str], list[events.EventBody]]

BODIES: dict[type, Bodies] = {
    acts.AcknowledgeIncident: lambda _, incident, by: [
        events.Acknowledged(),
        *([] if incident.owner else [events.OwnerSet(by)]),
    ],
    acts.GiveIncident: lambda act, *_: [events.OwnerSet(act.to, act.reason)],
    acts.WatchIncident: lambda act, _, by: [events.Watched(by, act.on)],
    acts.NoteIncident: lambda act, *_: [events.Noted(act.text)],
    acts.SetPriority: lambda act, *_: [events.PrioritySet(act.priority, act.reason)],
    acts.DescribeIncident: lambda act, *_: [
        events.Described(act.kind, act.title, act.place, act.zone, act.lat, act.lon)
    ],
    acts.LinkDevice: lambda act, *_: [events.DeviceLinked(act.device, act.on)],
    acts.MoveAlarms: lambda act, *_: [events.AlarmsMovedOut(act.alarms, act.to)],
    acts.MarkCause: lambda act, *_: [events.CauseMarked(act.alarm)],
    acts.MergeIncident: lambda act, *_: [
        events.Closed(Resolution.MERGED, "", act.into),
    ],
    acts.AssignCrew: lambda act, *_: [
        events.CrewMoved(
            act.crew, TaskState.ASSIGNED, "" if act.by_radio else "c-0001", act.note, act.by_radio
        )
    ],
    acts.MoveCrew: lambda act, *_: [events.CrewMoved(act.crew, act.state, text=act.text, by_hand=True)],
    acts.TickStep: lambda act, *_: [
        events.StepTicked(act.step, act.version, act.choice, act.given, act.note)
    ],
    acts.UntickStep: lambda act, *_: [events.StepUnticked(act.step, act.reason)],
    acts.FollowProcedure: lambda act, *_: [events.ProcedureSet(act.procedure, BURST.version)],
    acts.ResolveIncident: lambda act, *_: [events.Resolved(act.reason)],
    acts.CloseIncident: lambda act, incident, _: [
        events.Closed(act.resolution, act.reason, act.leads_to, incident.active)
    ],
    acts.ReopenIncident: lambda act, *_: [events.Reopened(act.reason)],
}
