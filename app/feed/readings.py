"""Whether a value can be one of its quantity: type, physical range, position; per kind of device."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import msgspec

from app.domain.catalogue import Catalogue, Kind, Quantity, ValueType
from app.domain.plain_text import plain
from app.feed.faults import Faults
from app.feed.messages import RejectReason, Value

LONGEST_TEXT = 256
LATITUDE, LONGITUDE = "latitude", "longitude"
_LARGEST = 1.7976931348623157e308


class Check(msgspec.Struct, frozen=True, gc=False):
    """The test of one quantity. For what is no number the range is empty, so that one comparison
    settles the common case."""

    name: str
    type: ValueType
    low: float
    high: float
    boolean: bool


class KindChecks(msgspec.Struct, frozen=True):
    """The quantities that a kind may report."""

    kind: str
    checks: Mapping[str, Check]
    mobile: bool

    def take(self, fields: dict[str, Any], faults: Faults) -> dict[str, Value]:
        """The values that can be true; the rest goes to `faults` with its reason.

        Where nothing is amiss, as nearly always, it is `fields` itself.
        """
        checks = self.checks
        for name, value in fields.items():
            check = checks.get(name)
            if check is not None:
                kind = type(value)
                if kind is float:
                    if check.low <= value <= check.high:
                        continue
                elif kind is bool and check.boolean:
                    continue
            return self._sift(fields, faults)
        return self._with_position(fields, faults)

    def _sift(self, fields: dict[str, Any], faults: Faults) -> dict[str, Value]:
        values: dict[str, Value] = {}
        checks = self.checks
        for name, value in fields.items():
            check = checks.get(name)
            if check is None:
                faults.append((RejectReason.QUANTITY_UNKNOWN, f"'{name[:60]}' is no quantity of {self.kind}"))
            else:
                admit(check, value, values, faults)
        return self._with_position(values, faults)

    def _with_position(self, values: dict[str, Value], faults: Faults) -> dict[str, Value]:
        if self.mobile and (LATITUDE in values or LONGITUDE in values):
            _check_position(values, faults)
        return values


def kind_checks(catalogue: Catalogue) -> dict[str, KindChecks]:
    checks = {name: _check(quantity) for name, quantity in catalogue.quantities.items()}
    return {name: _of_kind(kind, checks) for name, kind in catalogue.kinds.items()}


def admit(check: Check, value: object, values: dict[str, Value], faults: Faults) -> None:
    """Put one value into `values`, or why not into `faults`."""
    number = float(value) if type(value) is int and abs(value) < 1e300 else value
    if check.type is ValueType.BOOL:
        if type(number) is bool or (type(number) is float and number in (0.0, 1.0)):
            values[check.name] = bool(number)
            return
    elif check.type is ValueType.TEXT:
        if type(number) is str:
            _admit_text(check, number, values, faults)
            return
    elif type(number) is float:
        if check.low <= number <= check.high:
            values[check.name] = number
        else:
            faults.append(
                (RejectReason.VALUE_RANGE, f"'{check.name}' is {number:g}, outside {_range(check)}")
            )
        return
    elif type(number) is int and check.type is ValueType.NUMBER:
        faults.append((RejectReason.VALUE_RANGE, f"'{check.name}' is a number of more than 300 digits"))
        return
    faults.append(
        (RejectReason.VALUE_TYPE, f"'{check.name}' is {_shape(value)}, not a {_WANTED[check.type]}")
    )


def check_coordinates(lat: object, lon: object) -> str:
    """Why these cannot be a position in WGS 84 degrees; empty when they can."""
    if (
        not isinstance(lat, float)
        or not isinstance(lon, float)
        or not (math.isfinite(lat) and math.isfinite(lon))
    ):
        return "latitude and longitude are not two numbers"
    if not (-90.0 <= lat <= 90.0 and -180.0 <= lon <= 180.0):
        return f"the position {lat:g}, {lon:g} is not on Earth"
    # What receivers without a fix send; there is no city within 11 m of it.
    if abs(lat) < 1e-4 and abs(lon) < 1e-4:
        return "the position is 0, 0"
    return ""


def _check_position(values: dict[str, Value], faults: Faults) -> None:
    wrong = check_coordinates(values.get(LATITUDE), values.get(LONGITUDE))
    if wrong:
        values.pop(LATITUDE, None)
        values.pop(LONGITUDE, None)
        faults.append((RejectReason.POSITION_INVALID, wrong))


def _admit_text(check: Check, text: str, values: dict[str, Value], faults: Faults) -> None:
    if len(text) > LONGEST_TEXT:
        faults.append((RejectReason.TEXT_TOO_LONG, f"'{check.name}' has more than {LONGEST_TEXT} characters"))
    else:
        values[check.name] = clean(text)


def clean(text: str) -> str:
    """The text as one line, without what cannot be shown; its length is the caller's affair."""
    if text.isascii() and text.isprintable():  # nearly always, and twice as quick
        return text
    return plain(text, len(text))


def _check(quantity: Quantity) -> Check:
    if quantity.type is not ValueType.NUMBER:
        return Check(quantity.id, quantity.type, math.inf, -math.inf, quantity.type is ValueType.BOOL)
    low = -_LARGEST if quantity.low is None else quantity.low
    high = _LARGEST if quantity.high is None else quantity.high
    return Check(quantity.id, quantity.type, low, high, False)


def _of_kind(kind: Kind, checks: Mapping[str, Check]) -> KindChecks:
    own = {name: checks[name] for name in kind.quantities}
    return KindChecks(kind.id, own, LATITUDE in own and LONGITUDE in own)


def _range(check: Check) -> str:
    low = "-∞" if check.low == -_LARGEST else f"{check.low:g}"
    high = "∞" if check.high == _LARGEST else f"{check.high:g}"
    return f"{low} to {high}"


_WANTED = {ValueType.NUMBER: "number", ValueType.BOOL: "true or false", ValueType.TEXT: "text"}


def _shape(value: object) -> str:
    names = {
        bool: "true or false",
        float: "a number",
        int: "a number",
        str: "a text",
        dict: "an object",
        list: "a list",
    }
    return "null" if value is None else names.get(type(value), "something else")
