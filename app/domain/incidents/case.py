"""What every decision on incidents has at hand, how it says no, and what it comes to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from app.domain.acts import LONGEST_REMARK, Outcome, Refusal, Verdict
from app.domain.incidents.book import IncidentBook
from app.domain.incidents.city_facts import CityFacts
from app.domain.incidents.events import EventBody, IncidentDraft
from app.domain.incidents.incident import Record
from app.domain.instant import Instant
from app.domain.plain_text import plain

LONGEST_TITLE = 120
LONGEST_PLACE = 200
LONGEST_NOTE = 2000
LONGEST_NAME = 64
"""Characters that are kept; of an operator's, a zone's or a device's name."""


@dataclass(frozen=True, slots=True)
class Decided:
    """What an act comes to, to be stamped, stored and taken. `incident` is the one it was about, or the new
    one; `task` a crew that must be sent the task; `stand_down` crews to be told that theirs is over."""

    incident: str
    drafts: tuple[IncidentDraft, ...]
    task: str = ""
    stand_down: tuple[str, ...] = ()


class NotDone(Exception):
    """An act that is not carried out; never leaves `decide`."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__(verdict)
        self.verdict = verdict


def refuse(refusal: Refusal, *who: str) -> NoReturn:
    raise NotDone(Verdict(Outcome.REFUSED, refusal=refusal, who=who))


def supersede(by: str) -> NoReturn:
    raise NotDone(Verdict(Outcome.SUPERSEDED, superseded_by=by))


@dataclass(frozen=True, slots=True)
class Case:
    """`by` is the operator who asks."""

    by: str
    book: IncidentBook
    city: CityFacts
    now: Instant

    def record(self, incident: str) -> Record:
        return self.book.record(incident) or refuse(Refusal.UNKNOWN_INCIDENT)


def drafts_of(incident: str, *bodies: EventBody) -> tuple[IncidentDraft, ...]:
    return tuple([IncidentDraft(incident, body) for body in bodies])


def decided(record: Record, *bodies: EventBody) -> Decided:
    """It comes to these, in this order, for the incident itself."""
    return Decided(record.incident.id, drafts_of(record.incident.id, *bodies))


def cleaned(text: str, limit: int = LONGEST_REMARK) -> str:
    """What a person wrote, as it is kept; empty when it says nothing."""
    return plain(text.strip(), limit).strip()


def needed(text: str, limit: int = LONGEST_REMARK, missing: Refusal = Refusal.REASON_MISSING) -> str:
    return cleaned(text, limit) or refuse(missing)
