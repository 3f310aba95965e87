"""Which commands are out, which wait, whose readings matter, and what is new of them."""

from __future__ import annotations

from collections import OrderedDict

from app.domain.command_entry import Entry, Key
from app.domain.commands import Command, CommandChanged

ENDED_KEPT = 20_000
"""Commands at their end that are remembered, for what devices say late."""


class Flight:
    """The places of the book's entries; it decides nothing."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}
        """All that are not at their end, by id."""
        self.out: dict[Key, Entry] = {}
        self.waiting: dict[Key, Entry] = {}
        self.watched: dict[str, list[Entry]] = {}
        """By device, those that its readings can show."""
        self._ready: dict[Key, None] = {}
        self._ended: OrderedDict[str, Command] = OrderedDict()
        self._news: dict[str, Command] = {}

    def get(self, id_: str) -> Command | None:
        entry = self.entries.get(id_)
        return self._ended.get(id_) if entry is None else entry.command

    def is_busy(self, key: Key) -> bool:
        return key in self.out or key in self.waiting

    def whose(self, key: Key) -> str | None:
        """The operator of what is out or waits, empty where nobody asked for it; None where nothing is."""
        ahead = [entry for entry in (self.waiting.get(key), self.out.get(key)) if entry is not None]
        return max((entry.command.operator for entry in ahead), default=None)

    def ready(self) -> list[Entry]:
        """Those that wait for nothing any more."""
        return [self.waiting[key] for key in self._ready]

    def put_waiting(self, entry: Entry) -> None:
        self.entries[entry.command.id] = self.waiting[entry.key] = entry
        if entry.key not in self.out:
            self._ready[entry.key] = None

    def put_out(self, entry: Entry) -> None:
        key = entry.key
        self.entries[entry.command.id] = self.out[key] = entry
        if self.waiting.get(key) is entry:
            del self.waiting[key]
            self._ready.pop(key, None)
        self.watch(entry)

    def remove(self, entry: Entry) -> None:
        """At its end: what waited for it is ready."""
        key = entry.key
        del self.entries[entry.command.id]
        self.unwatch(entry)
        if self.out.get(key) is entry:
            del self.out[key]
            if key in self.waiting:
                self._ready[key] = None
        if self.waiting.get(key) is entry:
            del self.waiting[key]
            self._ready.pop(key, None)

    def watch(self, entry: Entry) -> None:
        for source in entry.sources:
            self.watched.setdefault(source, []).append(entry)

    def unwatch(self, entry: Entry) -> None:
        for source in entry.sources:
            entries = self.watched.get(source, [])
            if entry in entries:
                entries.remove(entry)
                if not entries:
                    del self.watched[source]

    def tell(self, command: Command) -> None:
        self._news[command.id] = command

    def remember(self, command: Command) -> None:
        self._ended[command.id] = command
        if len(self._ended) > ENDED_KEPT:
            self._ended.popitem(last=False)

    def take_news(self) -> list[CommandChanged]:
        """The commands that are new or have moved since the last time, each as it stands."""
        news, self._news = self._news, {}
        return [CommandChanged(command, command.life[-1].at) for command in news.values()]
