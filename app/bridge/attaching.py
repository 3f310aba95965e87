"""Brings a file to an incident: its hash first, then its bytes in parts, one after another."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from concurrent.futures import Executor
from pathlib import Path
from typing import Any, BinaryIO

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.incidents.acts import AttachmentPart, BeginAttachment, FinishAttachment
from app.wire.incidents import PART_BYTES, Uploading
from app.wire.messages import Done

HASHED_AT_ONCE = 1 << 20
FINISH_LIMIT_S = 60.0
"""The engine hashes and keeps the whole file before it answers."""

Ask = Callable[..., Awaitable[Any]]
Progress = Callable[[float], None]
"""Told the share that the engine has, from 0 to 1, on the GUI thread."""


class Attaching:
    """One file on its way. GUI thread; the file is read by `worker`. Raises OSError where it cannot be read,
    and EngineAway."""

    def __init__(self, ask: Ask, worker: Executor, on_progress: Progress) -> None:
        self._ask, self._worker, self._progress = ask, worker, on_progress

    async def bring(self, incident: str, path: Path, note: str, most: int) -> Verdict:
        """`most` bytes are taken: what is longer is refused before it is read."""
        size = (await self._off_thread(path.stat)).st_size
        if size > most:
            return Verdict(Outcome.REFUSED, refusal=Refusal.FILE_TOO_LARGE)
        sha256: str = await self._off_thread(_hash_of, path)
        begun = await self._uploading(BeginAttachment(incident, path.name, size, sha256, note))
        if begun.verdict.outcome is not Outcome.APPLIED:
            return begun.verdict
        file: BinaryIO = await self._off_thread(path.open, "rb")
        try:
            return await self._send(file, begun.upload, size)
        finally:
            file.close()

    async def _send(self, file: BinaryIO, upload: str, size: int) -> Verdict:
        place = 0
        while part := await self._off_thread(file.read, PART_BYTES):
            answer = await self._uploading(AttachmentPart(upload, place, part))
            if answer.verdict.outcome is not Outcome.APPLIED:
                return answer.verdict
            place += len(part)
            self._progress(min(1.0, place / size) if size else 1.0)
        return (await self._uploading(FinishAttachment(upload), limit_s=FINISH_LIMIT_S)).verdict

    async def _uploading(self, act: object, **limit: float) -> Uploading:
        """What is refused at the engine's gate comes as a plain verdict."""
        answer: Uploading | Done = await self._ask(act, **limit)
        return answer if isinstance(answer, Uploading) else Uploading(answer.verdict)

    async def _off_thread(self, work: Callable[..., Any], *args: object) -> Any:
        return await asyncio.get_running_loop().run_in_executor(self._worker, work, *args)


def _hash_of(path: Path) -> str:
    found = hashlib.sha256()
    with path.open("rb") as file:
        while part := file.read(HASHED_AT_ONCE):
            found.update(part)
    return found.hexdigest()
