"""What every part of the control desk has at hand: rights of this moment, the record, the answer."""

from __future__ import annotations

from app.domain.acts import LONGEST_REMARK, Verdict
from app.domain.instant import Instant
from app.domain.interlocks import Condition
from app.domain.plain_text import plain
from app.domain.selection_book import SelectionBook
from app.domain.selections import Selection
from app.engine.access.entries import Asked
from app.engine.control.facts import Facts
from app.engine.control.parts import ControlDeskParts
from app.engine.control.records import Records
from app.engine.control.weighing import Weighing
from app.engine.desk_counter import DONE as DONE
from app.engine.desk_counter import ActCounter

LONGEST_INCIDENT = 64


class Counter(ActCounter[ControlDeskParts, Records]):
    """Engine's thread."""

    def __init__(
        self, parts: ControlDeskParts, book: SelectionBook, facts: Facts, weighing: Weighing, records: Records
    ) -> None:
        super().__init__(parts, records)
        self.book, self.facts, self.weighing = book, facts, weighing

    def standing(self, selection: Selection, now: Instant) -> tuple[Condition, ...]:
        """How the conditions of a selection stand, whoever looks at them."""
        aim = self.weighing.meant(selection)
        return () if isinstance(aim, Verdict) else self.weighing.conditions(aim, selection.operator, now)

    def answer(self, asked: Asked, body: object) -> None:
        """Answer, after all consoles know what is other now."""
        self.tell_selections()
        super().answer(asked, body)

    def tell_selections(self) -> None:
        news = self.book.take_news()
        if news:
            self.parts.tell(news)
            self.parts.marked([device for item in news for device in item.selection.devices])


def remark(text: str) -> str:
    """What a person wrote, as it is kept."""
    return plain(text.strip(), LONGEST_REMARK)


def incident(text: str) -> str:
    return plain(text.strip(), LONGEST_INCIDENT)
