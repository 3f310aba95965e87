"""What every report is made with: the database, the city as it is stored, its language and its time."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from app.bootstrap.city_clock import city_zone
from app.bootstrap.data_folder import DataFolder
from app.domain.catalogue import Catalogue
from app.domain.incidents.kinds import IncidentCatalogue
from app.settings.catalogue import load_catalogue
from app.settings.incidents import load_incidents
from app.settings.rules import load_rules
from app.settings.settings import Settings
from app.store.reader import Reader
from app.store.vault.opening import vault_path
from app.store.vault.snapshot import Snapshot
from widgets.languages import SOURCE, Languages
from widgets.reports.edition import Edition
from widgets.reports.paper_city import PaperCity
from widgets.style import load_fonts

OnProgress = Callable[[float], None]
"""Told a share from 0 to 1."""


@dataclass(frozen=True, slots=True)
class ReportParts:
    data: DataFolder
    reader: Reader
    settings: Settings
    catalogue: Catalogue
    incidents: IncidentCatalogue
    city: PaperCity
    edition: Edition
    on_progress: OnProgress


def report_parts(
    data: DataFolder, settings: Settings, *, language: str, by: str, reader: Reader, on_progress: OnProgress
) -> ReportParts:
    """Raises StoreUnavailable, SettingsInvalid."""
    catalogue, alarms = load_catalogue(), settings.alarms
    rules = load_rules(catalogue, alarms.rule, text=settings.text, realarm_minutes=alarms.realarm_minutes)
    incidents = load_incidents(catalogue, rules, settings.incidents)
    procedures = {**incidents.procedures, **{each.id: each for each in reader.procedures()}}
    zone = city_zone(settings)
    city = PaperCity(
        language=language,
        quantities=catalogue.quantities,
        devices=reader.devices(),
        rules=rules.texts(),
        kinds=incidents.kinds,
        procedures=procedures,
        people=_people(data),
        zone=zone,
    )
    site = settings.site.name or settings.site.id
    edition = Edition(site, language, zone, int(time.time() * 1000), by)
    return ReportParts(data, reader, settings, catalogue, incidents, city, edition, on_progress)


def _people(data: DataFolder) -> dict[str, str]:
    """Names of operators by their ids; none where there is no vault, as of a copied database."""
    path = vault_path(data.store)
    if not path.exists():
        return {}
    with Snapshot(path) as vault:
        return vault.people()


@contextmanager
def qt_for(language: str) -> Iterator[None]:
    """An application that shows nothing, with the letter and, meanwhile, the language of a report."""
    found = QApplication.instance()
    application = found if isinstance(found, QApplication) else QApplication(["atalaya"])
    load_fonts()
    before, languages = QLocale(), Languages(application)
    languages.install(language)
    try:
        yield
    finally:
        languages.install(SOURCE)
        QLocale.setDefault(before)
