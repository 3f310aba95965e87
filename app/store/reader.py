"""Read-only access to history.db for the console and `inspect`; never a transaction over 1 s."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import DBAPIError

from app.domain.alarms import Alarm, Priority
from app.domain.command_groups import CommandGroup
from app.domain.commands import Command, DeviceControl
from app.domain.devices import Device
from app.domain.incidents.incident import Incident
from app.domain.incidents.procedures import Procedure
from app.domain.lighting.lamp_days import LampDay
from app.domain.shifts import Shift
from app.domain.work_plan import WorkPlan
from app.store import control_reading, incident_reading, listings, restoring
from app.store.connection import history_path, reader_engine
from app.store.faults import StoreUnavailable, detail_of, fault_of
from app.store.incident_search import Wanted
from app.store.records import RejectRecord
from app.store.series import Series, read_series
from app.wire.incidents import EventRecord

T = TypeVar("T")


class Reader:
    """One read-only connection, for one thread at a time; `close` it when done.

    Every method raises StoreUnavailable when the database cannot be read.
    """

    def __init__(self, folder: Path) -> None:
        self._path = history_path(folder)
        self._engine = reader_engine(self._path)
        self._connection: Connection | None = None

    def series(self, device: str, quantity: str, start_ms: int, end_ms: int, pixels: int) -> Series:
        """One quantity of one device from `start_ms` up to, not including, `end_ms`, as a plot of so many
        pixels needs it: readings as they are, or at most about two buckets a pixel."""
        with self._snapshot() as connection:
            return read_series(connection, (device, quantity), start_ms, end_ms, pixels)

    def devices(self) -> list[Device]:
        with self._snapshot() as connection:
            return restoring.load_devices(connection)

    def alarms(self) -> list[Alarm]:
        with self._snapshot() as connection:
            return restoring.load_alarms(connection)

    def alarm_log(
        self, *, since_ms: int = 0, device: str | None = None, limit: int = 1000
    ) -> list[listings.AlarmEntry]:
        """Transitions, newest first."""
        with self._snapshot() as connection:
            return listings.list_alarm_log(connection, since_ms=since_ms, device=device, limit=limit)

    def events(
        self, *, since_ms: int = 0, device: str | None = None, limit: int = 1000
    ) -> list[listings.EventEntry]:
        """Events of devices, newest first."""
        with self._snapshot() as connection:
            return listings.list_events(connection, since_ms=since_ms, device=device, limit=limit)

    def rejects(self, *, limit: int = 1000) -> list[RejectRecord]:
        """The last messages that were not valid, newest first; at most 1,000 are kept."""
        with self._snapshot() as connection:
            return listings.list_rejects(connection, limit=limit)

    def reject_totals(self) -> dict[str, int]:
        """How many messages were not valid, by reason."""
        with self._snapshot() as connection:
            return listings.reject_totals(connection)

    def readings_last(self) -> list[listings.LastReading]:
        """The last recorded value of every point."""
        with self._snapshot() as connection:
            return listings.list_last(connection)

    def commands(
        self,
        *,
        since_ms: int = 0,
        device: str | None = None,
        group: str | None = None,
        incident: str | None = None,
        failed: bool = False,
        limit: int = 1000,
    ) -> list[Command]:
        """Commands, newest first; `failed` leaves those that ended other than asked."""
        with self._snapshot() as connection:
            return control_reading.list_commands(
                connection,
                since_ms=since_ms,
                device=device,
                group=group,
                incident=incident,
                failed=failed,
                limit=limit,
            )

    def command_groups(self, *, since_ms: int = 0, limit: int = 100) -> list[CommandGroup]:
        """Orders to many devices, newest first."""
        with self._snapshot() as connection:
            return control_reading.list_groups(connection, since_ms=since_ms, limit=limit)

    def device_controls(self) -> list[DeviceControl]:
        """What was asked of and is in force at every device that was ever commanded."""
        with self._snapshot() as connection:
            return control_reading.list_controls(connection)

    def lamp_days(self, first_day: int, last_day: int, devices: Sequence[str] | None = None) -> list[LampDay]:
        """Burning time and energy a lamp and day; days since 1970 in the city's time, both included."""
        with self._snapshot() as connection:
            return control_reading.list_lamp_days(connection, first_day, last_day, devices)

    def incidents(
        self,
        *,
        state: str = "",
        kinds: Sequence[str] = (),
        zones: Sequence[str] = (),
        owner: str = "",
        priority: Priority | None = None,
        since_ms: int = 0,
        until_ms: int = 0,
        text: str = "",
        limit: int = 200,
        offset: int = 0,
    ) -> list[Incident]:
        """Incidents, newest first: `state` is "open", "closed" or empty for both, the times (epoch ms) are
        those of the opening. Of `text` every word, or beginning of one, stands in an incident or in its
        events; accents and case do not count."""
        wanted = Wanted(
            state,
            tuple(kinds),
            tuple(zones),
            owner,
            priority,
            since_ms,
            until_ms,
            text,
            limit,
            offset,
        )
        with self._snapshot() as connection:
            return incident_reading.list_incidents(connection, wanted)

    def closed_incidents(self, since_ms: int, limit: int) -> list[Incident]:
        """Incidents that were closed since then (epoch ms), the one that was closed last first."""
        with self._snapshot() as connection:
            return incident_reading.list_closed(connection, since_ms, limit)

    def incident(self, incident: str) -> Incident | None:
        """One by its id, open or closed."""
        with self._snapshot() as connection:
            return incident_reading.find_incident(connection, incident)

    def incident_events(self, incidents: Sequence[str]) -> list[EventRecord]:
        """All events of these, by the number of the incident and their place in it."""
        with self._snapshot() as connection:
            return incident_reading.list_incident_events(connection, incidents)

    def incident_counts(self, since_ms: int, until_ms: int) -> list[incident_reading.IncidentCount]:
        """How many were opened and how many closed since the one time and before the other (epoch ms)."""
        with self._snapshot() as connection:
            return incident_reading.count_incidents(connection, since_ms, until_ms)

    def procedures(self, procedure: str = "") -> list[Procedure]:
        """Every stored version of this one, or of all, older ones first."""
        with self._snapshot() as connection:
            return incident_reading.list_procedures(connection, procedure)

    def shifts(
        self, *, since_ms: int = 0, until_ms: int = 0, operator: str = "", limit: int = 200
    ) -> list[Shift]:
        """Shifts that began in the time (epoch ms), newest first."""
        with self._snapshot() as connection:
            return incident_reading.list_shifts(
                connection, since_ms=since_ms, until_ms=until_ms, operator=operator, limit=limit
            )

    def work_plans(self) -> list[WorkPlan]:
        """The newest version of each year's, older years first."""
        with self._snapshot() as connection:
            return incident_reading.list_work_plans(connection)

    def database_figures(self) -> listings.DatabaseFigures:
        with self._snapshot() as connection:
            return listings.figures(connection, self._path)

    def ask(self, query: Callable[[Connection], T]) -> T:
        """One snapshot for a query of its own, such as a page of a report; it takes less than a second."""
        with self._snapshot() as connection:
            return query(connection)

    def close(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._engine.dispose()

    @contextmanager
    def _snapshot(self) -> Iterator[Connection]:
        """One transaction: what is read in it belongs together."""
        try:
            if self._connection is None:
                self._connection = self._engine.connect()
            with self._connection.begin():
                yield self._connection
        except (DBAPIError, sqlite3.Error) as error:
            raise StoreUnavailable(fault_of(error), detail_of(error)) from error
