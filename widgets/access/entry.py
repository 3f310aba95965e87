"""The way in, step by step: shows a page, asks the engine, goes to the next page by a table."""

from __future__ import annotations

import enum
import logging
from collections.abc import Awaitable, Callable, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.bridge.access import Access
from app.bridge.hub import Hub
from app.bridge.views import EngineAway
from app.domain.operators import sign_in_id
from app.domain.plain_text import shown
from app.wire.access import SignInAnswer, SignInRefusal
from widgets import tasks
from widgets.access import pages, sign_in_words
from widgets.access.form import Form
from widgets.look import Look

PENDING_MS = 120_000
"""A password that waits for its code is forgotten after this."""

Texts = Mapping[str, str]
log = logging.getLogger(__name__)


class Stage(enum.StrEnum):
    FIRST = "first"
    SIGN_IN = "sign_in"
    CHANGE = "change"
    """Somebody else at a console that is in use or locked."""
    CODE = "code"
    REDEEM = "redeem"
    MUST_CHANGE = "must_change"
    UNLOCK = "unlock"
    SECRETS = "secrets"


PAGES: Mapping[Stage, pages.Page] = {
    Stage.FIRST: pages.FIRST,
    Stage.SIGN_IN: pages.SIGN_IN,
    Stage.CHANGE: pages.CHANGE,
    Stage.CODE: pages.CODE,
    Stage.REDEEM: pages.REDEEM,
    Stage.MUST_CHANGE: pages.MUST_CHANGE,
    Stage.UNLOCK: pages.UNLOCK,
    Stage.SECRETS: pages.SECRETS_PAGE,
}
TURNS: Mapping[tuple[Stage, SignInRefusal], Stage | None] = {
    (Stage.SIGN_IN, SignInRefusal.CODE_NEEDED): Stage.CODE,
    (Stage.CHANGE, SignInRefusal.CODE_NEEDED): Stage.CODE,
    (Stage.FIRST, SignInRefusal.NOT_FIRST): Stage.SIGN_IN,
    (Stage.CODE, SignInRefusal.EXPIRED): None,
}
"""Where a refusal leads; without a row the page stays and says why. None is home."""
WAYS: Mapping[Stage, tuple[tuple[str, Stage | None], ...]] = {
    Stage.SIGN_IN: ((str(QT_TRANSLATE_NOOP("Entry", "I have a one-time code")), Stage.REDEEM),),
    Stage.CHANGE: ((str(QT_TRANSLATE_NOOP("Entry", "I have a one-time code")), Stage.REDEEM),),
    Stage.UNLOCK: ((str(QT_TRANSLATE_NOOP("Entry", "Another operator")), Stage.CHANGE),),
    Stage.CODE: ((str(QT_TRANSLATE_NOOP("Entry", "Back")), None),),
    Stage.REDEEM: ((str(QT_TRANSLATE_NOOP("Entry", "Back")), None),),
    Stage.SECRETS: ((str(QT_TRANSLATE_NOOP("Entry", "Back")), None),),
}
"""What can be chosen besides; None is home."""


