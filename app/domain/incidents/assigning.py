"""Crews: sent to an incident, moved on by what they say over the radio, and taken off."""

from __future__ import annotations

from dataclasses import replace

from app.domain.acts import Refusal
from app.domain.incidents.acts import AssignCrew, MoveCrew
from app.domain.incidents.book_index import is_under_way
from app.domain.incidents.case import Case, Decided, cleaned, drafts_of, refuse
from app.domain.incidents.city_facts import CREW_KINDS
from app.domain.incidents.events import CrewMoved
from app.domain.incidents.incident import Record
from app.domain.incidents.states import TASK_MOVES, TaskState


def assign_crew(act: AssignCrew, record: Record, case: Case) -> Decided:
    """A crew has one task at a time."""
    device = case.city.device(act.crew)
    if device is None or device.kind not in CREW_KINDS:
        refuse(Refusal.UNKNOWN_CREW)
    incident, busy_at = record.incident.id, case.book.of_crew(act.crew)
    if busy_at == incident:
        refuse(Refusal.ALREADY)
    if busy_at:
        refuse(Refusal.CREW_ELSEWHERE, busy_at)
    moved = CrewMoved(act.crew, TaskState.ASSIGNED, text=cleaned(act.note), by_hand=act.by_radio)
    return Decided(incident, drafts_of(incident, moved), task="" if act.by_radio else act.crew)


def move_crew(act: MoveCrew, record: Record, _case: Case) -> Decided:
    """Only on from where its task is; to be assigned again it is assigned. What is over is over on its
    handset too."""
    tasks = {task.crew: task for task in record.incident.crews}
    task = tasks.get(act.crew) or refuse(Refusal.UNKNOWN_CREW)
    if act.state is TaskState.ASSIGNED or act.state not in TASK_MOVES[task.state]:
        refuse(Refusal.WRONG_STATE)
    moved = CrewMoved(act.crew, act.state, task.command, cleaned(act.text), by_hand=True)
    over = () if is_under_way(replace(task, state=act.state)) else (act.crew,)
    return Decided(record.incident.id, drafts_of(record.incident.id, moved), stand_down=over)
