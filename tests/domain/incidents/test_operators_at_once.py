"""Several people over several incidents, with what they saw now or long ago: nothing is lost, one wins."""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from app.domain.acts import Outcome, Verdict
from app.domain.alarms import Priority
from app.domain.incidents import acts
from app.domain.incidents import events as its
from app.domain.incidents.deciding import Decided
from app.domain.incidents.states import PROGRESS, IncidentState, Resolution, TaskState
from tests.domain.incidents.room import Room

OPERATORS = st.sampled_from(["ana", "beto", "carla"])
ALARMS = st.sampled_from([f"MAIN-{device}:{rule}" for device in (1, 2) for rule in ("lo", "lolo", "hi")])
CREWS = st.sampled_from(["ALFA", "BRAVO"])
WORDS = st.sampled_from(["", "porque sí"])
NAMES = st.integers(1, 5).map(lambda number: f"INC-{number:04d}")
STEPS = st.sampled_from(["look", "close", "inform"])
GIVEN = (its.Given("valve", "V"),)


MOVED = st.lists(ALARMS, min_size=1, max_size=2).map(tuple)

DECISIONS: st.SearchStrategy[tuple[Any, ...]] = st.one_of(
    st.tuples(st.just(acts.AcknowledgeIncident)),
    st.tuples(st.just(acts.GiveIncident), st.sampled_from(["", "ana", "beto"]), WORDS),
    st.tuples(st.just(acts.SetPriority), st.sampled_from(Priority), WORDS),
    st.tuples(st.just(acts.MarkCause), ALARMS),
    st.tuples(st.just(acts.MoveAlarms), MOVED, st.one_of(st.just(""), NAMES), st.just("Otra")),
    st.tuples(st.just(acts.MergeIncident), NAMES),
    st.tuples(st.just(acts.AssignCrew), CREWS, WORDS, st.booleans()),
    st.tuples(st.just(acts.MoveCrew), CREWS, st.sampled_from(TaskState)),
    st.tuples(st.just(acts.FollowProcedure), st.just("burst")),
    st.tuples(st.just(acts.ResolveIncident), WORDS),
    st.tuples(st.just(acts.CloseIncident), st.sampled_from(Resolution), WORDS, NAMES),
    st.tuples(st.just(acts.ReopenIncident), WORDS),
)
"""What must have seen the decisions of others: the act, and what it says besides the incident and version."""
ADDITIONS: st.SearchStrategy[tuple[Any, ...]] = st.one_of(
    st.tuples(st.just(acts.NoteIncident), WORDS),
    st.tuples(st.just(acts.WatchIncident), st.booleans()),
    st.tuples(st.just(acts.LinkDevice), st.sampled_from(["MAIN-1", "MAIN-2"]), st.booleans()),
    st.tuples(st.just(acts.TickStep), STEPS, st.just(1), st.sampled_from(["real", "false"]), st.just(GIVEN)),
    st.tuples(st.just(acts.UntickStep), STEPS, WORDS),
)


def alarms_of(bodies: list[its.EventBody]) -> set[str]:
    """Told once more, from the words of the events alone."""
    inside: set[str] = set()
    out: set[str] = set()
    for body in bodies:
        if isinstance(body, its.AlarmsJoined | its.Absorbed | its.SplitFrom):
            by_rule = isinstance(body, its.AlarmsJoined) and body.rule
            came = {link.alarm for link in body.alarms} - (out if by_rule else set())
            inside, out = inside | came, out - came
        elif isinstance(body, its.AlarmsMovedOut):
            inside, out = inside - set(body.alarms), out | set(body.alarms)
    return inside


