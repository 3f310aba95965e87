"""Takes footage out as evidence: leave from the engine, a process that makes the package, the signature."""

from __future__ import annotations

import asyncio
import contextlib
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Awaitable, Callable, Sequence
from concurrent.futures import CancelledError, Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from app.bridge.access import Access
from app.bridge.reports import ENDS_WITHIN_S, HIDDEN, LONGEST_LINE
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
from app.wire.video import BeginExport, ExportBegun, KeepClip, ManifestSigned, SignManifest

Ask = Callable[..., Awaitable[Any]]
OnProgress = Callable[[float], None]
"""Told the share that is made, from 0 to 1, on the GUI thread."""
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
    """One at a time. GUI thread; the process is started, heard and waited for by a thread."""

    def __init__(self, ask: Ask, command: Sequence[str], options: Sequence[str]) -> None:
        """`command` runs `evidence`, `options` say where the data are."""
        self._ask = ask
        self._command = [*command, *options]
        self._worker: ThreadPoolExecutor | None = None
        self._job: _Job | None = None
        self._closed = False

    @property
    def running(self) -> bool:
        return self._job is not None

    async def export(
        self, wanted: EvidenceWanted, on_progress: OnProgress, unlocked: Unlocked | None = None
    ) -> Exported:
        """`unlocked` waits while this console asks for a password: nothing is signed meanwhile.

        Raises EvidenceNotAllowed, EvidenceFailed, EngineAway and OSError; then nothing is left of it, as when
        the task is cancelled. Raises RuntimeError while another one is made.
        """
        if self._job is not None:
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
        self._closed = True
        if self._worker is None:
            return
        if self._job is not None:
            self._job.stop()
            self._worker.submit(self._job.clear)
        self._worker.shutdown(wait=True)

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

        def tell(share: float) -> None:
            loop.call_soon_threadsafe(self._tell, job, on_progress, share)

        def signed(ready: ManifestReady) -> Future[GivenSignature]:
            return asyncio.run_coroutine_threadsafe(_coroutine(sign, ready), loop)

        job = self._job = _Job(self._command, order, tell, signed)
        worker = self._worker = self._worker or ThreadPoolExecutor(1, thread_name_prefix="evidence")
        try:
            return await loop.run_in_executor(worker, job.make)
        finally:
            self._job = None
            job.stop()
            if not self._closed:
                worker.submit(job.clear)

    def _tell(self, job: _Job, on_progress: OnProgress, share: float) -> None:
        if self._job is job:
            on_progress(share)


class _Job:
    """One process and its work folder beside the package's place. `stop` from any thread, the rest on the
    worker's."""

    def __init__(
        self,
        command: list[str],
        order: EvidenceOrder,
        tell: OnProgress,
        sign: Callable[[ManifestReady], Future[GivenSignature]],
    ) -> None:
        self._command, self._order, self._tell, self._sign = command, order, tell, sign
        self._lock = threading.Lock()
        self._stopped = False
        self._process: subprocess.Popen[bytes] | None = None
        self._waiting: Future[GivenSignature] | None = None
        self._work: Path | None = None

    def make(self) -> EvidenceDone:
        self._work = Path(tempfile.mkdtemp(prefix=WORK, dir=self._order.folder))
        process = self._start()
        self._write(process, order_line(replace(self._order, work=str(self._work))))
        last: EvidenceDone | EvidenceRefused | None = None
        remark = ""
        assert process.stdout is not None
        for raw in process.stdout:
            line = raw.decode("utf-8", "replace").strip()
            match said_of(line):
                case EvidenceProgress(share=share):
                    self._tell(share)
                case ManifestReady() as ready:
                    self._write(process, signature_line(self._signature(ready)))
                case EvidenceDone() | EvidenceRefused() as last:
                    pass
                case None:
                    remark = line[:LONGEST_LINE] or remark
        if process.wait() == 0 and isinstance(last, EvidenceDone):
            return last
        if isinstance(last, EvidenceRefused):
            raise EvidenceFailed(last.fault, last.detail)
        raise EvidenceFailed(EvidenceFault.FAILED, remark)

    def stop(self) -> None:
        """End the process if it runs; one that is not started yet never is."""
        with self._lock:
            self._stopped = True
            if self._waiting is not None:
                self._waiting.cancel()
            if self._process is not None and self._process.poll() is None:
                self._process.terminate()

    def clear(self) -> None:
        """Wait for the process, and leave nothing but the package."""
        if self._process is not None:
            try:
                self._process.wait(ENDS_WITHIN_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
            for pipe in (self._process.stdin, self._process.stdout):
                with contextlib.suppress(OSError):  # what was not written to a process that is gone
                    if pipe is not None:
                        pipe.close()
        if self._work is not None:
            shutil.rmtree(self._work, ignore_errors=True)

    def _start(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._stopped:
                raise EvidenceFailed(EvidenceFault.FAILED)
            self._process = subprocess.Popen(
                self._command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                creationflags=HIDDEN,
            )
            return self._process

    def _signature(self, ready: ManifestReady) -> GivenSignature:
        with self._lock:
            if self._stopped:
                raise EvidenceFailed(EvidenceFault.FAILED)
            self._waiting = self._sign(ready)
        try:
            return self._waiting.result()
        except CancelledError:
            raise EvidenceFailed(EvidenceFault.FAILED) from None

    @staticmethod
    def _write(process: subprocess.Popen[bytes], line: bytes) -> None:
        """What it says tells why, when it does not listen any more."""
        assert process.stdin is not None
        with contextlib.suppress(OSError):
            process.stdin.write(line)
            process.stdin.flush()


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
