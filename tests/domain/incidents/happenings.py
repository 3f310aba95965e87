"""Any events that an incident could have, likely ones and absurd ones."""

from __future__ import annotations

from hypothesis import strategies as st

from app.domain.alarms import Priority
from app.domain.incidents import events as its
from app.domain.incidents.states import Resolution, TaskState

ALARMS = st.sampled_from(["A:1", "A:2", "B:1", "C:1"])
PEOPLE = st.sampled_from(["ana", "beto", "carla", ""])
CREWS = st.sampled_from(["ALFA", "BRAVO"])
LINKS = st.builds(
    its.LinkedAlarm,
    ALARMS,
    st.just("A"),
    st.just("lolo"),
    st.sampled_from(Priority),
    st.integers(1, 9),
    st.sampled_from(["", "A:1"]),
)
_links = st.lists(LINKS, min_size=1, max_size=3).map(tuple)
_names = st.lists(ALARMS, min_size=1, max_size=3).map(tuple)
_chattered = st.builds(
    its.Chattered, LINKS, st.integers(0, 50), st.integers(1, 9), st.integers(1, 9), st.sampled_from([0, 9])
)
_seconds = st.sampled_from([0.0, 60.0, 600.0])
_word = st.sampled_from(["", "palabra"])
_steps = st.sampled_from(["look", "close"])

OPENED = st.builds(
    its.Opened, st.just("water"), st.just("Rotura"), st.sampled_from(Priority), st.sampled_from(its.Source)
)
BODIES: st.SearchStrategy[its.EventBody] = st.one_of(
    st.builds(its.AlarmsJoined, _links, st.sampled_from(["", "near"])),
    st.builds(its.AlarmsReturned, _names),
    st.builds(its.AlarmsChattered, st.lists(_chattered, min_size=1, max_size=3).map(tuple)),
    st.builds(its.AlarmsMovedOut, _names, st.just("INC-0009")),
    st.builds(its.CauseMarked, ALARMS),
    st.just(its.Acknowledged()),
    st.builds(its.OwnerSet, PEOPLE, _word),
    st.builds(its.Watched, PEOPLE, st.booleans()),
    st.just(its.Noted("nota")),
    st.builds(its.PrioritySet, st.sampled_from(Priority), _word, _seconds, _seconds, _seconds),
    st.just(its.Described("lighting", "Otra", "Calle", "NORTE", 40.0, -3.0)),
    st.builds(its.DeviceLinked, st.sampled_from(["A", "B"]), st.booleans()),
    st.builds(its.CommandTold, st.sampled_from(["c1", "c2"]), st.just("V"), st.just("close"), _word),
    st.builds(its.CrewMoved, CREWS, st.sampled_from(TaskState), _word, _word, st.booleans()),
    st.builds(its.ProcedureSet, st.just("burst"), st.integers(1, 3)),
    st.builds(its.StepTicked, _steps, st.integers(1, 3), _word),
    st.builds(its.StepUnticked, _steps, _word),
    st.just(its.Attached("foto.jpg", 3, "ab" * 32)),
    st.builds(its.Escalated, st.integers(1, 3), st.just("acknowledge")),
    st.builds(its.Resolved, _word),
    st.builds(its.Closed, st.sampled_from(Resolution), _word, st.just("INC-0008")),
    st.builds(its.Reopened, _word),
    st.builds(its.Absorbed, st.just("INC-0003"), _links, _names, st.just(("A",)), st.just(("ana",))),
    st.builds(its.SplitFrom, st.just("INC-0002"), _links, _names),
)


@st.composite
def histories(draw: st.DrawFn, largest: int = 20) -> list[its.IncidentEvent]:
    """Of one incident, in order, while the clock is set to and fro."""
    bodies = [draw(OPENED), *draw(st.lists(BODIES, max_size=largest))]
    clock = st.integers(1, 1000)
    return [
        its.IncidentEvent("INC-0007", seq, draw(clock), draw(PEOPLE), "C1", body)
        for seq, body in enumerate(bodies, 1)
    ]
