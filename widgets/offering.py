"""What the operator of a window can do now, what not, and why."""

from __future__ import annotations

from app.domain.rights import Right
from widgets.access.doorkeeper import Doorkeeper
from widgets.access.permits import Permits
from widgets.access.sign_in import ENDED
from widgets.action import Action, Situation
from widgets.actions import ACTIONS
from widgets.alarm_watch import AlarmWatch
from widgets.commandable import Commandable
from widgets.incidents.escalation_notice import EscalationNotice
from widgets.incidents.record.requests import IncidentRequests
from widgets.palette_index import Entry, Sort
from widgets.parts import ConsoleParts


class Offering:
    """Judges the table of actions; keeps nothing. GUI thread."""

    def __init__(
        self, parts: ConsoleParts, door: Doorkeeper, watch: AlarmWatch, escalation: EscalationNotice
    ) -> None:
        self._hub, self._selection = parts.hub, parts.selection
        self._door, self._watch = door, watch
        self._permits = Permits(parts.hub)
        self._commandable = Commandable(parts.hub, parts.actions)
        self._escalation = escalation
        self._requests = IncidentRequests(parts.hub, escalation)

    def situation(self) -> Situation:
        device = self._selection.device
        known = self._hub.devices.get(device) if device else None
        incident = self._hub.incidents.get(self._selection.incident)
        return Situation(
            signed_in=self._door.open,
            selected=bool(device),
            placed=known is not None and known.lat is not None and known.lon is not None,
            takes_orders=self._commandable.takes_orders(device),
            waiting=self._watch.standing.total,
            incident=incident is not None,
            escalated=len(self._escalation.shown),
            no_dispatch="" if incident is None else self._requests.why_not(Right.DISPATCH, incident),
            engine_ended=self._hub.link.phase in ENDED,
            rights=frozenset(right for right in Right if self._permits.may(right, device)),
            no_orders=self._commandable.why_not(device),
            no_light=self._permits.why_not(Right.COMMAND_LUMINAIRES),
        )

    def entries(self) -> list[Entry]:
        """For the palette."""
        situation = self.situation()
        return [
            Entry(
                Sort.ACTION,
                each.id,
                each.name(),
                self.why_not(each),
                each.key_name(),
                enabled=each.possible(situation),
            )
            for each in ACTIONS
            if each.call is not None and each.id != "palette"
        ]

    def why_not(self, wanted: Action) -> str:
        """The reason, where it is the rights that keep an action off."""
        if not self._door.open:
            return ""
        if wanted.right is not None:
            return self._permits.why_not(wanted.right, self._selection.device)
        situation = self.situation()
        return wanted.barred(situation) if wanted.fits(situation) else ""
