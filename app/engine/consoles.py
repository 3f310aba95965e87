"""The consoles as the engine's thread sees them: what a newcomer is told and what all are told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from app.engine.city import City
from app.engine.server import ConsoleLink, ConsoleServer
from app.wire.frames import Answer, encode
from app.wire.messages import AlarmPage, CityComplete, DevicePage, PlacedDevice, TableFile, Texts, Welcome

PAGE = 2000
"""Devices or alarms in a frame: a console's reader takes about 10 ms to decode it."""


class Consoles:
    """Engine's thread only. News is collected and goes out as one frame at each flush."""

    def __init__(
        self, server: ConsoleServer, city: City, welcome: Callable[[tuple[TableFile, ...]], Welcome]
    ) -> None:
        self._server, self._city, self._welcome = server, city, welcome
        self.also: Callable[[], Iterable[list[Any]]] = tuple
        """What a newcomer is told besides the city, before it is complete; each list is a frame."""
        self._news: list[Any] = []
        self._tables = self._table_files()

    @property
    def count(self) -> int:
        return sum(link.attached for link in self._server.links())

    def join(self, link: ConsoleLink) -> None:
        """Tell a newcomer the whole city; from here on it hears the changes too."""
        self.flush()
        for page in self._pages():
            link.send(encode(page))
        link.attached = True

    def tell(self, news: Sequence[Any]) -> None:
        self._news += news

    def answer(self, link: ConsoleLink, ask_id: int, body: object) -> None:
        """Answer one console, after the news that came before."""
        self.flush()
        link.send(encode([Answer(ask_id, body)]))

    def tell_one(self, link: ConsoleLink, body: object) -> None:
        """Tell one console something that it did not ask, after the news that came before."""
        self.flush()
        link.send(encode([body]))

    def flush(self) -> None:
        """Send what has collected, with tables that have moved and texts that are new."""
        texts = self._city.parts.texts.take_news()
        tables = self._table_files()
        moved = tuple(table for table in tables if table not in self._tables)
        self._tables = tables
        news = [*moved, *([Texts(texts)] if texts else []), *self._news]
        if news:
            self._news = []
            self._server.broadcast(encode(news))

    def _table_files(self) -> tuple[TableFile, ...]:
        parts = self._city.parts
        return (
            TableFile("devices", str(parts.devices.table.path)),
            TableFile("points", str(parts.points.table.path)),
        )

    def _pages(self) -> Iterator[list[Any]]:
        parts = self._city.parts
        yield [self._welcome(self._tables), Texts(parts.texts.entries())]
        placed = [PlacedDevice(row, device) for row, device in parts.devices.placed()]
        for start in range(0, len(placed), PAGE):
            yield [DevicePage(tuple(placed[start : start + PAGE]))]
        alarms = list(parts.marks.alarms())
        for start in range(0, len(alarms), PAGE):
            yield [AlarmPage(tuple(alarms[start : start + PAGE]))]
        yield from self.also()
        yield [CityComplete()]
