"""Whether the operator may do something to a device, and the sentence that says why not."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.bridge.hub import Hub
from app.domain.rights import PLACED, Right, allows
from widgets.access.refusal_words import needs, needs_briefly


class Permits:
    """Asked at every paint: nothing is kept, so that it is true at once when rights change. GUI thread."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def may(self, right: Right, device: str = "") -> bool:
        """Whether it may be done now, to this device where it is one that can be limited to some."""
        return self._hub.access.may(right, self._hub.devices.get(device) if device else None)

    def holds(self, right: Right) -> bool:
        """Whether the operator has the right for at least some devices, locked or not."""
        session = self._hub.access.session
        return session is not None and any(grant.right is right for grant in session.grants)

    def sees(self, device: str) -> bool:
        """Whether the device may be looked at, locked or not. One that is not known is not hidden."""
        session, known = self._hub.access.session, self._hub.devices.get(device)
        return session is None or known is None or allows(session.grants, Right.SEE, known.kind, known.zone)

    def watches(self, camera: str) -> bool:
        """Whether its picture may be looked at: a lock lets it go on."""
        session, known = self._hub.access.session, self._hub.devices.get(camera)
        kind, zone = ("camera", "") if known is None else (known.kind, known.zone)
        return session is not None and allows(session.grants, Right.VIDEO_LIVE, kind, zone)

    def why_not(self, right: Right, device: str = "", *, briefly: bool = False) -> str:
        """Empty when it may be done."""
        if self.may(right, device):
            return ""
        access = self._hub.access
        session = access.session
        if session is None:
            return QCoreApplication.translate("Refusals", "Sign in first.")
        known = self._hub.devices.get(device) if device else None
        placed = known if right in PLACED else None
        kind, zone = ("", "") if placed is None else (placed.kind, placed.zone)
        if session.locked and allows(session.grants, right, kind, zone):
            return QCoreApplication.translate("Refusals", "Unlock first.")
        who = access.who_may(right, placed)
        roles = () if access.rules is None else access.rules.roles
        return needs_briefly(who.roles, roles) if briefly else needs(who.roles, roles, who.present)
