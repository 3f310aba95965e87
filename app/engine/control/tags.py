"""Maintenance tags: while one is on a device, nothing commands it."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from app.domain import control_acts as acts
from app.domain.acts import Refusal, Verdict
from app.domain.audit import Deed
from app.domain.commands import Tag, TagChanged
from app.domain.devices import Device
from app.domain.rights import Right
from app.domain.selection_book import refused
from app.engine.access.entries import Asked
from app.engine.access.front_desk import Handler
from app.engine.access.recording import Doing
from app.engine.control.counter import Counter, remark
from app.engine.server import ConsoleLink
from app.wire.frames import Ask


class Tags:
    """Engine's thread."""

    def __init__(self) -> None:
        self._on: dict[str, Tag] = {}

    @property
    def all(self) -> tuple[Tag, ...]:
        return tuple(self._on.values())

    @property
    def devices(self) -> AbstractSet[str]:
        """Those with a tag on; a live view."""
        return self._on.keys()

    def of(self, device: str) -> Tag | None:
        return self._on.get(device)

    def restore(self, tags: Iterable[Tag]) -> None:
        self._on.clear()
        self._on.update((tag.device, tag) for tag in tags)

    def take(self, item: TagChanged) -> None:
        if item.tag is None:
            self._on.pop(item.device, None)
        else:
            self._on[item.device] = item.tag


class Tagging:
    """Engine's thread."""

    def __init__(self, counter: Counter, tags: Tags) -> None:
        self._counter, self._parts, self._tags = counter, counter.parts, tags

    def handlers(self) -> dict[type, Handler]:
        return {acts.TagDevice: self._tag, acts.UntagDevice: self._untag}

    def _tag(self, link: ConsoleLink, ask: Ask) -> None:
        """What is out already goes on; nothing more goes out."""
        asked, body = Asked(link, ask), ask.body
        doing = Doing(asked, Deed.TAG_DEVICE, subject=body.device, reason=remark(body.reason))
        device = self._parts.device(body.device)
        kind, zone = ("", "") if device is None else (device.kind, device.zone)
        tag = Tag(body.device, ask.operator, doing.reason, self._parts.now().wall, kind, zone)
        fault = Refusal.ALREADY if self._tags.of(body.device) is not None else None
        fault = fault or (None if doing.reason else Refusal.REASON_MISSING)
        self._change(doing, TagChanged(body.device, tag), fault)

    def _untag(self, link: ConsoleLink, ask: Ask) -> None:
        asked, device = Asked(link, ask), ask.body.device
        held = self._tags.of(device)
        details = {} if held is None else {"put_on_by": held.by, "because": held.reason}
        doing = Doing(asked, Deed.UNTAG_DEVICE, subject=device, details=details)
        self._change(doing, TagChanged(device, None), Refusal.ALREADY if held is None else None)

    def _change(self, doing: Doing, item: TagChanged, fault: Refusal | None) -> None:
        verdict = self._against(doing, item) or (None if fault is None else refused(fault))
        if verdict is not None:
            self._counter.done(doing.asked, self._counter.refuse(doing, verdict))
            return
        verdict = self._counter.store(doing, [item])
        if verdict.refusal is None:
            self._tags.take(item)
            self._parts.tell([item])
            self._parts.marked([item.device])
        self._counter.done(doing.asked, verdict)

    def _against(self, doing: Doing, item: TagChanged) -> Verdict | None:
        """Of a device that is gone the tag says where it was; where it does not, the right everywhere is
        asked for."""
        device, held = self._parts.device(item.device), self._tags.of(item.device)
        if device is None and item.tag is None and held is not None:
            device = Device(held.device, held.kind, held.device, zone=held.zone)
        if device is None:
            return None if item.tag is None else refused(Refusal.UNKNOWN_DEVICE)
        grants = self._counter.grants_at(doing.asked)
        return self._counter.weighing.lacks((device,), Right.OUT_OF_SERVICE, grants)
