"""Who may ask what: every request of a console passes here before anything is looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.domain import acts, shifts, work_plan
from app.domain import control_acts as control
from app.domain.acts import Act, Outcome, Refusal, Seen, Verdict
from app.domain.devices import Device
from app.domain.incidents import acts as incidents
from app.domain.rights import Right, Role, allows, who_may
from app.wire import administration as admin
from app.wire import video, video_evidence
from app.wire.access import Session
from app.wire.messages import StopEngine

HANDLING = (Right.ACKNOWLEDGE,)
"""Whoever acknowledges alarms handles incidents; whoever writes notes watches them and keeps a shift."""
INCIDENTS: Mapping[type, tuple[Right, ...]] = {
    incidents.OpenIncident: HANDLING,
    incidents.AcknowledgeIncident: HANDLING,
    incidents.GiveIncident: HANDLING,
    incidents.WatchIncident: (Right.NOTE,),
    incidents.NoteIncident: (Right.NOTE,),
    incidents.SetPriority: HANDLING,
    incidents.DescribeIncident: HANDLING,
    incidents.LinkDevice: HANDLING,
    incidents.MoveAlarms: HANDLING,
    incidents.MarkCause: HANDLING,
    incidents.MergeIncident: HANDLING,
    incidents.AssignCrew: (Right.DISPATCH,),
    incidents.MoveCrew: (Right.DISPATCH,),
    incidents.TickStep: HANDLING,
    incidents.UntickStep: HANDLING,
    incidents.FollowProcedure: HANDLING,
    incidents.ResolveIncident: HANDLING,
    incidents.CloseIncident: HANDLING,
    incidents.ReopenIncident: HANDLING,
    incidents.BeginAttachment: (Right.NOTE,),
    incidents.AttachmentPart: (Right.NOTE,),
    incidents.FinishAttachment: (Right.NOTE,),
    shifts.BeginShift: (Right.NOTE,),
    shifts.NoteShift: (Right.NOTE,),
    shifts.OfferShift: (Right.NOTE,),
    shifts.TakeOverShift: (Right.NOTE,),
    shifts.EndShift: (Right.NOTE,),
}

LOOKING_BACK = (Right.VIDEO_PLAYBACK, Right.VIDEO_LIVE)
"""Whoever watches live may see the last moments again; the desk knows how far back."""
VIDEO: Mapping[type, tuple[Right, ...]] = {
    video.WatchCameras: (Right.VIDEO_LIVE,),
    video.ViewStills: (Right.VIDEO_FACES,),
    video.MoveCamera: (Right.VIDEO_STEER,),
    video.CentreCamera: (Right.VIDEO_STEER,),
    video.GoToPreset: (Right.VIDEO_STEER,),
    video.KeepClip: (Right.NOTE,),
    video.ReleaseClip: (Right.VIDEO_EXPORT,),
    video.ReviewScene: (Right.NOTE,),
    video.OpenPlayback: LOOKING_BACK,
    video.SteerPlayback: LOOKING_BACK,
    video.ClosePlayback: LOOKING_BACK,
    video_evidence.BeginExport: (Right.VIDEO_EXPORT,),
    video_evidence.SignManifest: (Right.VIDEO_EXPORT,),
}

WHILE_LOCKED = frozenset((video.WatchCameras,))
"""A lock takes away the hands, not the eyes."""

COMMANDING = (Right.COMMAND_LUMINAIRES, Right.OPERATE_VALVES, Right.SOUND_SIRENS)
COMMANDED: Mapping[type, tuple[Right, ...]] = {
    control.Select: COMMANDING,
    control.Review: COMMANDING,
    control.Release: COMMANDING,
    control.Sign: (Right.APPROVE,),
    control.SignHere: COMMANDING,
    control.Operate: COMMANDING,
    control.Command: COMMANDING,
    control.LightUp: (Right.COMMAND_LUMINAIRES,),
    control.CancelCommand: COMMANDING,
    control.StopGroup: COMMANDING,
    control.RetryGroup: COMMANDING,
    control.TagDevice: (Right.OUT_OF_SERVICE,),
    control.UntagDevice: (Right.OUT_OF_SERVICE,),
    control.PutGroup: COMMANDING,
    control.DropGroup: COMMANDING,
    control.ReadConditions: (*COMMANDING, Right.APPROVE),
    **INCIDENTS,
    **VIDEO,
}
"""Here the right over any device is enough: which devices or incidents are meant, and whether it reaches
them, the desks find out."""

NEEDS: Mapping[type, tuple[Right, ...]] = {
    acts.Acknowledge: (Right.ACKNOWLEDGE,),
    acts.Reset: (Right.ACKNOWLEDGE,),
    acts.Shelve: (Right.SHELVE,),
    acts.Unshelve: (Right.SHELVE,),
    acts.TakeOutOfService: (Right.OUT_OF_SERVICE,),
    acts.ReturnToService: (Right.OUT_OF_SERVICE,),
    acts.Comment: (Right.NOTE,),
    StopEngine: (Right.STOP_ENGINE,),
    admin.ListOperators: (Right.ADMINISTER, Right.READ_AUDIT),
    admin.AddOperator: (Right.ADMINISTER,),
    admin.ChangeOperator: (Right.ADMINISTER,),
    admin.ResetOperator: (Right.ADMINISTER,),
    admin.EndSession: (Right.ADMINISTER,),
    admin.PutRole: (Right.ADMINISTER,),
    admin.DropRole: (Right.ADMINISTER,),
    admin.ReadAudit: (Right.READ_AUDIT,),
    admin.VerifyAudit: (Right.READ_AUDIT,),
    admin.NoteExport: (Right.EXPORT,),
    admin.ReadSettings: (Right.EDIT_SETTINGS, Right.READ_AUDIT),
    admin.ChangeSettings: (Right.EDIT_SETTINGS,),
    admin.ImportSettings: (Right.EDIT_SETTINGS,),
    admin.RestoreSettings: (Right.EDIT_SETTINGS,),
    admin.ExportSettings: (Right.EDIT_SETTINGS,),
    admin.PutSecret: (Right.ADMINISTER,),
    admin.TestBroker: (Right.EDIT_SETTINGS,),
    control.PutPlan: (Right.EDIT_RULES,),
    incidents.PutProcedure: (Right.EDIT_RULES,),
    video.PutCamera: (Right.EDIT_SETTINGS,),
    video.DropCamera: (Right.EDIT_SETTINGS,),
    video.FindCameras: (Right.EDIT_SETTINGS,),
    video.TryCamera: (Right.EDIT_SETTINGS,),
    work_plan.PutWorkPlan: (Right.EDIT_SETTINGS,),
    **COMMANDED,
}
"""Any one of the rights is enough. A request that is not listed cannot be asked by anybody."""


DONE = Verdict(Outcome.APPLIED)


@dataclass(frozen=True, slots=True)
class Passed:
    """What is left of a request: `body` may be done; `kept_back` are alarms that this operator may not touch.

    Without a body all of it is refused by `verdict`.
    """

    body: Any | None
    verdict: Verdict = DONE
    kept_back: tuple[Seen, ...] = ()


class Gate:
    """Engine's thread. `device` looks a device up, `roles` gives the roles as they are now, `factor_for` the
    ids of those that must have a second factor."""

    def __init__(
        self,
        device: Callable[[str], Device | None],
        roles: Callable[[], Iterable[Role]],
        factor_for: Callable[[], Iterable[str]] = tuple,
    ) -> None:
        self._device, self._roles, self._factor_for = device, roles, factor_for

    def check(self, body: Any, operator: str, session: Session | None) -> Passed:
        """Whether the session at this console lets `operator` have this done."""
        standing = _standing(operator, session, type(body))
        if standing is not None or session is None:
            return _refused(standing or Refusal.NOT_SIGNED_IN)
        if not session.second_factor and not set(self._factor_for()).isdisjoint(session.roles):
            return _refused(Refusal.SECOND_FACTOR)
        needs = NEEDS.get(type(body), ())
        if isinstance(body, acts.Acknowledge | acts.Reset):
            return self._sift(body, needs[0], session)
        if type(body) in COMMANDED:
            return self._check_anywhere(body, needs, session)
        device = self._device_of(body)
        if not any(_may(session, right, device) for right in needs):
            return _refused(Refusal.NOT_PERMITTED, self._who(needs, device))
        return Passed(body)

    def _check_anywhere(self, body: Any, needs: tuple[Right, ...], session: Session) -> Passed:
        if any(grant.right in needs for grant in session.grants):
            return Passed(body)
        who = dict.fromkeys(role for right in needs for role in self._with(right))
        return _refused(Refusal.NOT_PERMITTED, tuple(who))

    def _with(self, right: Right) -> Iterable[str]:
        """The roles that have the right over anything at all."""
        return (role.id for role in self._roles() if any(grant.right is right for grant in role.grants))

    def _sift(self, act: acts.Acknowledge | acts.Reset, right: Right, session: Session) -> Passed:
        """Of several alarms those in the operator's reach; all of them refused when none is."""
        mine: list[Seen] = []
        others: list[Seen] = []
        for seen in act.alarms:
            device = self._device_behind(seen)
            (mine if _may(session, right, device) else others).append(seen)
        if others and not mine:
            return _refused(Refusal.NOT_PERMITTED, self._who((right,), self._device_behind(others[0])))
        return Passed(replace(act, alarms=tuple(mine)), kept_back=tuple(others))

    def _device_of(self, body: Act) -> Device | None:
        seen = getattr(body, "alarm", None)
        return self._device_behind(seen) if isinstance(seen, Seen) else None

    def _device_behind(self, seen: Seen) -> Device | None:
        return self._device(seen.alarm.partition(":")[0])

    def _who(self, needs: Iterable[Right], device: Device | None) -> tuple[str, ...]:
        kind, zone = _reach(device)
        roles = tuple(self._roles())
        return tuple(dict.fromkeys(role for right in needs for role in who_may(roles, right, kind, zone)))


def _standing(operator: str, session: Session | None, asked: type) -> Refusal | None:
    """Why this console may ask for nothing at all."""
    if session is None:
        return Refusal.NOT_SIGNED_IN
    if operator != session.operator:
        return Refusal.FORGED
    if session.locked and asked not in WHILE_LOCKED:
        return Refusal.LOCKED
    return Refusal.MUST_CHANGE if session.must_change else None


def _may(session: Session, right: Right, device: Device | None) -> bool:
    return allows(session.grants, right, *_reach(device))


def _reach(device: Device | None) -> tuple[str, str]:
    return ("", "") if device is None else (device.kind, device.zone)


def _refused(refusal: Refusal, who: tuple[str, ...] = ()) -> Passed:
    return Passed(None, Verdict(Outcome.REFUSED, refusal=refusal, who=who))
