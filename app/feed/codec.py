"""From an arrival to typed messages: the contract of version 1 and the mappings, never raising."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

import msgspec

from app.domain.catalogue import Catalogue
from app.domain.devices import Device
from app.feed.bodies import ConfigBody, EventBody, Json, ReplyBody, StatusBody
from app.feed.faults import Faults, Refused, reject, rejects
from app.feed.mappings import Mappings
from app.feed.messages import (
    Arrival,
    Event,
    Introduction,
    Message,
    Presence,
    RejectReason,
    Reply,
    Retirement,
    Telemetry,
)
from app.feed.readings import KindChecks, check_coordinates, clean, kind_checks
from app.feed.times import TimeWindow
from app.feed.topics import Channel, contract_filters, split_contract
from app.settings.mappings import MappingRow
from app.settings.sections import LimitSettings

LONGEST_NAME = 200
MOST_CAPABILITIES = 64
LONGEST_EVENT_DATA = 4096
_FREQUENT = frozenset({Channel.TELEMETRY, Channel.REPLY})
_CACHED_ROUTES = 131_072

Handler = Callable[["Route", Arrival, int], tuple[Message, ...]]


class Route(msgspec.Struct, frozen=True):
    """What the topic alone says."""

    handle: Handler
    device: str
    kind: str
    checks: KindChecks


class Codec:
    """Decodes arrivals. Holds caches, so it belongs to one thread.

    `received` counts messages, `rejected` what was refused by reason.
    """

    def __init__(
        self,
        root: str,
        site: str,
        catalogue: Catalogue,
        mappings: Sequence[MappingRow],
        limits: LimitSettings,
    ) -> None:
        self._root, self._site = root, site
        self._json = Json(nesting=limits.nesting)
        self._times = TimeWindow(future_tolerance_s=limits.future_tolerance_s, oldest_days=limits.oldest_days)
        # Bound once: they are called for every message.
        self._fields, self._read_time = self._json.fields, self._times.read
        self._kinds = kind_checks(catalogue)
        self._mappings = Mappings(
            mappings,
            catalogue=catalogue,
            kinds=self._kinds,
            json=self._json,
            times=self._times,
            most=limits.devices,
        )
        self._largest = limits.payload_bytes
        self._routes: dict[str, Route] = {}
        self._handlers: dict[Channel, Handler] = {
            Channel.CONFIG: self._config,
            Channel.STATUS: self._status,
            Channel.TELEMETRY: self._telemetry,
            Channel.EVENT: self._event,
            Channel.REPLY: self._reply,
        }
        self.received = 0
        self.rejected: Counter[RejectReason] = Counter()

    def filters(self) -> tuple[str, ...]:
        """All topics to subscribe to: the contract's and the mappings'."""
        return tuple(dict.fromkeys((*contract_filters(self._root, self._site), *self._mappings.filters())))

    @property
    def remembered_topics(self) -> int:
        """How many topics are held ready; bounded whatever is published."""
        return len(self._routes)

    def decode(self, arrival: Arrival, now_ms: int) -> tuple[Message, ...]:
        """What the arrival says, at wall time `now_ms`; what cannot be taken comes as Reject."""
        self.received += 1
        try:
            if len(arrival.payload) > self._largest:
                raise Refused(RejectReason.TOO_LARGE, f"the payload has {len(arrival.payload)} bytes")
            route = self._routes.get(arrival.topic)
            if route is None:
                route = self._find_route(arrival.topic)
                if route is None:
                    return self._with_rejects(arrival, *self._mappings.decode(arrival, now_ms))
            return route.handle(route, arrival, now_ms)
        except Refused as refused:
            self.rejected[refused.reason] += 1
            return (reject(arrival, refused.reason, refused.detail),)
        except Exception as flaw:  # noqa: BLE001 (a flaw must cost one message, not the feed)
            self.rejected[RejectReason.INTERNAL] += 1
            return (reject(arrival, RejectReason.INTERNAL, f"the decoder failed: {type(flaw).__name__}"),)

    def _find_route(self, topic: str) -> Route | None:
        found = split_contract(topic, self._root, self._site)
        if found is None:
            return None
        kind, device, channel = found
        checks = self._kinds.get(kind)
        if checks is None:
            raise Refused(RejectReason.KIND_UNKNOWN, f"the kind '{kind[:40]}' is not in the catalogue")
        route = Route(self._handlers[channel], device, checks.kind, checks)
        if channel in _FREQUENT:
            # The other channels are rare; a flood of made-up ids must not grow memory either.
            if len(self._routes) >= _CACHED_ROUTES:
                self._routes.clear()
            self._routes[topic] = route
        return route

    def _with_rejects(
        self, arrival: Arrival, good: tuple[Message, ...], faults: Faults
    ) -> tuple[Message, ...]:
        bad = rejects(arrival, faults)
        for each in bad:
            self.rejected[each.reason] += 1
        return (*good, *bad)

    def _telemetry(self, route: Route, arrival: Arrival, now_ms: int) -> tuple[Message, ...]:
        fields = self._fields(arrival.payload)
        given = fields.pop("ts", None)
        ts = now_ms if given is None else self._read_time(given, now_ms)
        historical = "historical" in fields and fields.pop("historical") is True
        faults: Faults = []
        values = route.checks.take(fields, faults)
        if not values and not faults:
            raise Refused(RejectReason.NO_VALUES, "the telemetry holds no value")
        timed = given is not None
        said = Telemetry(route.device, route.kind, ts, values, historical, timed=timed)
        if not faults:
            return (said,)
        good = (said,) if values else ()
        return self._with_rejects(arrival, good, faults)

    def _config(self, route: Route, arrival: Arrival, _now_ms: int) -> tuple[Message, ...]:
        if not arrival.payload:
            return (Retirement(route.device, route.kind),)
        body: ConfigBody = self._json.body(ConfigBody, arrival.payload)
        faults: Faults = []
        lat, lon = _position(body.lat, body.lon, faults)
        device = Device(
            id=route.device,
            kind=route.kind,
            name=_text(body.name, "name", faults) or route.device,
            lat=lat,
            lon=lon,
            zone=_text(body.zone, "zone", faults),
            parent=_text(body.parent, "parent", faults),
            model=_text(body.model, "model", faults),
            capabilities=_capabilities(body.capabilities, faults),
            expected_interval_s=_interval(body.expected_interval_s, faults),
            simulated=body.simulated is True,
        )
        return self._with_rejects(arrival, (Introduction(device),), faults)

    def _status(self, route: Route, arrival: Arrival, now_ms: int) -> tuple[Message, ...]:
        if not arrival.payload:
            # The retained status is being cleared, as when a device is retired.
            return ()
        body: StatusBody = self._json.body(StatusBody, arrival.payload)
        if body.state not in ("online", "offline"):
            raise Refused(
                RejectReason.WRONG_SHAPE, f"the state '{body.state[:40]}' is neither online nor offline"
            )
        ts = now_ms if body.ts is None else self._times.read(body.ts, now_ms)
        return (Presence(route.device, route.kind, ts, body.state == "online"),)

    def _event(self, route: Route, arrival: Arrival, now_ms: int) -> tuple[Message, ...]:
        body: EventBody = self._json.body(EventBody, arrival.payload)
        ts = now_ms if body.ts is None else self._times.read(body.ts, now_ms)
        if not body.type.strip() or len(body.type) > LONGEST_NAME:
            raise Refused(RejectReason.WRONG_SHAPE, "the type of the event is empty or too long")
        faults: Faults = []
        data = bytes(body.data)
        if len(data) > LONGEST_EVENT_DATA:
            faults.append((RejectReason.TEXT_TOO_LONG, f"'data' has more than {LONGEST_EVENT_DATA} bytes"))
            data = b""
        severity, text = (
            _text(body.severity, "severity", faults),
            _text(body.text, "text", faults, longest=1000),
        )
        event = Event(
            route.device,
            route.kind,
            ts,
            clean(body.type),
            body.active,
            severity,
            text,
            data.decode("utf-8", "replace"),
        )
        return self._with_rejects(arrival, (event,), faults)

    def _reply(self, route: Route, arrival: Arrival, now_ms: int) -> tuple[Message, ...]:
        body: ReplyBody = self._json.body(ReplyBody, arrival.payload)
        ts = now_ms if body.ts is None else self._times.read(body.ts, now_ms)
        if not body.id or len(body.id) > LONGEST_NAME:
            raise Refused(RejectReason.WRONG_SHAPE, "the id of the command is empty or too long")
        faults: Faults = []
        text = _text(body.text, "text", faults, longest=1000)
        return self._with_rejects(
            arrival, (Reply(route.device, route.kind, body.id, ts, body.state, text),), faults
        )


def _text(given: Any, name: str, faults: Faults, *, longest: int = LONGEST_NAME) -> str:
    if given is None:
        return ""
    if type(given) is not str:
        faults.append((RejectReason.VALUE_TYPE, f"'{name}' is not a text"))
        return ""
    if len(given) > longest:
        faults.append((RejectReason.TEXT_TOO_LONG, f"'{name}' has more than {longest} characters"))
        return ""
    return clean(given).strip()


def _position(lat: Any, lon: Any, faults: Faults) -> tuple[float | None, float | None]:
    if lat is None and lon is None:
        return None, None
    pair = [float(each) if type(each) is int and abs(each) <= 180 else each for each in (lat, lon)]
    wrong = check_coordinates(pair[0], pair[1])
    if wrong:
        faults.append((RejectReason.POSITION_INVALID, wrong))
        return None, None
    return pair[0], pair[1]


def _capabilities(given: Any, faults: Faults) -> tuple[str, ...]:
    if given is None:
        return ()
    if (
        type(given) is not list
        or len(given) > MOST_CAPABILITIES
        or any(type(each) is not str for each in given)
    ):
        faults.append(
            (RejectReason.VALUE_TYPE, f"'capabilities' is not a list of up to {MOST_CAPABILITIES} texts")
        )
        return ()
    return tuple(clean(each[:LONGEST_NAME]) for each in given)


def _interval(given: Any, faults: Faults) -> float | None:
    if given is None:
        return None
    if type(given) in (int, float) and math.isfinite(given) and 0 < given <= 31_536_000:
        return float(given)
    faults.append((RejectReason.VALUE_RANGE, "'expected_interval_s' is not a number of seconds up to a year"))
    return None
