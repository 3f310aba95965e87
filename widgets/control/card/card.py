"""The card of one device under control: what is asked, what stands in the way, what became of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from app.bridge.hub import Hub
from app.domain import control_acts as acts
from app.domain.actions import Actions
from app.domain.acts import Outcome
from app.domain.commands import Command
from app.domain.devices import Device
from app.domain.orders import Order
from app.domain.rights import Right
from app.wire.control import Issued, Selected
from widgets import formats, tasks
from widgets.access.no_permission import NoPermission
from widgets.control.card import acting, needs, states
from widgets.control.card.condition_watch import ConditionWatch
from widgets.control.card.content import CardContent
from widgets.control.card.names import Names
from widgets.control.card.offers import LOOK_MS, Draft, Offers, Press
from widgets.control.card.pending import to_sign
from widgets.control.card.run_time import run_time
from widgets.control.card.situation import Observer, Situation
from widgets.control.card.steps import steps
from widgets.control.card.waiting import Waiting
from widgets.control.requests import ControlRequests
from widgets.look import Look

REFRESH_MS = 250
CONDITIONS_MS = 1000
RUN_TIME_MS = 60_000


class DeviceControlCard(QWidget):
    """Shows one device, or says why it cannot. While it is visible it asks once a second how the conditions
    stand. GUI thread."""

    device_wanted = Signal(str)
    """A device whose selection waits for the signature of this operator."""

    def __init__(self, hub: Hub, look: Look, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._device = ""
        self.requests = ControlRequests(hub, self)
        self._permits = self.requests.permits
        self._names = Names(hub)
        self._observer = Observer(hub, actions)
        self._offers = Offers(self._permits, self._names)
        self._watch = ConditionWatch(hub, self.requests, self)
        self.content = CardContent(hub.catalogue, self._names, look)
        self.waiting, self.barred = Waiting(self._names, look), NoPermission(look)
        self._stack = QStackedLayout(self)
        for page in (self.waiting, self.content, self.barred):
            self._stack.addWidget(page)
        self._refresh = QTimer(self, interval=REFRESH_MS)
        self._asking = QTimer(self, interval=CONDITIONS_MS)
        self._counting = QTimer(self, interval=RUN_TIME_MS)
        self._listen()
        self._connect()

    def _listen(self) -> None:
        hub, control = self._hub, self._hub.control
        for news in (
            control.selections_changed,
            control.tags_changed,
            control.rules_changed,
            hub.devices_changed,
            hub.snapshot_loaded,
            hub.link_changed,
            hub.access.session_changed,
        ):
            news.connect(self.show_now)

    def _connect(self) -> None:
        content, signing = self.content, self.content.signing
        self._refresh.timeout.connect(self.show_now)
        self._asking.timeout.connect(self._ask_conditions)
        self._counting.timeout.connect(self._ask_run_time)
        self._watch.changed.connect(self.show_now)
        self._hub.control.selections_changed.connect(self._ask_conditions)
        self._hub.control.commands_changed.connect(self._take_commands)
        self._hub.control.loaded.connect(self._take_all)
        content.editor.changed.connect(self._order_changed)
        content.conditions.passed_changed.connect(self.show_now)
        signing.edited.connect(self.show_now)
        signing.pressed.connect(self._press)
        signing.released.connect(self.release)
        signing.signed_here.connect(self._sign_here)
        content.hold_position.held.connect(self._hold_position)
        content.tag_wanted.connect(self._tag)
        content.untag_wanted.connect(self._untag)
        content.take_back.connect(self._take_back)
        for pending in (content.pending, self.waiting.pending):
            pending.device_wanted.connect(self.show_device)
            pending.device_wanted.connect(self.device_wanted)
        self.requests.answered.connect(signing.notice.say)
        self.requests.selected.connect(self._take_selected)
        self.requests.issued.connect(self._take_issued)

    # What others call

    @property
    def device(self) -> str:
        """The id of the device shown; empty for none."""
        return self._device

    def show_device(self, device_id: str) -> None:
        """Show this device; an empty or unknown id shows that none is chosen."""
        if device_id == self._device:
            return
        self._device = device_id
        device = self._known()
        self._watch.forget()
        self.content.purpose.forget()
        if device is not None:
            self.content.begin(device.kind, self._observer.specs_of(device.kind))
        self.show_now()
        self._ask_run_time()

    def offer_incident(self, incident: str) -> None:
        """The incident that is chosen in the console: orders may be given for it."""
        self.content.purpose.offer(incident)

    def show_for_incident(self, device_id: str) -> None:
        """Show this device, for orders that belong to the incident that is chosen."""
        self.show_device(device_id)
        self.content.purpose.take()

    def show_rights(self) -> None:
        """What the operator may see and do is another thing now."""
        self.show_now()

    def retranslate(self) -> None:
        self.show_now()

    def release(self) -> bool:
        """Let go of what this operator has selected here; False when there is nothing."""
        now = self._look()
        if now is None or not now.mine or now.selection is None:
            return False
        return self.requests.release(now.selection.id)

    # What is shown

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        for timer in (self._refresh, self._asking, self._counting):
            timer.start()
        self.show_now()
        self._ask_conditions()
        self._ask_run_time()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        for timer in (self._refresh, self._asking, self._counting):
            timer.stop()

    def _known(self) -> Device | None:
        return self._hub.devices.get(self._device) if self._device else None

    def _look(self) -> Situation | None:
        device = self._known()
        return None if device is None else self._observer.look(device)

    def show_now(self) -> None:
        """Write everything as it is at this moment, where somebody can see it."""
        if not self.isVisible():
            return
        now = self._look()
        signatures = to_sign(self._hub, self._permits)
        if why := states.no_card(self._hub, now):
            self.waiting.say(why, signatures, self._hub.now())
            self._stack.setCurrentWidget(self.waiting)
        elif now is not None and not self._permits.sees(now.device.id):
            self.barred.say(self._permits.why_not(Right.SEE, now.device.id))
            self._stack.setCurrentWidget(self.barred)
        elif now is not None and self._hub.control.rules is not None:
            self._stack.setCurrentWidget(self.content)
            self.content.take_rules(self._hub.control.rules)
            self.content.pending.show_selections(signatures, now.device.id, now.now)
            self._show_card(now)

    def _show_card(self, now: Situation) -> None:
        content, selection = self.content, now.selection
        if selection is not None and now.mine:
            content.editor.show_order(selection.order, selection.reason)
        content.editor.show_selected(selection, mine=now.mine)
        draft = self._draft(now)
        order = now.in_view(draft.order)
        signs = needs.signature(now, order, self._watch.found, self._hub.control.rules)
        content.head.show_now(now, order, self._hub.control.rules, self._hub.language)
        content.steps.show_steps(steps(now, self._names.of, selects=draft.selects, signs=signs))
        offer = self._offers.now(now, draft)
        content.signing.show_now(now, offer, signs=signs, passes=bool(draft.passed), barred_here=draft.away)
        last = now.out or now.followed
        watched = last.order if order is None and last is not None else order
        content.show_rest(now, watched, states.engine(self._hub), self._permits, self._hub.language)
        content.warning.say(states.broker(self._hub))
        self._show_conditions(now, order)

    def _draft(self, now: Situation) -> Draft:
        found, order = self._watch.found, self.content.editor.order()
        return Draft(
            order=order,
            reason=self.content.editor.why(),
            conditions=None if found is None else found.conditions,
            passed=self.content.conditions.passed(),
            passing_reason=self.content.signing.passing_reason.text().strip(),
            selects=needs.selection(now, order, found),
            away=states.engine(self._hub),
            incident=self.content.purpose.incident,
        )

    def _show_conditions(self, now: Situation, order: Order | None) -> None:
        part, found = self.content.conditions, self._watch.found
        if order is None and now.out is not None:
            part.say(self.tr("An order is under way. Its line below says how it goes."))
        elif order is None:
            part.say(self.tr("Choose what to do to see what must hold."))
        elif self._watch.refused:
            part.say(self.tr("The conditions cannot be read."))
        elif found is None:
            part.say(self.tr("Reading the conditions."))
        else:
            approver_here = now.mine and now.signing
            barred = "" if approver_here else self._permits.why_not(Right.OVERRIDE, now.device.id)
            accepted = () if now.selection is None else now.selection.overrides
            part.show_conditions(found.conditions, barred, accepted)

    # What is asked

    def _take_commands(self, commands: Sequence[Command]) -> None:
        """Thousands may pass that are others'."""
        if any(one.device == self._device for one in commands):
            self._observer.forget_commands()
            self.show_now()

    def _take_all(self) -> None:
        self._observer.forget_commands()
        self.show_now()

    def _order_changed(self) -> None:
        self._ask_conditions()
        self.show_now()

    def _ask_conditions(self) -> None:
        now = self._look()
        if now is None or not self.isVisible() or self._hub.link.phase != "up":
            return
        order = now.in_view(self.content.editor.order())
        if order is None:
            self._watch.forget()
        elif self._permits.sees(now.device.id):
            self._watch.ask(acts.ReadConditions(acting.target(now.device), order))

    def _ask_run_time(self) -> None:
        device = self._known()
        if device is not None and device.kind == "pump" and self.isVisible():
            tasks.run(self, self._counted(device.id), self._take_run_time, lambda _: None)

    async def _counted(self, device: str) -> tuple[str, float, int]:
        return (device, *await run_time(self._hub, device))

    def _take_run_time(self, counted: tuple[str, float, int]) -> None:
        device, hours, starts = counted
        if device == self._device:
            text = self.tr("Ran {0} h within the last 24 h · {1} starts within the last hour")
            self.content.say_run_time(text.format(formats.number(hours, 1), starts))

    def _press(self) -> None:
        now = self._look()
        if now is None:
            return
        draft = self._draft(now)
        offer = self._offers.now(now, draft)
        since = 0 if now.selection is None else now.selection.since
        if offer.barred:
            self.content.signing.notice.say(offer.barred)
        elif offer.press is Press.REVIEW and now.now - since < LOOK_MS:
            self.content.signing.notice.say(self.tr("Look at the effects first."))
        else:
            acting.press(self.requests, now, draft, offer)

    def _sign_here(self, approver: str, password: str) -> None:
        now = self._look()
        if now is None:
            return
        draft = self._draft(now)
        if draft.passed and not draft.passing_reason:
            self.content.signing.notice.say(self.tr("Write why the condition is passed."))
        else:
            acting.sign_here(self.requests, now, draft, approver, password)

    def _hold_position(self) -> None:
        now = self._look()
        if now is not None:
            acting.hold_position(self.requests, now, self._draft(now).incident)

    def _tag(self, reason: str) -> None:
        self.requests.act(acts.TagDevice(self._device, reason), self.tr("Under maintenance"))

    def _untag(self) -> None:
        self.requests.act(acts.UntagDevice(self._device), self.tr("Back from maintenance"))

    def _take_back(self, command: str) -> None:
        self.requests.act(acts.CancelCommand(command), self.tr("Taken back"))

    def _take_selected(self, answer: Selected) -> None:
        selection, found = answer.selection, self._watch.found
        needs = found is not None and found.needs_approval
        self._watch.tell(
            answer.conditions, needs_approval=needs if selection is None else selection.needs_approval
        )
        self.show_now()

    def _take_issued(self, answer: Issued) -> None:
        if answer.verdict.outcome is Outcome.APPLIED:
            self.content.editor.clear()
            self.content.signing.passing_reason.clear()
        self.show_now()

    # Keys

    def event(self, event: QEvent) -> bool:
        """Esc is a key of the console; while something is selected here it is this card's first."""
        override = event.type() is QEvent.Type.ShortcutOverride
        if override and isinstance(event, QKeyEvent) and self._escapes(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._escapes(event) and self.release():
            event.accept()
            return
        super().keyPressEvent(event)

    def _escapes(self, event: QKeyEvent) -> bool:
        if event.key() != Qt.Key.Key_Escape or event.modifiers() or event.isAutoRepeat():
            return False
        now = self._look()
        return now is not None and now.mine
