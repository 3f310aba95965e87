"""What every part of the desk of incidents has at hand: rights of this moment, the record, the store, the
answer."""

from __future__ import annotations

from collections.abc import Sequence

from app.domain.acts import Verdict
from app.domain.changes import Change
from app.engine.access.front_desk import HalfDone
from app.engine.access.recording import Doing, Recording
from app.engine.desk_counter import DONE as DONE
from app.engine.desk_counter import ActCounter
from app.engine.incidents.parts import IncidentDeskParts
from app.engine.incidents.telling import take


class IncidentCounter(ActCounter[IncidentDeskParts, Recording]):
    """Engine's thread."""

    def carry_out(self, doing: Doing, changes: Sequence[Change], **more: object) -> Verdict:
        """Store it, and only then let it be so and tell it. Incidents among the changes were stamped by the
        book and nothing has been taken since."""
        verdict = self.store(doing, changes, **more)
        if verdict.refusal is None:
            self.settle(changes)
        return verdict

    def settle(self, changes: Sequence[Change]) -> None:
        """What is stored is so, and all consoles are told."""
        try:
            self.parts.tell(take(self.parts.book, changes))
        except Exception as flaw:
            raise HalfDone("an act on incidents was stored and could not be done") from flaw
