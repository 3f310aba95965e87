"""Sends what an operator asks of incidents, and says in one sentence what came of it."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.bridge.hub import Hub
from app.bridge.views import EngineAway
from app.domain.acts import Outcome
from app.domain.devices import Device
from app.domain.incidents import acts
from app.domain.incidents.incident import Incident
from app.domain.rights import Right
from app.wire.incidents import Incidental
from widgets import tasks
from widgets.access.permits import Permits
from widgets.access.refusal_words import needs, needs_briefly
from widgets.access.refusals import refusal_here

OTHER_RIGHTS: dict[type, Right] = {
    acts.WatchIncident: Right.NOTE,
    acts.NoteIncident: Right.NOTE,
    acts.AssignCrew: Right.DISPATCH,
    acts.MoveCrew: Right.DISPATCH,
    acts.BeginAttachment: Right.NOTE,
}


def right_for(act: type) -> Right:
    """What an act on an incident needs, as the engine asks for it."""
    return OTHER_RIGHTS.get(act, Right.ACKNOWLEDGE)


class IncidentRequests(QObject):
    """One for each view, so that an answer appears where it was asked for. GUI thread."""

    answered = Signal(str)
    """A sentence: what was done, or why it was not."""
    done = Signal(object, object)
    """An act that was applied, and its `Incidental`."""
    refused = Signal(object, str)
    """An act that was not, and why."""
    superseded = Signal(object, str)
    """An act that was not, since more has happened than was known here, and why; before `refused`."""

    def __init__(self, hub: Hub, parent: QObject) -> None:
        super().__init__(parent)
        self.hub = hub

    def ask(self, act: acts.IncidentAct, about: Incident | None = None) -> None:
        """`about` is the incident as it stands on the screen. Nothing is asked that this console already
        bars; the engine looks at the rights again."""
        reason = self.why_not(right_for(type(act)), about)
        if reason:
            self._refuse(act, reason)
            return
        tasks.run(
            self,
            self.hub.incidents.act(act),
            lambda answer: self._take(act, answer),
            lambda problem: self._fail(act, problem),
        )

    def why_not(self, right: Right, about: Incident | None, *, briefly: bool = False) -> str:
        """Why the operator may not do this to the incident, or without one to any; empty when they may.
        Rights that are limited to kinds of devices and zones are held against its device and its zone."""
        access, permits = self.hub.access, Permits(self.hub)
        session = access.session
        if session is None or session.locked or session.must_change:
            return permits.why_not(right, briefly=briefly)
        if about is None:
            return "" if permits.holds(right) else permits.why_not(right, briefly=briefly)
        place = self._reach(about)
        if access.may(right, place):
            return ""
        who = access.who_may(right, place)
        roles = () if access.rules is None else access.rules.roles
        return needs_briefly(who.roles, roles) if briefly else needs(who.roles, roles, who.present)

    def _reach(self, incident: Incident) -> Device:
        known = self.hub.devices.get(incident.device) if incident.device else None
        return Device(incident.device, "" if known is None else known.kind, "", zone=incident.zone)

    def _take(self, act: acts.IncidentAct, answer: Incidental) -> None:
        if answer.verdict.outcome is Outcome.APPLIED:
            self.done.emit(act, answer)
            self.answered.emit(self.done_words(act, answer))
        else:
            sentence = refusal_here(answer.verdict, self.hub.access) or self.tr("Not done.")
            if answer.verdict.outcome is Outcome.SUPERSEDED:
                self.superseded.emit(act, sentence)
            self._refuse(act, sentence)

    def _fail(self, act: acts.IncidentAct, problem: Exception) -> None:
        known = isinstance(problem, EngineAway)
        sentence = self.tr("No answer from the engine. See what the incident says before asking again.")
        self._refuse(act, sentence if known else self.tr("It could not be asked."))

    def _refuse(self, act: acts.IncidentAct, sentence: str) -> None:
        self.refused.emit(act, sentence)
        self.answered.emit(sentence)

    def done_words(self, act: acts.IncidentAct, answer: Incidental) -> str:
        """What was done, in a few words."""
        words = {
            acts.OpenIncident: self.tr("{0} opened"),
            acts.AcknowledgeIncident: self.tr("{0} taken"),
            acts.GiveIncident: self.tr("{0} given"),
            acts.NoteIncident: self.tr("Note kept"),
            acts.MoveAlarms: self.tr("Alarms moved out"),
            acts.MarkCause: self.tr("First cause marked"),
            acts.MergeIncident: self.tr("{0} merged"),
            acts.AssignCrew: self.tr("Crew assigned"),
            acts.MoveCrew: self.tr("Written down"),
            acts.TickStep: self.tr("Step ticked"),
            acts.UntickStep: self.tr("Step open again"),
            acts.ResolveIncident: self.tr("{0} resolved"),
            acts.CloseIncident: self.tr("{0} closed"),
            acts.ReopenIncident: self.tr("{0} reopened"),
        }
        return words.get(type(act), self.tr("Done")).format(answer.incident)
