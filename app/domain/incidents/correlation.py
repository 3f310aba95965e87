"""From alarms to incidents: which open one, which join an open one, and which of them is the first cause.

Pure: what follows from a batch of changes comes back as drafts, which the caller stamps, stores and lets the
book take before the next batch. What the book says counts; only places, and what waits, are kept beside it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.domain.alarms import Alarm, AlarmChanged, Transition
from app.domain.devices import Device
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.case import LONGEST_PLACE, LONGEST_TITLE, cleaned
from app.domain.incidents.catching_up import calls, caught_up
from app.domain.incidents.chattering import Chatter, Report
from app.domain.incidents.city_facts import CityFacts
from app.domain.incidents.endings import Ending, Endings
from app.domain.incidents.events import AlarmsMovedOut, IncidentDraft, Source
from app.domain.incidents.gathering import Gathering
from app.domain.incidents.incident import Record
from app.domain.incidents.kinds import IncidentCatalogue, OpeningRule
from app.domain.incidents.leading import Leading
from app.domain.incidents.opening import linked, opened
from app.domain.incidents.places import Places, Spot
from app.domain.incidents.rule_table import RuleTable
from app.domain.incidents.sighting import sighted
from app.domain.incidents.tally import number_of
from app.domain.incidents.waiting import Consequences, Lasting
from app.domain.instant import Instant

AGAIN = "again"
"""The rule of an alarm that comes back to the incident it belongs to."""
_AGAIN = frozenset({Transition.RAISED, Transition.REALARMED})
_SHOWN = frozenset({Transition.UNSHELVED, Transition.UNSUPPRESSED, Transition.IN_SERVICE})
_PUT_AWAY = frozenset({Transition.SHELVED, Transition.OUT_OF_SERVICE})


class Correlator:
    """Engine's thread. `language` is that of the titles it writes."""

    def __init__(
        self,
        catalogue: Callable[[], IncidentCatalogue],
        city: CityFacts,
        book: IncidentBook,
        language: Callable[[], str] = lambda: "es",
    ) -> None:
        self._catalogue = catalogue
        self._city = city
        self._book = book
        self._language = language
        self._rules = RuleTable(catalogue())
        self._places = Places(city.device)
        self._lasting = Lasting()
        self._consequences = Consequences()
        self._endings = Endings()
        self._gathering = Gathering()
        self._chatter = Chatter()
        self._leading = Leading(catalogue, self._places, self._gathering)
        self._fresh: dict[str, str] = {}
        self._now = Instant(0.0, 0)

    # -- what is asked of it -------------------------------------------------------------------------

    def follow(self, changes: Iterable[object], now: Instant) -> list[IncidentDraft]:
        """What comes of these changes, which the city has made, in order."""
        self._begin(now)
        for change in changes:
            if isinstance(change, AlarmChanged):
                self._change(change.alarm, change.transition)
        return self._gathering.drafts()

    def tick(self, now: Instant) -> list[IncidentDraft]:
        """Alarms that have lasted long enough join what has been opened since, or open an incident."""
        self._begin(now)
        for alarm in self._lasting.due(now.monotonic):
            rule = self._rules.opening(alarm)
            if not self._home(alarm.id) and not self._join_any(alarm) and rule is not None:
                self._open(alarm, rule)
        for counted in self._chatter.counted():
            self._follow_home(counted, self._home(counted))
        self._tell(*self._chatter.due(now))
        self._endings.forget(now.monotonic)
        return self._gathering.drafts()

    def restore(
        self, now: Instant, standing: Iterable[Alarm] = (), closed: Iterable[Record] = ()
    ) -> list[IncidentDraft]:
        """Once after a start: alarms of open incidents that have returned or come back, and those of
        `standing` that nobody has acknowledged and that are in no open incident. `closed` are the incidents
        that ended lately, the last one last."""
        self._begin(now)
        for record in closed:
            ago_s = max(0.0, (now.wall - record.incident.closed_at) / 1000.0)
            self._endings.note(record.incident, record.alarms, now.monotonic - ago_s)
        for incident in self._book.open:
            self._compare(incident)
        for alarm in standing:
            seen = not alarm.unacknowledged and not alarm.suppressed_by
            if alarm.active and not seen and not self._home(alarm.id):
                self._came(alarm, again=False, patiently=True)
        return self._gathering.drafts()

    # -- changes of alarms ---------------------------------------------------------------------------

    def _change(self, alarm: Alarm, transition: Transition) -> None:
        if transition in _AGAIN:
            self._came(alarm, again=True, raised=transition is Transition.RAISED)
        elif transition in _SHOWN:
            self._came(alarm, again=False)
        elif transition is Transition.SUPPRESSED:
            self._suppressed(alarm)
        elif transition is Transition.RETURNED:
            self._returned(alarm)
        elif transition in _PUT_AWAY:
            self._forget_waiting(alarm)

    def _came(self, alarm: Alarm, *, again: bool, raised: bool = False, patiently: bool = False) -> None:
        """It stands and is to be seen, anew (`again`) or once more. `patiently`: even what opens an incident
        at once waits for the next tick."""
        home = self._spot(self._home(alarm.id))
        if home is not None:
            if raised:
                self._join(home, alarm, AGAIN)
            return
        self._forget_waiting(alarm)
        if not calls(alarm):
            return
        if alarm.suppressed_by:
            self._follow_cause(alarm)
        elif not (again and self._come_back(alarm)) and not self._join_any(alarm):
            self._last(alarm, patiently=patiently)

    def _last(self, alarm: Alarm, *, patiently: bool) -> None:
        rule = self._rules.opening(alarm)
        if rule is None:
            return
        if rule.after_s or patiently:
            self._lasting.add(alarm, self._now.monotonic + rule.after_s)
        else:
            self._open(alarm, rule)

    def _suppressed(self, alarm: Alarm) -> None:
        """It is a consequence from here on, where it is already or where its cause is."""
        if not alarm.active:
            return
        home = self._spot(self._home(alarm.id))
        self._forget_waiting(alarm)
        if home is None:
            self._follow_cause(alarm)
        elif alarm.suppressed_by not in home.alarms:
            self._consequences.add(alarm)
        elif alarm.id in self._fresh or not self._book.tells(home.id, linked(alarm)):
            self._join(home, alarm, self._consequence(alarm) or AGAIN)

    def _follow_cause(self, alarm: Alarm) -> None:
        rule = self._consequence(alarm)
        home = self._home(alarm.suppressed_by)
        spot = self._spot(home)
        if not rule:
            return
        if spot is None:
            self._consequences.add(alarm)
        elif alarm.id not in self._book.moved_out(home):
            self._join(spot, alarm, rule)

    def _returned(self, alarm: Alarm) -> None:
        self._forget_waiting(alarm)
        home = self._home(alarm.id)
        self._follow_home(alarm.id, home)
        if home and not self._chatter.went(home, alarm.id, self._now):
            self._gathering.leave(home, alarm.id)

    def _forget_waiting(self, alarm: Alarm) -> None:
        self._lasting.drop(alarm.id)
        self._consequences.drop(alarm.id)

    # -- joining -------------------------------------------------------------------------------------

    def _come_back(self, alarm: Alarm) -> bool:
        """Whether it goes back to its own incident, that was closed a short while ago."""
        ending = self._endings.of(alarm.id)
        if ending is None or self._rules.opening(alarm) is None:
            return False
        stays = self._spot(ending.leads_to)
        if stays is not None and alarm.id not in self._book.moved_out(stays.id):
            self._join(stays, alarm, AGAIN)
            return True
        return self._reopen(alarm, ending)

    def _reopen(self, alarm: Alarm, ending: Ending) -> bool:
        lately = self._now.monotonic - ending.at < self._rules.catalogue.rejoin_s
        if ending.for_good or not lately:
            return False
        spot = self._spot(ending.incident)
        record = None if spot else self._book.record(ending.incident)
        if spot is None and record is not None:
            self._gathering.reopen(ending.incident)
            spot = self._catch_up(record, sighted(record, self._now))
        if spot is not None and alarm.id in spot.alarms:
            self._join(spot, alarm, AGAIN)
            return True
        return False

    def _join_any(self, alarm: Alarm) -> bool:
        """Whether there is an open incident that it belongs to."""
        device = self._city.device(alarm.device)
        for rule in self._rules.joining(alarm.rule, _kind(alarm, device)):
            newest = self._now.monotonic - rule.within_s if rule.within_s else None

            def fits(spot: Spot, newest: float | None = newest) -> bool:
                in_time = newest is None or spot.touched >= newest
                return in_time and alarm.id not in self._book.moved_out(spot.id)

            spot = self._places.best(rule, device, alarm.device, fits)
            if spot is not None:
                self._join(spot, alarm, rule.id)
                return True
        return False

    def _join(self, spot: Spot, alarm: Alarm, rule: str) -> None:
        link = linked(alarm)
        opens = spot.over and not link.cause and calls(alarm)
        self._follow_home(alarm.id, "" if opens else spot.id)
        if opens:
            self._gathering.reopen(spot.id)
        if not self._chatter.came(link, self._now):
            self._gathering.join(spot.id, rule, link)
        self._fresh[alarm.id] = spot.id
        self._forget_waiting(alarm)
        self._places.note(spot, alarm.id, alarm.device, self._now.monotonic)
        self._leading.weigh(spot, alarm)
        self._release(alarm.id)

    def _follow_home(self, alarm: str, home: str) -> None:
        """What is counted of an alarm that is elsewhere now is told where it was; here, that it is gone."""
        known = self._chatter.home(alarm)
        report = self._chatter.end(alarm) if known not in ("", home) else None
        if report is not None:
            self._tell(report)
            if home and report[1].returned:
                self._gathering.leave(home, alarm)

    def _tell(self, *reports: Report) -> None:
        for incident, chattered in reports:
            if self._book.get(incident) is not None:
                self._gathering.count(incident, chattered)

    def _release(self, cause: str) -> None:
        """The consequences that waited for this alarm follow it."""
        for alarm in self._consequences.of(cause):
            self._suppressed(alarm)

    # -- opening -------------------------------------------------------------------------------------

    def _open(self, alarm: Alarm, rule: OpeningRule) -> None:
        device, ending = self._city.device(alarm.device), self._endings.of(alarm.id)
        label = rule.title or self._city.rule_label(alarm.rule)
        body = opened(
            self._rules.catalogue.kinds[rule.kind],
            self._book,
            cleaned(f"{label.in_language(self._language())} {alarm.device}", LONGEST_TITLE),
            priority=alarm.priority,
            source=Source.ALARM,
            device=device,
            place=cleaned(device.name, LONGEST_PLACE) if device else "",
            follows=ending.incident if ending else "",
        )
        incident = self._book.new_id()
        self._gathering.say(incident, body)
        spot = Spot(
            incident, number_of(incident), body.kind, body.zone, body.lat, body.lon, self._now.monotonic
        )
        spot.priority = alarm.priority
        self._places.put(spot)
        self._join(spot, alarm, rule.id)

    # -- what the book says --------------------------------------------------------------------------

    def _begin(self, now: Instant) -> None:
        """Look at what has become of incidents since, by drafts of here and by operators."""
        self._now = now
        self._fresh.clear()
        if self._rules.catalogue is not self._catalogue():
            self._rules = RuleTable(self._catalogue())
        spots, book = self._places.spots, self._book.open
        for incident in book.values():
            spot = spots.get(incident.id)
            if spot is None or spot.seen is not incident:
                self._look(incident.id, spot)
        if len(spots) > len(book):
            for gone in [incident for incident in spots if incident not in book]:
                self._close(gone)

    def _look(self, name: str, spot: Spot | None) -> None:
        incident = self._book.open[name]
        known = spot.seen if spot else None
        if spot and known and known.decided == incident.decided and len(spot.alarms) == incident.alarms:
            spot.seen = incident
            return
        record = self._book.record(name)
        if record is None:
            return
        fresh = sighted(record, self._now, spot)
        self._places.put(fresh, incident.device)
        for alarm in fresh.alarms.keys() - (spot.alarms.keys() if spot else set()):
            self._release(alarm)

    def _close(self, name: str) -> None:
        self._places.drop(name)
        self._tell(*self._chatter.leave(name))
        record = self._book.record(name)
        if record is not None:
            self._endings.note(record.incident, record.alarms, self._now.monotonic)

    def _compare(self, name: str) -> None:
        """The alarms of an open incident with those that stand."""
        record, spot = self._book.record(name), self._spot(name)
        if record is not None and spot is not None:
            self._catch_up(record, spot)

    def _catch_up(self, record: Record, spot: Spot) -> Spot:
        """The incident with its alarms as they are by now; what has gone to another one stays there."""
        found = caught_up(record, self._city, self._home)
        for incident, names in found.elsewhere.items():
            self._gathering.say(spot.id, AlarmsMovedOut(names, incident))
            spot = spot.without(names)
        self._tell(*[(spot.id, each) for each in found.chattered])
        self._places.put(spot, record.incident.device)
        self._fresh.update(dict.fromkeys(spot.alarms, spot.id))
        for name in found.returned:
            self._gathering.leave(spot.id, name)
        for alarm in found.raised:
            self._join(spot, alarm, AGAIN)
        return spot

    def _home(self, alarm: str) -> str:
        """The open incident in which the alarm is, with what has come of this batch."""
        return self._fresh.get(alarm) or self._book.of_alarm(alarm)

    def _spot(self, incident: str) -> Spot | None:
        return self._places.spots.get(incident)

    def _consequence(self, alarm: Alarm) -> str:
        return self._rules.consequence(alarm.rule, _kind(alarm, self._city.device(alarm.device)))


def _kind(alarm: Alarm, device: Device | None) -> str:
    return device.kind if device is not None else alarm.rule.partition(".")[0]
