"""The sections of the settings file, one small model each, with what they say of themselves."""

from __future__ import annotations

import zoneinfo
from typing import Annotated, Any, ClassVar, Literal

from pydantic import AfterValidator, Field, model_validator

from app.domain.catalogue import Label
from app.settings.broker import BrokerSettings as BrokerSettings
from app.settings.control import ControlSettings as ControlSettings
from app.settings.control import LightingSettings as LightingSettings
from app.settings.facts import Fact
from app.settings.field_types import Days, Segment
from app.settings.history import HistorySettings as HistorySettings
from app.settings.incidents import IncidentSettings as IncidentSettings
from app.settings.problems import did_you_mean
from app.settings.security import SecuritySettings as SecuritySettings
from app.settings.validation import Section
from app.settings.video import VideoSettings as VideoSettings


def _time_zone(name: str) -> str:
    known = zoneinfo.available_timezones()
    if known and name not in known:
        raise ValueError(f"is not a time zone. {did_you_mean(name, sorted(known))}".rstrip(".? ") + "?")
    return name


class SiteSettings(Section):
    """Which city this is; `root` and `id` open every topic of the contract."""

    label: ClassVar[Label] = Label("Sitio", "Site")

    id: Annotated[
        Segment,
        Fact(
            Label("Clave del sitio", "Site key"),
            Label(
                "Segundo nivel de todos los temas de MQTT; otra clave es otra ciudad.",
                "Second level of every MQTT topic; another key is another city.",
            ),
        ),
    ]
    name: Annotated[
        str,
        Field(max_length=120),
        Fact(
            Label("Nombre", "Name"),
            Label("Nombre de la ciudad en pantalla.", "The city's name on the screen."),
        ),
    ] = ""
    language: Annotated[
        Literal["es", "en"],
        Fact(
            Label("Idioma", "Language"),
            Label(
                "Idioma de las consolas que se abran desde ahora.",
                "Language of the consoles opened from now on.",
            ),
            live=True,
        ),
    ] = "es"
    time_zone: Annotated[
        str,
        AfterValidator(_time_zone),
        Field(max_length=64),
        Fact(
            Label("Zona horaria", "Time zone"),
            Label("Hora local de la ciudad, como America/Lima.", "The city's local time, as America/Lima."),
        ),
    ] = "America/Mexico_City"
    lat: Annotated[
        float | None,
        Field(ge=-90, le=90),
        Fact(
            Label("Latitud", "Latitude"),
            Label("Centro de la ciudad.", "The middle of the city."),
            "°",
        ),
    ] = None
    lon: Annotated[
        float | None,
        Field(ge=-180, le=180),
        Fact(
            Label("Longitud", "Longitude"),
            Label("Centro de la ciudad.", "The middle of the city."),
            "°",
        ),
    ] = None
    root: Annotated[
        Segment,
        Fact(
            Label("Raíz de los temas", "Root of the topics"),
            Label("Primer nivel de todos los temas de MQTT.", "First level of every MQTT topic."),
        ),
    ] = "city"


class LivenessSettings(Section):
    """Factors of the expected interval after which a silent device is late, then lost."""

    label: ClassVar[Label] = Label("Señal de los equipos", "Life of devices")

    late_after: Annotated[
        float,
        Field(ge=1, le=1_000),
        Fact(
            Label("Con retraso", "Late"),
            Label(
                "Tras cuántos intervalos sin lectura un equipo va con retraso.",
                "After how many intervals without a reading a device is late.",
            ),
            live=True,
        ),
    ] = 2.0
    lost_after: Annotated[
        float,
        Field(gt=1, le=1_000),
        Fact(
            Label("Perdido", "Lost"),
            Label(
                "Tras cuántos intervalos sin lectura un equipo está perdido.",
                "After how many intervals without a reading a device is lost.",
            ),
            live=True,
        ),
    ] = 4.0
    interval_s: Annotated[
        dict[str, Annotated[float, Field(gt=0, le=31_536_000)]],
        Fact(
            Label("Intervalos por tipo", "Intervals by kind"),
            Label(
                "Cada cuánto informa un tipo de equipo, en lugar de lo que dice el catálogo.",
                "How often a kind of device reports, over what the catalogue says.",
            ),
            "s",
        ),
    ] = Field(default_factory=dict)

    @model_validator(mode="after")
    def _in_order(self) -> LivenessSettings:
        if self.lost_after <= self.late_after:
            raise ValueError("needs lost_after to be greater than late_after")
        return self


