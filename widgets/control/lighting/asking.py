"""Whether something may be asked of the chosen group, what would be left out, and the asking itself."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject

from app.bridge.hub import Hub
from app.domain import control_acts as acts
from app.domain.orders import Action, Order, Target
from app.domain.rights import Right
from app.wire.control import Conditions
from widgets.control import words as control_words
from widgets.control.lighting.body import Body
from widgets.control.lighting.groups import Line
from widgets.control.lighting.level_editor import Standing
from widgets.control.lighting.requests import LightingRequests
from widgets.control.lighting.scene import LampScene, Places

CONDITIONS_MS = 5_000
"""What would be left out is asked again this often, and when the order is another one."""
GROUP_LIMIT = 20
"""Lamps of a group that must be selected first, until the engine has told its own rule."""


class Asking(QObject):
    """GUI thread; `show_group` when another group is chosen."""

    def __init__(
        self, hub: Hub, scene: LampScene, requests: LightingRequests, body: Body, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._hub, self._scene, self._requests, self._body = hub, scene, requests, body
        self._line: Line | None = None
        self.members: Places = np.zeros(0, np.int64)
        self._conditions: Conditions | None = None
        self._asked: tuple[Target, Order] | None = None
        self._asked_at = 0
        body.editor.wanted.connect(self._want)
        body.editor.changed.connect(self.ask_conditions)

    def show_group(self, line: Line, members: Places) -> None:
        """The group that is meant from now on; what was known of another one is forgotten."""
        if self._line is None or line.target != self._line.target:
            self._conditions = self._asked = None
        self._line, self.members = line, members

    # Whether

    def why_away(self) -> str:
        """Why the engine can be asked nothing; empty when it can."""
        up = self._hub.link.phase == "up"
        return "" if up else self.tr("The engine is away. Nothing can be sent.")

    def why_not_sent(self) -> str:
        """Why nothing can be sent to anybody; empty when it can."""
        if away := self.why_away():
            return away
        figures = self._hub.figures
        if figures is not None and figures.feed.phase != "up":
            return self.tr("No link to the broker. Nothing can be sent.")
        return ""

    def why_not(self) -> str:
        """Why nothing may be asked of the group now; empty when it may of some of its lamps."""
        if reason := self.why_not_sent():
            return reason
        zones = self._scene.lamps.zone.codes[self.members]
        _, firsts = np.unique(zones, return_index=True)
        some = [self._scene.device(int(self.members[first])) for first in firsts]
        may = self._requests.permits.why_not
        reasons = [may(Right.COMMAND_LUMINAIRES, one.id) for one in some if one is not None]
        return "" if "" in reasons else next(iter(reasons), "")

    def _must_select(self) -> bool:
        """As the engine said of this very group, or by its rule."""
        if self._conditions is not None:
            return self._conditions.needs_selection
        rules = self._hub.control.rules
        return len(self.members) > (GROUP_LIMIT if rules is None else rules.group_limit)

    def judge(self, _news: object = None) -> None:
        """Show how it stands."""
        skips = () if self._conditions is None else self._conditions.skips
        standing = Standing(len(self.members), self.why_not(), self._must_select(), skips)
        self._body.editor.show_standing(standing)

    # Asking

    def ask_conditions(self) -> None:
        """How the interlocks stand for what would be asked; the same is asked again after some seconds."""
        if self._line is None or not len(self.members) or not self._body.isVisible() or self.why_not():
            return
        wanted, now = (self._line.target, self._body.editor.order()), self._hub.now()
        if self._is_known(wanted) and now - self._asked_at < CONDITIONS_MS:
            return
        self._asked, self._asked_at = wanted, now

        def take(answer: Conditions) -> None:
            if self._asked == wanted and answer.devices:
                self._conditions = answer
                self.judge()

        self._requests.conditions(acts.ReadConditions(*wanted), take)

    def _is_known(self, wanted: tuple[Target, Order]) -> bool:
        """Ends count from now, so they differ at every look."""
        if self._asked is None:
            return False
        (target, order), (before, asked) = wanted, self._asked
        return target == before and (order.value, order.over_s) == (asked.value, asked.over_s)

    def _want(self, order: Order) -> None:
        line = self._line
        if line is None or self.why_not():
            return
        if self._must_select():
            self._body.signing.begin(line, order)
            return
        done = self.tr("Sent to {0}: {1}").format(line.name, control_words.order(order))
        if order.action is Action.RESUME_PROGRAMME:
            done = self.tr("{0} goes back to the programme").format(line.name)
        self._requests.issue(acts.Command(line.target, order), done)
