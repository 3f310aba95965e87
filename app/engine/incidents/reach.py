"""Whose rights reach which incident: by its zone, and by the kind of its device where it has one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from app.domain.acts import Refusal, Verdict
from app.domain.incidents import acts
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.city_facts import CityFacts
from app.domain.incidents.incident import Incident
from app.domain.rights import Grant, Right, Role, allows
from app.domain.selection_book import refused
from app.engine.access.gate import INCIDENTS


@dataclass(frozen=True, slots=True)
class Where:
    """`kind` None where no device is known: then the zone alone counts."""

    zone: str
    kind: str | None = None


class Reach:
    """Engine's thread. `city` knows devices and alarms, `roles` gives the roles as they are now."""

    def __init__(self, book: IncidentBook, city: CityFacts, roles: Callable[[], Iterable[Role]]) -> None:
        self._book, self._city, self._roles = book, city, roles

    def against(self, act: Any, grants: Sequence[Grant]) -> Verdict | None:
        """The refusal where the right that the act needs does not hold over all that it changes. Incidents
        that nobody knows are refused by whoever decides."""
        rights = INCIDENTS[type(act)]
        for where in self._changed_by(act):
            if not any(_covers(grants, right, where) for right in rights):
                return self._not_permitted(rights, where)
        return None

    def lacks(self, incident: Incident, right: Right, grants: Sequence[Grant]) -> Verdict | None:
        """The refusal where the right does not hold over this incident."""
        where = self._where(incident.zone, incident.device)
        return None if _covers(grants, right, where) else self._not_permitted((right,), where)

    def _changed_by(self, act: Any) -> Iterable[Where]:
        if isinstance(act, acts.OpenIncident):
            yield from self._opened_by(act)
        for id_ in changed_by(act):
            known = self._book.get(id_)
            if known is not None:
                yield self._where(known.zone, known.device)
                if isinstance(act, acts.DescribeIncident):
                    yield self._where(act.zone, known.device)

    def _opened_by(self, act: acts.OpenIncident) -> Iterable[Where]:
        """The device that is named and those of the alarms, where they stand and where the incident is said
        to be."""
        alarms = (self._city.alarm(name) for name in act.alarms)
        named = dict.fromkeys((act.device, *(alarm.device for alarm in alarms if alarm is not None)))
        devices = [device for name in named if name and (device := self._city.device(name)) is not None]
        if not devices:
            return [Where(act.zone)]
        zones = [act.zone] if act.zone else []
        return dict.fromkeys(Where(zone, one.kind) for one in devices for zone in (one.zone, *zones))

    def _where(self, zone: str, device: str) -> Where:
        known = self._city.device(device) if device else None
        return Where(zone, None if known is None else known.kind)

    def _not_permitted(self, rights: Iterable[Right], where: Where) -> Verdict:
        roles = tuple(self._roles())
        who = [role.id for right in rights for role in roles if _covers(role.grants, right, where)]
        return refused(Refusal.NOT_PERMITTED, *dict.fromkeys(who))


def changed_by(act: Any) -> tuple[str, ...]:
    """The ids of the incidents that an act changes."""
    named = [getattr(act, "incident", "")]
    if isinstance(act, acts.MergeIncident):
        named.append(act.into)
    if isinstance(act, acts.MoveAlarms):
        named.append(act.to)
    return tuple(one for one in named if one)


def named_by(act: Any) -> tuple[str, ...]:
    """The ids of the incidents that must be known for an act to be decided."""
    leads_to = act.leads_to if isinstance(act, acts.CloseIncident) else ""
    return (*changed_by(act), *([leads_to] if leads_to else []))


def _covers(grants: Iterable[Grant], right: Right, where: Where) -> bool:
    if where.kind is not None:
        return allows(grants, right, where.kind, where.zone)
    return any(grant.right is right and (not grant.zones or where.zone in grant.zones) for grant in grants)
