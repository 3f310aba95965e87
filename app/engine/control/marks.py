"""What the columns show of control: values asked and in force, and a bit for each thing seen at a glance."""

from __future__ import annotations

import math
from collections.abc import Container, Iterable

import numpy as np

from app.domain.commands import OUT, WAITING, Command, DeviceControl
from app.engine.rows import DeviceRows
from app.wire.columns import (
    CONTROL_FAILED,
    CONTROL_MANUAL,
    CONTROL_OWN_PROGRAMME,
    CONTROL_PENDING,
    CONTROL_SELECTED,
    CONTROL_TAGGED,
)

UNDER_WAY = OUT | WAITING


class ControlMarks:
    """Engine's thread. A device that is not placed yet is marked when `mark` is told of it."""

    def __init__(self, devices: DeviceRows) -> None:
        self._devices = devices
        self._out: dict[str, set[str]] = {}
        """By device: the ids of its commands that are under way."""

    def note_control(self, control: DeviceControl) -> None:
        row = self._devices.row(control.device)
        if row is None:
            return
        staging = self._devices.table.staging
        staging["asked"][row] = math.nan if control.asked is None else control.asked
        staging["in_force"][row] = math.nan if control.in_force is None else control.in_force
        on = CONTROL_MANUAL if control.manual else 0
        on |= CONTROL_FAILED if control.failed else 0
        on |= CONTROL_OWN_PROGRAMME if control.programme else 0
        self._set(row, CONTROL_MANUAL | CONTROL_FAILED | CONTROL_OWN_PROGRAMME, on)

    def note_command(self, command: Command) -> None:
        out = self._out.setdefault(command.device, set())
        if command.state in UNDER_WAY:
            out.add(command.id)
        else:
            out.discard(command.id)
        row = self._devices.row(command.device)
        if row is not None:
            self._set(row, CONTROL_PENDING, CONTROL_PENDING if out else 0)
        if not out:
            del self._out[command.device]

    def note_held(self, devices: Iterable[str], tagged: Container[str], selected: Container[str]) -> None:
        """Of these devices, which may be all of the city, the tag or the reservation is another."""
        names = list(devices)
        rows = self._devices.rows(names)
        on = np.fromiter(map(tagged.__contains__, names), dtype=np.uint8) * CONTROL_TAGGED
        on |= np.fromiter(map(selected.__contains__, names), dtype=np.uint8) * CONTROL_SELECTED
        placed = rows >= 0
        rows, staging = rows[placed], self._devices.table.staging["control"]
        staging[rows] = staging[rows] & ~np.uint8(CONTROL_TAGGED | CONTROL_SELECTED) | on[placed]
        self._devices.table.touch(rows)

    def _set(self, row: int, bits: int, on: int) -> None:
        """Of these bits those that are on, and no other."""
        staging = self._devices.table.staging["control"]
        staging[row] = int(staging[row]) & ~bits | on
        self._devices.table.touch(row)