class Operators(RuleBasedStateMachine):
    """The room checks after every act that the book tells what the events fold to."""

    def __init__(self) -> None:
        super().__init__()
        self.room = Room()
        self.told: dict[tuple[str, int], its.IncidentEvent] = {}
        self.ever: set[str] = set()

    @initialize()
    def begin(self) -> None:
        self.room.begin("MAIN-1:lolo", "MAIN-1:lo")
        self.room.begin("MAIN-2:lolo")

    # -- what happens by itself ------------------------------------------------------------------------

    @rule(alarm=ALARMS, data=st.data())
    def an_alarm_is_raised(self, alarm: str, data: st.DataObject) -> None:
        """It goes where it is, or where a rule brings it, or opens an incident."""
        book = self.room.book
        fitting = [name for name in book.open if alarm not in book.moved_out(name)]
        if book.of_alarm(alarm) or (fitting and data.draw(st.booleans())):
            self.room.join(book.of_alarm(alarm) or data.draw(st.sampled_from(fitting)), alarm)
        elif len(self.room.log) < 6:
            self.room.begin(alarm)

    @rule(alarm=ALARMS)
    def an_alarm_returns(self, alarm: str) -> None:
        incident = self.room.book.of_alarm(alarm)
        if incident:
            self.room.leave(incident, alarm)

    @rule(crew=CREWS, state=st.sampled_from(TaskState), incident=NAMES)
    def a_crew_says_something(self, crew: str, state: TaskState, incident: str) -> None:
        if incident in self.room.log and state is not TaskState.ASSIGNED:
            self.room.hear(incident, crew, state)

    # -- what people do ------------------------------------------------------------------------------

    def look(self, data: st.DataObject) -> tuple[str, int]:
        """An incident, and a version of it that stood on some screen at some time."""
        incident = data.draw(st.sampled_from(sorted(self.room.log)))
        newest = len(self.room.log[incident])
        return incident, data.draw(st.one_of(st.just(newest), st.integers(1, newest)))

    def do(self, act: Any, by: str) -> Decided | Verdict:
        """Whatever is stale is superseded by whom took the newest decision, and nothing else is."""
        incident = self.room.get(act.incident)
        decider = next(
            (one.by for one in self.room.log[act.incident] if one.seq == incident.decided), "nobody"
        )
        answer = self.room.decide(act, by)
        seen = getattr(act, "seen", None)
        if seen is not None and seen < incident.decided:
            assert answer == Verdict(Outcome.SUPERSEDED, superseded_by=decider)
        if isinstance(answer, Decided):
            self.room.write(answer.drafts, by)
        elif answer.outcome is Outcome.SUPERSEDED:
            assert seen < max(incident.decided, incident.raised)
        return answer

    @rule(data=st.data(), by=OPERATORS, wish=DECISIONS)
    def somebody_decides(self, data: st.DataObject, by: str, wish: tuple[Any, ...]) -> None:
        self.do(wish[0](*self.look(data), *wish[1:]), by)

    @rule(data=st.data(), by=OPERATORS, wish=ADDITIONS)
    def somebody_adds(self, data: st.DataObject, by: str, wish: tuple[Any, ...]) -> None:
        incident, _ = self.look(data)
        self.do(wish[0](incident, *wish[1:]), by)

    @rule(data=st.data(), by=OPERATORS)
    def somebody_moves_alarms_that_are_there(self, data: st.DataObject, by: str) -> None:
        incident, seen = self.look(data)
        alarms = sorted(self.room.record(incident).alarms)
        if alarms:
            moved = tuple(data.draw(st.lists(st.sampled_from(alarms), min_size=1, max_size=2)))
            to = data.draw(st.sampled_from(["", *self.room.book.open]))
            self.do(acts.MoveAlarms(incident, seen, moved, to, "Otra"), by)

    @rule(data=st.data(), by=OPERATORS, crew=CREWS)
    def somebody_sends_a_crew(self, data: st.DataObject, by: str, crew: str) -> None:
        if self.room.book.open:
            one = data.draw(st.sampled_from(sorted(self.room.book.open)))
            self.do(acts.AssignCrew(one, self.room.seen(one), crew), by)

    @rule(data=st.data(), by=OPERATORS, resolution=st.sampled_from(Resolution))
    def somebody_closes_one(self, data: st.DataObject, by: str, resolution: Resolution) -> None:
        if self.room.book.open:
            one = data.draw(st.sampled_from(sorted(self.room.book.open)))
            other = data.draw(st.sampled_from(sorted(self.room.log)))
            self.do(acts.CloseIncident(one, self.room.seen(one), resolution, "hecho", other), by)

    @rule(data=st.data(), by=OPERATORS, merge=st.booleans())
    def somebody_makes_two_one_or_opens_again(self, data: st.DataObject, by: str, merge: bool) -> None:
        names = sorted(self.room.log)
        over = [name for name in names if name not in self.room.book.open]
        if merge or not over:
            one, other = data.draw(st.sampled_from(names)), data.draw(st.sampled_from(names))
            self.do(acts.MergeIncident(one, self.room.seen(one), other), by)
        else:
            one = data.draw(st.sampled_from(over))
            self.do(acts.ReopenIncident(one, self.room.seen(one), "ha vuelto"), by)

    @rule(data=st.data(), one=DECISIONS, other=DECISIONS)
    def two_decide_on_the_same_version(
        self, data: st.DataObject, one: tuple[Any, ...], other: tuple[Any, ...]
    ) -> None:
        """Of the two one wins, and the other learns who."""
        incident, _ = self.look(data)
        seen = self.room.seen(incident)
        if isinstance(self.do(one[0](incident, seen, *one[1:]), "ana"), Decided):
            answer = self.do(other[0](incident, seen, *other[1:]), "beto")
            assert answer == Verdict(Outcome.SUPERSEDED, superseded_by="ana")

    # -- what always holds ---------------------------------------------------------------------------

    @invariant()
    def no_event_is_ever_lost(self) -> None:
        now = {}
        for incident, events in self.room.log.items():
            kept = self.room.record(incident).events
            assert [event.seq for event in kept] == list(range(1, len(kept) + 1))
            assert kept == tuple(events)
            now.update({(incident, event.seq): event for event in kept})
        assert all(now[key] == event for key, event in self.told.items())
        self.told = now

    @invariant()
    def every_alarm_is_where_the_events_say(self) -> None:
        where: dict[str, list[str]] = {}
        for incident in self.room.log:
            record = self.room.record(incident)
            assert set(record.alarms) == alarms_of(self.room.bodies(incident))
            for alarm in record.alarms:
                where.setdefault(alarm, []).extend([incident] if record.incident.open else [])
        assert self.ever <= set(where), "an alarm is in no incident any more"
        self.ever = set(where)
        assert {alarm: self.room.book.of_alarm(alarm) for alarm in where} == {
            alarm: "".join(incidents) for alarm, incidents in where.items()
        }

    @invariant()
    def the_state_is_what_the_crews_have_reached(self) -> None:
        busy: list[str] = []
        for incident in self.room.book.open.values():
            at_work = [task for task in incident.crews if task.state in PROGRESS]
            busy += [task.crew for task in at_work]
            assert all(self.room.book.of_crew(task.crew) == incident.id for task in at_work)
            if incident.state is not IncidentState.RESOLVED and at_work:
                reached = {PROGRESS[task.state] for task in at_work}
                assert incident.state is [state for state in IncidentState if state in reached][-1]
            elif incident.state is not IncidentState.RESOLVED:
                assert incident.state in {IncidentState.NEW, IncidentState.ACKNOWLEDGED}
        assert len(busy) == len(set(busy)), "a crew is at two incidents"

    @invariant()
    def what_leads_on_comes_to_an_end(self) -> None:
        for incident in self.room.log:
            way = [incident]
            while following := self.room.get(way[-1]).leads_to:
                assert following not in way, "a ring"
                way.append(following)
            known = self.room.get(incident)
            if known.resolution is Resolution.MERGED:
                stays = self.room.record(known.leads_to)
                assert incident in stays.merged
                gone_over = stays.alarms.keys() | stays.moved_out
                assert self.room.record(incident).alarms.keys() <= gone_over, "an alarm was lost"


TestOperators = Operators.TestCase
TestOperators.settings = settings(max_examples=30, stateful_step_count=25, deadline=None)
