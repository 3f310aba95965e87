"""Takes footage out as evidence: leave from the engine, a process that makes the package, the signature."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

from app.bridge.access import Access
from app.bridge.errand import Errand, Errands, ErrandStopped, OnProgress
from app.domain.acts import Outcome, Verdict
from app.domain.video.evidence import (
    EvidenceCamera,
    EvidenceDone,
    EvidenceFault,
    EvidenceOrder,
    EvidenceProgress,
    EvidenceRefused,
    EvidenceStill,
    GivenSignature,
    ManifestReady,
)
from app.wire.evidence import WORK, order_line, said_of, signature_line
from app.wire.video import KeepClip
from app.wire.video_evidence import BeginExport, ExportBegun, ManifestSigned, SignManifest

Ask = Callable[..., Awaitable[Any]]
Sign = Callable[[ManifestReady], Awaitable[GivenSignature]]
Unlocked = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class EvidenceWanted:
    """`since` and `until` are epoch ms, the same for stills alone. `operator` is for people."""

    cameras: tuple[EvidenceCamera, ...]
    since: int
    until: int
    reason: str
    folder: Path
    recordings: str
    operator: str
    incident: str = ""
    faces: bool = False
    burned_time: bool = False
    stills: tuple[EvidenceStill, ...] = ()


@dataclass(frozen=True, slots=True)
class Exported:
    """`kept` says that the originals were locked."""

    export: str
    wanted: EvidenceWanted
    done: EvidenceDone
    kept: bool


class EvidenceFailed(Exception):
    """No package was made; `str()` is the process's own sentence, in English."""

    def __init__(self, fault: EvidenceFault, detail: str = "") -> None:
        super().__init__(detail)
        self.fault = fault


class EvidenceNotAllowed(Exception):
    """The engine said no."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(str(verdict.refusal or ""))
        self.verdict = verdict


class Evidence:
    """One at a time. GUI thread."""

    def __init__(self, ask: Ask, command: Sequence[str], options: Sequence[str]) -> None:
        """`command` runs `evidence`, `options` say where the data are."""
        self._ask = ask
        self._command = [*command, *options]
        self._errands = Errands("evidence")

    @property
    def running(self) -> bool:
        return self._errands.running

    async def export(
        self, wanted: EvidenceWanted, on_progress: OnProgress, unlocked: Unlocked | None = None
    ) -> Exported:
        """`unlocked` waits while this console asks for a password: nothing is signed meanwhile.

        Raises EvidenceNotAllowed, EvidenceFailed, EngineAway and OSError; then nothing is left of it, as when
        the task is cancelled. Raises RuntimeError while another one is made.
        """
        if self.running:
            raise RuntimeError("evidence is being made")
        begun = await self._begin(wanted)
        kept = await self._keep(wanted)

        async def sign(ready: ManifestReady) -> GivenSignature:
            if unlocked is not None:
                await unlocked()
            return await self._sign(begun, ready)

        done = await self._run(_order(wanted, begun), on_progress, sign)
        return Exported(begun, wanted, done, kept)

    def close(self) -> None:
        """End what is under way, and wait for its process to be gone."""
        self._errands.close()

    # -- the engine ----------------------------------------------------------------------------------

    async def _begin(self, wanted: EvidenceWanted) -> str:
        cameras = tuple(camera.id for camera in wanted.cameras)
        begin = BeginExport(cameras, wanted.since, wanted.until, wanted.reason, wanted.faces, wanted.incident)
        answer = await self._ask(begin)
        if not isinstance(answer, ExportBegun) or answer.verdict.outcome is not Outcome.APPLIED:
            raise EvidenceNotAllowed(answer.verdict)
        return answer.export

    async def _keep(self, wanted: EvidenceWanted) -> bool:
        """Lock the originals; an export without it is worth more than none."""
        if wanted.since == wanted.until:
            return False
        kept = True
        for camera in wanted.cameras:
            clip = KeepClip(camera.id, wanted.since, wanted.until, wanted.reason, incident=wanted.incident)
            answer = await self._ask(clip)
            kept = kept and answer.verdict.outcome is Outcome.APPLIED
        return kept

    async def _sign(self, export: str, ready: ManifestReady) -> GivenSignature:
        answer = await self._ask(SignManifest(export, ready.sha256, ready.name, ready.size))
        if not isinstance(answer, ManifestSigned) or answer.verdict.outcome is not Outcome.APPLIED:
            raise EvidenceNotAllowed(answer.verdict)
        return GivenSignature(answer.signature, answer.public_key)

    # -- the process ---------------------------------------------------------------------------------

    async def _run(self, order: EvidenceOrder, on_progress: OnProgress, sign: Sign) -> EvidenceDone:
        loop = asyncio.get_running_loop()

        def signed(ready: ManifestReady) -> Future[GivenSignature]:
            return asyncio.run_coroutine_threadsafe(_coroutine(sign, ready), loop)

        with self._errands.one(WORK, Path(order.folder), on_progress) as errand:
            return await self._errands.do(partial(_made, errand, self._command, order, signed))


def _made(
    errand: Errand,
    command: list[str],
    order: EvidenceOrder,
    sign: Callable[[ManifestReady], Future[GivenSignature]],
) -> EvidenceDone:
    last: EvidenceDone | EvidenceRefused | None = None

    def take(line: str) -> bool:
        nonlocal last
        match said_of(line):
            case EvidenceProgress(share=share):
                errand.tell(share)
            case ManifestReady() as ready:
                errand.say(signature_line(errand.answered(lambda: sign(ready))))
            case EvidenceDone() | EvidenceRefused() as said:
                last = said
            case None:
                return False
        return True

    work = errand.make_folder()
    try:
        errand.start(command, listens=True)
        errand.say(order_line(replace(order, work=str(work))))
        well, remark = errand.hear(take)
    except ErrandStopped:
        raise EvidenceFailed(EvidenceFault.FAILED) from None
    if well and isinstance(last, EvidenceDone):
        return last
    if isinstance(last, EvidenceRefused):
        raise EvidenceFailed(last.fault, last.detail)
    raise EvidenceFailed(EvidenceFault.FAILED, remark)


async def _coroutine(sign: Sign, ready: ManifestReady) -> GivenSignature:
    return await sign(ready)


def _order(wanted: EvidenceWanted, export: str) -> EvidenceOrder:
    """The process fills in what the settings and the database know."""
    return EvidenceOrder(
        export=export,
        cameras=wanted.cameras,
        since=wanted.since,
        until=wanted.until,
        reason=wanted.reason,
        operator=wanted.operator,
        folder=str(wanted.folder),
        work="",
        recordings=wanted.recordings,
        site="",
        site_name="",
        timezone="",
        incident=wanted.incident,
        faces=wanted.faces,
        burned_time=wanted.burned_time,
        stills=wanted.stills,
    )


def unlocked_of(access: Access) -> Unlocked:
    """Waits until somebody is signed in there and the console is not locked. GUI thread."""

    async def wait() -> None:
        changed = asyncio.Event()

        def tell(_session: object) -> None:
            changed.set()

        access.session_changed.connect(tell)
        try:
            while access.session is None or access.session.locked:
                changed.clear()
                await changed.wait()
        finally:
            access.session_changed.disconnect(tell)

    return wait
