"""The console's window: the two strips that never hide, the workspaces below them, the foot."""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QByteArray, QThreadPool, QTimer
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from app.bridge.views import EngineLink
from widgets import layouts, tasks
from widgets.action_keys import ActionKeys
from widgets.actions import ACTIONS, Situation, action, hints
from widgets.alarm_banner import AlarmBanner
from widgets.alarm_watch import AlarmWatch, Standing
from widgets.alarms.lines import LineWriter
from widgets.alarms.requests import AlarmRequests
from widgets.command_palette import CommandPalette
from widgets.deeds import ConsoleDeeds
from widgets.docks import DockPage, Panel, set_up_docks
from widgets.engine_notice import EngineNotice
from widgets.hint_bar import HintBar
from widgets.key_help import KeyHelp
from widgets.leaving import LeavingDialog, is_last
from widgets.palette_index import Entry, Sort
from widgets.panels import build_panels
from widgets.parts import ConsoleParts
from widgets.sign_in import SignIn
from widgets.sound import QtSpeaker, Sounder
from widgets.status import StatusBoard
from widgets.style import apply_style
from widgets.theme import THEMES

TICK_MS = 1000
SAVE_MS = 3000
"""An arrangement is kept this long after its last change."""


class MainWindow(QMainWindow):
    """Joins the parts; each of them is told what it shows. Closing it leaves the engine alone."""

    def __init__(self, parts: ConsoleParts) -> None:
        super().__init__()
        self._parts = parts
        self._hub, self._look, self.selection = parts.hub, parts.look, parts.selection
        self._writer = LineWriter(self._hub)
        self.signed_in = not parts.ask_operator
        self._arrangement = layouts.Arrangement(theme=self._look.theme.name)
        self._leaving = False
        self.leaving: LeavingDialog | None = None
        self._dress()
        set_up_docks(self._look)
        self.panels = build_panels(parts)
        self.status = StatusBoard(self._hub, self._look, self)
        self.banner = AlarmBanner(self._look, self._writer, self._hub.alarms.get)
        self.notice = EngineNotice(self._look)
        self.hints = HintBar(hints())
        self.sign_in = SignIn(self._look, self._hub.site_name, self._hub.language)
        self._lay_out()
        self.pages = {name: self._make_page(panels) for name, panels in self.panels.workspaces.items()}
        self.watch = AlarmWatch(self._hub, self)
        self.requests = AlarmRequests(self._hub, self)
        self.sounder = Sounder(QtSpeaker(self) if parts.sound else None, self)
        self.deeds = ConsoleDeeds(parts, self.panels, self, self)
        self.palette_box = CommandPalette(self._hub, self._look, self._offered, self)
        self.keys = ActionKeys(ACTIONS, self.deeds, self.situation, self)
        self._ticking = QTimer(self, interval=TICK_MS)
        self._saving = QTimer(self, singleShot=True, interval=SAVE_MS)
        self._connect()
        self._name_site()
        self._take_link(self._hub.link)
        self.watch.look()
        self._arrange()
        # Before the window is shown: whatever comes first in its order would get the focus otherwise.
        (parts.map_view if self.signed_in else self.sign_in.name).setFocus()
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
        for part in (self.status.strip, self.banner, self.notice):
            column.addWidget(part)
        column.addWidget(self.stack, 1)
        column.addWidget(self.hints)
        self.screen_stack.addWidget(self.sign_in)
        self.screen_stack.setCurrentWidget(self._desk if self.signed_in else self.sign_in)
        self.setMinimumSize(1024, 640)

    def _make_page(self, panels: list[Panel]) -> DockPage:
        page = DockPage(panels, self._look, self.stack)
        self.stack.addWidget(page)
        return page

    def _connect(self) -> None:
        self.status.workspace_chosen.connect(self.go)
        self.status.details_asked.connect(self._show_details)
        self.banner.acknowledge_asked.connect(self.requests.acknowledge)
        self.banner.alarm_chosen.connect(self.deeds.choose_alarm)
        self.banner.next_asked.connect(self.deeds.next_alarm)
        self.banner.silence_asked.connect(self.silence)
        self.banner.left.connect(self.watch.look)
        self.notice.start_asked.connect(self.deeds.start_engine)
        self.requests.answered.connect(self.hints.say)
        self.deeds.said.connect(self.hints.say)
        self.watch.changed.connect(self._take_standing)
        self.sounder.changed.connect(self._show_sound)
        self.panels.device.trend_wanted.connect(self._open_trend)
        self.palette_box.chosen.connect(self._run_entry)
        self.sign_in.signed_in.connect(self._sign_in)
        self.sign_in.language_chosen.connect(self._parts.on_language)
        self.selection.locate_asked.connect(self._locate)
        self._hub.link_changed.connect(self._take_link)
        self._hub.snapshot_loaded.connect(self._name_site)
        self._look.changed.connect(self._note_look)
        self._ticking.timeout.connect(self.tick)
        self._saving.timeout.connect(self._save)
        for page in self.pages.values():
            page.arranged.connect(self._saving.start)

    # What the deeds ask of the window

    def go(self, workspace: str) -> None:
        """Show a workspace."""
        self.status.strip.set_workspace(workspace)
        if self.stack.currentWidget() is not self.pages[workspace]:
            self.stack.setCurrentWidget(self.pages[workspace])
            self._arrangement = replace(self._arrangement, workspace=workspace)
            self._saving.start()

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

    def switch_language(self) -> None:
        self._parts.on_language("en" if self._hub.language.startswith("es") else "es")

    def lock(self) -> None:
        """Leave the desk as it is and ask who comes next."""
        self._save()
        self.signed_in = False
        self.palette_box.hide()
        self.screen_stack.setCurrentWidget(self.sign_in)
        for page in self.pages.values():
            page.close_floating()

    def situation(self) -> Situation:
        return Situation(
            signed_in=self.signed_in,
            selected=bool(self.selection.device),
            waiting=self.watch.standing.total,
            engine_ended=self._hub.link.phase in {"given_up", "stopped"},
        )

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
        """Write the clock and let ages grow; once a second, and only while somebody can see it."""
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

    def _show_details(self) -> None:
        self.go("diagnostics")

    def _offered(self) -> list[Entry]:
        situation = self.situation()
        return [
            Entry(Sort.ACTION, each.id, each.name(), key=each.key_name(), enabled=each.fits(situation))
            for each in ACTIONS
            if each.call is not None and each.id != "palette"
        ]

    def _run_entry(self, entry: Entry) -> None:
        if entry.sort is Sort.DEVICE:
            self.selection.locate(entry.id)
        elif entry.sort is Sort.ALARM:
            self.deeds.choose_alarm(entry.id)
        elif (call := action(entry.id).call) is not None:
            call(self.deeds)

    # Who works here, and how it is arranged

    def _sign_in(self, name: str) -> None:
        self._hub.operator = name
        self._parts.on_signed_in(name)
        self.signed_in = True
        self.screen_stack.setCurrentWidget(self._desk)
        self._arrange()
        self.status.tick()

    def _arrange(self) -> None:
        """Take the operator's own arrangement."""
        if not self.signed_in:
            return
        kept = layouts.load(self._file())
        if kept is None:
            self._begin_afresh()
            return
        self._arrangement = kept
        if not self._parts.keep_theme:
            self._look.set_theme(THEMES.get(kept.theme, self._look.theme))
        self._look.set_comfortable(kept.comfortable)
        self._look.set_still(kept.still)
        if kept.window:
            self.restoreGeometry(QByteArray(base64.b64decode(kept.window)))
        for name, page in self.pages.items():
            page.restore(kept.pages.get(name, ""))
        self.go(kept.workspace if kept.workspace in self.pages else "operation")

    def _begin_afresh(self) -> None:
        """Somebody new: the layout of the design, without what another one let float."""
        for page in self.pages.values():
            if page.floating():
                page.reset()
        self.go("operation")

    def _file(self) -> Path:
        return layouts.file_for(self._parts.folder, self._hub.operator)

    def _kept(self) -> layouts.Arrangement:
        return replace(
            self._arrangement,
            theme=self._look.theme.name,
            language=self._hub.language,
            comfortable=self._look.row_height != 24,
            still=self._look.still,
            window=base64.b64encode(self.saveGeometry().data()).decode(),
            pages={name: page.state() for name, page in self.pages.items()},
        )

    def _save(self) -> None:
        if self.signed_in:
            path, kept = self._file(), self._kept()
            QThreadPool.globalInstance().start(lambda: layouts.save(path, kept))

    def _dress(self) -> None:
        application = QApplication.instance()
        if isinstance(application, QApplication):
            apply_style(application, self._look.theme)

    def _note_look(self) -> None:
        self._dress()
        self._saving.start()

    def hand_over(self) -> None:
        """Keep the arrangement and let the map go, for the window that follows this one."""
        if self.signed_in:
            layouts.save(self._file(), self._kept())
        self._saving.stop()
        self._ticking.stop()
        self._look.changed.disconnect(self._note_look)
        self.pages["operation"].take("map")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.tick()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._parts.ask_at_close and not self._leaving and is_last(self._hub):
            event.ignore()
            self.leaving = dialog = LeavingDialog(self)
            dialog.leave_chosen.connect(self._leave)
            dialog.stop_chosen.connect(self._stop_and_leave)
            dialog.open()
            return
        self._save()
        QThreadPool.globalInstance().waitForDone(2000)
        for page in self.pages.values():
            page.close_floating()
        super().closeEvent(event)

    def _leave(self) -> None:
        self._leaving = True
        self.close()

    def _stop_and_leave(self) -> None:
        tasks.run(self, self._hub.stop_engine(), lambda _: self._leave(), lambda _: self._leave())


def build_main_window(parts: ConsoleParts) -> MainWindow:
    """The window, arranged for its operator, not shown yet. GUI thread."""
    return MainWindow(parts)
