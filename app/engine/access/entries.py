"""What goes on the audit trail about signing in: never a password, a code or a token."""

from __future__ import annotations

import json
from dataclasses import dataclass

from app.domain.audit import Came, Deed, Draft
from app.engine.access.parts import AccessParts
from app.engine.server import ConsoleLink
from app.store.faults import StoreUnavailable
from app.wire.frames import Ask

UNKNOWN_NAME = "unknown name"
"""On record in place of a name that does not exist: people type their password into that field."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and the console that it came from."""

    link: ConsoleLink
    ask: Ask


class Entries:
    """Engine's thread."""

    def __init__(self, parts: AccessParts) -> None:
        self._parts = parts

    def draft(
        self, asked: Asked, deed: Deed, *, operator: str, subject: str = "", **details: object
    ) -> Draft:
        """An entry of something done."""
        return Draft(
            at=self._parts.now().wall,
            operator=operator,
            act=str(deed),
            outcome=str(Came.APPLIED),
            console=asked.link.console,
            subject=subject,
            details=written(details),
            request=str(asked.ask.id),
        )

    def allowed(self, draft: Draft) -> bool:
        """Put on record what is about to be done. False when it cannot be: then it may not be done."""
        try:
            self._parts.trail.record(draft)
        except StoreUnavailable:
            return False
        return True

    def happened(self, draft: Draft) -> None:
        """Put on record what is done already, or what nobody may hinder, such as a lock."""
        self._parts.trail.note(draft)

    def refused(self, asked: Asked, deed: Deed, refusal: str, *, operator: str, subject: str = "") -> None:
        self._parts.trail.note(
            Draft(
                at=self._parts.now().wall,
                operator=operator,
                act=str(deed),
                outcome=str(Came.REFUSED),
                console=asked.link.console,
                subject=subject,
                refusal=refusal,
                request=str(asked.ask.id),
            )
        )

    def ended(self, operator: str, console: str, why: str) -> None:
        """A session that is over without its operator having signed out."""
        self._parts.trail.note(
            Draft(
                at=self._parts.now().wall,
                operator=operator,
                act=str(Deed.SESSION_ENDED),
                outcome=str(Came.APPLIED),
                console=console,
                subject=operator,
                details=written({"why": why}),
            )
        )

    def existing(self, name: str) -> str:
        """A name as it may stand in the trail."""
        known = not name or self._parts.accounts.operator(name) is not None
        return name if known else UNKNOWN_NAME


def written(details: dict[str, object]) -> str:
    """Details as the trail has them: JSON, empty for none."""
    return json.dumps(details, ensure_ascii=False, sort_keys=True) if details else ""
