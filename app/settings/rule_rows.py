"""The tables of alarm rules as they are written, one model per type, and how they become rules."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

from pydantic import Field

from app.domain.alarms import Priority
from app.domain.catalogue import Label
from app.domain.devices import Liveness
from app.domain.rules import (
    EventRule,
    Level,
    LimitRule,
    MismatchRule,
    RateRule,
    Rule,
    StaleRule,
    StateRule,
    Trend,
)
from app.settings.validation import Section

Seconds = Annotated[float, Field(ge=0, le=604_800, allow_inf_nan=False)]
Finite = Annotated[float, Field(allow_inf_nan=False)]
Amount = Annotated[float, Field(gt=0, allow_inf_nan=False)]
Text = Annotated[str, Field(min_length=1, max_length=300)]
State = bool | float | str


class RuleRow(Section):
    """What all rules have; the names are those of `app.domain.rules`."""

    type: str
    priority: Literal["low", "medium", "high", "critical"]
    label_es: Text
    label_en: Text
    guidance_es: Text
    guidance_en: Text
    zones: list[str] = Field(default_factory=list)
    devices: list[str] = Field(default_factory=list)
    on_delay_s: Seconds = 0.0
    off_delay_s: Seconds = 0.0
    count: int = Field(default=0, ge=0, le=1000)
    window_s: Seconds = 0.0
    latched: bool = False
    realarm_s: Seconds | None = None
    acknowledge_on_return: bool = False
    suppressed_by_parent: bool = True
    suppresses_children: bool = False
    release_s: Seconds = 0.0
    outranked_by: str = ""


class LimitRow(RuleRow):
    quantity: str
    level: Level = Field(strict=False)
    limit: Finite
    deadband: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0


class StateRow(RuleRow):
    quantity: str
    state: State
    unless: bool = False


class RateRow(RuleRow):
    quantity: str
    change: Amount
    over_s: Annotated[float, Field(gt=0, le=86_400)]
    trend: Trend = Field(default=Trend.EITHER, strict=False)
    deadband: Annotated[float, Field(ge=0, allow_inf_nan=False)] = 0.0


class StaleRow(RuleRow):
    when: Literal["late", "lost"] = "lost"


class EventRow(RuleRow):
    event: Text
    ends_after_s: Seconds = 0.0


class MismatchRow(RuleRow):
    quantity: str
    other: str
    tolerance: Amount | None = None
    state: State | None = None
    other_low: Finite | None = None
    other_high: Finite | None = None


ROWS: dict[str, type[RuleRow]] = {
    "limit": LimitRow,
    "state": StateRow,
    "rate": RateRow,
    "stale": StaleRow,
    "event": EventRow,
    "mismatch": MismatchRow,
}
_RULES: dict[type[RuleRow], type[Rule]] = {
    LimitRow: LimitRule,
    StateRow: StateRule,
    RateRow: RateRule,
    StaleRow: StaleRule,
    EventRow: EventRule,
    MismatchRow: MismatchRule,
}
_PAIRED = {"label_es": "label", "label_en": "label", "guidance_es": "guidance", "guidance_en": "guidance"}


def rule_of(row: RuleRow, rule_id: str, kind: str, realarm_s: float) -> Rule:
    """The domain's rule. `realarm_s` is for a row that says nothing of its own."""
    fields: dict[str, Any] = {name: getattr(row, name) for name in type(row).model_fields}
    del fields["type"]
    for text in ("label", "guidance"):
        fields[text] = Label(fields.pop(f"{text}_es"), fields.pop(f"{text}_en"))
    fields["priority"] = Priority[row.priority.upper()]
    fields["zones"], fields["devices"] = frozenset(row.zones), frozenset(row.devices)
    fields["realarm_s"] = realarm_s if row.realarm_s is None else row.realarm_s
    if row.outranked_by and not row.outranked_by.startswith(f"{kind}."):
        fields["outranked_by"] = f"{kind}.{row.outranked_by}"
    if isinstance(row, StaleRow):
        fields["when"] = Liveness[row.when.upper()]
    return _RULES[type(row)](id=rule_id, kind=kind, **fields)


def touched_fields(keys: Iterable[str]) -> set[str]:
    """The fields of a rule that these keys of a table change."""
    return {_PAIRED.get(key, key) for key in keys}
