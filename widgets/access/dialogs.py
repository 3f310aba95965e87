"""The dialogs of an account: change of operator, own password, passphrase of the secrets."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.wire.access import SignInAnswer, SignInRefusal
from widgets import tasks
from widgets.access import pages, sign_in_words
from widgets.access.entry import Entry, Stage, Texts
from widgets.access.form import Form
from widgets.look import Look

WIDTH = 440


class AccountDialog(QDialog):
    """Opened with `open()`; Esc leaves it. It goes away when another operator takes the console."""

    said = Signal(str)

    def __init__(self, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(20, 16, 20, 14)
        self.column.setSpacing(8)
        self.leave = QPushButton(self.tr("Leave"))
        self.leave.setAutoDefault(False)
        self.leave.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(self.leave)
        self.column.addLayout(foot)
        self.finished.connect(self.deleteLater)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)

    def put(self, part: QWidget) -> None:
        """Add a part above the foot."""
        self.column.insertWidget(self.column.count() - 1, part)

    def fit(self, *_news: object) -> None:
        """As high as its lines make it, once they are laid out."""
        QTimer.singleShot(0, self, self._fit)

    def _fit(self) -> None:
        layout = self.layout()
        if layout is not None:
            layout.activate()
            width = max(self.width(), WIDTH)
            self.resize(width, max(layout.totalHeightForWidth(width), layout.totalMinimumSize().height()))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.fit()

    def done_with(self, sentence: str) -> None:
        """It is done: say so in the foot of the window and go."""
        self.said.emit(sentence)
        self.accept()


class ChangeOperatorDialog(AccountDialog):
    """Whoever is signed in goes on until the other one is in."""

    def __init__(self, hub: Hub, look: Look, parent: QWidget) -> None:
        super().__init__("", parent)
        self.entry = Entry(hub, look, Stage.CHANGE)
        self.entry.go_home()
        self.setWindowTitle(self.entry.form.title.text() if self.entry.form else "")
        self.put(self.entry)
        self.entry.let_in.connect(lambda *_: self.accept())
        self.entry.turned.connect(self.fit)
        if self.entry.form is not None:
            self.entry.form.focus_first()


class FormDialog(AccountDialog):
    """One page that is asked of the engine; `answered` gets what it said when it was no refusal."""

    answered = Signal(object)

    def __init__(self, hub: Hub, look: Look, page: pages.Page, parent: QWidget) -> None:
        super().__init__(page.words(page.title), parent)
        self._hub, self._look = hub, look
        self.form = self.make_form(page)
        self.put(self.form)
        self.form.focus_first()

    def make_form(self, page: pages.Page) -> Form:
        access = self._hub.access
        session, rules = access.session, access.rules
        form = Form(page, self._look, least=12 if rules is None else rules.password_least)
        if session is not None:
            form.know_names(session.operator, session.name, self._hub.site)
        form.given.connect(self._given)
        return form

    def show_form(self, page: pages.Page) -> None:
        """Go on to another page."""
        old, self.form = self.form, self.make_form(page)
        self.column.replaceWidget(old, self.form)
        old.hide()
        old.deleteLater()
        self.form.focus_first()
        self.fit()

    def ask(self, texts: Texts) -> Coroutine[Any, Any, object]:
        """What is asked of the engine with what was written."""
        raise NotImplementedError

    def _given(self, texts: Texts) -> None:
        self.form.set_busy(True)
        tasks.run(self, self.ask(texts), self._take, self._fail)

    def _take(self, answer: object) -> None:
        self.form.set_busy(False)
        if isinstance(answer, SignInAnswer) and answer.refusal is not None:
            self.form.say(sign_in_words.refused(answer, asked=self.form.page.id))
            self.form.focus_first()
            self.fit()
            if answer.refusal is SignInRefusal.WAIT:
                self.form.hold(answer.wait_s)
            return
        self.answered.emit(answer)

    def _fail(self, _failure: Exception) -> None:
        self.form.set_busy(False)
        self.form.say(sign_in_words.no_answer())
        self.form.focus_first()


class PasswordDialog(FormDialog):
    def __init__(self, hub: Hub, look: Look, parent: QWidget) -> None:
        super().__init__(hub, look, pages.PASSWORD, parent)
        self.answered.connect(lambda _: self.done_with(self.tr("The password is another one now.")))

    def ask(self, texts: Texts) -> Coroutine[Any, Any, object]:
        return self._hub.access.change_password(texts["old"], texts["password"])


class SecretsDialog(FormDialog):
    def __init__(self, hub: Hub, look: Look, parent: QWidget) -> None:
        super().__init__(hub, look, pages.SECRETS_PAGE, parent)
        self.answered.connect(lambda _: self.done_with(self.tr("The secrets are open.")))

    def ask(self, texts: Texts) -> Coroutine[Any, Any, object]:
        return self._hub.access.unlock_secrets(texts["passphrase"])
