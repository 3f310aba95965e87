"""Puts video together on the engine's side: the desk, the cameras file, and the process of the supervisor."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from pathlib import Path

from app.bootstrap.control_assembly import AssemblyPlan
from app.bootstrap.data_folder import DataFolder
from app.bootstrap.evidence_keeping import evidence_handlers
from app.bootstrap.processes import own_command
from app.bootstrap.video_paths import PASSWORD, cameras_file, recordings_folder, video_holder, video_lock
from app.bootstrap.video_process import VideoProcess
from app.domain.acts import Verdict
from app.engine.access.entries import Asked
from app.engine.access.errands import Errands
from app.engine.access.front_desk import Handler
from app.engine.access.sessions import SessionBook
from app.engine.video.desk import VideoDesk
from app.engine.video.keeper import FileKeeper
from app.engine.video.parts import VideoDeskParts
from app.engine.video.past_cameras import PastCameras
from app.store.footage import FootageIndex

PAST_FILE = "video-past-cameras.json"


class VideoAssembly:
    """`desk` first; `made` afterwards. Engine's thread but for `secrets_changed`."""

    def __init__(
        self,
        base: AssemblyPlan,
        data: DataFolder,
        config: Path | None,
        post: Callable[[Callable[[], None]], None],
        may_see: Callable[[Asked, str, Callable[[Verdict | None], None]], None],
    ) -> None:
        """`config` is the settings file that the engine goes by; the supervisor reads the same. `may_see`
        tells why an operator may not name an incident."""
        self._base, self._data, self._post, self._may_see = base, data, post, may_see
        settings = base.settings.now
        self._enabled = settings.video.enabled
        self._keeper = FileKeeper(
            cameras_file(settings, data), base.guards.secrets, PastCameras(data.root / "run" / PAST_FILE)
        )
        self._process = VideoProcess(
            own_command(
                "video", "--data", str(data.root), *(("--config", str(config)) if config else ()), "--engine"
            ),
            lock=video_lock(data.root),
            holder=video_holder(data.root),
            log_file=data.logs / "video.err",
            first_words=self._first_words,
        )
        self._desk: VideoDesk | None = None

    @property
    def made(self) -> VideoDesk:
        assert self._desk is not None
        return self._desk

    def desk(self, book: SessionBook, lane: Errands) -> Mapping[type, Handler]:
        """What consoles may ask; `book` tells who sits where, `lane` reads and writes the cameras file."""
        parts = self._parts(book, lane)
        self._desk = desk = VideoDesk(parts)
        desk.restore()
        evidence = evidence_handlers(
            parts,
            journal=self._base.journal,
            store=self._base.store,
            secrets=self._base.guards.secrets,
            cameras=lambda: desk.recorded,
            may_see=self._may_see,
        )
        return {**desk.handlers(), **evidence}

    def _parts(self, book: SessionBook, lane: Errands) -> VideoDeskParts:
        base, settings = self._base, self._base.settings.now
        return VideoDeskParts(
            keeper=self._keeper,
            store=FootageIndex(base.journal, base.store),
            trail=base.guards.vault,
            errands=lane,
            roles=base.guards.accounts.roles,
            device=base.city.parts.devices.get,
            session_of=book.session_of,
            answer=base.consoles.answer,
            tell=base.consoles.tell,
            post=self._post,
            rules=lambda: base.settings.now.video,
            recordings=str(recordings_folder(settings, self._data)),
            attend=self._attend,
            now=base.now,
        )

    def secrets_changed(self) -> None:
        """Passwords of cameras may be others now; any thread."""
        self._keeper.refresh()

    def close(self) -> None:
        """After the engine's farewell."""
        self._process.close()

    def _attend(self, wanted: bool, attached: bool) -> None:
        if self._enabled:
            self._process.attend(self._base.now(), wanted=wanted, attached=attached)

    def _first_words(self) -> bytes:
        """The secrets may be sealed with a passphrase that only the engine was told."""
        password = self._base.settings.now.broker.password.get_secret_value()
        return json.dumps({PASSWORD: password}).encode() + b"\n"
