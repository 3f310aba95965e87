"""The cameras of the installation: their file, and their passwords in the secrets."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Mapping
from dataclasses import replace

from app.domain.video.cameras import Camera, CameraStream
from app.domain.video.places import hosts_of, proven_as
from app.engine.video.past_cameras import PastCameras
from app.engine.video.ports import CameraEdit, Difference, EditRefused
from app.settings.camera_rows import written
from app.settings.cameras import Cameras, CamerasFile, camera_problems
from app.settings.secrets.names import camera_password
from app.settings.secrets.store import Secrets
from app.settings.settings_file import SettingsSuperseded

ANOTHER_PLACE = "The address is another one: give the password again."
"""A stored password goes to the host for which it was given, and to no other."""


class FileKeeper:
    """One worker's thread at a time."""

    def __init__(
        self,
        file: CamerasFile,
        secrets: Secrets | None,
        past: PastCameras,
        environ: Mapping[str, str] | None = None,
    ) -> None:
        self._file, self._secrets, self._past = file, secrets, past
        self.past: tuple[Camera, ...] = ()
        self._environ = os.environ if environ is None else environ
        self._bare = Cameras()
        self._stamp = (-1, 0, 0)

    def read(self) -> Cameras:
        self._stamp = self._file.stamp
        self._bare = self._file.read()
        self.past = self._past.told(self._bare.cameras)
        return self._with_passwords()

    def changed(self) -> bool:
        return self._file.stamp != self._stamp

    def refresh(self) -> None:
        """A secret may be another one: `changed` from now on, until it is read again. Any thread."""
        self._stamp = (-1, 0, 0)

    def edit(self, edit: CameraEdit, accepted: Callable[[Difference], None]) -> Cameras:
        bare = self._bare
        place = next((at for at, one in enumerate(bare.cameras) if one.id == edit.id), None)
        before = None if place is None else (bare.cameras[place], bare.streams[place])
        if edit.camera is not None and edit.seen != (before[0] if before else None):
            raise SettingsSuperseded(f"{edit.id} is another one by now.")
        if edit.camera is None:
            after, made = None, _without(bare, place)
        else:
            after = self._checked(edit.camera, edit.stream, before)
            made = _with(bare, place, after)
        password = edit.stream.password if edit.stream is not None else ""
        told = _difference(before, after, password)
        self._file.write(made, int(time.time() * 1000), lambda: self._keep(edit, password, accepted, told))
        self._bare, self._stamp = made, self._file.stamp
        self.past = self._past.told(made.cameras)
        return self._with_passwords()

    def _checked(
        self, camera: Camera, stream: CameraStream | None, before: tuple[Camera, CameraStream] | None
    ) -> tuple[Camera, CameraStream]:
        bare = before[1] if before else None
        if stream is not None:
            bare = proven_as(replace(stream, camera=camera.id, password=""), bare)
        if bare is None:
            raise EditRefused(("'url' is missing.",))
        if sentences := camera_problems(camera, bare):
            raise EditRefused(sentences)
        elsewhere = before is not None and not hosts_of(bare) <= hosts_of(before[1])
        if elsewhere and not (stream and stream.password) and self._password(camera.id):
            raise EditRefused((ANOTHER_PLACE,))
        return camera, bare

    def _keep(
        self, edit: CameraEdit, password: str, accepted: Callable[[Difference], None], told: Difference
    ) -> None:
        """On record, and the password kept; the file follows."""
        accepted(told)
        if self._secrets is None:
            return
        name = camera_password(edit.id)
        if password:
            self._secrets.put(name, password)
        elif edit.camera is None and name in self._secrets.names():
            self._secrets.drop(name)

    def _with_passwords(self) -> Cameras:
        return self._bare.with_passwords(self._secret, self._environ)

    def _password(self, camera: str) -> str:
        return self._secret(camera_password(camera)) or ""

    def _secret(self, name: str) -> str | None:
        return None if self._secrets is None else self._secrets.get(name)


def _with(bare: Cameras, place: int | None, pair: tuple[Camera, CameraStream]) -> Cameras:
    cameras, streams = list(bare.cameras), list(bare.streams)
    at = len(cameras) if place is None else place
    cameras[at : at + 1], streams[at : at + 1] = [pair[0]], [pair[1]]
    return Cameras(tuple(cameras), tuple(streams))


def _without(bare: Cameras, place: int | None) -> Cameras:
    if place is None:
        raise SettingsSuperseded("The camera is gone already.")
    return Cameras(
        bare.cameras[:place] + bare.cameras[place + 1 :], bare.streams[:place] + bare.streams[place + 1 :]
    )


def _difference(
    before: tuple[Camera, CameraStream] | None,
    after: tuple[Camera, CameraStream] | None,
    password: str,
) -> Difference:
    old = written(*before) if before else {}
    new = written(*after) if after else {}
    told: dict[str, tuple[object, object]] = {
        name: (old.get(name), new.get(name))
        for name in dict.fromkeys((*old, *new))
        if old.get(name) != new.get(name)
    }
    if password:
        told["password"] = ("", "changed")
    return Difference(told)
