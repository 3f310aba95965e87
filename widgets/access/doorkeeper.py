"""Decides what stands on the screen: the sign-in screen, the desk, or the desk under a lock."""

from __future__ import annotations

from dataclasses import dataclass

import shiboken6
from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QWindow
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QStackedWidget, QWidget
from PySide6QtAds import ads

from app.wire.access import AccessRules, Session, SignInAnswer
from widgets import tasks
from widgets.access import operator_menu, sign_in_words
from widgets.access.dialogs import AccountDialog, ChangeOperatorDialog, PasswordDialog, SecretsDialog
from widgets.access.entry import Stage
from widgets.access.idleness import Idleness
from widgets.access.lock import LockCover
from widgets.access.second_factor import FactorDialog
from widgets.access.shield import Shield
from widgets.access.sign_in import SignInScreen
from widgets.actions import action
from widgets.parts import ConsoleParts

FACTOR_WANTED = "second_factor_wanted"
"""The `problem` of an answer that lets somebody in who should set up a second factor."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What goes over to the window that is built again in another language."""

    name: str
    stage: Stage
    locked_at: int


class Doorkeeper(QObject):
    """Follows the session of the hub; all that is shown of it is decided here. GUI thread."""

    left = Signal(str)
    """This operator's desk ends here: keep what is theirs."""
    began = Signal(str)
    """This operator's desk begins."""
    lock_changed = Signal(bool)
    said = Signal(str)
    chosen = Signal(str)
    """The id of an action, from the operator's menu."""

    def __init__(
        self, parts: ConsoleParts, window: QWidget, stack: QStackedWidget, screen: SignInScreen
    ) -> None:
        super().__init__(window)
        self._parts, self._window, self._stack, self._screen = parts, window, stack, screen
        self._hub, self._access = parts.hub, parts.hub.access
        self.operator = ""
        """Whose desk it is, locked or not; empty while the sign-in screen stands there."""
        self.locked = False
        self._locked_at = 0
        self._auto = parts.auto_sign_in
        self._shields: list[Shield] = []
        self._put_away: list[QDialog] = []
        self._focused: QWidget | None = None
        self.cover = LockCover(self._hub, parts.look, window)
        self.idleness = Idleness(self)
        self.dialog: AccountDialog | None = None
        self.menu: QMenu | None = None
        self._access.session_changed.connect(self._take)
        self._access.rules_changed.connect(self._take_rules)
        self._hub.snapshot_loaded.connect(self._sign_in_alone)
        self.idleness.idle.connect(lambda: self.lock(idle=True))
        screen.entry.let_in.connect(self._let_in)
        screen.leave_asked.connect(self.sign_out)
        self.cover.card.entry.let_in.connect(self._let_in)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._catch_focus)
            application.focusWindowChanged.connect(self._catch_window)

    def begin(self, carried: Carried | None = None) -> None:
        """Show what fits the session there is. Once, when the window is complete."""
        if carried is not None:
            self._locked_at = carried.locked_at
            self._screen.entry.name = carried.name
        if self._access.rules is not None:
            self._take_rules(self._access.rules)
        self._take(self._access.session)
        if carried is not None and carried.stage in {Stage.REDEEM, Stage.SECRETS} and not self.operator:
            self._screen.entry.show_stage(carried.stage)
        QTimer.singleShot(0, self, self._sign_in_alone)

    def hand_over(self) -> Carried:
        """Follow the session no more: another window does from now on."""
        self._access.session_changed.disconnect(self._take)
        self._access.rules_changed.disconnect(self._take_rules)
        self._hub.snapshot_loaded.disconnect(self._sign_in_alone)
        self.idleness.set_limit(0)
        return Carried(self._screen.entry.name, self._screen.entry.stage, self._locked_at)

    def keeps_open(self, by_hand: bool) -> bool:
        """Whether a locked console stays although somebody closes its window: alarms must go on sounding.
        The end of the operating system's session is let through."""
        application = QGuiApplication.instance()
        ending = isinstance(application, QGuiApplication) and application.isSavingSession()
        stays = by_hand and self.locked and not ending
        if stays and self.cover.card.entry.form is not None:
            self.cover.card.entry.form.say(self.tr("Unlock the console to close it."))
        return stays

    @property
    def open(self) -> bool:
        """Whether somebody may act here now."""
        return bool(self.operator) and not self.locked

    # What the session says

    def _take(self, session: Session | None) -> None:
        who = "" if session is None or session.must_change else session.operator
        if session is not None:
            self._auto = None
        if who != self.operator:
            self._change_hands(who)
        self._set_locked(bool(who) and session is not None and session.locked)
        if not who:
            self._screen.begin()

    def _change_hands(self, who: str) -> None:
        before, self.operator = self.operator, who
        self._drop_dialogs()
        if before:
            self.left.emit(before)
        self._stack.setCurrentIndex(0 if who else 1)
        if who:
            self.idleness.note()
            self.began.emit(who)

    def _set_locked(self, locked: bool) -> None:
        if locked == self.locked:
            return
        self.locked = locked
        if locked:
            self._locked_at = self._locked_at or self._hub.now()
            self._focused = QApplication.focusWidget()
            self._put_dialogs_away()
            self.lock_changed.emit(True)
            self.cover.lock(self._locked_at)
            self._raise_shields()
            return
        self._locked_at = 0
        self.cover.release()
        for shield in self._shields:
            if shiboken6.isValid(shield):
                shield.hide()
                shield.deleteLater()
        self._shields = []
        self.lock_changed.emit(False)
        self._bring_dialogs_back()
        if self._focused is not None and shiboken6.isValid(self._focused):
            self._focused.setFocus()
        self._focused = None

    def _take_rules(self, rules: AccessRules) -> None:
        self.idleness.set_limit(rules.idle_lock_s)

    def _let_in(self, stage: Stage, answer: SignInAnswer) -> None:
        """Asked for at the start of a shift, not at every unlocking."""
        if answer.problem == FACTOR_WANTED and stage is not Stage.UNLOCK and self.open:
            self.set_up_factor(wanted=True)

    def _sign_in_alone(self) -> None:
        """The demo and the benches sign in without anybody typing, until it has worked once."""
        ready = self._hub.link.phase == "up" and self._access.rules is not None
        if self._auto is None or not ready:
            return
        operator, password = self._auto
        if self._access.session is None and self._screen.entry.stage is Stage.SIGN_IN:
            self._screen.entry.sign_in_with(operator, password)

    # What an operator asks

    def lock(self, *, idle: bool = False) -> None:
        """The picture goes on, acts ask for the password."""
        if self.open:
            tasks.run(self, self._access.lock(idle=idle), None, lambda _: None)

    def sign_out(self) -> None:
        """Where the engine is away nobody can be signed out; the console is locked instead."""
        tasks.run(self, self._access.sign_out(), None, self._not_signed_out)

    def _not_signed_out(self, _failure: Exception) -> None:
        self.said.emit(sign_in_words.no_answer())
        self.lock()

    def change_operator(self) -> None:
        dialog = ChangeOperatorDialog(self._hub, self._parts.look, self._window)
        dialog.entry.let_in.connect(self._let_in)
        self._open(dialog)

    def change_password(self) -> None:
        self._open(PasswordDialog(self._hub, self._parts.look, self._window))

    def set_up_factor(self, *, wanted: bool = False) -> None:
        self._open(FactorDialog(self._hub, self._parts.look, self._window, wanted=wanted))

    def open_secrets(self) -> None:
        self._open(SecretsDialog(self._hub, self._parts.look, self._window))

    def open_menu(self, at: QPoint) -> None:
        """Who is signed in, and what can be done about it."""
        if not self.open:
            return
        menu = QMenu(self._window)
        lines = operator_menu.summary(self._hub, self._parts.console)
        menu.addAction(operator_menu.menu_head(lines, menu))
        menu.addSeparator()
        for name in operator_menu.CHOICES:
            offered = action(name)
            words = f"{offered.name()}\t{offered.key_name()}" if offered.key else offered.name()
            menu.addAction(words).triggered.connect(lambda _=False, name=name: self.chosen.emit(name))
        menu.aboutToHide.connect(menu.deleteLater)
        self.menu = menu
        menu.popup(at)

    def _open(self, dialog: AccountDialog) -> None:
        self.dialog = dialog
        dialog.said.connect(self.said)
        dialog.open()

    # What a lock keeps out

    def _dialogs(self) -> list[QDialog]:
        """Of this window. Never the application's top level widgets: PySide wraps those that are being
        destroyed along with the others."""
        return [dialog for dialog in self._window.findChildren(QDialog) if dialog.isVisible()]

    def _put_dialogs_away(self) -> None:
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        self._hide_dialogs()

    def _hide_dialogs(self) -> None:
        for dialog in self._dialogs():
            dialog.hide()
            self._put_away.append(dialog)

    def _bring_dialogs_back(self) -> None:
        back, self._put_away = self._put_away, []
        for dialog in back:
            if shiboken6.isValid(dialog):
                dialog.show()

    def _drop_dialogs(self) -> None:
        """What one operator had open is not for the next one."""
        for dialog in [*self._put_away, *self._dialogs()]:
            if shiboken6.isValid(dialog):
                dialog.close()
                dialog.hide()
                dialog.deleteLater()
        self._put_away = []

    def _raise_shields(self) -> None:
        """Over the panels that float."""
        for floating in self._window.findChildren(ads.CFloatingDockContainer):
            if floating.isVisible():
                shield = Shield(floating, self._parts.look)
                shield.cover()
                self._shields.append(shield)
        self.cover.take_focus()

    def _catch_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        if not self.locked or new is None or self.cover.isAncestorOf(new):
            return
        top = new.window()
        self._hide_dialogs()
        for shield in self._shields:
            if shiboken6.isValid(shield) and shield.parentWidget() is top and shield is not new:
                shield.take_focus()
        if top is self._window:
            self.cover.take_focus()

    def _catch_window(self, window: QWindow | None) -> None:
        """The window system gave the keys to a floating panel or a late dialog: they belong to the card."""
        if not self.locked or window is None or window is self._window.windowHandle():
            return
        self._hide_dialogs()
        self._window.activateWindow()
