"""The console's window: the two strips that never hide, the workspaces below them, the foot."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.bridge.views import EngineLink
from app.domain.rights import Right
from widgets import tasks
from widgets.access.doorkeeper import Carried, Doorkeeper
from widgets.access.permits import Permits
from widgets.access.sign_in import SignInScreen
from widgets.action import Action, Situation
from widgets.action_keys import ActionKeys
from widgets.actions import ACTIONS, action, hints
from widgets.alarm_banner import AlarmBanner
from widgets.alarm_watch import AlarmWatch, Standing
from widgets.alarms.lines import LineWriter
from widgets.alarms.requests import AlarmRequests
from widgets.arranging import Arranger
from widgets.command_palette import CommandPalette
from widgets.control.signature_notice import SignatureNotice
from widgets.deeds import ConsoleDeeds
from widgets.docks import DockPage, Panel, set_up_docks
from widgets.engine_notice import EngineNotice
from widgets.hint_bar import HintBar
from widgets.incidents.escalation_notice import EscalationNotice
from widgets.key_help import KeyHelp
from widgets.leaving import LeavingDialog, is_last, stopped
from widgets.offering import Offering
from widgets.palette_index import Entry, Sort
from widgets.panel_joins import join_panels
from widgets.panels import build_panels
from widgets.parts import ConsoleParts
from widgets.shifts.begin import ShiftBegin
from widgets.sound import QtSpeaker, Sounder
from widgets.status import StatusBoard
from widgets.style import apply_plain_style, apply_style

TICK_MS = 1000


class MainWindow(QMainWindow):
    """Joins the parts; each of them is told what it shows. Closing it leaves the engine alone."""

    def __init__(self, parts: ConsoleParts, carried: Carried | None = None) -> None:
        super().__init__()
        self._parts = parts
        self._hub, self._look, self.selection = parts.hub, parts.look, parts.selection
        self._writer = LineWriter(self._hub)
        self._permits = Permits(self._hub)
        self._leaving = False
        self._shown_before_lock = ""
        self.leaving: LeavingDialog | None = None
        self._dress(plainly=True)
        set_up_docks(self._look)
        self.panels = build_panels(parts)
        self.status = StatusBoard(self._hub, self._look, self, console=parts.console)
        self.banner = AlarmBanner(self._look, self._writer, self._hub.alarms.get, self._permits)
        self.notice = EngineNotice(self._look)
        self.signatures = SignatureNotice(self._hub, self._look)
        self.escalation = EscalationNotice(self._hub, self._look)
        self.hints = HintBar(hints())
        self.sign_in = SignInScreen(self._hub, self._look, parts.suggested_operator)
        self._lay_out()
        self.pages = {name: self._make_page(panels) for name, panels in self.panels.workspaces.items()}
        self._dress()
        self.arranger = Arranger(parts, self, self.pages, self.go)
        self.watch = AlarmWatch(self._hub, self)
        self.requests = AlarmRequests(self._hub, self)
        self.sounder = Sounder(QtSpeaker(self) if parts.sound else None, self)
        self.door = Doorkeeper(parts, self, self.screen_stack, self.sign_in)
        self.deeds = ConsoleDeeds(parts, self.panels, self, self.door, self)
        self.shift_begin = ShiftBegin(self._hub, self)
        self.offering = Offering(parts, self.door, self.watch, self.escalation)
        self.palette_box = CommandPalette(self._hub, self._look, self.offering.entries, self)
        self.keys = ActionKeys(ACTIONS, self.deeds, self.situation, self._say_why_not, self)
        self._ticking = QTimer(self, interval=TICK_MS)
        self._connect()
        self._name_site()
        self._take_link(self._hub.link)
        self.watch.look()
        self.door.begin(carried)
        # Before the window is shown: whatever comes first in its order would get the focus otherwise.
        if self.door.open:
            parts.map_view.setFocus()
        self._ticking.start()

    def _lay_out(self) -> None:
        """From the outside in: what is put into a window that stands is styled once, not at every step."""
        self.screen_stack = QStackedWidget(self)
        self.setCentralWidget(self.screen_stack)
        self._desk = QWidget(self.screen_stack)
        self.screen_stack.addWidget(self._desk)
        self.stack = QStackedWidget(self._desk)
        column = QVBoxLayout(self._desk)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.status.strip, self.banner, self.notice, self.escalation, self.signatures):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.hints)
        self.screen_stack.addWidget(self.sign_in)
        self.screen_stack.setCurrentWidget(self.sign_in)
        self.setMinimumSize(1024, 640)

    def _make_page(self, panels: list[Panel]) -> DockPage:
        page = DockPage(panels, self._look, self.stack)
        self.stack.addWidget(page)
        return page

    def _connect(self) -> None:
        self.status.workspace_chosen.connect(self.go)
        self.status.details_asked.connect(lambda: self.go("diagnostics"))
        self.banner.acknowledge_asked.connect(self.requests.acknowledge)
        self.banner.alarm_chosen.connect(self.deeds.choose_alarm)
        self.banner.next_asked.connect(self.deeds.next_alarm)
        self.banner.silence_asked.connect(self.silence)
        self.banner.left.connect(self.watch.look)
        self.notice.start_asked.connect(self.deeds.start_engine)
        self.signatures.device_wanted.connect(self.deeds.sign_for)
        join_panels(self.panels, self.deeds, self.hints, self.selection)
        self.shift_begin.said.connect(self.hints.say)
        self.escalation.incident_wanted.connect(self.deeds.open_incident)
        self.escalation.louder.connect(self.sounder.again)
        self.requests.answered.connect(self.hints.say)
        self.deeds.said.connect(self.hints.say)
        self.watch.changed.connect(self._take_standing)
        self.sounder.changed.connect(self._show_sound)
        self.panels.device.trend_wanted.connect(self._open_trend)
        self.panels.device.control_wanted.connect(self.deeds.control_device)
        self.palette_box.chosen.connect(self._run_entry)
        self.sign_in.language_chosen.connect(self._parts.on_language)
        self.selection.locate_asked.connect(self._locate)
        self._hub.link_changed.connect(self._take_link)
        self._hub.snapshot_loaded.connect(self._name_site)
        self._look.changed.connect(self._note_look)
        self._ticking.timeout.connect(self.tick)
        self._connect_access()

    def _connect_access(self) -> None:
        self.door.began.connect(self._begin)
        self.door.left.connect(self.arranger.end)
        self.door.lock_changed.connect(self._take_lock)
        self.door.said.connect(self.hints.say)
        self.door.chosen.connect(lambda name: self._run(action(name)))
        self._hub.access.session_changed.connect(self._show_rights)
        self._hub.access.rules_changed.connect(self._show_rights)
        self.status.operator_asked.connect(self._open_operator_menu)
        self.status.secrets_asked.connect(self.door.open_secrets)
        for panel in (self.panels.alarms, self.panels.device):
            panel.requests.barred.connect(self.hints.say)

    # What the deeds ask of the window

    def go(self, workspace: str) -> None:
        """Show a workspace."""
        self.status.strip.set_workspace(workspace)
        self.signatures.be_quiet(workspace == "control")
        if self.stack.currentWidget() is not self.pages[workspace]:
            self.stack.setCurrentWidget(self.pages[workspace])
            if page := self.panels.page_to_open(workspace, self._permits):
                self.pages[workspace].show_panel(page)
            self.arranger.note_workspace(workspace)

    def show_panel(self, workspace: str, panel: str) -> None:
        self.pages[workspace].show_panel(panel)

    def detach_panel(self) -> None:
        if not any(page.detach() for page in self.pages.values()):
            self.hints.say(self.tr("Click into a panel first."))

    def reset_layout(self) -> None:
        for page in self.pages.values():
            page.reset()

    def open_palette(self) -> None:
        self.palette_box.open()

    def close_palette(self) -> bool:
        """Hide the palette; false when it was not there."""
        there = self.palette_box.isVisible()
        self.palette_box.hide()
        return there

    def show_help(self) -> None:
        KeyHelp(ACTIONS, self).open()

    def silence(self) -> None:
        self.sounder.silence()

    def next_escalated(self) -> None:
        self.escalation.go_on()

    def switch_language(self) -> None:
        self._parts.on_language("en" if self._hub.language.startswith("es") else "es")

    def situation(self) -> Situation:
        return self.offering.situation()

    # What comes in

    def _name_site(self) -> None:
        self.setWindowTitle(self.tr("Atalaya · {0}").format(self._hub.site_name))
        self.status.strip.brand.set_site(self._hub.site_name or self._hub.site)

    def _take_standing(self, standing: Standing) -> None:
        self.banner.take(standing.counts, standing.first, self._hub.now())
        self.sounder.take(standing.counts, standing.fresh)

    def _take_link(self, link: EngineLink) -> None:
        self.notice.take(link, self._hub.now())
        for page in self.pages.values():
            page.set_old(link.phase != "up")

    def tick(self) -> None:
        """Write the clock and let ages grow, while somebody can see it."""
        if self.isMinimized() or not self.isVisible():
            return
        now = self._hub.now()
        self.status.tick()
        self.banner.tick(now)
        self.notice.tick(now)
        self._show_sound()
        newest = self.watch.newest_ms
        self.hints.show_change(None if newest is None else (now - newest) / 1000)

    def _show_sound(self) -> None:
        self.status.show_sound(*self.sounder.cell())

    def _locate(self, device: str) -> None:
        self.go("operation")
        self._parts.map_hooks.zoom_to(device)

    def _open_trend(self, device: str, quantity: str) -> None:
        self.go("history")
        self.panels.trend.show_trend(device, quantity)

    def _run_entry(self, entry: Entry) -> None:
        if entry.sort is Sort.DEVICE:
            self.selection.locate(entry.id)
        elif entry.sort is Sort.ALARM:
            self.deeds.choose_alarm(entry.id)
        else:
            self._run(action(entry.id))

    def _run(self, wanted: Action) -> None:
        if wanted.call is not None and wanted.possible(self.situation()):
            wanted.call(self.deeds)
        else:
            self._say_why_not(wanted)

    # Who works here, and what they may

    def _say_why_not(self, wanted: Action) -> None:
        if reason := self.offering.why_not(wanted):
            self.hints.say(reason)

    def _begin(self, operator: str) -> None:
        self.arranger.begin(operator)
        self._parts.map_view.setFocus()
        self.status.tick()

    def _take_lock(self, locked: bool) -> None:
        """The live picture goes on; what is nobody's business but the operator's does not."""
        self.palette_box.hide()
        if locked and self.stack.currentWidget() is self.pages.get("administration"):
            self._shown_before_lock = "administration"
            self.go("operation")
        elif not locked and self._shown_before_lock and self.door.operator:
            self.go(self._shown_before_lock)
            self._shown_before_lock = ""
        self.door.cover.top = self.stack.mapTo(self, QPoint(0, 0)).y()
        self._show_rights()

    def _show_rights(self, *_news: object) -> None:
        self.banner.show_rights()
        self.panels.show_rights()
        self.status.tick()

    def _open_operator_menu(self) -> None:
        cell = self.status.strip.cells["operator"]
        self.door.open_menu(cell.mapToGlobal(QPoint(0, cell.height())))

    def _dress(self, *, plainly: bool = False) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            (apply_plain_style if plainly else apply_style)(application, self._look.theme)

    def _note_look(self) -> None:
        self._dress()
        self.arranger.save_soon()

    def hand_over(self) -> Carried:
        """Keep the arrangement and let the map go, for the window that follows this one."""
        self.arranger.hand_over()
        self.panels.video.close()
        self._ticking.stop()
        self._look.changed.disconnect(self._note_look)
        self.pages["operation"].take("map")
        return self.door.hand_over()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tick()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.door.keeps_open(event.spontaneous()):
            event.ignore()
            return
        if self._parts.ask_at_close and not self._leaving and is_last(self._hub):
            event.ignore()
            self._ask_to_leave()
            return
        self.arranger.finish()
        self.panels.video.close()
        for page in self.pages.values():
            page.close_floating()
        super().closeEvent(event)

    def _ask_to_leave(self) -> None:
        self.leaving = dialog = LeavingDialog(self)
        # Nobody signed in: the machine's own user may stop what it started, and the engine notes it.
        reason = self._permits.why_not(Right.STOP_ENGINE) if self._hub.access.session is not None else ""
        dialog.stop.setEnabled(not reason)
        dialog.stop.setToolTip(reason)
        dialog.leave_chosen.connect(self._leave)
        dialog.stop_chosen.connect(self._stop_and_leave)
        dialog.open()

    def _leave(self) -> None:
        self._leaving = True
        self.close()

    def _stop_and_leave(self) -> None:
        tasks.run(self, stopped(self._hub), self._leave_unless, lambda _: self._leave())

    def _leave_unless(self, refused: str) -> None:
        self.hints.say(refused) if refused else self._leave()


def build_main_window(parts: ConsoleParts, carried: Carried | None = None) -> MainWindow:
    """The window, arranged for its operator, not shown; `carried` comes from the one before. GUI thread."""
    return MainWindow(parts, carried)