class LimitSettings(Section):
    """What is more than this is refused and counted; memory does not grow past it."""

    label: ClassVar[Label] = Label("Límites", "Limits")

    devices: Annotated[
        int,
        Field(ge=1, le=2_000_000),
        Fact(
            Label("Equipos", "Devices"),
            Label("Los que pasen de aquí se rechazan.", "What is more than this is refused."),
        ),
    ] = 200_000
    points: Annotated[
        int,
        Field(ge=1, le=10_000_000),
        Fact(
            Label("Puntos de medida", "Points"),
            Label(
                "Equipos por sus magnitudes; los que pasen de aquí se rechazan.",
                "Devices times their quantities; what is more than this is refused.",
            ),
        ),
    ] = 1_000_000
    payload_bytes: Annotated[
        int,
        Field(ge=256, le=16_777_216),
        Fact(
            Label("Mensaje más grande", "Largest message"),
            Label("Uno mayor se rechaza y se cuenta.", "A larger one is refused and counted."),
            "B",
        ),
    ] = 1_048_576
    nesting: Annotated[
        int,
        Field(ge=2, le=200),
        Fact(
            Label("Niveles de un mensaje", "Levels of a message"),
            Label("Uno más anidado se rechaza.", "One that is nested deeper is refused."),
        ),
    ] = 32
    future_tolerance_s: Annotated[
        float,
        Field(ge=0, le=86_400),
        Fact(
            Label("Adelanto admitido", "Tolerated lead"),
            Label(
                "Cuánto puede ir adelante el reloj de un equipo.",
                "How far ahead a device's clock may be.",
            ),
            "s",
        ),
    ] = 300.0
    oldest_days: Annotated[
        Days,
        Fact(
            Label("Lectura más antigua", "Oldest reading"),
            Label("Una anterior se rechaza.", "An older one is refused."),
            "d",
        ),
    ] = 400.0


class AlarmSettings(Section):
    """Limits of shelving, and the raw tables of `[[alarms.rule]]`."""

    label: ClassVar[Label] = Label("Alarmas", "Alarms")

    shelving_longest_minutes: Annotated[
        int,
        Field(ge=1, le=10_080),
        Fact(
            Label("Archivo más largo", "Longest shelving"),
            Label(
                "Por cuánto tiempo se puede archivar una alarma.",
                "For how long an alarm may be shelved.",
            ),
            "min",
            live=True,
        ),
    ] = 480
    shelving_largest_count: Annotated[
        int,
        Field(ge=1, le=100),
        Fact(
            Label("Archivos por día", "Shelvings a day"),
            Label(
                "Cuántas veces en 24 horas se puede archivar la misma alarma.",
                "How often within 24 hours the same alarm may be shelved.",
            ),
            live=True,
        ),
    ] = 3
    realarm_minutes: Annotated[
        float,
        Field(ge=0, le=10_080),
        Fact(
            Label("Volver a avisar", "Raise again"),
            Label(
                "Una alarma que dura este tiempo avisa de nuevo; 0 nunca.",
                "An alarm that stands this long is raised again; 0 never.",
            ),
            "min",
        ),
    ] = 0.0
    rule: Annotated[
        list[dict[str, Any]],
        Fact(
            Label("Reglas propias", "Own rules"),
            Label(
                "Cambios a las reglas de fábrica y reglas nuevas.",
                "Changes to the shipped rules, and new ones.",
            ),
        ),
    ] = Field(default_factory=list)


SECTIONS: dict[str, type[Section]] = {
    "site": SiteSettings,
    "broker": BrokerSettings,
    "liveness": LivenessSettings,
    "limits": LimitSettings,
    "history": HistorySettings,
    "alarms": AlarmSettings,
    "security": SecuritySettings,
    "control": ControlSettings,
    "lighting": LightingSettings,
    "incidents": IncidentSettings,
    "video": VideoSettings,
}
