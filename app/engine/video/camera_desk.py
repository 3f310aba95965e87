"""Making, changing, removing, finding and trying cameras: checked, on record, written, told to all."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace

from app.domain.acts import Outcome, Refusal, Verdict
from app.domain.audit import Came, Deed, Draft
from app.domain.plain_text import plain
from app.domain.rights import Right
from app.domain.selection_book import refused
from app.domain.video.cameras import Camera, CameraStream
from app.domain.video.places import hosts_of, places_of, proven_as
from app.engine.access.acting import act_word
from app.engine.access.entries import Asked, written
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Doing
from app.engine.server import ConsoleLink
from app.engine.video.board import Board
from app.engine.video.parts import DONE, VideoCounter
from app.engine.video.ports import CameraEdit, Difference, EditRefused
from app.engine.video.relay import AWAY, Relay
from app.settings.cameras import Cameras, camera_problems
from app.settings.problems import SettingsInvalid
from app.settings.secrets.faults import SecretsFault, SecretsLocked
from app.settings.settings_file import SettingsSuperseded, SettingsUnwritable
from app.store.faults import StoreUnavailable
from app.wire.frames import Ask
from app.wire.video import DropCamera, FindCameras, PutCamera, TryCamera

log = logging.getLogger(__name__)

TRIED = "X"
"""Stands for the id of a camera that is tried before it has one."""
TOLD_BY_ONVIF = "rtsp://camera"
"""Stands for the address that the camera itself is still to be asked for."""


@dataclass(frozen=True, slots=True)
class _Edited:
    """What came of an edit: the cameras from now on, or why not."""

    verdict: Verdict
    cameras: Cameras | None = None


class CameraDesk:
    """Engine's thread; files and secrets on a worker's. `adopt` is told of other cameras."""

    def __init__(
        self, counter: VideoCounter, board: Board, relay: Relay, adopt: Callable[[Cameras], None]
    ) -> None:
        self._counter, self._board, self._relay, self._adopt = counter, board, relay, adopt
        self._reading = False

    def handlers(self) -> dict[type, Handler]:
        return {
            PutCamera: self._put,
            DropCamera: self._drop,
            FindCameras: self._find,
            TryCamera: self._try,
        }

    def read_if_changed(self) -> None:
        """Somebody may have written the file beside us: look, on the worker's thread."""
        if self._reading:
            return
        keeper = self._counter.parts.keeper
        self._reading = self._counter.parts.errands.run(
            lambda: keeper.read() if keeper.changed() else None, self._read, self._unread
        )

    def _read(self, found: Cameras | None) -> None:
        self._reading = False
        if found is not None:
            log.info("The cameras file has %d cameras.", len(found.cameras))
            self._adopt(found)

    def _unread(self, problem: Exception) -> None:
        """The cameras of before stay."""
        self._reading = False
        log.warning("The cameras file was not taken: %s", problem)

    def _put(self, link: ConsoleLink, ask: Ask) -> None:
        body: PutCamera = ask.body
        self._edit(Asked(link, ask), CameraEdit(body.camera.id, body.camera, body.stream, body.seen))

    def _drop(self, link: ConsoleLink, ask: Ask) -> None:
        asked, camera = Asked(link, ask), ask.body.camera
        if camera not in self._board.cameras:
            self._refuse(asked, camera, refused(Refusal.UNKNOWN_CAMERA))
            return
        self._edit(asked, CameraEdit(camera, None))

    def _edit(self, asked: Asked, edit: CameraEdit) -> None:
        draft = self._counter.records.draft(self._doing(asked, edit.id))

        def done(edited: _Edited) -> None:
            if edited.cameras is not None:
                self._adopt(edited.cameras)
            self._counter.done(asked, edited.verdict)

        def failed(_problem: Exception) -> None:
            self._counter.done(asked, refused(Refusal.FAILED))

        if not self._counter.parts.errands.run(lambda: self._edited(edit, draft), done, failed):
            self._counter.done(asked, refused(Refusal.TOO_MANY))

    def _edited(self, edit: CameraEdit, draft: Draft) -> _Edited:
        """A worker's thread: checked, then on record, then written."""
        recorded = False

        def accepted(told: Difference) -> None:
            nonlocal recorded
            details: dict[str, object] = {name: list(pair) for name, pair in told.fields.items()}
            self._counter.parts.trail.record(replace(draft, details=written(details)))
            recorded = True

        try:
            return _Edited(DONE, self._counter.parts.keeper.edit(edit, accepted))
        except EditRefused as problem:
            verdict = Verdict(Outcome.REFUSED, refusal=Refusal.CAMERA_INVALID, who=problem.sentences)
        except SettingsInvalid as problem:
            sentences = tuple(str(one) for one in problem.problems)
            verdict = Verdict(Outcome.REFUSED, refusal=Refusal.CAMERA_INVALID, who=sentences)
        except SettingsSuperseded:
            verdict = Verdict(Outcome.SUPERSEDED)
        except StoreUnavailable:
            return _Edited(refused(Refusal.NOT_RECORDED))
        except SecretsLocked:
            verdict = refused(Refusal.SECRETS_LOCKED)
        except (SecretsFault, SettingsUnwritable, ValueError) as problem:
            log.warning("A camera could not be kept: %s", problem)
            verdict = refused(Refusal.FAILED)
        came = Came.FAILED if recorded else Came(str(verdict.outcome))
        refusal = str(verdict.refusal or "")
        self._counter.parts.trail.note(replace(draft, outcome=str(came), refusal=refusal))
        return _Edited(verdict)

    def _find(self, link: ConsoleLink, ask: Ask) -> None:
        asked = Asked(link, ask)
        if self._relay.up:
            self._counter.note(self._doing(asked, ""))
        self._relay.pass_on(asked)

    def _try(self, link: ConsoleLink, ask: Ask) -> None:
        asked, stream = Asked(link, ask), ask.body.stream
        camera = stream.camera or TRIED
        url = stream.url or (TOLD_BY_ONVIF if stream.onvif else "")
        problems = camera_problems(Camera(camera), replace(stream, camera=camera, url=url, password=""))
        if problems:
            verdict = Verdict(Outcome.REFUSED, refusal=Refusal.CAMERA_INVALID, who=problems)
            self._refuse(asked, camera, verdict)
            return
        for one in self._known(stream):
            lacking = self._counter.lacks(asked, Right.VIDEO_LIVE, one)
            if lacking is not None:
                self._refuse(asked, one, lacking)
                return
        if not self._relay.up:
            self._counter.answer(asked, AWAY)
            return
        self._counter.note(self._doing(asked, stream.camera, url=stream.url))
        self._relay.pass_on(
            asked,
            body=TryCamera(self._with_password(stream)),
            blurred=() if self._sees_faces(link, stream) else (camera,),
        )

    def _known(self, stream: CameraStream) -> tuple[str, ...]:
        """Cameras of which this shows the picture: rights over them are not gone round by trying them."""
        found = (id_ for id_, one in self._board.streams.items() if _same(stream, one))
        own = (stream.camera,) if stream.camera in self._board.cameras else ()
        return tuple(dict.fromkeys((*own, *found)))

    def _sees_faces(self, link: ConsoleLink, stream: CameraStream) -> bool:
        """Whether faces may be seen of every camera of this host, whichever profile of it this is; of a host
        that is new, of cameras everywhere."""
        hosts, grants = hosts_of(stream), self._counter.grants_at(link)
        beside = (id_ for id_, one in self._board.streams.items() if not hosts.isdisjoint(hosts_of(one)))
        cameras = {*self._known(stream), *beside} or {stream.camera}
        return all(self._counter.may(grants, Right.VIDEO_FACES, camera) for camera in cameras)

    def _with_password(self, stream: CameraStream) -> CameraStream:
        """The stored one, where it goes to a host for which it was given."""
        known = self._board.streams.get(stream.camera)
        stream = proven_as(stream, known)
        if stream.password or known is None or not hosts_of(stream) <= hosts_of(known):
            return stream
        return replace(stream, password=known.password, user=stream.user or known.user)

    def _doing(self, asked: Asked, camera: str, **details: object) -> Doing:
        return Doing(asked, Deed(act_word(asked.ask.body)), subject=plain(camera, 64), details=details)

    def _refuse(self, asked: Asked, camera: str, verdict: Verdict) -> None:
        self._counter.done(asked, self._counter.refuse(self._doing(asked, camera), verdict))


def _same(tried: CameraStream, known: CameraStream) -> bool:
    """Where its address is still to be asked for, any of its host."""
    if tried.url:
        return not places_of(tried).isdisjoint(places_of(known))
    return not hosts_of(tried).isdisjoint(hosts_of(known))
