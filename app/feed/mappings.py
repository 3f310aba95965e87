"""Foreign topics as messages of the contract: the rows of the settings, compiled once and applied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from typing import Any

from app.domain.catalogue import Catalogue
from app.domain.devices import Device
from app.feed.bodies import Json
from app.feed.faults import Faults, Refused
from app.feed.foreign_values import (
    CompiledValue,
    Steps,
    compile_condition,
    compile_paths,
    compile_value,
    first_found,
)
from app.feed.messages import Arrival, Introduction, Message, Presence, RejectReason, Telemetry
from app.feed.readings import KindChecks, check_coordinates, clean
from app.feed.times import TimeWindow
from app.feed.topics import check_id
from app.settings.mappings import Choice, MappingRow, Particulars, pattern_levels
from app.settings.units import load_conversions

LONGEST_NAME = 200
_CACHED_TOPICS = 65_536
_NOBODY = Particulars()


class CompiledRow:
    """One row ready to match topics and read payloads."""

    def __init__(self, mapping: MappingRow, catalogue: Catalogue) -> None:
        row, self.choice = mapping.row, mapping.choice
        self.row = row
        self._levels = pattern_levels(row.pattern)
        conversions = load_conversions()
        self.values: dict[str, CompiledValue] = {
            name: compile_value(value, catalogue.quantities[name].unit, conversions)
            for name, value in row.values.items()
        }
        self.online = compile_value(row.online, "", conversions) if row.online else None
        self._when = compile_condition(row.when)
        self._unless = compile_condition(row.unless)
        self.ts = compile_paths(row.ts)
        self.kind_path = compile_paths(row.kind_path)
        self.name, self.model = compile_paths(row.name), compile_paths(row.model)
        self.lat, self.lon = compile_paths(row.lat), compile_paths(row.lon)

    def filter(self) -> str:
        return "/".join(literal if literal is not None else "+" for literal, _ in self._levels)

    def match(self, levels: Sequence[str]) -> str | None:
        """The device's id when the topic is of this row. Raises Refused for an id that cannot be."""
        if len(levels) != len(self._levels):
            return None
        captured: dict[str, str] = {}
        for level, (literal, name) in zip(levels, self._levels, strict=True):
            if literal is None:
                captured[name] = level
            elif literal != level:
                return None
        device = self.row.device
        for name, text in captured.items():
            device = device.replace("{" + name + "}", text)
        if self.choice.only and not any(fnmatchcase(device, glob) for glob in self.choice.only):
            return None
        return check_id(self.choice.prefix + device)

    def wanted(self, root: Any) -> bool:
        """Whether the row's conditions let the payload in."""
        if self._unless is not None and self._unless.holds(root):
            return False
        return self._when is None or self._when.holds(root)


