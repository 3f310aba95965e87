"""How cameras and the lines in them become devices of the city: introduced where nobody else has done it."""

from __future__ import annotations

import logging
from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Protocol

import msgspec

from app.settings.whole_file import write_whole

log = logging.getLogger(__name__)

CAMERA, COUNTER = "camera", "traffic_counter"
ECHOES = 2
"""After so many own words that came back, the broker has told all that it had retained before them."""
MOST_WORDS = 4


class Outlet(Protocol):
    """`app.feed.publisher.Publisher`."""

    def publish(
        self, topic: str, payload: bytes, *, qos: int = 0, retain: bool = False, again: bool = True
    ) -> None: ...


class _Book(msgspec.Struct):
    """What this installation has introduced, also before it was started anew."""

    counters: list[str] = msgspec.field(default_factory=list)
    """Those that are gone, too, until the broker has surely heard that."""
    cameras: dict[str, list[str]] = msgspec.field(default_factory=dict)
    """With what was said of each, newest last: by that our own words are known when they come back."""
    others: list[str] = msgspec.field(default_factory=list)
    """Cameras that somebody else has introduced."""


class Introducing:
    """One thread. A camera's introduction is retained at the broker, as is that of a city that knows more of
    it: so the broker is heard out first, and what somebody else has said is never replaced nor taken back."""

    def __init__(self, outlet: Outlet, base: str, file: Path | None) -> None:
        """`base` is `root/site`; `file` is None where nothing is remembered."""
        self._outlet, self._base, self._file = outlet, base, file
        self._book = _read(file)
        self._counters: dict[str, bytes] = {}
        self._gone: set[str] = set()
        """Counters that were taken back just now."""
        self._cameras: dict[str, bytes] = {}
        self._there: dict[str, bytes] = {}
        """What the broker has of cameras, as heard over this connection."""
        self._others = set(self._book.others)
        self._theirs: dict[str, bytes] = {}
        self._ceded: dict[str, list[str]] = {}
        """What we had said of cameras before somebody else introduced them."""
        self._echoes = 0
        self._heard_out = ECHOES
        """At so many echoes the broker has heard which counters are gone."""

    # -- what the broker says ------------------------------------------------------------------------

    def linked(self) -> None:
        """Another connection: what the broker has is to be heard anew."""
        self._there.clear()
        self._echoes, self._heard_out = 0, ECHOES

    def echoed(self) -> None:
        """Something that we have just said has come back."""
        self._echoes += 1

    def heard(self, camera: str, config: bytes) -> None:
        """How a camera was introduced, by whomever; empty when that was taken back."""
        word = config.decode(errors="replace")
        if not config:
            self._there.pop(camera, None)
            self._theirs.pop(camera, None)
            self._others.discard(camera)
        elif camera in self._theirs and word in self._ceded.get(camera, ()):
            # Ours was on its way when theirs came: the broker has kept the wrong one.
            self._publish(CAMERA, camera, "config", self._theirs[camera], again=False)
        else:
            self._there[camera] = config
            if word not in self._book.cameras.get(camera, ()):
                self._cede(camera, config)

    def _cede(self, camera: str, config: bytes) -> None:
        """Somebody else has introduced it."""
        words = self._book.cameras.pop(camera, None)
        if words is not None:
            log.info("Somebody else has introduced the camera %s.", camera)
            self._ceded[camera] = words
        self._theirs[camera] = config
        self._others.add(camera)

    # -- what is to be there -------------------------------------------------------------------------

    def counters(self, wanted: Mapping[str, bytes]) -> set[str]:
        """The lines there are now, by id; those of before are taken back, whoever of us said them. Returns
        those that have lost their place."""
        before = {*self._book.counters, *self._counters}
        if wanted.keys() - self._book.counters:
            self._book.counters = sorted({*before, *wanted})
            self._keep()
        new = {id_: body for id_, body in wanted.items() if self._counters.get(id_) != body}
        unplaced = {id_ for id_, body in new.items() if _placed(self._counters.get(id_)) > _placed(body)}
        for id_, body in new.items():
            if id_ in unplaced:
                self._publish(COUNTER, id_, "config", b"")
            self._publish(COUNTER, id_, "config", body)
        gone = sorted(before - wanted.keys() - self._gone)
        for id_ in gone:
            self._publish(COUNTER, id_, "config", b"")
            self._publish(COUNTER, id_, "status", b"")
        if gone:
            self._heard_out = self._echoes + ECHOES
        self._counters, self._gone = dict(wanted), before - wanted.keys()
        return unplaced

    def cameras(self, wanted: Mapping[str, bytes]) -> None:
        """The cameras there are now, by id. `settle` introduces them."""
        self._cameras = dict(wanted)

    def settle(self, busy: Collection[str]) -> set[str]:
        """Now and then: introduce what nobody has introduced, and take back what is gone. Cameras in `busy`
        still have something to say of before. Returns those that have lost their place."""
        if self._echoes < ECHOES:
            return set()
        if self._gone and self._echoes >= self._heard_out:
            self._gone.clear()
            self._book.counters = sorted(self._counters)
            self._keep()
        new = {
            id_: body
            for id_, body in self._cameras.items()
            if id_ not in self._others and self._there.get(id_) != body
        }
        gone = [id_ for id_ in self._book.cameras if id_ not in self._cameras and id_ not in busy]
        unplaced = {id_ for id_, body in new.items() if _placed(self._there.get(id_)) > _placed(body)}
        self._remember(new, gone)
        for id_, body in new.items():
            self._there[id_] = body
            if id_ in unplaced:
                self._publish(CAMERA, id_, "config", b"", again=False)
            self._publish(CAMERA, id_, "config", body, again=False)
        for id_ in gone:
            if self._there.pop(id_, None) is not None:
                self._publish(CAMERA, id_, "config", b"", again=False)
                self._publish(CAMERA, id_, "status", b"", again=False)
        return unplaced

    def _remember(self, new: Mapping[str, bytes], gone: Collection[str]) -> None:
        """Before it is said: a supervisor that is killed in between must know its words again."""
        book = self._book
        before = msgspec.json.encode(book)
        for id_, body in new.items():
            words = [word for word in book.cameras.get(id_, []) if word != body.decode()]
            book.cameras[id_] = [*words, body.decode()][-MOST_WORDS:]
        for id_ in gone:
            if id_ not in self._there:  # taken back, and heard to be gone
                del book.cameras[id_]
        book.others = sorted(self._others & self._cameras.keys())
        if msgspec.json.encode(book) != before:
            self._keep()

    def _keep(self) -> None:
        if self._file is None:
            return
        try:
            write_whole(self._file, msgspec.json.encode(self._book))
        except OSError as problem:
            log.warning("The devices that were introduced could not be noted: %s", problem)

    def _publish(self, kind: str, id_: str, channel: str, payload: bytes, *, again: bool = True) -> None:
        topic = f"{self._base}/{kind}/{id_}/{channel}"
        self._outlet.publish(topic, payload, qos=1, retain=True, again=again)


def _placed(word: bytes | None) -> bool:
    """Whether an own introduction says where. The city keeps the place of who has said one and says none any
    more: only who is taken back first loses it."""
    return word is not None and b'"lat":' in word


def _read(file: Path | None) -> _Book:
    try:
        return _Book() if file is None else msgspec.json.decode(file.read_bytes(), type=_Book)
    except FileNotFoundError:
        return _Book()
    except (OSError, msgspec.MsgspecError) as problem:
        log.warning("The devices that were introduced are not known any more: %s", problem)
        return _Book()
