"""Answers auditors: pages of the trail, its proof, exports that go on record; has its head signed daily."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import AuditFilter, Came, Deed, Draft
from app.domain.instant import Instant
from app.domain.rights import Right, allows
from app.engine.access.errands import Errands
from app.engine.ports import Trail
from app.engine.server import ConsoleLink
from app.store.faults import StoreUnavailable
from app.wire.access import Session
from app.wire.administration import AuditPage, AuditProof, NoteExport, ReadAudit, VerifyAudit
from app.wire.frames import Ask
from app.wire.messages import Done

log = logging.getLogger(__name__)

LARGEST_PAGE = 1000
SIGN_AGAIN_AFTER_S = 60.0
"""Between tries to sign when the key could not be had."""


@dataclass(frozen=True, slots=True)
class AuditDeskParts:
    """`entries`, `verify` and `sign` read the database and run as errands, off the engine's thread.

    `sign` signs the head of the trail if it is due, leaves it in the places where heads are kept, and says
    whether it signed.
    """

    trail: Trail
    errands: Errands
    entries: Callable[[AuditFilter, int, int], AuditPage]
    verify: Callable[[], AuditProof]
    sign: Callable[[int], bool]
    session_of: Callable[[ConsoleLink], Session | None]
    answer: Callable[[ConsoleLink, int, object], None]
    now: Callable[[], Instant]


class AuditDesk:
    """Engine's thread."""

    def __init__(self, parts: AuditDeskParts) -> None:
        self._parts = parts
        self._sign_at = 0.0

    def handlers(self) -> Mapping[type, Callable[[ConsoleLink, Ask], None]]:
        return {ReadAudit: self._read, VerifyAudit: self._verify, NoteExport: self._note_export}

    def each_second(self, now: Instant) -> None:
        """Have the head signed when a day has gone by; asks at most once a minute."""
        if now.monotonic < self._sign_at:
            return
        self._sign_at = now.monotonic + SIGN_AGAIN_AFTER_S
        self._parts.errands.run(
            lambda: self._parts.sign(now.wall),
            self._signed,
            lambda error: log.warning("No head signed: %s", error),
        )

    def _signed(self, done: bool) -> None:
        if done:
            at = self._parts.now().wall
            self._parts.trail.note(Draft(at, "", str(Deed.SIGN_HEAD), str(Came.APPLIED)))

    def _read(self, link: ConsoleLink, ask: Ask) -> None:
        wanted: ReadAudit = ask.body
        limit = max(1, min(wanted.limit, LARGEST_PAGE))
        self._errand(link, ask, lambda: self._parts.entries(wanted.filter, max(0, wanted.before), limit))

    def _verify(self, link: ConsoleLink, ask: Ask) -> None:
        self._parts.trail.note(self._draft(link, ask, Deed.VERIFY_AUDIT, Came.APPLIED))
        self._errand(link, ask, self._parts.verify)

    def _errand(self, link: ConsoleLink, ask: Ask, work: Callable[[], object]) -> None:
        def failed(error: Exception) -> None:
            log.warning("The audit trail could not be read: %s", error)
            self._refuse(link, ask, Refusal.FAILED)

        taken = self._parts.errands.run(work, lambda body: self._parts.answer(link, ask.id, body), failed)
        if not taken:
            self._refuse(link, ask, Refusal.TOO_MANY)

    def _note_export(self, link: ConsoleLink, ask: Ask) -> None:
        """On the disk before the console may write a byte; the trail itself needs the right to read it."""
        wanted: NoteExport = ask.body
        session = self._parts.session_of(link)
        grants = () if session is None else session.grants
        if wanted.what == "audit" and not allows(grants, Right.READ_AUDIT):
            self._parts.trail.note(self._draft(link, ask, Deed.EXPORT, Came.REFUSED, Refusal.NOT_PERMITTED))
            self._refuse(link, ask, Refusal.NOT_PERMITTED)
            return
        try:
            self._parts.trail.record(self._draft(link, ask, Deed.EXPORT, Came.APPLIED))
        except StoreUnavailable:
            self._refuse(link, ask, Refusal.NOT_RECORDED)
            return
        self._parts.answer(link, ask.id, Done(Verdict(Outcome.APPLIED, 1)))

    def _draft(
        self, link: ConsoleLink, ask: Ask, deed: Deed, came: Came, refusal: Refusal | None = None
    ) -> Draft:
        details = ""
        if isinstance(ask.body, NoteExport):
            told = {"file": ask.body.file, "rows": ask.body.rows, "details": ask.body.details}
            details = json.dumps(told, ensure_ascii=False)
        return Draft(
            at=self._parts.now().wall,
            operator=ask.operator,
            act=str(deed),
            outcome=str(came),
            console=link.console,
            subject=getattr(ask.body, "what", ""),
            refusal=str(refusal or ""),
            details=details,
            request=str(ask.id),
        )

    def _refuse(self, link: ConsoleLink, ask: Ask, refusal: Refusal) -> None:
        self._parts.answer(link, ask.id, Done(Verdict(Outcome.REFUSED, refusal=refusal)))