class Mappings:
    """All rows. Remembers which foreign devices it has introduced, up to `most`; one thread."""

    def __init__(
        self,
        rows: Sequence[MappingRow],
        *,
        catalogue: Catalogue,
        kinds: Mapping[str, KindChecks],
        json: Json,
        times: TimeWindow,
        most: int,
    ) -> None:
        self._rows = [CompiledRow(row, catalogue) for row in rows]
        self._kinds, self._json, self._times, self._most = kinds, json, times, most
        self._topics: dict[str, list[tuple[CompiledRow, str]]] = {}
        self._known: dict[str, Device] = {}

    def filters(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(row.filter() for row in self._rows))

    def decode(self, arrival: Arrival, now_ms: int) -> tuple[tuple[Message, ...], Faults]:
        """The messages of one foreign arrival and what is wrong with parts of it; raises Refused."""
        matches = self._match(arrival.topic)
        if not arrival.payload:
            # Foreign families clear retained topics too; it says nothing about the device.
            return (), []
        good: list[Message] = []
        faults: Faults = []
        for row, device in matches:
            root = self._root(row, arrival.payload)
            if not row.wanted(root):
                continue
            read = self._status if row.row.channel == "status" else self._telemetry
            good.extend(read(row, device, root, now_ms, faults))
        return tuple(good), faults

    def _match(self, topic: str) -> list[tuple[CompiledRow, str]]:
        """All rows of the topic; a device belongs to the first entry of the settings that takes it."""
        known = self._topics.get(topic)
        if known is not None:
            return known
        levels = topic.split("/")
        owners: dict[str, Choice] = {}
        matches = []
        for row in self._rows:
            device = row.match(levels)
            if device is not None and owners.setdefault(device, row.choice) is row.choice:
                matches.append((row, device))
        if not matches:
            raise Refused(RejectReason.TOPIC_UNKNOWN, "neither the contract nor a mapping knows the topic")
        if len(self._topics) >= _CACHED_TOPICS:
            self._topics.clear()
        self._topics[topic] = matches
        return matches

    def _root(self, row: CompiledRow, payload: bytes) -> Any:
        if row.row.format == "json":
            return self._json.any(payload)
        if row.row.format == "any":
            try:
                return self._json.any(payload)
            except Refused as refused:
                if refused.reason is not RejectReason.NOT_JSON:
                    raise
        try:
            return payload.decode("utf-8").strip()
        except UnicodeDecodeError:
            raise Refused(RejectReason.NOT_JSON, "the payload is not UTF-8 text") from None

    def _telemetry(
        self, row: CompiledRow, device: str, root: Any, now_ms: int, faults: Faults
    ) -> tuple[Message, ...]:
        kind = self._kind(row, device, root)
        fields: dict[str, object] = {}
        for name, value in row.values.items():
            if name in kind.checks:
                given = value.read(root, kind.checks[name], faults)
                if given is not None:
                    fields[name] = given
        ts = self._time(row, root, now_ms)
        values = kind.take(fields, faults)
        introduction = self._introduce(row, device, kind.kind, root, faults)
        if values:
            return (*introduction, Telemetry(device, kind.kind, ts, values, foreign=True))
        if not faults and not row.row.partial:
            faults.append((RejectReason.NO_VALUES, "the mapping finds none of its values in the payload"))
        return introduction

    def _status(
        self, row: CompiledRow, device: str, root: Any, now_ms: int, faults: Faults
    ) -> tuple[Message, ...]:
        kind = self._kind(row, device, root)
        state = row.online.read(root, None, faults) if row.online else None
        ts = self._time(row, root, now_ms)
        introduction = self._introduce(row, device, kind.kind, root, faults)
        if type(state) is not bool:
            faults.append(
                (RejectReason.VALUE_TYPE, "the mapping finds neither online nor offline in the payload")
            )
            return introduction
        return (*introduction, Presence(device, kind.kind, ts, state, foreign=True))

    def _time(self, row: CompiledRow, root: Any, now_ms: int) -> int:
        given = first_found(root, row.ts)
        return now_ms if given is None else self._times.read(given, now_ms, row.row.ts_unit)

    def _kind(self, row: CompiledRow, device: str, root: Any) -> KindChecks:
        """From the settings of the device, then the payload, then the mapping, then what it was before."""
        choice = row.choice
        kind = choice.devices.get(device, _NOBODY).kind
        if not kind:
            said = first_found(root, row.kind_path)
            if type(said) is str:
                kind = choice.kinds.get(said, said if said in self._kinds else "")
        kind = kind or choice.kind
        if not kind and device in self._known:
            kind = self._known[device].kind
        if not kind:
            raise Refused(RejectReason.KIND_UNKNOWN, f"the mapping cannot tell the kind of '{device}'")
        return self._kinds[kind]

    def _introduce(
        self, row: CompiledRow, device: str, kind: str, root: Any, faults: Faults
    ) -> tuple[Introduction, ...]:
        """An introduction at first sight, and again when the payload names other particulars."""
        known = self._known.get(device)
        if known is None and len(self._known) >= self._most:
            raise Refused(RejectReason.TOO_MANY_DEVICES, f"there are already {self._most} foreign devices")
        told = row.choice.devices.get(device, _NOBODY)
        lat, lon = self._position(row, told, root, faults)
        if known is not None and lat is None:
            lat, lon = known.lat, known.lon
        fresh = Device(
            id=device,
            kind=kind,
            name=told.name or _text(root, row.name) or (known.name if known else device),
            lat=lat,
            lon=lon,
            zone=told.zone,
            parent=told.parent,
            model=_text(root, row.model) or (known.model if known else ""),
        )
        if fresh == known:
            return ()
        self._known[device] = fresh
        return (Introduction(fresh),)

    def _position(
        self, row: CompiledRow, told: Particulars, root: Any, faults: Faults
    ) -> tuple[float | None, float | None]:
        if told.lat is not None and told.lon is not None:
            return told.lat, told.lon
        lat, lon = first_found(root, row.lat), first_found(root, row.lon)
        if lat is None and lon is None:
            return None, None
        pair = _degrees(lat), _degrees(lon)
        wrong = check_coordinates(*pair)
        if wrong:
            faults.append((RejectReason.POSITION_INVALID, wrong))
            return None, None
        return pair


def _degrees(given: Any) -> float | None:
    """A coordinate as number or, as in the tags of many servers, as text."""
    if type(given) in (int, float, str) and len(str(given)) <= 32:
        try:
            return float(given)
        except ValueError:
            return None
    return None


def _text(root: Any, paths: tuple[Steps, ...]) -> str:
    given = first_found(root, paths)
    return clean(given[:LONGEST_NAME]).strip() if type(given) is str else ""
