"""Makes the line of an alarm from what the hub knows: device, rule, catalogue and language."""

from __future__ import annotations

import math

from app.bridge.hub import Hub
from app.domain.alarms import Alarm, RuleText
from app.domain.devices import Event
from app.domain.plain_text import shown
from widgets import formats, wording
from widgets.alarms import words
from widgets.alarms.rows import Row, shows
from widgets.video_values import scene_name

LONGEST_GUIDANCE = 1000


class LineWriter:
    """Writes rows in the language of the hub. GUI thread."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub

    def row(self, alarm: Alarm) -> Row:
        hub = self._hub
        device = hub.devices.get(alarm.device)
        kind, name, zone = ("", "", "")
        if device is not None:
            kind, name, zone = device.kind, shown(device.name), shown(device.zone)
        label, guidance = self.label(alarm), self.guidance(alarm)
        incident = hub.incidents.incident_of(alarm.id)
        folded = tuple(wording.fold(text) for text in (alarm.device, label, zone, guidance))
        return Row(
            alarm=alarm,
            kind=kind,
            name=name,
            label=label,
            zone=zone,
            value=self.value(alarm),
            limit=self.limit(alarm),
            state=words.state(alarm),
            incident=incident,
            guidance=guidance,
            number=_number(alarm.value),
            searched="\n".join((folded[0], wording.fold(name), folded[1], folded[2], incident.lower())),
            folded=(folded[0], folded[1], folded[2], folded[3]),
            shows=shows(alarm),
        )

    def label(self, alarm: Alarm) -> str:
        """What the rule is called; its id where the rule is not known."""
        return self._called(self._hub.alarms.rule(alarm.rule))

    def event_label(self, event: Event) -> str:
        """What the rule for such an event is called; without one what a camera saw, or its own words."""
        device = self._hub.devices.get(event.device)
        rule = self._hub.alarms.rule(f"{device.kind if device else ''}.{event.type}")
        if rule.kind:
            return self._called(rule)
        return scene_name(event.type) or shown(event.type.replace("_", " "))

    def guidance(self, alarm: Alarm) -> str:
        """What to do, as the rule says it."""
        rule = self._hub.alarms.rule(alarm.rule)
        return shown(rule.guidance_en if self._english() else rule.guidance_es, LONGEST_GUIDANCE)

    def value(self, alarm: Alarm) -> str:
        return wording.value(self._hub.catalogue.quantities.get(alarm.quantity), alarm.value)

    def limit(self, alarm: Alarm) -> str:
        """The limit with the side the value was on when it was passed."""
        if alarm.limit is None:
            return formats.NONE
        quantity = self._hub.catalogue.quantities.get(alarm.quantity)
        written = formats.number(alarm.limit, 1 if quantity is None else quantity.decimals)
        if isinstance(alarm.value, int | float) and not isinstance(alarm.value, bool) and alarm.active:
            return f"{'>' if alarm.value >= alarm.limit else '<'} {written}"
        return written

    def _called(self, rule: RuleText) -> str:
        return shown(rule.label_en if self._english() else rule.label_es)

    def _english(self) -> bool:
        return self._hub.language.startswith("en")


def _number(value: float | bool | str | None) -> float:
    if value is None or isinstance(value, str) or math.isnan(value):
        return float("-inf")
    return float(value)
