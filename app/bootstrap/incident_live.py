"""The incidents of a site by its settings as they are at this moment."""

from __future__ import annotations

import logging
from collections.abc import Callable

from app.domain.incidents.kinds import IncidentCatalogue
from app.domain.rulebook import RuleBook
from app.settings.catalogue import load_catalogue
from app.settings.incidents import IncidentSettings, load_incidents
from app.settings.problems import SettingsInvalid

log = logging.getLogger(__name__)


class LiveIncidents:
    """Engine's thread. `rules` are the alarm rules that are at work: rows that name others, which a restart
    brings, wait for it, and with them all rows that came at the same time."""

    def __init__(
        self, settings: Callable[[], IncidentSettings], rules: RuleBook, at_start: IncidentCatalogue
    ) -> None:
        self._settings, self._rules = settings, rules
        self._seen, self._catalogue = settings(), at_start

    def settings(self) -> IncidentSettings:
        return self._settings()

    def catalogue(self) -> IncidentCatalogue:
        """The very same until the settings are others."""
        wanted = self._settings()
        if wanted is not self._seen:
            before, self._seen = self._seen, wanted
            if wanted != before:
                self._load(wanted)
        return self._catalogue

    def _load(self, wanted: IncidentSettings) -> None:
        try:
            self._catalogue = load_incidents(load_catalogue(), self._rules, wanted)
        except SettingsInvalid as invalid:
            log.warning("The rules of incidents stay as they are until the next start: %s", invalid)
