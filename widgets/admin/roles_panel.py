"""Roles: the grid of their rights, limits of a right, and saving what was changed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QSplitter, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain.operators import LONGEST_NAME
from app.wire.administration import DropRole, PutRole
from widgets.access.role_words import role_name
from widgets.admin.grant_editor import GrantEditor
from widgets.admin.requests import AdminRequests, Answered
from widgets.admin.role_dialog import RoleDialog
from widgets.admin.role_draft import RoleDraft, RoleDrafts, new_draft
from widgets.admin.role_grid import RIGHTS, RoleGrid, RoleModel, draft_name
from widgets.confirm import Confirm
from widgets.look import Look
from widgets.notice import Notice
from widgets.plain_label import plain_label
from widgets.wording import kind_label


class RolesPanel(QWidget):
    """What the engine says of roles comes with the rules of access; what is written over it stays until it
    is saved or thrown away. GUI thread."""

    def __init__(self, hub: Hub, look: Look) -> None:
        super().__init__()
        self._hub = hub
        self._usable = True
        self._saving = False
        self._offered = False
        self.dialog: QDialog | None = None
        self.drafts = RoleDrafts()
        self.requests = AdminRequests(hub, self)
        self.model = RoleModel(self.drafts, self)
        self.grid = RoleGrid(self.model, look)
        self.editor = GrantEditor()
        self.title = QLineEdit()
        self.title.setMaxLength(LONGEST_NAME)
        self.title.setAccessibleName(self.tr("Name of the role"))
        self.add = QPushButton(self.tr("New role…"))
        self.double = QPushButton(self.tr("Duplicate…"))
        self.drop = QPushButton(self.tr("Drop role…"))
        self.save = QPushButton(self.tr("Save roles"))
        self.discard = QPushButton(self.tr("Discard"))
        self.reload = QPushButton(self.tr("Reload role"))
        self.unsaved, self.behind = plain_label(look="tag"), plain_label(look="support", wraps=True)
        self.answer, self.notice = plain_label(look="support", wraps=True), Notice()
        self._lay_out()
        self._connect()
        self.take_rules()

    def _lay_out(self) -> None:
        self.save.setProperty("look", "primary")
        bar = QHBoxLayout()
        bar.setContentsMargins(8, 4, 8, 4)
        bar.setSpacing(6)
        for button in (self.add, self.double, self.drop):
            bar.addWidget(button)
        bar.addWidget(self.unsaved)
        bar.addWidget(self.notice, 1)
        for button in (self.discard, self.save):
            bar.addWidget(button)
        side = QWidget()
        side.setProperty("look", "panel")
        column = QVBoxLayout(side)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(6)
        column.addWidget(plain_label(self.tr("Name of the role"), look="caption"))
        for part in (self.title, self.behind, self.reload):
            column.addWidget(part)
        column.addSpacing(6)
        column.addWidget(self.editor, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.grid)
        split.addWidget(side)
        split.setStretchFactor(0, 1)
        split.setSizes([1400, 340])
        side.setMinimumWidth(290)
        self.answer.setContentsMargins(10, 2, 10, 4)
        self.answer.hide()
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(bar)
        whole.addWidget(self.answer)
        whole.addWidget(split, 1)

    def _connect(self) -> None:
        self.model.edited.connect(self._edited)
        self.editor.edited.connect(self._edited)
        self.grid.selectionModel().currentChanged.connect(self._show_cell)
        self.title.textEdited.connect(self._rename)
        self.add.clicked.connect(lambda: self._name_new(None))
        self.double.clicked.connect(lambda: self._name_new(self.draft()))
        self.drop.clicked.connect(self._ask_drop)
        self.save.clicked.connect(self._save)
        self.discard.clicked.connect(self._discard)
        self.reload.clicked.connect(self._reload)
        self.requests.answered.connect(self._answered)
        self.requests.busy_changed.connect(self._judge)

    # -- what the engine says ------------------------------------------------------------------------

    def take_rules(self) -> None:
        """The roles as they are now."""
        rules = self._hub.access.rules
        self.drafts.take(() if rules is None else rules.roles)
        self._refresh()

    def offer_names(self) -> None:
        """Kinds and districts to choose from, as they are now."""
        hub = self._hub
        kinds = {kind: kind_label(hub.catalogue, kind, hub.language) for kind in hub.catalogue.kinds}
        self.editor.set_names(kinds, {one.zone: one.zone for one in hub.devices if one.zone})

    def clear(self) -> None:
        """For somebody else: nothing that was begun stays."""
        if self.dialog is not None:
            self.dialog.reject()
        self._saving = False
        for draft in self.drafts.changed():
            self.drafts.reload(draft.seen.id)
        self._say("")
        self._refresh()

    def set_usable(self, usable: bool) -> None:
        self._usable = usable
        self._judge()

    # -- what is edited ------------------------------------------------------------------------------

    def draft(self) -> RoleDraft | None:
        """The role whose box has the focus."""
        return self.model.draft(self.grid.currentIndex().column())

    def _edited(self) -> None:
        self._say("")
        self._refresh()

    def _refresh(self) -> None:
        here = self.grid.currentIndex()
        self.model.refresh()
        if self.model.columnCount() and not self.grid.currentIndex().isValid():
            column = min(max(0, here.column()), self.model.columnCount() - 1)
            self.grid.setCurrentIndex(self.model.index(max(0, here.row()), column))
        self._show_cell()

    def _show_cell(self) -> None:
        draft, index = self.draft(), self.grid.currentIndex()
        self.editor.show_right(draft, RIGHTS[index.row()] if draft is not None else None)
        title = "" if draft is None else draft.title
        if self.title.text() != title:
            self.title.setText(title)
        self.title.setPlaceholderText("" if draft is None else role_name(draft.seen.id))
        self._judge()

    def _rename(self, title: str) -> None:
        draft = self.draft()
        if draft is not None:
            draft.title = title.strip()
            self.model.refresh()
            self._judge()

    def _judge(self) -> None:
        draft, changed = self.draft(), self.drafts.changed()
        usable = self._usable and not self.requests.busy
        behind = draft is not None and self.drafts.behind(draft.seen.id)
        self.behind.setText(
            self.tr("Another administrator changed this role meanwhile. Reload it; your changes go.")
        )
        self.behind.setVisible(behind)
        self.reload.setVisible(behind)
        self.unsaved.setVisible(bool(changed))
        self.unsaved.setText(self.tr("Unsaved: {0}").format(", ".join(draft_name(one) for one in changed)))
        blocked = any(one.problem for one in changed)
        self.save.setEnabled(usable and bool(changed) and not blocked)
        self.discard.setEnabled(usable and bool(changed))
        self.save.setToolTip(self.tr("Choose kinds and districts of every limited right.") if blocked else "")
        self.model.usable = usable
        for part in (self.add, self.title, self.editor, self.reload):
            part.setEnabled(usable)
        self.double.setEnabled(usable and draft is not None)
        self.drop.setEnabled(usable and draft is not None)

    def _name_new(self, like: RoleDraft | None) -> None:
        title = self.tr("New role") if like is None else self.tr("Duplicate {0}").format(draft_name(like))
        dialog = RoleDialog(title, self.drafts.drafts, self)
        dialog.named.connect(lambda id_, name: self._add(new_draft(id_, name, like)))
        self._open(dialog)

    def _add(self, draft: RoleDraft) -> None:
        row = max(0, self.grid.currentIndex().row())
        self.drafts.put(draft)
        self.model.refresh()
        self.grid.setCurrentIndex(self.model.index(row, self.model.column_of(draft.seen.id) or 0))
        self._edited()
        self.grid.setFocus()

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._forget_dialog)
        dialog.open()

    def _forget_dialog(self) -> None:
        self.dialog = None

    # -- what is asked and answered ------------------------------------------------------------------

    def _save(self) -> None:
        """One role after the other; the first that is refused stops the rest."""
        changed = self.drafts.changed()
        self._saving = bool(changed) and self.requests.ask(PutRole(changed[0].role()))

    def _ask_drop(self) -> None:
        draft = self.draft()
        if draft is None:
            return
        if draft.is_new:
            self.drafts.reload(draft.seen.id)
            self._edited()
            return
        dialog = Confirm(
            self.tr("Drop the role {0}?").format(draft_name(draft)),
            self.tr("It goes for good. Operators must not have it any more."),
            self.tr("Drop role"),
            self,
        )
        dialog.confirmed.connect(lambda: self.requests.ask(DropRole(draft.seen.id)))
        self._open(dialog)

    def _answered(self, answered: Answered) -> None:
        body = answered.body
        role = body.role if isinstance(body, DropRole) else getattr(body, "role", None)
        if not answered.applied:
            self._saving = False
            name = role if isinstance(role, str) else getattr(role, "id", "")
            draft = self.drafts.drafts.get(name)
            self._say(f"{draft_name(draft)}: {answered.sentence}" if draft else answered.sentence)
            self._refresh()
            return
        if isinstance(body, PutRole):
            self.drafts.done(body.role)
            self.notice.say(self.tr("Saved"))
        else:
            self.drafts.reload(str(role))
            self.notice.say(self.tr("Dropped"))
        self._refresh()
        if self._saving and isinstance(body, PutRole):
            self._save()

    def _discard(self) -> None:
        for draft in self.drafts.changed():
            self.drafts.reload(draft.seen.id)
        self._edited()

    def _reload(self) -> None:
        draft = self.draft()
        if draft is not None:
            self.drafts.reload(draft.seen.id)
            self._edited()

    def _say(self, sentence: str) -> None:
        self.answer.setText(sentence)
        self.answer.setVisible(bool(sentence))
