"""Names of operators for what carries only their ids."""

from __future__ import annotations

from app.bridge.hub import Hub
from app.domain.devices import Device
from app.domain.plain_text import shown
from app.domain.rights import Right
from widgets.access.role_words import role_names


class Names:
    """Known are all who may sign in; of others the id is shown. GUI thread."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def of(self, operator: str) -> str:
        return shown(self._hub.access.name_of(operator) or operator)

    def role(self, operator: str) -> str:
        """What they are, in small letters; empty when they are at no console."""
        rules = self._hub.access.rules
        if rules is None:
            return ""
        roles = next((desk.roles for desk in rules.desks if desk.operator == operator), ())
        return role_names(roles, rules.roles).lower()

    def who_may(self, right: Right, device: Device) -> list[str]:
        """Names of those at a console now who could do this to the device."""
        return [shown(name) for name in self._hub.access.who_may(right, device).present]
