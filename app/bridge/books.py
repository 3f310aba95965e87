"""The console's copies of what the engine announces: devices by row, alarms that stand. GUI thread only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.alarms import Alarm, Priority, RuleText
from app.domain.devices import Device
from app.wire.messages import PlacedDevice


class DeviceBook:
    """`ids` lists device ids by row, None where a device was retired; `revision` grows with every change."""

    def __init__(self) -> None:
        self._devices: dict[str, Device] = {}
        self._rows: dict[str, int] = {}
        self.ids: list[str | None] = []
        self.revision = 0

    @property
    def count(self) -> int:
        return len(self._devices)

    def __iter__(self) -> Iterator[Device]:
        return iter(self._devices.values())

    def get(self, device_id: str) -> Device | None:
        return self._devices.get(device_id)

    def row(self, device_id: str) -> int | None:
        return self._rows.get(device_id)

    def device_at(self, row: int) -> Device | None:
        device_id = self.ids[row] if 0 <= row < len(self.ids) else None
        return None if device_id is None else self._devices.get(device_id)

    def put(self, placed: Iterable[PlacedDevice]) -> None:
        for one in placed:
            while len(self.ids) <= one.row:
                self.ids.append(None)
            self.ids[one.row] = one.device.id
            self._rows[one.device.id] = one.row
            self._devices[one.device.id] = one.device
        self.revision += 1

    def drop(self, device_id: str) -> None:
        row = self._rows.pop(device_id, None)
        if row is not None:
            self.ids[row] = None
            del self._devices[device_id]
            self.revision += 1

    def clear(self) -> None:
        self._devices, self._rows, self.ids = {}, {}, []
        self.revision += 1


class AlarmBook:
    """The alarms that stand, and what the rules say of them."""

    def __init__(self) -> None:
        self.standing: dict[str, Alarm] = {}
        self._of_device: dict[str, dict[str, Alarm]] = {}
        self._rules: dict[str, RuleText] = {}

    @property
    def counts(self) -> dict[Priority, int]:
        """Unacknowledged and not quiet, by priority."""
        found = dict.fromkeys(Priority, 0)
        for alarm in self.standing.values():
            if alarm.unacknowledged and not alarm.quiet:
                found[alarm.priority] += 1
        return found

    def get(self, alarm_id: str) -> Alarm | None:
        return self.standing.get(alarm_id)

    def of_device(self, device_id: str) -> tuple[Alarm, ...]:
        return tuple(self._of_device.get(device_id, {}).values())

    def rule(self, rule_id: str) -> RuleText:
        """The texts of a rule; one that the settings no longer have is named by its id."""
        known = self._rules.get(rule_id)
        return known or RuleText(rule_id, "", rule_id, rule_id, "", "", Priority.LOW)

    def set_rules(self, rules: Iterable[RuleText]) -> None:
        self._rules = {rule.id: rule for rule in rules}

    def put(self, alarm: Alarm) -> None:
        self.drop(alarm.id, alarm.device)
        if alarm.standing:
            self.standing[alarm.id] = alarm
            self._of_device.setdefault(alarm.device, {})[alarm.id] = alarm

    def drop(self, alarm_id: str, device_id: str) -> None:
        self.standing.pop(alarm_id, None)
        alarms = self._of_device.get(device_id)
        if alarms is not None:
            alarms.pop(alarm_id, None)
            if not alarms:
                del self._of_device[device_id]

    def clear(self) -> None:
        self.standing, self._of_device = {}, {}
