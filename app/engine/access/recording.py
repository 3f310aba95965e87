"""What an operator asks of a desk, as it goes on the audit trail whatever becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Came, Deed, Draft
from app.domain.instant import Instant
from app.engine.access.entries import Asked, written
from app.engine.ports import Trail
from app.store.faults import StoreUnavailable


@dataclass(frozen=True, slots=True)
class Doing:
    """What an operator asked, as it goes on record."""

    asked: Asked
    deed: Deed
    subject: str = ""
    reason: str = ""
    details: Mapping[str, object] = field(default_factory=dict)


class Recording:
    """Engine's thread."""

    def __init__(self, trail: Trail, now: Callable[[], Instant]) -> None:
        self._trail, self._now = trail, now

    def draft(self, doing: Doing, **more: object) -> Draft:
        """The entry of something done; details that say nothing are left out."""
        details = {**doing.details, **more}
        return Draft(
            at=self._now().wall,
            operator=doing.asked.ask.operator,
            act=str(doing.deed),
            outcome=str(Came.APPLIED),
            console=doing.asked.link.console,
            subject=doing.subject,
            reason=doing.reason,
            details=written({name: value for name, value in details.items() if value}),
            request=str(doing.asked.ask.id),
        )

    def allowed(self, draft: Draft) -> bool:
        """Put on record what is about to be done. False when it cannot be: then it may not be done."""
        try:
            self._trail.record(draft)
        except StoreUnavailable:
            return False
        return True

    def note(self, draft: Draft) -> None:
        """What is done already, or could not be."""
        self._trail.note(draft)


def not_done(draft: Draft, verdict: Verdict) -> Draft:
    """The entry of what was refused, or came too late."""
    came = Came.SUPERSEDED if verdict.outcome is Outcome.SUPERSEDED else Came.REFUSED
    return replace(draft, outcome=str(came), refusal=str(verdict.refusal or ""))


def failed(draft: Draft, refusal: Refusal) -> Draft:
    """Follows the entry of something that was allowed and then could not be done."""
    return replace(draft, outcome=str(Came.FAILED), refusal=str(refusal))
