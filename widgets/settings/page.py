"""The settings page: made from the schema, searched, changed as a whole, tried, taken out and brought in."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.bridge.views import Answer, EngineAway, EngineLink
from app.domain.acts import Outcome
from app.domain.alarms import Priority
from app.domain.rights import Right, Role
from app.wire.administration import (
    BrokerTrial,
    ChangeSettings,
    ExportSettings,
    ImportSettings,
    PutSecret,
    ReadSettings,
    RestoreSettings,
    SettingsAnswer,
    SettingsState,
    SettingsText,
    TestBroker,
)
from app.wire.messages import Done
from widgets import tasks
from widgets.access.gated_page import GatedPage
from widgets.access.permits import Permits
from widgets.look import Look
from widgets.settings.bars import SaveBar, TopBar
from widgets.settings.draft import SettingsDraft
from widgets.settings.files import read_text, write_text
from widgets.settings.form import SettingsForm
from widgets.settings.words import answer_words, secret_words, trial_words
from widgets.sound import QtSpeaker

TRIAL_LIMIT_S = 30.0


class SettingsPage(GatedPage):
    """Nothing is shown as saved before the engine says so. GUI thread."""

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__(hub, look, Right.EDIT_SETTINGS, Right.READ_AUDIT)
        self._rights_held = Permits(hub)
        self.draft = SettingsDraft()
        self.top, self.foot = TopBar(), SaveBar()
        self.form = SettingsForm(self.draft, hub.language)
        self._busy = self._restarting = False
        self._speaker: QtSpeaker | None = None
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top, self.form, self.foot):
            column.addWidget(part, int(part is self.form))
        self._connect()
        self.hold(body)
        self._show()

    def _connect(self) -> None:
        self.ready.connect(self.read)
        self.engine_told.connect(lambda _up: self._enable())
        self._hub.link_changed.connect(self._follow_link)
        self._hub.settings_changed.connect(lambda _values: self.read())
        self.form.whole.connect(self._search)
        self.form.typed.connect(self._typed)
        self.form.secret_asked.connect(self._put_secret)
        self.top.searched.connect(self._search)
        self.top.broker.clicked.connect(self._try_broker)
        self.top.sound.clicked.connect(self._try_sound)
        self.top.load.clicked.connect(self._choose_import)
        self.top.save_copy.clicked.connect(self._choose_export)
        self.foot.save.clicked.connect(self.save)
        self.foot.discard.clicked.connect(self._discard)
        self.foot.restart.clicked.connect(self._restart)

    # -- shown ---------------------------------------------------------------------------------------

    def read(self) -> None:
        """Ask the engine how the settings are now; what was typed stays."""
        if self.may_ask and not self._busy:
            self._ask(ReadSettings(), self._took)

    def _took(self, answer: object) -> None:
        if isinstance(answer, SettingsState):
            self.draft.take(answer)
            self.note_read()
        else:
            self._say(answer_words(answer, self._roles()))
        self._show()

    def _show(self) -> None:
        self.form.show_draft(writable=self._may_change)
        self.top.menu.clear()
        for version in self.draft.state.versions:
            action = self.top.menu.addAction(self.top.words_of(version))
            action.triggered.connect(partial(self._restore, version.id))
        self._search()
        self._enable()

    def _search(self) -> None:
        self.form.search(
            self.top.text.text(),
            only_other=self.top.other.isChecked(),
            only_changed=self.top.changed.isChecked(),
        )

    def _typed(self) -> None:
        self._say("")
        self._enable()

    def _enable(self) -> None:
        able = self._may_change and not self._busy
        changes = len(self.draft.changes())
        for button in (self.foot.save, self.foot.discard):
            button.setEnabled(able and changes > 0)
        self.foot.reason.setEnabled(able and changes > 0)
        self.foot.save.setText(self.tr("Save {0}").format(changes) if changes else self.tr("Save"))
        for button in (self.top.broker, self.top.load, self.top.save_copy):
            button.setEnabled(able)
        self.top.versions.setEnabled(able and bool(self.draft.state.versions))
        self.foot.restart.setVisible(bool(self.draft.pending))
        self.foot.restart.setEnabled(able and self._rights_held.holds(Right.STOP_ENGINE))

    def _say(self, words: str) -> None:
        self.foot.words.setText(words)

    def _roles(self) -> tuple[Role, ...]:
        rules = self._hub.access.rules
        return () if rules is None else rules.roles

    @property
    def _may_change(self) -> bool:
        """An auditor sees all and changes nothing."""
        return self.may_ask and self._rights_held.holds(Right.EDIT_SETTINGS)

    # -- asked ---------------------------------------------------------------------------------------

    def save(self) -> None:
        """Ask for all that was typed, or none of it."""
        changes = self.draft.changes()
        if changes and self._may_change:
            body = ChangeSettings(self.draft.state.stamp, changes, self.foot.reason.text().strip())
            self._ask(body, self._saved)

    def _saved(self, answer: object) -> None:
        applied = isinstance(answer, SettingsAnswer) and answer.verdict.outcome is Outcome.APPLIED
        if isinstance(answer, SettingsAnswer) and answer.state is not None:
            if applied:
                self.draft.discard()
                self.foot.reason.clear()
            self.draft.take(answer.state)
        self._show()
        self._say(self._done() if applied else answer_words(answer, self._roles()))

    def _done(self) -> str:
        if self.draft.pending:
            return self.tr("Saved. {0} take effect when the engine starts again.").format(
                len(self.draft.pending)
            )
        return self.tr("Saved and in force.")

    def _discard(self) -> None:
        self.draft.discard()
        self._say("")
        self._show()

    def _put_secret(self, name: str, value: str) -> None:
        def done(answer: object) -> None:
            self._say(secret_words(answer, self._roles()))
            self.read()

        self._ask(PutSecret(name, value), done)

    def _restore(self, version: str) -> None:
        self._ask(RestoreSettings(self.draft.state.stamp, version), self._saved)

    def _restart(self) -> None:
        """The engine ends in good order and is started again at once; the consoles come back alone."""
        self._restarting = True
        tasks.run(self, self._hub.stop_engine(), self._stopping, self._lost)

    def _stopping(self, answer: Answer) -> None:
        if answer.verdict.outcome is not Outcome.APPLIED:
            self._restarting = False
            self._say(answer_words(Done(answer.verdict), self._roles()))

    def _follow_link(self, link: EngineLink) -> None:
        if self._restarting and link.phase == "stopped":
            self._restarting = False
            self._hub.start_engine()

    # -- tried ---------------------------------------------------------------------------------------

    def _try_broker(self) -> None:
        self._say(self.tr("Trying the broker …"))
        changes = tuple(one for one in self.draft.changes() if one.path.startswith("broker."))
        self._ask(TestBroker(changes), self._tried)

    def _tried(self, answer: object) -> None:
        said = trial_words(answer) if isinstance(answer, BrokerTrial) else answer_words(answer, self._roles())
        self._say(said)

    def _try_sound(self) -> None:
        """On this PC, with the sound of a critical alarm."""
        if self._speaker is None:
            self._speaker = QtSpeaker(self)
        if not self._speaker.available:
            self._say(self.tr("This PC has no sound device. Connect a loudspeaker."))
            return
        self._speaker.play(Priority.CRITICAL)
        self._say(self.tr("This is how a critical alarm sounds. Nothing heard: check the volume."))

    # -- files ---------------------------------------------------------------------------------------

    def _choose_import(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, self.tr("Import settings"), "", "*.toml")
        if name:
            self.bring_in(Path(name))

    def bring_in(self, path: Path) -> None:
        """Put a file in the place of the settings, if the engine finds it valid as a whole."""
        work = read_text(path)
        tasks.run(self, work, self._import, lambda problem: self._say(str(problem)))

    def _import(self, text: str) -> None:
        self._ask(ImportSettings(self.draft.state.stamp, text, self.foot.reason.text().strip()), self._saved)

    def _choose_export(self) -> None:
        name, _ = QFileDialog.getSaveFileName(self, self.tr("Export settings"), "settings.toml", "*.toml")
        if name:
            self.take_out(Path(name))

    def take_out(self, path: Path) -> None:
        """Write the settings, which hold no secret, to a file."""

        def write(answer: object) -> None:
            if not isinstance(answer, SettingsText):
                self._say(answer_words(answer, self._roles()))
                return
            tasks.run(
                self,
                write_text(path, answer.text),
                lambda _: self._say(self.tr("Written to {0}.").format(path)),
                lambda problem: self._say(str(problem)),
            )

        self._ask(ExportSettings(), write)

    # -- the engine ----------------------------------------------------------------------------------

    def _ask(self, body: object, done: Callable[[object], None]) -> None:
        self._set_busy(True)

        def answered(answer: object) -> None:
            self._set_busy(False)
            done(answer)
            self._enable()

        tasks.run(self, self._hub.ask(body, TRIAL_LIMIT_S), answered, self._lost)

    def _lost(self, problem: Exception) -> None:
        self._set_busy(False)
        if isinstance(problem, EngineAway):
            self._say(self.tr("No answer from the engine. Look again before you ask once more."))
        else:
            self._say(str(problem))

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._enable()
