"""What stands below the list of groups: save, rename, drop, light up a place; each off with its reason."""

from __future__ import annotations

import uuid
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QPushButton, QWidget

from app.bridge.hub import Hub
from app.domain import control_acts as acts
from app.domain.plain_text import shown
from app.domain.rights import Right
from widgets import formats
from widgets.control.lighting.body import Body
from widgets.control.lighting.groups import Line
from widgets.control.lighting.place_dialog import Place, PlaceDialog
from widgets.control.lighting.requests import LightingRequests
from widgets.control.lighting.saved_groups import SavedGroups
from widgets.control.lighting.scene import LampScene, Places
from widgets.look import Look


class Page(Protocol):
    """What the deeds ask of the page they stand on."""

    scene: LampScene
    requests: LightingRequests
    line: Line | None

    @property
    def members(self) -> Places: ...
    def why_not_sent(self) -> str: ...


class GroupDeeds(QObject):
    """GUI thread."""

    def __init__(self, hub: Hub, look: Look, page: Page) -> None:
        assert isinstance(page, QWidget)
        super().__init__(page)
        self._hub, self._look, self._page, self._view = hub, look, page, page
        self._place: Place | None = None
        self._body: Body | None = None
        self.saved = SavedGroups(hub, page.scene, page.requests, lambda: uuid.uuid4().hex, page)
        self.dialog: PlaceDialog | None = None

    def connect_to(self, body: Body) -> None:
        self._body = body
        body.save.clicked.connect(self._keep)
        body.rename.clicked.connect(self._rename)
        body.drop.clicked.connect(self._drop)
        body.place.clicked.connect(self.ask_place)
        body.list.chosen.connect(self.judge)
        self._hub.control.saved_changed.connect(self.judge)
        self.judge()

    def set_place(self, place: Place | None) -> None:
        self._place = place
        self.judge()

    def judge(self, _news: object = None) -> None:
        """Whether each may be done now, and why not."""
        if self._body is None:
            return
        reason = self._why_not()
        saved = self.saved.saved(self._page.line)
        no_group = self.tr("Choose a group that was saved.") if saved is None else ""
        no_lamps = "" if len(self._page.members) else self.tr("The group has no luminaires.")
        nowhere = self.tr("Choose a device on the map or in a list first.") if self._place is None else ""
        _allow(self._body.save, reason or no_lamps)
        _allow(self._body.rename, reason or no_group)
        _allow(self._body.drop, reason or no_group)
        where = self.tr("Around {0}").format(self._place.name) if self._place is not None else ""
        _allow(self._body.place, reason or nowhere, where)

    def ask_place(self) -> None:
        """Open the dialog for the place that is known."""
        if self._place is None:
            return
        page = self._page
        dialog = PlaceDialog(self._place, page.scene, self._look, self._why_not, self._view)
        if self._hub.control.rules is not None:
            dialog.hold.set_hold(self._hub.control.rules.hold_s)
        dialog.given.connect(self._light_up)
        dialog.finished.connect(self._close)
        self.dialog = dialog
        dialog.open()

    def _why_not(self) -> str:
        away = self._page.why_not_sent()
        return away or self._page.requests.permits.why_not(Right.COMMAND_LUMINAIRES, briefly=True)

    def _light_up(self, act: acts.LightUp) -> None:
        until = formats.hour(self._hub.now() + act.minutes * 60_000)
        name = shown(self._place.name) if self._place is not None else ""
        done = self.tr("{0} is lit up until {1}").format(name, until)
        self._page.requests.issue(act, done)

    def _close(self) -> None:
        self.dialog = None

    def _keep(self) -> None:
        if self._page.line is not None:
            self.saved.keep(self._page.line, self._page.members)

    def _rename(self) -> None:
        if (group := self.saved.saved(self._page.line)) is not None:
            self.saved.rename(group)

    def _drop(self) -> None:
        if (group := self.saved.saved(self._page.line)) is not None:
            self.saved.drop(group)


def _allow(button: QPushButton, reason: str, otherwise: str = "") -> None:
    button.setEnabled(not reason)
    button.setToolTip(reason or otherwise)
