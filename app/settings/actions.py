"""What each kind of device can be told, read from `actions.toml` and checked against the catalogue."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field

from app.domain.actions import Actions, ActionSpec, Busy, Check, Test
from app.domain.catalogue import Catalogue, Label, ValueType
from app.domain.orders import Action
from app.domain.rights import PLACED, Right
from app.settings.problems import Problem, SettingsInvalid, did_you_mean
from app.settings.toml_lines import Key, TomlText, read_shipped
from app.settings.validation import Section, validate

Seconds = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
Some = Annotated[float, Field(gt=0, le=86_400, allow_inf_nan=False)]
Text = Annotated[str, Field(min_length=1, max_length=60)]

_POSITIONS = ("close", "open", "throttle")
_SWITCHES = frozenset({Test.ON, Test.OFF, Test.SWITCHED})
_ANY = frozenset({Test.REPORTED})
_VALUED = frozenset({Action.SET_LEVEL, Action.SET_POSITION, Action.SET_SPEED})
"""Orders with a value, against which `near` and `switched` hold a reading."""
_AGAINST_VALUE = frozenset({Test.NEAR, Test.SWITCHED})

Complain = Callable[..., Problem]
"""Makes a problem from a key below the action's table, a message and perhaps a suggestion."""


class _CheckRow(Section):
    quantity: str
    test: Test = Field(strict=False)
    tolerance: float = Field(default=0.0, ge=0, allow_inf_nan=False)
    ratio: float = Field(default=0.5, gt=0, lt=1)
    deed: str = ""
    needed: bool = True


class _ActionRow(Section):
    es: Text
    en: Text
    right: Right = Field(strict=False)
    select: bool
    busy: Busy = Field(strict=False)
    expires_s: Some
    answer_s: Some
    finish_s: Some
    settle_s: Seconds
    retries: int = Field(ge=0, le=10)
    retry_after_s: Seconds
    checks: list[_CheckRow] = Field(min_length=1)
    shortest_s: Seconds = 0.0
    longest_s: Seconds = 0.0
    hold_when_stuck: bool = False
    safe: bool = False
    tones: list[Text] = Field(default_factory=list)


def load_actions(catalogue: Catalogue, folder: Path | None = None) -> Actions:
    """The shipped actions, or those in `folder`; raises SettingsInvalid with all problems."""
    text = read_shipped("catalogue", "actions.toml", folder)
    reader = _Reader(catalogue, text)
    for kind, tables in text.table.items():
        for name, table in tables.items() if isinstance(tables, dict) else ():
            reader.read(kind, name, table)
    reader.check_holds()
    if reader.problems:
        raise SettingsInvalid(reader.problems)
    return reader.actions


class _Reader:
    """Gathers actions, and notes what is wrong with them."""

    def __init__(self, catalogue: Catalogue, text: TomlText) -> None:
        self.actions: dict[tuple[str, Action], ActionSpec] = {}
        self.problems: list[Problem] = []
        self._catalogue = catalogue
        self._text = text

    def read(self, kind: str, name: str, table: Any) -> None:
        key: Key = (kind, name)
        if kind not in self._catalogue.kinds:
            hint = did_you_mean(kind, list(self._catalogue.kinds))
            self._complain(key, f"'{kind}.{name}': there is no kind '{kind}'.", hint)
        elif name not in set(Action):
            hint = did_you_mean(name, list(Action))
            self._complain(key, f"'{kind}.{name}': there is no action '{name}'.", hint)
        else:
            row = validate(_ActionRow, self._text, key, table, self.problems)
            if row is not None:
                self._add(_spec(kind, Action(name), row))

    def check_holds(self) -> None:
        for (kind, action), spec in self.actions.items():
            if spec.hold_when_stuck and (kind, Action.HOLD) not in self.actions:
                message = (
                    f"'{kind}.{action}' holds a device that is stuck, and '{kind}' has no '{Action.HOLD}'."
                )
                self._complain((kind, str(action), "hold_when_stuck"), message)

    def _add(self, spec: ActionSpec) -> None:
        def complain(place: Key, message: str, suggestion: str = "") -> Problem:
            line = self._text.line((spec.kind, str(spec.action), *place))
            return Problem(self._text.file, line, f"'{spec.kind}.{spec.action}' {message}", suggestion)

        self.problems.extend(_time_problems(spec, complain))
        self.problems.extend(_check_problems(spec, self._catalogue, complain))
        self.actions[spec.kind, spec.action] = spec

    def _complain(self, key: Key, message: str, suggestion: str = "") -> None:
        self.problems.append(Problem(self._text.file, self._text.line(key), message, suggestion))


def _spec(kind: str, action: Action, row: _ActionRow) -> ActionSpec:
    fields: dict[str, Any] = {name: getattr(row, name) for name in type(row).model_fields}
    fields["label"] = Label(fields.pop("es"), fields.pop("en"))
    fields["checks"] = tuple(Check(**check.model_dump()) for check in row.checks)
    fields["tones"] = tuple(row.tones)
    return ActionSpec(kind=kind, action=action, **fields)


def _time_problems(spec: ActionSpec, complain: Complain) -> Iterator[Problem]:
    if spec.right not in PLACED:
        yield complain(("right",), f"asks for '{spec.right}', which is no right over a device.")
    if spec.retries and not spec.retry_after_s:
        yield complain(("retry_after_s",), "is tried again, but not after which time.")
    if spec.retries * spec.retry_after_s >= spec.answer_s:
        yield complain(("retries",), "is tried again after the time for an answer is over.")
    if spec.answer_s > spec.expires_s:
        yield complain(("answer_s",), "waits longer for an answer than the order is valid.")
    if spec.longest_s and spec.shortest_s > spec.longest_s:
        yield complain(("shortest_s",), "has a shortest time above its longest.")
    if spec.action is Action.SOUND and not spec.tones:
        yield complain(("tones",), "names no tone.")


def _check_problems(spec: ActionSpec, catalogue: Catalogue, complain: Complain) -> Iterator[Problem]:
    deeds = _POSITIONS if spec.action is Action.SET_POSITION else (str(spec.action),)
    for place, check in enumerate(spec.checks):
        yield from _quantity_problems(spec, place, check, catalogue, complain)
        if check.deed and check.deed not in deeds:
            hint = did_you_mean(check.deed, list(deeds))
            yield complain(("checks", place, "deed"), f"is never '{check.deed}'.", hint)
        if check.test in _AGAINST_VALUE and spec.action not in _VALUED:
            yield complain(("checks", place, "test"), f"has no value that '{check.test}' could use.")
    for deed in deeds:
        if not any(check.needed and check.deed in ("", deed) for check in spec.checks):
            yield complain(("checks",), f"has no check that '{deed}' needs: nothing would confirm it.")


def _quantity_problems(
    spec: ActionSpec, place: int, check: Check, catalogue: Catalogue, complain: Complain
) -> Iterator[Problem]:
    """A meter may report what the device does not."""
    known = list(catalogue.kinds[spec.kind].quantities if check.needed else catalogue.quantities)
    if check.quantity not in known:
        hint = did_you_mean(check.quantity, known)
        yield complain(("checks", place, "quantity"), f"has no quantity '{check.quantity}'.", hint)
        return
    type_ = catalogue.quantities[check.quantity].type
    wanted = ValueType.BOOL if check.test in _SWITCHES else ValueType.NUMBER
    if check.test not in _ANY and type_ is not wanted:
        message = f"cannot use '{check.test}' on '{check.quantity}', which is a {type_}."
        yield complain(("checks", place, "test"), message)
