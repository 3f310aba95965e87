"""Groups that operators save under a name: the present one kept, a saved one named anew or dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.bridge.hub import Hub
from app.domain import control_acts as acts
from app.domain.orders import SavedGroup, Scope
from app.domain.plain_text import shown
from widgets.confirm import Confirm
from widgets.control.lighting import words
from widgets.control.lighting.groups import Line
from widgets.control.lighting.requests import LightingRequests
from widgets.control.lighting.scene import LampScene, Places
from widgets.plain_label import PlainLabel
from widgets.wording import fold

NAME_LENGTH = 60


class NameDialog(QDialog):
    """Asks for a name that no other group has. Open it with `open()`."""

    named = Signal(str)

    def __init__(self, title: str, name: str, taken: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(400)
        self._taken = {fold(one) for one in taken}
        self.name = QLineEdit(name)
        self.name.setMaxLength(NAME_LENGTH)
        self.name.setAccessibleName(self.tr("Name of the group"))
        self.problem = PlainLabel()
        self.problem.setProperty("look", "support")
        self.press, leave = QPushButton(self.tr("Save")), QPushButton(self.tr("Leave"))
        self.press.setProperty("look", "primary")
        self.press.setDefault(True)
        leave.setAutoDefault(False)
        head = PlainLabel(title)
        head.setProperty("look", "card")
        foot = QHBoxLayout()
        foot.addWidget(self.problem, 1)
        foot.addWidget(leave)
        foot.addWidget(self.press)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addWidget(head)
        column.addWidget(self.name)
        column.addLayout(foot)
        self.name.textChanged.connect(self._judge)
        self.press.clicked.connect(self._give)
        leave.clicked.connect(self.reject)
        self.finished.connect(self.deleteLater)
        self._judge()
        self.name.setFocus()

    def _judge(self) -> None:
        text = self.name.text().strip()
        problem = "" if text else self.tr("Write the name.")
        if fold(text) in self._taken:
            problem = self.tr("There is a group of this name.")
        self.problem.setText(problem)
        self.press.setEnabled(not problem)

    def _give(self) -> None:
        name = self.name.text().strip()
        self.accept()
        self.named.emit(name)


class SavedGroups(QObject):
    """What the page can do with them. GUI thread."""

    def __init__(
        self,
        hub: Hub,
        scene: LampScene,
        requests: LightingRequests,
        new_id: Callable[[], str],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._hub, self._scene, self._requests, self._new_id = hub, scene, requests, new_id
        self._view = parent
        self.dialog: QDialog | None = None

    def saved(self, line: Line | None) -> SavedGroup | None:
        """The saved group that the line is."""
        if line is None or line.target.scope is not Scope.GROUP:
            return None
        return self._hub.control.saved.get(line.target.ids[0])

    def keep(self, line: Line, members: Places) -> None:
        """Save these lamps under a name."""
        devices = (self._scene.device(int(place)) for place in members)
        ids = tuple(one.id for one in devices if one is not None)

        def put(name: str) -> None:
            group = SavedGroup(self._new_id(), name, "luminaire", ids, version=0)
            self._requests.act(acts.PutGroup(group), self.tr("Saved: {0}").format(shown(name)))

        title = self.tr("Save {0} as a group").format(words.luminaires(len(ids)))
        self._ask(title, "" if line.target.scope is Scope.GROUP else line.name, put, "")

    def rename(self, group: SavedGroup) -> None:
        def put(name: str) -> None:
            self._requests.act(
                acts.PutGroup(replace(group, name=name)), self.tr("Named {0}").format(shown(name))
            )

        self._ask(self.tr("Name the group anew"), group.name, put, group.id)

    def drop(self, group: SavedGroup) -> None:
        name = shown(group.name)
        title = self.tr("Drop the group {0}?").format(name)
        told = self.tr("Its {0} stay as they are. Assignments that name the group no longer find them.")
        dialog = Confirm(
            title, told.format(words.luminaires(len(group.devices))), self.tr("Drop"), self._view
        )
        done = self.tr("Dropped: {0}").format(name)
        dialog.confirmed.connect(lambda: self._requests.act(acts.DropGroup(group.id), done))
        self._open(dialog)

    def _ask(self, title: str, name: str, put: Callable[[str], None], mine: str) -> None:
        taken = [one.name for one in self._hub.control.saved.values() if one.id != mine]
        dialog = NameDialog(title, name, taken, self._view)
        dialog.named.connect(put)
        self._open(dialog)

    def _open(self, dialog: QDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._close)
        dialog.open()

    def _close(self) -> None:
        self.dialog = None
