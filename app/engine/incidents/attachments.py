"""Files for incidents, in parts from a console: written by a worker, kept when they are whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.acts import Refusal, Verdict
from app.domain.audit import Deed
from app.domain.incidents.acts import AttachmentPart, BeginAttachment, FinishAttachment
from app.domain.incidents.events import Attached, IncidentDraft
from app.domain.plain_text import plain
from app.domain.selection_book import refused
from app.engine.access.entries import Asked
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Doing
from app.engine.incidents.counter import DONE, IncidentCounter
from app.engine.server import ConsoleLink
from app.store.attachments import AttachmentFault, AttachmentRefused, AttachmentStore, Finished
from app.wire.frames import Ask
from app.wire.incidents import PART_BYTES, Uploading

LONGEST_NAME = 120
LONGEST_NOTE = 500
MOST_OF_A_CONSOLE = 4
IDLE_S = 120.0
"""An upload of which nothing comes for so long is forgotten."""
_HASH = re.compile(r"[0-9a-f]{64}")
_REFUSALS = {
    AttachmentFault.DAMAGED: Refusal.FILE_DAMAGED,
    AttachmentFault.FULL: Refusal.DISK_FULL,
    AttachmentFault.FAILED: Refusal.FAILED,
}

MayNot = Callable[[Asked, str], Verdict | None]
"""Why this operator may not add to the incident, or why there is no such incident."""


@dataclass(frozen=True, slots=True)
class _Upload:
    id: str
    link: ConsoleLink
    operator: str
    begun: BeginAttachment
    heard: float
    """Monotonic seconds of the newest part."""
    received: int = 0
    busy: bool = False
    """A part of it is being written."""


class Attachments:
    """Engine's thread; the disk is touched by the worker alone. `most_bytes` is the limit of the settings."""

    def __init__(
        self,
        counter: IncidentCounter,
        files: AttachmentStore,
        may_not: MayNot,
        most_bytes: Callable[[], int],
    ) -> None:
        self._counter, self._parts, self._files = counter, counter.parts, files
        self._may_not, self._most_bytes = may_not, most_bytes
        self._uploads: dict[str, _Upload] = {}

    def handlers(self) -> dict[type, Handler]:
        return {
            BeginAttachment: self._begin,
            AttachmentPart: self._part,
            FinishAttachment: self._finish,
        }

    def left(self, link: ConsoleLink) -> None:
        """A console is gone, and what it was sending with it."""
        self._drop([upload for upload in self._uploads.values() if upload.link is link])

    def each_second(self) -> None:
        before = self._parts.now().monotonic - IDLE_S
        self._drop([one for one in self._uploads.values() if one.heard < before and not one.busy])

    # -- what comes ----------------------------------------------------------------------------------

    def _begin(self, link: ConsoleLink, ask: Ask) -> None:
        asked, body = Asked(link, ask), _cleaned(ask.body)
        verdict = self._against(asked, body)
        if verdict is not None:
            self._counter.answer(asked, Uploading(self._counter.refuse(_doing(asked, body), verdict)))
            return
        now = self._parts.now()
        upload = _Upload(self._parts.new_id(now), link, ask.operator, body, now.monotonic)
        self._uploads[upload.id] = upload
        self._counter.answer(asked, Uploading(DONE, upload.id))

    def _against(self, asked: Asked, body: BeginAttachment) -> Verdict | None:
        if body.size <= 0:
            return refused(Refusal.FILE_EMPTY)
        if body.size > self._most_bytes():
            return refused(Refusal.FILE_TOO_LARGE)
        if not _HASH.fullmatch(body.sha256):
            return refused(Refusal.FILE_DAMAGED)
        if sum(one.link is asked.link for one in self._uploads.values()) >= MOST_OF_A_CONSOLE:
            return refused(Refusal.TOO_MANY)
        return self._may_not(asked, body.incident) or self._already(body)

    def _already(self, body: BeginAttachment) -> Verdict | None:
        """The incident has this very file."""
        known = self._parts.book.get(body.incident)
        record = self._parts.book.record(body.incident) if known is not None and known.attachments else None
        has = record is not None and any(one.sha256 == body.sha256 for one in record.attachments)
        return refused(Refusal.ALREADY) if has else None

    def _part(self, link: ConsoleLink, ask: Ask) -> None:
        asked, body = Asked(link, ask), ask.body
        upload = self._mine(asked, body.upload)
        if upload is None or upload.busy:
            self._counter.answer(asked, Uploading(refused(Refusal.TOO_MANY if upload else Refusal.FAILED)))
            return
        end = body.place + len(body.data)
        if body.place != upload.received or not 0 < len(body.data) <= PART_BYTES or end > upload.begun.size:
            self._end(asked, upload, refused(Refusal.FILE_DAMAGED))
            return
        self._work(
            asked,
            upload,
            lambda: self._write(upload, body),
            lambda _: self._written(asked, upload, end),
        )

    def _write(self, upload: _Upload, part: AttachmentPart) -> None:
        """A worker's thread."""
        if not part.place:
            self._files.check_room(upload.begun.size)
        self._files.write(upload.id, part.place, part.data)

    def _written(self, asked: Asked, upload: _Upload, received: int) -> None:
        if upload.id not in self._uploads:
            self._drop([upload])  # its console went while this part was written
            return
        now = self._parts.now().monotonic
        self._uploads[upload.id] = replace(upload, received=received, heard=now)
        self._counter.answer(asked, Uploading(DONE, upload.id, received))

    def _finish(self, link: ConsoleLink, ask: Ask) -> None:
        asked = Asked(link, ask)
        upload = self._mine(asked, ask.body.upload)
        if upload is None or upload.busy:
            self._counter.answer(asked, Uploading(refused(Refusal.TOO_MANY if upload else Refusal.FAILED)))
            return
        begun = upload.begun
        self._work(
            asked,
            upload,
            lambda: self._files.finish(upload.id, begun.size, begun.sha256),
            lambda finished: self._kept(asked, upload, finished),
        )

    def _kept(self, asked: Asked, upload: _Upload, finished: Finished) -> None:
        """The file is there: now the incident has it, where it still may."""
        self._uploads.pop(upload.id, None)
        begun = upload.begun
        doing = _doing(asked, begun, finished.media)
        against = self._counter.gone(asked) or self._may_not(asked, begun.incident) or self._already(begun)
        if against is not None:
            verdict = self._counter.refuse(doing, against)
        else:
            body = Attached(begun.name, begun.size, begun.sha256, finished.media, begun.note)
            draft, now = IncidentDraft(begun.incident, body), self._parts.now()
            changes = self._parts.book.stamp((draft,), upload.operator, asked.link.console, now)
            verdict = self._counter.carry_out(doing, changes)
        if verdict.refusal is not None and finished.new:
            self._unneeded(begun.sha256)
        self._counter.answer(asked, Uploading(verdict, upload.id, begun.size))

    def _unneeded(self, sha256: str) -> None:
        """It was new, so that no incident has it; but another upload may bring the same just now."""
        if not any(one.begun.sha256 == sha256 for one in self._uploads.values()):
            self._parts.reading.run(lambda: self._files.remove(sha256), lambda _: None, lambda _: None)

    # -- the worker ----------------------------------------------------------------------------------

    def _work(
        self, asked: Asked, upload: _Upload, work: Callable[[], object], then: Callable[..., None]
    ) -> None:
        self._uploads[upload.id] = replace(upload, busy=True)
        queued = self._parts.reading.run(work, then, lambda error: self._failed(asked, upload, error))
        if not queued:
            self._uploads[upload.id] = upload
            self._counter.answer(asked, Uploading(refused(Refusal.TOO_MANY), upload.id, upload.received))

    def _failed(self, asked: Asked, upload: _Upload, error: Exception) -> None:
        refusal = _REFUSALS[error.fault] if isinstance(error, AttachmentRefused) else Refusal.FAILED
        self._end(asked, upload, refused(refusal))

    def _end(self, asked: Asked, upload: _Upload, verdict: Verdict) -> None:
        self._drop([upload])
        self._counter.answer(asked, Uploading(self._counter.refuse(_doing(asked, upload.begun), verdict)))

    def _drop(self, uploads: list[_Upload]) -> None:
        for upload in uploads:
            self._uploads.pop(upload.id, None)
            if not upload.busy:
                self._forget(upload.id)

    def _forget(self, upload: str) -> None:
        """What is left on the disk when there is no room in the queue goes with the next start."""
        self._parts.reading.run(lambda: self._files.drop(upload), lambda _: None, lambda _: None)

    def _mine(self, asked: Asked, upload: str) -> _Upload | None:
        held = self._uploads.get(upload)
        fits = held is not None and held.link is asked.link and held.operator == asked.ask.operator
        return held if fits else None


def _doing(asked: Asked, body: BeginAttachment, media: str = "") -> Doing:
    details = {"name": body.name, "size": body.size, "sha256": body.sha256[:64], "media": media}
    if body.note:
        details["note"] = body.note
    return Doing(asked, Deed.ATTACH_FILE, subject=body.incident[:64], details=details)


def _cleaned(body: BeginAttachment) -> BeginAttachment:
    """A name is for people: what looks like a path keeps its last part, as plain text."""
    last = body.name.replace("\\", "/").rsplit("/", 1)[-1].strip(". ")
    name = plain(last, LONGEST_NAME) or "file"
    return replace(body, name=name, note=plain(body.note.strip(), LONGEST_NOTE), sha256=body.sha256.lower())