class Entry(QWidget):
    """Used by the sign-in screen, the lock card and the change of operator. GUI thread."""

    turned = Signal(object)
    """The `Stage` now."""
    let_in = Signal(object, object)
    """The `Stage` that was gone through, and a `SignInAnswer` without a refusal. The session itself is the
    hub's to tell."""

    def __init__(self, hub: Hub, look: Look, home: Stage) -> None:
        super().__init__()
        self._hub, self._look, self.home = hub, look, home
        self.stage = home
        self.form: Form | None = None
        self.ways: list[QPushButton] = []
        self._name = ""
        self._pending: tuple[str, str] | None = None
        self._forgetting = QTimer(self, singleShot=True, interval=PENDING_MS)
        self._forgetting.timeout.connect(self.go_home)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._row = QHBoxLayout()
        self._row.setSpacing(6)
        self._column.addLayout(self._row)

    # Where it stands

    def show_stage(self, stage: Stage, said: str = "") -> None:
        """Show the page of a stage afresh, with the name that was typed before."""
        self._remember_name()
        if stage is not Stage.CODE:
            self._drop_pending()
        self.stage = stage
        self._replace_form(self._make_form(stage))
        self._offer_ways(stage)
        if said and self.form is not None:
            self.form.say(said)
        self.turned.emit(stage)
        if self.isVisible() and self.form is not None:
            self.form.focus_first()

    def go_home(self) -> None:
        self.show_stage(self.home)

    @property
    def name(self) -> str:
        """The name typed to sign in with."""
        self._remember_name()
        return self._name

    @name.setter
    def name(self, name: str) -> None:
        self._name = name
        if self.form is not None:
            self.form.put({"operator": name})

    @property
    def under_way(self) -> bool:
        """Whether a step after the first was reached, which a change from outside should not undo."""
        return self.stage is not self.home

    def _make_form(self, stage: Stage) -> Form:
        access, page = self._hub.access, PAGES[stage]
        rules, session = access.rules, access.session
        if stage is Stage.FIRST and rules is not None and rules.secrets == "unset":
            page = pages.FIRST_SEALED
        name = "" if session is None else shown(session.name)
        form = Form(page, self._look, operator=name, least=12 if rules is None else rules.password_least)
        if session is not None and stage is Stage.MUST_CHANGE:
            form.know_names(session.operator, session.name, self._hub.site)
        else:
            form.know_names(self._hub.site)
        form.put({"operator": self._name})
        form.given.connect(self._ask)
        return form

    def _replace_form(self, form: Form) -> None:
        if self.form is not None:
            self.form.forget()
            self.form.hide()
            self._column.removeWidget(self.form)
            self.form.deleteLater()
        self.form = form
        self._column.insertWidget(0, form)
        form.show()

    def _offer_ways(self, stage: Stage) -> None:
        for old in self.ways:
            old.hide()
            old.deleteLater()
        self.ways = []
        while self._row.count():
            self._row.takeAt(0)
        ways = WAYS.get(stage, ())
        if stage is Stage.CHANGE and self.home is Stage.UNLOCK:
            ways = (*ways, (str(QT_TRANSLATE_NOOP("Entry", "Back")), None))
        for words, target in ways:
            button = QPushButton(QCoreApplication.translate("Entry", words))
            button.setProperty("look", "small")
            button.setAutoDefault(False)  # in a dialog Enter belongs to the fields
            button.clicked.connect(
                lambda _=False, target=target: self.show_stage(self.home if target is None else target)
            )
            self._row.addWidget(button)
            self.ways.append(button)
        self._row.addStretch(1)

    def _remember_name(self) -> None:
        if self.form is not None and "operator" in self.form.lines:
            self._name = self.form.lines["operator"].text()

    # What is asked

    def sign_in_with(self, operator: str, password: str) -> None:
        """Sign in without anybody typing."""
        self._name = operator
        self._ask({"operator": operator, "password": password})

    def _ask(self, texts: Texts) -> None:
        stage = self.stage
        if self.form is not None:
            self.form.set_busy(True)
        tasks.run(
            self,
            self._answer(stage, texts),
            lambda answer: self._take(stage, answer),
            lambda failure: self._fail(stage, failure),
        )

    async def _answer(self, stage: Stage, texts: Texts) -> SignInAnswer:
        if stage in {Stage.SIGN_IN, Stage.CHANGE}:
            self._pending = (sign_in_id(texts["operator"]), texts["password"])
            return await self._hub.access.sign_in(*self._pending)
        if stage is Stage.CODE:
            if self._pending is None:
                return SignInAnswer(refusal=SignInRefusal.EXPIRED)
            return await self._hub.access.sign_in(*self._pending, "".join(texts["code"].split()))
        return await _ASKED[stage](self._hub.access, texts)

    def _take(self, stage: Stage, answer: SignInAnswer) -> None:
        if self.stage is not stage:
            return
        form = self.form
        if form is not None:
            form.set_busy(False)
        if answer.refusal is None:
            self._drop_pending()
            self.let_in.emit(stage, answer)
            return
        said = sign_in_words.refused(answer, asked=str(stage))
        if answer.refusal is SignInRefusal.CODE_NEEDED and stage is not Stage.CODE:
            self._forgetting.start()
            self.show_stage(Stage.CODE)
        elif (stage, answer.refusal) in TURNS:
            self.show_stage(TURNS[stage, answer.refusal] or self.home, said)
        elif form is not None:
            form.say(said)
            form.focus_first()
            if answer.refusal is SignInRefusal.WAIT:
                form.hold(answer.wait_s)

    def _fail(self, stage: Stage, failure: Exception) -> None:
        if self.stage is not stage or self.form is None:
            return
        self.form.set_busy(False)
        if not isinstance(failure, EngineAway):
            log.error("Signing in failed: %s", type(failure).__name__)
        self.form.say(sign_in_words.no_answer())
        self.form.focus_first()

    def _drop_pending(self) -> None:
        self._pending = None
        self._forgetting.stop()


async def _first(access: Access, texts: Texts) -> SignInAnswer:
    return await access.create_first(
        sign_in_id(texts["operator"]),
        " ".join(texts["name"].split()),
        texts["password"],
        texts.get("passphrase", ""),
    )


async def _redeem(access: Access, texts: Texts) -> SignInAnswer:
    return await access.redeem(sign_in_id(texts["operator"]), texts["code"].strip(), texts["password"])


async def _must_change(access: Access, texts: Texts) -> SignInAnswer:
    return await access.change_password(texts["old"], texts["password"])


async def _unlock(access: Access, texts: Texts) -> SignInAnswer:
    return await access.unlock(texts["password"])


async def _secrets(access: Access, texts: Texts) -> SignInAnswer:
    return await access.unlock_secrets(texts["passphrase"])


_ASKED: Mapping[Stage, Callable[[Access, Texts], Awaitable[SignInAnswer]]] = {
    Stage.FIRST: _first,
    Stage.REDEEM: _redeem,
    Stage.MUST_CHANGE: _must_change,
    Stage.UNLOCK: _unlock,
    Stage.SECRETS: _secrets,
}
