"""The rows of the catalogue that an alarm falls under, looked up once for each rule of alarms."""

from __future__ import annotations

from collections.abc import Collection

from app.domain.alarms import Alarm, Priority
from app.domain.incidents.kinds import IncidentCatalogue, JoinBy, JoinRule, OpeningRule

_Rows = tuple[JoinRule, ...]


class RuleTable:
    """Of one catalogue, which does not change."""

    def __init__(self, catalogue: IncidentCatalogue) -> None:
        self.catalogue = catalogue
        self._opening: dict[tuple[str, Priority], OpeningRule | None] = {}
        self._joining: dict[tuple[str, str], tuple[_Rows, _Rows]] = {}

    def opening(self, alarm: Alarm) -> OpeningRule | None:
        """The row by which it opens an incident; None when it opens none by itself."""
        key = (alarm.rule, alarm.priority)
        if key not in self._opening:
            rows = (row for row in self.catalogue.opening if _opens(row, alarm.rule, alarm.priority))
            self._opening[key] = next(rows, None)
        return self._opening[key]

    def joining(self, rule: str, device_kind: str) -> _Rows:
        """The rows by which it may join what is open, in order, without those for consequences."""
        return self._rows(rule, device_kind)[0]

    def consequence(self, rule: str, device_kind: str) -> str:
        """The row by which it joins the incident of the alarm that suppresses it; empty when it does not."""
        return next((row.id for row in self._rows(rule, device_kind)[1]), "")

    def _rows(self, rule: str, device_kind: str) -> tuple[_Rows, _Rows]:
        key = (rule, device_kind)
        if key not in self._joining:
            rows = [row for row in self.catalogue.joining if _joins(row, rule, device_kind)]
            own = tuple([row for row in rows if row.by is not JoinBy.SUPPRESSED])
            self._joining[key] = (own, tuple([row for row in rows if row.by is JoinBy.SUPPRESSED]))
        return self._joining[key]


def _opens(row: OpeningRule, rule: str, priority: Priority) -> bool:
    return priority >= row.at_least and _among(rule, row.rules)


def _joins(row: JoinRule, rule: str, device_kind: str) -> bool:
    of_kind = not row.device_kinds or device_kind in row.device_kinds
    return of_kind and (not row.rules or _among(rule, row.rules))


def _among(rule: str, patterns: Collection[str]) -> bool:
    """`pressure.*` stands for every rule of the kind."""
    return rule in patterns or f"{rule.partition('.')[0]}.*" in patterns
