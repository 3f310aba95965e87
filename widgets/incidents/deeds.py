"""Does what the buttons and the menu of the panel say: asks at once, or opens the dialog for it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QMenu, QWidget

from app.bridge.hub import Hub
from app.domain.incidents import acts
from app.domain.incidents.incident import Incident, Record
from app.domain.incidents.procedures import Procedure
from app.domain.incidents.states import IncidentState, Resolution
from app.domain.incidents.steps import missing_steps
from app.domain.plain_text import shown
from app.domain.rights import Right
from widgets.alarms.dialogs import ReasonDialog
from widgets.incidents.dialogs.cause import CauseDialog
from widgets.incidents.dialogs.close import CloseDialog
from widgets.incidents.dialogs.crew_picker import CrewPicker
from widgets.incidents.dialogs.describe import DescribeDialog
from widgets.incidents.dialogs.follow import FollowDialog
from widgets.incidents.dialogs.frame import ActDialog
from widgets.incidents.dialogs.give import GiveDialog
from widgets.incidents.dialogs.link_device import LinkDeviceDialog
from widgets.incidents.dialogs.merge import MergeDialog
from widgets.incidents.dialogs.priority import PriorityDialog
from widgets.incidents.dialogs.split import SplitDialog
from widgets.incidents.record.menu import ENTRIES, Does, entry_text, wrong_state
from widgets.incidents.record.nearby import place_of
from widgets.incidents.record.requests import IncidentRequests, right_for
from widgets.look import Look

ByReason = acts.ResolveIncident | acts.ReopenIncident


@dataclass(frozen=True, slots=True)
class Again:
    """What was written before, and why it was not taken."""

    reason: str = ""
    why: str = ""


NOT_YET = Again()


class IncidentDeeds(QObject):
    """For the incident that the panel shows now. GUI thread."""

    said = Signal(str)
    light_up_asked = Signal()
    print_asked = Signal()

    def __init__(self, hub: Hub, look: Look, requests: IncidentRequests, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._look, self._requests, self._parent = hub, look, requests, parent
        self._incident: Incident | None = None
        self._record: Record | None = None
        self._procedure: Procedure | None = None
        requests.superseded.connect(self._ask_again)
        self._calls: Mapping[Does, Callable[[], None]] = {
            Does.TAKE: self.take,
            Does.GIVE: lambda: self._open(lambda one: GiveDialog(hub, look, one, parent)),
            Does.WATCH: self._watch,
            Does.PRIORITY: lambda: self._open(lambda one: PriorityDialog(hub, one, parent)),
            Does.DESCRIBE: lambda: self._open(lambda one: DescribeDialog(hub, one, parent)),
            Does.LINK: lambda: self._open_record(lambda one: LinkDeviceDialog(hub, look, one, parent)),
            Does.FOLLOW: lambda: self._open(lambda one: FollowDialog(hub, look, one, parent)),
            Does.LIGHT_UP: self.light_up_asked.emit,
            Does.MOVE_OUT: lambda: self._open_record(
                lambda one: SplitDialog(hub, look, one, parent, own=False)
            ),
            Does.SPLIT: lambda: self._open_record(lambda one: SplitDialog(hub, look, one, parent)),
            Does.CAUSE: lambda: self._open_record(lambda one: CauseDialog(hub, look, one, parent)),
            Does.MERGE: lambda: self._open(lambda one: MergeDialog(hub, look, one, parent)),
            Does.RESOLVE: self._resolve,
            Does.SOLVED: lambda: self._close(Resolution.SOLVED),
            Does.CANCELLED: lambda: self._close(Resolution.CANCELLED),
            Does.FALSE_ALARM: lambda: self._close(Resolution.FALSE_ALARM),
            Does.DUPLICATE: lambda: self._close(Resolution.DUPLICATE),
            Does.REOPEN: self._reopen,
            Does.PRINT: self.print_asked.emit,
        }

    def attend_to(
        self, incident: Incident | None, record: Record | None, procedure: Procedure | None
    ) -> None:
        """What stands on the screen now."""
        self._incident, self._record, self._procedure = incident, record, procedure

    def why_not(self, does: Does) -> str:
        """Why it cannot be done now; empty when it can."""
        entry = next(one for one in ENTRIES if one.does is does)
        incident = self._incident
        if incident is None:
            return self.tr("No incident chosen")
        others = len(self._hub.incidents.open) - (incident.id in self._hub.incidents.open)
        wrong = wrong_state(entry, incident, self._record, others, self._hub.operator)
        if does is Does.LIGHT_UP:
            return wrong or self._why_not_light(incident)
        if entry.act is None:
            return wrong or self._requests.why_not(Right.EXPORT, None, briefly=True)
        return wrong or self._requests.why_not(right_for(entry.act), incident, briefly=True)

    def _why_not_light(self, incident: Incident) -> str:
        """Which luminaires are in reach is looked at with the place."""
        if place_of(self._hub, incident) is None:
            return self.tr("It has no place on the map")
        return self._requests.why_not(Right.COMMAND_LUMINAIRES, None, briefly=True)

    def do(self, does: Does) -> None:
        """Or say why not."""
        reason = self.why_not(does)
        if reason:
            self.said.emit(reason)
        else:
            self._calls[does]()

    def fill(self, menu: QMenu) -> None:
        """Every entry; one that cannot be used is off and says why."""
        menu.clear()
        incident = self._incident
        watching = incident is not None and self._hub.operator in incident.watchers
        for entry in ENTRIES:
            if entry.begins:
                menu.addSeparator()
            reason, text = self.why_not(entry.does), entry_text(entry.does, watching=watching)
            item = menu.addAction(f"{text}\t{reason}" if reason else text)
            item.setData(entry.does)
            item.setEnabled(not reason)
            item.triggered.connect(lambda _=False, does=entry.does: self.do(does))

    # One by one

    def take(self) -> None:
        incident = self._incident
        if incident is None:
            return
        mine = self._hub.operator
        if incident.owner not in ("", mine):
            self._open(lambda one: GiveDialog(self._hub, self._look, one, self._parent))
        elif incident.state is IncidentState.NEW:
            self._requests.ask(acts.AcknowledgeIncident(incident.id, incident.version), incident)
        else:
            self._requests.ask(acts.GiveIncident(incident.id, incident.version, mine), incident)

    def dispatch(self) -> None:
        """Choose a crew to send, or say why none can be sent."""
        reason = self.why_not_dispatch()
        if reason:
            self.said.emit(reason)
        else:
            self._open(lambda one: CrewPicker(self._hub, self._look, one, self._parent))

    def why_not_dispatch(self) -> str:
        incident = self._incident
        if incident is None:
            return self.tr("No incident chosen")
        if not incident.open:
            return self.tr("The incident is closed.")
        if incident.state is IncidentState.RESOLVED:
            return self.tr("The incident is resolved.")
        return self._requests.why_not(Right.DISPATCH, incident, briefly=True)

    def _watch(self) -> None:
        incident = self._incident
        if incident is not None:
            on = self._hub.operator not in incident.watchers
            self._requests.ask(acts.WatchIncident(incident.id, on), incident)

    def _resolve(self, again: Again = NOT_YET) -> None:
        incident = self._incident
        if incident is None:
            return
        left = 0
        if self._record is not None and self._procedure is not None:
            left = len(missing_steps(self._procedure, self._record.ticks))
        prompt = self.tr("How it was solved")
        if left:
            prompt = self.tr("Required steps open: {0}. Write why").format(left)
        title, press = self.tr("The cause is gone"), self.tr("Resolved")
        self._ask_reason(acts.ResolveIncident, title, prompt, press, again)

    def _reopen(self, again: Again = NOT_YET) -> None:
        title, prompt = self.tr("Reopen the incident"), self.tr("Write the reason")
        self._ask_reason(acts.ReopenIncident, title, prompt, self.tr("Reopen"), again)

    def _ask_again(self, act: acts.IncidentAct, why: str) -> None:
        """With what was written, about the incident as it stands now; where it can still be done."""
        if not isinstance(act, ByReason) or self._incident is None or self._incident.id != act.incident:
            return
        again = Again(act.reason, why)
        if isinstance(act, acts.ResolveIncident) and not self.why_not(Does.RESOLVE):
            self._resolve(again)
        elif isinstance(act, acts.ReopenIncident) and not self.why_not(Does.REOPEN):
            self._reopen(again)

    def _close(self, resolution: Resolution) -> None:
        self._open(lambda one: CloseDialog(self._hub, self._look, one, resolution, self._parent))

    def _ask_reason(self, act: type[ByReason], title: str, prompt: str, press: str, again: Again) -> None:
        """What is asked is about the incident as it stands while the dialog opens: nothing newer was seen."""
        incident = self._incident
        if incident is None:
            return
        subject = f"{incident.id} · {shown(incident.title)}"
        lines = "\n".join(part for part in (subject, again.why) if part)
        dialog = ReasonDialog(title, lines, prompt, press, self._parent)
        dialog.text.setText(again.reason)
        dialog.given.connect(
            lambda reason: self._requests.ask(act(incident.id, incident.version, reason), incident)
        )
        _open(dialog)

    def _open(self, make: Callable[[Incident], ActDialog]) -> None:
        if self._incident is not None:
            self._show(make(self._incident))

    def _open_record(self, make: Callable[[Record], ActDialog]) -> None:
        if self._record is not None:
            self._show(make(self._record))

    def _show(self, dialog: ActDialog) -> None:
        dialog.said.connect(self.said)
        dialog.open()


def _open(dialog: QDialog) -> None:
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
