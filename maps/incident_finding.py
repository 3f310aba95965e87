"""Finds open incidents by id, title, place and district, for the search field of the map."""

from __future__ import annotations

from collections.abc import Sequence

from app.bridge.hub import Hub
from app.domain.incidents.incident import Incident
from app.domain.plain_text import shown
from maps.overlays.search_box import Found
from widgets.wording import fold


class IncidentFinder:
    """Keeps the folded text of each incident until it is another version. GUI thread."""

    def __init__(self, hub: Hub) -> None:
        self._hub = hub
        self._texts: dict[str, tuple[int, str]] = {}

    def find(self, words: Sequence[str], most: int) -> list[Found]:
        """Those with all of the folded words, the worst and then the newest first."""
        if not words or most <= 0:
            return []
        found = [
            one for one in self._hub.incidents.open.values() if all(word in self._text(one) for word in words)
        ]
        found.sort(key=lambda one: (-one.priority, -one.number))
        return [_found(one) for one in found[:most]]

    def _text(self, incident: Incident) -> str:
        version, text = self._texts.get(incident.id, (0, ""))
        if version != incident.version:
            if len(self._texts) > 2 * len(self._hub.incidents.open) + 100:
                self._texts.clear()
            text = fold(f"{incident.id} {incident.title} {incident.place} {incident.zone}")
            self._texts[incident.id] = incident.version, text
        return text


def _found(incident: Incident) -> Found:
    parts = [shown(part) for part in (incident.id, incident.title, incident.zone) if part]
    return Found(incident.id, " · ".join(parts), priority=int(incident.priority))
