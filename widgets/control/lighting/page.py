"""The lighting page: groups to the left; of the chosen one its values, what can be asked, and its lamps."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent

from app.bridge.hub import Hub
from app.domain.lighting.plan import InForce
from app.domain.orders import Scope, Target
from app.domain.plain_text import shown
from app.domain.rights import Right
from widgets.access.gated_page import GatedPage
from widgets.control.lighting import words
from widgets.control.lighting.asking import Asking
from widgets.control.lighting.body import Body
from widgets.control.lighting.faults_panel import fault_lines
from widgets.control.lighting.figures import LiveLamps, chosen_figures, fault_counts
from widgets.control.lighting.group_deeds import GroupDeeds
from widgets.control.lighting.groups import Drawn, Groups, Line
from widgets.control.lighting.ledger import DAYS, LampLedger
from widgets.control.lighting.night_picture import sampled
from widgets.control.lighting.orders import HandOrder, newest_by_hand
from widgets.control.lighting.place_dialog import Place
from widgets.control.lighting.plan.dialog import PlanDialog
from widgets.control.lighting.programme_panel import SAMPLE
from widgets.control.lighting.requests import LightingRequests
from widgets.control.lighting.scene import LampScene, Places
from widgets.look import Look

REFRESH_MS = 250
SLOW_MS = 1_000
SEARCH_MS = 150
HISTORY_MS = 60_000


class LightingPage(GatedPage):
    """GUI thread."""

    device_activated = Signal(str)
    """A luminaire or cabinet was chosen."""

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__(hub, look, Right.SEE)
        self._look = look
        self.scene = LampScene(hub, self)
        self.groups = Groups(hub, self.scene)
        self.requests = LightingRequests(hub, self)
        self.body = Body(hub, look, self.scene, self.requests)
        self.engine_told.connect(self._judge_rights)
        self.ledger = LampLedger(hub, self.scene, self.body.city, self)
        self.asking = Asking(hub, self.scene, self.requests, self.body, self)
        self.deeds = GroupDeeds(hub, look, self)
        self.plan: PlanDialog | None = None
        self.line: Line | None = None
        self._members: Places = np.zeros(0, np.int64)
        self._worst = 0
        self._hand: HandOrder | None = None
        self._hand_due = False
        self._timer = QTimer(self, interval=REFRESH_MS)
        self._slow = QTimer(self, interval=SLOW_MS)
        self._history = QTimer(self, interval=HISTORY_MS)
        self._typing = QTimer(self, interval=SEARCH_MS, singleShot=True)
        self._connect()
        self.hold(self.body)

    def _connect(self) -> None:
        hub, body = self._hub, self.body
        self._timer.timeout.connect(self.refresh)
        self._slow.timeout.connect(self._refresh_slowly)
        self._typing.timeout.connect(self.refresh)
        self._history.timeout.connect(self._read_history)
        self.scene.changed.connect(self._on_scene)
        for signal in (hub.control.groups_changed, hub.control.commands_changed, hub.control.loaded):
            signal.connect(self._note_orders)
        hub.control.plan_changed.connect(self._show_plan)
        hub.access.session_changed.connect(self._judge_rights)
        body.search.textChanged.connect(self._typing.start)
        body.list.chosen.connect(self.choose)
        body.table.device_activated.connect(self.device_activated)
        body.cabinet.wanted.connect(self.device_activated)
        body.programme.edit_asked.connect(self.edit_plan)
        self.deeds.connect_to(body)
        body.panels.faults.chosen.connect(body.table.show_fault)
        self.ledger.changed.connect(self._show_ledger)
        self.requests.answered.connect(body.notice.say)

    # What others call

    def show_target(self, name: str, target: Target) -> None:
        """Put what was drawn or selected elsewhere into the list, and choose it."""
        self.groups.drawn = Drawn(name, target)
        self.refresh()
        place = next((line for line in self._lines() if line.target == target), None)
        if place is not None:
            self.body.list.choose(place.key)
            self.choose(place)

    def show_area(self, ring: Sequence[tuple[float, float]]) -> None:
        """A ring that was drawn on the map: (longitude, latitude) corners, not closed."""
        target = Target(Scope.AREA, ring=tuple(ring))
        self.show_target(words.target(target), target)

    def show_devices(self, ids: Sequence[str]) -> None:
        """Luminaires that were selected elsewhere; other devices are left out."""
        kept = [one for one in ids if (d := self._hub.devices.get(one)) is not None and d.kind == "luminaire"]
        if kept:
            target = Target(Scope.DEVICES, ids=tuple(kept))
            self.show_target(words.target(target), target)

    def follow_device(self, device: str) -> None:
        """The device that is chosen in the console: the place to light up, until another is named."""
        known = self._hub.devices.get(device) if device else None
        if known is None or known.lat is None or known.lon is None:
            self.deeds.set_place(None)
        else:
            self.deeds.set_place(Place(shown(known.name or known.id), known.lat, known.lon))

    def light_up(self, place: Place) -> None:
        """Ask how far around and how long, and raise the lamps there."""
        self.deeds.set_place(place)
        self.deeds.ask_place()

    def edit_plan(self) -> None:
        """Open the editor of programmes; who may not change them sees them."""
        self.plan = PlanDialog(
            self._hub, self._look, self.body.city, self.scene, self.requests, self, self.asking.why_away
        )
        self.plan.finished.connect(self._close_plan)
        self.plan.open()

    def _close_plan(self) -> None:
        self.plan = None

    def choose(self, line: Line) -> None:
        """Show this group."""
        if self.line is not None and self.line.key != line.key:
            self.body.signing.let_go()
            self.body.table.show_fault(0)
        self.line = line
        self.body.editor.begin()
        self._take_members()
        self.refresh()
        self.asking.ask_conditions()
        if self.isVisible():
            self._read_history()

    # Looking

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.scene.watch(True)
        self._timer.start()
        self._slow.start()
        self._history.start()
        self.ledger.start()
        self.refresh()
        self._read_history()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.scene.watch(False)
        self._timer.stop()
        self._slow.stop()
        self._history.stop()
        self.ledger.stop()
        self.body.signing.let_go()

    def refresh(self) -> None:
        """Read the columns and show what they say; four times a second while it is looked at."""
        if not self.is_open:
            return
        if self.engine_up:
            self.note_read()
        live = self.groups.live()
        lines = self.groups.lines(live, self.body.search.text())
        self.body.show_lines(lines, loading=self.scene.loading)
        gone = self.line is not None and not any(line.key == self.line.key for line in lines)
        if self.line is None or (gone and not self.body.search.text() and not self.scene.loading):
            if lines:
                self.body.list.choose(lines[0].key)
                self.choose(lines[0])
            return
        self._show_chosen(live, lines)

    def _show_chosen(self, live: LiveLamps, lines: Sequence[Line]) -> None:
        assert self.line is not None
        before, key = self.line.target, self.line.key
        self.line = next((line for line in lines if line.key == key), self.line)
        if self.line.target != before:  # other lamps have a fault now
            self._take_members()
        if self._hand_due:
            self._find_hand()
        figures = chosen_figures(live, self._members, self._worst)
        in_force = self.in_force
        programme = "" if in_force is None else self._programme_name(in_force.programme)
        hand = self._hand if figures.group.manual else None
        self.body.head.show_values(figures, hand, in_force, programme)
        self.body.editor.show_figures(figures, in_force)
        self.body.programme.show_group(self.line.key, in_force, self._assigned(), hand)
        self.body.table.refresh(live)
        self.asking.judge()

    def _refresh_slowly(self) -> None:
        self.body.table.reorder()
        self.body.progress.refresh()
        self._find_hand()
        self._show_faults()
        self.body.cabinet.refresh()
        self.deeds.judge()
        self.asking.ask_conditions()

    def _lines(self) -> list[Line]:
        return self.groups.lines(self.groups.live(), self.body.search.text())

    def _on_scene(self) -> None:
        self.groups.forget()
        if self.line is not None:
            self._take_members()
        if self.isVisible():
            self.refresh()
            self._read_history()

    def _take_members(self) -> None:
        assert self.line is not None
        live = self.groups.live()
        self._members, self._worst = self.groups.fed(self.line.target)
        self.asking.show_group(self.line, self._members)
        circuits = self.scene.lamps.circuit.codes[self._members]
        fed_by = len(np.unique(circuits[circuits >= 0]))
        self.body.head.show_group(self.line, len(self._members), fed_by)
        target = self.line.target
        self.body.cabinet.show_cabinet(target.ids[0] if target.scope is Scope.CIRCUIT else "")
        hours = self.ledger.hours(self.scene.lamps.rows)
        self.body.table.model.show_group(self._members, live, hours)
        self._find_hand()
        self._show_ledger()
        self._show_faults()

    def _show_ledger(self) -> None:
        """Hours and energy of the group, as far as they are read."""
        rows, watts = self.scene.lamps.rows[self._members], self.scene.lamps.watts[self._members]
        note = self.tr("History cannot be read now.") if self.ledger.failed else self.tr("No data yet.")
        if self.ledger.loading:
            note = self.tr("Reading {0} of {1} days").format(self.ledger.read, DAYS)
        self.body.panels.hours.show_hours(self.ledger.hours(rows), note)
        unrated = int(np.isnan(watts).sum())
        self.body.panels.energy.show_days(self.ledger.energy(rows, watts), note, unrated)
        if not self.ledger.loading:
            self.body.table.model.set_hours(self.ledger.hours(self.scene.lamps.rows))

    def _show_faults(self) -> None:
        counts = fault_counts(self.groups.live(), self._members)
        lines = fault_lines(self._hub, counts, self.groups.alarms(self._members), self._hub.language)
        self.body.panels.faults.show_lines(lines)

    def _note_orders(self, _news: object = None) -> None:
        """Looked at with the next figures: thousands may come in a second."""
        self._hand_due = True

    def _find_hand(self) -> None:
        self._hand_due = False
        self._hand = newest_by_hand(self._hub, self.scene, self._members)

    # The programme

    @property
    def in_force(self) -> InForce | None:
        """What the plan wants of most lamps of the group; None where it names none of them."""
        places = self.scene.assignment[self._members]
        places = places[places >= 0]
        if not len(places):
            return None
        most = int(np.bincount(places).argmax())
        return next((one for one in self._hub.control.in_force.entries if one.assignment == most), None)

    def _assigned(self) -> int:
        """How many assignments the lamps of the group follow."""
        return len(np.unique(self.scene.assignment[self._members]))

    def _read_history(self) -> None:
        """The evening of some lamps that answer stands for the group."""
        live = self.groups.live()
        answering = self._members[live.fresh[self._members]]
        devices = (self.scene.device(int(place)) for place in sampled(answering, SAMPLE))
        self.body.programme.read_history([one for one in devices if one is not None], len(self._members))

    def _programme_name(self, programme: str) -> str:
        names = {one.id: one.name for one in self._hub.control.plan.programmes}
        return names.get(programme, programme)

    def _show_plan(self) -> None:
        if self.isVisible():
            self.refresh()

    @property
    def members(self) -> Places:
        """Of the chosen group, in the scene."""
        return self._members

    def why_not_sent(self) -> str:
        return self.asking.why_not_sent()

    def _judge_rights(self, _news: object = None) -> None:
        self.body.programme.show_rights()
        self.body.progress.refresh()
        self.deeds.judge()
        self.asking.judge()
