"""The city as the rules of incidents look at it."""

from __future__ import annotations

from app.domain.alarms import Alarm
from app.domain.catalogue import Label
from app.domain.devices import Device
from app.engine.city import CityParts


class CityView:
    """Engine's thread."""

    def __init__(self, city: CityParts) -> None:
        self._city = city
        self._labels = {text.id: Label(text.label_es, text.label_en) for text in city.rules.texts()}

    def device(self, device: str) -> Device | None:
        return self._city.devices.get(device)

    def alarm(self, alarm: str) -> Alarm | None:
        known = self._city.center.alarms.get(alarm)
        return known if known is not None and known.standing else None

    def rule_label(self, rule: str) -> Label:
        return self._labels.get(rule) or Label(rule, rule)
