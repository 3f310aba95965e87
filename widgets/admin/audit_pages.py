"""The entries that are loaded: some pages of a trail that may have a million, newest first."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence

from app.domain.audit import Entry
from app.wire.administration import AuditPage

PAGE = 200
KEPT_PAGES = 20
"""More would cost memory and no one looks at more than the screen at a time."""


class AuditPages:
    """A window of at most `KEPT_PAGES` neighbouring pages that slides up and down.

    A trail only grows at its end, so a page is named for good by the number below which it begins; what was
    let go can be asked for again.
    """

    def __init__(self) -> None:
        self.total = 0
        """Entries in the whole trail when the first page came, and so the number of the newest then."""
        self.entries: list[Entry] = []
        self._pages: deque[int] = deque()
        self._befores: list[int] = []
        self._first = 0

    def start(self, page: AuditPage, before: int = 0) -> None:
        """Begin anew with the page that was asked below `before`."""
        self.entries = list(page.entries)
        self.total = page.total
        self._first = 0
        self._pages = deque([len(page.entries)] if page.entries else [])
        self._befores = [before or page.entries[0].seq + 1] if page.entries else []
        self._know_next(page)

    def older(self) -> int | None:
        """What the page below the window is asked with; None when there is none."""
        place = self._first + len(self._pages)
        return self._befores[place] if self._pages and place < len(self._befores) else None

    def newer(self) -> int | None:
        """What the page above the window is asked with; None when the window begins at the top."""
        return self._befores[self._first - 1] if self._first else None

    def add_older(self, page: AuditPage) -> int:
        """Put a page below; answers how many entries are to be let go at the top by `drop_top`."""
        self.entries.extend(page.entries)
        self._pages.append(len(page.entries))
        if self._first + len(self._pages) == len(self._befores):
            self._know_next(page)
        return self._pages[0] if len(self._pages) > KEPT_PAGES else 0

    def add_newer(self, entries: Sequence[Entry]) -> int:
        """Put a page above; answers how many entries are to be let go at the bottom by `drop_bottom`."""
        self.entries[:0] = entries
        self._pages.appendleft(len(entries))
        self._first -= 1
        return self._pages[-1] if len(self._pages) > KEPT_PAGES else 0

    def drop_top(self) -> None:
        del self.entries[: self._pages.popleft()]
        self._first += 1

    def drop_bottom(self) -> None:
        del self.entries[-self._pages.pop() :]

    def _know_next(self, page: AuditPage) -> None:
        if page.more and page.entries:
            self._befores.append(page.entries[-1].seq)
