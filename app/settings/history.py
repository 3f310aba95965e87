"""The section `[history]`: how long what was measured is kept, and how long an act waits to be on record."""

from __future__ import annotations

from typing import Annotated, ClassVar

from pydantic import Field

from app.domain.catalogue import Label
from app.settings.facts import Fact
from app.settings.field_types import Days
from app.settings.validation import Section


class HistorySettings(Section):
    """How long what is kept, and the most disk that it may take."""

    label: ClassVar[Label] = Label("Historial", "History")

    raw_days: Annotated[
        Days,
        Fact(
            Label("Lecturas", "Readings"),
            Label("Cuánto se guarda cada lectura.", "How long each reading is kept."),
            "d",
        ),
    ] = 30.0
    minute_days: Annotated[
        Days,
        Fact(
            Label("Resumen por minuto", "Minute summary"),
            Label(
                "Cuánto se guardan media, mínimo y máximo de cada minuto.",
                "How long mean, low and high of each minute are kept.",
            ),
            "d",
        ),
    ] = 400.0
    quarter_days: Annotated[
        Days,
        Fact(
            Label("Resumen por cuarto de hora", "Quarter-hour summary"),
            Label(
                "Cuánto se guardan media, mínimo y máximo de cada cuarto de hora.",
                "How long mean, low and high of each quarter of an hour are kept.",
            ),
            "d",
        ),
    ] = 3_650.0
    disk_budget_gb: Annotated[
        float,
        Field(ge=0.01, le=100_000),
        Fact(
            Label("Disco para el historial", "Disk for the history"),
            Label(
                "Lo más que puede ocupar; al llegar, se borra primero lo más antiguo.",
                "The most it may take; then the oldest goes first.",
            ),
            "GB",
        ),
    ] = 50.0
    act_wait_s: Annotated[
        float,
        Field(ge=0.5, le=60),
        Fact(
            Label("Espera al disco", "Wait for the disk"),
            Label(
                "Cuánto espera un acto a quedar registrado; después se rechaza, y el motor sigue. "
                "Súbalo solo si el disco es lento: mientras espera, el motor no atiende.",
                "How long an act waits to be on record; then it is refused, and the engine goes on. "
                "Raise it for a slow disk alone: while it waits, the engine does nothing else.",
            ),
            "s",
        ),
    ] = 2.0
    every_reading: Annotated[
        bool,
        Fact(
            Label("Guardar todo", "Keep everything"),
            Label(
                "Guarda cada lectura, sin las bandas muertas ni intervalos del catálogo.",
                "Keeps every reading, without the deadbands and intervals of the catalogue.",
            ),
        ),
    ] = False
