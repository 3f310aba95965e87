"""The names of what events carry as ids: people, crews, devices, alarms, kinds, steps."""

from __future__ import annotations

from collections.abc import Callable

from app.bridge.hub import Hub
from app.domain.incidents.procedures import Procedure, Step
from app.domain.plain_text import shown
from widgets import formats
from widgets.control.card.names import Names
from widgets.incidents import words


class RecordNames:
    """In the language of the hub. `procedure` is the version that the incident shown follows, where it is
    known. GUI thread."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._people = Names(hub)
        self.procedure: Procedure | None = None
        self.clock: Callable[[int], str] = formats.clock
        """The time of day as it is written here, by wall time in epoch ms."""

    def person(self, by: str) -> str:
        """Who did something: an operator, or a crew by its name; empty for the program."""
        return self.device_name(by) if by and self._hub.devices.get(by) is not None else self._people.of(by)

    def device_name(self, device: str) -> str:
        known = self._hub.devices.get(device)
        return shown(device if known is None else known.name or device)

    def device(self, device: str) -> str:
        return shown(device, 80)

    def device_kind(self, device: str) -> str:
        known = self._hub.devices.get(device)
        return "" if known is None else known.kind

    def alarm(self, alarm: str) -> str:
        """`Pressure very low · PRE-0231`, by the id of an alarm."""
        device, _, rule = alarm.partition(":")
        return f"{self.rule(rule)} · {shown(device, 80)}"

    def rule(self, rule: str) -> str:
        text = self._hub.alarms.rule(rule)
        return shown(text.label_en if self._hub.language.startswith("en") else text.label_es)

    def kind(self, kind: str) -> str:
        """Of an incident."""
        return words.kind_label(self._hub.incidents.kinds, kind, self._hub.language)

    def procedure_name(self, procedure: str) -> str:
        known = self._hub.incidents.procedures.get(procedure)
        return shown(procedure if known is None else known.label.in_language(self._hub.language))

    def step(self, step: str) -> str:
        known = self._step(step)
        return shown(step if known is None else known.label.in_language(self._hub.language))

    def branch(self, step: str, branch: str) -> str:
        known = self._step(step)
        found = () if known is None else known.branches
        label = next((one.label for one in found if one.id == branch), None)
        return shown(branch if label is None else label.in_language(self._hub.language))

    def field(self, step: str, field: str, value: str) -> str:
        """`Pressure 0.6 bar`."""
        known = self._step(step)
        found = None if known is None else next((one for one in known.fields if one.id == field), None)
        if found is None:
            return shown(f"{field} {value}")
        label = found.label.in_language(self._hub.language)
        return shown(" ".join(part for part in (label, value, found.unit) if part))

    def _step(self, step: str) -> Step | None:
        steps = () if self.procedure is None else self.procedure.steps
        return next((one for one in steps if one.id == step), None)
