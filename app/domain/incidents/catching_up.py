"""The alarms of an incident beside those of the city: what has become of them while nobody followed it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from app.domain.alarms import Alarm
from app.domain.incidents.city_facts import CityFacts
from app.domain.incidents.events import Chattered
from app.domain.incidents.incident import IncidentAlarm, Record
from app.domain.incidents.opening import linked


@dataclass(frozen=True, slots=True)
class CaughtUp:
    """`elsewhere` are alarms that are in another open incident by now, by that. Of the others `chattered`
    came and went unseen, `returned` stand no more, and `raised` stand again: told in this order."""

    elsewhere: Mapping[str, tuple[str, ...]]
    chattered: tuple[Chattered, ...]
    returned: tuple[str, ...]
    raised: tuple[Alarm, ...]


def caught_up(record: Record, city: CityFacts, home: Callable[[str], str]) -> CaughtUp:
    """`home` tells the open incident in which an alarm is, empty for none."""
    elsewhere: dict[str, tuple[str, ...]] = {}
    chattered, returned, raised = [], [], []
    for name, known in record.alarms.items():
        alarm, at = city.alarm(name), home(name)
        stands = alarm is not None and alarm.active
        if at not in ("", record.incident.id):
            elsewhere[at] = (*elsewhere.get(at, ()), name)
            continue
        if alarm is not None and (unseen := _unseen(known, alarm)):
            chattered.append(unseen)
        if known.active and not stands:
            returned.append(name)
        elif alarm is not None and stands and not known.active:
            raised.append(alarm)
    return CaughtUp(elsewhere, tuple(chattered), tuple(returned), tuple(raised))


def calls(alarm: Alarm) -> bool:
    """It stands, and nobody has put it away."""
    return alarm.active and alarm.shelved_until is None and not alarm.out_of_service


def _unseen(known: IncidentAlarm, alarm: Alarm) -> Chattered | None:
    """How often it was raised since it was told of last, but for the time that `raised` tells."""
    before = known.link.activations
    times = alarm.activations - before - (alarm.active and not known.active)
    if not before or times <= 0:
        return None
    since = known.returned or known.link.raised_at
    return Chattered(linked(alarm), times, since, alarm.raised_at or since, known.returned)
