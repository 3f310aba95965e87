"""The alarms that stand, as consoles are told of them and as the columns show them on each device."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.alarms import Alarm
from app.engine.rows import DeviceRows
from app.wire.columns import QUIET_OUT_OF_SERVICE, QUIET_SHELVED, QUIET_SUPPRESSED


class AlarmMarks:
    """Engine's thread only."""

    def __init__(self, devices: DeviceRows) -> None:
        self._devices = devices
        self._of_device: dict[str, dict[str, Alarm]] = {}
        self.standing = 0

    def note(self, alarm: Alarm) -> None:
        """Keep the alarm while it stands, and mark its device."""
        alarms = self._of_device.setdefault(alarm.device, {})
        known = alarms.pop(alarm.id, None) is not None
        if alarm.standing:
            alarms[alarm.id] = alarm
        elif not alarms:
            del self._of_device[alarm.device]
        self.standing += alarm.standing - known
        self.mark(alarm.device)

    def alarms(self) -> Iterator[Alarm]:
        return (alarm for alarms in self._of_device.values() for alarm in alarms.values())

    def mark(self, device_id: str) -> None:
        row = self._devices.row(device_id)
        if row is None:
            return
        alarms = self._of_device.get(device_id, {}).values()
        loud = [alarm for alarm in alarms if not alarm.quiet]
        staging = self._devices.table.staging
        staging["priority"][row] = max((alarm.priority for alarm in loud), default=0)
        staging["unacknowledged"][row] = any(alarm.unacknowledged for alarm in loud)
        staging["quiet"][row] = _quiet_bits(alarms)
        self._devices.table.touch(row)


def _quiet_bits(alarms: Iterable[Alarm]) -> int:
    bits = 0
    for alarm in alarms:
        bits |= QUIET_SHELVED * (alarm.shelved_until is not None)
        bits |= QUIET_SUPPRESSED * bool(alarm.suppressed_by)
        bits |= QUIET_OUT_OF_SERVICE * alarm.out_of_service
    return bits
